"""Access: credentials of both kinds on every operation, and the customer by every identifier."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import pytest
from in_process import CUSTOMER, NOW, Answer, Api

from reference.access import DEMO_ACCOUNT, TOKEN_PATH
from reference.policy import Policy
from reference.seeds import CUSTOMERS, FIXTURES

Call = Callable[[Api, dict[str, str]], Answer]
CALLS: dict[str, Call] = {
    "create": lambda api, headers: api.create(api.body(), headers),
    "update": lambda api, headers: api.update({}, headers),
    "list": lambda api, headers: api.list(headers=headers),
    "detail": lambda api, headers: api.detail(FIXTURES["earned"][0], headers=headers),
}


def basic(text: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


def token(api: Api, body: bytes | None = None, content_type: str = "application/json") -> Answer:
    sent = body or json.dumps({"key": DEMO_ACCOUNT.key, "secret": DEMO_ACCOUNT.secret}).encode()
    return api.send("POST", TOKEN_PATH, sent, {"Authorization": "", "Content-Type": content_type})


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": ""},
        {"Authorization": "Basic"},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic /w=="},
        {"Authorization": f"Bearer {DEMO_ACCOUNT.password}"},
        {"Authorization": f"Digest username={DEMO_ACCOUNT.username}"},
        basic(f"{DEMO_ACCOUNT.username}:wrong"),
        basic(f"nobody:{DEMO_ACCOUNT.password}"),
        basic(DEMO_ACCOUNT.username),
        {"Authorization": "", "X-CAP-API-OAUTH-TOKEN": "forged"},
        {"X-CAP-API-OAUTH-TOKEN": "forged"},
    ],
)
def test_wrong_credentials_are_refused_and_change_nothing(
    api: Api, call: Call, headers: dict[str, str]
) -> None:
    before = api.list(badgeType="AVAILABLE").data["pagination"]["total"]
    answer = call(api, headers)
    assert answer.status == 401
    assert answer.codes == {401}
    assert "www-authenticate" in answer.headers
    assert api.list(badgeType="AVAILABLE").data["pagination"]["total"] == before


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_both_schemes_are_let_in(api: Api, call: Call) -> None:
    assert call(api, {}).status != 401
    assert (
        call(
            api,
            {
                "Authorization": "bASIC "
                + basic(f"{DEMO_ACCOUNT.username}:{DEMO_ACCOUNT.password}")["Authorization"][6:]
            },
        ).status
        != 401
    )
    good = token(api).data["accessToken"]
    assert call(api, {"Authorization": "", "X-CAP-API-OAUTH-TOKEN": good}).status != 401


def test_a_token_ends(api: Api) -> None:
    data = token(api).data
    headers = {"Authorization": "", "X-CAP-API-OAUTH-TOKEN": data["accessToken"]}
    api.now = NOW + data["ttlSeconds"] - 1
    assert api.list(headers=headers).data
    api.now = NOW + data["ttlSeconds"] + 1
    assert api.list(headers=headers).status == 401
    assert Api(Policy().put("access.token_seconds", 5)) is not None


def test_tokens_are_given_for_key_and_secret_only(api: Api) -> None:
    form = f"key={DEMO_ACCOUNT.key}&secret={DEMO_ACCOUNT.secret}".encode()
    assert token(api, form, "application/x-www-form-urlencoded").data["accessToken"]
    for body in (b"{}", b'{"key": "demo-key", "secret": "x"}', b'{"key": ["demo-key"]}'):
        assert token(api, body).status == 401
    for body in (b"", b"[]", b"{"):
        assert token(api, body or b" ").codes == {400}
    assert token(api).data["accessToken"] != token(api).data["accessToken"]


@pytest.mark.parametrize(
    ("kind", "field"),
    [("email", "email"), ("mobile", "mobile"), ("externalId", "external_id"), ("cardNumber", "card_number")],
)
def test_the_customer_by_every_identifier(api: Api, kind: str, field: str) -> None:
    value = getattr(CUSTOMERS[0], field)
    headers = {"X-CAP-CUSTOMER-IDENTIFIER": kind}
    badge = FIXTURES["earned"][0]
    assert api.list(value, headers, badgeType="EARNED").data == api.list(badgeType="EARNED").data
    assert api.detail(badge, customer=value, headers=headers).data == api.detail(badge).data
    for wrong in (CUSTOMER, "nobody@example.com"):
        answer = api.list(wrong, headers)
        assert answer.codes == {1026}
        assert answer.status == 404


def test_unknown_customers_and_kinds(api: Api) -> None:
    assert api.list("1").codes == {1026}
    assert api.detail(FIXTURES["earned"][0], customer="1").codes == {1026}
    for kind in ("EMAIL", "userId", "phone"):
        assert api.list(headers={"X-CAP-CUSTOMER-IDENTIFIER": kind}).codes == {1028}


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "GET", "HEAD", "OPTIONS", "TRACE", "BREW"])
def test_methods_that_no_page_lists(api: Api, method: str) -> None:
    answer = api.send(method, "/api_gateway/v1/badges/badgeMeta")
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"POST", "PUT"}
    answer = api.send(method if method != "GET" else "POST", f"/api_gateway/v1/badges/management/{CUSTOMER}")
    assert answer.status == 405
    assert answer.codes == {400}
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    "path", ["/", "/api_gateway/v1/badges", "/api_gateway/v1/badges/management/", "/%00"]
)
def test_paths_that_no_page_lists(api: Api, path: str) -> None:
    answer = api.send("GET", path)
    assert answer.status == 404
    assert answer.codes == {400}
