"""Words that a listed one becomes by another case, and those of the other array (004:L35-62).

A lenient reader may take them, so that both rules are a SHOULD.
"""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import ARRAY_OF, RELATIVE, constraint, window

ROLLING = constraint("BADGE", "ROLLING_WINDOW")
WEEKS = window("CUSTOMER", "WEEKS")

# Place of the word, the word, what the badge has of it otherwise.
IN_ANOTHER_CASE = [
    ("earnType",                                "earn",    {}),
    ("earnedBadgeExpiry.expiryType",            "absolute", {}),
    ("earnedBadgeExpiry.type",                  "With_Badge_Meta", {}),
    ("earnedBadgeExpiry.relativeExpirytype",    "weeks",   {"earnedBadgeExpiry": RELATIVE}),
    ("ownership.restrictedToOwners",            ["LOYALTY"], {}),
    ("ownership.restrictedToOwners",            ["journeys", "Loyalty"], {}),
    ("badgeConstraints.0.rollType",             "days",    {"badgeConstraints": [ROLLING]}),
    ("badgeConstraints.0.constraintType",       "badge_rolling_window", {"badgeConstraints": [ROLLING]}),
    ("customerConstraints.0.durationType",      "weeks",   {"customerConstraints": [WEEKS]}),
    ("customerConstraints.0.startDayOfTheWeek", "Monday",  {"customerConstraints": [WEEKS]}),
]  # fmt: skip


@requirement("CREATE-ENUM-OTHER-CASE")
@pytest.mark.parametrize(
    ("place", "word", "valid"), IN_ANOTHER_CASE, ids=[f"{place} {word}" for place, word, _ in IN_ANOTHER_CASE]
)
def test_listed_word_in_another_case_is_refused(creations, place, word, valid):
    """The lists have each word in one case (004:L35-62)."""
    creations.badge(valid)

    expect(creations.answer({**valid, place: word})).refused()


@requirement("CREATE-ENUM-OTHER-LEVEL")
@pytest.mark.parametrize("kind", ["FIXED_VALUE", "FIXED_WINDOW"])
@pytest.mark.parametrize(("level", "other"), [("BADGE", "CUSTOMER"), ("CUSTOMER", "BADGE")])
def test_kind_of_the_other_array_is_refused(creations, level, other, kind):
    """Each array has a list of its own (004:L42, L54)."""
    creations.badge({ARRAY_OF[level]: [constraint(level, kind)]})

    expect(creations.answer({ARRAY_OF[level]: [constraint(other, kind)]})).refused()
