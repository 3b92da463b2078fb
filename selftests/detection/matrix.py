"""From trials to figures: who caught what, who was blamed without a cause."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.requirements import Catalogue
from reference.faults.registry import Fault
from selftests.detection.trial import SCENARIOS, Result, Trial

# Where a fault's requirements have no test of their own (shape, invariants), their operation is exercised.
FOLDERS = {
    "create": ("tests/create",),
    "update": ("tests/update",),
    "list": ("tests/list",),
    "detail": ("tests/detail",),
    "common": ("tests/common", "tests/create", "tests/detail", "tests/list"),
}


@dataclass(frozen=True)
class Judgement:
    """What became of one fault."""

    fault: Fault
    result: Result
    attributed: tuple[str, ...]
    collateral: tuple[str, ...]

    @property
    def killed(self) -> bool:
        """Whether the suite noticed: a MUST fault fails the run, a SHOULD fault at least warns."""
        if self.fault.level == "SHOULD":
            return bool(self.result.failed or self.result.warned)
        return self.result.verdict == "non-conformant"

    def to_dict(self) -> dict[str, Any]:
        """JSON-simple form."""
        return {
            "sentence": self.fault.sentence,
            "level": self.fault.level,
            "violates": list(self.fault.violates),
            "killed": self.killed,
            "attributed": list(self.attributed),
            "collateral": list(self.collateral),
        }


def aimed_at(fault: Fault, catalogue: Catalogue) -> frozenset[str]:
    """The judged requirements that cover a statement which the fault violates."""
    return frozenset(
        identifier
        for statement in fault.violates
        for identifier in catalogue.covering(statement)
        if catalogue[identifier].level != "MAY"
    )


def quick_trial(fault: Fault, catalogue: Catalogue) -> Trial:
    """Only the tests of the requirements that the fault is aimed at."""
    aimed = aimed_at(fault, catalogue)
    if any(catalogue[identifier].check == "scenario" for identifier in aimed):
        return Trial(fault.id, ("--fault", fault.id), aimed, folders=SCENARIOS)
    return broad_trial(fault, catalogue)


def broad_trial(fault: Fault, catalogue: Catalogue) -> Trial:
    """All tests of the operations that the fault is in: contracts and invariants need their exchanges."""
    aimed = aimed_at(fault, catalogue)
    operations = {catalogue[identifier].operation for identifier in aimed}
    folders = sorted({folder for operation in operations for folder in FOLDERS[operation]})
    return Trial(fault.id, ("--fault", fault.id), folders=tuple(folders))


def whole_trial(fault: Fault) -> Trial:
    """Every test: what the tests of its requirements do not see, generated requests may."""
    return Trial(fault.id, ("--fault", fault.id))


def dialect_trial(name: str, seed: int, *, quick: bool) -> Trial:
    """All tests against one conforming variant; the quick form leaves the fuzzing out."""
    folders = SCENARIOS if quick else ("tests",)
    return Trial(f"{name}#{seed}", ("--dialect", name), folders=folders, seed=seed)


def sample(names: Iterable[str], count: int) -> frozenset[str]:
    """So many of the names, spread over all of them and the same every time."""
    by_digest = sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
    return frozenset(by_digest[:count])


def judge(fault: Fault, result: Result, catalogue: Catalogue) -> Judgement:
    """Part the failed requirements into those that the fault explains and the others."""
    aimed = aimed_at(fault, catalogue)
    blamed = [*result.failed, *result.warned]
    return Judgement(
        fault,
        result,
        tuple(identifier for identifier in blamed if identifier in aimed),
        tuple(identifier for identifier in blamed if identifier not in aimed),
    )


def figures(judgements: Iterable[Judgement], dialects: Iterable[Result]) -> dict[str, Any]:
    """Kill rate, attribution, collateral and false alarms."""
    known = list(judgements)
    collateral = sorted(len(item.collateral) for item in known) or [0]
    killed = [item for item in known if item.killed]
    variants = list(dialects)
    return {
        "faults": len(known),
        "killed": len(killed),
        "kill_rate": round(len(killed) / max(1, len(known)), 4),
        "attribution": round(sum(bool(item.attributed) for item in killed) / max(1, len(killed)), 4),
        "collateral_median": statistics.median(collateral),
        "collateral_p90": collateral[min(len(collateral) - 1, int(0.9 * len(collateral)))],
        "dialects": len(variants),
        "false_alarms": sum(bool(alarm(result)) for result in variants),
    }


def alarm(result: Result) -> str:
    """What a nightly gate would hold against a conforming variant; empty for nothing.

    A MUST that could not be judged counts as well: the gate is not green either.
    """
    if result.verdict == "non-conformant":
        return f"failed {', '.join(result.failed)}"
    return f"could not judge {', '.join(result.inconclusive)}" if result.inconclusive else ""


def by_requirement(
    judgements: Iterable[Judgement], catalogue: Catalogue, version: str
) -> dict[str, dict[str, Any]]:
    """Per requirement: how many faults are aimed at it, and how many of these it caught.

    A fault counts for the requirements that name it (`aims`); one that names none counts for all that
    cover a violated statement.
    """
    counted: dict[str, dict[str, Any]] = {}
    for item in judgements:
        targets: Iterable[str] = item.fault.aims or aimed_at(item.fault, catalogue)
        for identifier in targets:
            row = counted.setdefault(identifier, {"aimed": 0, "caught": 0, "version": version})
            row["aimed"] += 1
            row["caught"] += identifier in item.attributed
    return dict(sorted(counted.items()))


def unguarded(catalogue: Catalogue, rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Judged requirements that no fault is aimed at."""
    return [
        item.id for item in catalogue.requirements.values() if item.level != "MAY" and item.id not in rows
    ]
