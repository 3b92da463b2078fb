"""Schemathesis with about as many requests as this suite sends, so that nobody is better by trying harder."""

from __future__ import annotations

from benchmarks.peers.place import Place
from benchmarks.peers.schemathesis_cli import PACKAGE, environment, failures, run

__all__ = ("NAME", "PACKAGE", "SETUP", "environment", "failures", "steps")

NAME = "schemathesis (as many requests)"
EXAMPLES = 1000
SETUP = f"the same with `--continue-on-failure --max-examples {EXAMPLES}`"


def steps(place: Place) -> list[list[str]]:
    """One run over all phases, going on after a failure, as this suite does."""
    return [run(place, "--continue-on-failure", f"--max-examples={EXAMPLES}")]
