"""Who may be given a badge to award (004:L39-40, L719, L722)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement
from harness.model import OWNERS

OWNER_LIST = "ownership.restrictedToOwners"
ONE_OWNER = {OWNER_LIST: ["Loyalty"]}

# Words that no page allows (requirement, the owners of the body).
NOT_ALLOWED = [
    ("CREATE-714-MIXED-OWNERS",  ["Loyalty", "Lost_Property"]),
    ("CREATE-714-UNKNOWN-OWNER", ["Lost_Property"]),
]  # fmt: skip


@requirement("CREATE-OWNERS-EACH")
@pytest.mark.parametrize("owner", OWNERS)
def test_each_documented_owner_is_accepted(creations, owner):
    """Each of the nine modules may own a badge alone, and is shown as its owner (004:L40)."""
    expect(creations.answer({OWNER_LIST: [owner]})).shows(owners=[owner])


@pytest.mark.parametrize(
    "owners", [pytest.param(owners, marks=requirement(key), id=key) for key, owners in NOT_ALLOWED]
)
def test_unknown_owner_is_refused(creations, owners):
    """An owner that the page does not list is refused with 714, alone or beside others (004:L719)."""
    trial = creations.trial({OWNER_LIST: owners}, valid=ONE_OWNER)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=714)


@pytest.mark.parametrize(
    ("owners", "code"),
    [
        pytest.param([], 728, marks=requirement("CREATE-728-EMPTY-OWNERS")),
        pytest.param(["Lost_Property"], 714, marks=requirement("CREATE-714-UNKNOWN-OWNER")),
    ],
)
def test_owners_of_an_enrolment_are_checked(creations, owners, code):
    """The rules hold for ISSUE_EARN badges, and for inactive ones, as well (004:L719, L722)."""
    creations.badge({"active": False}, kind="issue_earn")

    expect(creations.answer({"active": False, OWNER_LIST: owners}, kind="issue_earn")).refused(code=code)


@pytest.mark.parametrize(
    ("owners", "code"),
    [
        pytest.param([], 728, marks=requirement("CREATE-728-EMPTY-OWNERS")),
        pytest.param(["Lost_Property"], 714, marks=requirement("CREATE-714-UNKNOWN-OWNER")),
    ],
)
def test_owners_of_a_historical_badge_are_checked(creations, day, owners, code):
    """The migration header allows a past start and nothing else (004:L21, L719, L722)."""
    valid = {"startOn": day(-30), **ONE_OWNER}
    trial = creations.trial({OWNER_LIST: owners}, valid=valid, migration=True)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=code)


@requirement("CREATE-714-UNKNOWN-OWNER")
def test_unknown_owner_is_refused_beside_texts_of_dates(creations, day, iso):
    """The dates may be texts, and the owner is unknown all the same (004:L29-32, L697)."""
    dated = {"startOnISO": iso(day(30)), "expiresOnISO": iso(day(60))}
    creations.badge(dated)

    unknown = {**dated, "ownership.restrictedToOwners": ["Canteen"]}
    expect(creations.answer(unknown)).refused(code=714)


@requirement("CREATE-728-EMPTY-OWNERS")
def test_empty_owner_list_is_refused(creations):
    """A badge has at least one owner (004:L722)."""
    trial = creations.trial({OWNER_LIST: []}, valid=ONE_OWNER)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=728)


@requirement("CREATE-728-MISSING-OWNERS")
def test_missing_owner_list_is_refused_like_an_empty_one(creations):
    """No list is no owner either (004:L40, L722)."""
    trial = creations.trial(missing=(OWNER_LIST,))

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=728)


@requirement("CREATE-MEMBERCARE-OBSERVED")
def test_whether_membercare_is_an_owner(creations):
    """Only the page of the update lists it (003:L83)."""
    answer = creations.answer({OWNER_LIST: ["Membercare"]})

    observe("CREATE-MEMBERCARE-OBSERVED", outcome_of(answer), answer)


@requirement("CREATE-OWNERS-UPPER-CASE-OBSERVED")
def test_owner_in_capitals(creations, seen):
    """One page writes owners in capitals (002:L679)."""
    answer = creations.answer({OWNER_LIST: ["LOYALTY"]})

    observe("CREATE-OWNERS-UPPER-CASE-OBSERVED", seen(answer, "ownership", "restrictedToOwners"), answer)


@requirement("CREATE-OWNERS-REPEATED-OBSERVED")
def test_owner_named_twice(creations, seen):
    """Owners are a set; a repetition is not spoken of (004:L40)."""
    answer = creations.answer({OWNER_LIST: ["Loyalty", "Loyalty"]})

    observe("CREATE-OWNERS-REPEATED-OBSERVED", seen(answer, "ownership", "restrictedToOwners"), answer)
