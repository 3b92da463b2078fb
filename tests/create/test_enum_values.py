"""Every word of the closed lists of the page is accepted (004:L35-62)."""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import (
    ARRAY_OF,
    NEVER,
    RELATIVE,
    WITH_BADGE_META,
    array_of,
    constraint,
    window,
)

from .expiries import IN_A_QUARTER

UNITS = ["DAYS", "WEEKS", "MONTHS"]
WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]

# requirement, a constraint of each kind (004:L42, L54)
KINDS = [
    ("CREATE-ENUM-BADGE-CONSTRAINT-VALUES",    constraint("BADGE", "FIXED_VALUE")),
    ("CREATE-ENUM-BADGE-CONSTRAINT-VALUES",    constraint("BADGE", "FIXED_WINDOW")),
    ("CREATE-ENUM-BADGE-CONSTRAINT-VALUES",    constraint("BADGE", "ROLLING_WINDOW")),
    ("CREATE-ENUM-BADGE-CONSTRAINT-VALUES",    {"constraintType": "BADGE_NO_LIMIT"}),
    ("CREATE-ENUM-CUSTOMER-CONSTRAINT-VALUES", constraint("CUSTOMER", "FIXED_VALUE")),
    ("CREATE-ENUM-CUSTOMER-CONSTRAINT-VALUES", constraint("CUSTOMER", "FIXED_WINDOW")),
    ("CREATE-ENUM-CUSTOMER-CONSTRAINT-VALUES", constraint("CUSTOMER", "ROLLING_WINDOW")),
    ("CREATE-ENUM-CUSTOMER-CONSTRAINT-VALUES", {"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}),
]  # fmt: skip


@requirement("CREATE-ENUM-EXPIRY-TYPE-VALUES")
@pytest.mark.parametrize(
    "expiry",
    [
        pytest.param(WITH_BADGE_META, id="ABSOLUTE"),
        pytest.param(NEVER, id="NEVER"),
        pytest.param(RELATIVE, id="RELATIVE"),
    ],
)
def test_each_expiry_type_is_accepted(creations, expiry):
    """An expiry is RELATIVE, ABSOLUTE or NEVER (004:L35)."""
    expect(creations.answer({"earnedBadgeExpiry": expiry})).accepted()


@requirement("CREATE-ENUM-TYPE-VALUES")
@pytest.mark.parametrize(
    "expiry",
    [
        pytest.param(IN_A_QUARTER, id="FIXED_DATE"),
        pytest.param(WITH_BADGE_META, id="WITH_BADGE_META"),
    ],
)
def test_each_type_of_an_absolute_expiry_is_accepted(creations, expiry):
    """An ABSOLUTE expiry goes with the badge or has a date (004:L36)."""
    expect(creations.answer({"earnedBadgeExpiry": expiry})).accepted()


@requirement("CREATE-ENUM-RELATIVE-TYPE-VALUES")
@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_of_a_relative_expiry_is_accepted(creations, plain, unit):
    """A RELATIVE expiry counts days, weeks or months, and says which (004:L38)."""
    relative = creations.answer({"earnedBadgeExpiry": {**RELATIVE, "relativeExpirytype": unit}})

    expect(relative).shows(earnedBadgeExpiry={"relativeExpirytype": unit})


@pytest.mark.parametrize(
    "limit", [pytest.param(one, marks=requirement(key), id=one["constraintType"]) for key, one in KINDS]
)
def test_each_kind_of_constraint_is_accepted(creations, plain, limit):
    """Customers and badges have limits of four kinds each (004:L42, L54)."""
    expect(creations.answer({array_of(limit): [limit]})).accepted()


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "level",
    [
        pytest.param("BADGE", marks=requirement("CREATE-ENUM-BADGE-DURATION-VALUES")),
        pytest.param("CUSTOMER", marks=requirement("CREATE-ENUM-CUSTOMER-DURATION-VALUES")),
    ],
)
def test_each_duration_of_a_window_is_accepted(creations, plain, level, unit):
    """Windows are counted in days, weeks or months (004:L43, L55, L106)."""
    expect(creations.answer({ARRAY_OF[level]: [window(level, unit)]})).accepted()


@pytest.mark.parametrize("weekday", WEEKDAYS)
@pytest.mark.parametrize(
    "level",
    [
        pytest.param("BADGE", marks=requirement("CREATE-ENUM-BADGE-START-DAY-VALUES")),
        pytest.param("CUSTOMER", marks=requirement("CREATE-ENUM-CUSTOMER-START-DAY-VALUES")),
    ],
)
def test_each_start_day_is_accepted(creations, plain, level, weekday):
    """A weekly window may start on any of the seven days, and says on which (004:L45, L57)."""
    weekly = creations.answer({ARRAY_OF[level]: [window(level, "WEEKS", startDayOfTheWeek=weekday)]})

    expect(weekly).shows(**{ARRAY_OF[level]: [{"startDayOfTheWeek": weekday}]})


@requirement("CREATE-ENUM-ROLL-TYPE-VALUES")
@pytest.mark.parametrize("unit", UNITS)
def test_each_roll_type_is_accepted(creations, plain, unit):
    """The limit of a badge rolls over days, weeks or months, and says over which (004:L59)."""
    rolling = creations.answer({"badgeConstraints": [constraint("BADGE", "ROLLING_WINDOW", rollType=unit)]})

    expect(rolling).shows(badgeConstraints=[{"rollType": unit}])


@requirement("CREATE-ENUM-EARN-TYPE-VALUES")
@pytest.mark.parametrize(
    ("kind", "issued"),
    [
        pytest.param("earn", None, id="EARN"),
        pytest.param("issue_earn", {"issuedBadgeExpiry": RELATIVE}, id="ISSUE_EARN"),
    ],
)
def test_each_earn_type_is_accepted(creations, kind, issued):
    """A badge is earned directly or issued first (004:L62)."""
    expect(creations.answer(issued, kind=kind)).accepted()
