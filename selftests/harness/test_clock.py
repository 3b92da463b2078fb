"""The estimate of the server's clock."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from harness.clock import Clock
from harness.exchange import Exchange, Headers


def answer(local: float, server: float, elapsed: float = 0.02, date: str | None = None) -> Exchange:
    """A response whose Date header shows the server's time in whole seconds."""
    stamp = (
        date if date is not None else format_datetime(datetime.fromtimestamp(int(server), UTC), usegmt=True)
    )
    return Exchange(
        id="t-1",
        operation="list",
        method="GET",
        url="http://target/",
        request_headers=Headers(),
        request_body=None,
        started=local,
        elapsed=elapsed,
        status=200,
        response_headers=Headers({"Date": stamp}),
        response_body=b"{}",
        error=None,
        attempts=1,
    )


@pytest.mark.parametrize("offset", [0.0, 3600.0, -86400.0, 0.4])
def test_many_answers_narrow_the_estimate(offset):
    clock = Clock(now=lambda: 1_700_000_000.0)
    for step in range(60):
        local = 1_700_000_000.0 + step * 0.37
        clock.observe(answer(local, local + offset + 0.01))
    assert clock.offset - clock.margin < offset < clock.offset + clock.margin
    assert clock.margin < 1


def test_a_header_that_is_written_once_a_second_misleads_nobody():
    clock = Clock(now=lambda: 1_700_000_000.0)
    for step in range(60):
        local = 1_700_000_000.9 + step * 0.2
        written = local - (step % 5) * 0.2
        clock.observe(answer(local, written))
        earliest, latest = clock.at(answer(local, written))
        assert earliest < local < latest


@pytest.mark.parametrize("ahead", [-3.0, 2.0, 4.0])
def test_a_gateway_whose_clock_is_a_little_off_widens_the_margin(ahead):
    clock = Clock(now=lambda: 1_700_000_000.0)
    for step in range(60):
        local = 1_700_000_000.0 + step * 0.37
        clock.observe(answer(local, local + ahead))
        clock.learn(round(local, 3), answer(local, local + ahead))
    assert clock.offset - clock.margin < 0 < clock.offset + clock.margin
    assert clock.offset - clock.margin < ahead < clock.offset + clock.margin


@pytest.mark.parametrize("off", [0.0, 60.0, -19_800.0])
def test_a_time_that_agrees_or_is_simply_wrong_leaves_the_margin(off):
    clock, plain = Clock(now=lambda: 1_700_000_000.0), Clock(now=lambda: 1_700_000_000.0)
    for step in range(60):
        local = 1_700_000_000.0 + step * 0.37
        clock.observe(answer(local, local))
        plain.observe(answer(local, local))
        clock.learn(float(int(local + off)), answer(local, local))
    assert (clock.offset, clock.margin) == (plain.offset, plain.margin)


def test_replicas_that_disagree_widen_the_margin():
    clock = Clock(now=lambda: 1_700_000_000.0)
    for step in range(20):
        clock.observe(answer(1_700_000_000.0 + step, 1_700_000_000.0 + step + (60 if step % 2 else 0)))
    assert clock.margin > 25


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 99 Foo 2026 00:00:00 GMT"])
def test_a_header_that_is_no_date_teaches_nothing(date):
    clock = Clock(now=lambda: 1_700_000_000.0)
    clock.observe(answer(1_700_000_000.0, 1_700_000_000.0, date=date))
    assert clock.offset == 0


def test_waits_overlap():
    now = [1_700_000_000.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    clock = Clock(now=lambda: now[0], sleep=sleep)
    first, second = clock.wait_until(1_700_000_003.0), clock.wait_until(1_700_000_002.0)
    assert first > 3
    assert second == 0
    assert clock.now() - clock.margin >= 1_700_000_003.0


def test_a_clock_can_begin_with_what_another_one_knows():
    """Workers do not begin with the time of their own machine, which may be hours off the server's."""
    first = Clock(now=lambda: 1000.0)
    assert first.known is None
    first.observe(answer(1000.0, 4600.0))
    second = Clock(now=lambda: 1000.0, known=first.known)
    assert second.now() == first.now() == pytest.approx(4600, abs=2)
