"""Merged shards come to what one whole run comes to; all folders at once: `benchmarks.shards --fuzz`."""

import pytest

from benchmarks.shards import differences

TESTS = ("tests/update/test_start_date.py", "tests/create/test_identity.py")


@pytest.mark.parametrize(
    ("server", "verdict"),
    [((), "conformant"), (("--fault", "update-moves-live-start"), "non-conformant")],
    ids=["the reference", "a fault"],
)
def test_two_shards_merged_are_the_whole(server, verdict):
    told, failed, different = differences(TESTS, 2, server)
    assert different == []
    assert bool(failed) == (verdict == "non-conformant")
    # Some requirements need tests that were not chosen: without a failure that is all there is to say.
    assert told in (verdict, "incomplete")
