"""Dredd, the old baseline: every example sent once, the response compared with the example."""

from __future__ import annotations

import re
from collections.abc import Mapping

from benchmarks.peers.place import PASSWORD, USER, Place
from benchmarks.peers.plain import plain

NAME = "Dredd"
PACKAGE = "dredd"
SETUP = "credentials, working examples, no optional parameters"
LOG = "step-1.log"


def steps(place: Place) -> list[list[str]]:
    """One run."""
    source = place.write("openapi.json", plain(place.url, optional=False))
    none = str(place.folder / "no-dredd.yml")
    flags = ["--user", f"{USER}:{PASSWORD}", "--config", none, "--no-color", "--loglevel", "warning"]
    return [[place.command("dredd"), source, place.url, *flags]]


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """Nothing."""
    return {}


def failures(place: Place) -> set[str]:
    """The transaction and what its message says."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", (place.folder / LOG).read_text(encoding="utf-8"))
    if "complete:" not in text:
        raise ValueError(text[-300:])
    found, transaction = set(), ""
    for line in text.splitlines():
        if heading := re.match(r"fail: (\w+ .*) duration: ", line):
            transaction = heading[1]
        elif complaint := re.match(r"(?:fail: )?((?:body|headers|statusCode): [A-Z].*)", line):
            found.add(f"{transaction}: {complaint[1]}")
    return found
