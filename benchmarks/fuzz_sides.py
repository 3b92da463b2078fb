"""The two sides of the comparisons: a run of stock Schemathesis, and one of our generated tests.

A run that is not whole raises BrokenOffError instead of giving an outcome.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any

from benchmarks.counted import ROOT, Served
from benchmarks.fuzz_whole import (
    STOCK_ENDS,
    SUITE_ENDS,
    BrokenOffError,
    must_end_with,
    whole_events,
    whole_report,
)

DESCRIPTION = ROOT / "specs" / "openapi.yaml"


@dataclass
class Outcome:
    """One run: what was accused and when for the first time, how many requests came, how long it took."""

    requests: int
    seconds: float
    began: float
    #: What a reader of the report could tell apart → when it was first seen, in seconds since 1970.
    accused: dict[str, float] = field(default_factory=dict)


Side = Callable[[Served, int, int], Outcome]


def _stock(server: Served, examples: int, seed: int, *more: str) -> list[str]:
    """The command of stock Schemathesis; it goes on after a failure, as our tests do."""
    return [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(DESCRIPTION)),
        *("--url", server.url, "--auth", server.credentials, "--workers", "1"),
        *("--seed", str(seed), "--max-examples", str(examples), "--continue-on-failure"),
        *more,
    ]


def stock(server: Served, examples: int, seed: int) -> Outcome:
    """`schemathesis run` with all of its phases and checks."""
    with tempfile.TemporaryDirectory() as directory:
        events = Path(directory) / "events.ndjson"
        outcome = _timed(
            _stock(server, examples, seed, "--report", "ndjson", "--report-ndjson-path", str(events)),
            server,
            STOCK_ENDS,
        )
        for name, moment in failures(whole_events(events)):
            outcome.accused.setdefault(name, moment)
    return outcome


def failures(events: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    """Check, operation and status of every failed check, with the time of the answer."""
    for event in events:
        scenario = event.get("ScenarioFinished", {}).get("recorder", {})
        for case, checks in scenario.get("checks", {}).items():
            for check in checks:
                if check["status"] != "failure":
                    continue
                answer = scenario["interactions"][case]
                response = answer["response"] or {}
                where = check["failure_info"]["failure"]["operation"]
                told = f"{check['name']} at {_short(where)}, HTTP {response.get('status_code')}"
                yield told, answer["timestamp"] + response.get("elapsed", 0.0)


def _short(operation: str) -> str:
    """An operation in a word."""
    method, _, path = operation.partition(" ")
    reads = "detail" if path.endswith("{badgeId}") else "list"
    return {"POST": "create", "PUT": "update", "GET": reads}.get(method, operation)


def random_stock(server: Served, examples: int, seed: int, mode: str) -> Outcome:
    """Its random requests of one mode only, so many for each operation."""
    return _timed(_stock(server, examples, seed, "--phases", "fuzzing", "--mode", mode), server, STOCK_ENDS)


def _ours(server: Served, examples: int, seed: int, directory: str, *more: str) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
        *(f"--target={server.profile}", f"--report-dir={directory}"),
        *(f"--fuzz-seed={seed}", f"--fuzz-examples={examples}", "--fuzz-seconds=3600"),
        *more,
    ]


def random_ours(server: Served, examples: int, seed: int, mode: str) -> Outcome:
    """Our random requests of one mode only, so many for each operation."""
    files = [f"tests/fuzz/test_{operation}.py" for operation in ("create", "update", "list", "detail")]
    chosen = {"positive": "valid_random", "negative": "broken_random"}[mode]
    with tempfile.TemporaryDirectory() as directory:
        return _timed(_ours(server, examples, seed, directory, *files, "-k", chosen), server, SUITE_ENDS)


def ours(server: Served, examples: int, seed: int) -> Outcome:
    """`pytest tests/fuzz`: every generated test, in the order in which pytest runs them."""
    with tempfile.TemporaryDirectory() as directory:
        outcome = _timed(_ours(server, examples, seed, directory, "tests/fuzz"), server, SUITE_ENDS)
        report = whole_report(Path(directory))
    for row in report["requirements"]:
        moments = [
            _answered(report["exchanges"].get(exchange))
            for finding in row["findings"]
            if finding["verdict"] == "failed"
            for exchange in finding["exchanges"][-1:]
        ]
        if moments:
            outcome.accused[row["id"]] = min(moments)
    return outcome


def _answered(exchange: dict[str, Any] | None) -> float:
    return exchange["started"] + exchange["elapsed"] if exchange else time()


def _timed(command: list[str], server: Served, ends: frozenset[int]) -> Outcome:
    """Run one side, which must end in one of these ways, on a server that answers to the end."""
    began = time()
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = time() - began
    must_end_with(run.returncode, ends, run.stdout + run.stderr)
    if not server.alive():
        raise BrokenOffError("the server that it tested ended before it did")
    requests = len(server.times())
    if not requests:
        raise BrokenOffError("it sent nothing")
    return Outcome(requests, seconds, began)
