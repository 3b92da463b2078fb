"""The stock command line of schemathesis: property-based tests from the description alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.fuzz_whole import whole_events
from benchmarks.peers.description import description
from benchmarks.peers.place import PASSWORD, USER, Place

NAME = "schemathesis"
PACKAGE = "schemathesis"
SETUP = "credentials, working examples, all its checks and phases, a fixed seed"
EVENTS = "events.ndjson"


def steps(place: Place) -> list[list[str]]:
    """One run over all phases."""
    return [run(place)]


def run(place: Place, *more: str) -> list[str]:
    """The command, with some more options."""
    return [
        *(str(Path(sys.executable).parent / "schemathesis"), "run"),
        place.write("openapi.json", description(place.url)),
        *("--url", place.url, "--auth", f"{USER}:{PASSWORD}", "--seed", "1", "--no-color"),
        *("--report", "ndjson", "--report-ndjson-path", str(place.folder / EVENTS)),
        *more,
    ]


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """Nothing."""
    return {}


def failures(place: Place) -> set[str]:
    """Operation, check and, for a schema, where and which rule it was."""
    return {name for event in whole_events(place.folder / EVENTS) for name in _failed(event)}


def _failed(event: Mapping[str, Any]) -> Iterator[str]:
    recorder = event.get("ScenarioFinished", {}).get("recorder", {})
    for key, checks in recorder.get("checks", {}).items():
        value = recorder["cases"][key]["value"]
        for check in checks:
            if check["status"] == "failure":
                failure = check["failure_info"]["failure"]
                where = f"{value['method']} {len(value['path'].split('/'))}"
                yield f"{where}: {check['name']}: {_kind(failure)}"


def _kind(failure: Mapping[str, Any]) -> str:
    message = failure.get("validation_message") or failure["title"]
    place = "/".join(str(part) for part in failure.get("schema_path") or ())
    return f"{re.sub(r'[0-9]+', '#', message.splitlines()[0])[:80] if place == '' else place}"
