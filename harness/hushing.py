"""Takes secrets out of what pytest itself tells: tracebacks, captured output, internal errors."""

from __future__ import annotations

from typing import Any

import pytest
from _pytest._code.code import TerminalRepr
from _pytest._io import TerminalWriter

from harness.redaction import redact


class _Hushed(TerminalRepr):
    """A traceback as plain text, without the secrets that it showed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def toterminal(self, tw: TerminalWriter) -> None:
        tw.line(self.text)


def hush_report(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Redact one report; what shows no secret keeps its colours and its structure."""
    if report.longrepr is not None:
        text = str(report.longrepr)
        if (redacted := redact(text)) != text:
            report.longrepr = redacted
    report.sections = [(name, redact(content)) for name, content in report.sections]


def hush_traceback(shown: Any) -> None:
    """Redact the traceback of an internal error, which reporters are about to print."""
    text = str(shown)
    if (redacted := redact(text)) != text:
        shown.toterminal = _Hushed(redacted).toterminal
