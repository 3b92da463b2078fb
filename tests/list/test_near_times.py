"""Badges that start or end within half an hour: by a clock of another zone they did already (000:L107)."""

import pytest

from harness.expectations import expect, given, requirement

from .series import HOUR

# Nearer than any two zones are to each other, and far enough for a slow run.
SOON = 25 / 60 * HOUR
EVERY_TYPE = pytest.mark.parametrize("earn_type", ["EARN", "ISSUE_EARN"])


@pytest.fixture(scope="module")
def starting(nursery, payloads, clock):
    """Badges that start soon, by earn type: the start of the first one was moved there."""
    moved = nursery.create()
    return {
        "EARN": nursery.update(moved, moved.with_(start_on=round(clock.now() + SOON))),
        "ISSUE_EARN": nursery.create(payloads.issue_earn(start_on=round(clock.now() + SOON))),
    }


@pytest.fixture(scope="module")
def ending(nursery, payloads, clock):
    """LIVE badges that end soon, by earn type."""
    end = round(clock.now() + SOON)
    return {
        "EARN": nursery.live(payloads.earn(expires_on=end)),
        "ISSUE_EARN": nursery.live(payloads.issue_earn(expires_on=end)),
    }


@EVERY_TYPE
@requirement("LIFECYCLE-UPCOMING-IN-LIST")
def test_the_row_of_a_badge_that_starts_soon_is_upcoming(lists, starting, earn_type):
    """The start decides, in whatever zone the target runs (000:L171)."""
    listed = lists.of(starting[earn_type])
    given(listed).finds(starting[earn_type])
    expect(listed).lists_with(starting[earn_type], status="UPCOMING")


@EVERY_TYPE
@requirement("LIST-STATUS-UPCOMING-COMPLETE")
def test_a_badge_that_starts_soon_is_listed_as_upcoming(lists, starting, earn_type):
    """Up to its start a badge is among the UPCOMING ones (000:L107)."""
    expect(lists.of(starting[earn_type], badgeStatus="UPCOMING")).finds(starting[earn_type])


@EVERY_TYPE
@requirement("LIST-STATUS-LIVE-SOUND")
def test_a_badge_that_starts_soon_is_not_listed_as_live(lists, starting, earn_type):
    """Up to its start a badge is not among the LIVE ones (000:L107)."""
    expect(lists.of(starting[earn_type], badgeStatus="LIVE")).omits(starting[earn_type])


@EVERY_TYPE
@requirement("LIST-STATUS-LIVE-COMPLETE")
def test_a_badge_that_ends_soon_is_listed_as_live(lists, ending, earn_type):
    """Up to its end a badge is among the LIVE ones; the row says so, too (000:L107, L171)."""
    expect(lists.of(ending[earn_type], badgeStatus="LIVE")).finds(ending[earn_type])


@EVERY_TYPE
@requirement("LIST-STATUS-EXPIRED-SOUND")
def test_a_badge_that_ends_soon_has_not_the_status_expired(lists, ending, earn_type):
    """Up to its end a badge is not among the EXPIRED ones (000:L107)."""
    expect(lists.of(ending[earn_type], badgeStatus="EXPIRED")).omits(ending[earn_type])


@EVERY_TYPE
@requirement("LIST-TYPE-EXPIRED-SOUND")
def test_a_badge_that_ends_soon_is_not_among_the_expired_ones(lists, ending, earn_type):
    """EXPIRED shows what is over (000:L103)."""
    listed = lists(badgeType="EXPIRED", name=ending[earn_type].name)
    given(listed).accepted()
    expect(listed).omits(ending[earn_type])
