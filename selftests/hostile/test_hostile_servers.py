"""A run against each hostile server ends soon, with the verdict that it deserves, and never crashes."""

from pathlib import Path

import pytest

from benchmarks.hostile_servers import self_signed
from selftests.hostile.running import LIMITS, Outcome, run
from selftests.hostile.servers import SERVERS, USAGE, Hostile

# A few tests that create, update, read and wait, which every server has to answer.
TESTS = (
    "tests/lifecycle/test_visibility.py",
    "tests/update/test_refusals_change_nothing.py::test_refused_update_of_an_upcoming_badge_changes_nothing",
    "tests/update/test_refusals_change_nothing.py::test_refused_update_of_a_live_badge_changes_nothing",
    "tests/update/test_refusals_change_nothing.py::test_name_of_a_refused_update_stays_free",
    "tests/update/test_start_date.py",
    "tests/update/test_visibility.py",
)
# Far more than a run takes here, far less than one that waits for the same time-out again and again.
SECONDS, MEGABYTES = 120, 400


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return self_signed(tmp_path_factory.mktemp("certificate"))


def run_against(hostile: Hostile, certificate: Path, *arguments: str) -> Outcome:
    return run(hostile, TESTS, "--seed=1", *arguments, certificate=certificate, limits=LIMITS)


@pytest.mark.parametrize("hostile", SERVERS, ids=[hostile.name for hostile in SERVERS])
def test_the_outcome_is_the_one_that_is_due(hostile: Hostile, certificate: Path) -> None:
    outcome = run_against(hostile, certificate)

    assert outcome.status == hostile.status, outcome.output
    assert hostile.says in outcome.text
    assert set(hostile.failed) <= set(outcome.failed), outcome.output
    assert bool(outcome.failed) == (hostile.status == 1), outcome.output
    assert outcome.seconds < SECONDS
    assert outcome.megabytes < MEGABYTES
    assert "Traceback" not in outcome.text
    assert "the suite itself failed" not in outcome.text
    if hostile.status == USAGE:
        assert outcome.output.count("ERROR:") == 1, outcome.output
        assert outcome.requests <= 4


def test_faulty_replicas_are_counted(certificate: Path) -> None:
    """What one answer in two gets wrong fails, with how often it was seen, and is not taken for a lag."""
    faulty = next(hostile for hostile in SERVERS if hostile.name == "half of the replicas faulty")
    outcome = run_against(faulty, certificate)
    assert sum(outcome.failed.values()) >= len(outcome.failed) > 1
    assert "a write shows after up to" not in outcome.text
