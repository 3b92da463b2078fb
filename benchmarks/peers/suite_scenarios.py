"""This suite without its generated tests: what the scenarios alone find, in a fraction of the requests."""

from __future__ import annotations

from benchmarks.peers.place import Place
from benchmarks.peers.suite import PACKAGE, environment, failures, run
from benchmarks.serving import ROOT

__all__ = ("NAME", "PACKAGE", "SETUP", "environment", "failures", "steps")

NAME = "this suite, scenarios only"
SETUP = "the same without `tests/fuzz`"


def steps(place: Place) -> list[list[str]]:
    """One run of every folder of tests but that of the generated ones."""
    folders = sorted(one.parent.name for one in (ROOT / "tests").glob("*/__init__.py"))
    return [run(place, *(f"tests/{one}" for one in folders if one != "fuzz"))]
