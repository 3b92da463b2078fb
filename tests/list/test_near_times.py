"""Badges that start or end soon: by the clock of another zone, or with some grace, they did (000:L107)."""

import pytest

from harness.expectations import NotApplicable, expect, given, requirement

from .series import HOUR

# Nearer than any two zones are to each other, and far enough for a slow run; then nearer than any grace.
LEADS = {"half an hour": 25 / 60 * HOUR, "minutes": 2 / 60 * HOUR}
# Seconds before the edge from which on nothing is judged.
CLOSE = 20
EVERY_TYPE = pytest.mark.parametrize("earn_type", ["EARN", "ISSUE_EARN"])


@pytest.fixture(scope="module", params=LEADS.values(), ids=list(LEADS))
def edge(request, clock):
    """The instant, in epoch seconds, at which the badges start or end."""
    return round(clock.now() + request.param)


@pytest.fixture(scope="module")
def in_time(clock, edge):
    """Gives a badge back while its edge is still to come; NotApplicable on a run too slow for that."""

    def judge(badge):
        if clock.now() > edge - CLOSE:
            raise NotApplicable(
                "the run was so slow that the badge has started or ended before it was listed"
            )
        return badge

    return judge


@pytest.fixture(scope="module")
def starting(nursery, payloads, edge, in_time):
    """Badges that start soon, by earn type: the start of the first one was moved there."""
    moved = nursery.create()
    badges = {
        "EARN": nursery.update(moved, moved.with_(start_on=edge)),
        "ISSUE_EARN": nursery.create(payloads.issue_earn(start_on=edge)),
    }
    return lambda earn_type: in_time(badges[earn_type])


@pytest.fixture(scope="module")
def ending(nursery, payloads, edge, in_time):
    """LIVE badges that end soon, by earn type."""
    badges = {
        "EARN": nursery.live(payloads.earn(expires_on=edge)),
        "ISSUE_EARN": nursery.live(payloads.issue_earn(expires_on=edge)),
    }
    return lambda earn_type: in_time(badges[earn_type])


@EVERY_TYPE
@requirement("LIFECYCLE-UPCOMING-IN-LIST")
def test_the_row_of_a_badge_that_starts_soon_is_upcoming(lists, starting, earn_type):
    """The start decides, in whatever zone the target runs (000:L171)."""
    badge = starting(earn_type)
    listed = lists.of(badge)
    given(listed).finds(badge)
    expect(listed).lists_with(badge, status="UPCOMING")


@EVERY_TYPE
@requirement("LIST-STATUS-UPCOMING-COMPLETE")
def test_a_badge_that_starts_soon_is_listed_as_upcoming(lists, starting, earn_type):
    """Up to its start a badge is among the UPCOMING ones (000:L107)."""
    badge = starting(earn_type)
    expect(lists.of(badge, badgeStatus="UPCOMING")).finds(badge)


@EVERY_TYPE
@requirement("LIST-STATUS-LIVE-SOUND")
def test_a_badge_that_starts_soon_is_not_listed_as_live(lists, starting, earn_type):
    """Up to its start a badge is not among the LIVE ones (000:L107)."""
    badge = starting(earn_type)
    expect(lists.of(badge, badgeStatus="LIVE")).omits(badge)


@EVERY_TYPE
@requirement("LIST-STATUS-LIVE-COMPLETE")
def test_a_badge_that_ends_soon_is_listed_as_live(lists, ending, earn_type):
    """Up to its end a badge is among the LIVE ones; the row says so, too (000:L107, L171)."""
    badge = ending(earn_type)
    expect(lists.of(badge, badgeStatus="LIVE")).finds(badge)


@EVERY_TYPE
@requirement("LIST-STATUS-EXPIRED-SOUND")
def test_a_badge_that_ends_soon_has_not_the_status_expired(lists, ending, earn_type):
    """Up to its end a badge is not among the EXPIRED ones (000:L107)."""
    badge = ending(earn_type)
    expect(lists.of(badge, badgeStatus="EXPIRED")).omits(badge)


@EVERY_TYPE
@requirement("LIST-TYPE-EXPIRED-SOUND")
def test_a_badge_that_ends_soon_is_not_among_the_expired_ones(lists, ending, earn_type):
    """EXPIRED shows what is over (000:L103)."""
    badge = ending(earn_type)
    listed = lists(badgeType="EXPIRED", name=badge.name)
    given(listed).accepted()
    expect(listed).omits(badge)
