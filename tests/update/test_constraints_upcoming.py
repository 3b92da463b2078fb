"""What may change within constraints before the badge is LIVE (003:L157).

The changes from one kind to another are in test_constraint_kinds.
"""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import ARRAY_OF, constraint, window, without
from harness.reading import read_request

from .levels import LEVELS, Levels, both, news, windows

NONE = {}
VALUE, OTHER_VALUE = both("FIXED_VALUE"), both("FIXED_VALUE", maxEarnLimit=60)
ROLLING = both("ROLLING_WINDOW")
OTHER_ROLLING = {
    "BADGE": [constraint("BADGE", "ROLLING_WINDOW", rollType="WEEKS", rollValue=2, maxEarnLimit=600)],
    "CUSTOMER": [
        constraint(
            "CUSTOMER",
            "ROLLING_WINDOW",
            maxEarnForDays=60,
            rollForDays=6,
            maxEarnForWeeks=120,
            rollForWeeks=2,
            maxEarnForMonths=240,
            rollForMonths=2,
        )
    ],
}
VALUE_AND_ROLLING = {level: VALUE[level] + ROLLING[level] for level in LEVELS}
WEEKS_WITHOUT_DAY = {level: [without(window(level, "WEEKS"), "startDayOfTheWeek")] for level in LEVELS}

# what changes, how, before, after
EDITS = [
    ("DURATION",     "days-to-weeks",     windows("DAYS"),  windows("WEEKS")),
    ("DURATION",     "weeks-to-months",   windows("WEEKS"), windows("MONTHS")),
    ("DURATION",     "months-to-days",    windows("MONTHS"), windows("DAYS")),
    ("DURATION",     "days-to-months",    windows("DAYS"),  windows("MONTHS")),
    ("DURATION",     "weeks-to-days",     windows("WEEKS"), windows("DAYS")),
    ("LIMIT",        "of-a-value",        VALUE,            OTHER_VALUE),
    ("LIMIT",        "of-a-value-raised", OTHER_VALUE,      both("FIXED_VALUE", maxEarnLimit=90)),
    ("LIMIT",        "of-a-value-lowered", OTHER_VALUE,     both("FIXED_VALUE", maxEarnLimit=20)),
    ("LIMIT",        "of-a-window",       windows("DAYS"),  windows("DAYS", maxEarnLimit=9)),
    ("REFRESH-RATE", "3-to-5",            windows("DAYS"),  windows("DAYS", refreshRate=5)),
    ("REFRESH-RATE", "3-to-2",            windows("DAYS"),  windows("DAYS", refreshRate=2)),
    ("ROLLING",      "limit-and-length",  ROLLING,          OTHER_ROLLING),
    ("START-DAY",    "monday-to-friday",  windows("WEEKS"), windows("WEEKS", startDayOfTheWeek="FRIDAY")),
]  # fmt: skip
# before, after, the kinds that are there in the end
ADDITIONS = [
    (NONE,  VALUE,             ["FIXED_VALUE"]),
    (VALUE, VALUE_AND_ROLLING, ["FIXED_VALUE", "ROLLING_WINDOW"]),
]  # fmt: skip

every_level = pytest.mark.parametrize("level", LEVELS)


@pytest.fixture(scope="module")
def levels(client, nursery):
    """Badges whose constraints change."""
    return Levels(client, nursery)


@pytest.mark.parametrize(
    ("level", "before", "after"),
    [
        pytest.param(
            level,
            before,
            after,
            marks=requirement(f"UPDATE-UPCOMING-{level}-{what}"),
            id=f"{level}-{what}-{how}",
        )
        for what, how, before, after in EDITS
        for level in LEVELS
    ],
)
def test_members_can_change(levels, level, before, after):
    """Limits, durations, refresh rates, start days and rolling lengths change until the start (003:L157)."""
    answer = levels.change("UPCOMING", before, after).together(level)

    expect(answer).shows(**{ARRAY_OF[level]: news(before[level][0], after[level][0])})


@pytest.mark.parametrize(
    "spans",
    [("Days", "Weeks"), ("Days", "Months"), ("Weeks", "Months")],
    ids=lambda spans: " and ".join(spans).lower(),
)
@requirement("UPDATE-UPCOMING-CUSTOMER-ROLLING")
def test_two_of_three_spans_come_back(levels, spans):
    """A rolling window has any of the three spans (003:L99-109)."""
    plain = ROLLING["CUSTOMER"][0]
    two = {name: value for name, value in plain.items() if name == "constraintType" or name.endswith(spans)}
    change = levels.change("UPCOMING", {"CUSTOMER": [plain]}, {"CUSTOMER": [two]})

    expect(change.alone("CUSTOMER")).if_accepted().shows(customerConstraints=[without(two, "constraintType")])


@requirement("UPDATE-ECHO-BADGE-COMBINED")
def test_each_of_several_limits_takes_new_numbers(client, nursery):
    """Not the first or the last one only (003:L113-125, L609)."""

    def rolling(more):
        return [
            constraint("BADGE", "ROLLING_WINDOW", rollType=unit, rollValue=2, maxEarnLimit=limit + more)
            for unit, limit in (("DAYS", 100), ("WEEKS", 2000), ("MONTHS", 9000))
        ]

    badge = nursery.create(nursery.payloads.earn({"badgeConstraints": rolling(0)}))
    body = badge.with_({"badgeConstraints": rolling(7)})

    expect(client.update(body)).echoes(read_request(body), "badgeConstraints")


@requirement("UPDATE-UPCOMING-CUSTOMER-ROLLING")
def test_spans_that_are_not_sent_any_more_are_gone(levels):
    """A rolling window by weeks alone takes the place of one by days, weeks and months (003:L99-109)."""
    weeks = {
        "constraintType": ROLLING["CUSTOMER"][0]["constraintType"],
        "rollForWeeks": 2,
        "maxEarnForWeeks": 9,
    }
    change = levels.change("UPCOMING", {"CUSTOMER": ROLLING["CUSTOMER"]}, {"CUSTOMER": [weeks]})

    gone = dict.fromkeys(("rollForDays", "maxEarnForDays", "rollForMonths", "maxEarnForMonths"))
    expect(change.alone("CUSTOMER")).if_accepted().shows(customerConstraints=[gone])


@requirement("UPDATE-UPCOMING-CONSTRAINTS-ADDED")
@every_level
@pytest.mark.parametrize(("before", "after", "kinds"), ADDITIONS, ids=["first", "second"])
def test_constraints_can_be_added(levels, level, before, after, kinds):
    """A first or a second constraint is added to either array until the start (003:L157)."""
    answer = levels.change("UPCOMING", before, after).together(level)

    expect(answer).shows(**{ARRAY_OF[level]: [{"kind": kind} for kind in kinds]})


@requirement("UPDATE-UPCOMING-CONSTRAINTS-REMOVED")
@every_level
def test_constraints_can_be_removed(levels, level):
    """An explicit empty array leaves no constraint (003:L157)."""
    answer = levels.change("UPCOMING", VALUE, {level: [] for level in LEVELS}).together(level)

    expect(answer).shows_none(ARRAY_OF[level])


@pytest.mark.parametrize(
    "level", [pytest.param(level, marks=requirement(f"UPDATE-{level}-WEEKS-START-DAY")) for level in LEVELS]
)
def test_week_without_a_start_day_begins_on_monday(levels, level):
    """A weekly window needs a start day, or gets MONDAY: both are written (003:L89, L113)."""
    answer = levels.change("UPCOMING", windows("DAYS"), WEEKS_WITHOUT_DAY).together(level)

    expect(answer).if_accepted().shows(**{ARRAY_OF[level]: [{"startDayOfTheWeek": "MONDAY"}]})
