"""Each verb passes on what it asks for, fails on everything else, and never blames for the environment."""

import pytest

from harness import recording
from harness.answers import codes_of
from harness.expectations import ConformanceFailure, Inconclusive, NotApplicable, expect, given

from .exchanges import accepted, answered, refused

BADGE = {
    "id": "b1",
    "name": "x",
    "startOn": 1.0,
    "ownership": {"restrictedToOwners": ["Loyalty"], "claims": []},
}

NOT_ACCEPTED = [
    pytest.param(refused(725), id="refused"),
    pytest.param(answered(500, {}), id="server error"),
    pytest.param(answered(200, {}), id="no data"),
    pytest.param(answered(200, []), id="an array"),
    pytest.param(answered(200, raw=b"<html>"), id="no JSON"),
    pytest.param(refused(725, status=200), id="errors under 200"),
    pytest.param(answered(401, {}), id="credentials"),
]


def test_accepted():
    assert expect(accepted(BADGE)).accepted().data == BADGE


@pytest.mark.parametrize("exchange", NOT_ACCEPTED)
def test_not_accepted(exchange):
    with pytest.raises(ConformanceFailure):
        expect(exchange).accepted()


@pytest.mark.parametrize("exchange", NOT_ACCEPTED)
def test_a_failed_precondition_is_no_failure(exchange):
    with pytest.raises(Inconclusive):
        given(exchange).accepted()


REFUSED = [
    pytest.param(refused(723), id="the code"),
    pytest.param(refused(1, 723), id="among others"),
    pytest.param(refused("723"), id="in quotes, which the envelope is blamed for"),
    pytest.param(refused(723, status=200), id="under 200, which is a warning elsewhere"),
]


@pytest.mark.parametrize("exchange", REFUSED)
def test_refused_with_a_code(exchange):
    expect(exchange).refused(code=723)


NOT_REFUSED = [
    pytest.param(accepted(BADGE), id="accepted"),
    pytest.param(refused(720), id="another code"),
    pytest.param(refused(723, status=500), id="server error with the code"),
    pytest.param(answered(413, raw=b""), id="a gateway without codes"),
]


@pytest.mark.parametrize("exchange", NOT_REFUSED)
def test_not_refused_with_the_code(exchange):
    with pytest.raises(ConformanceFailure):
        expect(exchange).refused(code=723)


UNREADABLE = [
    pytest.param(answered(400, {"errors": {}}), id="errors are no list"),
    pytest.param(answered(400, raw=b"bad"), id="no JSON"),
    pytest.param(answered(403, {}), id="credentials"),
    pytest.param(answered(429, {}), id="too many requests"),
    pytest.param(answered(None, error="connection reset"), id="no answer"),
]


@pytest.mark.parametrize("exchange", UNREADABLE)
def test_what_cannot_be_read_is_inconclusive(exchange):
    with pytest.raises(Inconclusive):
        expect(exchange).refused(code=723)


def test_several_codes_may_be_right():
    expect(refused(724)).refused(any_of={720, 724})


INTERNAL = {"code": 999999, "message": "HV000028: Unexpected exception during isValid call."}


def test_the_documented_internal_failure():
    expect(answered(500, {"data": None, "errors": [INTERNAL]})).refused_internally()
    expect(refused(714)).refused_internally()


@pytest.mark.parametrize(
    "exchange",
    [answered(500, {}), answered(500, {"errors": [{**INTERNAL, "message": "oops"}]}), accepted(BADGE)],
)
def test_other_internal_failures(exchange):
    with pytest.raises(ConformanceFailure):
        expect(exchange).refused_internally()


def test_echo():
    expect(accepted(BADGE)).shows(name="x", owners=["Loyalty"])
    with pytest.raises(ConformanceFailure) as caught:
        expect(accepted(BADGE), of="ECHO").shows(name="y")
    failure = caught.value
    assert (failure.requirement, failure.pointer, failure.expected) == ("ECHO", "/data/name", 'name = "y"')


def test_unchanged():
    expect(accepted(BADGE)).unchanged_since(accepted({**BADGE, "tags": None}))
    with pytest.raises(ConformanceFailure) as caught:
        expect(accepted({**BADGE, "name": "y"})).unchanged_since(accepted(BADGE))
    assert len(caught.value.exchanges) == 2


CONSTRAINT = {"constraintType": "FIXED_WINDOW", "maxEarnLimit": 2, "fixedWindowCycle": None}


def test_statistics_and_cycles_may_change_between_reads():
    before = accepted({"id": "b1", "badgeConstraints": [CONSTRAINT]}, "detail")
    later = {**CONSTRAINT, "fixedWindowCycle": {"startDate": 1, "endDate": 2}, "cycleStatus": "ACTIVE"}
    expect(accepted({"id": "b1", "badgeConstraints": [later]}, "detail")).unchanged_since(before)


def test_limits_may_not():
    before = accepted({"id": "b1", "badgeConstraints": [CONSTRAINT]}, "detail")
    after = accepted({"id": "b1", "badgeConstraints": [{**CONSTRAINT, "maxEarnLimit": 3}]}, "detail")
    with pytest.raises(ConformanceFailure):
        expect(after).unchanged_since(before)


def test_the_control_stands_beside_the_failure():
    recording.current.begin("test")
    control = accepted(BADGE)
    given(control).accepted()
    with pytest.raises(ConformanceFailure) as caught:
        expect(accepted(BADGE)).refused(code=723)
    assert caught.value.controls == (control.id,)


@pytest.mark.parametrize(
    ("exchange", "codes"),
    [
        (refused(1, 2), {1, 2}),
        (refused("714"), {714}),
        (refused(714.0), {714}),
        (answered(400, {"errors": ["x"]}), None),
        (answered(400, {"errors": [{"code": None}]}), None),
        (answered(400, "text"), None),
    ],
)
def test_codes(exchange, codes):
    assert codes_of(exchange) == (None if codes is None else frozenset(codes))


@pytest.mark.parametrize(
    "exchange",
    [
        pytest.param(refused(400), id="refused"),
        pytest.param(accepted(BADGE), id="left as it was"),
        pytest.param(answered(403, "<h1>Forbidden</h1>"), id="kept out by a firewall"),
    ],
)
def test_what_a_target_need_not_have_does_not_apply(exchange):
    with pytest.raises(NotApplicable):
        given(exchange).supported("another name", name="y")


def test_what_a_target_has_is_a_precondition():
    given(accepted(BADGE)).supported("another name", name="x")
    with pytest.raises(Inconclusive):
        given(answered(500, {})).supported("another name", name="x")
