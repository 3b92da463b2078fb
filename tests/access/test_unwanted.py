"""Callers who are not who they should be (000:L17, 002:L12, 003:L25, 004:L6)."""

import pytest

from harness.answers import codes_of
from harness.expectations import expect, fail, given, observe, requirement

from .visitors import MALFORMED, UNWANTED, malformed

OPERATIONS = ("create", "detail", "list", "update")
REQUIREMENTS = {
    "bearer":          "FORGED-TOKEN",
    "empty pair":      "WRONG-CREDENTIALS",
    "empty password":  "WRONG-CREDENTIALS",
    "empty token":     "FORGED-TOKEN",
    "forged token":    "FORGED-TOKEN",
    "half password":   "WRONG-CREDENTIALS",
    "longer password": "WRONG-CREDENTIALS",
    "no credentials":  "NO-CREDENTIALS",
    "other case":      "WRONG-CREDENTIALS",
    "other ending":    "WRONG-CREDENTIALS",
    "other scheme":    "OTHER-SCHEME",
    "wrong password":  "WRONG-CREDENTIALS",
    "wrong user":      "WRONG-CREDENTIALS",
}  # fmt: skip
VISITS = [
    pytest.param(
        operation, kind, marks=requirement(f"ACCESS-{operation.upper()}-{word}"), id=f"{operation} {kind}"
    )
    for operation in OPERATIONS
    for kind, word in REQUIREMENTS.items()
]
# All of them at one door, and one of them at the others.
UNREADABLE = [("list", kind) for kind in MALFORMED] + [
    (operation, "not base64") for operation in OPERATIONS if operation != "list"
]


@pytest.mark.parametrize(("operation", "kind"), VISITS)
def test_unwanted_caller_is_sent_away(doors, expect_shut, given_open, operation, kind):
    """Basic or OAuth authentication is a prerequisite of every call (000:L17, 002:L12, 003:L25, 004:L6)."""
    siege = doors.siege(operation)

    expect_shut(siege.answer(kind))
    given_open(siege.control)


@requirement("ACCESS-CREATE-STORES-NOTHING")
@pytest.mark.parametrize("kind", UNWANTED)
def test_refused_creation_stores_nothing(doors, kind):
    """Whoever was sent away has not created a badge: its name is still free (004:L6)."""
    siege = doors.siege("create")

    expect_free_name(siege.answer(kind), siege.again[kind])


@requirement("ACCESS-UPDATE-CHANGES-NOTHING")
def test_refused_update_changes_nothing(doors):
    """Whoever was sent away has not changed the badge (003:L25)."""
    siege = doors.siege("update")
    before, after = siege.seen()
    given(siege.control).accepted()

    expect(after).unchanged_since(before)


@requirement("ACCESS-MALFORMED-CREDENTIALS")
@pytest.mark.parametrize(("operation", "kind"), UNREADABLE)
def test_credentials_that_cannot_be_read(doors, target, expect_shut, operation, kind):
    """What holds no credentials lets nobody in, and is no reason to fail (000:L17)."""
    answer = doors.call(operation, malformed(target, kind))

    expect_shut(answer, range(400, 500), "a 4xx status")


@requirement("ACCESS-REFUSAL-OBSERVED")
@pytest.mark.parametrize("kind", UNWANTED)
def test_how_a_caller_is_sent_away(doors, kind):
    """No page shows how a call without valid credentials is answered (000:L17)."""
    answer = doors.siege("list").answer(kind)

    observe("ACCESS-REFUSAL-OBSERVED", f"{kind}: HTTP {answer.status} with {body_of(answer)}", answer)


def expect_free_name(refused, again):
    """The name was free for the next one, who had valid credentials."""
    if 725 in (codes_of(again) or ()):
        fail(
            "a name that is still free", "a refusal with 725", refused, again, cause="stored although refused"
        )
    given(again).accepted()


def body_of(answer):
    """What kind of body came along."""
    if not answer.response_body:
        return "no body"
    if answer.payload is None:
        return "a text"
    errors = isinstance(answer.payload, dict) and "errors" in answer.payload
    return "the envelope" if errors else "other JSON"
