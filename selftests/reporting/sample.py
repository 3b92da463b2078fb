"""Report documents to test with: a realistic one from the catalogue, a hostile one, a large one.

The catalogue files are read leniently, so that these tests do not depend on its being finished.
"""

from __future__ import annotations

import copy
import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harness.reporting.conclusion import concluded
from harness.reporting.results import SCHEMA_VERSION, digest
from selftests.reporting.failures import FAILURES
from selftests.reporting.pieces import BASE_URL, finding_of

SPECS = Path(__file__).resolve().parents[2] / "specs"

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
    chosen = iter(rng.sample([row for row in usual if row["id"] not in (*FAILURES, PASSING)], 10))
    by_id = {row["id"]: row for row in requirements}
    for identifier, fail in FAILURES.items():
        fail(by_id[identifier], exchanges)
    for row in (next(chosen) for _ in range(3)):
        row["judged"] = 0
        row["findings"] = [finding_of("inconclusive", "The control request was refused with 500.", row)]
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
            finding_of("failed", f"Failure {number}.", row, exchanges=[identifier], cause=str(number))
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
        for identifier in (*FAILURES, PASSING)
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
