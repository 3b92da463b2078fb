"""A pytest plugin for `benchmarks.replay`: notes what goes over the wire, and where the time of the run goes.

Loaded with `-p wiretap`; what it knows goes into the file that WIRETAP names, pickled, at the end.
Seconds are exclusive: what one part spends inside of another counts for the inner one only.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PLACE = "WIRETAP"


class Parts:
    """Seconds of each part, by wall clock and by processor."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}
        self._inner: list[str] = ["the rest"]
        self._since = (time.perf_counter(), time.process_time())

    def _charge(self) -> None:
        now = (time.perf_counter(), time.process_time())
        spent = self.seconds.setdefault(self._inner[-1], [0.0, 0.0])
        for index in (0, 1):
            spent[index] += now[index] - self._since[index]
        self._since = now

    @contextmanager
    def part(self, name: str) -> Generator[None, None, None]:
        """What happens within counts for this part."""
        self._charge()
        self._inner.append(name)
        try:
            yield
        finally:
            self._charge()
            self._inner.pop()

    def wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for this part."""

        def timed(*arguments: Any, **more: Any) -> Any:
            with self.part(name):
                return function(*arguments, **more)

        return timed


PARTS = Parts()
#: Method, target, headers and body of each request, and the body of its answer.
SENT: list[tuple[str, str, tuple[tuple[str, str], ...], bytes | None, bytes]] = []


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Watch the parts of the suite."""
    from harness import plugin
    from harness.clock import Clock
    from harness.fuzzing import generation
    from harness.run import Run
    from harness.session import Session
    from harness.transport_wire import Wire

    asked = PARTS.wrapped("requests and answers", Wire.ask)

    def tapped(wire: Any, method: str, target: str, headers: Any, body: Any, bounds: Any) -> Any:
        answered = b""
        try:
            answer = asked(wire, method, target, headers, body, bounds)
            answered = answer.body
            return answer
        finally:
            SENT.append((method, target, tuple(headers), body, answered))

    Wire.ask = tapped  # type: ignore[method-assign]
    Clock.wait_until = PARTS.wrapped("waits for the clock", Clock.wait_until)  # type: ignore[method-assign]
    Session._observe = PARTS.wrapped("judging", Session._observe)  # type: ignore[method-assign]
    plugin.judge = PARTS.wrapped("judging", plugin.judge)
    for name in ("conclude", "write"):
        setattr(Run, name, PARTS.wrapped("reports", getattr(Run, name)))
    # Within it Hypothesis and Schemathesis draw, and Hypothesis leads the sequences.
    reproducible = generation.reproducible

    @contextmanager
    def generating() -> Generator[None, None, None]:
        with PARTS.part("generation"), reproducible():
            yield

    generation.reproducible = generating
    generation.prepare = PARTS.wrapped("generation", generation.prepare)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionstart() -> Generator[None, None, None]:
    """The probe, and the reference that is waited for, belong to the start."""
    with PARTS.part("start and collection"):
        yield


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, None, None]:
    """So does the collection."""
    with PARTS.part("start and collection"):
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Write down what was seen."""
    PARTS._charge()
    Path(os.environ[PLACE]).write_bytes(pickle.dumps((SENT, PARTS.seconds)))
