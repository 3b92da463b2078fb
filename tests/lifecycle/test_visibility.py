"""What writes change is seen by the reads, and nothing else changes (003:L3, 002:L4)."""

import pytest

from harness.expectations import expect, given, requirement


@pytest.fixture(scope="module")
def renamed(nursery, look):
    """A badge with a second name, and its first one, by which it was seen before."""
    badge = nursery.create()
    look(badge)
    return nursery.update(badge, badge.with_(name=nursery.payloads.name())), badge.name


@requirement("LIFECYCLE-RENAME-FOUND")
def test_renamed_badge_is_found_by_its_new_name(client, renamed):
    """The name filter knows the name of the last update (000:L101, 003:L3)."""
    badge, _ = renamed
    expect(client.list(name=badge.name, badgeType="AVAILABLE")).finds(badge)


@requirement("LIFECYCLE-RENAME-OLD-GONE")
def test_renamed_badge_is_not_found_by_its_old_name(client, renamed):
    """The name filter forgets the name that a badge gave up (000:L101, 003:L3)."""
    badge, old_name = renamed
    expect(client.list(name=old_name, badgeType="AVAILABLE")).omits(badge)


@pytest.fixture(scope="module")
def deactivated(nursery, look):
    """A badge that was seen as active and then made inactive."""
    badge = nursery.create()
    look(badge)
    return nursery.update(badge, badge.with_(active=False))


@pytest.fixture(scope="module")
def reactivated(nursery):
    """A badge made inactive and active again."""
    badge = nursery.create()
    nursery.update(badge, badge.with_(active=False))
    return nursery.update(badge, badge.with_())


@requirement("LIFECYCLE-DEACTIVATION-IN-LIST")
def test_list_shows_a_deactivation(listing_of, deactivated):
    """active is false in the row of a badge made inactive (000:L183, 003:L639)."""
    expect(listing_of(deactivated)).lists_with(deactivated, active=False)


@requirement("LIFECYCLE-DEACTIVATION-IN-DETAIL")
def test_detail_shows_a_deactivation(client, deactivated):
    """action is DE_ACTIVATED in the detail of a badge made inactive (002:L300, 003:L639)."""
    expect(client.read(deactivated)).shows(active=False)


@requirement("LIFECYCLE-REACTIVATION-IN-LIST")
def test_list_shows_a_reactivation(listing_of, reactivated):
    """active is true in the row of a badge made active again (000:L183, 003:L639)."""
    expect(listing_of(reactivated)).lists_with(reactivated, active=True)


@requirement("LIFECYCLE-REACTIVATION-IN-DETAIL")
def test_detail_shows_a_reactivation(client, reactivated):
    """action is ACTIVATED in the detail of a badge made active again (002:L511, 003:L639)."""
    expect(client.read(reactivated)).shows(active=True)


@requirement("LIFECYCLE-CREATE-OTHERS-UNTOUCHED")
def test_create_leaves_other_badges_alone(client, upcoming_badge, new_badge):
    """A badge reads the same before and after the creation of another one (004:L3)."""
    before = client.read(upcoming_badge)
    new_badge()

    expect(client.read(upcoming_badge)).unchanged_since(before)


@requirement("LIFECYCLE-READS-CHANGE-NOTHING")
def test_reading_changes_nothing(client, upcoming_badge, listing_of):
    """Neither list nor detail, with or without statistics, leaves a trace in the badge (001:L2, 002:L4)."""
    before = client.read(upcoming_badge)
    listing_of(upcoming_badge)
    given(client.read(upcoming_badge, statistics=False)).accepted()

    expect(client.read(upcoming_badge)).unchanged_since(before)
