"""Badges that age: created together, waited for once, LIVE by whichever way the target allows."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from harness.clock import DAY, Clock
from harness.expectations import Inconclusive
from harness.nursery import Nursery
from harness.payloads import Payloads
from selftests.harness.exchanges import accepted, refused


class Target:
    """A target as the nursery sees it, with a clock that only waiting and answering move.

    `refuses` names what it does not do: "past start" (with the header), "move", "create", "short" (a
    badge that ends within a week of its start).
    """

    def __init__(self, refuses=(), seconds_per_answer=0.0):
        self.time, self.slept, self.sent = 1_700_000_000.0, [], []
        self.refuses, self.pace = frozenset(refuses), seconds_per_answer
        self._ids = itertools.count()
        self.clock = Clock(now=lambda: self.time, sleep=self._sleep)

    def _sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds

    def create(self, body, *, migration=False):
        unwelcome = not migration or "past start" in self.refuses
        wrong = (body["startOn"] < self.time and unwelcome) or self._ends_early(body)
        return self._answer("create", {**body, "id": str(next(self._ids))}, wrong or "create" in self.refuses)

    def update(self, body):
        return self._answer("update", body, "move" in self.refuses or self._ends_early(body))

    def _ends_early(self, body):
        shortest = 7 * DAY if "short" in self.refuses else 0
        return body["expiresOn"] - body["startOn"] <= shortest

    def _answer(self, operation, body, wrong):
        started, self.time = self.time, self.time + self.pace
        self.sent.append(operation)
        status = "UPCOMING" if self.time < body["startOn"] else "LIVE"
        answer = refused(400) if wrong else accepted({**body, "status": status}, operation)
        return replace(answer, started=started, elapsed=self.pace)


def nursery_of(target):
    return Nursery(target, Payloads("run", "main", target.clock), target.clock)


def test_waits_for_stocked_badges_overlap():
    target = Target()
    nursery = nursery_of(target)
    nursery.stock({"expired": 3, "prolonged": 1, "ripe": 3})
    for _ in range(3):
        nursery.expired()
        nursery.ripe()
    nursery.prolonged()
    assert len(target.slept) == 1
    assert target.slept[0] < 7


def test_a_badge_has_settled_when_whole_seconds_tell_its_times_apart():
    target = Target()
    nursery = nursery_of(target)
    nursery.stock({"settled": 1, "changed": 1})
    created = target.time
    assert nursery.settled().exchange.operation == "create"
    assert nursery.changed().exchange.operation == "update"
    assert target.sent == ["create", "create", "update"]
    assert len(target.slept) == 1
    assert int(target.time) > int(created)


@pytest.mark.parametrize("make", ["expired", "expired_to_issue", "expired_windows", "prolonged", "shortened"])
def test_badges_end_soon_where_they_must_last_for_long(make):
    target = Target(refuses={"short"})
    badge = getattr(nursery_of(target), make)()
    assert badge.data["startOn"] < 1_700_000_000.0 - 7 * DAY
    assert sum(target.slept) < 7


def test_no_badge_ends_soon_where_neither_a_short_nor_an_old_one_is_accepted():
    with pytest.raises(Inconclusive):
        nursery_of(Target(refuses={"short", "past start", "move"})).expired()


def test_badges_beyond_the_stock_are_made_when_asked_for():
    target = Target()
    nursery = nursery_of(target)
    nursery.stock({"ripe": 1})
    assert nursery.ripe().id != nursery.ripe().id
    assert len(target.slept) == 2


@pytest.mark.parametrize(
    ("refuses", "requests"),
    [
        ((), ["create", "create"]),
        (("past start",), ["create", "create", "update", "create", "update"]),
        (("move",), ["create", "create"]),
    ],
    ids=["nothing", "past starts", "moves"],
)
def test_what_made_a_badge_live_is_tried_first_next_time(refuses, requests):
    target = Target(refuses)
    nursery = nursery_of(target)
    assert [nursery.live().data["status"], nursery.live().data["status"]] == ["LIVE", "LIVE"]
    assert target.sent == requests
    assert target.slept == []


def test_where_no_way_leads_to_live_at_once_the_clock_does():
    target = Target(("past start", "move"))
    badge = nursery_of(target).live()
    assert len(target.slept) == 1
    assert badge.start_on < target.time


def test_two_live_badges_never_share_a_name():
    nursery = nursery_of(Target(("past start",)))
    assert nursery.live().name != nursery.live().name


@pytest.mark.parametrize("refuses", [(), ("past start",)], ids=["born live", "moved"])
def test_a_prolonged_badge_outlives_its_old_end(refuses):
    target = Target(refuses)
    badge = nursery_of(target).prolonged()
    assert badge.exchange.operation == "update"
    assert badge.start_on < target.time < badge.expires_on
    assert len(target.slept) == 1


def test_on_a_slow_line_a_badge_is_prolonged_with_more_time():
    target = Target(seconds_per_answer=3.0)
    badge = nursery_of(target).prolonged()
    assert target.sent == ["create", "update"] * 2
    assert badge.expires_on > target.time


def test_a_target_that_refuses_everything_leaves_the_shelves_empty_and_the_asker_without():
    target = Target(("create",))
    nursery = nursery_of(target)
    nursery.stock({"expired": 2, "prolonged": 1, "ripe": 2})
    for ask in (nursery.expired, nursery.prolonged, nursery.ripe, nursery.live):
        with pytest.raises(Inconclusive):
            ask()
    assert target.slept == []


def test_nobody_waits_an_hour_for_a_badge():
    """A server whose replicas tell times that are an hour apart has no clock to wait by."""
    target = Target()
    nursery = nursery_of(target)
    nursery.stock({"ripe": 1})
    for server in (target.time, target.time - 3600):
        target.clock.observe(replace(accepted({}), started=target.time, response_headers=dated(server)))
    with pytest.raises(Inconclusive, match="the server's clock jumps"):
        nursery.ripe()
    assert target.slept == []


def dated(moment):
    return {"Date": format_datetime(datetime.fromtimestamp(moment, UTC), usegmt=True)}
