"""Different spellings of one badge read as one badge; different badges do not."""

import json
from pathlib import Path

import pytest

from harness import reading
from harness.resources import CONTRACTS

SAME_BADGE = "662749408fe258516a88fe89"  # stands in 004:L541-609 and in 002:L293-373


def example(badge_id: str, operation: str, with_constraints: bool = True) -> dict:
    """The documented response of this operation for this badge."""
    for path in sorted(Path(CONTRACTS / "examples" / operation).glob("response-*.json")):
        data = json.loads(path.read_text())["data"]
        if (
            isinstance(data, dict)
            and data.get("id") == badge_id
            and ("customerConstraints" in data) == with_constraints
        ):
            return data
    raise LookupError(badge_id)


def test_the_documented_badge_reads_the_same_from_create_and_detail():
    """One badge stands on two pages: everything but status, window dates and precision agrees."""
    created = reading.read_written(example(SAME_BADGE, "create"))
    detail = reading.read_detail(example(SAME_BADGE, "detail"))
    fields = created.keys() & detail.keys() - {"status", "customerConstraints", "badgeConstraints", "tags"}
    assert reading.differences(created, detail, sorted(fields)) == []
    assert {"name", "startOn", "owners", "earnType", "active", "earnedBadgeExpiry"} <= fields


def test_constraints_of_the_documented_badge_map_from_write_to_read():
    created = reading.read_written(example(SAME_BADGE, "create"))
    detail = reading.read_detail(example(SAME_BADGE, "detail"))
    for block in ("customerConstraints", "badgeConstraints"):
        wanted = [
            {key: item[key] for key in ("kind", "maxEarnLimit", "refreshRate", "durationType", "referenceId")}
            for item in created[block]
        ]
        assert reading.differences({block: wanted}, detail) == []


SAME = [
    pytest.param({"a": None}, {}, id="null and absent"),
    pytest.param({"a": [1, 2]}, {"a": [2, 1]}, id="order of an array"),
    pytest.param({"a": 1}, {"a": 1.0}, id="integer and float"),
    pytest.param({"a": 1700000000.123456}, {"a": 1700000000.123}, id="microseconds cut to milliseconds"),
    pytest.param({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, id="a key more"),
]
OTHER = [
    pytest.param({"a": 1}, {"a": 2}, id="other number"),
    pytest.param({"a": True}, {"a": 1}, id="boolean and number"),
    pytest.param({"a": [1]}, {"a": [1, 1]}, id="a row more"),
    pytest.param({"a": [1, 1]}, {"a": [1, 2]}, id="a double for another"),
    pytest.param({"a": "x"}, {"a": "X"}, id="other case"),
    pytest.param({"a": 0}, {}, id="zero and absent"),
    pytest.param({"a": []}, {"a": [1]}, id="empty and filled"),
    pytest.param({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 1}, {"b": 3}]}, id="one item of two"),
]


@pytest.mark.parametrize(("expected", "observed"), SAME)
def test_equal_badges(expected, observed):
    assert reading.differences(expected, observed) == []


@pytest.mark.parametrize(("expected", "observed"), OTHER)
def test_different_badges(expected, observed):
    assert len(reading.differences(expected, observed)) == 1


INSTANTS = [
    ("2025-12-08T09:13:33Z", 1765185213.0),
    ("2025-12-08T14:43:33+05:30", 1765185213.0),
    ("2025-12-08T09:13:33.500Z", 1765185213.5),
    ("+57906-04-18T07:06:40Z", 1765178896000.0),  # 002:L49-50
    ("+58891-09-10T13:13:21Z", 1796275142001.0),  # 002:L51-52
    (1765185213.63, 1765185213.63),
    ("2025-12-08T09:13:33", None),
    ("yesterday", None),
    (True, None),
    (None, None),
]


@pytest.mark.parametrize(("value", "seconds"), INSTANTS)
def test_instants(value, seconds):
    assert reading.instant(value) == seconds


KINDS = [
    ("CUSTOMER_BADGE_FIXED_VALUE", "FIXED_VALUE"),
    ("BADGE_FIXED_VALUE", "FIXED_VALUE"),
    ("OVERALL", "FIXED_VALUE"),
    ("BADGE_FIXED_WINDOW", "FIXED_WINDOW"),
    ("FIXED_WINDOW", "FIXED_WINDOW"),
    ("CUSTOMER_BADGE_ROLLING_WINDOW", "ROLLING_WINDOW"),
    ("CUSTOMER_BADGE_NO_LIMIT", "NO_LIMIT"),
]


@pytest.mark.parametrize(("written", "kind"), KINDS)
def test_constraint_kinds_from_both_vocabularies(written, kind):
    assert reading.kind_of({"constraintType": written}) == kind


@pytest.mark.parametrize(
    ("written", "number"), [(2, 2), (2.0, 2), (0, 0), (2.5, None), (True, None), ("2", None), (None, None)]
)
def test_whole_numbers(written, number):
    assert reading.whole(written) == number
