"""Portman and Newman: the description as a Postman collection with contract tests, run."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.peers.place import PASSWORD, USER, Place
from benchmarks.peers.plain import plain

NAME = "Portman + Newman"
PACKAGE = "@apideck/portman"
SETUP = "credentials, working examples, all five kinds of contract tests"
REPORT = "newman.json"
CHECKS = ("statusSuccess", "contentType", "jsonBody", "schemaValidation", "headersPresent")


def steps(place: Place) -> list[list[str]]:
    """Convert, then run."""
    collection = str(place.folder / "collection.json")
    convert = [
        *(place.command("portman"), "-l", place.write("openapi.json", plain(place.url, optional=False))),
        *("-b", place.url, "-o", collection),
        *("-c", place.write("portman-config.json", _config())),
        *("-s", place.write("postman-config.json", {"requestParametersResolution": "Example"})),
    ]
    newman = [place.command("newman"), "run", collection, "-r", "json"]
    return [convert, [*newman, "--reporter-json-export", str(place.folder / REPORT)]]


def _config() -> dict[str, object]:
    every = "*::/*"
    return {
        "version": 1.0,
        "tests": {"contractTests": [{"openApiOperation": every, name: {"enabled": True}} for name in CHECKS]},
        "globals": {"securityOverwrites": {"basic": {"username": USER, "password": PASSWORD}}},
    }


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """Nothing."""
    return {}


def failures(place: Place) -> set[str]:
    """The assertion, and for a schema what it says."""
    run = place.read(REPORT)["run"]
    return {f"{one['error']['test']}: {one['error']['message'][:400]}" for one in run["failures"]}
