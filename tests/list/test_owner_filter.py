"""Modules that may claim a badge, as a filter (000:L109)."""

import pytest

from harness.expectations import expect, given, observe, requirement
from harness.model import OWNERS
from harness.payloads import ADORNED

from .judging import told


@requirement("LIST-OWNER-VALUES-ACCEPTED")
@pytest.mark.parametrize("owner", OWNERS)
def test_each_module_is_accepted(lists, owned, owner):
    """The nine documented modules are known (000:L109)."""
    allowing, _ = owned[owner]
    expect(lists.of(allowing, owner=owner)).accepted()


@requirement("LIST-OWNER-COMPLETE")
@pytest.mark.parametrize("owner", OWNERS)
def test_a_badge_is_found_under_each_of_its_owners(lists, owned, owner):
    """A badge with several owners shows under every one of them (000:L109)."""
    allowing, _ = owned[owner]
    listed = lists.of(allowing, owner=owner)
    given(listed).accepted()
    expect(listed).finds(allowing)


@requirement("LIST-OWNER-COMPLETE")
def test_a_badge_is_found_under_an_owner_that_an_update_gave_it(lists, changed):
    """The owners of the last write count (000:L109)."""
    listed = lists.of(changed, owner="Goodwill_Module")
    given(listed).accepted()
    expect(listed).finds(changed)


@requirement("LIST-OWNER-COMPLETE")
@pytest.mark.parametrize("owner", OWNERS)
def test_a_badge_to_issue_is_found_under_each_of_its_owners(lists, owned_to_issue, owner):
    """Among badges to be issued as well (000:L109)."""
    listed = lists.of(owned_to_issue, owner=owner)
    given(listed).accepted()
    expect(listed).finds(owned_to_issue)


@requirement("LIST-OWNER-COMPLETE")
@pytest.mark.parametrize("owner", ADORNED["ownership"]["restrictedToOwners"])
def test_a_badge_that_is_over_is_found_under_each_of_its_owners(lists, shared_expired_adorned, owner):
    """Nor does a badge lose owners at its end (000:L103, L109)."""
    listed = lists.of(shared_expired_adorned, badgeType="EXPIRED", owner=owner)
    given(listed).accepted()
    expect(listed).finds(shared_expired_adorned)


@requirement("LIST-OWNER-SOUND")
@pytest.mark.parametrize("owner", sorted(set(OWNERS) - set(ADORNED["ownership"]["restrictedToOwners"])))
def test_a_badge_that_is_over_is_not_found_under_another_owner(lists, shared_expired_adorned, owner):
    """Nor does it win any (000:L103, L109)."""
    listed = lists.of(shared_expired_adorned, badgeType="EXPIRED", owner=owner)
    given(listed).accepted()
    expect(listed).omits(shared_expired_adorned)


@requirement("LIST-OWNER-SOUND")
@pytest.mark.parametrize("owner", OWNERS)
def test_a_badge_is_not_found_under_another_owner(lists, owned, owner):
    """A badge that does not allow a module does not show under it (000:L109)."""
    _, other = owned[owner]
    listed = lists.of(other, owner=owner)
    given(listed).accepted()
    expect(listed).omits(other)


@requirement("LIST-OWNER-SOUND")
@pytest.mark.parametrize("owner", [owner for owner in OWNERS if owner not in ("Loyalty", "Milestones")])
def test_a_badge_to_issue_is_not_found_under_another_owner(lists, enrol, owner):
    """Among badges to be issued as well: this one allows Loyalty and Milestones (000:L109)."""
    listed = lists.of(enrol, owner=owner)
    given(listed).accepted()
    expect(listed).omits(enrol)


@requirement("LIST-OWNER-SOUND")
def test_a_badge_is_not_found_under_an_owner_that_an_update_took_away(lists, changed):
    """The owners of the last write count (000:L109)."""
    listed = lists.of(changed, owner="Milestones")
    given(listed).accepted()
    expect(listed).omits(changed)


@requirement("LIST-OWNER-SOUND")
@pytest.mark.parametrize("owner", ["Loyalty", "Rewards_Catalog"])
def test_every_row_allows_the_owner(lists, owner):
    """Whatever else is on the tenant, a row allows the module (000:L109)."""
    listed = lists(badgeType="AVAILABLE", owner=owner, size=50)
    given(listed).accepted()
    expect(listed).satisfies({"owner": owner})


@requirement("LIST-OWNER-LIST-OBSERVED")
@pytest.mark.parametrize(
    ("how", "owners"),
    [
        ("its owner and another one, with a comma", "Loyalty,Journeys"),
        ("its owner and another one, repeated", ["Loyalty", "Journeys"]),
        ("two of its owners, with a comma", "Loyalty,Milestones"),
        ("two of its owners, repeated", ["Loyalty", "Milestones"]),
    ],
)
def test_what_several_owners_mean(lists, direct, how, owners):
    """No page says whether the parameter takes a list; the badge allows Loyalty and Milestones."""
    listed = lists.of(direct, owner=owners)
    observe("LIST-OWNER-LIST-OBSERVED", f"{how}: {told(listed, direct)}", listed)
