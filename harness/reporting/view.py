"""The report document as the page shows it: what comes first, what belongs together, what is left out."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from harness.reporting import evidence, pictures
from harness.reporting.evidence import Body
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
    PASSED,
    PRECEDENCE,
    UNTESTED,
    WAIVED,
)

#: Operations in the order of the page, with the words and the call that stand above them.
OPERATIONS: Final[dict[str, tuple[str, str]]] = {
    "create": ("Create a badge", "POST /badges/badgeMeta"),
    "update": ("Update a badge", "PUT /badges/badgeMeta"),
    "list": ("List a customer's badges", "GET /badges/management/{customerId}"),
    "detail": ("Badge detail", "GET /badges/badgeMeta/explode"),
    "common": ("All operations", ""),
}

_FINDINGS_SHOWN: Final = 3
_EXCHANGES_SHOWN: Final = 3
_TESTS_SHOWN: Final = 6
#: Characters of evidence that one page holds; what goes beyond is in conformance.json.
EVIDENCE_BUDGET: Final = 4_000_000
_HEADERS_SHOWN: Final = 25
_CURL_LIMIT: Final = 4000

_NOT_IN_AN_ANCHOR = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class Shot:
    """One exchange as a card shows it."""

    id: str
    role: str
    method: str
    path: str
    host: str
    status: int | None
    error: str | None
    elapsed: str
    attempts: int
    request: Body
    response: Body
    request_headers: tuple[tuple[str, str], ...]
    response_headers: tuple[tuple[str, str], ...]
    differs: tuple[str, ...]
    lacks: tuple[str, ...]
    curl: str
    truncated: bool

    @property
    def tone(self) -> str:
        """First digit of the status, or `none`."""
        return str(self.status)[0] if self.status is not None else "none"


@dataclass(frozen=True)
class Seen:
    """One finding as a card shows it."""

    summary: str
    expected: str
    observed: str
    pointer: str | None
    count: int
    fingerprint: str
    verdict: str
    tests: tuple[str, ...]
    more_tests: int
    controls: tuple[Shot, ...]
    shots: tuple[Shot, ...]
    #: Exchanges that the page has no room for.
    elsewhere: tuple[str, ...]
    waiver: Mapping[str, Any] | None
    again: str | None


@dataclass(frozen=True)
class Card:
    """One requirement that did not pass, with what speaks against it."""

    row: Mapping[str, Any]
    anchor: str
    state: str
    findings: tuple[Seen, ...]
    more_findings: int
    count: int
    since: str | None


@dataclass(frozen=True)
class Tally:
    """The verdicts of one level: `parts` are (state, count), `total` their sum."""

    level: str
    parts: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True)
class Group:
    """Ledger rows of one operation, by subject."""

    operation: str
    title: str
    call: str
    subjects: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]
    total: int
    not_passed: int


@dataclass
class _Evidence:
    """Turns exchange ids into shots while there is room on the page."""

    exchanges: Mapping[str, Mapping[str, Any]]
    left: int = EVIDENCE_BUDGET
    missing: list[str] = field(default_factory=list)

    def shot(
        self,
        identifier: str,
        role: str,
        pointer: str | None = None,
        control: Mapping[str, Any] | None = None,
    ) -> Shot | None:
        """The exchange, or None (and a note in `missing`) when it is unknown or the page is full."""
        record = self.exchanges.get(identifier)
        if record is None or self.left <= 0:
            self.missing.append(identifier)
            return None
        differs, lacks = _difference(control, record)
        shot = Shot(
            id=identifier,
            role=role,
            method=str(record["method"]),
            path=_path(str(record["url"])),
            host=_host(str(record["url"])),
            status=record["status"],
            error=record.get("error"),
            elapsed=_milliseconds(record.get("elapsed")),
            attempts=int(record.get("attempts") or 1),
            request=evidence.body(record.get("request_body"), changed=differs),
            response=evidence.body(record.get("response_body"), offending=pointer),
            request_headers=_headers(record.get("request_headers")),
            response_headers=_headers(record.get("response_headers")),
            differs=tuple(differs[:8]),
            lacks=tuple(lacks[:8]),
            curl=str(record.get("curl") or "")[:_CURL_LIMIT],
            truncated=bool(record.get("truncated")),
        )
        self.left -= len(shot.request.markup) + len(shot.response.markup) + len(shot.curl)
        return shot


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
    open: tuple[Mapping[str, Any], ...]
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
    shots = _Evidence(document["exchanges"])
    by_state: dict[str, list[Mapping[str, Any]]] = {}
    for row in requirements:
        by_state.setdefault(state_of(row), []).append(row)

    def cards(state: str, verdict: str) -> tuple[Card, ...]:
        return tuple(_card(row, verdict, document, shots) for row in _ordered(by_state.get(state, ())))

    failures, warnings = cards(FAILED, FAILED), cards("warning", FAILED)
    waived = cards(WAIVED, WAIVED)
    unjudged = [row for state in (INCONCLUSIVE, UNTESTED) for row in by_state.get(state, ())]
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
        open=tuple(sorted(unjudged, key=lambda row: LEVELS.index(row["level"]))),
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


def anchor(identifier: str) -> str:
    """The identifier as it can stand in an address; requirement ids stay as they are."""
    return _NOT_IN_AN_ANCHOR.sub("-", identifier[:120])


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
        known = f" {waived} of them by a waiver." if waived else ""
        return f"All {applicable} rules that must hold, and that apply here, do hold.{known}"
    if document["run"].get("interrupted"):
        return "The run did not come to its end: nothing is proven about what was not reached."
    return f"Nothing failed, but {unjudged} of {applicable} rules that must hold could not be judged."


def _tallies(requirements: Sequence[Mapping[str, Any]]) -> tuple[Tally, ...]:
    order = (FAILED, "warning", *PRECEDENCE[1:])
    tallies = []
    for level in LEVELS:
        states = [state_of(row) for row in requirements if row["level"] == level]
        parts = tuple((state, states.count(state)) for state in order if states.count(state))
        if parts:
            tallies.append(Tally(level, parts, len(states)))
    return tuple(tallies)


def _ordered(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Cards in the order of the operations; within one, what many others need first."""
    operations = list(OPERATIONS)

    def key(row: Mapping[str, Any]) -> tuple[int, int]:
        place = operations.index(row["operation"]) if row["operation"] in operations else len(operations)
        return LEVELS.index(row["level"]), place

    return sorted(rows, key=key)


def _card(row: Mapping[str, Any], verdict: str, document: Mapping[str, Any], shots: _Evidence) -> Card:
    findings = [finding for finding in row["findings"] if finding["verdict"] == verdict]
    findings.sort(key=lambda finding: -int(finding.get("count") or 1))
    seen = tuple(_seen(finding, row, document, shots) for finding in findings[:_FINDINGS_SHOWN])
    return Card(
        row=row,
        anchor=anchor(row["id"]),
        state=state_of(row),
        findings=seen,
        more_findings=max(0, len(findings) - _FINDINGS_SHOWN),
        count=sum(int(finding.get("count") or 1) for finding in findings),
        since=row.get("since"),
    )


def _seen(
    finding: Mapping[str, Any], row: Mapping[str, Any], document: Mapping[str, Any], shots: _Evidence
) -> Seen:
    controls = list(finding.get("control") or ())[-1:]
    ids = [identifier for identifier in finding.get("exchanges") or () if identifier not in controls]
    ids = ids[-_EXCHANGES_SHOWN:]
    shots.missing = []
    control_records = [shots.exchanges[item] for item in controls if item in shots.exchanges]
    control = control_records[0] if control_records else None
    control_shots = [shots.shot(identifier, "Control: was accepted") for identifier in controls]
    taken = [
        shots.shot(
            identifier,
            _role(number, len(ids), bool(controls)),
            pointer=finding.get("pointer") if number == len(ids) - 1 else None,
            control=control,
        )
        for number, identifier in enumerate(ids)
    ]
    tests = list(finding.get("tests") or ()) or ([finding["test"]] if finding.get("test") else [])
    waiver = next(
        (
            item
            for item in document["waivers"]
            if item["requirement"] == row["id"] and item["fingerprint"] == finding.get("fingerprint")
        ),
        None,
    )
    return Seen(
        summary=str(finding.get("summary") or ""),
        expected=str(finding.get("expected") or ""),
        observed=str(finding.get("observed") or ""),
        pointer=finding.get("pointer"),
        count=int(finding.get("count") or 1),
        fingerprint=str(finding.get("fingerprint") or ""),
        verdict=str(finding["verdict"]),
        tests=tuple(tests[:_TESTS_SHOWN]),
        more_tests=max(0, len(tests) - _TESTS_SHOWN),
        controls=tuple(shot for shot in control_shots if shot),
        shots=tuple(shot for shot in taken if shot),
        elsewhere=tuple(shots.missing),
        waiver=waiver,
        again=_again(tests[0], document["run"]) if tests else None,
    )


def _role(number: int, total: int, controlled: bool) -> str:
    if total == 1:
        return "Under test" if controlled else "Seen here"
    return "Seen here" if number == total - 1 else f"Step {number + 1}"


def _again(test: str, run: Mapping[str, Any]) -> str:
    """The command that runs one test again."""
    target = [] if run.get("embedded") else [f"--base-url={run['base_url']}"]
    return shlex.join(["pytest", *target, test])


def _difference(control: Mapping[str, Any] | None, record: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Where the request differs from its control; nothing when the two are not comparable."""
    if control is None or control is record or control["method"] != record["method"]:
        return [], []
    if not control.get("request_body") or not record.get("request_body"):
        return [], []
    return evidence.differing(control["request_body"], record["request_body"])


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
                    len(rows),
                    sum(row["verdict"] != PASSED for row in rows),
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
        if all(row["verdict"] in (INCONCLUSIVE, NOT_APPLICABLE, UNTESTED) for row in rows):
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


def _path(url: str) -> str:
    parts = _split(url)
    return (f"{parts[1]}?{parts[2]}" if parts[2] else parts[1]) or "/"


def _host(url: str) -> str:
    return _split(url)[0]


def _split(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that is none is shown as it is
        return "", url, ""
    return parts.netloc, parts.path, parts.query


def _headers(headers: Any) -> tuple[tuple[str, str], ...]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    return tuple((str(name), str(value)) for name, value in list(pairs)[:_HEADERS_SHOWN])


def _milliseconds(elapsed: Any) -> str:
    return f"{float(elapsed) * 1000:,.0f} ms" if isinstance(elapsed, int | float) else ""
