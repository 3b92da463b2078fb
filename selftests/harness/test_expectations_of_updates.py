"""The verbs about kept, absent, ignored and advancing values, and about rows that show what was written."""

import pytest

from harness import recording
from harness.expectations import ConformanceFailure, Inconclusive, expect, given
from harness.payloads import Badge

from .exchanges import accepted, answered, refused

BEFORE = {"id": "b1", "name": "x", "createdOn": 5.0, "lastUpdatedOn": 7.0, "createdBy": 3, "images": []}
ROW = {"badgeMetaId": "b1", "name": "x", "expiresOn": 9.0, "ownership": {"restrictedToOwners": ["Loyalty"]}}


def written(**changes):
    return accepted({**BEFORE, **changes}, "update")


def listed(*rows):
    return accepted({"customerBadges": list(rows)}, "list")


def ours(**changes):
    body = {"name": "x", "expiresOn": 9, "ownership": {"restrictedToOwners": ["Loyalty"]}}
    return Badge({**body, **changes}, accepted({"id": "b1"}))


HOLDS = [
    pytest.param(lambda: expect(written()).shows_none("images", "tags"), id="empty and absent"),
    pytest.param(lambda: expect(written(tags=None)).shows_none("tags"), id="null"),
    pytest.param(
        lambda: expect(written()).does_not_show(createdOn=6, description="y"), id="other or no value"
    ),
    pytest.param(
        lambda: expect(written(lastUpdatedOn=8)).advances("lastUpdatedOn", since=written()), id="later"
    ),
    pytest.param(lambda: expect(written(createdOn=5.0004)).keeps("createdOn", since=written()), id="kept"),
    pytest.param(lambda: expect(refused(400)).if_accepted().shows(name="y"), id="refused, shows"),
    pytest.param(lambda: expect(refused(400)).if_accepted().shows_none("name"), id="refused, none"),
    pytest.param(
        lambda: expect(refused(400)).if_accepted().keeps("name", since=written()), id="refused, kept"
    ),
    pytest.param(lambda: expect(written()).if_accepted().shows(name="x"), id="accepted, shows"),
    pytest.param(lambda: expect(listed(ROW)).lists(ours(), "expiresOn", "owners"), id="listed"),
]
FAILS = [
    pytest.param(lambda: expect(written(tags=[1])).shows_none("tags"), id="some"),
    pytest.param(lambda: expect(written(badgeRank=0)).shows_none("badgeRank"), id="zero is a value"),
    pytest.param(lambda: expect(written()).does_not_show(createdOn=5), id="the value"),
    pytest.param(lambda: expect(written()).advances("lastUpdatedOn", since=written()), id="no later"),
    pytest.param(
        lambda: expect(accepted({}, "update")).advances("lastUpdatedOn", since=written()), id="no time"
    ),
    pytest.param(lambda: expect(written(createdOn=6)).keeps("createdOn", since=written()), id="not kept"),
    pytest.param(lambda: expect(written()).if_accepted().shows(name="y"), id="accepted, shows another"),
    pytest.param(lambda: expect(answered(500, {})).if_accepted().shows(name="x"), id="server error"),
    pytest.param(lambda: expect(listed()).lists(ours(), "name"), id="not listed"),
    pytest.param(lambda: expect(listed(ROW)).lists(ours(expiresOn=8), "expiresOn"), id="listed otherwise"),
]
CANNOT_SAY = [
    pytest.param(lambda: expect(written()).keeps("orgId", since=written()), id="nothing to keep"),
    pytest.param(
        lambda: expect(written()).advances("startOn", since=written()), id="nothing to advance from"
    ),
    pytest.param(lambda: expect(written()).keeps("name", since=refused(1)), id="no earlier answer"),
    pytest.param(lambda: given(written(tags=[1])).shows_none("tags"), id="a precondition"),
    pytest.param(lambda: expect(answered(503, {})).if_accepted().shows(name="x"), id="no answer"),
]


@pytest.mark.parametrize("judge", HOLDS)
def test_holds(judge):
    judge()


@pytest.mark.parametrize("judge", FAILS)
def test_fails(judge):
    with pytest.raises(ConformanceFailure):
        judge()


@pytest.mark.parametrize("judge", CANNOT_SAY)
def test_cannot_say(judge):
    with pytest.raises(Inconclusive):
        judge()


def test_what_an_earlier_test_made_is_kept_as_evidence():
    earlier, control = written(name="y"), written()
    recording.current.forget()
    given(control).accepted()
    with pytest.raises(ConformanceFailure):
        expect(earlier).shows(name="x")
    assert {earlier.id, control.id} <= recording.current.exchanges.keys()
