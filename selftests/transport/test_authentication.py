"""Who the requests say they are, and that nobody else learns it."""

import base64
import itertools
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tiny_servers import KEY, PASSWORD, SECRET, USER, Asked, Reply, TinyServer, always

from harness import authentication
from harness.authentication import DEFAULT, NONE, Credentials
from harness.target import Auth, BasicAuth, CustomAuth, OAuth, Target
from harness.target_parts import md5_hex
from harness.transport import Transport

Connect = Callable[..., Transport]
BASIC = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"


class TokenServer:
    """Issues numbered tokens at /token and lets nobody in without the newest one that is still good."""

    def __init__(self, **answer: Any) -> None:
        self.answer = answer or {"data": {"accessToken": "{token}", "ttlSeconds": 600}}
        self.issued: list[str] = []
        self.good: set[str] = set()
        self.keys: list[Any] = []
        self._lock = threading.Lock()

    def __call__(self, asked: Asked, reply: Reply) -> None:
        if asked.target == "/token":
            with self._lock:
                token = f"token-number-{len(self.issued) + 1:04}"
                self.issued.append(token)
                self.good = {token}
            self.keys.append(json.loads(asked.body))
            reply.send(body=json.loads(json.dumps(self.answer).replace("{token}", token)))
        elif asked.header("x-cap-api-oauth-token") in self.good:
            reply.send()
        else:
            reply.send(401)


class TestBasic:
    def test_user_and_password_are_sent(self, connect: Connect, basic_auth: Auth) -> None:
        with TinyServer(always()) as server:
            connect(server.url, auth=basic_auth).send("GET", "/x")

            assert server.asked[0].header("authorization") == BASIC

    def test_the_password_is_digested_where_the_tenant_wants_it(self, connect: Connect) -> None:
        auth = Auth("basic", basic=BasicAuth(USER, "secret", "md5"))
        with TinyServer(always()) as server:
            connect(server.url, auth=auth).send("GET", "/x")
            sent = server.asked[0].header("authorization")

        assert sent is not None
        assert base64.b64decode(sent[6:]).decode() == f"{USER}:5ebe2294ecd0e0f08eab7690d2a6ee69"

    def test_a_401_is_an_answer(self, connect: Connect, basic_auth: Auth) -> None:
        with TinyServer(always(401)) as server:
            assert connect(server.url, auth=basic_auth).send("GET", "/x").status == 401
            assert len(server.asked) == 1


class TestOtherCredentials:
    @pytest.fixture
    def sent(self, connect: Connect) -> Callable[[Auth, Credentials | None], Asked]:
        def send(auth: Auth, credentials: Credentials | None) -> Asked:
            assert credentials is not None
            with TinyServer(always()) as server:
                connect(server.url, auth=auth).send("GET", "/x", credentials=credentials)
                return server.asked[-1]

        return send

    def test_none(self, sent: Any, basic_auth: Auth) -> None:
        asked = sent(basic_auth, NONE)

        assert asked.header("authorization") is None
        assert asked.header("x-cap-api-oauth-token") is None

    def test_wrong_password(self, sent: Any, basic_auth: Auth) -> None:
        value = sent(basic_auth, authentication.wrong_password(Target("http://h", basic_auth)))
        user, password = base64.b64decode(value.header("authorization")[6:]).decode().split(":", 1)

        assert user == USER
        assert password != PASSWORD
        assert PASSWORD not in password

    def test_wrong_user(self, sent: Any, basic_auth: Auth) -> None:
        value = sent(basic_auth, authentication.wrong_user(Target("http://h", basic_auth)))
        user, password = base64.b64decode(value.header("authorization")[6:]).decode().split(":", 1)

        assert user != USER
        assert password == PASSWORD

    def test_forged_token(self, sent: Any, basic_auth: Auth) -> None:
        asked = sent(basic_auth, authentication.forged_token(Target("http://h", basic_auth)))

        assert asked.header("authorization") is None
        assert asked.header("x-cap-api-oauth-token").startswith("forged-")

    def test_forged_token_under_the_name_of_the_profile(self, sent: Any) -> None:
        auth = Auth("oauth", oauth=OAuth("/token", KEY, SECRET, "X-Token"))

        assert sent(auth, authentication.forged_token(Target("http://h", auth))).header("x-token")

    def test_unknown_scheme(self, sent: Any, basic_auth: Auth) -> None:
        asked = sent(basic_auth, authentication.unknown_scheme(Target("http://h", basic_auth)))

        assert asked.header("authorization").startswith("Unheard-Of ")

    def test_the_other_scheme_of_the_profile(self, connect: Connect) -> None:
        auth = Auth("basic", basic=BasicAuth(USER, PASSWORD), oauth=OAuth("/token", KEY, SECRET))
        with TinyServer(TokenServer()) as server:
            transport = connect(server.url, auth=auth)
            by_password = transport.send("GET", "/x")
            by_token = transport.send("GET", "/x", credentials=authentication.oauth(transport.target) or NONE)

        assert (by_password.status, by_token.status) == (401, 200)

    @pytest.mark.parametrize(
        "name", ["basic", "oauth", "wrong_password", "wrong_user", "forged_token", "unknown_scheme"]
    )
    def test_what_the_profile_cannot_give_is_none(self, name: str) -> None:
        assert getattr(authentication, name)(Target("http://h")) is None

    def test_a_scheme_that_is_not_given_is_an_error_of_the_exchange(self, connect: Connect) -> None:
        with TinyServer(always()) as server:
            exchange = connect(server.url).send("GET", "/x", credentials=Credentials("token", "oauth"))

        assert exchange.error == "The profile has no [auth.oauth], so there is no token."


class TestOAuth:
    @pytest.mark.parametrize(
        "answer",
        [
            {"data": {"accessToken": "{token}", "ttlSeconds": 600}, "errors": [], "warnings": []},
            {"data": {"accessToken": "{token}", "ttlSeconds": "600"}},
            {"accessToken": "{token}"},
            {"access_token": "{token}", "token_type": "bearer", "expires_in": 3600},
        ],
    )
    def test_one_token_serves_many_requests(self, connect: Connect, oauth_auth: Auth, answer: Any) -> None:
        behaviour = TokenServer(**answer)
        with TinyServer(behaviour) as server:
            transport = connect(server.url, auth=oauth_auth)

            assert [transport.send("GET", "/x").status for _ in range(3)] == [200, 200, 200]
            assert behaviour.issued == ["token-number-0001"]
            assert behaviour.keys == [{"key": KEY, "secret": SECRET}]
            assert server.asked[0].header("content-type") == "application/json"
            assert server.connections == 1

    def test_it_is_renewed_before_it_ends(self, connect: Connect, oauth_auth: Auth) -> None:
        now = 0.0
        calls: list[str] = []

        def call(url: str, body: bytes) -> tuple[int, bytes]:
            calls.append(url)
            return 200, b'{"data": {"accessToken": "token-%d", "ttlSeconds": 100}}' % len(calls)

        target = Target("http://h/p", oauth_auth)
        authenticator = authentication.Authenticator(target, call, clock=lambda: now)

        def token() -> str:
            return authenticator.authenticate(DEFAULT, "GET", "/", {})[0][0][1]

        assert token() == "token-1"
        now = 79.0
        assert token() == "token-1"
        now = 81.0
        assert token() == "token-2"
        assert calls == ["http://h/p/token"] * 2

    def test_it_is_renewed_once_after_a_401(self, connect: Connect, oauth_auth: Auth) -> None:
        behaviour = TokenServer()
        with TinyServer(behaviour) as server:
            transport = connect(server.url, auth=oauth_auth)
            transport.send("GET", "/x")
            behaviour.good.clear()
            exchange = transport.send("POST", "/x", json={})

        assert (exchange.status, exchange.attempts) == (200, 2)
        assert len(behaviour.issued) == 2

    def test_a_late_401_does_not_drop_a_newer_token(self, oauth_auth: Auth) -> None:
        numbers = itertools.count(1)

        def call(_: str, __: bytes) -> tuple[int, bytes]:
            return 200, b'{"accessToken": "token-%d"}' % next(numbers)

        authenticator = authentication.Authenticator(Target("http://h", oauth_auth), call)
        first, _ = authenticator.authenticate(DEFAULT, "GET", "/", {})

        assert authenticator.renew(DEFAULT, first)
        second, _ = authenticator.authenticate(DEFAULT, "GET", "/", {})
        assert authenticator.renew(DEFAULT, first)
        assert authenticator.authenticate(DEFAULT, "GET", "/", {})[0] == second

    def test_a_401_that_stays_is_the_answer(self, connect: Connect, oauth_auth: Auth) -> None:
        behaviour = TokenServer()

        def refuse(asked: Asked, reply: Reply) -> None:
            if asked.target == "/token":
                behaviour(asked, reply)
            else:
                reply.send(401)

        with TinyServer(refuse) as server:
            exchange = connect(server.url, auth=oauth_auth).send("GET", "/x")

        assert (exchange.status, exchange.attempts) == (401, 2)
        assert len(behaviour.issued) == 2

    def test_a_forged_token_is_not_replaced_by_a_good_one(self, connect: Connect, oauth_auth: Auth) -> None:
        with TinyServer(TokenServer()) as server:
            transport = connect(server.url, auth=oauth_auth)
            forged = authentication.forged_token(transport.target) or NONE

            assert transport.send("GET", "/x", credentials=forged).status == 401
            assert [asked.target for asked in server.asked] == ["/x"]

    def test_threads_ask_for_one_token_only(self, connect: Connect, oauth_auth: Auth) -> None:
        behaviour = TokenServer()
        with TinyServer(behaviour) as server:
            transport = connect(server.url, auth=oauth_auth)
            threads = [threading.Thread(target=transport.send, args=("GET", "/x")) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        assert len(behaviour.issued) == 1

    def test_the_token_endpoint_may_be_elsewhere(self, connect: Connect) -> None:
        behaviour = TokenServer()
        with TinyServer(behaviour) as tokens, TinyServer(behaviour) as server:
            auth = Auth("oauth", oauth=OAuth(f"{tokens.url}/token", KEY, SECRET))
            transport = connect(server.url, auth=auth, headers=(("X-Attribution", "till"),))

            assert transport.send("GET", "/x").status == 200
            assert tokens.asked[0].header("host") == f"127.0.0.1:{tokens.port}"
            assert tokens.asked[0].header("x-attribution") is None

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (always(401), "/token answers 401; check key, secret and token_url in [auth.oauth]."),
            (always(302, Location="http://evil.example/"), "/token answers 302;"),
            (always(200, b"<html>"), "/token answers 200 without JSON; check token_url in [auth.oauth]."),
            (always(200, {"data": {}}), "/token has no data.accessToken (or access_token)."),
            (always(200, []), "/token has no data.accessToken (or access_token)."),
            (lambda _, reply: reply.close(), "No OAuth token: 127.0.0.1:"),
        ],
    )
    def test_what_is_wrong_with_the_token_endpoint_is_said(
        self, connect: Connect, oauth_auth: Auth, answer: Any, words: str
    ) -> None:
        with TinyServer(answer) as server:
            exchange = connect(server.url, auth=oauth_auth).send("GET", "/x")

            assert exchange.error is not None
            assert words in exchange.error
            assert {asked.target for asked in server.asked} == {"/token"}


class TestCustom:
    def test_the_hook_adds_headers(self, connect: Connect) -> None:
        def sign(method: str, url: str, headers: Mapping[str, str]) -> Mapping[str, str]:
            return {"X-Signature": f"{method} {url} {headers['Accept']}"}

        with TinyServer(always()) as server:
            transport = connect(server.url, auth=Auth("custom", custom=CustomAuth("own:sign", sign)))
            exchange = transport.send("GET", "/x")

            assert server.asked[0].header("x-signature") == f"GET {server.url}/x application/json"
        assert exchange.request_headers["x-signature"] == "[redacted]"
        assert '-H "X-Signature: $BADGES_X_SIGNATURE"' in exchange.curl()

    @pytest.mark.parametrize("result", [None, ["X"], 7])
    def test_a_hook_that_gives_no_headers_is_an_error_of_the_exchange(
        self, connect: Connect, result: Any
    ) -> None:
        with TinyServer(always()) as server:
            auth = Auth("custom", custom=CustomAuth("own:sign", lambda *_: result))
            exchange = connect(server.url, auth=auth).send("GET", "/x")

            assert server.asked == []
        assert exchange.error is not None
        assert exchange.error.startswith("The authentication hook own:sign failed: AttributeError")


class TestSecrecy:
    """What a run can show, shows no secret."""

    @pytest.mark.parametrize("digest", [None, "md5"])
    def test_nothing_of_an_exchange_holds_the_password(self, connect: Connect, digest: Any) -> None:
        def echo(asked: Asked, reply: Reply) -> None:
            reply.send(
                500, {"headers": asked.headers, "you sent": PASSWORD}, X_Echo=asked.headers["authorization"]
            )

        auth = Auth("basic", basic=BasicAuth(USER, PASSWORD, digest))
        with TinyServer(echo) as server:
            exchange = connect(server.url, auth=auth).send("POST", "/x", json={"password": PASSWORD})

        shown = json.dumps(exchange.to_dict(), ensure_ascii=False) + repr(exchange) + exchange.curl()
        for secret in (PASSWORD, md5_hex(PASSWORD), BASIC[6:], base64.b64encode(PASSWORD.encode()).decode()):
            assert secret not in shown
        assert exchange.request_headers["Authorization"] == "[redacted]"
        assert '-u "$BADGES_USER:$BADGES_PASSWORD"' in shown.replace('\\"', '"')

    def test_nothing_of_an_exchange_holds_the_token(self, connect: Connect, oauth_auth: Auth) -> None:
        behaviour = TokenServer()
        with TinyServer(behaviour) as server:
            transport = connect(server.url, auth=oauth_auth)
            transport.send("GET", "/x")
            exchange = transport.send("GET", "/x", params={"echo": behaviour.issued})
            shown = json.dumps(exchange.to_dict()) + repr(exchange)

        assert "token-number-0001" not in shown
        assert "$BADGES_TOKEN" in shown

    def test_the_words_of_a_failing_hook_are_redacted(self, connect: Connect) -> None:
        def fail(*_: Any) -> Mapping[str, str]:
            raise RuntimeError(f"cannot sign with {PASSWORD}")

        auth = Auth("custom", BasicAuth(USER, PASSWORD), custom=CustomAuth("own:fail", fail))
        with TinyServer(always()) as server:
            exchange = connect(server.url, auth=auth).send("GET", "/x")

        assert exchange.error == (
            "The authentication hook own:fail failed: RuntimeError: cannot sign with [redacted]"
        )

    def test_targets_and_credentials_show_nothing(self, basic_auth: Auth, oauth_auth: Auth) -> None:
        targets = [Target("http://h", basic_auth), Target("http://h", oauth_auth)]
        shown = [repr(target) + json.dumps(target.describe()) for target in targets]
        shown += [repr(authentication.basic(targets[0])), repr(authentication.wrong_user(targets[0]))]

        for text in shown:
            for secret in (PASSWORD, BASIC[6:], KEY, SECRET):
                assert secret not in text
