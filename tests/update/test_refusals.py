"""What a refusal says and what it leaves as it was (003:L1058-1143, 004:L723)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import changed

from .changes import INNOCENT

# change that is accepted, place in it, what is wrong there
INVALID = [
    ("badge-value", "badgeConstraints.0.constraintType", "BADGE_FIXED_MOOD"),
    ("earn-type", "earnType", "BORROW"),
    ("owner-Loyalty", "ownership.restrictedToOwners", ["Canteen"]),
    ("owner-Loyalty", "ownership.restrictedToOwners", ["Canteen", "Journeys"]),
    ("owner-Loyalty", "ownership.restrictedToOwners", []),
]

# change that is accepted, its array
ARRAYS = [
    ("badge-value", "badgeConstraints"),
    ("customer-value", "customerConstraints"),
    ("images", "images"),
    ("owner-Loyalty", "ownership.restrictedToOwners"),
    ("tags", "tags"),
]


@pytest.fixture(scope="module")
def twice_wrong(client, nursery):
    """The answer to an update of a LIVE badge that moves its start, and its end into the past."""
    badge = nursery.live()
    given(client.update(badge.with_())).accepted()
    day_before = badge.start_on - DAY
    return client.update(badge.with_(start_on=day_before, expires_on=day_before + DAY / 2))


@requirement("UPDATE-SEVERAL-ERRORS-REFUSED")
def test_two_broken_rules_are_refused(twice_wrong):
    """One of the codes is enough (003:L1060, L1096)."""
    expect(twice_wrong).refused(any_of={723, 724})


@requirement("UPDATE-SEVERAL-ERRORS-LISTED")
def test_two_broken_rules_are_both_listed(twice_wrong):
    """A refusal names all that is wrong (003:L1058-1063, 004:L693-714)."""
    expect(twice_wrong).refused(code=723)
    expect(twice_wrong).refused(code=724)


@requirement("UPDATE-REFUSED-400-CHANGES-NOTHING")
@pytest.mark.parametrize(("change", "place", "word"), INVALID)
def test_what_is_wrong_changes_nothing(client, volleys, change, place, word):
    """A refused update leaves the badge as it was, what was right in it included (003:L1135)."""
    sent = volleys.sending(change)
    given(client.update(sent.body)).accepted()
    before = client.read(volleys.badge)
    later = {"startOn": sent.body["startOn"] + 60, "expiresOn": sent.body["expiresOn"] + 60}
    wrong = changed(sent.body, {**INNOCENT, **later, place: word})
    given(client.update(wrong)).refused()

    expect(client.read(volleys.badge)).unchanged_since(before)


@requirement("UPDATE-NULL-IN-ARRAY")
@pytest.mark.parametrize(("change", "array"), ARRAYS)
def test_null_in_an_array_is_refused(client, volleys, change, array):
    """null as an element is refused, or ends as the documented internal failure (004:L723)."""
    sent = volleys.sending(change)
    given(sent.exchange).accepted()

    expect(client.update(changed(sent.body, {array: [None]}))).refused_internally()


@requirement("UPDATE-NULL-IN-ARRAY")
@pytest.mark.parametrize(("change", "array"), ARRAYS)
def test_null_beside_others_in_an_array_is_refused(client, volleys, change, array):
    """Nor does it count for nothing behind what is right (004:L723)."""
    sent = volleys.sending(change)
    given(sent.exchange).accepted()
    items = [*volleys.parts[change][array], None]

    expect(client.update(changed(sent.body, {array: items}))).refused_internally()
