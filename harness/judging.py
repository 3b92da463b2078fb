"""From the outcome of one phase of a test to findings."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from _pytest.outcomes import Skipped

from harness import recording
from harness.expectations import ConformanceFailure, Inconclusive, NotApplicable, Untested
from harness.ordering import requirements_of
from harness.recording import Finding, summary_of
from harness.redaction import redact
from harness.session import Session
from harness.transport import TransportError

GENERIC = "COMMON-NO-SERVER-ERROR"

# Words of a message that came from the target are bounded in the report.
MESSAGE_LIMIT = 2000


def judge(
    item: pytest.Item,
    call: pytest.CallInfo[None],
    report: pytest.TestReport,
    session: Session,
    *,
    strict: bool,
) -> dict[str, Any]:
    """Judge one phase; returns the entry that travels with the report, and may soften the report itself.

    A failed SHOULD is a warning: its test is shown as an expected failure, so that every reporter of
    pytest agrees with the exit status.
    """
    recorder = session.recorder
    requirements = requirements_of(item)
    error = call.excinfo.value if call.excinfo else None
    outcome = recording.PASSED
    if error is not None:
        outcome = _record(error, item.nodeid, requirements, recorder, report)
        if outcome == recording.FAILED:
            _soften(report, recorder.findings[-1], session, strict=strict)
    elif report.when == "call":
        recorder.passed(recorder.put_to_the_test(requirements))
    entry = recorder.drain()
    if report.when == "teardown":
        recorder.forget()
    entry.update(
        test=item.nodeid,
        requirements=list(requirements),
        outcome=outcome,
        start=call.start,
        duration=call.duration,
    )
    return entry


def _record(
    error: BaseException,
    nodeid: str,
    requirements: tuple[str, ...],
    recorder: recording.Recorder,
    report: pytest.TestReport,
) -> str:
    """Note what an exception means for the requirements of the test; returns the outcome of the phase."""
    if isinstance(error, ConformanceFailure):
        blamed = error.requirement or (requirements[0] if requirements else "")
        recorder.finding(
            Finding(
                blamed,
                recording.FAILED,
                summary_of(blamed, error.expected, error.observed)[:MESSAGE_LIMIT],
                error.expected[:MESSAGE_LIMIT],
                error.observed[:MESSAGE_LIMIT],
                error.pointer,
                tuple(exchange.id for exchange in error.exchanges),
                tuple(key for key in error.controls[-1:]),
                nodeid,
                error.cause,
            )
        )
        report.longrepr = f"{blamed}: {error}"
        # The generic rule about server errors speaks only where nothing more precise does.
        cited = {exchange.id for exchange in error.exchanges}
        recorder.findings = [
            finding
            for finding in recorder.findings
            if not (finding.requirement == GENERIC and cited.intersection(finding.exchanges))
        ]
        # Findings are looked up from the end: the blamed one stays last.
        blocked = recorder.findings.pop()
        _for_all((name for name in requirements if name != blamed), nodeid, recorder, blamed)
        recorder.findings.append(blocked)
        return recording.FAILED
    if isinstance(error, Inconclusive | NotApplicable | Untested):
        verdict, reason = error.verdict, str(error.msg)
    elif isinstance(error, Skipped):
        verdict, reason = recording.UNTESTED, str(error.msg)
    elif isinstance(error, TransportError):
        verdict, reason = recording.UNTESTED, str(error)
        # Nothing is wrong, with the target or with the test: what the run forbids is skipped in every report.
        report.outcome = "skipped"
        path, line, _ = report.location
        report.longrepr = (path, line or 0, f"Skipped: {reason}")
    else:
        verdict = recording.INCONCLUSIVE
        # Redacted before it is cut: half a secret would no longer be recognised.
        reason = redact(f"the suite itself failed here ({type(error).__name__}: {error})")[:MESSAGE_LIMIT]
    for name in requirements:
        recorder.finding(
            Finding(name, verdict, reason[:1].upper() + reason[1:], test=nodeid, cause="precondition")
        )
    return verdict


def _for_all(names: Iterable[str], nodeid: str, recorder: recording.Recorder, blamed: str) -> None:
    for name in names:
        recorder.finding(
            Finding(
                name,
                recording.INCONCLUSIVE,
                f"The test stopped at {blamed} before it came to this.",
                test=nodeid,
                cause=recording.NOT_REACHED,
            )
        )


def _soften(report: pytest.TestReport, blamed: Finding, session: Session, *, strict: bool) -> None:
    """Show what does not fail the run as an expected failure: a warning, or a known deviation."""
    known = session.catalogue.requirements.get(blamed.requirement)
    why = None
    if (blamed.requirement, blamed.fingerprint) in session.waived:
        why = "waived"
    elif known is not None and known.level == "SHOULD" and not strict:
        why = "SHOULD"
    if why:
        report.outcome = "skipped"
        report.wasxfail = f"{why}: {report.longrepr}"


def synthetic_reports(
    nodeid: str, requirement: str, message: str, *, warning: bool
) -> list[pytest.TestReport]:
    """Reports of a test that failed, for something that no single test judged."""
    now = time.time()
    reports = []
    for when in ("setup", "call", "teardown"):
        failing = when == "call"
        report = pytest.TestReport(
            nodeid=nodeid,
            location=(nodeid.split("::")[0], None, nodeid.split("::")[-1]),
            keywords={},
            outcome="failed" if failing and not warning else "skipped" if failing else "passed",
            longrepr=message if failing else None,
            when=when,
            user_properties=[("requirement", requirement)],
            start=now,
            stop=now,
        )
        if failing and warning:
            report.wasxfail = f"SHOULD: {message}"
        reports.append(report)
    return reports


@contextmanager
def untraced(config: pytest.Config, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Spare the traceback of a failed expectation: its message replaces it, and costs more than a test."""
    if call.excinfo is None or not isinstance(call.excinfo.value, ConformanceFailure):
        yield
        return
    style, config.option.tbstyle = config.option.tbstyle, "value"
    try:
        yield
    finally:
        config.option.tbstyle = style
