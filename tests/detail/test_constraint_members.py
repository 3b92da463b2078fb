"""Constraints keep their numbers, units and days (004:L563-583, L648-676; 002:L91-172, L317-361)."""

import pytest

from harness.expectations import requirement

from .limits import BADGE, BODIES, CUSTOMER, CUSTOMER_BY_DAY, FIXED_VALUE, FIXED_WINDOW, ROLLING_WINDOW
from .parts import expect_member, expect_shown, given_member

# requirement, body, array, kind, member
MEMBERS = [
    ("CROSS-DURATION-TYPE", "badge days",          BADGE,    FIXED_WINDOW,   "durationType"),
    ("CROSS-DURATION-TYPE", "badge months",        BADGE,    FIXED_WINDOW,   "durationType"),
    ("CROSS-DURATION-TYPE", "badge weeks",         BADGE,    FIXED_WINDOW,   "durationType"),
    ("CROSS-DURATION-TYPE", "customer days",       CUSTOMER, FIXED_WINDOW,   "durationType"),
    ("CROSS-DURATION-TYPE", "customer months",     CUSTOMER, FIXED_WINDOW,   "durationType"),
    ("CROSS-DURATION-TYPE", "customer weeks",      CUSTOMER, FIXED_WINDOW,   "durationType"),
    ("CROSS-MAX-EARN-LIMIT", "badge days",         BADGE,    FIXED_WINDOW,   "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "badge days",         CUSTOMER, FIXED_VALUE,    "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "badge months",       BADGE,    FIXED_WINDOW,   "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "badge weeks",        BADGE,    FIXED_WINDOW,   "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "combined",           CUSTOMER, FIXED_VALUE,    "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "customer days",      BADGE,    FIXED_VALUE,    "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "customer days",      CUSTOMER, FIXED_WINDOW,   "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "customer months",    CUSTOMER, FIXED_WINDOW,   "maxEarnLimit"),
    ("CROSS-MAX-EARN-LIMIT", "customer weeks",     CUSTOMER, FIXED_WINDOW,   "maxEarnLimit"),
    ("CROSS-REFRESH-RATE",  "badge days",          BADGE,    FIXED_WINDOW,   "refreshRate"),
    ("CROSS-REFRESH-RATE",  "customer days",       CUSTOMER, FIXED_WINDOW,   "refreshRate"),
    ("CROSS-ROLL-TYPE",     "badge rolling weeks", BADGE,    ROLLING_WINDOW, "rollType"),
    ("CROSS-ROLL-TYPE",     "customer months",     BADGE,    ROLLING_WINDOW, "rollType"),
    ("CROSS-ROLL-TYPE",     "customer weeks",      BADGE,    ROLLING_WINDOW, "rollType"),
    ("CROSS-ROLL-VALUE",    "badge rolling weeks", BADGE,    ROLLING_WINDOW, "rollValue"),
    ("CROSS-ROLL-VALUE",    "customer months",     BADGE,    ROLLING_WINDOW, "rollValue"),
    ("CROSS-ROLL-VALUE",    "customer weeks",      BADGE,    ROLLING_WINDOW, "rollValue"),
    ("CROSS-ROLLING-LIMIT", "badge rolling weeks", BADGE,    ROLLING_WINDOW, "maxEarnLimit"),
    ("CROSS-ROLLING-LIMIT", "customer months",     BADGE,    ROLLING_WINDOW, "maxEarnLimit"),
    ("CROSS-ROLLING-LIMIT", "customer weeks",      BADGE,    ROLLING_WINDOW, "maxEarnLimit"),
    ("CROSS-START-DAY",     "badge weeks",         BADGE,    FIXED_WINDOW,   "startDayOfTheWeek"),
    ("CROSS-START-DAY",     "customer weeks",      CUSTOMER, FIXED_WINDOW,   "startDayOfTheWeek"),
]  # fmt: skip

LEVELS = (("badge", BADGE), ("customer", CUSTOMER))

# The two ways in which the one limit of a customer may read.
LIKE_THE_BODY = {key: CUSTOMER_BY_DAY[key] for key in ("maxEarnForDays", "rollForDays")}
LIKE_A_BADGE = {
    "rollType": "DAYS",
    "rollValue": LIKE_THE_BODY["rollForDays"],
    "maxEarnLimit": LIKE_THE_BODY["maxEarnForDays"],
}


@pytest.mark.parametrize(
    ("body", "array", "kind", "member"),
    [pytest.param(*row, marks=requirement(key), id=f"{row[3]} {row[0]} {row[1]}") for key, *row in MEMBERS],
)
def test_member_is_kept(gallery, body, array, kind, member):
    """Each member reads back as it was written (002:L91-172)."""
    badge = gallery.badge(BODIES[body])

    expect_member(gallery.detail(badge), array, kind, member, BODIES[body][array][0][member])


@requirement("CROSS-CUSTOMER-ROLLING-LIMIT")
@pytest.mark.parametrize("body", ["badge weeks", "combined"])
@pytest.mark.parametrize("write", ["badge", "live", "updated"])
def test_one_limit_of_the_customer(gallery, body, write):
    """A rolling window by days shows its numbers, alone or beside a fixed value (002:L109, L133-142)."""
    detail = gallery.detail(getattr(gallery, write)(BODIES[body]))

    expect_shown(detail, CUSTOMER, ROLLING_WINDOW, LIKE_A_BADGE, LIKE_THE_BODY)


@requirement("CROSS-WINDOW-REFERENCE")
@pytest.mark.parametrize(
    ("body", "array"),
    [(f"{level} {unit}", array) for level, array in LEVELS for unit in ("days", "months", "weeks")],
)
@pytest.mark.parametrize("write", ["badge", "live", "updated"])
def test_reference_of_a_window(gallery, body, array, write):
    """The last write answers the reference under which the detail shows the window (004:L565, 002:L337)."""
    badge = getattr(gallery, write)(BODIES[body])
    reference = given_member(badge.exchange, array, FIXED_WINDOW, "referenceId")

    expect_member(gallery.detail(badge), array, FIXED_WINDOW, "referenceId", reference)
