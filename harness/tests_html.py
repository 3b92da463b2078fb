"""`tests.html`: the requirements of each test, linked to the ledger, and the evidence of each failure."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from pytest_html import extras

from harness.expectations import ConformanceFailure

LEDGER = "conformance.html"
# A page for every test: more than this of one answer belongs into the JSON document.
SHOWN = 4000


@pytest.hookimpl(optionalhook=True)
def pytest_html_report_title(report: Any) -> None:
    """Name the page."""
    report.title = "Badges API conformance: tests"


@pytest.hookimpl(optionalhook=True)
def pytest_html_results_table_header(cells: list[str]) -> None:
    """A column for the requirements, after result and test."""
    cells.insert(2, '<th class="sortable" data-column-type="requirement">Requirement</th>')


@pytest.hookimpl(optionalhook=True)
def pytest_html_results_table_row(report: pytest.TestReport, cells: list[str]) -> None:
    """The requirements of one test, each a link to its place in the ledger."""
    ids = [str(value) for name, value in getattr(report, "user_properties", ()) if name == "requirement"]
    links = "<br>".join(f'<a href="{LEDGER}#{escape(name)}">{escape(name)}</a>' for name in ids)
    cells.insert(2, f'<td class="col-requirement">{links}</td>')


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:  # noqa: ARG001
    """Attach the exchanges of a failure; what they show is redacted and bounded already."""
    report = yield
    error = call.excinfo.value if call.excinfo else None
    if isinstance(error, ConformanceFailure):
        attached = list(getattr(report, "extras", []))
        for exchange in error.exchanges:
            record = exchange.to_dict(SHOWN)
            told = f"{record['curl']}\n\nHTTP {record['status']}\n{record['response_body']}"
            attached.append(extras.text(told, name=f"exchange {exchange.id}"))
        report.extras = attached
    return report
