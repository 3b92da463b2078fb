"""Modules that have claimed a badge, as a filter and in the rows (000:L111, L248-258)."""

import pytest

from harness.expectations import expect, given, observe, requirement
from harness.model import OWNERS
from harness.row_verbs import is_row_of

from .judging import claimant_of, claimants_of, small, told


@requirement("LIST-CLAIMED-BY-VALUES-ACCEPTED")
@pytest.mark.parametrize("module", OWNERS)
def test_each_module_is_accepted(lists, owned, module):
    """The nine documented modules are known (000:L111)."""
    allowing, _ = owned[module]
    expect(lists.of(allowing, claimedBy=module)).accepted()


@requirement("LIST-CLAIMED-BY-SOUND")
@pytest.mark.parametrize("module", OWNERS)
def test_an_unclaimed_badge_is_not_shown(lists, owned, module):
    """To be allowed to claim a badge is not to have claimed it (000:L111)."""
    allowing, _ = owned[module]
    listed = lists.of(allowing, claimedBy=module)
    given(listed).accepted()
    expect(listed).omits(allowing)


@requirement("LIST-CLAIMED-BY-SOUND")
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE"])
def test_every_row_is_claimed_by_the_module(lists, kind):
    """Whatever is on the tenant, a row has a claim of the module (000:L111)."""
    listed = lists(badgeType=kind, claimedBy="Loyalty", size=50)
    given(listed).accepted()
    expect(listed).satisfies({"claimedBy": "Loyalty"})


@requirement("LIST-CLAIMED-SHOWN")
@pytest.mark.parametrize("nth", [0, 1])
def test_the_row_of_a_claimed_badge_shows_its_claim(found, nth):
    """ownership.claims says by whom and for what the badge was claimed (000:L253-257)."""
    badge = found("claimed", nth)
    expect(badge.listed).each(
        lambda row: not is_row_of(row, badge.id) or claimants_of(row),
        "of a claimed badge with claims",
        "ownership",
    )


@requirement("LIST-CLAIMED-BY-COMPLETE")
@pytest.mark.parametrize("claimant", [0, 1])
@pytest.mark.parametrize("nth", [0, 1])
def test_a_claimed_badge_is_found_under_its_claimants(lists, found, nth, claimant):
    """A badge shows under every module that has claimed it (000:L111)."""
    badge = found("claimed", nth)
    listed = lists(badge.query, claimedBy=claimant_of(badge.row, claimant))
    given(listed).accepted()
    expect(listed).finds(badge.id)


@requirement("LIST-CLAIMED-BY-COMPLETE")
@pytest.mark.parametrize("nth", [0, 1])
def test_a_claimant_alone_finds_its_badges(lists, found, nth):
    """The module is filter enough, where it has claimed so few badges that a page shows all (000:L111)."""
    badge = found("claimed", nth)
    listed = lists(badgeType=badge.query["badgeType"], claimedBy=claimant_of(badge.row, 0), size=50)
    small(listed)
    expect(listed).finds(badge.id)


@requirement("LIST-CLAIMED-BY-SOUND")
@pytest.mark.parametrize("nth", [0, 1])
def test_a_claimed_badge_is_not_found_under_another_module(lists, found, nth):
    """The claim of one module is not that of another (000:L111)."""
    badge = found("claimed", nth)
    idle = next(module for module in OWNERS if module not in claimants_of(badge.row))
    listed = lists(badge.query, claimedBy=idle)
    given(listed).accepted()
    expect(listed).omits(badge.id)


@requirement("LIST-CLAIMED-BY-LIST-OBSERVED")
@pytest.mark.parametrize(
    ("how", "modules"),
    [("with a comma", "Loyalty,Journeys"), ("repeated", ["Loyalty", "Journeys"])],
)
def test_what_several_claimants_mean(lists, direct, how, modules):
    """No page says whether the parameter takes a list; the badge is unclaimed."""
    listed = lists.of(direct, claimedBy=modules)
    observe("LIST-CLAIMED-BY-LIST-OBSERVED", f"two modules {how}: {told(listed, direct)}", listed)
