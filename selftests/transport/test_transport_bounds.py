"""Whatever a server does, a request ends soon, takes little memory, and says in a sentence what happened."""

import gzip
import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny_servers import HASTY, Asked, Reply, TinyServer, always, closed_port, in_turn

from harness.authentication import NONE
from harness.exchange import Exchange
from harness.target import Auth, Tls
from harness.transport import Transport
from harness.transport_coding import OversizedError, unpack

Connect = Callable[..., Transport]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def never_answers(_: Asked, reply: Reply) -> None:
    reply.hang()


def drips_the_head(_: Asked, reply: Reply) -> None:
    reply.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000, 0.05)


def drips_the_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    reply.drip(b"x" * 1000, 0.05)


def interim_answers_without_end(_: Asked, reply: Reply) -> None:
    while True:
        reply.raw(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        reply.wait(0.01)


def closes_at_once(_: Asked, reply: Reply) -> None:
    reply.close()


def resets(_: Asked, reply: Reply) -> None:
    reply.reset()


def closes_in_the_head(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 O")
    reply.close()


def closes_before_the_end_of_the_head(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")
    reply.close()


def redirects_with_an_endless_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 302 Found\r\nLocation: /y\r\n\r\n")
    while True:
        reply.raw(b"x" * 65536)


def two_lengths(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}")
    reply.hang()


def closes_mid_body(_: Asked, reply: Reply) -> None:
    reply.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"data": ')
    reply.close()


def closes_mid_chunk(_: Asked, reply: Reply) -> None:
    reply.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"data": ')
    reply.close()


def promises_too_much(_: Asked, reply: Reply) -> None:
    reply.send(body=b'{"a": 1}', Content_Length="9")
    reply.hang()


def endless_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        reply.raw(b"x" * 65536)


def endless_chunks(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        reply.raw(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_headers(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        reply.raw(b"X-More: 1\r\n" * 50)


def endless_header_line(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        reply.raw(b"x" * 65536)


# Made before anybody waits for it.
BOMB = gzip.compress(bytes(30_000_000))


def gzip_bomb(_: Asked, reply: Reply) -> None:
    reply.send(body=BOMB, Content_Encoding="gzip")


def false_gzip(_: Asked, reply: Reply) -> None:
    reply.send(body=b'{"a": 1}', Content_Encoding="gzip")


def half_a_gzip(_: Asked, reply: Reply) -> None:
    reply.send(body=gzip.compress(b'{"a": 1}' * 100, mtime=0)[:-10], Content_Encoding="gzip")


def unknown_coding(_: Asked, reply: Reply) -> None:
    reply.send(Content_Encoding="br")


def not_http(_: Asked, reply: Reply) -> None:
    reply.raw(b"220 mail.example ESMTP\r\n")
    reply.close()


def bad_chunk_size(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
    reply.hang()


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (closes_at_once, "closes the connection without an answer."),
        (resets, "breaks the connection before the answer is whole."),
        (closes_in_the_head, "closes the connection in the middle"),
        (closes_before_the_end_of_the_head, "closes the connection in the middle of the answer."),
        (closes_mid_body, "in the middle of the answer (status 200 and 9 bytes of the body had arrived)."),
        (closes_mid_chunk, "closes the connection in the middle of the answer (status 200 and 9 bytes"),
        (endless_body, "The body of the answer (status 200) is longer than 100000 bytes."),
        (endless_chunks, "The body of the answer (status 200) is longer than 100000 bytes."),
        (redirects_with_an_endless_body, "The body of the answer (status 302) is longer than 100000 bytes."),
        (two_lengths, "answers with something that is not HTTP/1.1"),
        (endless_headers, "answers with something that is not HTTP/1.1"),
        (endless_header_line, "answers with something that is not HTTP/1.1"),
        (gzip_bomb, "The body of the answer (status 200) unpacks to more than 100000 bytes."),
        (false_gzip, "The body of the answer (status 200) is not valid gzip."),
        (half_a_gzip, "The body of the answer (status 200) is gzip that ends early."),
        (unknown_coding, 'is packed as "br", which was not asked for.'),
        (not_http, "answers with something that is not HTTP/1.1"),
        (bad_chunk_size, "answers with something that is not HTTP/1.1 (status 200 and 0 bytes"),
    ],
)
def test_a_hostile_answer_becomes_a_sentence(connect: Connect, behaviour: Any, words: str) -> None:
    with TinyServer(behaviour) as server:
        exchange = connect(server.url, retries=0).send("GET", "/x")

    _is_told(exchange, words)


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (never_answers, "is silent for 0.3 s."),
        (drips_the_head, "does not finish its answer within the time for one request ("),
        (drips_the_body, "does not finish its answer within the time for one request (status 200 and "),
        (interim_answers_without_end, "does not finish its answer within the time"),
    ],
)
def test_an_answer_that_does_not_end_is_not_waited_for(connect: Connect, behaviour: Any, words: str) -> None:
    with TinyServer(behaviour) as server:
        began = time.monotonic()
        exchange = connect(server.url, **HASTY).send("GET", "/x")

    _is_told(exchange, words)
    assert time.monotonic() - began < 5


def test_what_arrived_before_the_silence_is_told(connect: Connect) -> None:
    with TinyServer(promises_too_much) as server:
        exchange = connect(server.url, retries=0, read_timeout=1.0).send("GET", "/x")

    _is_told(exchange, "is silent for 1 s (status 200 and 8 bytes of the body had arrived).")


def _is_told(exchange: Exchange, words: str) -> None:
    assert exchange.error is not None
    assert words in exchange.error
    assert exchange.status is None
    assert exchange.environmental
    assert exchange.problem == f"There is no response to read: {exchange.error}"
    assert len(exchange.response_body) <= 65536


def test_what_arrived_before_the_failure_is_kept_as_evidence(connect: Connect) -> None:
    with TinyServer(closes_mid_body) as server:
        exchange = connect(server.url, retries=0).send("GET", "/x")

    assert exchange.response_body == b'{"data": '
    assert exchange.header("content-length") == "100"


def test_the_deadline_holds_while_a_large_body_is_sent(connect: Connect) -> None:
    def never_reads(_: Asked, reply: Reply) -> None:
        reply.hang()

    with TinyServer(never_reads) as server:
        # The server reads no more than the first request, so the socket buffers fill up.
        transport = connect(server.url, **HASTY)
        exchange = transport.send("GET", "/x", headers={"Content-Length": "0"}, content=bytes(30_000_000))

    assert exchange.error is not None
    assert "does not take the request in time" in exchange.error
    assert exchange.elapsed < 5


def test_a_server_may_take_its_time_to_read_a_large_body(connect: Connect) -> None:
    size = 20_000_000

    def reads_late(_: Asked, reply: Reply) -> None:
        reply.wait(0.5)
        read = 0
        # Some of the body came along with the head.
        while read < size - 100_000:
            read += len(reply.sock.recv(262144))
        reply.send(Connection="close")
        reply.close()

    with TinyServer(reads_late) as server:
        transport = connect(server.url, connect_timeout=0.2)
        exchange = transport.send("PUT", "/x", headers={"Content-Length": "0"}, content=bytes(size))

    assert exchange.error is None


def test_an_answer_sent_before_the_body_was_read_counts(connect: Connect) -> None:
    def refuses_early(_: Asked, reply: Reply) -> None:
        reply.send(413, Connection="close")
        reply.close()

    with TinyServer(refuses_early) as server:
        # The server reads no more than the head, so that most of the body is still to be sent.
        exchange = connect(server.url).send(
            "POST", "/x", headers={"Content-Length": "0"}, content=bytes(30_000_000)
        )

    assert exchange.status == 413


def test_a_timeout_of_its_own_bounds_one_request(connect: Connect) -> None:
    with TinyServer(drips_the_body) as server:
        exchange = connect(server.url, retries=0, total_timeout=30.0).send("GET", "/x", timeout=0.2)

    assert exchange.error is not None
    assert exchange.elapsed < 5


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b'{"a": 1}', mtime=0)),
        ("gzip", gzip.compress(b'{"a"', mtime=0) + gzip.compress(b": 1}", mtime=0)),
        ("deflate", zlib.compress(b'{"a": 1}')),
        ("deflate", zlib.compress(b'{"a": 1}')[2:-4]),
        ("identity", b'{"a": 1}'),
        ("gzip, gzip", gzip.compress(gzip.compress(b'{"a": 1}', mtime=0), mtime=0)),
    ],
)
def test_packed_answers_are_unpacked(connect: Connect, coding: str, packed: bytes) -> None:
    with TinyServer(always(body=packed, Content_Encoding=coding)) as server:
        exchange = connect(server.url).send("GET", "/x")

    assert exchange.payload == {"a": 1}


def test_a_bomb_is_not_unpacked_to_be_measured() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(OversizedError):
            unpack(bomb, [("Content-Encoding", "gzip")], 100_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 1_000_000


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


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
class TestTls:
    """Certificates are checked, and what is wrong with them is said."""

    @pytest.fixture
    def context(self, certificates: Path) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificates / "server.pem")
        return context

    def test_a_trusted_server_keeps_its_connection(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext
    ) -> None:
        with TinyServer(always(), context) as server:
            transport = connect(server.url, tls=Tls(ca_file=certificates / "ca.pem"))
            for _ in range(5):
                assert transport.send("GET", "/x").status == 200

            assert server.connections == 1

    def test_an_unknown_authority_is_refused(self, connect: Connect, context: ssl.SSLContext) -> None:
        with TinyServer(always(), context) as server:
            exchange = connect(server.url).send("GET", "/x")

            assert exchange.error is not None
            assert "is not trusted: " in exchange.error
            assert "[tls] ca_file" in exchange.error
            assert exchange.attempts == 1
            assert server.asked == []

    def test_a_certificate_for_another_host_is_refused(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext
    ) -> None:
        with TinyServer(always(), context) as server:
            url = server.url.replace("127.0.0.1", "localhost")
            exchange = connect(url, tls=Tls(ca_file=certificates / "ca.pem")).send("GET", "/x")

            assert exchange.error is not None
            assert "is not trusted: Hostname mismatch" in exchange.error

    def test_checking_can_be_switched_off(self, connect: Connect, context: ssl.SSLContext) -> None:
        with TinyServer(always(), context) as server:
            assert connect(server.url, tls=Tls(verify=False)).send("GET", "/x").status == 200

    def test_a_client_certificate_is_shown(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext
    ) -> None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificates / "ca.pem")
        with TinyServer(always(), context) as server:
            ca_file, client = certificates / "ca.pem", certificates / "client.pem"
            without = connect(server.url, tls=Tls(ca_file=ca_file), retries=0).send("GET", "/x")
            shown = connect(server.url, tls=Tls(ca_file=ca_file, client_cert=client)).send("GET", "/x")

        assert without.error is not None
        assert shown.status == 200

    def test_plain_http_is_named(self, connect: Connect) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def speak_plainly() -> None:
                with listener.accept()[0] as sock:
                    sock.sendall(b"HTTP/1.1 400 No\r\n\r\n")
                    sock.recv(65536)

            thread = threading.Thread(target=speak_plainly, daemon=True)
            thread.start()
            port = listener.getsockname()[1]
            exchange = connect(f"https://127.0.0.1:{port}", retries=0).send("GET", "/x")
            thread.join()

        assert (
            exchange.error
            == f"127.0.0.1:{port} does not speak TLS (perhaps its address begins with http://)."
        )

    @pytest.mark.parametrize("behaviour", [never_answers, drips_the_head, drips_the_body])
    def test_the_deadline_holds_for_encrypted_connections(
        self, connect: Connect, context: ssl.SSLContext, behaviour: Any
    ) -> None:
        with TinyServer(behaviour, context) as server:
            exchange = connect(server.url, tls=Tls(verify=False), **HASTY).send("GET", "/x")

        assert exchange.error is not None
        assert exchange.elapsed < 5

    def test_the_deadline_holds_while_a_large_body_is_encrypted(
        self, connect: Connect, context: ssl.SSLContext
    ) -> None:
        def reads_slowly(_: Asked, reply: Reply) -> None:
            while reply.sock.recv(65536):
                reply.wait(0.02)

        with TinyServer(reads_slowly, context) as server:
            transport = connect(server.url, tls=Tls(verify=False), **HASTY)
            exchange = transport.send("PUT", "/x", headers={"Content-Length": "0"}, content=bytes(30_000_000))

        assert exchange.error is not None
        assert "does not take the request in time" in exchange.error
        assert exchange.elapsed < 5

    def test_only_the_authority_of_the_profile_is_trusted(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            monkeypatch.setenv(name, str(certificates / "ca.pem"))
        with TinyServer(always(), context) as server:
            exchange = connect(server.url).send("GET", "/x")

            assert exchange.error is not None
            assert "is not trusted: " in exchange.error

    @pytest.mark.parametrize(
        "bounds",
        [{"connect_timeout": 0.2, "total_timeout": 30.0}, {"connect_timeout": 30.0, "total_timeout": 0.2}],
    )
    def test_a_handshake_without_end_is_cut(self, connect: Connect, bounds: dict[str, float]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            exchange = connect(f"https://127.0.0.1:{port}", **bounds).send("GET", "/x")

        assert exchange.error == f"127.0.0.1:{port} does not accept a connection within 0.2 s."
        assert exchange.elapsed < 5
