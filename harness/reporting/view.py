"""The report document as the page shows it: what comes first, what belongs together, what is left out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harness.reporting import pictures
from harness.reporting.cards import Card, Evidence, make_card
from harness.reporting.conclusion import unfinished
from harness.reporting.history import KINDS
from harness.reporting.pictures import state_of
from harness.reporting.sources import in_words
from harness.reporting.verdicts import (
    CONFORMANT,
    FAILED,
    INCOMPLETE,
    INCONCLUSIVE,
    LEVELS,
    NON_CONFORMANT,
    NOT_APPLICABLE,
    NOT_JUDGED,
    PRECEDENCE,
    UNTESTED,
    WAIVED,
)

#: Operations in the order of the page, with the words and the call that stand above them.
OPERATIONS: Final[dict[str, tuple[str, str]]] = {
    "create": ("Create a badge", "POST /badges/badgeMeta"),
    "update": ("Update a badge", "PUT /badges/badgeMeta"),
    "list": ("List a customer's badges", "GET /badges/management/{customerId}"),
    "detail": ("Badge detail", "GET /badges/management/{customerId}/badge/{badgeId}"),
    "common": ("All operations", ""),
}


_NARROWEST_BAR: Final = 1.2
_FINDINGS_SHOWN: Final = 3
#: With more cards than this, each shows one finding only.
_MANY_CARDS: Final = 40


@dataclass(frozen=True)
class Tally:
    """The verdicts of one level: `parts` are (state, count), `total` their sum."""

    level: str
    parts: tuple[tuple[str, int], ...]
    total: int

    @property
    def bars(self) -> tuple[tuple[str, float, float], ...]:
        """(state, left, width) in percent; even one rule in a thousand is wide enough to be seen."""
        widths = [max(_NARROWEST_BAR, 100 * count / self.total) for _, count in self.parts]
        scaled = [100 * width / sum(widths) for width in widths]
        return tuple(
            (state, round(sum(scaled[:number]), 3), round(scaled[number], 3))
            for number, (state, _) in enumerate(self.parts)
        )


@dataclass(frozen=True)
class Group:
    """Ledger rows of one operation, by subject."""

    operation: str
    title: str
    call: str
    subjects: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]
    #: (state, count) of what is in it, the worst first.
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Unjudged:
    """Rules that could not be judged, or do not apply, for one and the same reason."""

    state: str
    reason: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class View:
    """Everything that the template prints."""

    document: Mapping[str, Any]
    run: Mapping[str, Any]
    verdict: str
    verdict_words: str
    headline: str
    tallies: tuple[Tally, ...]
    failures: tuple[Card, ...]
    warnings: tuple[Card, ...]
    waived: tuple[Card, ...]
    open: tuple[Unjudged, ...]
    groups: tuple[Group, ...]
    cards: Collection[str]
    ways: tuple[pictures.Judged, ...]
    codes: tuple[pictures.Judged, ...]
    observations: tuple[Mapping[str, Any], ...]
    coverage: Coverage
    phases: tuple[Phase, ...]
    history: tuple[tuple[str, str, tuple[str, ...]], ...]
    waivers: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Coverage:
    """How many statements of the documents are covered by requirements of which state."""

    total: int
    judged: int
    unjudged: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    not_testable: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Phase:
    """A bar of the time line; `left` and `width` in percent of the run."""

    name: str
    start: float
    duration: float
    requests: int
    left: float
    width: float


def view(document: Mapping[str, Any]) -> View:
    """Arrange a report document (as in `contracts/report.schema.json`) for the page."""
    requirements: Sequence[Mapping[str, Any]] = document["requirements"]
    run = document["run"]
    shots = Evidence(document["exchanges"])
    by_state: dict[str, list[Mapping[str, Any]]] = {}
    for row in requirements:
        by_state.setdefault(state_of(row), []).append(row)

    def cards(state: str, verdict: str) -> tuple[Card, ...]:
        rows = _ordered(by_state.get(state, ()))
        findings = _FINDINGS_SHOWN if len(rows) <= _MANY_CARDS else 1
        return tuple(make_card(row, verdict, document, shots, findings) for row in rows)

    failures, warnings = cards(FAILED, FAILED), cards("warning", FAILED)
    waived = cards(WAIVED, WAIVED)
    return View(
        document=document,
        run=run,
        verdict=str(document["verdict"]),
        verdict_words=_VERDICT_WORDS.get(document["verdict"], "Unknown"),
        headline=_headline(document),
        tallies=_tallies(requirements),
        failures=failures,
        warnings=warnings,
        waived=waived,
        open=_unjudged(requirements),
        groups=_groups(requirements),
        cards=frozenset(card.row["id"] for card in (*failures, *warnings, *waived)),
        ways=tuple(pictures.ways(requirements)),
        codes=tuple(pictures.codes(requirements)),
        observations=tuple(document["observations"]),
        coverage=_coverage(document),
        phases=_phases(run),
        history=_history(document.get("history")),
        waivers=tuple(document["waivers"]),
    )


def moment(text: Any) -> str:
    """An ISO 8601 time as people read it, in UTC; what is none stays as it is."""
    try:
        instant = datetime.datetime.fromisoformat(str(text))
    except ValueError:
        return str(text)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=datetime.UTC)
    return f"{instant.astimezone(datetime.UTC):%d %B %Y, %H:%M:%S} UTC".lstrip("0")


def seconds(value: float) -> str:
    """A duration as people say it."""
    if value < 10:
        return f"{value:.1f} s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


_VERDICT_WORDS: Final = {
    CONFORMANT: "Conformant",
    NON_CONFORMANT: "Not conformant",
    INCOMPLETE: "Incomplete",
}


def _headline(document: Mapping[str, Any]) -> str:
    """The verdict in one sentence."""
    verdicts = [row["verdict"] for row in document["requirements"] if row["level"] == "MUST"]
    failed, waived = verdicts.count(FAILED), verdicts.count(WAIVED)
    applicable = len(verdicts) - verdicts.count(NOT_APPLICABLE)
    unjudged = verdicts.count(INCONCLUSIVE) + verdicts.count(UNTESTED)
    if document["verdict"] == NON_CONFORMANT:
        if not failed:
            return "Every MUST held, but a SHOULD failed and the run was strict."
        verb = "does" if failed == 1 else "do"
        return f"{failed} of {applicable} rules that must hold {verb} not hold on this target."
    if document["verdict"] == CONFORMANT:
        if waived:
            known = (
                "1 is a known deviation, waived" if waived == 1 else f"{waived} are known deviations, waived"
            )
            return f"{applicable - waived} of {applicable} rules that must hold do hold; {known}."
        return f"All {applicable} rules that must hold, and that apply here, do hold."
    if unfinished(document["run"]):
        return "The run is not whole: nothing is proven about what was not reached."
    return f"Nothing failed, but {unjudged} of {applicable} rules that must hold could not be judged."


def _tallies(requirements: Sequence[Mapping[str, Any]]) -> tuple[Tally, ...]:
    rows = {level: [row for row in requirements if row["level"] == level] for level in LEVELS}
    return tuple(Tally(level, _parts(inner), len(inner)) for level, inner in rows.items() if inner)


def _parts(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    counted = Counter(state_of(row) for row in rows)
    return tuple((state, counted[state]) for state in (FAILED, "warning", *PRECEDENCE[1:]) if counted[state])


def _ordered(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Cards in the order of the operations; within one, what many others need first."""
    operations = list(OPERATIONS)

    def key(row: Mapping[str, Any]) -> tuple[int, int]:
        place = operations.index(row["operation"]) if row["operation"] in operations else len(operations)
        return LEVELS.index(row["level"]), place

    return sorted(rows, key=key)


def _unjudged(requirements: Sequence[Mapping[str, Any]]) -> tuple[Unjudged, ...]:
    """Why rules were not judged, what weighs most first; each reason once."""
    by_reason: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in requirements:
        if row["verdict"] in NOT_JUDGED:
            words = [
                finding["summary"] for finding in row["findings"] if finding["verdict"] == row["verdict"]
            ]
            reason = row.get("reason") or (words[0] if words else "No reason was given.")
            by_reason.setdefault((row["verdict"], reason), []).append(row)
    groups = [
        Unjudged(state, reason, tuple(sorted(rows, key=lambda row: LEVELS.index(row["level"]))))
        for (state, reason), rows in by_reason.items()
    ]
    return tuple(sorted(groups, key=lambda group: (NOT_JUDGED.index(group.state), -len(group.rows))))


def _groups(requirements: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
    by_operation: dict[str, dict[str, list[Mapping[str, Any]]]] = {name: {} for name in OPERATIONS}
    for row in requirements:
        subjects = by_operation.setdefault(row["operation"], {})
        subjects.setdefault(str(row.get("subject") or "general"), []).append(row)
    groups = []
    for operation, subjects in by_operation.items():
        rows = [row for rows in subjects.values() for row in rows]
        if rows:
            title, call = OPERATIONS.get(operation, (operation, ""))
            groups.append(
                Group(
                    operation,
                    title,
                    call,
                    tuple((subject, tuple(inner)) for subject, inner in subjects.items()),
                    _parts(rows),
                )
            )
    return tuple(groups)


def _coverage(document: Mapping[str, Any]) -> Coverage:
    covering: dict[str, list[Mapping[str, Any]]] = {}
    texts: dict[str, tuple[str, str]] = {}
    for row in document["requirements"]:
        for statement in row["covers"]:
            covering.setdefault(statement, []).append(row)
        for source in row.get("sources") or ():
            texts[source["statement"]] = (source["text"], in_words(source["source"]))
    unjudged = []
    for statement, rows in sorted(covering.items()):
        if all(row["verdict"] in NOT_JUDGED for row in rows):
            text, where = texts.get(statement, ("", ""))
            unjudged.append((statement, text, where, tuple(row["id"] for row in rows)))
    total = len(set(covering) | {row["id"] for row in document["not_testable"]})
    return Coverage(
        total=total,
        judged=len(covering) - len(unjudged),
        unjudged=tuple(unjudged),
        not_testable=tuple(document["not_testable"]),
    )


def _phases(run: Mapping[str, Any]) -> tuple[Phase, ...]:
    rows = list(run.get("timeline") or ())
    end = max([float(run.get("duration") or 0), *(row["start"] + row["duration"] for row in rows), 0.001])
    return tuple(
        Phase(
            name=str(row["name"]),
            start=float(row["start"]),
            duration=float(row["duration"]),
            requests=int(row.get("requests") or 0),
            left=round(100 * row["start"] / end, 2),
            width=round(max(0.4, 100 * row["duration"] / end), 2),
        )
        for row in rows
    )


def _history(history: Mapping[str, Any] | None) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    if not history:
        return ()
    changes = history["changes"]
    return tuple((kind, words, tuple(changes[kind])) for kind, words in KINDS.items() if changes.get(kind))
