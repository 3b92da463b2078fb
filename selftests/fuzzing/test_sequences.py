"""Generated sequences against a faulty reference: found, shrunken, and played again."""

import json

import pytest

from harness.expectations import ConformanceFailure
from harness.fuzzing.machine import run_sequences
from harness.fuzzing.settings import Budget, FuzzOptions
from harness.fuzzing.world import steps_of

MARKS = ("FUZZ-MODEL-REFUSALS", "FUZZ-MODEL-FIELDS", "FUZZ-MODEL-STATUS", "FUZZ-MODEL-LIST")


@pytest.fixture
def hunt(harvest_of):
    """Runs sequences in a session; gives the failure, or None, and the harvest."""

    def run(session, count=40, **options):
        budget = Budget(600.0, 1)
        budget.begin()
        harvest = harvest_of(session, *MARKS, options=FuzzOptions(seed=3, **options))
        try:
            run_sequences(harvest, budget, count)
        except ConformanceFailure as failure:
            return failure, harvest
        return None, harvest

    return run


FROZEN = {
    "UPDATE-START-FROZEN-LIVE",
    "UPDATE-START-FROZEN-LIVE-FUTURE",
    "UPDATE-START-FROZEN-AFTER-PAST",
}
# fault, requirements of which one is blamed, the most steps that show it
FAULTS = [
    ("update-moves-live-start", FROZEN, 3),
    ("update-loses-the-third", {"UPDATE-VISIBLE-IN-DETAIL", "FUZZ-MODEL-FIELDS"}, 5),
    ("names-of-renamed-are-free", {"UPDATE-NAME-NEW-RESERVED", "UPDATE-NAME-TAKEN"}, 5),
    ("list-loses-what-was-updated-thrice", {"LIST-NAME-COMPLETE", "LIFECYCLE-RENAME-FOUND"}, 6),
]


@pytest.mark.parametrize(("fault", "rules", "steps"), FAULTS)
def test_a_fault_of_a_sequence_is_found_and_made_small(open_session, hunt, fault, rules, steps):
    failure, harvest = hunt(open_session("--fault", fault), count=60)
    assert failure is not None
    assert failure.requirement in rules
    (known, *_) = harvest.sorted()
    script = steps_of(known.evidence.key)
    assert script is not None
    assert len(script) <= steps, script


def test_the_right_reference_surprises_nobody(open_session, hunt):
    failure, _ = hunt(open_session(), count=40)
    assert failure is None


def test_a_sequence_is_played_again_from_its_script(open_session, hunt):
    session = open_session("--fault", "update-moves-live-start")
    failure, harvest = hunt(session)
    script = harvest.sorted()[0].evidence.key
    again, _ = hunt(session, replay=script)
    assert again is not None
    assert (again.requirement, again.cause) == (failure.requirement, failure.cause)


def test_the_same_seed_makes_the_same_sequences(open_session, hunt):
    def digest():
        session = open_session()
        hunt(session, count=10)
        return [item.answer for item in session.recorder.observations if "digest" in item.answer]

    assert digest() == digest() != []


def test_a_refused_create_that_needs_no_sequence_is_judged_like_any_create(open_session, hunt):
    session = open_session("--fault", "create-refuses-earn-type-issue-earn")
    failure, harvest = hunt(session)
    assert failure.requirement == "CREATE-ENUM-EARN-TYPE-VALUES"
    (known,) = harvest.known.values()
    assert known.evidence.mismatch.cause.endswith(": earn type ISSUE_EARN")
    assert known.evidence.control is not None
    assert len(known.evidence.exchanges) == 1
    assert known.count > 1
    again, _ = hunt(session, replay=known.evidence.key)
    assert (again.requirement, again.cause) == (failure.requirement, failure.cause)


FIRST = {"name": 0, "start": 1, "end": 2, "owners": 3, "customer": 0, "badge": 0}
FIRST |= {"issue": False, "active": True, "migration": False}
OFF = ("update", {"which": 0, "member": "active", "value": 0})
MOVED = ("update", {"which": 0, "member": "startOn", "value": 0})
# A name that is given away once its badge is switched off: who has it now?
SHARED_NAMES = {
    "the badge that is off keeps its own": [("create", FIRST), OFF, ("create", FIRST), MOVED],
    "the badge that is on has taken it":   [("create", FIRST), OFF, ("create", FIRST), ("create", FIRST)],
}  # fmt: skip


@pytest.mark.parametrize("steps", SHARED_NAMES.values(), ids=SHARED_NAMES)
def test_a_name_may_be_given_away_by_a_badge_that_is_off(open_session, hunt, steps):
    replay = f"sequence {json.dumps(steps)}"
    failure, _ = hunt(open_session("--dialect", "names-of-inactive-are-free"), replay=replay)
    assert failure is None
