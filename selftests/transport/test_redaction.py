"""A secret is hidden in every spelling that a report, a log or a server may give it."""

import base64
import hashlib
import html
import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.redaction import REDACTED, Redactor

SECRET = 'p4ss/wörd & <"more">'


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def urlsafe(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize("secret", [SECRET, "client-secret-5678", "ÿþ~~~???>>>", "0123456789abcdef"])
@pytest.mark.parametrize(
    "spell",
    [
        str,
        lambda secret: quote(secret),
        lambda secret: quote(secret, safe=""),
        lambda secret: quote(secret, safe="").lower(),
        lambda secret: quote_plus(secret),
        lambda secret: urlencode({"password": secret}),
        lambda secret: json.dumps({"password": secret}),
        lambda secret: json.dumps({"password": secret}, ensure_ascii=False),
        lambda secret: html.escape(secret),
        lambda secret: html.escape(json.dumps(secret)),
        lambda secret: hashlib.md5(secret.encode()).hexdigest(),
        lambda secret: hashlib.md5(secret.encode()).hexdigest().upper(),
        b64,
        urlsafe,
        lambda secret: b64(secret).rstrip("="),
        lambda secret: quote(b64(secret), safe=""),
        lambda secret: b64(f"user:{secret}"),
        lambda secret: b64(f"users:{secret}"),
        lambda secret: b64(f"store1:{secret}\n"),
        lambda secret: urlsafe(f"a longer text with {secret} in it"),
        lambda secret: b64("user:" + hashlib.md5(secret.encode()).hexdigest()),
    ],
)
def test_every_spelling_is_replaced(secret: str, spell: object) -> None:
    redactor = Redactor([secret])
    spelled = spell(secret)  # type: ignore[operator]

    shown = redactor.text(f"before {spelled} after")

    assert REDACTED in shown
    assert spelled not in shown
    assert secret not in shown
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert redactor.octets(f"before {spelled} after".encode()).decode() == shown


@settings(max_examples=200, deadline=None)
@given(
    before=st.binary(max_size=20),
    secret=st.text("abcdefghijklmnop 0123456789/+ÿ", min_size=12).filter(str.strip),
    after=st.binary(max_size=20),
)
def test_no_place_inside_a_base64_text_hides_a_secret(before: bytes, secret: str, after: bytes) -> None:
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert REDACTED in Redactor([secret]).text(encode(before + secret.encode() + after).decode())


def test_a_short_secret_is_hidden_where_it_stands_alone() -> None:
    redactor = Redactor(["demo"])

    assert redactor.text('user demo, "demo" and /demo/') == f'user {REDACTED}, "{REDACTED}" and /{REDACTED}/'
    assert redactor.text("demonstration of demography") == "demonstration of demography"
    assert redactor.octets(b"demo demons") == f"{REDACTED} demons".encode()


def test_a_secret_that_contains_another_goes_first() -> None:
    assert Redactor(["abcdefgh", "abcdefghijkl"]).text("abcdefghijkl") == REDACTED


def test_an_empty_secret_hides_nothing() -> None:
    assert Redactor(["", SECRET]).text("plain") == "plain"


@pytest.mark.parametrize(
    "name", ["Authorization", "authorization", "COOKIE", "Set-Cookie", "X-CAP-API-OAUTH-TOKEN"]
)
def test_sensitive_headers_show_no_value(name: str) -> None:
    assert Redactor().headers({name: "anything", "Accept": "x"}) == {name: REDACTED, "Accept": "x"}


def test_further_headers_can_be_hidden() -> None:
    redactor = Redactor(headers=["X-Token"])

    assert redactor.hides("x-token")
    assert redactor.headers({"x-TOKEN": "anything"}) == {"x-TOKEN": REDACTED}


def test_structures_are_redacted_to_the_last_string() -> None:
    redactor = Redactor(["secret-value"])
    value = {"secret-value": [1, None, True, ("a secret-value", {"deep": b"secret-value"})], "n": 2.5}

    assert redactor.structure(value) == {
        REDACTED: [1, None, True, (f"a {REDACTED}", {"deep": REDACTED.encode()})],
        "n": 2.5,
    }


def test_secrets_can_be_learned_later() -> None:
    redactor = Redactor()
    assert redactor.text("token-1234") == "token-1234"
    redactor.add("token-1234")
    assert redactor.text("token-1234") == REDACTED
