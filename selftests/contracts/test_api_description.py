"""`specs/openapi.yaml` is sound: two validators accept it, and schemathesis generates requests from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import openapi_pydantic
import pytest
import schemathesis
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator
from payloads_at_hand import CONTRACTS, SPECS

from harness.contracts import Contracts

PATH = SPECS / "openapi.yaml"
DESCRIPTION: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
SCHEMA = schemathesis.openapi.from_path(str(PATH))
OPERATIONS = {
    "createBadge": "POST /api_gateway/v1/badges/badgeMeta",
    "updateBadge": "PUT /api_gateway/v1/badges/badgeMeta",
    "listCustomerBadges": "GET /api_gateway/v1/badges/management/{customerId}",
    "getCustomerBadge": "GET /api_gateway/v1/badges/management/{customerId}/badge/{badgeId}",
}
BODIES = {"createBadge": "create-request", "updateBadge": "update-request"}


def _operations() -> Iterator[dict[str, Any]]:
    for methods in DESCRIPTION["paths"].values():
        yield from methods.values()


def _parameters() -> Iterator[dict[str, Any]]:
    shared = DESCRIPTION["components"]["parameters"]
    for operation in _operations():
        for parameter in operation.get("parameters", ()):
            yield shared[parameter["$ref"].rsplit("/", 1)[-1]] if "$ref" in parameter else parameter


def _values(node: Any, key: str) -> Iterator[Any]:
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == key)
        for value in node.values():
            yield from _values(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value, key)


def test_the_specification_validator_accepts_it() -> None:
    """The first validator, with every reference into the contracts followed."""
    assert list(OpenAPIV31SpecValidator(DESCRIPTION, base_uri=PATH.as_uri()).iter_errors()) == []


def test_the_typed_model_accepts_it() -> None:
    """The second validator, which shares no code with the first."""
    parsed = openapi_pydantic.parse_obj(DESCRIPTION)
    assert parsed.openapi == "3.1.0"


def test_the_four_operations_are_there() -> None:
    """Under their ids, as schemathesis sees them."""
    loaded = {
        result.ok().definition.raw["operationId"]: result.ok().label for result in SCHEMA.get_all_operations()
    }
    assert loaded == OPERATIONS


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_a_valid_request_can_be_generated(operation_id: str, contracts: Contracts) -> None:
    """Positive generation works, and what it makes keeps the contract of the body."""
    operation = SCHEMA.find_operation_by_id(operation_id)
    bodies = []

    @hypothesis.seed(20)
    @hypothesis.settings(
        max_examples=15, database=None, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE))
    def generate(case: schemathesis.Case) -> None:
        bodies.append(case.body)

    generate()
    assert bodies
    if operation_id in BODIES:
        assert all(contracts.holds(BODIES[operation_id], body) for body in bodies)


@pytest.mark.parametrize("parameter", list(_parameters()), ids=lambda parameter: parameter["name"])
def test_a_parameter_is_typed_and_described(parameter: dict[str, Any]) -> None:
    """With a type or a contract, and with the line that documents it."""
    assert "00" in parameter["description"]
    assert ":L" in parameter["description"]
    assert parameter["schema"].keys() & {"type", "$ref"}


def test_stated_defaults_are_there() -> None:
    """Page, size, sorting and the kind of badges have defaults; nothing else states one."""
    defaults = {row["name"]: row["schema"]["default"] for row in _parameters() if "default" in row["schema"]}
    assert defaults == {
        "page": 0,
        "size": 10,
        "sortOn": "EXPIRES_ON",
        "order": "DESC",
        "badgeType": "AVAILABLE_TO_ISSUE",
    }


def test_every_operation_describes_success_refusal_access_and_failure() -> None:
    """The same five kinds of answer everywhere; the body of 401, 403 and 5XX is free."""
    for operation in _operations():
        assert operation["responses"].keys() == {"2XX", "400", "401", "403", "4XX", "5XX"}
    free = [DESCRIPTION["components"]["responses"][name] for name in ("Unauthorized", "Forbidden", "Failure")]
    assert not any("content" in response for response in free)


def test_a_create_leads_to_the_other_operations() -> None:
    """Links carry the id to update and detail, and the name to the list."""
    links = DESCRIPTION["paths"]["/api_gateway/v1/badges/badgeMeta"]["post"]["responses"]["2XX"]["links"]
    assert {link["operationId"] for link in links.values()} == OPERATIONS.keys() - {"createBadge"}


def test_files_that_it_names_exist() -> None:
    """Bodies come from the contracts, and examples from their folder."""
    names = [*_values(DESCRIPTION, "$ref"), *_values(DESCRIPTION, "externalValue")]
    files = [name for name in names if not name.startswith("#")]
    assert len(files) > 15
    assert all(
        (PATH.parent / file).is_file() and (PATH.parent / file).resolve().is_relative_to(CONTRACTS)
        for file in files
    )
