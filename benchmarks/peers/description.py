"""The OpenAPI description that every peer gets: that of the suite in one file, with examples that work.

The documented examples lie in the past and name badges of another tenant, so that a server refuses them
with good reason. A peer that replays examples gets ones that are accepted: a begin in the future, a badge
that exists.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.serving import ROOT
from reference.seeds import FIXTURES, background, demo_badges

SOURCE = ROOT / "specs" / "openapi.yaml"
WRITE_PATH = "/api_gateway/v1/badges/badgeMeta"
READ_BADGE = FIXTURES["earned"][0]
DAY = 86_400


def description(url: str) -> dict[str, Any]:
    """The whole description as one document for the server at this URL."""
    document = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    schemas: dict[str, Any] = {}
    bundled: dict[str, Any] = _bundled(document, SOURCE.parent, schemas)
    bundled["components"]["schemas"] = dict(sorted(schemas.items()))
    bundled["servers"] = [{"url": url}]
    for operation, body in (("post", _create), ("put", _update)):
        examples = bundled["paths"][WRITE_PATH][operation]["requestBody"]["content"]["application/json"][
            "examples"
        ]
        for number, example in enumerate(examples.values()):
            example["value"] = body(example["value"], number)
    for parameter in _parameters(bundled):
        if parameter["name"] == "badgeId":
            parameter["example"] = READ_BADGE
        elif parameter["name"] == "includeStatistics":
            parameter["example"] = True
        elif parameter["name"] == "name":
            parameter["example"] = next(one.name for one in demo_badges(time.time()) if one.id == READ_BADGE)
    return bundled


def write(url: str, path: Path) -> None:
    """Write the description as JSON."""
    path.write_text(json.dumps(description(url), indent=1), encoding="utf-8")


def _parameters(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    operations = [item for path in document["paths"].values() for item in path.values()]
    return [one for item in operations for one in item.get("parameters", ()) if "name" in one]


def _bundled(node: Any, folder: Path, schemas: dict[str, Any]) -> Any:
    """A copy of the node in which files are components and external examples are inline."""
    if isinstance(node, list):
        return [_bundled(item, folder, schemas) for item in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for key, value in node.items():
        if key == "externalValue":
            made["value"] = json.loads((folder / value).read_text(encoding="utf-8"))
        elif key == "$ref" and value.endswith(".schema.json"):
            made[key] = f"#/components/schemas/{_component(folder / value, schemas)}"
        elif key not in ("$schema", "$id"):
            made[key] = _bundled(value, folder, schemas)
    return made


def _component(path: Path, schemas: dict[str, Any]) -> str:
    name = path.name.removesuffix(".schema.json")
    if name not in schemas:
        schemas[name] = {}  # schemas may refer to themselves
        schemas[name] = _bundled(json.loads(path.read_text(encoding="utf-8")), path.parent, schemas)
    return name


def _create(body: Mapping[str, Any], number: int) -> dict[str, Any]:
    start = int(time.time()) + 30 * DAY
    return {**body, "name": f"Peer badge {number}", "startOn": start, "expiresOn": start + 300 * DAY}


def _update(body: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A change of a background badge that has not begun yet."""
    now = time.time()
    badge = [
        one for one in background(30, now) if one.start_on > now + DAY and one.earn_type == body["earnType"]
    ][number]
    contract = json.loads((ROOT / "contracts" / "update-request.schema.json").read_text(encoding="utf-8"))
    return {
        # The documented body repeats what only an answer needs to hold.
        **{key: value for key, value in body.items() if not contract["properties"][key].get("readOnly")},
        "id": badge.id,
        "name": badge.name,
        "startOn": badge.start_on,
        "expiresOn": badge.expires_on,
        "ownership": {"restrictedToOwners": list(badge.owners)},
    }
