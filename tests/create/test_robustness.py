"""What is no badge at all (004:L9-10)."""

import json

import pytest

from harness.expectations import expect, requirement

NESTING = 5_000  # levels
TEN_MEGABYTES = 10_000_000

MALFORMED = [
    pytest.param(lambda text: text[:-1], id="without its last brace"),
    pytest.param(lambda text: text.replace('"', "'"), id="with the wrong quotes"),
    pytest.param(lambda text: text.replace(":", " "), id="without colons"),
]


@requirement("CREATE-MALFORMED-JSON")
@pytest.mark.parametrize("damage", MALFORMED)
def test_malformed_json_is_refused(client, creations, plain, damage):
    """A body that is no JSON makes no badge (004:L9-10)."""
    text = json.dumps(creations.body({"description": "no quotes"}))

    expect(client.create(damage(text).encode())).refused()


@requirement("CREATE-EMPTY-BODY")
def test_empty_body_is_refused(client, plain):
    """Nothing makes no badge (004:L9-10)."""
    expect(client.create(b"")).refused()


@requirement("CREATE-NOT-AN-OBJECT")
@pytest.mark.parametrize("body", ["badge", 42], ids=["text", "number"])
def test_scalar_is_refused(client, plain, body):
    """A badge is an object (004:L70-128)."""
    expect(client.create(body)).refused()


@requirement("CREATE-OVERSIZED-BODY")
def test_oversized_body_breaks_nothing(client, creations, plain):
    """A badge after ten megabytes of blanks may be too much or not; the next body is answered as ever."""
    text = json.dumps(creations.body())
    oversized = client.create((" " * TEN_MEGABYTES + text).encode())

    expect(client.create(creations.body())).accepted()
    expect(oversized).not_a_server_error()


@requirement("CREATE-DEEP-NESTING")
def test_deep_nesting_is_refused(client, creations, plain):
    """A description is a text; a tower of arrays in its place is refused, and ends in no server error."""
    flat = json.dumps(creations.body({"description": "tower"}))
    tower = "[" * NESTING + "]" * NESTING

    expect(client.create(flat.replace('"tower"', tower).encode())).refused()
