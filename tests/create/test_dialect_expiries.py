"""What becomes of expiries that the page writes in several ways (004:L34-38, L77-86)."""

import pytest

from harness.expectations import observe, requirement
from harness.payloads import NEVER, RELATIVE, WITH_BADGE_META, fixed_date, without

IN_2100 = 4_102_444_800  # epoch seconds


@requirement("CREATE-RELATIVE-SPELLING-OBSERVED")
def test_which_spelling_of_the_unit_is_understood(creations, seen):
    """The table writes relativeExpiryType, the bodies relativeExpirytype (004:L38, L78)."""
    spelled = {"expiryType": "RELATIVE", "relativeExpiryType": "WEEKS", "value": RELATIVE["value"]}
    answer = creations.answer({"earnedBadgeExpiry": spelled})

    observe("CREATE-RELATIVE-SPELLING-OBSERVED", seen(answer, "earnedBadgeExpiry"), answer)


@requirement("CREATE-EXPIRY-FLAG-OMITTED-OBSERVED")
@pytest.mark.parametrize(
    "expiry",
    [
        pytest.param(fixed_date(IN_2100), id="FIXED_DATE"),
        pytest.param(WITH_BADGE_META, id="WITH_BADGE_META"),
    ],
)
def test_whether_the_flag_may_be_left_out(creations, seen, expiry):
    """It is starred, and a body does without (004:L37, L82-86)."""
    answer = creations.answer({"earnedBadgeExpiry": without(expiry, "expireWithBadgeMeta")})
    words = seen(answer, "earnedBadgeExpiry", "expireWithBadgeMeta")

    observe("CREATE-EXPIRY-FLAG-OMITTED-OBSERVED", f"{expiry['type']}: {words}", answer)


@requirement("CREATE-NEVER-DATE-OBSERVED")
def test_where_never_has_a_date(creations, seen):
    """The end is said to be set to 100 years from now, and not where (004:L35)."""
    answer = creations.answer({"earnedBadgeExpiry": NEVER})
    words = seen(answer, "earnedBadgeExpiry", "expiresOn")

    observe("CREATE-NEVER-DATE-OBSERVED", f"expiresOn of the expiry: {words}", answer)


@requirement("CREATE-ISSUED-EXPIRY-ON-EARN-OBSERVED")
def test_whether_an_earn_badge_has_an_issued_expiry(creations, seen):
    """An EARN badge is never issued; one body gives it such an expiry all the same (004:L391-396)."""
    answer = creations.answer({"issuedBadgeExpiry": fixed_date(IN_2100)})
    words = seen(answer, "issuedBadgeExpiry", "expiryType")

    observe("CREATE-ISSUED-EXPIRY-ON-EARN-OBSERVED", f"expiryType: {words}", answer)
