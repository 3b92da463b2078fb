"""Words that a listed one becomes by another case, and those of the other array (003:L73-127, L1135).

A lenient reader may take them, so that both rules are a SHOULD.
"""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import ARRAY_OF, changed, constraint

from .changes import rows

# change that is accepted, place in it, a word of its list in another case
IN_ANOTHER_CASE = rows("""
badge-combined   badgeConstraints.1.rollType               days
badge-value      badgeConstraints.0.constraintType         Badge_Fixed_Value
customer-FRIDAY  customerConstraints.0.startDayOfTheWeek   Friday
customer-days    customerConstraints.0.durationType        days
earn-type        earnType                                  issue_earn
owner-Journeys   ownership.restrictedToOwners.0            JOURNEYS
owners           ownership.restrictedToOwners.0            loyalty
relative-DAYS    earnedBadgeExpiry.relativeExpirytype      days
relative-DAYS    earnedBadgeExpiry.expiryType              relative
with-badge-meta  earnedBadgeExpiry.type                    with_badge_meta
""")


@requirement("UPDATE-ENUM-OTHER-CASE")
@pytest.mark.parametrize(("change", "place", "word"), IN_ANOTHER_CASE, ids=map(" ".join, IN_ANOTHER_CASE))
def test_listed_word_in_another_case_is_refused(client, volleys, change, place, word):
    """The lists have each word in one case (003:L73-127, L1135)."""
    sent = volleys.sending(change)
    given(sent.exchange).accepted()

    expect(client.update(changed(sent.body, {place: word}))).refused(code=400)


@requirement("UPDATE-ENUM-OTHER-LEVEL")
@pytest.mark.parametrize("kind", ["FIXED_VALUE", "FIXED_WINDOW"])
@pytest.mark.parametrize(("level", "other"), [("BADGE", "CUSTOMER"), ("CUSTOMER", "BADGE")])
def test_kind_of_the_other_array_is_refused(client, volleys, level, other, kind):
    """Each array has a list of its own (003:L87, L111, L1135)."""
    change = {"FIXED_VALUE": "value", "FIXED_WINDOW": "days"}[kind]
    sent = volleys.sending(f"{level.lower()}-{change}")
    given(sent.exchange).accepted()

    body = changed(sent.body, {ARRAY_OF[level]: [constraint(other, kind)]})
    expect(client.update(body)).refused(code=400)
