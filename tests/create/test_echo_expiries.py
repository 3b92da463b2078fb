"""What comes back of the expiries of a new badge (004:L510-514, L547-553, L621-631)."""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import NEVER, RELATIVE, WITH_BADGE_META, fixed_date, relative, without

from .kinds import KINDS

# The flag that every documented body has beside its type.
FLAGS = {"FIXED_DATE": {"expireWithBadgeMeta": False}, "WITH_BADGE_META": {"expireWithBadgeMeta": True}}
NO_DATE = {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META", "expiresOn": None}


@requirement("CREATE-ECHO-EARNED-WITH-BADGE-META")
def test_expiry_with_the_badge_comes_back(plain):
    """It is shown as such, and has no date of its own (004:L547-552)."""
    expect(plain.exchange).shows(earnedBadgeExpiry=NO_DATE)


@requirement("CREATE-ECHO-EARNED-WITH-BADGE-META")
def test_type_decides_beside_a_date(creations, plain, day):
    """With a date beside it, as in a body of the page, such an expiry is none on the date (004:L36, L387)."""
    dated = {**WITH_BADGE_META, "expiresOn": day(45)}

    expect(creations.answer({"earnedBadgeExpiry": dated})).if_accepted().shows(
        earnedBadgeExpiry={"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META"}
    )


@requirement("CREATE-EXPIRY-FLAG-WITH-BADGE-META")
def test_flag_of_an_expiry_with_the_badge_comes_back(plain):
    """expireWithBadgeMeta stays true (004:L513, L551)."""
    expect(plain.exchange).shows(earnedBadgeExpiry={"expireWithBadgeMeta": True})


@requirement("CREATE-ECHO-EARNED-FIXED-DATE")
def test_fixed_date_comes_back(creations, day):
    """It is shown with its date (004:L626-631)."""
    dated = creations.badge({"earnedBadgeExpiry": fixed_date(day(75))})

    expect(dated.exchange).shows(
        earnedBadgeExpiry={"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expiresOn": day(75)}
    )


@requirement("CREATE-ECHO-TIME-FRACTION")
def test_fraction_of_a_fixed_date_comes_back(creations, plain, day):
    """Times are decimal seconds in expiries, too (004:L604, L629)."""
    answer = creations.answer({"earnedBadgeExpiry": fixed_date(day(75) + 0.125)})

    expect(answer).shows(earnedBadgeExpiry={"expiresOn": day(75) + 0.125})


@requirement("CREATE-EXPIRY-FLAG-FIXED-DATE")
def test_flag_of_a_fixed_date_comes_back(creations, day):
    """expireWithBadgeMeta stays false (004:L513, L630)."""
    dated = creations.badge({"earnedBadgeExpiry": fixed_date(day(75))})

    expect(dated.exchange).shows(earnedBadgeExpiry={"expireWithBadgeMeta": False})


@requirement("CREATE-ECHO-EARNED-RELATIVE")
def test_relative_expiry_comes_back(creations):
    """It is shown with its unit and value (004:L621-625)."""
    relative = creations.badge({"earnedBadgeExpiry": RELATIVE})

    expect(relative.exchange).shows(earnedBadgeExpiry=RELATIVE)


@requirement("CREATE-ECHO-EARNED-NEVER")
def test_expiry_never_comes_back(creations, plain):
    """NEVER is accepted and shown as NEVER (004:L35)."""
    expect(creations.answer({"earnedBadgeExpiry": NEVER})).shows(earnedBadgeExpiry=NEVER)


@requirement("CREATE-EXPIRY-FLAG-COMPLETED")
@pytest.mark.parametrize(
    ("expiry", "flag"),
    [
        pytest.param("WITH_BADGE_META", True, id="with badge meta"),
        pytest.param("FIXED_DATE", False, id="fixed date"),
    ],
)
def test_missing_flag_is_completed_or_refused(creations, day, expiry, flag):
    """A body may leave out the flag: the answer then has the one that belongs to the type (004:L630)."""
    whole = {"WITH_BADGE_META": WITH_BADGE_META, "FIXED_DATE": fixed_date(day(75))}[expiry]
    creations.badge({"earnedBadgeExpiry": whole})

    completed = creations.answer({"earnedBadgeExpiry": without(whole, "expireWithBadgeMeta")})

    expect(completed).if_accepted().shows(earnedBadgeExpiry={"type": expiry, "expireWithBadgeMeta": flag})


@requirement("CREATE-ECHO-ISSUED-FIXED-DATE")
def test_issued_fixed_date_comes_back(enrolled):
    """The issued expiry is shown with its date (004:L626-631)."""
    sent = enrolled.request["issuedBadgeExpiry"]

    expect(enrolled.exchange).shows(issuedBadgeExpiry=without(sent, "expireWithBadgeMeta"))


@requirement("CREATE-ECHO-ISSUED-RELATIVE")
def test_issued_relative_expiry_comes_back(creations, enrolled):
    """The issued expiry is an expiry like the earned one (004:L514, L621-625)."""
    relative = creations.answer({"issuedBadgeExpiry": RELATIVE}, kind="issue_earn")

    expect(relative).shows(issuedBadgeExpiry=RELATIVE)


@requirement("CREATE-ECHO-ISSUED-RELATIVE")
def test_long_issued_expiry_comes_back(creations, enrolled):
    """A long one is refused or kept, but not cut (004:L514, L621-625)."""
    long = {**RELATIVE, "value": 400}
    answer = creations.answer({"issuedBadgeExpiry": long}, kind="issue_earn")

    expect(answer).if_accepted().shows(issuedBadgeExpiry=long)


@requirement("CREATE-ECHO-ISSUED-NEVER")
def test_issued_expiry_never_comes_back(creations, enrolled):
    """An issued badge need not end either (002:L690, 004:L514)."""
    never = creations.answer({"issuedBadgeExpiry": NEVER}, kind="issue_earn")

    expect(never).shows(issuedBadgeExpiry=NEVER)


@pytest.fixture(scope="module")
def expiries(day):
    """Expiries of every type, by the requirement that they come back."""
    dated = fixed_date(day(75))
    return {
        "CREATE-ECHO-EARNED-FIXED-DATE": [without(dated, "expireWithBadgeMeta")],
        "CREATE-ECHO-EARNED-NEVER": [NEVER],
        "CREATE-ECHO-EARNED-RELATIVE": [
            relative(unit, value) for unit, value in (("DAYS", 10), ("WEEKS", 3), ("MONTHS", 5))
        ],
        "CREATE-ECHO-EARNED-WITH-BADGE-META": [without(WITH_BADGE_META, "expireWithBadgeMeta")],
    }


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "key",
    [
        pytest.param(key, marks=requirement(key))
        for key in (
            f"CREATE-ECHO-EARNED-{word}" for word in ("FIXED-DATE", "NEVER", "RELATIVE", "WITH-BADGE-META")
        )
    ],
)
def test_earned_expiry_of_every_kind_comes_back(creations, day, expiries, name, key):
    """Any badge can have any expiry, be it historical, inactive or to be issued (004:L21, L510-514)."""
    kind = KINDS[name]
    for expiry in expiries[key]:
        creations.badge(**kind.creation(day))
        flagged = {**expiry, **FLAGS.get(expiry.get("type"), {})}

        answer = creations.answer(**kind.creation(day, {"earnedBadgeExpiry": flagged}))

        expect(answer).shows(earnedBadgeExpiry=expiry)
