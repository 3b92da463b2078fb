"""Shards of one run united into one report, with exactly the verdict of an unsharded run.

Every shard's report lists all requirements; what a shard was not given is `untested` there.  Uniting adds the
findings up and folds them again, so that failed beats inconclusive beats waived beats passed beats not
applicable beats untested, and what one requirement needs may have been judged in another shard.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from harness.recording import SILENT
from harness.reporting.conclusion import concluded
from harness.reporting.results import ReportError
from harness.reporting.verdicts import FAILED, INCONCLUSIVE, PRECEDENCE, WAIVED, own_verdict
from harness.waivers import apply, from_row

_OUTCOMES: Final = ("failed", "error", "xpassed", "xfailed", "skipped", "passed")


def merge(documents: Sequence[Mapping[str, Any]], missing: Iterable[str] = ()) -> dict[str, Any]:
    """One document for all shards.

    `missing` are sentences about shards that could not be read; with any, or with a gap in the numbering of
    the shards, the result is incomplete.  Raises ReportError when the documents are not parts of one run:
    nothing to unite, a shard twice, or another suite, specification, target or strictness.
    """
    if not documents:
        raise ReportError("There is no whole report to merge.")
    _check_kinship(documents)
    _check_uniqueness(documents)
    parts = [_renamed(document, number) for number, document in enumerate(documents, 1)]
    run = _united_run(parts)
    run["interrupted"] = _what_is_missing(parts, missing)
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for part in parts:
        for row in part["requirements"]:
            by_id.setdefault(row["id"], []).append(row)
    exchanges = {key: value for part in parts for key, value in part["exchanges"].items()}
    requirements = [_united_requirement(rows, exchanges) for rows in by_id.values()]
    waivers = [
        from_row(row) for row in _distinct((row for part in parts for row in part["waivers"]), _waiver_key)
    ]
    applied = apply(waivers, requirements, _day_of(run))
    merged = {
        **parts[0],
        "run": run,
        "requirements": applied.requirements,
        "observations": list(
            _distinct((row for part in parts for row in part["observations"]), _observation_key)
        ),
        "exchanges": exchanges,
        "waivers": applied.rows,
        "not_testable": list(
            _distinct((row for part in parts for row in part["not_testable"]), lambda row: (row.get("id"),))
        ),
        "history": None,
    }
    return concluded(merged)


def _check_kinship(documents: Sequence[Mapping[str, Any]]) -> None:
    """Refuse documents that cannot be shards of one run."""
    first = documents[0]["run"]
    for document in documents[1:]:
        run = document["run"]
        for name, here, there in (
            ("suite version", first["versions"].get("suite"), run["versions"].get("suite")),
            ("specification", first.get("spec_digest"), run.get("spec_digest")),
            ("target", _target(first), _target(run)),
            ("strictness", first.get("options", {}).get("strict"), run.get("options", {}).get("strict")),
        ):
            if here != there:
                raise ReportError(
                    f"The reports are not shards of one run: {name} {here} in {first.get('id')}, "
                    f"{there} in {run.get('id')}."
                )


def _check_uniqueness(documents: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a shard that is named twice: its findings would count twice."""
    seen: set[tuple[str, int]] = set()
    for run in (document["run"] for document in documents if document["run"].get("shard")):
        index, total = run["shard"]["index"], run["shard"]["total"]
        if (run["id"], index) in seen:
            raise ReportError(
                f"Shard {index} of {total} (run {run['id']}) is given twice: name each report once."
            )
        seen.add((run["id"], index))


def _target(run: Mapping[str, Any]) -> str:
    # The embedded server listens on another free port in every process.
    return "embedded" if run.get("embedded") else str(run.get("base_url"))


def _what_is_missing(parts: Sequence[Mapping[str, Any]], missing: Iterable[str]) -> str | None:
    problems = list(missing)
    shards = [part["run"].get("shard") for part in parts if part["run"].get("shard")]
    totals = {shard["total"] for shard in shards}
    if len(totals) > 1:
        problems.append(f"The shards disagree on how many there are: {', '.join(map(str, sorted(totals)))}.")
    elif totals:
        total = totals.pop()
        gaps = sorted(set(range(1, total + 1)) - {shard["index"] for shard in shards})
        problems += [f"Shard {gap} of {total} is missing." for gap in gaps]
    problems += [
        f"{_shard_name(part)} was interrupted: {part['run']['interrupted']}"
        for part in parts
        if part["run"].get("interrupted")
    ]
    return " ".join(problems) or None


def _shard_name(part: Mapping[str, Any]) -> str:
    shard = part["run"].get("shard")
    return f"Shard {shard['index']} of {shard['total']}" if shard else f"Run {part['run']['id']}"


def _renamed(document: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The document with exchange ids that no other shard has: `s2.gw0-12` for `gw0-12` of the second one."""

    def new(identifier: Any) -> Any:
        return f"s{number}.{identifier}" if isinstance(identifier, str) else identifier

    def finding(row: Mapping[str, Any]) -> dict[str, Any]:
        lists = {key: [new(item) for item in row.get(key) or ()] for key in ("exchanges", "control")}
        return {**row, **lists}

    return {
        **document,
        "requirements": [
            {**row, "findings": [finding(item) for item in row["findings"]]}
            for row in document["requirements"]
        ],
        "observations": [{**row, "exchange": new(row.get("exchange"))} for row in document["observations"]],
        "exchanges": {
            new(key): {**value, "id": new(value.get("id"))} for key, value in document["exchanges"].items()
        },
    }


def _united_run(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    runs = [part["run"] for part in parts]
    begun = [_instant(run["started"]) for run in runs]
    start = min(begun)
    end = max(_instant(run["finished"]) for run in runs)
    counts: dict[str, int] = {}
    for run in runs:
        for name in ("requests", "writes", "tests"):
            counts[name] = counts.get(name, 0) + int(run.get("counts", {}).get(name, 0))
    timeline = [
        {
            **phase,
            "name": f"{_shard_name(part).lower()}: {phase['name']}" if len(parts) > 1 else phase["name"],
            "start": round(phase["start"] + (offset - start).total_seconds(), 3),
        }
        for part, offset in zip(parts, begun, strict=True)
        for phase in part["run"].get("timeline", ())
    ]
    return {
        **runs[0],
        "id": "+".join(str(run["id"]) for run in runs),
        "merged_from": [str(run["id"]) for run in runs],
        "shard": None,
        "started": min(zip(begun, runs, strict=True), key=lambda pair: pair[0])[1]["started"],
        "finished": end.isoformat(),
        "duration": round((end - start).total_seconds(), 3),
        "counts": counts,
        "timeline": sorted(timeline, key=lambda phase: phase["start"]),
        "left_behind": [row for run in runs for row in run.get("left_behind", ())],
    }


def _united_requirement(
    rows: Sequence[Mapping[str, Any]], exchanges: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """One requirement as all shards saw it; waived findings are failures again until waivers are applied.

    A failure seen by several shards is one finding with the counts added up and the smallest evidence.
    """
    findings: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        for finding in row["findings"] or _stated(row):
            verdict = FAILED if finding["verdict"] == WAIVED else finding["verdict"]
            key = (verdict, str(finding["fingerprint"] if verdict == FAILED else finding["summary"]))
            other = {**finding, "verdict": verdict}
            known = findings.get(key)
            findings[key] = other if known is None else _united_finding(known, other, exchanges)
    tests: dict[str, Mapping[str, Any]] = {}
    for test in (test for row in rows for test in row["tests"]):
        known_test = tests.get(test["nodeid"])
        if known_test is None or _severity(test) < _severity(known_test):
            tests[test["nodeid"]] = test
    judged = sum(int(row.get("judged", 0)) for row in rows)
    united = {
        **min(rows, key=lambda row: PRECEDENCE.index(row["verdict"])),
        "findings": _telling(list(findings.values()), judged),
        "tests": sorted(tests.values(), key=lambda test: str(test["nodeid"])),
        "judged": judged,
    }
    verdict = own_verdict(united)
    reasons = [row["reason"] for row in rows if row["verdict"] == verdict and row.get("reason")]
    return {**united, "verdict": verdict, "reason": reasons[0] if reasons else None}


def _united_finding(
    first: dict[str, Any], second: dict[str, Any], exchanges: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    names = [name for item in (first, second) for name in item.get("tests") or [item.get("test")] if name]
    smaller = first if _weight(first, exchanges) <= _weight(second, exchanges) else second
    return {
        **smaller,
        "count": int(first.get("count", 1)) + int(second.get("count", 1)),
        "tests": list(dict.fromkeys(names)),
    }


def _weight(finding: Mapping[str, Any], exchanges: Mapping[str, Mapping[str, Any]]) -> int:
    """How much there is to read about a finding; the smallest evidence explains best."""
    records = [exchanges[key] for key in finding.get("exchanges") or () if key in exchanges]
    return sum(200 + len(record["url"]) + len(record.get("request_body") or "") for record in records)


def _telling(findings: list[dict[str, Any]], judged: int) -> list[dict[str, Any]]:
    """The findings without those that only say that a test did not get so far, if anything else was said."""
    telling = [item for item in findings if item["verdict"] == FAILED or item.get("cause") not in SILENT]
    return telling if judged or telling else findings


def _stated(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A finding for a row that is inconclusive by its word alone, so that the word survives the union."""
    if row["verdict"] != INCONCLUSIVE or row.get("judged"):
        return []
    return [{"verdict": INCONCLUSIVE, "summary": row.get("reason") or INCONCLUSIVE, "fingerprint": ""}]


def _severity(test: Mapping[str, Any]) -> int:
    outcome = str(test.get("outcome"))
    return _OUTCOMES.index(outcome) if outcome in _OUTCOMES else 0


def _distinct(rows: Iterable[Mapping[str, Any]], key: Any) -> Iterable[Mapping[str, Any]]:
    seen: dict[Any, Mapping[str, Any]] = {}
    for row in rows:
        seen.setdefault(key(row), row)
    return seen.values()


def _waiver_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row.get("requirement"), row.get("fingerprint"), row.get("operation")


def _observation_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row.get("requirement"), row.get("answer")


def _instant(text: str) -> datetime.datetime:
    try:
        instant = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise ReportError(f"{text!r} in a report is not a time in ISO 8601.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=datetime.UTC)


def _day_of(run: Mapping[str, Any]) -> datetime.date:
    return _instant(run["started"]).date()
