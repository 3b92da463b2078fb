"""Words that the page lists are accepted, others are refused with 400 (003:L73-127, L1135)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import changed

from .changes import UNITS, WEEKDAYS

# requirement, changes (see `changes`) that together send every documented word
ACCEPTED = [
    (
        "UPDATE-ENUM-BADGE-CONSTRAINT-VALUES",
        ("badge-days", "badge-no-limit", "badge-rolling-DAYS", "badge-value"),
    ),
    ("UPDATE-ENUM-BADGE-DURATION-VALUES", ("badge-days", "badge-MONDAY", "badge-months")),
    (
        "UPDATE-ENUM-CUSTOMER-CONSTRAINT-VALUES",
        ("customer-days", "customer-no-limit", "customer-rolling", "customer-value"),
    ),
    ("UPDATE-ENUM-CUSTOMER-DURATION-VALUES", ("customer-days", "customer-MONDAY", "customer-months")),
    ("UPDATE-ENUM-EXPIRY-TYPE-VALUES", ("never", "relative-DAYS", "with-badge-meta")),
    ("UPDATE-ENUM-TYPE-VALUES", ("fixed-date", "with-badge-meta")),
]

# requirement, change without its word, the words, array, member
RETURNED = [
    ("UPDATE-ENUM-BADGE-START-DAY-VALUES", "badge", WEEKDAYS, "badgeConstraints", "startDayOfTheWeek"),
    (
        "UPDATE-ENUM-CUSTOMER-START-DAY-VALUES",
        "customer",
        WEEKDAYS,
        "customerConstraints",
        "startDayOfTheWeek",
    ),
    ("UPDATE-ENUM-ROLL-TYPE-VALUES", "badge-rolling", UNITS, "badgeConstraints", "rollType"),
]

# enum, change that is accepted, place in it, word that no page has
UNKNOWN = [
    ("BADGE-CONSTRAINT", "badge-value", "badgeConstraints.0.constraintType", "BADGE_FIXED_MOOD"),
    ("BADGE-DURATION", "badge-days", "badgeConstraints.0.durationType", "FORTNIGHTS"),
    ("BADGE-START-DAY", "badge-FRIDAY", "badgeConstraints.0.startDayOfTheWeek", "SOMEDAY"),
    (
        "CUSTOMER-CONSTRAINT",
        "customer-value",
        "customerConstraints.0.constraintType",
        "CUSTOMER_BADGE_FIXED_MOOD",
    ),
    ("CUSTOMER-DURATION", "customer-days", "customerConstraints.0.durationType", "FORTNIGHTS"),
    ("CUSTOMER-START-DAY", "customer-FRIDAY", "customerConstraints.0.startDayOfTheWeek", "SOMEDAY"),
    ("EARN-TYPE", "earn-type", "earnType", "BORROW"),
    ("EXPIRY-TYPE", "with-badge-meta", "earnedBadgeExpiry.expiryType", "SOMETIMES"),
    ("RELATIVE-TYPE", "relative-DAYS", "earnedBadgeExpiry.relativeExpirytype", "FORTNIGHTS"),
    ("ROLL-TYPE", "badge-rolling-DAYS", "badgeConstraints.0.rollType", "FORTNIGHTS"),
    ("TYPE", "fixed-date", "earnedBadgeExpiry.type", "FIXED_MOOD"),
]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(change, marks=requirement(key), id=change)
        for key, changes in ACCEPTED
        for change in changes
    ],
)
def test_listed_word_is_accepted(volleys, change):
    """Every word of the enum can be sent (003:L73-75, L87-89, L111-113)."""
    expect(volleys.sending(change).exchange).accepted()


@pytest.mark.parametrize(
    ("change", "array", "limit"),
    [
        pytest.param(f"{prefix}-{word}", array, {member: word}, marks=requirement(key), id=f"{prefix}-{word}")
        for key, prefix, words, array, member in RETURNED
        for word in words
    ],
)
def test_listed_word_of_a_limit_comes_back(volleys, change, array, limit):
    """Every start day and roll type is kept (003:L93, L117, L121)."""
    expect(volleys.sending(change).exchange).shows(**{array: [limit]})


@requirement("UPDATE-ENUM-RELATIVE-TYPE-VALUES")
@pytest.mark.parametrize("unit", UNITS)
def test_unit_of_a_relative_expiry_comes_back(volleys, unit):
    """Every unit is kept (003:L79)."""
    sent = volleys.sending(f"relative-{unit}")

    expect(sent.exchange).shows(earnedBadgeExpiry={"relativeExpirytype": unit})


@pytest.mark.parametrize(
    ("change", "place", "word"),
    [
        pytest.param(change, place, word, marks=requirement(f"UPDATE-ENUM-{enum}-UNKNOWN"), id=enum)
        for enum, change, place, word in UNKNOWN
    ],
)
def test_unlisted_word_is_refused(client, volleys, change, place, word):
    """A word outside the enum is refused with 400 (003:L1135)."""
    sent = volleys.sending(change)
    given(sent.exchange).accepted()

    expect(client.update(changed(sent.body, {place: word}))).refused(code=400)
