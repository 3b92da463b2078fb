"""What a fault is, and the list of all of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reference.edits import Change, chain

#: The modules of this package that hold faults, each in a tuple FAULTS.
AREAS = (
    "examples",
    "acceptance",
    "mandatory",
    "enums",
    "create_defaults",
    "create_fields",
    "update_fields",
    "expiries",
    "limits",
    "limit_changes",
    "create_dates",
    "create_iso",
    "create_kinds",
    "update_dates",
    "names",
    "near_misses",
    "near_words",
    "kinds_refusals",
    "kinds_fields",
    "largest",
    "write_bounds",
    "write_oddities",
    "write_histories",
    "smallest",
    "states",
    "audit",
    "claims",
    "codes",
    "atomicity",
    "list_filters",
    "list_kinds",
    "list_places",
    "list_modules",
    "list_dates",
    "list_sorting",
    "list_paging",
    "list_rows",
    "detail_fields",
    "detail_dates",
    "detail_limits",
    "statistics",
    "texts",
    "progress",
    "access",
    "callers",
    "company",
    "customers",
    "robustness",
    "generated",
    "shapes_writes",
    "shapes_limits",
    "shapes_lists",
    "shapes_details",
    "shapes_parts",
    "envelope",
    "view_states",
    "view_groups",
    "view_queries",
    "view_room",
    "view_limits",
    "view_histories",
    "visibility",
)


@dataclass(frozen=True)
class Fault:
    """A single deviation from the documents: what is wrong in a sentence, and which statements it breaks."""

    id: str
    sentence: str
    violates: tuple[str, ...]
    level: Literal["MUST", "SHOULD"]
    apply: Change
    #: the requirements of the catalogue that this fault was made for, the first of them above all
    aims: tuple[str, ...] = ()


def must(identifier: str, sentence: str, violates: str, aims: str, *changes: Change) -> Fault:
    """A fault that fails a run; statements and requirements are words of one text each."""
    return Fault(identifier, sentence, tuple(violates.split()), "MUST", chain(*changes), tuple(aims.split()))


def should(identifier: str, sentence: str, violates: str, aims: str, *changes: Change) -> Fault:
    """A fault that deserves a warning."""
    return Fault(
        identifier, sentence, tuple(violates.split()), "SHOULD", chain(*changes), tuple(aims.split())
    )


def listed() -> Iterator[Fault]:
    """Every fault as its area gives it."""
    for area in AREAS:
        yield from importlib.import_module(f"reference.faults.{area}").FAULTS


def all_faults() -> dict[str, Fault]:
    """Every fault by its id, in the order of the ids; raises ValueError when two share one."""
    found: dict[str, Fault] = {}
    for fault in sorted(listed(), key=lambda one: one.id):
        if fault.id in found:
            raise ValueError(f"two faults are called {fault.id}")
        found[fault.id] = fault
    return found
