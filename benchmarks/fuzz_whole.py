"""Whether a run of one side of a comparison is whole; one that broke off early is no result.

A run that stops after a third of its requests looks like any other that sees nothing, so nothing is taken
for a result that does not show that it came to its end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.reporting.results import ReportError, read

#: Nothing wrong, something wrong; of the suite, too: some rules not judged, as with `tests/fuzz` alone.
STOCK_ENDS, SUITE_ENDS = frozenset({0, 1}), frozenset({0, 1, 6})
#: How the suite words what no target is to blame for.
NO_ANSWER, ITS_OWN_FAILURE = "no answer (", "the suite itself failed here"


class BrokenOffError(ValueError):
    """A run is not whole; the message says why, as the end of a sentence."""


def must_end_with(status: int, allowed: frozenset[int], output: str) -> None:
    """Refuse a run by its exit status; what it said last tells the reader more."""
    if status not in allowed:
        last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "nothing")
        raise BrokenOffError(f"it ended with exit status {status} and said last: {last[:300]}")


def whole_events(path: Path) -> list[dict[str, Any]]:
    """The events of a stock run, when the last of them says that it did all that it had to do."""
    try:
        events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        raise BrokenOffError("it left no events") from None
    except ValueError:
        raise BrokenOffError("its events break off in the middle of one") from None
    last = events[-1].get("EngineFinished") if events else None
    if last is None:
        raise BrokenOffError("its events break off before the end of the run")
    if last["stop_reason"] != "completed":
        raise BrokenOffError(f"it stopped early: {last['stop_reason']}")
    return events


def whole_report(path: Path) -> dict[str, Any]:
    """The report of a run of the suite, when every test of it had its answers."""
    try:
        document = read(path)
    except ReportError as error:
        raise BrokenOffError(f"it left no whole report ({error})") from None
    if document["run"]["interrupted"]:
        raise BrokenOffError(f"its report says: {document['run']['interrupted']}")
    lost = [
        summary
        for row in document["requirements"]
        for finding in row["findings"]
        if (summary := _lost(finding))
    ]
    if lost:
        raise BrokenOffError(f"{len(lost)} of its findings are about no rule, the first: {lost[0][:300]}")
    return document


def _lost(finding: Mapping[str, Any]) -> str | None:
    """What kept a test from judging, if that was neither a rule nor the profile."""
    if finding["verdict"] not in ("inconclusive", "untested"):
        return None
    summary = str(finding["summary"])
    lowered = summary.lower()
    return summary if NO_ANSWER in lowered or ITS_OWN_FAILURE in lowered else None
