"""Several errors at once, and null where the service stumbles (004:L692-723)."""

import pytest

from harness.answers import codes_of, outcome_of
from harness.expectations import expect, fail, given, observe, requirement
from harness.payloads import constraint

from .kinds import KINDS, OTHERS

IMAGE = {
    "name": "Issued",
    "fileSvcHandle": "qwer-8634-8938",
    "url": "https://img.example.com/success.png",
    "tag": "EARNED",
}

OF_BADGE, OF_CUSTOMER = constraint("BADGE", "FIXED_VALUE"), constraint("CUSTOMER", "FIXED_VALUE")
TAG = {"name": "category", "value": "rare"}

# requirement, array, what is valid in it
ARRAYS = [
    ("CREATE-999999-BADGE-CONSTRAINTS",    "badgeConstraints",             OF_BADGE),
    ("CREATE-999999-CUSTOMER-CONSTRAINTS", "customerConstraints",          OF_CUSTOMER),
    ("CREATE-999999-IMAGES",               "images",                       IMAGE),
    ("CREATE-999999-OWNERS",               "ownership.restrictedToOwners", "Loyalty"),
    ("CREATE-999999-TAGS",                 "tags",                         TAG),
]  # fmt: skip
NULLS = pytest.mark.parametrize(("array", "valid"), [pytest.param(*case, id=case[0]) for _, *case in ARRAYS])

# What is wrong with one body: its name is taken, it has no owner, and it starts in the past.
CODES = {722, 725, 728}


@pytest.fixture
def thrice_wrong(plain, day):
    """What breaks three rules at once."""
    return {"name": plain.name, "ownership.restrictedToOwners": [], "startOn": day(-2)}


@pytest.mark.parametrize(
    ("array", "valid"), [pytest.param(*case, marks=requirement(key), id=case[0]) for key, *case in ARRAYS]
)
def test_null_inside_an_array_is_refused(creations, array, valid):
    """It ends in a refusal, be it of the client's making or the documented 999999 (004:L723)."""
    trial = creations.trial({array: [None]}, valid={array: [valid]})

    expect(trial.offence).refused_internally()
    given(trial.control).accepted()


@pytest.mark.parametrize(
    ("array", "valid"), [pytest.param(*case, marks=requirement(key), id=case[0]) for key, *case in ARRAYS]
)
def test_null_beside_others_is_refused(creations, array, valid):
    """What is valid beside it does not make up for it (004:L723)."""
    creations.badge({array: [valid]})

    expect(creations.answer({array: [valid, None]})).refused_internally()


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    ("array", "valid"), [pytest.param(*case, marks=requirement(key), id=case[0]) for key, *case in ARRAYS]
)
def test_null_inside_an_array_of_any_badge_is_refused(creations, day, name, array, valid):
    """Whatever else the badge is: inactive, to be issued, historical (004:L21, L723)."""
    kind = KINDS[name]
    creations.badge(**kind.creation(day, {array: [valid]}))

    expect(creations.answer(**kind.creation(day, {array: [valid, None]}))).refused_internally()


@requirement("CREATE-REFUSED-999999-STORES-NOTHING")
@NULLS
def test_null_inside_an_array_stores_nothing(creations, expect_free, array, valid):
    """What was refused for it is not there (004:L692-716)."""
    trial = creations.trial({array: [None]}, valid={array: [valid]})

    expect_free(trial.offence, trial.control)


@requirement("CREATE-999999-STATUS-OBSERVED")
@NULLS
def test_how_null_inside_an_array_is_answered(creations, array, valid):
    """The code is documented, when it comes is not (004:L723)."""
    answer = creations.trial({array: [None]}, valid={array: [valid]}).offence

    observe("CREATE-999999-STATUS-OBSERVED", f"{array}: {outcome_of(answer)}", answer)


@requirement("CREATE-SEVERAL-ERRORS-REFUSED")
def test_several_errors_are_refused(creations, thrice_wrong):
    """A body that breaks three rules is refused for one of them at least (004:L693-714)."""
    expect(creations.answer(thrice_wrong)).refused(any_of=CODES)


@requirement("CREATE-SEVERAL-ERRORS-LISTED")
def test_several_errors_are_listed_together(creations, thrice_wrong):
    """The page shows an answer that lists them all (004:L693-714)."""
    answer = creations.answer(thrice_wrong)
    given(answer).refused(any_of=CODES)

    expect_all_codes(answer)


def expect_all_codes(answer):
    """Every code that the body earns is among the errors."""
    missing = CODES - (codes_of(answer) or frozenset())
    if missing:
        fail(
            f"the codes {', '.join(map(str, sorted(CODES)))} together",
            outcome_of(answer),
            answer,
            cause=f"without {'+'.join(map(str, sorted(missing)))}",
            pointer="/errors",
        )
