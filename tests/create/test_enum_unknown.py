"""Words that are not in the closed lists of the page are refused (004:L35-62)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement
from harness.payloads import RELATIVE, WITH_BADGE_META, array_of, changed, constraint, window

from .expiries import IN_A_QUARTER
from .kinds import KINDS, OTHERS

VALUE_OF_BADGE, VALUE_OF_CUSTOMER = constraint("BADGE", "FIXED_VALUE"), constraint("CUSTOMER", "FIXED_VALUE")
DAYS_OF_BADGE, DAYS_OF_CUSTOMER = window("BADGE", "DAYS"), window("CUSTOMER", "DAYS")
WEEKS_OF_BADGE, WEEKS_OF_CUSTOMER = window("BADGE", "WEEKS"), window("CUSTOMER", "WEEKS")
ROLLING_OF_BADGE = constraint("BADGE", "ROLLING_WINDOW")
IN_TIME = {"earnedBadgeExpiry": RELATIVE}
ON_A_DATE = {"earnedBadgeExpiry": IN_A_QUARTER}
WITH_THE_BADGE = {"earnedBadgeExpiry": WITH_BADGE_META}
BADGE_PAIR = {"badgeConstraints": [VALUE_OF_BADGE, ROLLING_OF_BADGE]}
CUSTOMER_PAIR = {"customerConstraints": [VALUE_OF_CUSTOMER, constraint("CUSTOMER", "ROLLING_WINDOW")]}

# requirement, the only constraint of the badge, its member with the unknown word, the word
IN_CONSTRAINTS = [
    ("CREATE-ENUM-BADGE-CONSTRAINT-UNKNOWN",    VALUE_OF_BADGE,    "constraintType",    "LUNAR_WINDOW"),
    ("CREATE-ENUM-BADGE-DURATION-UNKNOWN",      DAYS_OF_BADGE,     "durationType",      "FORTNIGHTS"),
    ("CREATE-ENUM-BADGE-START-DAY-UNKNOWN",     WEEKS_OF_BADGE,    "startDayOfTheWeek", "DOOMSDAY"),
    ("CREATE-ENUM-CUSTOMER-CONSTRAINT-UNKNOWN", VALUE_OF_CUSTOMER, "constraintType",    "LUNAR_WINDOW"),
    ("CREATE-ENUM-CUSTOMER-DURATION-UNKNOWN",   DAYS_OF_CUSTOMER,  "durationType",      "FORTNIGHTS"),
    ("CREATE-ENUM-CUSTOMER-START-DAY-UNKNOWN",  WEEKS_OF_CUSTOMER, "startDayOfTheWeek", "DOOMSDAY"),
    ("CREATE-ENUM-ROLL-TYPE-UNKNOWN",           ROLLING_OF_BADGE,  "rollType",          "FORTNIGHTS"),
]  # fmt: skip

# requirement, what the badge has beyond the plain one, place of the unknown word, the word
ELSEWHERE = [
    ("CREATE-ENUM-EARN-TYPE-UNKNOWN",     {},      "earnType",                             "GIFT"),
    ("CREATE-ENUM-EXPIRY-TYPE-UNKNOWN",   {},      "earnedBadgeExpiry.expiryType",         "SOMETIMES"),
    ("CREATE-ENUM-RELATIVE-TYPE-UNKNOWN", IN_TIME, "earnedBadgeExpiry.relativeExpirytype", "FORTNIGHTS"),
    ("CREATE-ENUM-TYPE-UNKNOWN",          WITH_THE_BADGE, "earnedBadgeExpiry.type",        "SOME_DAY"),
    ("CREATE-ENUM-TYPE-UNKNOWN",          ON_A_DATE, "earnedBadgeExpiry.type",               "SOME_DAY"),
]  # fmt: skip

# Requirement, two constraints, place of the unknown word in the second, the word.
BEHIND = [
    (
        "CREATE-ENUM-BADGE-CONSTRAINT-UNKNOWN",
        BADGE_PAIR,
        "badgeConstraints.1.constraintType",
        "LUNAR_WINDOW",
    ),
    (
        "CREATE-ENUM-CUSTOMER-CONSTRAINT-UNKNOWN",
        CUSTOMER_PAIR,
        "customerConstraints.1.constraintType",
        "LUNAR_WINDOW",
    ),
    ("CREATE-ENUM-ROLL-TYPE-UNKNOWN", BADGE_PAIR, "badgeConstraints.1.rollType", "FORTNIGHTS"),
]

CASES = (
    ELSEWHERE
    + BEHIND
    + [
        (key, {array_of(limit): [limit]}, f"{array_of(limit)}.0.{member}", word)
        for key, limit, member, word in IN_CONSTRAINTS
    ]
)
# Requirement, what the badge has, place of the unknown word, words that are close to those of the list.
UNITS = ["YEARS", "HOURS", ""]
CLOSE = [
    (
        "CREATE-ENUM-BADGE-DURATION-UNKNOWN",
        {"badgeConstraints": [DAYS_OF_BADGE]},
        "badgeConstraints.0.durationType",
        UNITS,
    ),
    (
        "CREATE-ENUM-CUSTOMER-DURATION-UNKNOWN",
        {"customerConstraints": [DAYS_OF_CUSTOMER]},
        "customerConstraints.0.durationType",
        UNITS,
    ),
    ("CREATE-ENUM-EARN-TYPE-UNKNOWN", {}, "earnType", [""]),
    ("CREATE-ENUM-EXPIRY-TYPE-UNKNOWN", {}, "earnedBadgeExpiry.expiryType", [""]),
    ("CREATE-ENUM-RELATIVE-TYPE-UNKNOWN", IN_TIME, "earnedBadgeExpiry.relativeExpirytype", UNITS),
    (
        "CREATE-ENUM-ROLL-TYPE-UNKNOWN",
        {"badgeConstraints": [ROLLING_OF_BADGE]},
        "badgeConstraints.0.rollType",
        UNITS,
    ),
]
UNKNOWN = pytest.mark.parametrize(
    ("valid", "place", "word"), [pytest.param(*case, id=case[1]) for _, *case in CASES]
)


@pytest.mark.parametrize(
    ("valid", "place", "word"),
    [pytest.param(*case, marks=requirement(key), id=case[1]) for key, *case in CASES],
)
def test_unknown_word_is_refused(creations, valid, place, word):
    """A word that the page does not list makes no badge (004:L35-62)."""
    trial = creations.trial({place: word}, valid=valid)

    expect(trial.offence).refused()
    given(trial.control).accepted()


@pytest.mark.parametrize(
    ("valid", "place", "word"),
    [
        pytest.param(valid, place, word, marks=requirement(key), id=f"{place} {word or 'empty'}")
        for key, valid, place, words in CLOSE
        for word in words
    ],
)
def test_word_close_to_the_list_is_refused(client, creations, valid, place, word):
    """Nor does another unit of time that people know, or no word at all (004:L35-62)."""
    creations.badge(valid or None)

    expect(client.create(changed(creations.body(valid), {place: word}))).refused()


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    ("valid", "place", "word"),
    [pytest.param(*case, marks=requirement(key), id=case[1]) for key, *case in CASES],
)
def test_unknown_word_is_refused_whatever_the_badge(creations, day, name, valid, place, word):
    """Nor does the word make a badge that is inactive, to be issued or historical (004:L21, L35-62)."""
    kind = KINDS[name]
    if valid:
        creations.badge(**kind.creation(day, valid))

    expect(creations.answer(**kind.creation(day, {**valid, place: word}))).refused()


@requirement("CREATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN")
@pytest.mark.parametrize("member", ["expiryType", "type"])
def test_unknown_word_in_the_issued_expiry_is_refused(creations, member):
    """The issued expiry is an expiry like the earned one (004:L35-36, L82-86)."""
    trial = creations.trial({f"issuedBadgeExpiry.{member}": "SOMETIMES"}, kind="issue_earn")

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN")
@pytest.mark.parametrize("word", ["FORTNIGHTS", *UNITS])
def test_unknown_unit_of_the_issued_expiry_is_refused(creations, word):
    """Nor is an issued copy kept for units that the page does not list (004:L35-36, L82-86)."""
    valid = {"issuedBadgeExpiry": RELATIVE}
    trial = creations.trial({"issuedBadgeExpiry.relativeExpirytype": word}, valid=valid, kind="issue_earn")

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-ENUM-UNKNOWN-400")
@UNKNOWN
def test_unknown_word_is_answered_400(creations, valid, place, word):
    """The error has the code that the page of the update gives for it (003:L1135)."""
    trial = creations.trial({place: word}, valid=valid)
    given(trial.control).accepted()
    given(trial.offence).refused()

    expect(trial.offence).refused(code=400)


@requirement("CREATE-REFUSED-FIELD-STORES-NOTHING")
@UNKNOWN
def test_refused_word_stores_nothing(creations, expect_free, valid, place, word):
    """What was refused for an unknown word is not there (004:L692-716)."""
    trial = creations.trial({place: word}, valid=valid)

    expect_free(trial.offence, trial.control)


@requirement("CREATE-ENUM-CODES-OBSERVED")
@UNKNOWN
def test_which_code_answers_an_unknown_word(creations, valid, place, word):
    """The page names no code for any but owners (004:L716-723)."""
    answer = creations.trial({place: word}, valid=valid).offence

    observe("CREATE-ENUM-CODES-OBSERVED", f"{place}: {outcome_of(answer)}", answer)
