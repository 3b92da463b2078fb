"""Specmatic: contract tests from the examples and from combinations of what the schemas allow.

Its generative tests are left off: with them it sent 11,552 requests in 300 seconds and was not done."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from typing import Any

from benchmarks.peers.place import BASIC, Place
from benchmarks.peers.plain import plain

NAME = "Specmatic"
PACKAGE = "specmatic"
SETUP = "credentials, working examples by name, at most 20 combinations of a request"
REPORT = "TEST-junit-jupiter.xml"
COMBINATIONS = "20"


def steps(place: Place) -> list[list[str]]:
    """One run."""
    source = place.write("openapi.json", _named(plain(place.url, optional=True)))
    options = ["--lenient", f"--testBaseURL={place.url}", f"--junitReportDir={place.folder}"]
    return [[place.command("specmatic"), "test", source, *options]]


def _named(document: dict[str, Any]) -> dict[str, Any]:
    """It pairs the examples of a request and a response by their names; give parameters such names."""
    for path in document["paths"].values():
        for operation in path.values():
            (success,) = operation["responses"].values()
            names = list(success["content"]["application/json"]["examples"])
            for parameter in operation["parameters"]:
                if parameter.get("required") and "example" in parameter:
                    value = parameter.pop("example")
                    parameter["examples"] = {name: {"value": value} for name in names}
                else:
                    parameter.pop("example", None)
    return document


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """Credentials by the name of their scheme, and the cap."""
    return {
        "basic": BASIC,
        "MAX_TEST_REQUEST_COMBINATIONS": COMBINATIONS,
        "SPECMATIC_DISABLE_TELEMETRY": "true",
    }


def failures(place: Place) -> set[str]:
    """The scenario, the place in the response and the rule that it breaks."""
    root = ElementTree.parse(place.folder / REPORT).getroot()  # noqa: S314 - our own file
    found = set()
    for case in root.iter("testcase"):
        for failure in (*case.findall("failure"), *case.findall("error")):
            text = failure.text or ""
            # The values of a combination are others in the next run.
            name = case.attrib["name"].rpartition("Scenario: ")[2].partition(" with a request where ")[0]
            places = re.findall(r">> ([A-Z][\w.\[\]$*-]+)", text)
            found.update(f"{name}: {re.sub('[0-9]+', '*', where)}" for where in places)
            found.update(
                f"{name}: got {code}" for code in re.findall(r"response contained status (\d+)", text)
            )
    return found
