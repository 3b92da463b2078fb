"""What a run is going to write, said before it begins, and held to: the plan is a bound, not a guess."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from harness.client import WRITE_PATH
from harness.resources import SPECS, TESTS
from harness.target import Target

# How much of what is usual a run may send, and how much beside it: targets differ, and what fails is tried
# in other ways, once more, and smaller.
ROOM = 3
SPARE = 100


@dataclass(frozen=True)
class Plan:
    """How many badges a run creates and how many writes it sends."""

    creates: int  #: usual requests to create a badge
    updates: int  #: usual requests to update one, those that clear away included
    most: int  #: writes after which the run sends no more
    reason: str = ""  #: who says that there are no more, in words that follow "at most … writes"

    @property
    def most_badges(self) -> int:
        """Each badge takes a write, and one that is kept back to deactivate it."""
        return self.most // 2

    @classmethod
    def of(
        cls,
        target: Target,
        paths: Iterable[str],
        *,
        examples: int,
        read_only: bool,
        max_writes: int | None,
        usual: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Plan:
        """The plan for the tests below these paths (node ids do as well)."""
        table = usual_writes() if usual is None else usual
        if read_only:
            return cls(0, 0, 0, "--read-only")
        creates = updates = 0
        for folder in _folders(paths, table):
            row = table[folder]
            share = max(1.0, examples / row.get("examples", examples))
            creates += math.ceil(row["creates"] * share)
            updates += math.ceil(row["updates"] * share)
        updates += creates  # each badge is deactivated at the end
        most, reason = ROOM * (creates + updates) + SPARE, ""
        if max_writes is not None:
            most, reason = max_writes, "--max-writes"
        elif target.limits.max_writes is not None:
            most, reason = target.limits.max_writes, "[limits] of the profile"
        return cls(creates, updates, most, reason)

    def to_dict(self) -> dict[str, Any]:
        """As it stands in the report."""
        return {"creates": self.creates, "updates": self.updates, "most_writes": self.most}

    def lines(self, target: Target, run: str) -> list[str]:
        """What the terminal shows before the first write."""
        customer = target.customer
        reads = f"customer {customer.id}" if customer else "no customer, so no list and no detail"
        if self.most == 0:
            return [f"the plan: no write is sent ({self.reason}); reads are of {reads}"]
        bound = f" ({self.reason})" if self.reason else ""
        return [
            f"the plan: usually {self.creates} creations and {self.updates} updates (POST and PUT "
            f"{WRITE_PATH}), at most {self.most_badges} badges and {self.most} writes{bound}; "
            f"reads are of {reads}",
            f"the plan: badges are named “… {run}-…”, each is deactivated at the end; none can be deleted: "
            "left-behind.json lists what stays",
        ]


def usual_writes(file: Path = SPECS / "writes.json") -> Mapping[str, Mapping[str, Any]]:
    """What the tests of each folder send to a sound target, as counted by `benchmarks.writes`."""
    table: Mapping[str, Mapping[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return table


def _folders(paths: Iterable[str], table: Mapping[str, Any]) -> list[str]:
    """The folders of tests that these paths lie in; all of them where a path names none."""
    chosen: set[str] = set()
    for path in paths:
        parts = PurePath(path.partition("::")[0]).parts
        below = parts[parts.index(TESTS.name) + 1 :] if TESTS.name in parts else ()
        if not below or below[0] not in table:
            return list(table)
        chosen.add(below[0])
    return sorted(chosen) or list(table)
