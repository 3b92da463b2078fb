"""A body that is no JSON object changes nothing because it is refused (003:L37, L61)."""

import json

import pytest

from harness.expectations import expect, given, requirement

# what is wrong, and how it is made of well-formed text
MALFORMED = {
    "breaks off in the middle": lambda text: text[: len(text) // 2],
    "has no last brace": lambda text: text[:-1],
    "lacks a colon": lambda text: text.replace(":", " ", 1),
    "says something else": lambda _: "Please update my badge",
}


@pytest.fixture(scope="module")
def text(client, nursery):
    """A body as text that is accepted as it is."""
    text = json.dumps(nursery.create().with_())
    given(client.update(text.encode())).accepted()
    return text


@requirement("UPDATE-MALFORMED-JSON")
@pytest.mark.parametrize("damage", MALFORMED.values(), ids=MALFORMED)
def test_malformed_json_is_refused(client, text, damage):
    """What does not parse is refused (003:L37)."""
    expect(client.update(damage(text).encode())).refused()


@requirement("UPDATE-EMPTY-BODY")
@pytest.mark.parametrize("body", [pytest.param(b"", id="no bytes"), pytest.param(b"{}", id="empty object")])
def test_empty_body_is_refused(client, text, body):
    """Nothing names no badge (003:L61)."""
    expect(client.update(body)).refused()


@requirement("UPDATE-NOT-AN-OBJECT")
@pytest.mark.parametrize("body", ["badge", 7, True, None], ids=json.dumps)
def test_other_json_is_refused(client, text, body):
    """A text, a number, a flag or null is no badge (003:L37, L43)."""
    expect(client.update(body)).refused()
