"""Every answer is read to its end, and connections are used again, as HTTP has it, with nothing between."""

import threading
import time
from collections.abc import Callable

import pytest
from rude_answers import CHUNKED
from tiny_servers import Asked, Reply, TinyServer, always, closed_port, in_turn

from harness.target import Auth
from harness.transport import Transport

Connect = Callable[..., Transport]


@pytest.mark.parametrize(
    ("octets", "body"),
    [
        (CHUNKED + b"3;x=y\r\n[1,\r\n3\r\n 2]\r\n0\r\nA: b\r\n\r\n", b"[1, 2]"),
        (b"HTTP/1.0 200 OK\r\n\r\n[1, 2]", b"[1, 2]"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[1, 2]", b"[1, 2]"),
        (b"HTTP/1.1 200\nContent-Length: 6\n\n[1, 2]", b"[1, 2]"),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", b"{}"),
        (b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", b"{}"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
    ],
)  # fmt: skip
def test_every_framing_of_an_answer_is_read(connect: Connect, octets: bytes, body: bytes) -> None:
    def behave(_: Asked, reply: Reply) -> None:
        reply.raw(octets)
        reply.close()

    with TinyServer(behave) as server:
        exchange = connect(server.url).send("GET", "/x")

    assert (exchange.error, exchange.response_body) == (None, body)


def test_a_head_answer_has_no_body_although_it_has_a_length(connect: Connect) -> None:
    def behave(_: Asked, reply: Reply) -> None:
        reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")

    with TinyServer(behave) as server:
        transport = connect(server.url)
        exchanges = [transport.send("HEAD", "/x"), transport.send("HEAD", "/x")]

        assert [exchange.status for exchange in exchanges] == [200, 200]
        assert server.connections == 1


def test_a_connection_serves_many_requests(connect: Connect) -> None:
    with TinyServer(always()) as server:
        transport = connect(server.url)
        for _ in range(20):
            assert transport.send("GET", "/x").status == 200
            assert transport.send("POST", "/x", json={}).status == 200

        assert server.connections == 1


def test_bytes_after_an_answer_do_not_reach_the_next_one(connect: Connect) -> None:
    surplus = always(body=b'{"a": 1}', Content_Length="2")
    with TinyServer(in_turn(surplus, always(body={"b": 2}))) as server:
        transport = connect(server.url)
        first, second = transport.send("GET", "/x"), transport.send("GET", "/x")

    assert first.response_body == b'{"'
    assert second.payload == {"b": 2}


def test_bytes_that_come_while_nobody_asks_end_the_connection(connect: Connect) -> None:
    said = threading.Event()

    def talks_on(_: Asked, reply: Reply) -> None:
        reply.send()
        reply.wait(0.05)
        reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray")
        said.set()

    with TinyServer(in_turn(talks_on, always(body={"b": 2}))) as server:
        transport = connect(server.url)
        transport.send("GET", "/x")
        assert said.wait(5)
        time.sleep(0.02)

        assert transport.send("GET", "/x").payload == {"b": 2}
        assert server.connections == 2


def test_a_transport_that_was_closed_connects_again(connect: Connect) -> None:
    with TinyServer(always()) as server:
        transport = connect(server.url)
        for _ in range(2):
            assert transport.send("GET", "/x").status == 200
            transport.close()

        assert server.connections == 2


def test_a_connection_that_died_while_idle_is_replaced(connect: Connect) -> None:
    def once(_: Asked, reply: Reply) -> None:
        reply.send()
        reply.close()

    with TinyServer(once) as server:
        transport = connect(server.url, retries=0)
        for _ in range(5):
            assert transport.send("POST", "/x", json={}).status == 200
            time.sleep(0.02)

        assert len(server.asked) == 5


def test_a_redirect_is_recorded_and_not_followed(connect: Connect, basic_auth: Auth) -> None:
    with TinyServer(always()) as other, TinyServer(always(302, Location=f"{other.url}/y")) as server:
        exchange = connect(server.url, auth=basic_auth).send("GET", "/x")

        assert exchange.status == 302
        assert exchange.header("location") == f"{other.url}/y"
        assert other.asked == []
        assert len(server.asked) == 1


def test_a_redirect_to_itself_is_asked_once(connect: Connect) -> None:
    with TinyServer(always(307, Location="/x")) as server:
        assert connect(server.url).send("GET", "/x").status == 307
        assert len(server.asked) == 1


def test_no_cookie_is_kept(connect: Connect) -> None:
    with TinyServer(always(Set_Cookie="session=1")) as server:
        transport = connect(server.url)
        transport.send("GET", "/x")
        transport.send("GET", "/x")

        assert server.asked[1].header("cookie") is None


def test_no_proxy_is_used(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    with TinyServer(always()) as server:
        assert connect(server.url).send("GET", "/x").status == 200


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:{port}", "refuses connections: nothing listens there."),
        ("http://nowhere.invalid", "The host name nowhere.invalid cannot be resolved."),
        ("https://127.0.0.1:{port}", "refuses connections: nothing listens there."),
    ],
)
def test_a_target_that_is_not_there(connect: Connect, url: str, words: str) -> None:
    exchange = connect(url.format(port=closed_port()), retries=0).send("GET", "/x")

    assert exchange.error is not None
    assert words in exchange.error
