"""This suite."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from benchmarks.peers.place import WARNING, Place
from benchmarks.serving import ROOT

NAME = "this suite"
PACKAGE = "badges-conformance"
SETUP = "the target profile that the reference writes; otherwise as it comes"


def steps(place: Place) -> list[list[str]]:
    """One run of all tests."""
    return [run(place, "tests")]


def run(place: Place, *tests: str) -> list[str]:
    """The command that runs these tests."""
    return [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
        *(str(ROOT / one) for one in tests),
        *("-c", str(ROOT / "pyproject.toml")),
        *(f"--target={place.profile}", f"--report-dir={place.folder}", "--seed=1"),
    ]


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """Nothing."""
    return {}


def failures(place: Place) -> set[str]:
    """The requirements that failed; a failed SHOULD is a warning."""
    report = place.read("conformance.json")
    if report["run"]["interrupted"]:
        raise ValueError(report["run"]["interrupted"])
    return {
        row["id"] if row["level"] == "MUST" else WARNING + row["id"]
        for row in report["requirements"]
        if row["verdict"] == "failed"
    }
