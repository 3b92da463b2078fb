"""`redocly respect`: an Arazzo file made of the examples and the links of the description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.peers.description import READ_BADGE, WRITE_PATH, description
from benchmarks.peers.place import CUSTOMER, PASSWORD, USER, Place
from benchmarks.peers.plain import plain

NAME = "Redocly Respect"
PACKAGE = "@redocly/cli"
SETUP = "an Arazzo file: every example of a body, every link from a create, a list of each badgeType"
REPORT = "respect.json"
BADGE_TYPES = ("AVAILABLE_TO_ISSUE", "AVAILABLE", "EARNED", "EXPIRED")
ID, NAME_OF = "$response.body#/data/id", "$response.body#/data/name"
KNOWN = {"name": "customerId", "in": "path", "value": CUSTOMER}
#: Of a message only this is the same in the next run; the rest shows the response.
RULE = re.compile(r"^[A-Z][A-Za-z/]+ (?:must|should|MUST) .*$", re.MULTILINE)


def steps(place: Place) -> list[list[str]]:
    """One run of all workflows."""
    place.write("openapi.json", plain(place.url, optional=True))
    arazzo = {
        "arazzo": "1.0.1",
        "info": {"title": "Badges API", "version": "1"},
        "sourceDescriptions": [{"name": "badges", "type": "openapi", "url": "openapi.json"}],
        "workflows": list(_workflows(description(place.url))),
    }
    return [
        [
            *(place.command("redocly"), "respect", place.write("badges.arazzo.json", arazzo)),
            # It takes what stands beside an `allOf` or an `if` for undocumented, which must not end it.
            *("-J", str(place.folder / REPORT), "--severity", "SCHEMA_CHECK=warn"),
        ]
    ]


def _workflows(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, body in _bodies(document, "post"):
        made = {"name": "badgeId", "in": "path", "value": "$steps.create.outputs.id"}
        yield _workflow(
            f"create-{name}",
            _step("create", "createBadge", body=body, outputs={"id": ID, "name": NAME_OF}),
            _step("read", "getCustomerBadge", KNOWN, made),
            _step("find", "listCustomerBadges", KNOWN, _query("name", "$steps.create.outputs.name")),
            _step("update", "updateBadge", body={**body, "id": "$steps.create.outputs.id"}),
        )
    for name, body in _bodies(document, "put"):
        yield _workflow(f"update-{name}", _step("update", "updateBadge", body=body))
    yield _workflow("list", _step("list", "listCustomerBadges", KNOWN))
    for kind in BADGE_TYPES:
        yield _workflow(f"list-{kind}", _step("list", "listCustomerBadges", KNOWN, _query("badgeType", kind)))
    badge = {"name": "badgeId", "in": "path", "value": READ_BADGE}
    for wanted in ("true", "false"):
        given = (KNOWN, badge, _query("includeStatistics", wanted))
        yield _workflow(f"read-{wanted}", _step("read", "getCustomerBadge", *given))


def _bodies(document: Mapping[str, Any], method: str) -> Iterator[tuple[str, dict[str, Any]]]:
    content = document["paths"][WRITE_PATH][method]["requestBody"]["content"]["application/json"]
    for name, example in content["examples"].items():
        yield name, example["value"]


def _query(name: str, value: str) -> dict[str, str]:
    return {"name": name, "in": "query", "value": value}


def _workflow(name: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"workflowId": name, "steps": list(parts)}


def _step(
    name: str,
    operation: str,
    *parameters: Mapping[str, str],
    body: Mapping[str, Any] | None = None,
    outputs: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    step: dict[str, Any] = {
        "stepId": name,
        "operationId": operation,
        "x-security": [{"schemeName": "basic", "values": {"username": USER, "password": PASSWORD}}],
        "successCriteria": [{"condition": f"$statusCode == {201 if operation == 'createBadge' else 200}"}],
    }
    if parameters:
        step["parameters"] = list(parameters)
    if body is not None:
        step["requestBody"] = {"contentType": "application/json", "payload": dict(body)}
    if outputs is not None:
        step["outputs"] = dict(outputs)
    return {key: value for key, value in step.items() if value}


def environment(place: Place) -> Mapping[str, str]:  # noqa: ARG001 - as the other tools
    """No word home."""
    return {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def failures(place: Place) -> set[str]:
    """Workflow, step, check and the rules of the schema that were broken."""
    found = set()
    for file in place.read(REPORT)["files"].values():
        for workflow in file["executedWorkflows"]:
            for step in workflow["executedSteps"]:
                for check in step.get("checks", ()):
                    if not check["passed"]:
                        name = f"{workflow['workflowId']}/{step['stepId']}: {check['name']}"
                        found.update(f"{name}: {rule}" for rule in RULE.findall(check["message"]) or [""])
    return found
