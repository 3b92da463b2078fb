"""What the profile names in [fixtures] belongs to the user: a slip blames nobody, and all stays as it was."""

import tomllib
from types import SimpleNamespace

import pytest
import requests

from harness.client import DETAIL_PATH
from harness.expectations import Inconclusive, NotApplicable
from harness.named_badges import NamedBadges
from harness.target_parts import Fixtures

from .exchanges import accepted, refused

UNKNOWN = "f" * 24
# What moves with the clock, or with every update, even one that changes nothing.
MOVING = {"fixedWindowCycle", "lastUpdatedOn", "lastUpdatedOnISO", "lastUpdatedBy"}


class Asked:
    """A client of a target that refuses every detail and lists these ids."""

    def __init__(self, *listed: str) -> None:
        self.target = SimpleNamespace(fixtures=Fixtures(earned=("e1",)))
        self.listed, self.reads = listed, 0

    def read(self, badge):
        self.reads += 1
        return refused(404, status=404, operation="detail")

    def list(self, **query):
        rows = [{"badgeMetaId": badge} for badge in self.listed]
        return accepted({"customerBadges": rows}, operation="list")


def test_a_badge_that_is_neither_shown_nor_listed_is_a_slip_in_the_profile():
    client = Asked("e2")
    named = NamedBadges(client)
    for _ in range(2):
        with pytest.raises(Inconclusive, match=r"does not know the badge e1 .*mend earned in \[fixtures\]"):
            named.of("earned")
    assert client.reads == 1
    with pytest.raises(NotApplicable):
        named.of("issued")


def test_a_listed_badge_whose_detail_is_refused_is_for_the_tests_to_judge():
    assert NamedBadges(Asked("e2", "e1")).of("earned") == ("e1",)


def test_a_slip_in_the_profile_fails_no_rule(conformance, reference, tmp_path):
    profile, written = tmp_path / "target.toml", reference.profile.read_text()
    profile.write_text(written.replace(tomllib.loads(written)["fixtures"]["earned"][0], UNKNOWN))
    tests = ("tests/detail/test_earnings.py", "tests/detail/test_customers.py")
    run = conformance(*tests, f"--target={profile}")
    assert run.status == 6, run.output
    assert f"does not know the badge {UNKNOWN}" in (run.directory / "conformance.json").read_text()


def shown(reference):
    """The details of all badges that the profile names, without what moves by itself."""
    profile = tomllib.loads(reference.profile.read_text())
    credentials = (profile["auth"]["username"], profile["auth"]["password"])
    found = {}
    for badge in {badge for ids in profile["fixtures"].values() for badge in ids}:
        path = DETAIL_PATH.format(customer=profile["customer"]["id"], badge=badge)
        url = f"{profile['base_url']}{path}?includeStatistics=true"
        found[badge] = still(requests.get(url, auth=credentials, timeout=30).json()["data"])
    return found


def still(value):
    """A copy without the members that move."""
    if isinstance(value, dict):
        return {key: still(item) for key, item in value.items() if key not in MOVING}
    return [still(item) for item in value] if isinstance(value, list) else value


def test_a_whole_run_leaves_the_badges_of_the_profile_as_they_were(conformance, reference):
    before = shown(reference)
    assert len(before) > 5
    run = conformance(f"--target={reference.profile}", "--fuzz-examples=1", "-n2", timeout=400)
    assert run.report["verdict"] == "conformant", run.output
    assert shown(reference) == before


@pytest.mark.parametrize(
    "fault", ["update-removes-claiming-owners", "update-stores-in-spite-of-claimed-owner"]
)
def test_a_badge_that_a_faulty_target_changes_is_put_back(conformance, faulty, fault):
    reference = faulty(fault)
    before = shown(reference)
    run = conformance("tests/update/test_claimed_owners.py", f"--target={reference.profile}")
    assert run.status == 1, run.output
    assert shown(reference) == before
