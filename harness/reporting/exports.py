"""The report for machines and for places that are not ours: CI summary, status badge, HAR."""

from __future__ import annotations

import base64
import datetime
import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from harness.reporting.results import write_text
from harness.reporting.verdicts import (
    CONFORMANT,
    FAILED,
    INCOMPLETE,
    LEVELS,
    NON_CONFORMANT,
    PRECEDENCE,
    WAIVED,
)
from harness.reporting.visible import one_line

_COLOURS: Final = {CONFORMANT: "brightgreen", NON_CONFORMANT: "red", INCOMPLETE: "orange"}
_SIGNS: Final = {CONFORMANT: "✅", NON_CONFORMANT: "❌", INCOMPLETE: "⚠️"}
_ROWS_SHOWN: Final = 100
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~>@:-])")


SUMMARY_NAME: Final = "summary.md"
BADGE_NAME: Final = "badge.json"


def write(document: Mapping[str, Any], directory: Path) -> list[Path]:
    """Write `summary.md` and `badge.json` into `directory`; raises ReportError when that fails."""
    return [
        write_text(step_summary(document), directory, SUMMARY_NAME),
        write_text(json.dumps(shields(document), indent=1) + "\n", directory, BADGE_NAME),
    ]


def step_summary(document: Mapping[str, Any]) -> str:
    """GitHub-flavoured Markdown for `$GITHUB_STEP_SUMMARY`: verdict, counts, what failed.

    Values from the target cannot leave their cell: they are escaped as Markdown and as HTML, and cut.
    """
    run = document["run"]
    verdict = document["verdict"]
    parts = [
        f"## {_SIGNS.get(verdict, '')} {_cell(verdict, 40)}",
        "",
        f"Target {_cell(run['base_url'], 200)} · suite {_cell(run['versions'].get('suite', '?'), 40)} · "
        f"{run['counts'].get('requests', 0)} requests in {_duration(run['duration'])}",
        "",
        *(f"- {_cell(reason, 400)}" for reason in document["reasons"]),
        "",
        *_counts_table(run["counts"].get("by_level", {})),
    ]
    failed = _failed_first([row for row in document["requirements"] if row["verdict"] == FAILED])
    if failed:
        parts += ["", "| level | requirement | rule | expected | observed |", "|---|---|---|---|---|"]
        parts += [_failure_row(row) for row in failed[:_ROWS_SHOWN]]
        if len(failed) > _ROWS_SHOWN:
            parts += ["", f"… and {len(failed) - _ROWS_SHOWN} more: see the report."]
    stale = [row for row in document["waivers"] if row.get("status") not in ("used", "not judged")]
    if stale:
        parts += ["", "### Waivers to look at", "", *(f"- {_cell(row['says'], 300)}" for row in stale)]
    return "\n".join(parts) + "\n"


def shields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON that a shields.io endpoint badge reads."""
    by_level = document["run"]["counts"].get("by_level", {})
    must = by_level.get("MUST", {})
    failed = must.get(FAILED, 0)
    message = str(document["verdict"])
    if failed:
        message += f", {failed} of {sum(must.values())} MUST failed"
    elif must.get(WAIVED):
        message += f", {must[WAIVED]} waived"
    return {
        "schemaVersion": 1,
        "label": "badges API",
        "message": message,
        "color": _COLOURS.get(document["verdict"], "lightgrey"),
    }


def har(exchanges: Iterable[Mapping[str, Any]], suite_version: str) -> dict[str, Any]:
    """HTTP Archive 1.2 of exchanges in the form of the report document (already redacted and bounded)."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "badges-conformance", "version": suite_version},
            "entries": [_har_entry(exchange) for exchange in exchanges],
        }
    }


def _counts_table(by_level: Mapping[str, Mapping[str, int]]) -> list[str]:
    verdicts = [verdict for verdict in PRECEDENCE if any(row.get(verdict) for row in by_level.values())]
    if not verdicts:
        return ["Nothing was judged."]
    rows = [
        f"| {level} | " + " | ".join(str(by_level[level].get(verdict, 0)) for verdict in verdicts) + " |"
        for level in LEVELS
        if level in by_level
    ]
    return ["| level | " + " | ".join(verdicts) + " |", "|---|" + "---:|" * len(verdicts), *rows]


def _failed_first(rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: LEVELS.index(row["level"]) if row["level"] in LEVELS else len(LEVELS))


def _failure_row(row: Mapping[str, Any]) -> str:
    findings = [item for item in row["findings"] if item["verdict"] == FAILED]
    finding: Mapping[str, Any] = findings[0] if findings else {}
    cells = [
        _cell(row["level"], 10),
        _cell(row["id"], 80),
        _cell(row["title"], 240),
        _cell(finding.get("expected") or finding.get("summary") or "", 160),
        _cell(finding.get("observed") or "", 160),
    ]
    return f"| {' | '.join(cells)} |"


def _cell(text: Any, limit: int) -> str:
    """Text that Markdown shows as it is: no link, no mention, no table break, no HTML."""
    return _MARKDOWN.sub(r"\\\1", html.escape(one_line(str(text), limit), quote=False))


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _har_entry(exchange: Mapping[str, Any]) -> dict[str, Any]:
    milliseconds = round(float(exchange.get("elapsed") or 0) * 1000, 3)
    body = exchange.get("request_body")
    request_headers = _pairs(exchange.get("request_headers"))
    response_headers = _pairs(exchange.get("response_headers"))
    request: dict[str, Any] = {
        "method": exchange["method"],
        "url": exchange["url"],
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": request_headers,
        "queryString": _query(exchange["url"]),
        "headersSize": -1,
        "bodySize": len(body.encode("utf-8", "replace")) if body else 0,
    }
    if body is not None:
        request["postData"] = {"mimeType": _content_type(request_headers), "text": body}
    answer = exchange.get("response_body") or ""
    return {
        "startedDateTime": _moment(exchange.get("started")),
        "time": milliseconds,
        "request": request,
        "response": {
            "status": exchange.get("status") or 0,
            "statusText": one_line(str(exchange.get("error") or ""), 200),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": response_headers,
            "content": {
                "size": len(answer.encode("utf-8", "replace")),
                "mimeType": _content_type(response_headers),
                **_text_or_base64(answer),
            },
            "redirectURL": next(
                (row["value"] for row in response_headers if row["name"].lower() == "location"), ""
            ),
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        "comment": f"exchange {exchange['id']}",
    }


def _text_or_base64(text: str) -> dict[str, str]:
    """Lone surrogates have no place in UTF-8 text, so such a body travels as Base64."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return {
            "text": base64.b64encode(text.encode("utf-8", "surrogatepass")).decode(),
            "encoding": "base64",
        }
    return {"text": text}


def _pairs(headers: Any) -> list[dict[str, str]]:
    items = headers.items() if isinstance(headers, Mapping) else headers or ()
    return [{"name": str(name), "value": str(value)} for name, value in items]


def _query(url: str) -> list[dict[str, str]]:
    try:
        query = urlsplit(url).query
    except ValueError:  # an address that is none (a broken port, say) has no query to show
        return []
    return [{"name": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True)]


def _content_type(headers: Iterable[Mapping[str, str]]) -> str:
    return next((row["value"] for row in headers if row["name"].lower() == "content-type"), "")


def _moment(started: Any) -> str:
    if isinstance(started, int | float):
        return datetime.datetime.fromtimestamp(started, datetime.UTC).isoformat(timespec="milliseconds")
    return str(started or "")
