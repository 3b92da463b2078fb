"""What is computed for the fixed windows of an EARN badge (003:L833-842)."""

import pytest

from harness.badge_verbs import expect_seconds
from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import ARRAY_OF, constraint

both_arrays = pytest.mark.parametrize("array", sorted(ARRAY_OF.values()))


def window(**computed):
    """A list of one fixed window with these computed members."""
    return [{"kind": "FIXED_WINDOW", **computed}]


@pytest.fixture(scope="module")
def windowed(nursery):
    """An UPCOMING badge with a fixed window of either level."""
    windows = {array: [constraint(level, "FIXED_WINDOW")] for level, array in ARRAY_OF.items()}
    return nursery.create(nursery.payloads.earn(windows))


@pytest.fixture(scope="module")
def kept(client, windowed):
    """The answer to the badge sent back as it is."""
    answer = client.update(windowed.with_())
    given(answer).accepted()
    return answer


@pytest.fixture(scope="module")
def moved(client, windowed):
    """The answer to a later start and a later end."""
    later = {"startOn": windowed.start_on + 3 * DAY, "expiresOn": windowed.expires_on + 5 * DAY}
    answer = client.update(windowed.with_(later))
    given(answer).shows(**later)
    return answer


@both_arrays
@requirement("COMMON-TIMESTAMP-SECONDS")
def test_dates_of_a_window_are_seconds(kept, array):
    """Whatever a window starts and ends with, the dates are in seconds (003:L840-841, L654)."""
    expect_seconds(kept, array)


@both_arrays
@requirement("UPDATE-WINDOW-START")
def test_window_starts_with_the_badge(windowed, kept, array):
    """startDate is the start of the badge (003:L840)."""
    expect(kept).shows(**{array: window(startDate=windowed.start_on)})


@both_arrays
@requirement("UPDATE-WINDOW-END")
def test_window_ends_with_the_badge(windowed, kept, array):
    """endDate is the end of the badge (003:L841)."""
    expect(kept).shows(**{array: window(endDate=windowed.expires_on)})


@both_arrays
@requirement("UPDATE-WINDOW-FOLLOWS-DATES")
def test_window_moves_with_the_badge(windowed, moved, array):
    """A window keeps to the dates of its badge when they move (003:L840-841)."""
    dates = {"startDate": windowed.start_on + 3 * DAY, "endDate": windowed.expires_on + 5 * DAY}
    expect(moved).shows(**{array: window(**dates)})


@pytest.fixture(scope="module")
def prolonged(client, nursery):
    """The answer to a later end of a LIVE badge with fixed windows."""
    windows = {array: [constraint(level, "FIXED_WINDOW")] for level, array in ARRAY_OF.items()}
    badge = nursery.live(nursery.payloads.earn(windows))
    later = {"expiresOn": badge.expires_on + 5 * DAY}
    answer = client.update(badge.with_(later))
    given(answer).shows(**later)
    return answer


@both_arrays
@requirement("UPDATE-WINDOW-FOLLOWS-DATES")
def test_window_ends_with_a_live_badge_that_goes_on(prolonged, array):
    """The end of a LIVE badge takes that of its windows along (003:L841)."""
    expect(prolonged).shows(**{array: window(endDate=given(prolonged).badge["expiresOn"])})


@both_arrays
@requirement("UPDATE-WINDOW-STATUS-UPCOMING")
def test_window_of_an_upcoming_badge_is_upcoming(kept, array):
    """cycleStatus is UPCOMING before the start (003:L839)."""
    expect(kept).shows(**{array: window(cycleStatus="UPCOMING")})
