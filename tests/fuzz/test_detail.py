"""Detail queries that Schemathesis generates from the API description."""

import pytest

from harness.expectations import requirement
from harness.fuzzing.detail_trials import DetailTrials, Readable
from harness.fuzzing.generation import NEGATIVE, POSITIVE, covered, fuzzed


@pytest.fixture(scope="module")
def readable(session, fuzz_options):
    """Badges to read, for all tests of this file."""
    return Readable(session, fuzz_options.seeds_of("badges to read"))


@pytest.fixture
def details(session, campaign, readable):
    """A campaign of detail queries."""
    return campaign(DetailTrials(session, readable))


@requirement("FUZZ-DETAIL-VALID", "FUZZ-DETAIL-ACCEPTED-SHARE", "FUZZ-DETAIL-NO-SERVER-ERROR")
def test_detail_valid_systematic(details):
    """The detail of a generated badge shows what its create said (002:L34-200)."""
    details.run(covered("detail", POSITIVE))
    details.conclude()


@requirement("FUZZ-DETAIL-VALID", "FUZZ-DETAIL-ACCEPTED-SHARE", "FUZZ-DETAIL-NO-SERVER-ERROR")
def test_detail_valid_random(details, fuzz_options):
    """The detail of a generated badge shows what its create said (002:L34-200)."""
    details.run(fuzzed("detail", POSITIVE, fuzz_options.examples, fuzz_options.seed_of))
    details.conclude()


@requirement("FUZZ-DETAIL-NO-SERVER-ERROR")
def test_detail_broken_systematic(details, fuzz_options):
    """A query beyond the documented breaks nothing (002:L33-38)."""
    details.run(covered("detail", NEGATIVE), alike=fuzz_options.alike)
    details.conclude()


@requirement("FUZZ-DETAIL-NO-SERVER-ERROR")
def test_detail_broken_random(details, fuzz_options):
    """A query beyond the documented breaks nothing (002:L33-38)."""
    details.run(fuzzed("detail", NEGATIVE, fuzz_options.examples, fuzz_options.seed_of))
    details.conclude()
