"""What one process of a run has seen: findings, observations, exchanges; drained with every test report."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from harness.exchange import Exchange
from harness.redaction import redact

PASSED = "passed"
FAILED = "failed"
INCONCLUSIVE = "inconclusive"
NOT_APPLICABLE = "not applicable"
UNTESTED = "untested"

NOT_REACHED = "not reached"
"""The cause of a finding that only says: the test stopped at another requirement before this one."""

NOT_EXERCISED = "not exercised"
"""The cause of a finding that only says: nothing that the test generated put this one to the test."""

SILENT = frozenset({NOT_REACHED, NOT_EXERCISED})
"""Causes of findings that do not count beside any judgement: another test has looked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement of one requirement.

    `cause` is what makes two failures the same one (never a name, an id or a time); the
    fingerprint made of it survives from run to run, which waivers and history rely on.
    """

    requirement: str
    verdict: str
    summary: str = ""
    expected: str = ""
    observed: str = ""
    pointer: str | None = None
    exchanges: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    test: str | None = None
    cause: str = ""
    count: int = 1

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that name this failure across runs."""
        pointer = re.sub(r"/\d+", "/*", self.pointer or "")
        return hashlib.sha256(f"{self.requirement}|{pointer}|{self.cause}".encode()).hexdigest()[:12]

    def to_dict(self) -> dict[str, Any]:
        """JSON-simple form, as it travels from worker to controller and into the report."""
        return {
            **asdict(self),
            "exchanges": list(self.exchanges),
            "control": list(self.control),
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Observation:
    """What the target does where the documents leave it open."""

    requirement: str
    answer: str
    exchange: str | None = None
    alternatives: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-simple form."""
        return {**asdict(self), "alternatives": list(self.alternatives)}


@dataclass
class Recorder:
    """Collects between two drains; one per process.

    `limit` bounds the exchanges kept for one test phase: evidence needs the last ones, and a
    fuzz test may make thousands.
    """

    limit: int = 400
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    judged: Counter[str] = field(default_factory=Counter)
    exchanges: dict[str, Exchange] = field(default_factory=dict)
    controls: list[str] = field(default_factory=list)
    test: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    answered: set[str] = field(default_factory=set)
    whole: bool = False  #: hand over every exchange, not only the cited ones (for a HAR of the run)
    _fresh: list[str] = field(default_factory=list)
    _room: int = 0  #: how many exchanges there may be before the next clearing

    def exchange(self, exchange: Exchange) -> None:
        """Keep one exchange as possible evidence."""
        self.exchanges[exchange.id] = exchange
        if self.whole:
            self._fresh.append(exchange.id)
        self.counts["requests"] += 1
        if exchange.method in ("POST", "PUT") and exchange.operation in ("create", "update"):
            self.counts["writes"] += 1
            self.counts["creates"] += exchange.operation == "create"
        if len(self.exchanges) > max(self.limit, self._room) and not self.whole:
            self._clear_away()

    def _clear_away(self) -> None:
        """Let go of the older exchanges that nothing cites, and wait until as many new ones have come.

        However many are cited, a look at all of them is paid for by half a limit of new exchanges.
        """
        cited = {key for finding in self.findings for key in (*finding.exchanges, *finding.control)}
        spare = [key for key in self.exchanges if key not in cited]
        half = self.limit // 2
        for key in spare[: len(spare) - half]:
            del self.exchanges[key]
        self._room = len(self.exchanges) + half

    def keep(self, exchange: Exchange) -> None:
        """Keep one that an earlier test made and this one cites (shared arrangements)."""
        self.exchanges.setdefault(exchange.id, exchange)

    def finding(self, finding: Finding) -> None:
        """Note one judgement; it may quote what the target said."""
        self.findings.append(
            replace(
                finding,
                summary=redact(finding.summary),
                expected=redact(finding.expected),
                observed=redact(finding.observed),
            )
        )

    def put_to_the_test(self, requirements: Iterable[str]) -> list[str]:
        """Those of the requirements of which the test has not said that nothing of it reached them."""
        missed = {finding.requirement for finding in self.findings if finding.cause == NOT_EXERCISED}
        return [name for name in requirements if name not in missed]

    def passed(self, requirements: Iterable[str]) -> None:
        """Note that these requirements were judged once more and held."""
        self.judged.update(requirements)

    def observe(
        self,
        requirement: str,
        answer: str,
        exchange: Exchange | None = None,
        alternatives: Iterable[str] = (),
    ) -> None:
        """Note what the target does in a matter that the documents leave open."""
        self.observations.append(
            Observation(requirement, redact(answer), exchange.id if exchange else None, tuple(alternatives))
        )

    def begin(self, test: str) -> None:
        """A test begins: what follows belongs to it."""
        self.test, self.controls = test, []

    def drain(self) -> dict[str, Any]:
        """Everything since the last drain in JSON-simple form; only cited exchanges are kept."""
        cited = {key for finding in self.findings for key in (*finding.exchanges, *finding.control)}
        cited.update(item.exchange for item in self.observations if item.exchange)
        if self.whole:
            cited.update(self._fresh)
        self._fresh = []
        drained = {
            "findings": [finding.to_dict() for finding in self.findings],
            "observations": [item.to_dict() for item in self.observations],
            "judged": dict(self.judged),
            "exchanges": {key: self.exchanges[key].to_dict() for key in cited if key in self.exchanges},
            "counts": dict(self.counts),
            "answered": sorted(self.answered),
        }
        self.findings, self.observations = [], []
        self.judged, self.counts, self.answered = Counter(), Counter(), set()
        # The exchanges of this test stay at hand: a later phase may still cite them.
        return drained

    def forget(self) -> None:
        """A test has ended: its exchanges can no longer be cited."""
        self.exchanges.clear()
        self._room = 0


def summary_of(requirement: str, expected: str, observed: str) -> str:
    """The message of a failure, complete on its own."""
    return f"{requirement}: expected {expected}, observed {observed}"


current = Recorder()
"""The recorder of this process."""
