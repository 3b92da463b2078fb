"""Updates that Schemathesis generates from the API description."""

from itertools import chain

import pytest

from harness.expectations import requirement
from harness.fuzzing.generation import NEGATIVE, POSITIVE, covered, documented, fuzzed
from harness.fuzzing.update_trials import UpdateTrials


@pytest.fixture
def updates(session, campaign):
    """A campaign of updates."""
    return campaign(UpdateTrials(session))


@requirement(
    "FUZZ-UPDATE-VALID-ACCEPTED",
    "FUZZ-UPDATE-ACCEPTED-SHARE",
    "FUZZ-UPDATE-SERVER-ERROR",
    "FUZZ-UPDATE-999999",
)
def test_update_valid_systematic(updates):
    """Without a broken rule an update is accepted and comes back, else refused (003:L55-139)."""
    updates.run(chain(documented("update"), covered("update", POSITIVE)))
    updates.conclude()


@requirement(
    "FUZZ-UPDATE-VALID-ACCEPTED",
    "FUZZ-UPDATE-ACCEPTED-SHARE",
    "FUZZ-UPDATE-SERVER-ERROR",
    "FUZZ-UPDATE-999999",
    "FUZZ-UPDATE-TEXT-UNCHANGED",
)
def test_update_valid_random(updates, fuzz_options):
    """Without a broken rule an update is accepted and comes back, else refused (003:L55-139)."""
    updates.run(fuzzed("update", POSITIVE, fuzz_options.examples, fuzz_options.seed_of))
    updates.conclude()


@requirement(
    "FUZZ-UPDATE-SERVER-ERROR",
    "FUZZ-UPDATE-999999",
    "FUZZ-UPDATE-REFUSED-CHANGES-NOTHING",
    "FUZZ-UPDATE-WRONG-STRUCTURE",
)
def test_update_broken_systematic(updates, fuzz_options):
    """An update with one defect is refused, changes nothing and breaks nothing (003:L1129-1143)."""
    updates.run(covered("update", NEGATIVE), alike=fuzz_options.alike)
    updates.conclude()


@requirement("FUZZ-UPDATE-SERVER-ERROR", "FUZZ-UPDATE-999999", "FUZZ-UPDATE-REFUSED-CHANGES-NOTHING")
def test_update_broken_random(updates, fuzz_options):
    """An update with one defect is refused, changes nothing and breaks nothing (003:L1129-1143)."""
    updates.run(fuzzed("update", NEGATIVE, fuzz_options.examples, fuzz_options.seed_of))
    updates.conclude()
