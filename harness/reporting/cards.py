"""One card per requirement that did not pass: what was expected, what was seen, and how to see it again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from harness.reporting import evidence
from harness.reporting.evidence import Body
from harness.reporting.pictures import state_of

_EXCHANGES_SHOWN: Final = 3
_TESTS_SHOWN: Final = 6
_HEADERS_SHOWN: Final = 25
_CURL_LIMIT: Final = 4000
#: Lines of the answer to a control request: that it was accepted is all that it has to show.
_CONTROL_LINES: Final = 10
#: Characters of evidence that one page holds; what goes beyond is in conformance.json.
EVIDENCE_BUDGET: Final = 4_000_000

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


@dataclass
class Evidence:
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
        accepted: bool = False,
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
            response=evidence.body(
                record.get("response_body"),
                offending=pointer,
                limit=_CONTROL_LINES if accepted else evidence.LINES_SHOWN,
            ),
            request_headers=_headers(record.get("request_headers")),
            response_headers=_headers(record.get("response_headers")),
            differs=tuple(differs[:8]),
            lacks=tuple(lacks[:8]),
            curl=str(record.get("curl") or "")[:_CURL_LIMIT],
            truncated=bool(record.get("truncated")),
        )
        self.left -= len(shot.request.markup) + len(shot.response.markup) + len(shot.curl)
        return shot


def anchor(identifier: str) -> str:
    """The identifier as it can stand in an address; requirement ids stay as they are."""
    return _NOT_IN_AN_ANCHOR.sub("-", identifier[:120])


def make_card(
    row: Mapping[str, Any], verdict: str, document: Mapping[str, Any], shots: Evidence, shown: int
) -> Card:
    """The card of a requirement: its findings with this verdict, the most frequent `shown` of them."""
    findings = [finding for finding in row["findings"] if finding["verdict"] == verdict]
    findings.sort(key=lambda finding: -int(finding.get("count") or 1))
    seen = tuple(_seen(finding, row, document, shots) for finding in findings[:shown])
    return Card(
        row=row,
        anchor=anchor(row["id"]),
        state=state_of(row),
        findings=seen,
        more_findings=max(0, len(findings) - shown),
        count=sum(int(finding.get("count") or 1) for finding in findings),
        since=row.get("since"),
    )


def _seen(
    finding: Mapping[str, Any], row: Mapping[str, Any], document: Mapping[str, Any], shots: Evidence
) -> Seen:
    controls = list(finding.get("control") or ())[-1:]
    ids = [identifier for identifier in finding.get("exchanges") or () if identifier not in controls]
    ids = ids[-_EXCHANGES_SHOWN:]
    shots.missing = []
    control_records = [shots.exchanges[item] for item in controls if item in shots.exchanges]
    control = control_records[0] if control_records else None
    control_shots = [
        shots.shot(identifier, "Control: was accepted", accepted=True) for identifier in controls
    ]
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
    options = run.get("options", {})
    target = [] if run.get("embedded") else [f"--base-url={run['base_url']}"]
    if options.get("target"):
        target.append(f"--target={options['target']}")
    return shlex.join([str(options.get("command", "pytest")), *target, test])


def _difference(control: Mapping[str, Any] | None, record: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Where the request differs from its control; nothing when the two are not comparable."""
    if control is None or control is record or control["method"] != record["method"]:
        return [], []
    if not control.get("request_body") or not record.get("request_body"):
        return [], []
    return evidence.differing(control["request_body"], record["request_body"])


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
