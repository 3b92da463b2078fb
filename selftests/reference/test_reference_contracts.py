"""Every shape that the reference answers, against the contracts; every documented body is taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from in_process import LIMITS, MIGRATION, NOW, Api
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

CONTRACTS = Path(__file__).parents[2] / "contracts"
SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in CONTRACTS.glob("*.schema.json")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()]
)
BODIES = {path.stem: path for path in sorted((CONTRACTS / "examples").glob("*/request-*.json"))}


def check(envelope: str, payload: Any) -> None:
    """Fail on the first contract that the payload breaks."""
    validator = Draft202012Validator(SCHEMAS[f"envelope-{envelope}.schema.json"], registry=REGISTRY)
    problems = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(payload)]
    assert problems == []


def test_every_seeded_badge(api: Api) -> None:
    for badge_type in ("AVAILABLE", "AVAILABLE_TO_ISSUE", "EARNED", "EXPIRED"):
        page = api.list(badgeType=badge_type, size=50).payload
        check("list", page)
        for row in page["data"]["customerBadges"][:20]:
            for statistics in ("true", "false"):
                check("detail", api.detail(row["badgeMetaId"], statistics).payload)
    check("list", api.list(name="nobody").payload)


@pytest.mark.parametrize("state", ["made", "live", "expired"])
@pytest.mark.parametrize("kind", ["FIXED_WINDOW", "ROLLING_WINDOW", "FIXED_VALUE", "NO_LIMIT"])
@pytest.mark.parametrize("earn_type", ["EARN", "ISSUE_EARN"])
def test_badges_of_every_kind_and_state(api: Api, state: str, kind: str, earn_type: str) -> None:
    limits = {field: [limit(kind)] for field, limit in LIMITS.items()}
    body = api.body(earnType=earn_type, **limits)
    start, end = {"made": (100, 200), "live": (-100, 200), "expired": (-200, -100)}[state]
    body |= {"startOn": NOW + start, "expiresOn": NOW + end}
    created = api.create(body, MIGRATION).payload
    check("create", created)
    check("detail", api.detail(created["data"]["id"]).payload)
    updated = api.update(body | {"id": created["data"]["id"], "expiresOn": NOW + 300}).payload
    check("update", updated)


def test_refusals(api: Api) -> None:
    taken = api.made()
    bodies = [{}, api.body(name=taken["name"], startOn=1), api.body(tags=[None]), b"{", b"x" * 2_000_000]
    for body in bodies:
        check("refusal", api.create(body).payload)
    check("refusal", api.list("nobody").payload)
    check("refusal", api.detail("nothing").payload)
    check("refusal", api.send("GET", "/nowhere").payload)


@pytest.mark.parametrize("path", [path for path in BODIES.values() if "historical" not in path.name], ids=str)
def test_documented_bodies_are_taken(path: Path) -> None:
    body = json.loads(path.read_text(encoding="utf-8"))
    api = Api(now=min(body["startOn"], body["expiresOn"]) - 5)
    created = api.create(body)
    check("create", created.payload)
    update = body | {"id": created.data["id"]}
    check("update", api.update(update).payload)
