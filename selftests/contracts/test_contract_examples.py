"""The documented payloads keep their contracts, except where the index says that a page is wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from payloads_at_hand import EXAMPLES, example, index
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from test_contract_schemas import SCHEMAS, SOURCE

REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource(schema, DRAFT202012)) for name, schema in SCHEMAS.items()
)


@pytest.mark.parametrize("row", index(), ids=lambda row: row["file"])
def test_an_example_keeps_its_contract_except_for_its_errata(row: dict[str, Any]) -> None:
    """The contract objects exactly where an erratum says so, and nowhere else."""
    schema = SCHEMAS[f"{row['schema']}.schema.json"]
    errors = Draft202012Validator(schema, registry=REGISTRY).iter_errors(example(row["file"]))
    observed = {"".join(f"/{token}" for token in error.absolute_path) for error in errors}
    assert observed == {pointer for erratum in row["errata"] for pointer in erratum["errors"]}


@pytest.mark.parametrize("row", index(), ids=lambda row: row["file"])
def test_an_entry_says_where_the_example_stands(row: dict[str, Any]) -> None:
    """File name, contract and lines fit together."""
    operation, kind = re.fullmatch(
        r"(create|update|list|detail)/(request|response)-\d\d-[a-z-]+\.json", row["file"]
    ).groups()  # type: ignore[union-attr]
    contract = {"request": f"{operation}-request", "response": f"envelope-{operation}"}[kind]
    assert row["schema"] in (contract, "envelope-refusal")
    assert SOURCE.fullmatch(row["source"])
    assert all(SOURCE.fullmatch(erratum["source"]) and erratum["what"] for erratum in row["errata"])


def test_the_index_lists_every_file_once() -> None:
    """All documented payloads are there; two of the ten lists come from the older page."""
    files = [row["file"] for row in index()]
    assert sorted(files) == sorted(str(path.relative_to(EXAMPLES)) for path in EXAMPLES.rglob("*.json"))
    assert Counter(file.split("-")[0] for file in files) == {
        "list/response": 10,
        "detail/response": 7,
        "update/request": 3,
        "update/response": 7,
        "create/request": 6,
        "create/response": 3,
    }


def test_no_payload_is_kept_twice() -> None:
    """What the pages repeat is kept once."""
    texts = Counter((EXAMPLES / row["file"]).read_text(encoding="utf-8") for row in index())
    assert max(texts.values()) == 1
