"""What the constraints of a new badge must and need not say (004:L41-61)."""

import pytest

from harness.expectations import expect, observe, requirement
from harness.payloads import ARRAY_OF, window

LEVELS = pytest.mark.parametrize("level", ["BADGE", "CUSTOMER"])


@pytest.fixture
def any_day(creations, level):
    """A weekly window without a start day, and one that starts on MONDAY."""
    array = ARRAY_OF[level]
    trial = creations.trial(
        missing=(f"{array}.0.startDayOfTheWeek",), valid={array: [window(level, "WEEKS")]}
    )
    return trial.offence


@pytest.mark.parametrize(
    "level",
    [
        pytest.param("BADGE", marks=requirement("CREATE-BADGE-WEEKS-START-DAY")),
        pytest.param("CUSTOMER", marks=requirement("CREATE-CUSTOMER-WEEKS-START-DAY")),
    ],
)
def test_week_without_a_start_day_is_refused_or_starts_on_monday(any_day, level):
    """The start day is called mandatory and has a default, so either will do (004:L43, L55)."""
    expect(any_day).if_accepted().shows(**{ARRAY_OF[level]: [{"startDayOfTheWeek": "MONDAY"}]})


@requirement("CREATE-WEEKS-WITHOUT-START-DAY-OBSERVED")
@LEVELS
def test_what_becomes_of_a_week_without_a_start_day(any_day, seen, level):
    """Which of the two the target does (004:L43, L55)."""
    words = seen(any_day, ARRAY_OF[level], 0, "startDayOfTheWeek")

    observe("CREATE-WEEKS-WITHOUT-START-DAY-OBSERVED", f"{level}: {words}", any_day)
