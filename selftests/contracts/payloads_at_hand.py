"""The documented payloads, and single changes to them by JSON pointer."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = ROOT / "contracts"
EXAMPLES = CONTRACTS / "examples"
SPECS = ROOT / "specs"

GONE = object()
"""Takes a member away, in the place of a value."""


@cache
def index() -> list[dict[str, Any]]:
    """The index of the examples."""
    rows: list[dict[str, Any]] = yaml.safe_load((EXAMPLES / "index.yaml").read_text(encoding="utf-8"))
    return rows


@cache
def _stored(name: str) -> Any:
    return json.loads((EXAMPLES / name).read_text(encoding="utf-8"))


def example(start: str) -> Any:
    """A fresh copy of the one example whose file name begins so."""
    (name,) = [row["file"] for row in index() if row["file"].startswith(start)]
    return deepcopy(_stored(name))


def changed(start: str, changes: dict[str, Any]) -> Any:
    """An example with some members replaced, added or taken away; the pointer "" replaces the whole."""
    payload = example(start)
    for pointer, value in changes.items():
        if not pointer:
            payload = value
            continue
        *way, last = pointer.removeprefix("/").split("/")
        node = payload
        for token in way:
            node = node[int(token) if isinstance(node, list) else token]
        key: Any = int(last) if isinstance(node, list) else last
        if value is GONE:
            del node[key]
        else:
            node[key] = value
    return payload


def without_nulls(value: Any) -> Any:
    """The same value from a server that leaves nulls out."""
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(member) for member in value]
    return value
