"""The reference implementation behind a slow line, with a clock that is off, or with reads that follow late.

    python -m selftests.hostile.odd_reference --delay 0.1 --target-file t.toml

Everything that is not named here is an option of `python -m reference`.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import sys
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from reference import __main__ as command
from reference import server
from reference.app import build
from reference.policy import Policy
from reference.store import Store

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]

READING: ContextVar[bool] = ContextVar("reading", default=False)
"""Whether the request at hand only reads."""


class LaggingStore:
    """Two stores: one takes the writes, the other answers the reads and follows so many seconds later."""

    def __init__(self, path: str, lag: float) -> None:
        self._primary, self._replica, self._lag = Store(path), Store(":memory:"), lag
        self._pending: deque[tuple[float, Callable[[], Any]]] = deque()

    def __getattr__(self, name: str) -> Any:
        if name in ("insert", "replace"):
            return functools.partial(self._write, name)
        if name.startswith(("add_", "insert_many")) or name in ("settle", "close"):
            return functools.partial(self._on_both, name)
        if not READING.get():
            return getattr(self._primary, name)
        self._catch_up()
        return getattr(self._replica, name)

    def _on_both(self, name: str, *arguments: Any) -> None:
        # What is seeded comes as a generator, too.
        kept = [list(one) if hasattr(one, "__next__") else one for one in arguments]
        for store in (self._primary, self._replica):
            getattr(store, name)(*kept)

    def _write(self, name: str, *arguments: Any, **named: Any) -> Any:
        answer = getattr(self._primary, name)(*arguments, **named)
        again = functools.partial(getattr(self._replica, name), *arguments, **named)
        self._pending.append((time.monotonic() + self._lag, again))
        return answer

    def _catch_up(self) -> None:
        while self._pending and self._pending[0][0] <= time.monotonic():
            self._pending.popleft()[1]()


class OddApplication:
    """Delays every answer, and says by its Date header what its own clock shows."""

    def __init__(self, inner: Any, *, delay: float, date_off: float) -> None:
        self._inner, self._delay, self._date_off = inner, delay, date_off

    async def __call__(
        self, scope: Scope, receive: Callable[[], Awaitable[Message]], send: Callable[..., Awaitable[None]]
    ) -> None:
        READING.set(scope.get("method") == "GET")
        if self._delay:
            await asyncio.sleep(self._delay)

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = formatdate(time.time() + self._date_off, usegmt=True).encode()
                message = {**message, "headers": [*message["headers"], (b"date", date)]}
            await send(message)

        await self._inner(scope, receive, dated)


def main(arguments: list[str]) -> int:
    """Serve until the end of the parent or a signal."""
    parser = argparse.ArgumentParser(prog="python -m selftests.hostile.odd_reference", description=__doc__)
    seconds = {"type": float, "default": 0.0, "metavar": "S"}
    parser.add_argument("--delay", help="answer every request so many seconds later", **seconds)
    parser.add_argument("--lag", help="reads show a write so many seconds later", **seconds)
    parser.add_argument("--clock-off", help="the clock of the rules is off by so many seconds", **seconds)
    parser.add_argument("--date-off", help="the Date header is off by so many seconds", **seconds)
    odd, rest = parser.parse_known_args(arguments)
    clock_off = odd.clock_off
    command.Policy = lambda: replace(Policy(), clock=lambda: time.time() + clock_off)
    if odd.lag:
        command.Store = lambda path: LaggingStore(path, odd.lag)
    command.build = lambda policy, store: OddApplication(
        build(policy, store), delay=odd.delay, date_off=odd.date_off
    )
    server.uvicorn.Config = functools.partial(server.uvicorn.Config, date_header=False)
    return command.main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
