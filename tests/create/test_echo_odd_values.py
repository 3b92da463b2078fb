"""What careless code reads as something else is refused or kept as it is (004:L502-608)."""

import json

import pytest

from harness.expectations import expect, requirement
from harness.oddities import odd_values
from harness.reading import read_request


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param(field, value, marks=requirement(f"CREATE-ECHO-{key}"), id=f"{field} {words}")
        for key, field, words, value in odd_values()
    ],
)
def test_odd_value_comes_back(client, creations, plain, field, value):
    """A text is a text, and two entries are two (004:L502-608)."""
    body = creations.body({field: value})

    expect(client.create(body)).if_accepted().echoes(read_request(body), field)


@requirement("CREATE-ECHO-NAME")
@pytest.mark.parametrize("words", ["Tea &amp; cake", "Tea {{x}} ${y}", "C:\\new\\tea"])
def test_odd_name_comes_back(client, creations, plain, words):
    """So is a name (004:L504)."""
    body = creations.body()
    body["name"] = f"{words} {body['name']}"

    expect(client.create(body)).if_accepted().shows(name=body["name"])


@requirement("CREATE-ECHO-NAME-UNICODE")
def test_letters_may_be_escaped(client, creations, plain):
    """JSON has two ways to write a letter, and they are one (004:L504)."""
    body = creations.body()
    body["name"] = f"Größe 徽章 {body['name']}"
    escaped = json.dumps(body, ensure_ascii=True).encode()

    expect(client.create(escaped)).if_accepted().shows(name=body["name"])


@requirement("CREATE-ACCEPTED")
@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json; charset=utf-8"},
        {"Content-Type": "application/json;charset=UTF-8"},
        {"Accept": "*/*"},
        {"Accept": "application/json, text/plain, */*"},
    ],
    ids=" ".join,
)
def test_usual_headers_are_accepted(client, creations, plain, headers):
    """What HTTP libraries send by themselves is no reason to refuse a body (004:L8-13)."""
    expect(client.create(creations.body(), headers=headers)).accepted()
