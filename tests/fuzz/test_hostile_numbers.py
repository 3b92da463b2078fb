"""Numbers at the edges of what computers count with, in every place that takes a number."""

import pytest

from harness.fuzzing.hostile import Hostile, cases
from harness.payloads import RELATIVE, constraint, fixed_date, window

from .operations import writes

NUMBERS = {
    "-0.0":          -0.0,
    "-1":            -1,
    "-2^63":         -(2**63),
    "0":             0,
    "0.1":           0.1,
    "1e-300":        1e-300,
    "1e308":         1e308,
    "2^31 - 1":      2**31 - 1,
    "2^31":          2**31,
    "2^53 + 1":      2**53 + 1,
    "2^63 - 1":      2**63 - 1,
    "2^63":          2**63,
    "2^64":          2**64,
    "2.0":           2.0,
    "3.7":           3.7,
    "milliseconds":  1_926_235_957_000,
    "200 digits":    10**200,
}  # fmt: skip
# Written as JSON text, since Python cannot hold them or JSON does not know them.
TOKENS = {
    "1e400":      "1e400",
    "infinity":   "Infinity",
    "not a number": "NaN",
    "hexadecimal": "0x10",
    "a leading zero": "007",
    "a leading plus": "+5",
    "no digit before the point": ".5",
    "10000 digits": "9" * 10_000,
}  # fmt: skip


def customer_limit(limit):
    """A body with this limit of the customer."""
    return {"customerConstraints": [limit]}


def badge_limit(kind, **members):
    """A body with such a limit of the badge."""
    return {"badgeConstraints": [constraint("BADGE", kind, **members)]}


PLACES = {
    "badgeRank":      lambda number: {"badgeRank": number},
    "defaultTillId":  lambda number: {"defaultTillId": number},
    "expiresOn":      lambda number: {"expiresOn": number},
    "expiry date":    lambda number: {"earnedBadgeExpiry": fixed_date(number)},
    "expiry value":   lambda number: {"earnedBadgeExpiry": {**RELATIVE, "value": number}},
    "maxEarnForDays": lambda number: customer_limit(constraint(*ROLLING, maxEarnForDays=number)),
    "maxEarnLimit":   lambda number: badge_limit("FIXED_VALUE", maxEarnLimit=number),
    "refreshRate":    lambda number: customer_limit(window("CUSTOMER", "DAYS", refreshRate=number)),
    "rollValue":      lambda number: badge_limit("ROLLING_WINDOW", rollValue=number),
    "startOn":        lambda number: {"startOn": number},
}  # fmt: skip
ROLLING = ("CUSTOMER", "ROLLING_WINDOW")
MARK = 123456789


def token(words, text, place):
    """A row whose body has this text in the place of a number."""
    return Hostile(f"{words} as {place}", PLACES[place](MARK), raw=lambda json: json.replace(str(MARK), text))


@writes()
@pytest.mark.parametrize("place", PLACES)
def test_hostile_numbers(hostile_writes, operation, place):
    """Whatever number is sent, no server error follows (004:L23-69, 003:L51-139)."""
    numbers = [Hostile(f"{words} as {place}", PLACES[place](number)) for words, number in NUMBERS.items()]
    tokens = [token(words, text, place) for words, text in TOKENS.items()]
    run = hostile_writes(operation)
    run.run(cases(operation, f"hostile {place}", [*numbers, *tokens]))
    run.conclude()
