"""Step CI: a workflow generated from the description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from benchmarks.peers.place import CUSTOMER, PASSWORD, USER, Place
from benchmarks.peers.plain import plain

NAME = "Step CI"
PACKAGE = "stepci"
SETUP = (
    "the generated workflow, signed, going on after a failure; status and schema checked, not example values"
)
WORKFLOW = "workflow.yml"


def steps(place: Place) -> Iterator[list[str]]:
    """Generate the workflow, put the credentials in, run it."""
    source = place.write("openapi.json", plain(place.url, optional=False))
    workflow = place.folder / WORKFLOW
    yield [place.command("stepci"), "generate", source, str(workflow), "--checkExamples=false"]
    generated = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    generated["config"]["continueOnFail"] = True
    for test in generated["tests"].values():
        for step in test["steps"]:
            # The generator leaves a parameter of the path open, and knows no credentials.
            step["http"]["url"] = step["http"]["url"].replace("{customerId}", CUSTOMER)
            step["http"]["auth"] = {"basic": {"username": USER, "password": PASSWORD}}
    workflow.write_text(yaml.safe_dump(generated, sort_keys=False), encoding="utf-8")
    yield [place.command("stepci"), "run", str(workflow), "--verbose"]


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """No word home."""
    return {"STEPCI_DISABLE_ANALYTICS": "1"}


def failures(place: Place) -> set[str]:
    """Step and check."""
    found, step = set(), ""
    text = (place.folder / "step-2.log").read_text(encoding="utf-8")
    if "Steps:" not in text:
        raise ValueError(text[-300:])
    for line in text.splitlines():
        if heading := re.match(r"\S+ \w+ › (.+)", line):
            step = heading[1]
        elif step and (check := re.match(r"✕ (\w.*)", line)):
            found.add(f"{step}: {check[1]}")
    return found
