"""Reads that lag behind writes are told apart from lost writes, and cost nothing where nothing lags."""

import random
from itertools import count

import pytest

from harness.clock import Clock
from harness.payloads import Payloads
from harness.recording import Recorder
from harness.settling import LONGEST, OBSERVED, Lag
from selftests.harness.exchanges import accepted, refused


class Target:
    """One badge as a client sees it; reads show the writes that are `late` seconds old, by view.

    `loses` writes for good; `fickle` reads show a write half of the time only.
    """

    def __init__(self, *, late=None, loses=False, fickle=0):
        self.time, self.sent = 100.0, 0
        self.late, self.loses, self.fickle = late or {}, loses, fickle
        self._writes, self._chance = [], random.Random(fickle)

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.time += seconds

    def create(self, body):
        return self._write({**body, "id": "b1"}, "create")

    def update(self, body):
        return self._write(body, "update")

    def read(self, badge):
        shown = self._seen("detail")
        names = {"startOn": "startsOn", "expiresOn": "expiresOn"}
        renamed = {names.get(key, key): value for key, value in (shown or {}).items()}
        return accepted(renamed, "detail") if shown else refused(400, status=404, operation="detail")

    def list(self, **query):
        shown = self._seen("list")
        rows = [{"badgeMetaId": shown["id"], **shown}] if shown else []
        return accepted({"customerBadges": rows}, "list")

    def _write(self, body, operation):
        self.sent += 1
        if not (self.loses and operation == "update"):
            self._writes.append((self.time, body))
        return accepted(body, operation)

    def _seen(self, view):
        self.sent += 1
        if self.fickle and self._chance.random() < 0.5:
            return None
        seen = [body for when, body in self._writes if when + self.late.get(view, 0.0) <= self.time]
        return seen[-1] if seen else None


def lag_of(target):
    return Lag(now=target.now, sleep=target.sleep)


def measured(target):
    """The lag as it is known after a measurement, and what was recorded."""
    lag, recorder = lag_of(target), Recorder()
    found = lag.measure(target, Payloads("run", "main", Clock(now=target.now, sleep=target.sleep)), recorder)
    assert found == bool(lag.seconds)
    return lag, [item.answer for item in recorder.observations if item.requirement == OBSERVED]


def test_a_late_list_is_measured_and_the_detail_is_not_suspected():
    lag, told = measured(Target(late={"list": 1.0}))
    assert list(lag.seconds) == ["list"]
    assert 1.0 < lag.seconds["list"] < 1.6
    assert told == ["list: a write shows after up to 1.5 s"]


@pytest.mark.parametrize(
    "target",
    [
        Target(),
        Target(loses=True),
        *(Target(fickle=seed) for seed in range(1, 21)),
        Target(late={"detail": 60, "list": 60}),
    ],
    ids=lambda target: f"loses {target.loses}, fickle {target.fickle}, late {target.late}",
)
def test_what_is_never_shown_or_now_and_then_is_no_lag(target):
    began = target.time
    lag, told = measured(target)
    assert (lag.seconds, told) == ({}, [])
    assert target.time - began < 2 * (LONGEST + 2)


def test_a_target_in_time_costs_two_writes_and_a_dozen_reads_once():
    target = Target()
    lag, _ = measured(target)
    assert target.sent == 14
    lag.observe(accepted({"id": "b1"}), Recorder())
    assert not lag.may_explain


def test_reads_wait_for_what_was_written_and_for_nothing_else():
    target = Target(late={"detail": 1.0})
    lag, _ = measured(target)
    began = target.time
    lag.observe(accepted({"id": "b2"}), Recorder())
    for view, badge in (("list", None), ("detail", "another"), ("detail", "b2"), ("detail", "b2")):
        lag.wait(view, badge)
    assert target.time - began == pytest.approx(lag.seconds["detail"])


def test_while_nothing_lags_nothing_waits():
    target = Target()
    lag = lag_of(target)
    lag.observe(accepted({"id": "b2"}), Recorder())
    lag.wait("detail", "b2")
    lag.wait("list")
    assert target.time == 100.0


def test_a_failure_before_the_first_write_is_not_looked_into():
    assert not Lag().may_explain


def test_reads_that_show_a_new_badge_at_once_are_told_once():
    moments = count(100.0, 0.125)
    lag, recorder = Lag(now=lambda: next(moments)), Recorder()
    lag.observe(accepted({"id": "b1"}), recorder)
    for _ in range(2):
        lag.observe(accepted({"id": "b1"}, "detail"), recorder)
        lag.observe(accepted({"customerBadges": [{"badgeMetaId": "b1"}]}, "list"), recorder)
    assert [item.answer for item in recorder.observations] == [
        "detail: a write shows at once",
        "list: a write shows at once",
    ]
