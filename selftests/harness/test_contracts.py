"""Violations are blamed on the requirement of the deepest schema, and coverage is what a value reached."""

import json

import pytest

from harness.contracts import Contracts, Coverage

SCHEMAS = {
    "page": {
        "type": "object",
        "required": ["rows", "total"],
        "x-requirement": "PAGE",
        "properties": {
            "total": {"type": "integer", "x-requirement": "TOTAL", "x-source": "000:L1"},
            "rows": {"type": "array", "x-requirement": "ROWS", "items": {"$ref": "row.schema.json"}},
        },
    },
    "row": {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "x-requirement": "NAME"},
            "kind": {"enum": ["A", "B"], "x-requirement": "KIND"},
            "size": {"$ref": "#/$defs/size", "x-requirement": "SIZE"},
        },
        "if": {"properties": {"kind": {"const": "B"}}, "required": ["kind"]},
        "then": {"required": ["size"], "properties": {"size": {"minimum": 10, "x-requirement": "B-SIZE"}}},
        "$defs": {"size": {"type": "integer"}},
    },
}


@pytest.fixture
def contracts(tmp_path):
    for name, schema in SCHEMAS.items():
        (tmp_path / f"{name}.schema.json").write_text(json.dumps(schema))
    return Contracts(tmp_path)


CASES = [
    pytest.param({"rows": [], "total": "1"}, [("TOTAL", "/total")], id="wrong type"),
    pytest.param({"rows": []}, [("TOTAL", "/total")], id="missing member is blamed on its own rule"),
    pytest.param({"rows": {}, "total": 1}, [("ROWS", "/rows")], id="wrong container"),
    pytest.param({"rows": [{"name": 1}], "total": 1}, [("NAME", "/rows/0/name")], id="through a reference"),
    pytest.param({"rows": [{}], "total": 1}, [("NAME", "/rows/0/name")], id="missing behind a reference"),
    pytest.param({"rows": [{"name": "x", "kind": "C"}], "total": 1}, [("KIND", "/rows/0/kind")], id="enum"),
    pytest.param(
        {"rows": [{"name": "x", "size": "s"}], "total": 1}, [("SIZE", "/rows/0/size")], id="local $ref"
    ),
    pytest.param(
        {"rows": [{"name": "x", "kind": "B", "size": 3}], "total": 1},
        [("B-SIZE", "/rows/0/size")],
        id="branch",
    ),
    pytest.param(
        {"rows": [{"name": "x", "kind": "B"}], "total": 1},
        [("B-SIZE", "/rows/0/size")],
        id="missing in a branch",
    ),
    pytest.param(
        {"rows": [{"name": 1, "kind": "C"}]},
        [("TOTAL", "/total"), ("NAME", "/rows/0/name"), ("KIND", "/rows/0/kind")],
        id="several at once",
    ),
    pytest.param([], [("PAGE", "")], id="the value itself"),
    pytest.param(
        {"rows": [{"name": "x", "kind": "A", "size": 3, "more": 1}], "total": 1}, [], id="all is well"
    ),
]


@pytest.mark.parametrize(("value", "blamed"), CASES)
def test_blame(contracts, value, blamed):
    found = {(item.requirement, item.pointer) for item in contracts.violations("page", value)}
    assert found == set(blamed)
    assert contracts.holds("page", value) is (not blamed)


def test_a_violation_names_its_source(contracts):
    (violation,) = contracts.violations("page", {"rows": [], "total": "1"})
    assert (violation.source, violation.expected, violation.observed) == ("000:L1", "type integer", '"1"')


def test_half_a_surrogate_pair_is_a_text_like_another(contracts):
    value = {"rows": [{"name": "half \ud83d", "kind": "\udc00", "\ud83d": 1}], "total": 1}
    assert [violation.requirement for violation in contracts.violations("page", value)] == ["KIND"]


REACHED = [
    ({"rows": [], "total": 1}, {"PAGE", "TOTAL", "ROWS"}),
    ({"rows": [{"name": "x"}], "total": 1}, {"PAGE", "TOTAL", "ROWS", "NAME"}),
    ({"rows": [{"kind": "A"}], "total": 1}, {"PAGE", "TOTAL", "ROWS", "KIND"}),
    ({"rows": [{"kind": "B", "size": 12}], "total": 1}, {"PAGE", "TOTAL", "ROWS", "KIND", "SIZE", "B-SIZE"}),
]


@pytest.mark.parametrize(("value", "reached"), REACHED)
def test_only_what_a_value_reached_counts_as_judged(contracts, value, reached):
    assert contracts.judged("page", value) == reached


def test_coverage_counts(contracts):
    coverage = Coverage(contracts)
    coverage.add("page", {"rows": [], "total": 1})
    coverage.add("page", {"rows": [{"name": "x"}], "total": 1})
    assert (coverage.reached["ROWS"], coverage.reached["NAME"]) == (2, 1)
