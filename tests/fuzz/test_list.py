"""List queries that Schemathesis generates from the API description."""

import pytest

from harness.expectations import requirement
from harness.fuzzing.generation import NEGATIVE, POSITIVE, covered, fuzzed
from harness.fuzzing.list_trials import ListTrials


@pytest.fixture
def lists(session, campaign):
    """A campaign of list queries."""
    return campaign(ListTrials(session))


@requirement("FUZZ-LIST-VALID", "FUZZ-LIST-ACCEPTED-SHARE", "FUZZ-LIST-NO-SERVER-ERROR")
def test_list_valid_systematic(lists):
    """A query of documented values is answered with rows that satisfy it, in order (000:L93-121)."""
    lists.run(covered("list", POSITIVE))
    lists.conclude()


@requirement("FUZZ-LIST-VALID", "FUZZ-LIST-ACCEPTED-SHARE", "FUZZ-LIST-NO-SERVER-ERROR")
def test_list_valid_random(lists, fuzz_options):
    """A query of documented values is answered with rows that satisfy it, in order (000:L93-121)."""
    lists.run(fuzzed("list", POSITIVE, fuzz_options.examples, fuzz_options.seed_of))
    lists.conclude()


@requirement("FUZZ-LIST-NO-SERVER-ERROR")
def test_list_broken_systematic(lists, fuzz_options):
    """A query beyond the documented breaks nothing (000:L93-121)."""
    lists.run(covered("list", NEGATIVE), alike=fuzz_options.alike)
    lists.conclude()


@requirement("FUZZ-LIST-NO-SERVER-ERROR")
def test_list_broken_random(lists, fuzz_options):
    """A query beyond the documented breaks nothing (000:L93-121)."""
    lists.run(fuzzed("list", NEGATIVE, fuzz_options.examples, fuzz_options.seed_of))
    lists.conclude()
