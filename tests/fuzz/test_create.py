"""Creates that Schemathesis generates from the API description."""

from itertools import chain

import pytest

from harness.expectations import requirement
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.generation import NEGATIVE, POSITIVE, covered, documented, fuzzed


@pytest.fixture
def creates(session, campaign):
    """A campaign of creates."""
    return campaign(CreateTrials(session))


@requirement(
    "FUZZ-CREATE-VALID-ACCEPTED",
    "FUZZ-CREATE-ACCEPTED-SHARE",
    "FUZZ-CREATE-SERVER-ERROR",
    "FUZZ-CREATE-999999",
)
def test_create_valid_systematic(creates):
    """Without a broken rule a body is accepted and comes back, else refused with the code (004:L24-69)."""
    creates.run(chain(documented("create"), covered("create", POSITIVE)))
    creates.conclude()


@requirement(
    "FUZZ-CREATE-VALID-ACCEPTED",
    "FUZZ-CREATE-ACCEPTED-SHARE",
    "FUZZ-CREATE-SERVER-ERROR",
    "FUZZ-CREATE-999999",
    "FUZZ-CREATE-TEXT-UNCHANGED",
)
def test_create_valid_random(creates, fuzz_options):
    """Without a broken rule a body is accepted and comes back, else refused with the code (004:L24-69)."""
    creates.run(fuzzed("create", POSITIVE, fuzz_options.examples, fuzz_options.seed_of))
    creates.conclude()


@requirement(
    "FUZZ-CREATE-SERVER-ERROR",
    "FUZZ-CREATE-999999",
    "FUZZ-CREATE-REFUSED-STORES-NOTHING",
    "FUZZ-CREATE-WRONG-STRUCTURE",
)
def test_create_broken_systematic(creates, fuzz_options):
    """A body with one defect is refused, stores nothing and breaks nothing (004:L716-723)."""
    creates.run(covered("create", NEGATIVE), alike=fuzz_options.alike)
    creates.conclude()


@requirement("FUZZ-CREATE-SERVER-ERROR", "FUZZ-CREATE-999999", "FUZZ-CREATE-REFUSED-STORES-NOTHING")
def test_create_broken_random(creates, fuzz_options):
    """A body with one defect is refused, stores nothing and breaks nothing (004:L716-723)."""
    creates.run(fuzzed("create", NEGATIVE, fuzz_options.examples, fuzz_options.seed_of))
    creates.conclude()
