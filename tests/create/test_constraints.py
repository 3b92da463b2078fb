"""What the constraints of a new badge must and need not say (004:L41-61)."""

import pytest

from harness.expectations import expect, observe, requirement
from harness.payloads import ARRAY_OF, window, without

LEVELS = pytest.mark.parametrize("level", ["BADGE", "CUSTOMER"])


def of_any_day(creations, level):
    """The answer to a weekly window without a start day."""
    return creations.answer({ARRAY_OF[level]: [without(window(level, "WEEKS"), "startDayOfTheWeek")]})


@pytest.mark.parametrize(
    "level",
    [
        pytest.param("BADGE", marks=requirement("CREATE-BADGE-WEEKS-START-DAY")),
        pytest.param("CUSTOMER", marks=requirement("CREATE-CUSTOMER-WEEKS-START-DAY")),
    ],
)
def test_week_without_a_start_day_is_refused_or_starts_on_monday(creations, plain, level):
    """The start day is called mandatory and has a default, so either will do (004:L43, L55)."""
    weekly = of_any_day(creations, level)

    expect(weekly).if_accepted().shows(**{ARRAY_OF[level]: [{"startDayOfTheWeek": "MONDAY"}]})


@requirement("CREATE-WEEKS-WITHOUT-START-DAY-OBSERVED")
@LEVELS
def test_what_becomes_of_a_week_without_a_start_day(creations, seen, level):
    """Which of the two the target does (004:L43, L55)."""
    answer = of_any_day(creations, level)
    words = seen(answer, ARRAY_OF[level], 0, "startDayOfTheWeek")

    observe("CREATE-WEEKS-WITHOUT-START-DAY-OBSERVED", f"{level}: {words}", answer)
