"""What a target does with limits where the page leaves it open; recorded, never judged."""

import pytest

from harness.answers import outcome_of
from harness.expectations import observe, requirement
from harness.payloads import ARRAY_OF, constraint, window, without

from .fates import comeback

LEVELS = ("BADGE", "CUSTOMER")
REFERENCE = "00000000-1111-3222-8333-444444444444"

BADGE_VALUE = constraint("BADGE", "FIXED_VALUE")
BADGE_ROLLING = constraint("BADGE", "ROLLING_WINDOW")
BADGE_WINDOW = constraint("BADGE", "FIXED_WINDOW")
BADGE_NO_LIMIT = {"constraintType": "BADGE_NO_LIMIT"}
WINDOW = constraint("CUSTOMER", "FIXED_WINDOW")
MONTHLY = window("CUSTOMER", "MONTHS")

COUNT = "UPDATE-LIVE-CONSTRAINT-COUNT-OBSERVED"
EDIT = "UPDATE-LIVE-CONSTRAINT-EDITS-OBSERVED"
MIXED = "UPDATE-LIVE-MIXED-CONSTRAINTS-OBSERVED"
NO_LIMIT = "UPDATE-LIVE-NO-LIMIT-OBSERVED"

# what is edited, array, the limit afterwards
EDITS = [
    ("duration of a window",      "customerConstraints", MONTHLY),
    ("limit of a rolling window", "badgeConstraints",    {**BADGE_ROLLING, "maxEarnLimit": 200}),
    ("limit of a window",         "customerConstraints", {**WINDOW, "maxEarnLimit": 5}),
    ("refresh rate of a window",  "customerConstraints", {**WINDOW, "refreshRate": 7}),
]  # fmt: skip

# what is done, requirement, limits before, limits after
CHANGES = [
    ("added to none",            COUNT,    [],               [BADGE_VALUE]),
    ("added to one",             COUNT,    [BADGE_VALUE],    [BADGE_VALUE, BADGE_ROLLING]),
    ("from NO_LIMIT to a value", NO_LIMIT, [BADGE_NO_LIMIT], [BADGE_VALUE]),
    ("from a value to NO_LIMIT", NO_LIMIT, [BADGE_VALUE],    [BADGE_NO_LIMIT]),
    ("limit of a fixed value",   EDIT,     [BADGE_VALUE],    [{**BADGE_VALUE, "maxEarnLimit": 9000}]),
    ("removed",                  COUNT,    [BADGE_VALUE],    []),
    (
        "rolling window beside a value becomes a window",
        MIXED,
        [BADGE_VALUE, BADGE_ROLLING],
        [BADGE_VALUE, BADGE_WINDOW],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def badge(nursery):
    """An UPCOMING badge without limits."""
    return nursery.create()


@pytest.fixture(scope="module")
def limited(nursery, payloads):
    """A LIVE badge with a customer window and a rolling window of its own."""
    return nursery.live(payloads.earn(customer_constraints=[WINDOW], badge_constraints=[BADGE_ROLLING]))


@pytest.fixture
def written(client, badge):
    """The answer to a limit in place of all others."""

    def write(level, limit):
        return client.update(badge.with_({ARRAY_OF[level]: [limit]}))

    return write


@requirement("UPDATE-DURATION-TABLE-WORDS-OBSERVED")
@pytest.mark.parametrize(("word", "unit"), [("DAILY", "DAYS"), ("MONTHLY", "MONTHS"), ("WEEKLY", "WEEKS")])
@pytest.mark.parametrize("level", LEVELS)
def test_durations_as_the_table_spells_them(written, level, word, unit):
    """The tables say DAILY, every body says DAYS (003:L89, L353)."""
    answer = written(level, window(level, unit, durationType=word))
    seen = comeback(answer, ARRAY_OF[level], 0, "durationType")

    observe("UPDATE-DURATION-TABLE-WORDS-OBSERVED", f"{level} {word}: {seen}", answer)


@requirement("UPDATE-DAYS-WITHOUT-REFRESH-RATE-OBSERVED")
@pytest.mark.parametrize("level", LEVELS)
def test_window_in_days_without_refresh_rate(written, level):
    """Mandatory with days, says the table (003:L89, L113)."""
    answer = written(level, without(constraint(level, "FIXED_WINDOW"), "refreshRate"))
    seen = comeback(answer, ARRAY_OF[level], 0, "refreshRate")

    observe("UPDATE-DAYS-WITHOUT-REFRESH-RATE-OBSERVED", f"{level}: {seen}", answer)


@requirement("UPDATE-WEEKS-WITHOUT-START-DAY-OBSERVED")
@pytest.mark.parametrize("level", LEVELS)
def test_window_in_weeks_without_start_day(written, level):
    """Mandatory with weeks, and Monday by default (003:L89, L113)."""
    answer = written(level, without(window(level, "WEEKS"), "startDayOfTheWeek"))
    seen = comeback(answer, ARRAY_OF[level], 0, "startDayOfTheWeek")

    observe("UPDATE-WEEKS-WITHOUT-START-DAY-OBSERVED", f"{level}: {seen}", answer)


@requirement("UPDATE-START-DAY-INTEGER-OBSERVED")
@pytest.mark.parametrize("level", LEVELS)
def test_start_day_as_an_integer(written, level):
    """Bodies of the create page write 1 (004:L108)."""
    answer = written(level, window(level, "WEEKS", startDayOfTheWeek=1))
    seen = comeback(answer, ARRAY_OF[level], 0, "startDayOfTheWeek")

    observe("UPDATE-START-DAY-INTEGER-OBSERVED", f"{level} 1: {seen}", answer)


@requirement("UPDATE-REFERENCE-ID-OBSERVED")
def test_reference_of_a_window(written):
    """A sent reference came back as another one (003:L352, L835)."""
    answer = written("CUSTOMER", {**WINDOW, "referenceId": REFERENCE})
    kept = comeback(answer, "customerConstraints", 0, "referenceId").replace(
        REFERENCE, "the one that was sent"
    )

    observe("UPDATE-REFERENCE-ID-OBSERVED", kept, answer)


@requirement(EDIT)
@pytest.mark.parametrize(("what", "array", "after"), EDITS, ids=[row[0] for row in EDITS])
def test_edit_of_a_live_limit(client, limited, what, array, after):
    """Only changes of kind are ruled out for LIVE badges (003:L157-171)."""
    answer = client.update(limited.with_({array: [after]}))

    observe(EDIT, f"{what}: {outcome_of(answer)}", answer)


@pytest.mark.parametrize(
    ("what", "key", "before", "after"),
    [pytest.param(*row, marks=requirement(row[1]), id=row[0]) for row in CHANGES],
)
def test_other_change_of_live_limits(client, nursery, payloads, what, key, before, after):
    """Numbers of limits and NO_LIMIT are in no rule about LIVE badges (003:L159-171)."""
    badge = nursery.live(payloads.earn(badge_constraints=before))
    answer = client.update(badge.with_(badge_constraints=after))

    observe(key, f"{what}: {outcome_of(answer)}", answer)
