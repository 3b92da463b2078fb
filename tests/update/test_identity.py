"""The id decides which badge is updated (003:L61)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement
from harness.payloads import without

from .changes import FOREIGN_ORG


@pytest.fixture(scope="module")
def badge(nursery):
    """A badge whose whole body is accepted."""
    return nursery.create()


@pytest.fixture(scope="module")
def control(client, payloads, badge):
    """Its update with the right id, which gives it another name."""
    answer = client.update(badge.with_(name=payloads.name()))
    given(answer).accepted()
    return answer


@pytest.fixture
def named(badge, payloads):
    """The same body with a name that is free: no refusal can be about the name."""
    return badge.with_(name=payloads.name())


@pytest.fixture(scope="module")
def unknown_id(payloads):
    """An id of the documented form that no badge has."""
    return f"{payloads.random.getrandbits(96):024x}"


@requirement("UPDATE-ID-MISSING", "UPDATE-ID-CODES-OBSERVED")
def test_update_without_id(client, control, named):
    """The id is mandatory (003:L61)."""
    given(control).accepted()
    answer = client.update(without(named, "id"))
    observe("UPDATE-ID-CODES-OBSERVED", f"without id: {outcome_of(answer)}", answer)

    expect(answer).refused()


@requirement("UPDATE-ID-MISSING")
def test_name_does_not_replace_the_id(client, badge, payloads):
    """Nor is the badge found by its name, although names are unique (003:L61, L63)."""
    body = badge.with_(name=payloads.name())
    given(client.update(body)).accepted()

    expect(client.update(without(body, "id"))).refused()


@requirement("UPDATE-ID-NULL")
def test_update_with_null_for_the_id(client, control, named):
    """null is no id (003:L61)."""
    given(control).accepted()

    expect(client.update({**named, "id": None})).refused()


@requirement("UPDATE-ID-UNKNOWN", "UPDATE-ID-CODES-OBSERVED")
def test_update_of_an_unknown_badge(client, control, named, unknown_id):
    """The id must be one that a creation gave (003:L61)."""
    given(control).accepted()
    answer = client.update({**named, "id": unknown_id})
    observe("UPDATE-ID-CODES-OBSERVED", f"unknown id: {outcome_of(answer)}", answer)

    expect(answer).refused()


@requirement("UPDATE-ID-UNKNOWN")
def test_name_does_not_find_the_badge_of_an_unknown_id(client, badge, unknown_id):
    """The id says which badge is meant, and not the name (003:L61)."""
    given(client.update(badge.with_())).accepted()

    expect(client.update({**badge.with_(), "id": unknown_id})).refused()


@requirement("UPDATE-ID-UNKNOWN-CREATES-NOTHING")
def test_update_never_creates(client, payloads, control, unknown_id):
    """A body that names no badge stores none: its name stays free (003:L61)."""
    given(control).accepted()
    body = payloads.earn()
    client.update(body)
    client.update({**body, "id": unknown_id})

    expect(client.create(body)).accepted()


@requirement("UPDATE-ID-ECHO")
def test_id_comes_back(badge, control):
    """The answer is about the badge that was named (003:L175, L575)."""
    expect(control).shows(id=badge.id)


@requirement("UPDATE-ORG-ID-KEPT")
def test_organisation_is_kept(volleys):
    """The organisation is no matter of the body (003:L176, L577)."""
    moved = volleys.sending("foreign-org").exchange

    expect(moved).if_accepted().keeps("orgId", since=volleys.badge.exchange)
    expect(moved).if_accepted().does_not_show(orgId=FOREIGN_ORG)


@requirement("UPDATE-OTHERS-UNTOUCHED")
def test_other_badges_stay_as_they_are(client, nursery, payloads):
    """An update touches one badge, and not those created just before and after it (003:L3, L61)."""
    earlier, badge, later = (nursery.create(payloads.earn()) for _ in range(3))
    before = client.read(earlier), client.read(later)
    given(client.update(badge.with_(description="Only this one"))).accepted()

    expect(client.read(earlier)).unchanged_since(before[0])
    expect(client.read(later)).unchanged_since(before[1])


@requirement("UPDATE-ONE-BADGE-PER-BODY")
def test_array_of_badges_is_refused(client, badge, control, upcoming_badge):
    """One body is one badge (003:L43)."""
    before = client.read(badge), client.read(upcoming_badge)
    changed = {"description": "Two at once"}
    answer = client.update([badge.with_(changed), upcoming_badge.with_(changed)])

    expect(answer).refused()
    expect(client.read(badge)).unchanged_since(before[0])
    expect(client.read(upcoming_badge)).unchanged_since(before[1])
