"""Limits and expiries at the edge of what is usual are shown as they were written (002:L81-172)."""

import pytest

from harness.expectations import given, requirement
from harness.payloads import ARRAY_OF, constraint, fixed_date, window
from harness.reading import read_request

from .limits import BADGE, CUSTOMER
from .parts import expect_expiry, expect_like

ROLLING = [
    constraint("BADGE", "ROLLING_WINDOW", rollType=unit, rollValue=2, maxEarnLimit=50)
    for unit in ("DAYS", "WEEKS")
]
RATES = {array: [window(level, "DAYS", refreshRate=1)] for level, array in ARRAY_OF.items()}
VALUES = {
    CUSTOMER: [constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=9)],
    BADGE: [constraint("BADGE", "FIXED_VALUE", maxEarnLimit=3)],
}
# requirement, the constraints, the array, which of them, the member that is looked at
EDGES = [
    ("CROSS-MAX-EARN-LIMIT", VALUES,           CUSTOMER, 0, "maxEarnLimit"),
    ("CROSS-REFRESH-RATE",   RATES,            BADGE,    0, "refreshRate"),
    ("CROSS-REFRESH-RATE",   RATES,            CUSTOMER, 0, "refreshRate"),
    ("CROSS-ROLL-TYPE",      {BADGE: ROLLING}, BADGE,    0, "rollType"),
    ("CROSS-ROLL-TYPE",      {BADGE: ROLLING}, BADGE,    1, "rollType"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "array", "place", "member"),
    [
        pytest.param(limits, array, place, member, marks=requirement(key), id=f"{array} {member} {place}")
        for key, limits, array, place, member in EDGES
    ],
)
def test_limit_is_shown_as_written(gallery, limits, array, place, member):
    """The smallest rate, equal limits by other units, more for a customer than for all (002:L91-172)."""
    given(gallery.answer(limits)).supported("these limits", **read_request(limits))
    written = limits[array][place]

    expect_like(gallery.detail(gallery.badge(limits)), array, written, member, None)


@requirement("CROSS-EARN-EXPIRY-FIXED-DATE")
def test_expiry_at_the_end_of_the_badge_is_a_date_all_the_same(gallery, payloads):
    """A date that is the end of the badge stays a date (002:L81-87)."""
    end = payloads.in_days(75)
    changes = {"expiresOn": end, "earnedBadgeExpiry": fixed_date(end)}
    given(gallery.answer(changes)).supported("an expiry at the end of the badge")

    expect_expiry(gallery.detail(gallery.badge(changes)), "earnedBadgeExpiry", changes["earnedBadgeExpiry"])
