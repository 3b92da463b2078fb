"""What the date filters make of values for which the documents have no rule (000:L113-119)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from harness.expectations import expect, observe, requirement

from .judging import told
from .series import HOUR, iso

INDIA = timezone(timedelta(hours=5, minutes=30))
SPELLINGS = {
    "a date alone": lambda instant: datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%d"),
    "an offset": lambda instant: datetime.fromtimestamp(instant, INDIA).isoformat(timespec="milliseconds"),
    "epoch seconds": lambda instant: str(round(instant)),
    "no milliseconds": lambda instant: iso(instant).replace(".000Z", "Z"),
    "no zone": lambda instant: iso(instant).removesuffix("Z"),
}
PARAMETERS = ["expiresOn", "startOn"]
# Parameter, value.
ODD_DATES = [
    ("expiresOn", "2026-13-45T25:61:61.000Z"),
    ("startOn", ""),
    ("startOn", "+57906-04-18T07:06:40Z"),
    ("startOn", "2026-13-45T25:61:61.000Z"),
    ("startOn", "NaN"),
    ("startOn", "yesterday"),
]
ODD_OPERATORS = [
    ("expiresOn", "EQUALS"),
    ("startOn", ""),
    ("startOn", "EQUALS"),
    ("startOn", "less_than"),
]


@requirement("LIST-DATE-FORMAT-OBSERVED")
@pytest.mark.parametrize("how", SPELLINGS)
def test_which_spellings_are_taken(lists, direct, how):
    """Only one spelling is documented; the badge starts a week before the instant."""
    instant = direct.start_on + 7 * 24 * HOUR
    listed = lists.of(direct, startOn=SPELLINGS[how](instant), startOnOperator="GREATER_THAN")
    meaning = {"the badge is listed": "ignored", "the badge is not listed": "taken"}
    answer = told(listed, direct)
    observe("LIST-DATE-FORMAT-OBSERVED", f"{how}: {meaning.get(answer, answer)}", listed)


@requirement("LIST-DATE-OPERATOR-OBSERVED")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_what_a_date_without_an_operator_does(lists, direct, parameter):
    """No default operator is documented; the instant is none of the badge."""
    listed = lists.of(direct, {parameter: iso(direct.start_on + HOUR)})
    observe("LIST-DATE-OPERATOR-OBSERVED", f"{parameter} alone: {told(listed, direct)}", listed)


@requirement("LIST-DATE-OPERATOR-OBSERVED")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_what_an_operator_without_a_date_does(lists, direct, parameter):
    """Nothing is documented of an operator that has nothing to compare with."""
    listed = lists.of(direct, {f"{parameter}Operator": "LESS_THAN"})
    observe("LIST-DATE-OPERATOR-OBSERVED", f"{parameter}Operator alone: {told(listed, direct)}", listed)


@requirement("LIST-ROBUST-DATE")
@pytest.mark.parametrize(("parameter", "value"), ODD_DATES)
def test_a_date_that_is_none_is_survived(lists, direct, parameter, value):
    """No text in the place of an instant is a server error."""
    listed = lists.of(direct, {parameter: value, f"{parameter}Operator": "LESS_THAN"})
    expect(listed).not_a_server_error()


@requirement("LIST-ROBUST-OPERATOR")
@pytest.mark.parametrize(("parameter", "operator"), ODD_OPERATORS)
def test_an_unknown_operator_is_survived(lists, direct, parameter, operator):
    """No word in the place of an operator is a server error."""
    query = {parameter: iso(direct.start_on), f"{parameter}Operator": operator}
    expect(lists.of(direct, query)).not_a_server_error()


@requirement("LIST-ROBUST-OPERATOR")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_an_operator_without_a_date_is_survived(lists, direct, parameter):
    """An operator that has nothing to compare with is no server error."""
    expect(lists.of(direct, {f"{parameter}Operator": "LESS_THAN"})).not_a_server_error()
