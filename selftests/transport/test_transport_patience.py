"""When the transport tries again, waits, or stops asking."""

import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest
from tiny_servers import Asked, Reply, TinyServer, always, closed_port, in_turn

from harness.authentication import NONE
from harness.target_parts import Auth, BasicAuth
from harness.transport import Transport
from harness.transport_pacing import Breaker, Gate, Pacer, back_off, retry_after

Connect = Callable[..., Transport]


def resets(_: Asked, reply: Reply) -> None:
    reply.reset()


def hangs(_: Asked, reply: Reply) -> None:
    reply.hang()


class TestRepetition:
    @pytest.mark.parametrize("status", [429, 502, 503, 504])
    def test_a_read_is_repeated_after_an_answer_of_the_environment(
        self, connect: Connect, status: int
    ) -> None:
        with TinyServer(in_turn(always(status), always(status), always(200))) as server:
            transport = connect(server.url)
            exchange = transport.send("GET", "/x")

        assert (exchange.status, exchange.attempts) == (200, 3)
        assert transport.counters.retries == 2

    def test_a_read_is_repeated_after_a_reset(self, connect: Connect) -> None:
        with TinyServer(in_turn(resets, always(200))) as server:
            assert connect(server.url).send("GET", "/x").status == 200

    def test_repetition_ends_and_the_last_answer_is_given(self, connect: Connect) -> None:
        with TinyServer(always(503)) as server:
            exchange = connect(server.url).send("GET", "/x")

            assert (exchange.status, exchange.attempts) == (503, 3)
            assert exchange.environmental
            assert len(server.asked) == 3

    @pytest.mark.parametrize("status", [200, 400, 404, 500, 501])
    def test_no_other_answer_is_asked_for_twice(self, connect: Connect, status: int) -> None:
        with TinyServer(always(status)) as server:
            exchange = connect(server.url).send("GET", "/x")

            assert not exchange.environmental
            assert len(server.asked) == 1

    def test_a_time_out_is_not_waited_for_twice(self, connect: Connect) -> None:
        with TinyServer(hangs) as server:
            assert connect(server.url, read_timeout=0.1).send("GET", "/x").attempts == 1

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
    @pytest.mark.parametrize("behaviour", [resets, hangs, always(502), always(503), always(504)])
    def test_a_write_that_may_have_happened_is_not_repeated(
        self, connect: Connect, method: str, behaviour: Any
    ) -> None:
        # Only the server that hangs has to be given up; on a busy machine the others may take their time.
        patience = 0.05 if behaviour is hangs else 10.0
        with TinyServer(behaviour) as server:
            exchange = connect(server.url, read_timeout=patience).send(method, "/x", json={})

            assert exchange.attempts == 1
            assert len(server.asked) <= 1
            assert server.asked or behaviour is hangs

    @pytest.mark.parametrize("first", [always(429), always(503, Retry_After="0")])
    def test_a_write_that_was_turned_away_is_repeated(self, connect: Connect, first: Any) -> None:
        with TinyServer(in_turn(first, always(201))) as server:
            transport = connect(server.url)
            exchange = transport.send("POST", "/x", json={})

            assert (exchange.status, len(server.asked)) == (201, 2)
            assert transport.counters.writes == 1

    def test_who_has_no_valid_credentials_may_be_locked_out(self, connect: Connect) -> None:
        """The first 429 is waited out, further ones are not, and valid credentials are served all along."""

        def locks_out(asked: Asked, reply: Reply) -> None:
            always(200 if "authorization" in asked.headers else 429)(asked, reply)

        with TinyServer(locks_out) as server:
            transport = connect(server.url, auth=Auth("basic", BasicAuth("user", "password")))
            tries = [transport.send("GET", "/x", credentials=NONE).attempts for _ in range(20)]

            assert tries == [3, *[1] * 19]
            assert transport.send("GET", "/x").status == 200
            assert transport.unreachable is None

    def test_a_write_that_found_nobody_is_repeated(self, connect: Connect) -> None:
        exchange = connect(f"http://127.0.0.1:{closed_port()}").send("POST", "/x", json={})

        assert exchange.attempts == 3
        assert exchange.error is not None

    def test_a_write_on_a_kept_connection_is_not_repeated_either(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(), resets)) as server:
            transport = connect(server.url)
            transport.send("GET", "/x")
            exchange = transport.send("POST", "/x", json={})

            assert exchange.error is not None
            assert [asked.method for asked in server.asked] == ["GET", "POST"]

    def test_a_write_does_not_trust_a_connection_that_has_been_idle(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url)
            transport.send("GET", "/x")
            real = time.monotonic
            monkeypatch.setattr(time, "monotonic", lambda: real() + 2)
            transport.send("POST", "/x", json={})

            assert [asked.connection for asked in server.asked] == [1, 2]


class TestRetryAfter:
    def test_it_is_honoured(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(429, Retry_After="1"), always())) as server:
            began = time.monotonic()
            exchange = connect(server.url, longest_retry_after=5.0).send("GET", "/x")

        assert exchange.status == 200
        assert 1.0 <= time.monotonic() - began < 5

    def test_it_is_capped(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(503, Retry_After="86400"), always())) as server:
            began = time.monotonic()
            assert connect(server.url).send("GET", "/x").status == 200

        assert 0.2 <= time.monotonic() - began < 5

    def test_it_holds_back_the_other_threads(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(429, Retry_After="60"), always())) as server:
            transport = connect(server.url, longest_retry_after=0.8)
            thread = threading.Thread(target=transport.send, args=("GET", "/a"))
            thread.start()
            time.sleep(0.1)
            began = time.monotonic()
            transport.send("GET", "/b")
            waited = time.monotonic() - began
            thread.join()

        assert waited >= 0.3

    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("7", 7.0),
            (" 0 ", 0.0),
            (formatdate(1060, usegmt=True), 60.0),
            (formatdate(900, usegmt=True), 0.0),
            ("9" * 400, 9999999999.0),
            ("-5", None),
            ("soon", None),
            ("", None),
            (None, None),
        ],
    )
    def test_both_forms_are_read_and_nonsense_is_not(self, value: str | None, seconds: float | None) -> None:
        assert retry_after(value, 1000.0) == seconds


def test_pauses_grow_are_bounded_and_differ() -> None:
    pauses = [[back_off(attempt, 0.5, 15.0) for attempt in (1, 2, 3, 4, 5, 6, 60)] for _ in range(20)]

    for row in pauses:
        for pause, full in zip(row, (0.5, 1, 2, 4, 8, 15, 15), strict=True):
            assert full / 2 <= pause <= full
    assert len({row[0] for row in pauses}) > 1


class TestRate:
    def test_a_rate_is_kept_after_a_small_burst(self) -> None:
        now = 0.0
        pacer = Pacer(120, clock=lambda: now)
        waits = [pacer.reserve() for _ in range(6)]

        assert waits == [0.0, 0.0, 0.5, 1.0, 1.5, 2.0]

    def test_an_unused_turn_does_not_add_up(self) -> None:
        now = 0.0
        pacer = Pacer(60, clock=lambda: now)
        pacer.reserve()
        now = 1000.0

        assert [pacer.reserve() for _ in range(3)] == [0.0, 1.0, 2.0]

    def test_requests_are_spread(self, connect: Connect) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url, requests_per_minute=600)
            began = time.monotonic()
            for _ in range(15):
                transport.send("GET", "/x")

        assert time.monotonic() - began >= 0.45

    def test_repetitions_count(self, connect: Connect) -> None:
        with TinyServer(always(503)) as server:
            transport = connect(server.url, requests_per_minute=300)
            began = time.monotonic()
            for _ in range(3):
                transport.send("GET", "/x")

        assert time.monotonic() - began >= 0.35


class TestTimeBudget:
    def test_nothing_is_sent_after_the_end(self, connect: Connect) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url, time_budget=1.0)
            before = transport.send("GET", "/x")
            time.sleep(1.0)
            after = transport.send("GET", "/x")

            assert before.status == 200
            assert after.error == "The run's time budget of 1 s is used up; nothing was sent."
            assert after.attempts == 0
            assert len(server.asked) == 1

    def test_it_cuts_a_request_that_is_under_way(self, connect: Connect) -> None:
        with TinyServer(hangs) as server:
            exchange = connect(server.url, time_budget=0.1).send("GET", "/x")

        assert exchange.error is not None
        assert exchange.elapsed < 2

    def test_it_is_not_spent_on_waiting(self, connect: Connect) -> None:
        with TinyServer(always(429, Retry_After="60")) as server:
            transport = connect(server.url, time_budget=20.0, longest_retry_after=60.0)
            began = time.monotonic()
            assert transport.send("GET", "/x").status == 429

        assert time.monotonic() - began < 5


class TestBreaker:
    def test_a_target_that_is_gone_is_not_asked_a_thousand_times(self, connect: Connect) -> None:
        with TinyServer(hangs) as server:
            transport = connect(server.url, read_timeout=0.05, breaker_threshold=4)
            exchanges = [transport.send("GET", "/x") for _ in range(1000)]

            assert len(server.asked) == 4
        assert exchanges[-1].error is not None
        assert "The target is unreachable since " in exchanges[-1].error
        assert "is silent for 0.05 s." in exchanges[-1].error
        assert exchanges[-1].attempts == 0
        assert transport.unreachable is not None

    def test_it_is_asked_again_after_a_pause(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(503), always(503), always(200))) as server:
            transport = connect(server.url, retries=0, breaker_threshold=2, breaker_pause=0.6)
            statuses = [transport.send("GET", "/x").status for _ in range(3)]
            time.sleep(0.65)
            statuses += [transport.send("GET", "/x").status for _ in range(2)]

        assert statuses == [503, 503, None, 200, 200]
        assert transport.unreachable is None

    def test_one_kind_of_request_can_be_gone_alone(self, connect: Connect) -> None:
        def only_reads(asked: Asked, reply: Reply) -> None:
            if asked.method == "GET":
                reply.send()
            else:
                reply.hang()

        with TinyServer(only_reads) as server:
            transport = connect(server.url, read_timeout=0.3, breaker_threshold=3)
            for _ in range(10):
                transport.send("POST", "/x", json={}, operation="create")
                assert transport.send("GET", "/x", operation="list").status == 200

            assert [asked.method for asked in server.asked].count("POST") == 3
        exchange = transport.send("POST", "/x", json={}, operation="create")
        assert exchange.error is not None
        assert exchange.error.startswith("The target's create is unreachable since ")

    def test_odd_requests_that_break_the_connection_do_not_make_the_target_unreachable(
        self, connect: Connect
    ) -> None:
        def chokes_on_writes(asked: Asked, reply: Reply) -> None:
            if asked.method == "POST":
                reply.reset()
            else:
                reply.send()

        with TinyServer(chokes_on_writes) as server:
            transport = connect(server.url, breaker_threshold=3)
            exchanges = [transport.send("POST", "/x", json={}) for _ in range(10)]

            assert all(exchange.attempts == 1 for exchange in exchanges)
            assert transport.send("GET", "/x").status == 200

    def test_a_target_that_breaks_every_connection_is_gone(self, connect: Connect) -> None:
        with TinyServer(resets) as server:
            transport = connect(server.url, retries=0, breaker_threshold=3)
            for _ in range(20):
                transport.send("POST", "/x", json={})

            assert len([asked for asked in server.asked if asked.method == "POST"]) == 3

    def test_patience_shrinks_while_there_is_no_answer(self, connect: Connect) -> None:
        with TinyServer(always(503)) as server:
            transport = connect(server.url, retries=3)
            attempts = [transport.send("GET", "/x").attempts for _ in range(3)]

        assert attempts == [4, 2, 2]

    def test_the_pause_doubles_up_to_a_limit(self) -> None:
        now = 0.0
        breaker = Breaker(1, 10, 35, clock=lambda: now)
        breaker.failed(0, "gone")
        admitted = []
        for second in range(200):
            now = float(second)
            if breaker.admits():
                admitted.append(second)
                breaker.failed(0, "gone")

        assert admitted == [10, 30, 65, 100, 135, 170]

    def test_a_threshold_of_zero_never_opens(self) -> None:
        gate = Gate(lambda: Breaker(0, 10, 10))
        for _ in range(100):
            gate.failed("list", 0.0, "gone", silent=True)

        assert gate.refusal("list") is None
