"""What a run may send at all, and what is kept of every exchange."""

import threading
import time
from collections.abc import Callable

import pytest
from rude_answers import never_answers
from tiny_servers import Asked, Reply, TinyServer, always, in_turn

from harness.exchange import Exchange
from harness.target import Limits, Target
from harness.transport import Transport, TransportOptions, WriteBudgetExhausted, WriteForbidden

Connect = Callable[..., Transport]


class TestPermission:
    def test_a_read_only_run_sends_no_write(self, connect: Connect) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url, read_only=True)
            for method in ("POST", "PUT", "PATCH", "DELETE", "post", "BREW"):
                with pytest.raises(WriteForbidden, match="The run is read-only: "):
                    transport.send(method, "/x", json={})
            for method in ("GET", "HEAD", "OPTIONS"):
                assert transport.send(method, "/x").status == 200

            assert [asked.method for asked in server.asked] == ["GET", "HEAD", "OPTIONS"]
            assert transport.counters.writes == 0

    def test_writes_end_with_their_budget(self, connect: Connect) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url, max_writes=2)
            transport.send("POST", "/x", json={})
            transport.send("PUT", "/x", json={})
            with pytest.raises(WriteBudgetExhausted, match="The run may write 2 times: POST /x was not sent"):
                transport.send("POST", "/x", json={})
            transport.send("GET", "/x")

            assert len(server.asked) == 3

    def test_writes_that_were_kept_back_are_sent_when_there_are_no_others(self, connect: Connect) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url, max_writes=3, kept_back={"create": 1})
            transport.send("POST", "/x", json={}, operation="create")
            transport.budget.keep_turn()
            for refused in (
                lambda: transport.send("POST", "/x", json={}, operation="create"),
                lambda: transport.send("PUT", "/x", json={}),
                transport.budget.keep_turn,
            ):
                with pytest.raises(WriteBudgetExhausted, match="The run may write 3 times: "):
                    refused()
            transport.send("PUT", "/x", json={}, kept_back=True)
            transport.send("PUT", "/x", json={}, kept_back=True)

            assert [asked.method for asked in server.asked] == ["POST", "PUT", "PUT"]
            assert transport.counters.writes == 3


class TestRecord:
    def test_every_exchange_is_observed_also_those_without_answer(self, connect: Connect) -> None:
        seen: list[Exchange] = []
        with TinyServer(in_turn(always(), never_answers)) as server:
            transport = connect(server.url, worker="gw3", read_timeout=0.3, breaker_threshold=1)
            transport.observers.append(seen.append)
            given = [transport.send("GET", "/x", operation="list") for _ in range(3)]

        assert seen == given
        assert [exchange.id for exchange in seen] == ["gw3-1", "gw3-2", "gw3-3"]
        assert [exchange.attempts for exchange in seen] == [1, 1, 0]
        assert {exchange.operation for exchange in seen} == {"list"}

    def test_what_went_over_the_line_is_counted(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(503, b""), always(200, b"12345"))) as server:
            transport = connect(server.url)
            transport.send("GET", "/x")
            transport.send("POST", "/x", content=b"1234567")

        assert transport.counters.to_dict() == {
            "requests": 3,
            "writes": 1,
            "retries": 1,
            "failures": 0,
            "bytes_sent": 7,
            "bytes_received": 10,
        }

    def test_time_is_that_of_the_last_attempt(self, connect: Connect) -> None:
        with TinyServer(in_turn(always(429, Retry_After="60"), always())) as server:
            before = time.time()
            exchange = connect(server.url).send("GET", "/x")

        assert exchange.started >= before + 0.2
        assert exchange.started + exchange.elapsed <= time.time() + 0.1

    def test_threads_share_a_transport(self, connect: Connect) -> None:
        def echo(asked: Asked, reply: Reply) -> None:
            reply.send(body={"target": asked.target})

        wrong: list[str] = []
        with TinyServer(echo) as server:
            transport = connect(server.url)

            def work(name: int) -> None:
                for number in range(50):
                    exchange = transport.send("GET", f"/{name}/{number}")
                    if exchange.at("/target") != f"/{name}/{number}":
                        wrong.append(repr(exchange))

            threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        assert wrong == []
        assert transport.counters.requests == 400

    def test_options_come_from_the_profile_and_the_run(self) -> None:
        target = Target("http://h", limits=Limits(requests_per_minute=100, connect_timeout=3))
        options = TransportOptions.for_target(target, connect_timeout=5.0, max_writes=None, worker="gw1")

        assert (options.requests_per_minute, options.connect_timeout) == (100, 5.0)
        assert (options.max_writes, options.read_timeout, options.worker) == (None, 30.0, "gw1")
