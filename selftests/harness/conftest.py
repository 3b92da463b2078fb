"""Whole runs of the suite as a user starts them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from harness.embedded import EmbeddedReference

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a run ended."""

    status: int
    output: str
    directory: Path

    @property
    def report(self) -> dict[str, Any]:
        """The report document."""
        return json.loads((self.directory / "conformance.json").read_text())

    def verdict_of(self, requirement: str) -> str:
        """The verdict of one requirement."""
        return next(row["verdict"] for row in self.report["requirements"] if row["id"] == requirement)


@pytest.fixture
def conformance(tmp_path: Path) -> Callable[..., Outcome]:
    """Runs `pytest` of the suite with these arguments, in a process of its own."""

    def run(*arguments: str, timeout: float = 120) -> Outcome:
        directory = tmp_path / "reports"
        command = [sys.executable, "-m", "pytest", "--report-dir", str(directory), "-p", "no:cacheprovider"]
        finished = subprocess.run(
            [*command, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout,
            env={**os.environ, "COLUMNS": "160"},
        )
        return Outcome(finished.returncode, finished.stdout + finished.stderr, directory)

    return run


@pytest.fixture
def reference() -> Iterator[EmbeddedReference]:
    """The reference implementation as a server of its own."""
    server = EmbeddedReference()
    yield server
    server.stop()


@pytest.fixture
def faulty() -> Iterator[Callable[[str], EmbeddedReference]]:
    """Starts the reference implementation with one named fault."""
    started: list[EmbeddedReference] = []

    def start(fault: str) -> EmbeddedReference:
        started.append(EmbeddedReference("--fault", fault))
        return started[-1]

    yield start
    for server in started:
        server.stop()
