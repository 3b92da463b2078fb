"""What a report document amounts to: verdicts and counts, worked out anew from its findings.

`conclude` is the one way from findings to verdicts.  A run ends with it, `merge` ends with it, and `verify`
compares its answer with what a report claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.reporting.verdicts import LEVELS, NOT_JUDGED, PRECEDENCE, run_verdict, settle


@dataclass(frozen=True)
class Conclusion:
    """Verdicts of the requirements and of the run, with the counts that a report prints."""

    verdict: str
    reasons: list[str]
    #: requirement id → (verdict, sentence why a failure was set aside, or None)
    requirements: dict[str, tuple[str, str | None]]
    by_verdict: dict[str, int]
    by_level: dict[str, dict[str, int]]


def conclude(
    requirements: Sequence[Mapping[str, Any]], *, strict: bool, interrupted: str | None = None
) -> Conclusion:
    """Fold the findings of `requirements` into verdicts; waivers must have been applied before.

    `interrupted` says why the run is not whole (see `unfinished`), None if it is.
    """
    settled = settle(requirements)
    rows = [
        {"id": row["id"], "level": row["level"], "verdict": settled[row["id"]][0]} for row in requirements
    ]
    verdict, reasons = run_verdict(rows, strict, interrupted is None, interrupted)
    return Conclusion(verdict, reasons, settled, _count(rows), _count_by_level(rows))


def unfinished(run: Mapping[str, Any]) -> str | None:
    """Why the run of a report document is not whole: interrupted, or one shard of several; None if it is."""
    parts = [str(run["interrupted"])] if run.get("interrupted") else []
    shard = run.get("shard") or {"index": 1, "total": 1}
    if shard["total"] > 1:
        parts.append(f"shard {shard['index']} of {shard['total']}, to be merged with the others.")
    return " ".join(parts) or None


def concluded(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of `document` with every verdict, reason and count set to what its findings amount to."""
    run = dict(document["run"])
    answer = conclude(
        document["requirements"],
        strict=bool(run.get("options", {}).get("strict")),
        interrupted=unfinished(run),
    )
    requirements = []
    for row in document["requirements"]:
        verdict, why = answer.requirements[row["id"]]
        reason = why or (row.get("reason") if verdict in NOT_JUDGED else None)
        requirements.append({**row, "verdict": verdict, "reason": reason})
    run["counts"] = {
        **run.get("counts", {}),
        "requirements": len(requirements),
        "by_verdict": answer.by_verdict,
        "by_level": answer.by_level,
    }
    return {
        **document,
        "verdict": answer.verdict,
        "reasons": answer.reasons,
        "run": run,
        "requirements": requirements,
    }


def _count(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counted = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in PRECEDENCE}
    return {verdict: number for verdict, number in counted.items() if number}


def _count_by_level(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    counted = {level: _count([row for row in rows if row["level"] == level]) for level in LEVELS}
    return {level: numbers for level, numbers in counted.items() if numbers}
