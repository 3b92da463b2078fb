"""What no page decides about the constraints of a LIVE badge (003:L157-171): recorded, never judged.

What a page does decide is in test_constraint_kinds.
"""

import pytest

from harness.expectations import observe, outcome_of, requirement

from .levels import LEVELS, Levels, both, windows

NO_CONSTRAINT = {level: [] for level in LEVELS}
NO_LIMIT = {
    "BADGE": [{"constraintType": "BADGE_NO_LIMIT"}],
    "CUSTOMER": [{"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}],
}
VALUE, OTHER_VALUE = both("FIXED_VALUE"), both("FIXED_VALUE", maxEarnLimit=12)
VALUE_AND_ROLLING = {level: VALUE[level] + both("ROLLING_WINDOW")[level] for level in LEVELS}
WINDOW_AND_ROLLING = {level: windows("DAYS")[level] + both("ROLLING_WINDOW")[level] for level in LEVELS}

# requirement, change, before, after
COUNT = "UPDATE-LIVE-CONSTRAINT-COUNT-OBSERVED"
EDITS = "UPDATE-LIVE-CONSTRAINT-EDITS-OBSERVED"
MIXED = "UPDATE-LIVE-MIXED-CONSTRAINTS-OBSERVED"
NO_LIMITS = "UPDATE-LIVE-NO-LIMIT-OBSERVED"
CHANGES = [
    (COUNT,     "one constraint more",           VALUE,             VALUE_AND_ROLLING),
    (COUNT,     "the only constraint removed",   VALUE,             NO_CONSTRAINT),
    (EDITS,     "duration of a window",          windows("DAYS"),   windows("MONTHS")),
    (EDITS,     "limit of a fixed value",        VALUE,             OTHER_VALUE),
    (EDITS,     "refresh rate of a window",      windows("DAYS"),   windows("DAYS", refreshRate=5)),
    (MIXED,     "value to window, one of two",   VALUE_AND_ROLLING, WINDOW_AND_ROLLING),
    (NO_LIMITS, "NO_LIMIT to value",             NO_LIMIT,          VALUE),
    (NO_LIMITS, "value to NO_LIMIT",             VALUE,             NO_LIMIT),
]  # fmt: skip


@pytest.fixture(scope="module")
def levels(client, nursery):
    """Badges whose constraints change."""
    return Levels(client, nursery)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("name", "change", "before", "after"),
    [pytest.param(*row, marks=requirement(row[0]), id=row[1]) for row in CHANGES],
)
def test_answer_to_a_change_that_no_page_decides(levels, level, name, change, before, after):
    """Only six changes of kind are decided for a LIVE badge (003:L161-171)."""
    answer = levels.change("LIVE", before, after).sending(level).exchange

    observe(name, f"{level}, {change}: {outcome_of(answer)}", answer)
