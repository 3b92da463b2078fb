"""The pieces that report documents are made of: requirements, findings, exchanges."""

from __future__ import annotations

import hashlib
import json
from typing import Any

START = 1_790_000_000.0
BASE_URL = "https://badges.staging.example.com"


def requirement(identifier: str, level: str = "MUST", **more: Any) -> dict[str, Any]:
    """One requirement that passed, for tables of small cases."""
    return {
        "id": identifier,
        "level": level,
        "operation": "create",
        "subject": "subject",
        "title": f"Rule {identifier}.",
        "check": "scenario",
        "covers": ["POST-001"],
        "sources": [],
        "verdict": "passed",
        "reason": None,
        "tests": [],
        "findings": [],
        "judged": 1,
        "needs": [],
        "detection": None,
        **more,
    }


def finding(verdict: str = "failed", cause: str = "a", **more: Any) -> dict[str, Any]:
    """One finding for tables of small cases; `cause` decides the fingerprint."""
    return {
        "verdict": verdict,
        "summary": f"{verdict} because of {cause}",
        "fingerprint": f"{cause:0>12}",
        "exchanges": [],
        "control": [],
        "test": "tests/test_it.py::test_it",
        "count": 1,
        "cause": cause,
        **more,
    }


def finding_of(verdict: str, summary: str, row: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A finding of `row` with a fingerprint of its own, seen by the test of the row."""
    return finding(
        verdict,
        **{
            "cause": summary,
            "fingerprint": hashlib.sha256(f"{row['id']}|{summary}|{more.get('cause')}".encode()).hexdigest()[
                :12
            ],
            "summary": summary,
            "test": row["tests"][0]["nodeid"] if row["tests"] else "tests/test_it.py::test_it",
            **more,
        },
    )


def exchange(
    identifier: str,
    method: str,
    path: str,
    request: Any,
    status: int | None,
    response: Any,
    **more: Any,
) -> dict[str, Any]:
    """One exchange in the form of the report document."""
    body = None if request is None else json.dumps(request)
    data = f" --data-binary '{body}'" if body else ""
    return {
        "id": identifier,
        "operation": None,
        "method": method,
        "url": f"{BASE_URL}{path}",
        "request_headers": {"Accept": "application/json", "Authorization": "[redacted]"},
        "request_body": body,
        "status": status,
        "response_headers": {"Content-Type": "application/json", "Date": "Mon, 21 Sep 2026 14:13:41 GMT"},
        "response_body": json.dumps(response) if response is not None else "",
        "elapsed": 0.0342,
        "started": START,
        "error": None,
        "attempts": 1,
        "curl": f"curl -sS -X {method} '{BASE_URL}{path}' -H 'Content-Type: application/json' "
        f'-u "$BADGES_USER:$BADGES_PASSWORD"{data}',
        "truncated": False,
        **more,
    }
