"""Prism as a validating proxy, with the documented examples replayed through it."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from benchmarks.peers.description import description
from benchmarks.peers.place import Place

NAME = "Prism proxy"
PACKAGE = "@stoplight/prism-cli"
SETUP = (
    "examples, a list per value of each filter and details of every kind replayed; "
    "a refusal of one of them counts, too"
)
REPORT = "prism.json"


def steps(place: Place) -> list[list[str]]:
    """One replay through one proxy."""
    source = place.write("openapi.json", description(place.url))
    report = str(place.folder / REPORT)
    replay = [sys.executable, "-m", "benchmarks.peers.prism_replay"]
    return [[*replay, place.command("prism"), source, place.url, report]]


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """Nothing."""
    return {}


def failures(place: Place) -> set[str]:
    """What the replay wrote down."""
    return set(place.read(REPORT))
