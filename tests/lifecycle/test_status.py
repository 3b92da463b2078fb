"""UPCOMING, LIVE, EXPIRED: every view follows the clock, whichever way a badge came there (003:L623)."""

import pytest

from harness.answers import data_of, outcome_of
from harness.expectations import expect, given, observe, requirement

every_earn_type = pytest.mark.parametrize("earn_type", ["EARN", "ISSUE_EARN"])


@pytest.fixture(scope="module")
def upcoming(nursery, payloads):
    """Badges that start in 30 days, by earn type."""
    return {"EARN": nursery.create(), "ISSUE_EARN": nursery.create(payloads.issue_earn())}


@pytest.fixture(scope="module")
def moved(nursery, payloads, look):
    """Badges that were seen as UPCOMING and whose start was then moved to an hour ago, by earn type."""

    def move(badge):
        look(badge)
        return nursery.update(badge, badge.with_(start_on=payloads.in_days(-1 / 24)))

    return {
        "EARN": move(nursery.create()),
        "ISSUE_EARN": move(nursery.create(payloads.issue_earn())),
    }


@every_earn_type
@requirement("LIFECYCLE-UPCOMING-IN-LIST")
def test_list_shows_upcoming_before_the_start(listing_of, upcoming, earn_type):
    """badgeStatus is UPCOMING while the start lies ahead (000:L171)."""
    badge = upcoming[earn_type]
    expect(listing_of(badge)).lists_with(badge, status="UPCOMING")


@every_earn_type
@requirement("LIFECYCLE-UPCOMING-IN-DETAIL")
def test_detail_shows_upcoming_before_the_start(client, upcoming, earn_type):
    """badgeStatus is UPCOMING while the start lies ahead (002:L676)."""
    expect(client.read(upcoming[earn_type])).shows(status="UPCOMING")


@every_earn_type
@requirement("LIFECYCLE-LIVE-BY-MOVED-START-IN-LIST")
def test_list_shows_live_once_the_start_is_moved(listing_of, moved, earn_type):
    """A start moved into the past makes the row LIVE (003:L67, 000:L171)."""
    badge = moved[earn_type]
    expect(listing_of(badge)).lists_with(badge, status="LIVE")


@every_earn_type
@requirement("LIFECYCLE-LIVE-BY-MOVED-START-IN-DETAIL")
def test_detail_shows_live_once_the_start_is_moved(client, moved, earn_type):
    """A start moved into the past makes the detail LIVE (003:L67, 002:L676)."""
    expect(client.read(moved[earn_type])).shows(status="LIVE")


@requirement("LIFECYCLE-LIVE-BY-WAITING-IN-LIST")
def test_list_shows_live_once_the_start_has_passed(listing_of, shared_ripe_badge):
    """The row of a badge turns from UPCOMING to LIVE by itself (000:L171)."""
    expect(listing_of(shared_ripe_badge)).lists_with(shared_ripe_badge, status="LIVE")


@requirement("LIFECYCLE-LIVE-BY-WAITING-IN-DETAIL")
def test_detail_shows_live_once_the_start_has_passed(client, shared_ripe_badge):
    """The detail of a badge turns from UPCOMING to LIVE by itself (002:L676)."""
    expect(client.read(shared_ripe_badge)).shows(status="LIVE")


@requirement("LIFECYCLE-LIVE-BY-WAITING-IN-WRITE")
def test_update_answers_live_once_the_start_has_passed(client, ripe_badge):
    """The answer to an update of a badge that has started says LIVE (003:L623)."""
    expect(client.update(ripe_badge.with_())).shows(status="LIVE")


@requirement("LIFECYCLE-LIVE-FILTER-FOLLOWS")
def test_live_filter_follows_the_clock(client, shared_ripe_badge):
    """A badge that has started is listed under LIVE and no longer under UPCOMING (000:L107)."""
    query = {"name": shared_ripe_badge.name, "badgeType": "AVAILABLE"}
    expect(client.list(query, badgeStatus="LIVE")).finds(shared_ripe_badge)
    expect(client.list(query, badgeStatus="UPCOMING")).omits(shared_ripe_badge)


@requirement("LIFECYCLE-EXPIRED-BY-WAITING-IN-LIST")
def test_list_shows_expired_once_the_end_has_passed(listing_of, shared_expired_badge):
    """The row of a badge turns to EXPIRED by itself (000:L171)."""
    expect(listing_of(shared_expired_badge)).lists_with(shared_expired_badge, status="EXPIRED")


@requirement("LIFECYCLE-EXPIRED-BY-WAITING-IN-DETAIL")
def test_detail_shows_expired_once_the_end_has_passed(client, shared_expired_badge):
    """The detail of a badge turns to EXPIRED by itself (002:L676)."""
    expect(client.read(shared_expired_badge)).shows(status="EXPIRED")


@requirement("LIFECYCLE-EXPIRED-FILTER-FOLLOWS")
def test_expired_filter_follows_the_clock(client, shared_expired_badge):
    """A badge that has ended is listed under EXPIRED and no longer under LIVE (000:L107)."""
    query = {"name": shared_expired_badge.name}
    # Whether AVAILABLE lists badges that are over is left open; the type EXPIRED does (000:L103).
    expect(client.list(query, badgeType="EXPIRED", badgeStatus="EXPIRED")).finds(shared_expired_badge)
    expect(client.list(query, badgeType="AVAILABLE", badgeStatus="LIVE")).omits(shared_expired_badge)


@requirement("LIFECYCLE-ACTIVE-SURVIVES-EXPIRY")
def test_expiry_does_not_deactivate(client, listing_of, shared_expired_badge):
    """List and detail show an EXPIRED badge as active as it was (000:L183)."""
    expect(listing_of(shared_expired_badge)).lists_with(shared_expired_badge, active=True)
    expect(client.read(shared_expired_badge)).shows(active=True)


@requirement("LIFECYCLE-ACTIVE-SURVIVES-EXPIRY")
def test_expiry_does_not_activate(client, shared_expired_inactive):
    """Nor does the end make a badge active that was not (002:L300)."""
    expect(client.read(shared_expired_inactive)).shows(active=False)


@requirement("LIFECYCLE-EXPIRED-BY-WAITING-IN-DETAIL")
def test_detail_shows_expired_though_inactive(client, shared_expired_inactive):
    """Status is no matter of activation (002:L300-302)."""
    expect(client.read(shared_expired_inactive)).shows(status="EXPIRED")


@requirement("LIFECYCLE-NEW-END-COUNTS")
def test_moved_end_is_the_end(client, shared_prolonged_badge):
    """A badge whose end was moved back while it was LIVE outlives its old end (003:L69)."""
    expect(client.read(shared_prolonged_badge)).shows(status="LIVE")


@requirement("LIFECYCLE-EXPIRED-BY-WAITING-IN-DETAIL")
def test_earlier_end_is_the_end(client, shared_shortened_badge):
    """A badge whose end was moved to an earlier one does not outlive it (003:L69)."""
    expect(client.read(shared_shortened_badge)).shows(status="EXPIRED")


@requirement("LIFECYCLE-EXPIRED-BY-WAITING-IN-LIST")
def test_earlier_end_is_the_end_in_the_list(listing_of, shared_shortened_badge):
    """Nor in the list (000:L171, 003:L69)."""
    expect(listing_of(shared_shortened_badge)).lists_with(shared_shortened_badge, status="EXPIRED")


@requirement("LIFECYCLE-LIVE-BY-WAITING-IN-DETAIL")
def test_earlier_start_is_the_start(client, shared_hastened_badge):
    """A badge whose start was moved to an earlier one is LIVE from then on (003:L67)."""
    expect(client.read(shared_hastened_badge)).shows(status="LIVE")


@requirement("LIFECYCLE-LIVE-BY-WAITING-IN-LIST")
def test_earlier_start_is_the_start_in_the_list(listing_of, shared_hastened_badge):
    """In the list as well (000:L171, 003:L67)."""
    expect(listing_of(shared_hastened_badge)).lists_with(shared_hastened_badge, status="LIVE")


@requirement("LIFECYCLE-UPCOMING-IN-DETAIL")
def test_later_start_is_the_start(client, shared_delayed_badge):
    """A badge whose start was moved to a later one is not LIVE before (003:L67)."""
    expect(client.read(shared_delayed_badge)).shows(status="UPCOMING")


@requirement("LIFECYCLE-UPCOMING-IN-LIST")
def test_later_start_is_the_start_in_the_list(listing_of, shared_delayed_badge):
    """Nor in the list (000:L171, 003:L67)."""
    expect(listing_of(shared_delayed_badge)).lists_with(shared_delayed_badge, status="UPCOMING")


@requirement("LIFECYCLE-DEACTIVATED-IS-LIVE")
def test_deactivated_badge_is_live_all_the_same(client, nursery, payloads, listing_of):
    """Status and activation are two matters, in both reads (002:L300-302)."""
    badge = nursery.live(payloads.earn(active=False))
    given(badge.exchange).shows(active=False)
    expect(listing_of(badge)).lists_with(badge, status="LIVE", active=False)
    expect(client.read(badge)).shows(status="LIVE", active=False)


@requirement("LIFECYCLE-EXPIRED-IN-WRITE-OBSERVED", "LIFECYCLE-REVIVED-OBSERVED")
def test_answers_to_updates_of_an_expired_badge(client, payloads, expired_badge):
    """Whether an EXPIRED badge takes updates, and what it becomes by a later end, is left open (003:L69)."""
    kept = client.update(expired_badge.with_())
    status = (data_of(kept) or {}).get("status")
    observe("LIFECYCLE-EXPIRED-IN-WRITE-OBSERVED", f"{outcome_of(kept)}, status {status}", kept)

    revived = client.update(expired_badge.with_(expires_on=payloads.in_days(30)))
    status = (data_of(client.read(expired_badge)) or {}).get("badgeStatus")
    observe("LIFECYCLE-REVIVED-OBSERVED", f"{outcome_of(revived)}, then {status} in the detail", revived)
