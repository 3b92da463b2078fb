"""The contracts are sound as schemas: valid, documented, and tied to the catalogue in both directions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from payloads_at_hand import CONTRACTS, SPECS

# The report of a run is a contract of this suite, not of the API.
FILES = sorted(path for path in CONTRACTS.glob("*.schema.json") if not path.name.startswith("report."))
SCHEMAS: dict[str, dict[str, Any]] = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in FILES
}
SHAPE: list[dict[str, Any]] = yaml.safe_load(
    (SPECS / "requirements" / "shape.yaml").read_text(encoding="utf-8")
)
STATEMENTS = {row["id"] for row in yaml.safe_load((SPECS / "statements.yaml").read_text(encoding="utf-8"))}

SOURCE = re.compile(r"00[0-4]:L\d+(-\d+)?(,\d+(-\d+)?)*( 00[0-4]:L\d+(-\d+)?(,\d+(-\d+)?)*)*")
ANNOTATIONS = {"$ref", "$comment", "description", "x-source", "x-requirement", "readOnly"}
CONDITIONS = ("if", "then", "else", "not", "allOf", "anyOf", "oneOf")

every_schema = pytest.mark.parametrize("name", SCHEMAS)


def _subschemas(node: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every schema in a schema with the keywords that lead to it."""
    if not isinstance(node, dict):
        return
    yield way, node
    for keyword, value in node.items():
        if keyword == "properties":
            for name, member in value.items():
                yield from _subschemas(member, (*way, keyword, name))
        elif keyword in ("allOf", "anyOf", "oneOf"):
            for member in value:
                yield from _subschemas(member, (*way, keyword))
        elif keyword in ("items", "additionalProperties", "if", "then", "else", "not"):
            yield from _subschemas(value, (*way, keyword))


@every_schema
def test_it_is_valid_and_named_after_its_file(name: str) -> None:
    """Valid under the meta-schema, with its file name as id, so that relative references work everywhere."""
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == name
    assert schema["title"]


@every_schema
def test_references_name_files_beside_it_and_stand_alone(name: str) -> None:
    """A reference has only annotations beside it: otherwise the way to an error would be ambiguous."""
    for way, schema in _subschemas(SCHEMAS[name]):
        if "$ref" in schema:
            assert schema["$ref"] in SCHEMAS, way
            assert schema.keys() <= ANNOTATIONS, way


@every_schema
def test_every_property_is_described_with_its_source(name: str) -> None:
    """Outside of conditions, every property says what it is and where it is documented."""
    for way, schema in _subschemas(SCHEMAS[name]):
        if not way or (way[-2:-1] == ("properties",) and not set(way) & set(CONDITIONS)):
            assert len(schema["description"]) > 3, way
            assert SOURCE.fullmatch(schema["x-source"]), way


@every_schema
def test_every_requirement_has_a_source(name: str) -> None:
    """A location that names a requirement names the lines behind it."""
    for way, schema in _subschemas(SCHEMAS[name]):
        if "x-requirement" in schema:
            assert SOURCE.fullmatch(schema["x-source"]), way


@every_schema
def test_requests_are_closed_and_responses_open(name: str) -> None:
    """A request has documented members only; a response may have more."""
    for way, schema in _subschemas(SCHEMAS[name]):
        if "properties" in schema and not way:
            assert (schema.get("additionalProperties") is False) == ("request" in name)


def test_every_contract_is_reached() -> None:
    """No file is left that neither an envelope nor a request leads to."""
    reached, ahead = set(), {name for name in SCHEMAS if name.startswith(("envelope-", "create-", "update-"))}
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead |= {schema["$ref"] for _, schema in _subschemas(SCHEMAS[name]) if "$ref" in schema} - reached
    assert reached == set(SCHEMAS)


def test_requirements_and_locations_agree() -> None:
    """Every id in a contract is a shape requirement, and every shape requirement stands in a contract."""
    used = {
        schema["x-requirement"]
        for root in SCHEMAS.values()
        for _, schema in _subschemas(root)
        if "x-requirement" in schema
    }
    assert used == {row["id"] for row in SHAPE}


@pytest.mark.parametrize("row", SHAPE, ids=lambda row: row["id"])
def test_a_requirement_is_well_formed(row: dict[str, Any]) -> None:
    """Level, operation, title and statements are what the catalogue expects."""
    prefix = {"common": ("COMMON-", "BADGE-META-"), "list": ("LIST-",), "detail": ("DETAIL-",)}
    assert row["check"] == "shape"
    assert row["level"] in ("MUST", "SHOULD")
    assert row["id"].startswith(prefix[row["operation"]])
    assert row["title"].endswith(".")
    assert row["subject"]
    assert row["covers"]
    assert set(row["covers"]) <= STATEMENTS
