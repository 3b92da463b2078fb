"""What no badge can do without (004:L26-62)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement

from .kinds import KINDS

# requirement, starred field
MANDATORY = [
    ("CREATE-MANDATORY-EARN-TYPE",     "earnType"),
    ("CREATE-MANDATORY-EARNED-EXPIRY", "earnedBadgeExpiry"),
    ("CREATE-MANDATORY-EXPIRES",       "expiresOn"),
    ("CREATE-MANDATORY-EXPIRY-TYPE",   "earnedBadgeExpiry.expiryType"),
    ("CREATE-MANDATORY-NAME",          "name"),
    ("CREATE-MANDATORY-OWNERS",        "ownership.restrictedToOwners"),
    ("CREATE-MANDATORY-OWNERSHIP",     "ownership"),
    ("CREATE-MANDATORY-START",         "startOn"),
]  # fmt: skip
FIELDS = pytest.mark.parametrize("field", [field for _, field in MANDATORY])


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in MANDATORY]
)
def test_missing_field_is_refused(creations, field):
    """A body without the starred field makes no badge (004:L26-62)."""
    trial = creations.trial(missing=(field,))

    expect(trial.offence).refused()
    given(trial.control).accepted()


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(field, marks=requirement(key), id=field)
        for key, field in MANDATORY
        if field != "earnType"
    ],
)
def test_missing_field_of_an_enrolment_is_refused(creations, field):
    """The stars are for ISSUE_EARN badges, and for inactive ones, as well (004:L26-62)."""
    creations.badge({"active": False}, kind="issue_earn")

    expect(creations.answer({"active": False}, missing=(field,), kind="issue_earn")).refused()


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in MANDATORY]
)
def test_missing_field_of_a_historical_badge_is_refused(creations, day, field):
    """The migration header allows a past start and nothing else (004:L21, L26-62)."""
    historical = KINDS["historical"].creation(day)
    creations.badge(**historical)

    expect(creations.answer(**historical, missing=(field,))).refused()


@requirement("CREATE-MANDATORY-NULL")
@FIELDS
def test_null_is_a_missing_field(creations, plain, field):
    """null in its place is no better (004:L26-62)."""
    expect(creations.answer({field: None})).refused()


@requirement("CREATE-REFUSED-FIELD-STORES-NOTHING")
@FIELDS
def test_body_without_the_field_stores_nothing(creations, expect_free, field):
    """What was refused for a missing field is not there (004:L692-716)."""
    trial = creations.trial(missing=(field,))

    expect_free(trial.offence, trial.control)


@requirement("CREATE-MISSING-FIELD-CODES-OBSERVED")
@FIELDS
def test_which_code_answers_a_missing_field(creations, field):
    """The page names a code for owners only (004:L716-723)."""
    answer = creations.trial(missing=(field,)).offence

    observe("CREATE-MISSING-FIELD-CODES-OBSERVED", f"{field}: {outcome_of(answer)}", answer)
