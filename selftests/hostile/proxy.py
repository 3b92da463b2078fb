"""A tiny server that hands requests on to a sound one, and spoils what comes back."""

from __future__ import annotations

import http.client
import itertools
import json
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from selftests.answer import Answer as PlainAnswer
from selftests.transport.tiny_servers import Asked, Behaviour, Reply

# Headers that speak of one connection only, or that `Reply.send` sets.
_DROPPED = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive"})


class Answer(PlainAnswer):
    """What the sound server answers."""

    def with_json(self, value: Any) -> Answer:
        return replace(self, body=json.dumps(value).encode())


class Upstream:
    """The sound server; may be asked by several threads."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._own = threading.local()

    def ask(self, asked: Asked) -> Answer:
        """Hand one request on; a connection that the server has dropped meanwhile is made anew."""
        headers = {name: value for name, value in asked.headers.items() if name not in _DROPPED}
        for attempt in (1, 2):
            connection = getattr(self._own, "connection", None) or http.client.HTTPConnection(
                self._host, self._port, timeout=60
            )
            self._own.connection = connection
            try:
                connection.request(asked.method, asked.target, asked.body or None, headers)
                answer = connection.getresponse()
                kept = {name: value for name, value in answer.getheaders() if name.lower() not in _DROPPED}
                return Answer(answer.status, kept, answer.read())
            except (http.client.HTTPException, OSError):
                connection.close()
                self._own.connection = None
                if attempt == 2:
                    raise
        raise AssertionError("the second attempt returns or raises")


Spoil = Callable[[Answer], Answer]


def through(upstream: Upstream, spoil: Spoil = lambda answer: answer, *, hidden: int = 0) -> Behaviour:
    """Every answer of the sound server, spoilt; `hidden` bytes at its end are beyond its Content-Length."""

    def behave(asked: Asked, reply: Reply) -> None:
        answer = spoil(upstream.ask(asked))
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        length = f"Content-Length: {max(0, len(answer.body) - hidden)}\r\n"
        reply.raw(f"HTTP/1.1 {answer.status} Any\r\n{head}{length}\r\n".encode() + answer.body)

    return behave


def after(number: int, first: Behaviour, then: Behaviour) -> Behaviour:
    """One behaviour for so many requests, another one for all that follow."""
    count = itertools.count()

    def behave(asked: Asked, reply: Reply) -> None:
        (first if next(count) < number else then)(asked, reply)

    return behave


def every_second(spoil: Spoil) -> Spoil:
    """One answer in two is spoilt, by chance: one replica of two is faulty."""
    chance = random.Random(1)
    return lambda answer: spoil(answer) if chance.random() < 0.5 else answer
