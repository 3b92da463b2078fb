"""Badges that start or end soon: by the clock of another zone, or with some grace, they did (002:L676)."""

import pytest

from harness.expectations import NotApplicable, expect, requirement
from harness.payloads import window

from .limits import BADGE, CUSTOMER, FIXED_WINDOW
from .parts import expect_member

# Nearer than any two zones are to each other, and far enough for a slow run; then nearer than any grace.
LEADS = {"half an hour": 25 / 60 / 24, "minutes": 2 / 60 / 24}  # in days
# Seconds before the edge from which on nothing is judged.
CLOSE = 5
WINDOWS = {CUSTOMER: [window("CUSTOMER", "DAYS")], BADGE: [window("BADGE", "DAYS")]}

ARRAYS = pytest.mark.parametrize("array", [BADGE, CUSTOMER])
KINDS = pytest.mark.parametrize("kind", ["earn", "issue_earn"])


@pytest.fixture(scope="module", params=LEADS.values(), ids=list(LEADS))
def edge(request, payloads):
    """The instant, in epoch seconds, at which the badges start or end."""
    return payloads.in_days(request.param)


@pytest.fixture(scope="module")
def in_time(clock, edge):
    """Gives a detail back that was answered before the edge; NotApplicable on a run too slow for that."""

    def judge(detail):
        if clock.at(detail)[1] > edge - CLOSE:
            raise NotApplicable("the run was so slow that the badge has started or ended before it was read")
        return detail

    return judge


@pytest.fixture(scope="module")
def starting(gallery, edge, in_time):
    """The details of badges with windows that start soon, by kind."""
    changes = {**WINDOWS, "startOn": edge}
    return lambda kind: in_time(gallery.detail(gallery.badge(changes, kind)))


@pytest.fixture(scope="module")
def ending(gallery, edge, in_time):
    """The details of LIVE badges with windows that end soon, by kind."""
    changes = {**WINDOWS, "expiresOn": edge}
    return lambda kind: in_time(gallery.detail(gallery.live(changes, kind)))


@KINDS
@requirement("LIFECYCLE-UPCOMING-IN-DETAIL")
def test_badge_that_starts_soon_is_upcoming(starting, kind):
    """The start decides, in whatever zone the target runs (002:L676)."""
    expect(starting(kind)).shows(status="UPCOMING")


@ARRAYS
@KINDS
@requirement("DETAIL-WINDOW-STATUS-UPCOMING")
def test_window_of_a_badge_that_starts_soon_is_upcoming(starting, kind, array):
    """Up to the start of the badge its windows are UPCOMING (002:L97)."""
    expect_member(starting(kind), array, FIXED_WINDOW, "cycleStatus", "UPCOMING")


@ARRAYS
@KINDS
@requirement("DETAIL-WINDOW-STATUS-ACTIVE")
def test_window_of_a_badge_that_ends_soon_is_active(ending, kind, array):
    """Up to the end of the badge its windows are ACTIVE, as the badge is LIVE (002:L302, L323)."""
    expect_member(ending(kind), array, FIXED_WINDOW, "cycleStatus", "ACTIVE")
