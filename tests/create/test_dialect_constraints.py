"""What becomes of constraints that the page writes in several ways (004:L41-61, L99-128)."""

import pytest

from harness.expectations import observe, requirement
from harness.payloads import ARRAY_OF, array_of, window, without

LEVELS = pytest.mark.parametrize("level", ["BADGE", "CUSTOMER"])
UNIT_OF = {"DAILY": "DAYS", "WEEKLY": "WEEKS", "MONTHLY": "MONTHS"}
NO_LIMITS = [{"constraintType": "BADGE_NO_LIMIT"}, {"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}]


@requirement("CREATE-DURATION-TABLE-WORDS-OBSERVED")
@pytest.mark.parametrize("word", UNIT_OF)
def test_durations_in_the_words_of_the_table(creations, seen, word):
    """The table says DAILY, WEEKLY and MONTHLY, every body DAYS (004:L43, L55, L106)."""
    limit = window("BADGE", UNIT_OF[word], durationType=word)
    answer = creations.answer({"badgeConstraints": [limit]})
    words = seen(answer, "badgeConstraints", 0, "durationType")

    observe("CREATE-DURATION-TABLE-WORDS-OBSERVED", f"{word}: {words}", answer)


@requirement("CREATE-DAYS-WITHOUT-REFRESH-RATE-OBSERVED")
@LEVELS
def test_days_without_a_refresh_rate(creations, seen, level):
    """The refresh rate is mandatory for days, but has no code of its own (004:L43-44, L55-56)."""
    answer = creations.answer({ARRAY_OF[level]: [without(window(level, "DAYS"), "refreshRate")]})
    words = seen(answer, ARRAY_OF[level], 0, "refreshRate")

    observe("CREATE-DAYS-WITHOUT-REFRESH-RATE-OBSERVED", f"{level}: {words}", answer)


@requirement("CREATE-START-DAY-INTEGER-OBSERVED")
@LEVELS
def test_start_day_as_a_number(creations, seen, level):
    """The table lists the names of the days, a body says 1 (004:L45, L108)."""
    answer = creations.answer({ARRAY_OF[level]: [window(level, "WEEKS", startDayOfTheWeek=1)]})
    words = seen(answer, ARRAY_OF[level], 0, "startDayOfTheWeek")

    observe("CREATE-START-DAY-INTEGER-OBSERVED", f"{level} 1: {words}", answer)


@requirement("CREATE-NO-LIMIT-OBSERVED")
@pytest.mark.parametrize("limit", NO_LIMITS, ids=["BADGE", "CUSTOMER"])
def test_how_no_limit_comes_back(creations, seen, limit):
    """No answer of the page shows one (004:L42, L54)."""
    answer = creations.answer({array_of(limit): [limit]})

    observe("CREATE-NO-LIMIT-OBSERVED", seen(answer, array_of(limit)), answer)
