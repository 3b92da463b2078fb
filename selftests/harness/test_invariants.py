"""Which answers the rules of every answer judge, and what they forgive."""

import pytest

from harness.clock import Clock
from harness.contracts import load_contracts
from harness.invariants import Invariants
from harness.recording import FAILED, Recorder
from selftests.harness.exchanges import answered

BARE = {"timestamp": "2026-01-01T00:00:00Z", "status": 400, "error": "Bad Request", "path": "/"}
HALF_DONE = {"data": None, "errors": []}
IMAGE = {"name": "n", "fileSvcHandle": "h", "url": None, "tag": "EARNED"}


def blamed(exchange):
    recorder = Recorder()
    Invariants(load_contracts(), Clock()).judge(exchange, recorder)
    return {finding.requirement for finding in recorder.findings if finding.verdict == FAILED}


REFUSALS = [
    pytest.param("list", BARE, set(), id="reads may be refused in any words"),
    pytest.param("detail", BARE, set(), id="each of them"),
    pytest.param("list", HALF_DONE, {"COMMON-REFUSAL-ERRORS"}, id="an envelope is one"),
    pytest.param("create", BARE, {"COMMON-REFUSAL-ERRORS"}, id="writes answer with the envelope"),
]


@pytest.mark.parametrize(("operation", "body", "rules"), REFUSALS)
def test_the_envelope_of_a_refusal(operation, body, rules):
    assert blamed(answered(400, body, operation=operation)) == rules


IMAGES = [
    pytest.param([{"name": "n", "tag": "EARNED"}], "Mine", False, id="as it was sent"),
    pytest.param([IMAGE | {"url": "u"}], "Mine", True, id="lost"),
    pytest.param(None, "Fuzz 1", False, id="kept from a generated body"),
    pytest.param(None, "Mine", True, id="kept from a whole body"),
]


@pytest.mark.parametrize(("sent", "name", "judged"), IMAGES)
def test_a_member_that_an_image_lacks(sent, name, judged):
    body = {"data": {"id": "1", "name": name, "images": [IMAGE]}, "errors": [], "warnings": []}
    exchange = answered(200, body, operation="update", request={"id": "1", "images": sent})
    assert ("BADGE-META-IMAGE" in blamed(exchange)) is judged


LIMITS = [
    pytest.param([{"constraintType": "BADGE_FIXED_VALUE"}], False, id="as it was sent"),
    pytest.param([{"constraintType": "BADGE_FIXED_VALUE", "maxEarnLimit": 5}], True, id="lost"),
]


@pytest.mark.parametrize(("sent", "judged"), LIMITS)
def test_a_limit_that_a_constraint_lacks(sent, judged):
    shown = {"constraintType": "BADGE_FIXED_VALUE"}
    body = {"data": {"id": "1", "badgeConstraints": [shown]}, "errors": [], "warnings": []}
    exchange = answered(200, body, operation="create", request={"badgeConstraints": sent})
    assert ("BADGE-META-FIXED-VALUE" in blamed(exchange)) is judged


ROWS = [
    pytest.param(IMAGE, False, id="null as its url"),
    pytest.param(IMAGE | {"url": 7}, True, id="a number as its url"),
    pytest.param("u", True, id="text in its place"),
]


@pytest.mark.parametrize(("image", "judged"), ROWS)
def test_the_image_of_a_row_that_others_may_have_written(image, judged):
    body = {"data": {"customerBadges": [{"name": "Theirs", "images": [image]}]}, "errors": []}
    assert ("LIST-ROW-IMAGE" in blamed(answered(200, body, operation="list"))) is judged


LEAKS = [
    pytest.param("null\n\tat com.example.Meta.update(Meta.java:214)", "COMMON-NO-STACK-TRACE", id="Java"),
    pytest.param("at com.example.Meta$1.apply(Meta.kt:21)", "COMMON-NO-STACK-TRACE", id="Kotlin"),
    pytest.param("at com.example.Meta.apply(Meta.scala:7)", "COMMON-NO-STACK-TRACE", id="Scala"),
    pytest.param("at com.example.Meta.apply(Meta.groovy:7)", "COMMON-NO-STACK-TRACE", id="Groovy"),
    pytest.param('File "badges.py", line 12, in update', "COMMON-NO-STACK-TRACE", id="Python"),
    pytest.param("Traceback (most recent call last)", "COMMON-NO-STACK-TRACE", id="beginning of Python's"),
    pytest.param("goroutine 12 [running]:", "COMMON-NO-STACK-TRACE", id="Go"),
    pytest.param("at Object.update (/srv/app.mts:10:5)", "COMMON-NO-STACK-TRACE", id="TypeScript"),
    pytest.param("error\r\n\tat handler (/srv/app.js:10:5)", "COMMON-NO-STACK-TRACE", id="JavaScript"),
    pytest.param("failed:\n\tinsert into badge_meta (id)", "COMMON-NO-INTERNALS", id="SQL"),
]


@pytest.mark.parametrize(("message", "rule"), LEAKS)
def test_what_a_message_gives_away(message, rule):
    body = {"data": None, "errors": [{"code": 400, "message": message}], "warnings": []}
    assert rule in blamed(answered(400, body, operation="create"))
