"""The ledger: what every test and every exchange said, folded into one row per requirement.

It only collects and counts; `harness.reporting.conclusion` turns rows into verdicts, so that a run, a
merge of shards and a later check of the report can never disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness import recording
from harness.reporting.conclusion import concluded
from harness.requirements import Catalogue, Requirement

Entry = Mapping[str, Any]

# How many of the tests that saw one failure are named with it.
NAMED_TESTS = 12
# What is counted for each folder of tests.
COUNTED = ("requests", "writes", "creates")


@dataclass
class _Row:
    """What is known of one requirement."""

    judged: int = 0
    findings: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    tests: dict[str, dict[str, Any]] = field(default_factory=dict)


class Ledger:
    """Collects the entries that travel with the test reports (see `harness.plugin`)."""

    def __init__(self, catalogue: Catalogue, *, keep_all: bool = False) -> None:
        self.catalogue, self.keep_all = catalogue, keep_all
        self._rows = {key: _Row() for key in catalogue.requirements}
        self._exchanges: dict[str, Any] = {}
        self._observations: dict[tuple[str, str], dict[str, Any]] = {}
        self._phases: dict[str, dict[str, Any]] = {}
        self._deselected: Counter[str] = Counter()
        self._answered: set[str] = set()
        self.counts: Counter[str] = Counter()
        self._all: dict[str, Any] = {}

    # -- collecting ---------------------------------------------------------------------------

    def add(self, entry: Entry) -> None:
        """Take in one entry: the judgements, observations and exchanges of one test phase."""
        self.counts.update(entry.get("counts", {}))
        self._answered.update(entry.get("answered", ()))
        if self.keep_all:
            self._all.update(entry.get("exchanges", {}))
        for requirement, count in entry.get("judged", {}).items():
            self._row(requirement).judged += count
        for finding in entry.get("findings", ()):
            self._find(finding, entry)
        for item in entry.get("observations", ()):
            if item["requirement"] in self._rows:
                self._row(item["requirement"]).judged += 1
                self._observations.setdefault((item["requirement"], item["answer"]), dict(item))
                self._keep(entry, [item["exchange"]])
        if entry.get("test"):
            self._note_test(entry)

    def deselected(self, requirements: Mapping[str, int]) -> None:
        """So many tests of these requirements were collected, but not chosen to run."""
        self._deselected.update(requirements)

    @property
    def all_exchanges(self) -> list[Mapping[str, Any]]:
        """Every exchange that came with `keep_all`, in the order of time."""
        return sorted(self._all.values(), key=lambda record: float(record["started"]))

    def failed(self) -> list[dict[str, Any]]:
        """All failures so far, each distinct one once."""
        return [
            finding
            for row in self._rows.values()
            for finding in row.findings.values()
            if finding["verdict"] == recording.FAILED
        ]

    def _row(self, requirement: str) -> _Row:
        return self._rows.setdefault(requirement, _Row())

    def _find(self, finding: Mapping[str, Any], entry: Entry) -> None:
        row = self._row(finding["requirement"])
        failed = finding["verdict"] == recording.FAILED
        key = (finding["verdict"], finding["fingerprint"] if failed else finding["summary"])
        known = row.findings.get(key)
        if known is None:
            row.findings[key] = {
                **finding,
                "tests": [finding["test"]] if finding["test"] else [],
            }
            self._keep(entry, (*finding["exchanges"], *finding["control"]))
            return
        known["count"] += finding["count"]
        if finding["test"] and finding["test"] not in known["tests"] and len(known["tests"]) < NAMED_TESTS:
            known["tests"].append(finding["test"])
        if failed and self._weight(entry, finding) < self._weight({"exchanges": self._exchanges}, known):
            # The smallest evidence explains best.
            kept = {"count": known["count"], "tests": known["tests"]}
            known.update(finding)
            known.update(kept)
            self._keep(entry, (*finding["exchanges"], *finding["control"]))

    def _weight(self, entry: Entry, finding: Mapping[str, Any]) -> int:
        records = [entry["exchanges"].get(key) for key in finding["exchanges"]]
        return sum(
            len(record.get("request_body") or "") + len(record["url"]) + 200 * (record is not None)
            for record in records
            if record
        )

    def _keep(self, entry: Entry, exchanges: Iterable[str | None]) -> None:
        for key in exchanges:
            if key is not None and key in entry.get("exchanges", {}):
                self._exchanges[key] = entry["exchanges"][key]

    def _note_test(self, entry: Entry) -> None:
        phase = entry["test"].split("::")[0].rpartition("/")[0] or "tests"
        known = self._phases.setdefault(
            phase,
            {"name": phase, "start": entry["start"], "duration": 0.0, **dict.fromkeys(COUNTED, 0)},
        )
        known["start"] = min(known["start"], entry["start"])
        known["duration"] += entry["duration"]
        for name in COUNTED:
            known[name] += entry.get("counts", {}).get(name, 0)
        for requirement in entry.get("requirements", ()):
            tests = self._row(requirement).tests
            test = tests.setdefault(
                entry["test"], {"nodeid": entry["test"], "outcome": entry["outcome"], "duration": 0.0}
            )
            test["duration"] = round(test["duration"] + entry["duration"], 4)
            if entry["outcome"] != recording.PASSED:
                test["outcome"] = entry["outcome"]

    # -- the report document --------------------------------------------------------------------

    def document(
        self,
        run: Mapping[str, Any],
        *,
        started: float,
        missing: Mapping[str, str],
        detection: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The report document, verdicts included.

        `started` is when the run began (epoch seconds); `missing` maps what the target profile does
        not give ("fixtures.earned") to the sentence that says so; `detection` holds, per requirement,
        how many known faults its tests catch.
        """
        requirements = [
            self._requirement(requirement, missing, (detection or {}).get(requirement.id))
            for requirement in self.catalogue.requirements.values()
        ]
        cited = {
            key
            for row in requirements
            for finding in row["findings"]
            for key in (*finding["exchanges"], *finding["control"])
        } | {item["exchange"] for item in self._observations.values()}
        return concluded(
            {
                "schema_version": 1,
                "verdict": "incomplete",
                "reasons": [],
                "run": {
                    **run,
                    "counts": {
                        "requests": self.counts["requests"],
                        "writes": self.counts["writes"],
                        "tests": len({test for row in self._rows.values() for test in row.tests}),
                    },
                    "timeline": [
                        {
                            **phase,
                            "start": round(phase["start"] - started, 3),
                            "duration": round(phase["duration"], 3),
                        }
                        for phase in sorted(self._phases.values(), key=lambda phase: phase["start"])
                    ],
                },
                "requirements": requirements,
                "observations": [self._observation(item) for item in self._observations.values()],
                "exchanges": {key: value for key, value in self._exchanges.items() if key in cited},
                "history": None,
                "waivers": [],
                "not_testable": [
                    {
                        "id": item.id,
                        "text": item.text,
                        "source": item.source,
                        "reason": item.not_testable,
                    }
                    for item in self.catalogue.statements.values()
                    if item.not_testable
                ],
                "complete": True,
            }
        )

    def _requirement(
        self, requirement: Requirement, missing: Mapping[str, str], detection: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        row = self._rows[requirement.id]
        findings = [finding for finding in row.findings.values() if self._telling(row, finding)]
        if row.judged and self._deselected[requirement.id]:
            findings.append(_partly_selected(requirement, self._deselected[requirement.id]))
        verdict, reason = self._standing(requirement, row, missing)
        return {
            "id": requirement.id,
            "level": requirement.level,
            "operation": requirement.operation,
            "subject": requirement.subject,
            "title": requirement.title,
            "check": requirement.check,
            "covers": list(requirement.covers),
            "sources": [
                {
                    "statement": key,
                    "text": self.catalogue.statements[key].text,
                    "source": self.catalogue.statements[key].source,
                }
                for key in requirement.covers
            ],
            "verdict": verdict,
            "reason": reason,
            "tests": sorted(row.tests.values(), key=lambda test: test["nodeid"]),
            "findings": findings,
            "judged": row.judged,
            "needs": list(requirement.needs),
            "detection": dict(detection) if detection else None,
        }

    @staticmethod
    def _telling(row: _Row, finding: Mapping[str, Any]) -> bool:
        """Whether a finding says more than that a test did not come to this requirement."""
        others = row.judged or any(
            item["verdict"] == recording.FAILED or item["cause"] not in recording.SILENT
            for item in row.findings.values()
        )
        return finding["cause"] not in recording.SILENT or not others

    def _standing(
        self, requirement: Requirement, row: _Row, missing: Mapping[str, str]
    ) -> tuple[str, str | None]:
        """Verdict and reason of a requirement that was not judged (the conclusion settles the rest)."""
        if row.judged:
            return recording.PASSED, None
        if row.findings:
            first = next(iter(row.findings.values()))
            return first["verdict"], first["summary"]
        if requirement.fixture is not None and requirement.fixture in missing:
            verdict = recording.UNTESTED if requirement.fixture == "customer" else recording.NOT_APPLICABLE
            return verdict, missing[requirement.fixture]
        if self._deselected[requirement.id]:
            return recording.UNTESTED, "Its tests were not selected for this run."
        if requirement.check in ("shape", "invariant"):
            if requirement.operation in self._answered or (
                requirement.operation == "common" and self._answered
            ):
                return (
                    recording.NOT_APPLICABLE,
                    "No response of this run held what the rule speaks of.",
                )
            return recording.UNTESTED, "No accepted response of this operation was seen."
        return recording.UNTESTED, "No test of it ran."

    def _observation(self, item: Mapping[str, Any]) -> dict[str, Any]:
        return {**item, "question": self.catalogue[item["requirement"]].title}


def _partly_selected(requirement: Requirement, count: int) -> dict[str, Any]:
    """A partial run must not be taken for a whole one, requirement by requirement either."""
    finding = recording.Finding(
        requirement.id,
        recording.INCONCLUSIVE,
        f"{count} of its tests were not selected for this run.",
        cause="deselected",
    )
    return {**finding.to_dict(), "tests": []}
