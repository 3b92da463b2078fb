"""Report documents to test with: a realistic one from the catalogue, a hostile one, a large one.

The catalogue files are read leniently, so that these tests do not depend on its being finished.
"""

from __future__ import annotations

import copy
import hashlib
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harness.reporting.conclusion import concluded
from harness.reporting.results import SCHEMA_VERSION, digest

SPECS = Path(__file__).resolve().parents[2] / "specs"
START = 1_790_000_000.0
BASE_URL = "https://badges.staging.example.com"

#: A requirement that passes in the sample.
PASSING = "CREATE-725-NAME-TAKEN"

#: What a target may put into any string to attack the one who reads the report.
HOSTILE = (
    "<script>document.title='forged'</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> ' onmouseover='alert(1) {{ 7*7 }} {% raw %} ${7*7}",
    "\x1b[2J\x1b[31mVERDICT: conformant\x1b[0m\x07\x00\x08",
    "\u202egnissap\u202c \u2066\u2067\u200b\u200e\ufeff\u00ad invisible",
    "Z" + "\u0301\u0336\u0489" * 400 + " pile",
    "\ud800 lone surrogate \udfff",
    "]]></style></script><!-- --><textarea><plaintext>",
    "| a | b |\n|---|---|\n[link](javascript:alert(1)) `code` @someone",
    "no-blank-" * 4000,
)


def sample(seed: int = 7) -> dict[str, Any]:
    """A realistic document: non-conformant, with every kind of verdict."""
    rng = random.Random(seed)
    requirements = [_row(row, rng) for row in catalogue()]
    exchanges: dict[str, Any] = {}
    usual = [row for row in requirements if row["check"] == "scenario" and row["level"] == "MUST"]
    chosen = iter(rng.sample([row for row in usual if row["id"] not in (*_FAILURES, PASSING)], 10))
    by_id = {row["id"]: row for row in requirements}
    for identifier, fail in _FAILURES.items():
        fail(by_id[identifier], exchanges)
    for row in (next(chosen) for _ in range(3)):
        row["judged"] = 0
        row["findings"] = [_finding("inconclusive", "The control request was refused with 500.", row)]
    for row in (next(chosen) for _ in range(2)):
        row |= {"judged": 0, "tests": [], "reason": "Its tests were not selected for this run."}
    for row in (next(chosen) for _ in range(5)):
        row |= {"judged": 0, "verdict": "not applicable", "reason": "The profile gives no fixtures.earned."}
    return finished(requirements, exchanges)


def hostile() -> dict[str, Any]:
    """The same, where the target put something hostile into every string it can reach."""
    document = sample()
    strings = iter(HOSTILE * 100_000)

    def poisoned(value: Any) -> Any:
        if isinstance(value, str):
            return next(strings)
        if isinstance(value, list):
            return [poisoned(item) for item in value]
        if isinstance(value, dict):
            return {key: poisoned(item) for key, item in value.items()}
        return value

    megabytes = "A" * 5_000_000
    for row in document["requirements"]:
        for finding in row["findings"]:
            for key in ("summary", "expected", "observed", "pointer", "test", "tests"):
                if key in finding:
                    finding[key] = poisoned(finding[key])
        row["reason"] = poisoned(row["reason"])
    for number, exchange in enumerate(document["exchanges"].values()):
        for key in ("url", "method", "request_body", "response_body", "error", "curl"):
            exchange[key] = next(strings)
        exchange["response_headers"] = {next(strings): next(strings), "x-long": megabytes[:50_000]}
        if number % 2:
            exchange["response_body"] = json.dumps(
                {"data": {next(strings): next(strings)}, "errors": [megabytes]}
            )
    first = next(row for row in document["requirements"] if row["findings"])
    first["findings"][0] |= {"observed": megabytes, "summary": megabytes}
    document["run"]["left_behind"] = [{"id": text, "name": text, "state": text} for text in HOSTILE]
    document["run"]["left_behind"].append({"id": "1", "name": megabytes, "state": "deactivated"})
    document["run"]["profile"] = {"customer": {"id": HOSTILE[0]}, "fixtures": list(HOSTILE)}
    document["run"]["timeline"][0]["name"] = HOSTILE[2]
    for observation in document["observations"]:
        observation["answer"] = next(strings)
        observation["alternatives"] = [next(strings), megabytes[:100_000]]
    return document


def large(count: int = 10_000) -> dict[str, Any]:
    """The realistic document with `count` exchanges, most of them cited by findings."""
    document = sample()
    model = next(iter(document["exchanges"].values()))
    rows = [row for row in document["requirements"] if row["check"] != "observation"]
    for number in range(count):
        identifier = f"gw{number % 8}-{number + 1000}"
        document["exchanges"][identifier] = {**model, "id": identifier}
        row = rows[number % len(rows)]
        row["findings"].append(
            _finding("failed", f"Failure {number}.", row, exchanges=[identifier], cause=str(number))
        )
    return concluded(document)


def finished(requirements: list[dict[str, Any]], exchanges: dict[str, Any]) -> dict[str, Any]:
    """A whole document around requirements and exchanges."""
    statements = _yaml(SPECS / "statements.yaml")
    document = {
        "schema_version": SCHEMA_VERSION,
        "verdict": "incomplete",
        "reasons": [],
        "run": {
            "id": "2026-09-21T14-13-20-5f2c",
            "started": "2026-09-21T14:13:20+00:00",
            "finished": "2026-09-21T14:16:02+00:00",
            "duration": 162.4,
            "base_url": BASE_URL,
            "embedded": False,
            "profile": {"auth": "basic", "customer": ["id", "email"], "fixtures": {"issued": 2, "earned": 0}},
            "versions": {"suite": "0.1.0", "python": "3.11.9", "schemathesis": "4.32.5"},
            "spec_digest": "sha256:" + "5e" * 32,
            "seed": 20260921,
            "options": {"strict": False, "read_only": False},
            "counts": {"requests": 2417, "writes": 866, "tests": 731},
            "timeline": [
                {"name": name, "start": start, "duration": duration, "requests": requests}
                for name, start, duration, requests in (
                    ("tests/access", 0.4, 4.2, 60),
                    ("tests/create", 4.8, 39.0, 811),
                    ("tests/update", 21.3, 58.8, 790),
                    ("tests/list", 62.1, 31.7, 402),
                    ("tests/detail", 80.0, 22.4, 233),
                    ("tests/lifecycle", 4.9, 121.0, 88),
                    ("tests/fuzz", 101.3, 60.1, 33),
                )
            ],
            "left_behind": [
                {
                    "id": f"66b{number:021x}",
                    "name": f"conf 5f2c {number:03d} Gold Star",
                    "state": "deactivated",
                }
                for number in range(14)
            ],
            "interrupted": None,
            "shard": None,
        },
        "requirements": requirements,
        "observations": [
            {
                "requirement": row["id"],
                "question": row["title"],
                "answer": answer,
                "alternatives": ["400", "ignored"],
                "exchange": None,
            }
            for row, answer in zip(
                [row for row in requirements if row["check"] == "observation"],
                ("201", "accepted, and kept as sent", "refused with 400", "the newest badge first") * 100,
                strict=False,
            )
        ],
        "exchanges": exchanges,
        "waivers": [],
        "not_testable": [
            {
                "id": row["id"],
                "text": row["text"],
                "source": row["source"],
                "reason": row.get("not_testable") or "Nothing of it shows in a response.",
            }
            for row in statements
            if row.get("observe") == "none"
        ],
        "history": None,
    }
    return stamped(concluded(document))


def stamped(document: dict[str, Any]) -> dict[str, Any]:
    """The document with a digest that fits and the mark of completeness."""
    return {**document, "digest": digest(document), "complete": True}


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


def small(*requirements: dict[str, Any], **run: Any) -> dict[str, Any]:
    """A document of a few requirements; `run` overrides members of `run`."""
    document = finished([copy.deepcopy(row) for row in requirements], {})
    document["not_testable"] = []
    document["run"] |= run
    return stamped(concluded(document))


@cache
def _yaml(path: Path) -> list[dict[str, Any]]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def catalogue() -> list[dict[str, Any]]:
    """The requirements of the catalogue, and those that the sample speaks of in any case."""
    files = sorted((SPECS / "requirements").glob("*.yaml"))
    rows = {row["id"]: row for path in files for row in _yaml(path)}
    spoken_of = {
        identifier: {
            "id": identifier,
            "level": "SHOULD" if identifier.endswith("LISTED") else "MUST",
            "operation": identifier.split("-")[0].lower(),
            "subject": "errors",
            "title": f"{identifier.replace('-', ' ').capitalize()}.",
            "covers": [],
            "check": "scenario",
        }
        for identifier in (*_FAILURES, PASSING)
    }
    return list({**spoken_of, **rows}.values())


def _row(requirement: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    texts = {row["id"]: row for row in _yaml(SPECS / "statements.yaml")}
    name = requirement["id"].lower().replace("-", "_")
    scenario = requirement["check"] in ("scenario", "fuzz", "observation")
    return {
        "id": requirement["id"],
        "level": requirement["level"],
        "operation": requirement["operation"],
        "subject": requirement["subject"],
        "title": requirement["title"],
        "check": requirement["check"],
        "covers": list(requirement["covers"]),
        "sources": [
            {"statement": key, "text": texts[key]["text"], "source": texts[key]["source"]}
            for key in requirement["covers"]
            if key in texts
        ],
        "verdict": "passed",
        "reason": None,
        "tests": [
            {
                "nodeid": f"tests/{requirement['operation']}/test_it.py::test_{name}",
                "outcome": "passed",
                "duration": 0.2,
            }
        ]
        if scenario
        else [],
        "findings": [],
        "judged": rng.choice((1, 1, 2, 3, 12, 240)) if scenario else rng.randint(20, 900),
        "needs": list(requirement.get("needs") or ()),
        "detection": {"caught": 2, "aimed": rng.choice((2, 2, 3)), "version": "0.1.0"}
        if rng.random() < 0.3
        else None,
    }


def _finding(verdict: str, summary: str, row: dict[str, Any], **more: Any) -> dict[str, Any]:
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


_BADGE: dict[str, Any] = {
    "name": "conf 5f2c 041 Gold Star",
    "description": "For loyal customers",
    "startOn": 1790086400,
    "expiresOn": 1821622400,
    "expiryType": "ABSOLUTE",
    "ownership": {"restrictedToOwners": ["Loyalty", "Milestones"], "claims": []},
    "images": [{"name": "front", "url": "https://images.example.com/gold.png"}],
    "tags": ["gold"],
    "earnType": "ISSUE_EARN",
    "customFields": {},
    "active": True,
}


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


_META = "/api_gateway/v1/badges/badgeMeta"


def _stored(**more: Any) -> dict[str, Any]:
    return {
        "data": {
            "id": "66b0c3f1a2d94c0012ab3fd1",
            **_BADGE,
            "status": "LIVE",
            "createdOn": 1790000011.482,
            **more,
        },
        "errors": [],
        "warnings": [],
    }


def _start_moved(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    live = {"id": "66b0c3f1a2d94c0012ab3fd1", **_BADGE, "startOn": 1789999000}
    moved = {**live, "startOn": 1790085400}
    exchanges["gw0-41"] = exchange("gw0-41", "PUT", _META, live, 200, _stored(startOn=1789999000))
    exchanges["gw0-42"] = exchange("gw0-42", "PUT", _META, moved, 200, _stored(startOn=1790085400))
    row["findings"] = [
        _finding(
            "failed",
            "expected a refusal with 723, observed 200 with the badge changed",
            row,
            expected="a refusal with 723 among the error codes",
            observed="200, and the start moved from 1789999000 to 1790085400",
            pointer="/data/startOn",
            exchanges=["gw0-42"],
            control=["gw0-41"],
        )
    ]


def _wrong_code(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    first = {**_BADGE, "name": "conf 5f2c 051 Gold Star"}
    nobody = {
        **_BADGE,
        "name": "conf 5f2c 052 Gold Star",
        "ownership": {"restrictedToOwners": [], "claims": []},
    }
    error = {"code": 400, "message": "Bad request", "reference": "ownership"}
    exchanges["gw1-50"] = exchange("gw1-50", "POST", _META, first, 201, _stored(name=first["name"]))
    exchanges["gw1-51"] = exchange(
        "gw1-51", "POST", _META, nobody, 400, {"data": None, "errors": [error], "warnings": None}
    )
    row["findings"] = [
        _finding(
            "failed",
            "expected a refusal with 728, observed 400 with the codes 400",
            row,
            expected="a refusal with 728 among the error codes",
            observed="400 with the codes 400",
            pointer="/errors/0/code",
            exchanges=["gw1-51"],
            control=["gw1-50"],
            count=3,
            tests=[
                f"tests/create/test_owners.py::test_no_owner[{case}]" for case in ("empty", "null", "absent")
            ],
        )
    ]


def _status_against_the_clock(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    badges = [
        {
            "badgeMetaId": f"66b0c3f1a2d94c0012ab3f{number:02x}",
            "badgeName": f"conf 5f2c {number:03d}",
            "badgeStatus": "LIVE" if number == 6 else "UPCOMING",
            "startsOn": 1790086400.0,
            "expiresOn": 1821622400.0,
            "active": True,
            "earnCount": 0,
        }
        for number in range(10)
    ]
    page = {"page": 0, "size": 10, "total": 31, "totalPages": 4}
    exchanges["gw2-17"] = exchange(
        "gw2-17",
        "GET",
        "/api_gateway/v1/badges/management/62090013?page=0&size=10&badgeStatus=UPCOMING",
        None,
        200,
        {"data": {"customerBadges": badges, "pagination": page}, "errors": [], "warnings": []},
    )
    row["findings"] = [
        _finding(
            "failed",
            "expected UPCOMING before the start, observed LIVE",
            row,
            expected="UPCOMING, as the start lies 86,400 s ahead of the server's clock",
            observed="LIVE",
            pointer="/data/customerBadges/6/badgeStatus",
            exchanges=["gw2-17"],
            count=18,
            test=None,
        ),
        _finding(
            "failed",
            "a row without any status",
            row,
            expected="one of UPCOMING, LIVE, EXPIRED",
            observed="no such property",
            pointer="/data/customerBadges/3/state",
            exchanges=["gw2-17"],
        ),
    ]


def _no_answer(row: dict[str, Any], exchanges: dict[str, Any]) -> None:
    exchanges["gw0-88"] = exchange(
        "gw0-88",
        "POST",
        _META,
        _BADGE,
        502,
        None,
        response_body="<html><head><title>502 Bad Gateway</title></head>\n<body>nginx</body></html>",
    )
    row["findings"] = [
        _finding(
            "failed",
            "expected the error envelope, observed a page in HTML",
            row,
            expected="the error envelope as JSON",
            observed="a page in HTML",
            exchanges=["gw0-88"],
        )
    ]


_FAILURES: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "UPDATE-START-FROZEN-LIVE": _start_moved,
    "CREATE-728-EMPTY-OWNERS": _wrong_code,
    "LIST-STATUS-CLOCK": _status_against_the_clock,
    "CREATE-SEVERAL-ERRORS-LISTED": _no_answer,
}
