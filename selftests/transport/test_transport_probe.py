"""What makes a whole run pointless is said before it, in one sentence; everything else is left to the run."""

from collections.abc import Callable
from typing import Any

import pytest
from tiny_servers import HASTY, QUICK, Asked, Behaviour, Reply, TinyServer, always, closed_port

from harness.target import Auth, BasicAuth, Customer, Fixtures, OAuth, Target, TargetError
from harness.transport import TransportOptions
from harness.transport_probe import probe

OPTIONS = TransportOptions(**QUICK)
CUSTOMER = Customer("62090013")
BASIC = Auth("basic", BasicAuth("store123", "very-secret"))
OAUTH = Auth("oauth", oauth=OAuth("/token", "client-key-1", "client-secret-1"))
UNKNOWN = {
    "data": None,
    "errors": [{"status": False, "code": 8012, "message": "No such customer"}],
    "warnings": None,
}


def refused(behaviour: Behaviour, auth: Auth = BASIC, customer: Customer | None = CUSTOMER) -> str:
    with TinyServer(behaviour) as server:
        with pytest.raises(TargetError) as refusal:
            probe(Target(server.url, auth, customer), TransportOptions(**HASTY))
        return str(refusal.value).replace(server.url, "URL").replace(f"127.0.0.1:{server.port}", "HOST")


def only_with_pages(asked: Asked, reply: Reply) -> None:
    reply.send(200 if "page=0&size=10" in asked.target else 400, {"data": {}, "errors": []})


def tokens_but_no_entry(asked: Asked, reply: Reply) -> None:
    if asked.target == "/token":
        reply.send(body={"data": {"accessToken": "token-1234"}})
    else:
        reply.send(403)


MEND_BASIC = "it refuses the profile's username and password; mend them in [auth] (password_digest, too)."
FIND_CUSTOMER = "put the id of a customer that exists there into [customer] of the profile."
CHECK = "check scheme, host and port of base_url, and that the target is up and can be reached from here."
LIST = "The target refuses the list of customer 62090013"


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        (always(401), f"The target URL answers 401: {MEND_BASIC}"),
        (always(403), f"The target URL answers 403: {MEND_BASIC}"),
        (always(503), "The target URL is not ready: it answers 503; try again when it is up."),
        (always(429), "The target URL is not ready: it answers 429; try again when it is up."),
        (
            always(301, Location="https://other.example/y?token=1"),
            "The target URL redirects to https://other.example: give the final address as base_url.",
        ),
        (
            always(302, Location="/login"),
            "The target URL redirects to /login: give the final address as base_url.",
        ),
        (always(302), "The target URL redirects: give the final address as base_url."),
        (
            always(404, b"<h1>Not Found</h1>"),
            "There is no Badges API at URL: URL/api_gateway/v1/badges/management/62090013 answers 404"
            " without JSON; base_url must be what stands before /api_gateway.",
        ),
        (always(404, UNKNOWN), f"{LIST} (HTTP 404, code 8012, No such customer): {FIND_CUSTOMER}"),
        (always(200, UNKNOWN), f"{LIST} (HTTP 200, code 8012, No such customer): {FIND_CUSTOMER}"),
        (always(400, {}), f"{LIST} (HTTP 400): {FIND_CUSTOMER}"),
        (
            lambda _, reply: reply.hang(),
            f"The target URL cannot be tested: HOST is silent for 0.3 s; {CHECK}",
        ),
        (
            lambda _, reply: reply.close(),
            f"The target URL cannot be tested: HOST closes the connection without an answer; {CHECK}",
        ),
    ],
)
def test_a_run_that_makes_no_sense_is_refused(behaviour: Any, sentence: str) -> None:
    assert refused(behaviour) == sentence


def test_a_target_that_wants_credentials() -> None:
    assert refused(always(401), Auth()) == (
        "The target URL answers 401: it wants credentials, and the profile has none; give them in [auth]."
    )


def test_wrong_client_credentials() -> None:
    assert refused(always(401), OAUTH) == (
        "The target URL cannot be tested: No OAuth token: URL/token answers 401;"
        " check key, secret and token_url in [auth.oauth]."
    )
    assert refused(tokens_but_no_entry, OAUTH) == (
        "The target URL answers 403: it refuses the token got with the profile's key and secret;"
        " mend [auth.oauth]."
    )


def details_only(asked: Asked, reply: Reply) -> None:
    if "/badge/" in asked.target:
        reply.send(200, {"data": {"id": "b1"}, "errors": []})
    else:
        reply.send(404, UNKNOWN)


def test_a_customer_who_is_shown_a_badge_exists_although_his_list_is_refused() -> None:
    with TinyServer(details_only) as server:
        probe(Target(server.url, BASIC, CUSTOMER, fixtures=Fixtures(earned=("b1",))), OPTIONS)
    assert refused(details_only).startswith(LIST)


def test_a_customer_whom_nothing_is_shown_does_not_exist() -> None:
    with TinyServer(always(404, UNKNOWN)) as server, pytest.raises(TargetError, match=LIST):
        probe(Target(server.url, BASIC, CUSTOMER, fixtures=Fixtures(issued=("b1",))), OPTIONS)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:{port}", f"refuses connections: nothing listens there; {CHECK}"),
        ("http://nowhere.invalid:{port}", f"The host name nowhere.invalid cannot be resolved; {CHECK}"),
    ],
)
def test_a_target_that_is_not_there(url: str, words: str) -> None:
    with pytest.raises(TargetError, match=words):
        probe(Target(url.format(port=closed_port()), BASIC, CUSTOMER), OPTIONS)


@pytest.mark.parametrize(
    "behaviour",
    [
        always(200, {"data": {"customerBadges": []}, "errors": [], "warnings": []}),
        always(200, {"data": {}, "errors": None}),
        always(200),
        always(200, b"<html>"),
        always(500),
        always(501, b"oops"),
        only_with_pages,
    ],
)
def test_what_the_run_will_judge_is_not_refused(behaviour: Any) -> None:
    with TinyServer(behaviour) as server:
        probe(Target(server.url, BASIC, CUSTOMER), OPTIONS)

        assert {asked.method for asked in server.asked} == {"GET"}


@pytest.mark.parametrize("behaviour", [always(404, UNKNOWN), always(400, UNKNOWN), always(200)])
def test_without_a_customer_only_the_way_in_is_tried(behaviour: Any) -> None:
    with TinyServer(behaviour) as server:
        probe(Target(server.url, BASIC), OPTIONS)

        assert len(server.asked) == 1


def test_a_restart_is_waited_for() -> None:
    answers: list[Callable[[Asked, Reply], None]] = [always(503), always(200)]
    with TinyServer(lambda asked, reply: answers.pop(0)(asked, reply)) as server:
        probe(Target(server.url, BASIC, CUSTOMER), OPTIONS)
