"""What a fault is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reference.policy import Policy


@dataclass(frozen=True)
class Fault:
    """A single deviation from the documents: what is wrong in a sentence, and which statements it breaks."""

    id: str
    sentence: str
    violates: tuple[str, ...]
    level: Literal["MUST", "SHOULD"]
    apply: Callable[[Policy], Policy]
    #: the requirements of the catalogue that this fault was made for, the first of them above all
    aims: tuple[str, ...] = ()


def all_faults() -> dict[str, Fault]:
    """Every fault by its id, in the order of the ids; raises ValueError when two share one."""
    from reference.faults import examples

    found: dict[str, Fault] = {}
    for fault in sorted(examples.FAULTS, key=lambda one: one.id):
        if fault.id in found:
            raise ValueError(f"two faults are called {fault.id}")
        found[fault.id] = fault
    return found
