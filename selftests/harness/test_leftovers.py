"""What several processes have created is put away by whoever has time, each badge once."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.clock import Clock
from harness.leftovers import AT_A_TIME, PATIENCE, Bodies, Leftovers
from selftests.harness.exchanges import accepted, refused


def made(pool, *identifiers):
    bodies = Bodies(pool)
    for identifier in identifiers:
        bodies.created(identifier, b"{}")
    return bodies


def test_a_process_alone_has_its_own(tmp_path):
    for pool in (None, tmp_path / "pool"):
        bodies = made(pool, "2", "1")
        bodies.updated("2", b"new")
        bodies.updated("3", b"of somebody else")
        assert list(bodies.taken()) == [("2", b"new"), ("1", b"{}")]
        assert list(bodies.taken()) == []


def test_who_is_through_first_takes_what_others_bring(tmp_path):
    early, late = made(tmp_path / "pool", "a"), made(tmp_path / "pool", "b", "\ud800")
    taken = early.taken()
    assert next(taken)[0] == "a"
    others = late.taken()
    assert next(others)[0] == "b"
    # An update on the way, as of a badge that is put away, brings nothing back.
    late.updated("b", b"inactive")
    assert next(taken)[0] == "\ud800"
    assert next(taken, None) is None
    assert next(others, None) is None


def test_nothing_is_taken_twice(tmp_path):
    names = [[f"{worker}-{number}" for number in range(50)] for worker in range(4)]
    with ThreadPoolExecutor(4) as threads:
        shares = list(
            threads.map(lambda mine: [name for name, _ in made(tmp_path / "pool", *mine).taken()], names)
        )
    counted = Counter(name for share in shares for name in share)
    assert counted == Counter(name for mine in names for name in mine)


@pytest.mark.parametrize("workers", [(), ("-n", "3")], ids=["one process", "three workers"])
def test_every_badge_is_listed_once(conformance, reference, workers):
    run = conformance("tests/create/test_echo.py", f"--target={reference.profile}", "--har", *workers)
    har = json.loads((run.directory / "exchanges.har").read_text())["log"]["entries"]
    created = {
        json.loads(entry["response"]["content"]["text"])["data"]["id"]
        for entry in har
        if entry["request"]["method"] == "POST" and entry["response"]["status"] == 201
    }
    left = Counter(badge["id"] for badge in run.report["run"]["left_behind"])
    assert created
    assert left == dict.fromkeys(created, 1)
    assert {badge["state"] for badge in run.report["run"]["left_behind"]} == {"deactivated"}


class Target:
    """Takes updates but those of some badges, as many at a time as `together`, each waits for the others."""

    def __init__(self, together=1, refuses=lambda identifier: False):
        self.meeting, self.refuses, self.sent = threading.Barrier(together), refuses, []

    def update(self, body, *, kept_back):
        assert kept_back
        self.meeting.wait(timeout=30)
        self.sent.append(body)
        return refused(500) if self.refuses(body["id"]) else accepted(body, "update")


def left_on(target, count, pool=None):
    leftovers = Leftovers(target, Clock(), pool)
    for number in range(count):
        body = {"id": f"b{number}", "name": f"Badge {number}", "expiresOn": 4e9}
        leftovers.observe(accepted(body, "create", request=body))
    return leftovers.deactivate()


def test_several_badges_are_put_away_at_a_time_and_told_in_the_order_of_their_creation():
    target = Target(together=AT_A_TIME)
    left = left_on(target, 3 * AT_A_TIME)
    assert [badge["id"] for badge in left] == [f"b{number}" for number in range(3 * AT_A_TIME)]
    assert {badge["state"] for badge in left} == {"deactivated"}
    assert {body["active"] for body in target.sent} == {False}


def test_each_of_several_processes_puts_away_one_badge_at_a_time(tmp_path):
    target = Target(together=2)
    threading.Timer(0.2, target.meeting.abort).start()
    with pytest.raises(threading.BrokenBarrierError):
        left_on(target, 4, tmp_path / "pool")
    assert target.sent == []


def test_badges_stay_active_where_no_update_is_accepted():
    target = Target(refuses=lambda identifier: True)
    left = left_on(target, 40)
    assert {badge["state"] for badge in left} == {"active"}
    assert len(left) == 40
    assert len(target.sent) < PATIENCE + AT_A_TIME


def test_some_that_are_refused_in_a_row_keep_no_other_badge_active():
    odd = {f"b{number}" for number in range(3, 18)}
    left = left_on(Target(refuses=odd.__contains__), 40)
    assert {badge["id"] for badge in left if badge["state"] == "active"} == odd


@pytest.mark.parametrize("shown", [{"startOn": 1.5e9}, {}], ids=["shown", "not shown"])
def test_a_date_that_a_text_has_decided_is_kept(shown):
    target = Target()
    leftovers = Leftovers(target, Clock())
    body = {"name": "Historical", "startOn": 1.4e9, "startOnISO": "2017-07-14T02:40:00Z", "expiresOn": 4e9}
    leftovers.observe(accepted({"id": "b", **shown}, "create", request=body))
    leftovers.deactivate()
    assert target.sent == [
        {"id": "b", "name": "Historical", "startOn": 1.5e9, "expiresOn": 4e9, "active": False}
    ]
