"""Badges that start or end within half an hour: by a clock of another zone they did already (002:L676)."""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import window

from .limits import BADGE, CUSTOMER, FIXED_WINDOW
from .parts import expect_member

# Nearer than any two zones are to each other, and far enough for a slow run; in days.
SOON = 25 / 60 / 24
WINDOWS = {CUSTOMER: [window("CUSTOMER", "DAYS")], BADGE: [window("BADGE", "DAYS")]}

ARRAYS = pytest.mark.parametrize("array", [BADGE, CUSTOMER])
KINDS = pytest.mark.parametrize("kind", ["earn", "issue_earn"])


@pytest.fixture(scope="module")
def starting(gallery, payloads):
    """The details of badges with windows that start soon, by kind."""
    changes = {**WINDOWS, "startOn": payloads.in_days(SOON)}
    return lambda kind: gallery.detail(gallery.badge(changes, kind))


@pytest.fixture(scope="module")
def ending(gallery, payloads):
    """The details of LIVE badges with windows that end soon, by kind."""
    changes = {**WINDOWS, "expiresOn": payloads.in_days(SOON)}
    return lambda kind: gallery.detail(gallery.live(changes, kind))


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
