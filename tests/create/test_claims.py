"""No badge is claimed by being created (004:L3)."""

import pytest

from harness.answers import data_of, is_accepted, outcome_of
from harness.badge_verbs import expect_unclaimed
from harness.expectations import expect, observe, requirement

from .kinds import KINDS

CLAIMED = {"ownership.claims": [{"ownerType": "Loyalty", "referenceId": "626"}]}
OF_EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@requirement("CREATE-CLAIMS-EMPTY")
def test_new_badge_has_no_claims(plain):
    """Nobody has claimed a new badge (004:L560, L645)."""
    expect(plain.exchange).shows_none("claims")


@requirement("CREATE-CLAIMS-IGNORED")
@OF_EACH_KIND
def test_claim_in_the_body_is_refused_or_dropped(creations, day, kind):
    """The answer shows no claim, whether the body was accepted or not (004:L3, L306-311)."""
    creations.badge(**kind.creation(day))

    expect(creations.answer(**kind.creation(day, CLAIMED))).if_accepted().shows_none("claims")


@requirement("CREATE-CLAIMS-IGNORED")
@OF_EACH_KIND
def test_claim_in_the_body_is_not_stored(client, creations, day, kind):
    """Nor does the badge show one when it is read back (004:L3)."""
    creations.badge(**kind.creation(day))
    claiming = creations.answer(**kind.creation(day, CLAIMED))
    expect(claiming).if_accepted()

    if is_accepted(claiming):
        read = client.read(str((data_of(claiming) or {}).get("id")))
        expect_unclaimed(claiming, read, cause="claimed by creation")


@requirement("CREATE-CLAIMS-OBSERVED")
def test_what_becomes_of_a_claim_in_the_body(creations):
    """Refused or dropped: the page says no more than that it has no effect (004:L3)."""
    claiming = creations.answer(CLAIMED)
    answer = "dropped" if is_accepted(claiming) else outcome_of(claiming)

    observe("CREATE-CLAIMS-OBSERVED", answer, claiming, alternatives=["dropped", "refused"])
