"""A requirement that one test did not come to is judged by the tests that did, and by nothing else."""

from harness.ledger import Ledger
from harness.recording import INCONCLUSIVE, NOT_EXERCISED, Finding, Recorder
from harness.requirements import load_catalogue

NAMES = ("FUZZ-UPDATE-SERVER-ERROR", "FUZZ-UPDATE-REFUSED-CHANGES-NOTHING")


def entry_of_a_test(*, reached):
    """What a passing test of both says, of which the second was put to the test or not."""
    recorder = Recorder()
    if not reached:
        reason = "No generated case put it to the test."
        recorder.finding(Finding(NAMES[1], INCONCLUSIVE, reason, cause=NOT_EXERCISED))
    recorder.passed(recorder.put_to_the_test(NAMES))
    return recorder.drain()


def verdicts(*entries):
    """The verdicts of both after these entries."""
    ledger = Ledger(load_catalogue())
    for entry in entries:
        ledger.add(entry)
    run = {"interrupted": None, "shard": None, "counts": {}}
    rows = ledger.document(run, started=0.0, missing={})["requirements"]
    return [row["verdict"] for name in NAMES for row in rows if row["id"] == name]


def test_what_no_test_reached_is_inconclusive():
    missed = entry_of_a_test(reached=False)
    assert verdicts(missed, missed) == ["passed", "inconclusive"]


def test_what_another_test_reached_is_judged_by_it():
    reached, missed = entry_of_a_test(reached=True), entry_of_a_test(reached=False)
    assert verdicts(missed, reached) == verdicts(reached, missed) == ["passed", "passed"]
