"""What is asked for goes out as it is, however odd; what cannot be sent is not sent."""

from collections.abc import Callable

import pytest
from tiny_servers import TinyServer, always

from harness.authentication import NONE
from harness.transport import Transport

Connect = Callable[..., Transport]


@pytest.mark.parametrize(
    ("method", "headers", "words"),
    [
        ("GE T", {}, "'GE T' cannot be a method."),
        ("", {}, "'' cannot be a method."),
        ("GET", {"X Y": "1"}, "'X Y' cannot name a header."),
        ("GET", {"X": "1\r\nY: 2"}, "The value of the header X has a line break or a NUL in it."),
    ],
)
def test_a_request_that_cannot_be_sent_is_not_sent(
    connect: Connect, method: str, headers: dict[str, str], words: str
) -> None:
    with TinyServer(always()) as server:
        exchange = connect(server.url).send(method, "/x", headers=headers)

        assert exchange.error == words
        assert server.asked == []


def test_the_server_gets_what_was_asked_for(connect: Connect) -> None:
    with TinyServer(always()) as server:
        transport = connect(f"{server.url}/prefix", headers=(("X-Attribution", "till-1"),))
        exchange = transport.send(
            "PUT",
            "/api/é%40%2F/..?a=b",
            params={"flag": True, "none": None, "many": [1, "ü&="], "plus": "+ %", "half": "\ud83d"},
            headers={"x-own": "é", "User-Agent": None},
            json={"name": "Ünïcödé \ud83d", "big": 10**30},
        )
        asked = server.asked[0]

    assert asked.method == "PUT"
    assert asked.target == (
        "/prefix/api/%C3%A9%40%2F/..?a=b&flag=true&many=1&many=%C3%BC%26%3D&plus=%2B%20%25&half=%ED%A0%BD"
    )
    assert exchange.url == server.url + asked.target
    assert asked.header("host") == f"127.0.0.1:{server.port}"
    assert asked.header("x-attribution") == "till-1"
    assert asked.header("x-own") == "é"
    assert asked.header("user-agent") is None
    assert asked.header("content-type") == "application/json"
    assert (
        asked.body
        == b'{"name":"\\u00dcn\\u00efc\\u00f6d\\u00e9 \\ud83d","big":1000000000000000000000000000000}'
    )
    assert exchange.request_body == asked.body


def test_raw_content_goes_out_as_it_is(connect: Connect) -> None:
    with TinyServer(always()) as server:
        transport = connect(server.url)
        transport.send("POST", "/x", content=b"\xff{not json", headers={"content-type": "text/plain"})
        transport.send("BREW", "/x", headers={"Host": "else.example"}, credentials=NONE)
        first, second = server.asked

    assert (first.body, first.header("content-type")) == (b"\xff{not json", "text/plain")
    assert (second.method, second.header("host")) == ("BREW", "else.example")


@pytest.mark.parametrize("target", ["/x?", "/%2f%zz/%e9", "/x?a=%2f&&=?", "//x//", "/a;b=c?d=[]|%7e"])
def test_path_and_query_are_not_normalised(connect: Connect, target: str) -> None:
    with TinyServer(always()) as server:
        connect(server.url).send("get", target)

        assert server.asked[0].method == "get"
        assert server.asked[0].target == target.replace("[]|", "%5B%5D%7C")


def test_a_header_can_be_left_out(connect: Connect) -> None:
    with TinyServer(always()) as server:
        left_out = dict.fromkeys(("Host", "User-Agent", "Accept-Encoding", "accept"))
        connect(server.url).send("GET", "/x", headers=left_out)

        assert server.asked[0].names == ()


def test_a_header_may_hold_any_character(connect: Connect) -> None:
    with TinyServer(always()) as server:
        connect(server.url).send("GET", "/x", headers={"X-Latin": "é", "X-Other": "€\ud83d"})

        assert server.asked[0].header("x-latin") == "é"
        assert server.asked[0].header("x-other") == b"\xe2\x82\xac\xed\xa0\xbd".decode("latin-1")


def test_json_and_content_together_are_a_mistake(connect: Connect) -> None:
    with pytest.raises(TypeError):
        connect("http://127.0.0.1:1").send("POST", "/x", json={}, content=b"")
