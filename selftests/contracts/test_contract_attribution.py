"""Every shape rule can be broken, and the requirement that is blamed for it is the right one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from payloads_at_hand import SPECS, changed, example
from shape_faults_badge_meta import BADGE_META
from shape_faults_detail import DETAIL
from shape_faults_list import ENVELOPE, LIST

Blamed = Callable[[str, object], set[str]]

FAULTS = [
    *ENVELOPE,
    *(("envelope-list", *row) for row in LIST),
    *(("envelope-detail", *row) for row in DETAIL),
    *((f"envelope-{row[0].split('/')[0]}", *row) for row in BADGE_META),
]


def _name(value: Any) -> str:
    return ", ".join(value) or "whole" if isinstance(value, dict) else ""


@pytest.mark.parametrize(("contract", "start", "changes", "expected"), FAULTS, ids=_name)
def test_the_right_requirement_is_blamed(
    contract: str, start: str, changes: dict[str, Any], expected: set[str], blamed: Blamed
) -> None:
    """One fault blames exactly the requirements of its row; the unchanged payload blames none."""
    assert blamed(contract, changed(start, changes)) == expected


def test_every_shape_requirement_is_proven_to_fail() -> None:
    """No requirement of kind shape is without a fault in the tables."""
    rows = yaml.safe_load((SPECS / "requirements" / "shape.yaml").read_text(encoding="utf-8"))
    assert {row["id"] for row in rows} == set().union(*(row[3] for row in FAULTS))


def test_create_and_update_are_judged_alike(blamed: Blamed) -> None:
    """The two writes return the same object under the same contract."""
    broken = changed("create/response-01", {"/data/name": None})
    assert blamed("envelope-update", broken) == blamed("envelope-create", broken) == {"BADGE-META-NAME"}
    assert not blamed("envelope-update", example("create/response-01"))
