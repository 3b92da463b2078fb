"""Words that the page lists are accepted, others are refused with 400 (003:L73-127, L1135)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import changed

from .changes import UNITS, WEEKDAYS, rows

# enum, changes (see `changes`) that together send every documented word
ACCEPTED = rows("""
BADGE-CONSTRAINT     badge-days     badge-no-limit     badge-rolling-DAYS  badge-value
BADGE-DURATION       badge-days     badge-MONDAY       badge-months
CUSTOMER-CONSTRAINT  customer-days  customer-no-limit  customer-rolling    customer-value
CUSTOMER-DURATION    customer-days  customer-MONDAY    customer-months
EXPIRY-TYPE          never          relative-DAYS      with-badge-meta
TYPE                 fixed-date     with-badge-meta
""")

# enum, change without its word, array, kind of limit, member
RETURNED = rows("""
BADGE-START-DAY     badge          badgeConstraints     FIXED_WINDOW    startDayOfTheWeek
CUSTOMER-START-DAY  customer       customerConstraints  FIXED_WINDOW    startDayOfTheWeek
ROLL-TYPE           badge-rolling  badgeConstraints     ROLLING_WINDOW  rollType
""")
WORDS = {"rollType": UNITS, "startDayOfTheWeek": WEEKDAYS}

# enum, change that is accepted, place in it, word that no page has
UNKNOWN = rows("""
BADGE-CONSTRAINT     badge-combined      badgeConstraints.1.constraintType        BADGE_FIXED_MOOD
BADGE-CONSTRAINT     badge-value         badgeConstraints.0.constraintType        BADGE_FIXED_MOOD
BADGE-DURATION       badge-days          badgeConstraints.0.durationType          FORTNIGHTS
BADGE-DURATION       badge-days          badgeConstraints.0.durationType          YEARS
BADGE-START-DAY      badge-FRIDAY        badgeConstraints.0.startDayOfTheWeek     SOMEDAY
CUSTOMER-CONSTRAINT  customer-combined   customerConstraints.1.constraintType     CUSTOMER_BADGE_FIXED_MOOD
CUSTOMER-CONSTRAINT  customer-value      customerConstraints.0.constraintType     CUSTOMER_BADGE_FIXED_MOOD
CUSTOMER-DURATION    customer-days       customerConstraints.0.durationType       FORTNIGHTS
CUSTOMER-DURATION    customer-days       customerConstraints.0.durationType       YEARS
CUSTOMER-START-DAY   customer-FRIDAY     customerConstraints.0.startDayOfTheWeek  SOMEDAY
EARN-TYPE            earn-type           earnType                                 BORROW
EXPIRY-TYPE          with-badge-meta     earnedBadgeExpiry.expiryType             SOMETIMES
RELATIVE-TYPE        relative-DAYS       earnedBadgeExpiry.relativeExpirytype     FORTNIGHTS
RELATIVE-TYPE        relative-DAYS       earnedBadgeExpiry.relativeExpirytype     HOURS
RELATIVE-TYPE        relative-DAYS       earnedBadgeExpiry.relativeExpirytype     YEARS
ROLL-TYPE            badge-combined      badgeConstraints.1.rollType              FORTNIGHTS
ROLL-TYPE            badge-combined      badgeConstraints.3.rollType              FORTNIGHTS
ROLL-TYPE            badge-rolling-DAYS  badgeConstraints.0.rollType              FORTNIGHTS
ROLL-TYPE            badge-rolling-DAYS  badgeConstraints.0.rollType              HOURS
ROLL-TYPE            badge-rolling-DAYS  badgeConstraints.0.rollType              YEARS
TYPE                 fixed-date          earnedBadgeExpiry.type                   FIXED_MOOD
TYPE                 with-badge-meta     earnedBadgeExpiry.type                   FIXED_MOOD
""")


def values(enum):
    """The requirement that the listed words of an enum are accepted."""
    return requirement(f"UPDATE-ENUM-{enum}-VALUES")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(name, marks=values(enum), id=f"{enum}-{name}")
        for enum, *names in ACCEPTED
        for name in names
    ],
)
def test_listed_word_is_accepted(volleys, change):
    """Every word of the enum can be sent (003:L73-75, L87-89, L111-113)."""
    expect(volleys.sending(change).exchange).accepted()


@pytest.mark.parametrize(
    ("change", "array", "kind", "member", "word"),
    [
        pytest.param(f"{prefix}-{word}", array, kind, member, word, marks=values(enum), id=f"{enum}-{word}")
        for enum, prefix, array, kind, member in RETURNED
        for word in WORDS[member]
    ],
)
def test_listed_word_of_a_limit_comes_back(volleys, change, array, kind, member, word):
    """Every start day and roll type is accepted and kept (003:L93, L117, L121)."""
    answer = volleys.sending(change).exchange
    expect(answer).accepted()
    given(answer).shows(**{array: [{"kind": kind}]})

    expect(answer).shows(**{array: [{member: word}]})


@requirement("UPDATE-ENUM-RELATIVE-TYPE-VALUES")
@pytest.mark.parametrize("unit", UNITS)
def test_unit_of_a_relative_expiry_comes_back(volleys, unit):
    """Every unit is accepted and kept (003:L79)."""
    answer = volleys.sending(f"relative-{unit}").exchange
    expect(answer).accepted()
    given(answer).shows(earnedBadgeExpiry={"expiryType": "RELATIVE"})

    expect(answer).shows(earnedBadgeExpiry={"relativeExpirytype": unit})


@pytest.mark.parametrize(
    ("change", "place", "word"),
    [
        pytest.param(
            change, *row, marks=requirement(f"UPDATE-ENUM-{enum}-UNKNOWN"), id=f"{enum}-{change}-{row[-1]}"
        )
        for enum, change, *row in UNKNOWN
    ],
)
def test_unlisted_word_is_refused(client, volleys, change, place, word):
    """A word outside the enum is refused with 400 (003:L1135)."""
    sent = volleys.sending(change)
    given(sent.exchange).accepted()

    expect(client.update(changed(sent.body, {place: word}))).refused(code=400)


@pytest.fixture(scope="module")
def live(nursery):
    """A LIVE badge; an unknown word is refused, so that several tests can try."""
    return nursery.live()


@pytest.mark.parametrize(
    ("place", "word"),
    [
        pytest.param(place, word, marks=requirement(f"UPDATE-{key}-UNKNOWN"), id=key)
        for key, place, word in (
            ("ENUM-EARN-TYPE", "earnType", "BORROW"),
            ("ENUM-EXPIRY-TYPE", "earnedBadgeExpiry.expiryType", "SOMETIMES"),
            ("ENUM-TYPE", "earnedBadgeExpiry.type", "FIXED_MOOD"),
            ("OWNERS", "ownership.restrictedToOwners", ["Loyalty", "Canteen"]),
        )
    ],
)
def test_unlisted_word_is_refused_of_a_live_badge(client, live, place, word):
    """Nor does a LIVE badge take words that no page has (003:L1135)."""
    given(client.update(live.with_())).accepted()

    expect(client.update(live.with_({place: word}))).refused(code=400)


@requirement("UPDATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN")
@pytest.mark.parametrize(
    ("change", "member"),
    [
        ("issued-fixed-date", "type"),
        ("issued-never", "expiryType"),
        ("issued-relative", "relativeExpirytype"),
    ],
)
def test_unlisted_word_in_the_issued_expiry_is_refused(client, issue_volleys, change, member):
    """The issued expiry is an expiry like the earned one (003:L73-79, L1135)."""
    sent = issue_volleys.sending(change)
    given(sent.exchange).accepted()

    expect(client.update(changed(sent.body, {f"issuedBadgeExpiry.{member}": "SOMETIMES"}))).refused(code=400)
