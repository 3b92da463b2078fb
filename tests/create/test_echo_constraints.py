"""What comes back of the constraints of a new badge (004:L522-523, L562-584, L647-676)."""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import SMALLEST, array_of, constraint, window
from harness.reading import read_request

from .kinds import KINDS, OTHERS

# No two numbers of a limit are the same, and none is 1: a confused or a constant one shows.
CUSTOMER_ROLLING = constraint("CUSTOMER", "ROLLING_WINDOW", rollForWeeks=2, rollForMonths=3)

# requirement, the only constraint
ALONE = [
    ("CREATE-ECHO-BADGE-FIXED-VALUE",      constraint("BADGE", "FIXED_VALUE")),
    ("CREATE-ECHO-BADGE-ROLLING",          constraint("BADGE", "ROLLING_WINDOW", rollValue=4)),
    ("CREATE-ECHO-BADGE-WINDOW-DAYS",      window("BADGE", "DAYS")),
    ("CREATE-ECHO-BADGE-WINDOW-DAYS",      window("BADGE", "DAYS", refreshRate=14)),
    ("CREATE-ECHO-BADGE-WINDOW-MONTHS",    window("BADGE", "MONTHS")),
    ("CREATE-ECHO-BADGE-WINDOW-WEEKS",     window("BADGE", "WEEKS", startDayOfTheWeek="FRIDAY")),
    ("CREATE-ECHO-CUSTOMER-FIXED-VALUE",   constraint("CUSTOMER", "FIXED_VALUE")),
    ("CREATE-ECHO-CUSTOMER-ROLLING",       CUSTOMER_ROLLING),
    ("CREATE-ECHO-CUSTOMER-WINDOW-DAYS",   window("CUSTOMER", "DAYS")),
    ("CREATE-ECHO-CUSTOMER-WINDOW-DAYS",   window("CUSTOMER", "DAYS", refreshRate=14)),
    ("CREATE-ECHO-CUSTOMER-WINDOW-MONTHS", window("CUSTOMER", "MONTHS")),
    ("CREATE-ECHO-CUSTOMER-WINDOW-WEEKS",  window("CUSTOMER", "WEEKS", startDayOfTheWeek="FRIDAY")),
]  # fmt: skip

# requirement, several constraints of one array
COMBINED = [
    (
        "CREATE-ECHO-BADGE-COMBINED",
        constraint("BADGE", "FIXED_VALUE"),
        constraint("BADGE", "ROLLING_WINDOW", rollType="DAYS", rollValue=5, maxEarnLimit=300),
        constraint("BADGE", "ROLLING_WINDOW", rollType="WEEKS", rollValue=2, maxEarnLimit=3000),
        constraint("BADGE", "ROLLING_WINDOW", rollType="MONTHS", rollValue=3, maxEarnLimit=9000),
    ),
    (
        "CREATE-ECHO-CUSTOMER-COMBINED",
        CUSTOMER_ROLLING,
        constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=5000),
    ),
]


@pytest.mark.parametrize(
    "sent", [pytest.param(sent, marks=requirement(key), id=key) for key, *sent in ALONE + COMBINED]
)
def test_constraints_come_back(creations, sent):
    """The new badge shows its constraints as they were sent, in any order (004:L522-523)."""
    limited = creations.badge({array_of(sent[0]): sent})

    expect(limited.exchange).echoes(read_request(limited.request), array_of(sent[0]))


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    "sent", [pytest.param(sent, marks=requirement(key), id=key) for key, *sent in ALONE + COMBINED]
)
def test_constraints_of_every_kind_come_back(creations, day, name, sent):
    """Whatever else the badge is: historical, inactive, or to be issued (004:L21, L522-523)."""
    kind = KINDS[name]
    creations.badge(**kind.creation(day))
    creations.badge({array_of(sent[0]): sent})
    limited = {array_of(sent[0]): sent}

    expect(creations.answer(**kind.creation(day, limited))).echoes(read_request(limited), array_of(sent[0]))


@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param(*row, marks=requirement(f"CREATE-ECHO-{key}"), id=key) for key, row in SMALLEST.items()],
)
def test_smallest_numbers_come_back(client, creations, plain, field, value):
    """One day, one week, one earning: nothing is too little to be limited (004:L41-62, L621-625)."""
    body = creations.body({field: value})

    expect(client.create(body)).echoes(read_request(body), field)


@requirement("CREATE-ECHO-CUSTOMER-ROLLING")
@pytest.mark.parametrize("units", [["Weeks"], ["Months"], ["Days", "Months"]], ids=" and ".join)
def test_parts_of_a_rolling_window_come_back(creations, plain, units):
    """The pages always name all three units: a window of fewer is refused or kept as it is (004:L47-52)."""
    members = {f"{name}{unit}" for unit in units for name in ("maxEarnFor", "rollFor")}
    partial = {key: value for key, value in CUSTOMER_ROLLING.items() if key in {"constraintType", *members}}
    answer = creations.answer({"customerConstraints": [partial]})

    expect(answer).if_accepted().echoes(read_request({"customerConstraints": [partial]}))
