"""Whatever a server does, a request ends soon, takes little memory, and says in a sentence what happened."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from rude_answers import (
    bad_chunk_size,
    closes_at_once,
    closes_before_the_end_of_the_head,
    closes_in_the_head,
    closes_mid_body,
    closes_mid_chunk,
    drips_the_body,
    drips_the_head,
    endless_body,
    endless_chunks,
    endless_header_line,
    endless_headers,
    false_gzip,
    gzip_bomb,
    half_a_gzip,
    interim_answers_without_end,
    never_answers,
    not_http,
    promises_too_much,
    redirects_with_an_endless_body,
    resets,
    two_lengths,
    unknown_coding,
)
from tiny_servers import HASTY, Asked, Reply, TinyServer, always

from harness.exchange import Exchange
from harness.transport import Transport
from harness.transport_coding import OversizedError, unpack

Connect = Callable[..., Transport]


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
