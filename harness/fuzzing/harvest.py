"""What generated tests have found: every distinct defect once, with its count, and the words about it.

A generated test never stops at its first failure. At the end the most precise failure fails the test, the
others are recorded beside it, and what was generated becomes an observation.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NoReturn

from harness import recording
from harness.exchange import Exchange
from harness.expectations import ConformanceFailure, Inconclusive, Untested
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.settings import CASES, FuzzOptions
from harness.fuzzing.trials import Evidence
from harness.judging import GENERIC, MESSAGE_LIMIT
from harness.recording import Finding, summary_of
from harness.requirements import Catalogue
from harness.session import Session
from harness.transport import TransportError

# The least share of valid requests that must be accepted for anything to be concluded, and of how many.
ENOUGH, FEWEST = 0.5, 5
Key = tuple[str, str, str]


@dataclass
class Known:
    """A distinct defect, and how often it was seen."""

    evidence: Evidence
    count: int = 1


@dataclass
class Harvest:
    """The defects that one test has found."""

    session: Session
    options: FuzzOptions
    requirements: tuple[str, ...]  #: of the test
    test: str  #: as pytest names it
    known: dict[Key, Known] = field(default_factory=dict)
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def generated(self, digest: str) -> None:
        """Note that a case was generated."""
        self._digest.update(digest.encode())

    def add(self, evidence: Evidence) -> None:
        """Note a defect, or one more sign of a known one."""
        key = evidence.mismatch.key
        if key in self.known:
            self.known[key].count += 1
            return
        self.known[key] = Known(evidence)
        for exchange in (*evidence.exchanges, *((evidence.control,) if evidence.control else ())):
            self.session.recorder.keep(exchange)
            self.silence_generic(exchange)

    def silence_generic(self, exchange: Exchange) -> None:
        """The generic rule about server errors speaks only where nothing more precise does."""
        recorder = self.session.recorder
        recorder.findings = [
            finding
            for finding in recorder.findings
            if finding.requirement != GENERIC or exchange.id not in finding.exchanges
        ]

    def observe(self, *words: str) -> None:
        """Record what was generated, and the digest that names the cases."""
        told = ", ".join((*words, f"digest {self._digest.hexdigest()[:12]}"))
        self.session.recorder.observe(CASES, f"{self.test.rpartition('::')[2]}: {told}")

    def note_unexercised(self, exercised: Container[str]) -> None:
        """No requirement passes that no case put to the test."""
        for name in self.requirements:
            if name not in exercised:
                reason = "No generated case put it to the test."
                cause = recording.NOT_EXERCISED
                self.session.recorder.finding(
                    Finding(name, recording.INCONCLUSIVE, reason, test=self.test, cause=cause)
                )

    def conclude(self) -> None:
        """Record every defect; raises the one that fails the test when there is one."""
        found = self.sorted()
        if found:
            recorder = self.session.recorder
            recorder.passed(recorder.put_to_the_test(self.requirements))
            self.record(found[1:])
            self._raise(found[0])

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Record what was found when the test cannot go on: other answers cannot take it back.

        Only the refusal of something valid may come from the same as the end of the test.
        """
        try:
            yield
        except (Inconclusive, Untested, TransportError):
            self.record(known for known in self.sorted() if not known.evidence.mismatch.valid_refused)
            raise

    def sorted(self) -> list[Known]:
        """The defects, the one that fails the test first: MUST before SHOULD, precise before generic."""
        return sorted(self.known.values(), key=lambda known: _rank(known, self.session.catalogue))

    def record(self, found: Iterable[Known]) -> None:
        """Record defects as findings."""
        for known in found:
            self.session.recorder.finding(self._finding(known))

    def _finding(self, known: Known) -> Finding:
        mismatch = self._told(known)
        control = known.evidence.control
        return Finding(
            mismatch.requirement,
            recording.FAILED,
            summary_of(mismatch.requirement, mismatch.expected, mismatch.observed)[:MESSAGE_LIMIT],
            mismatch.expected[:MESSAGE_LIMIT],
            mismatch.observed[:MESSAGE_LIMIT],
            mismatch.pointer,
            tuple(exchange.id for exchange in known.evidence.exchanges),
            (control.id,) if control else (),
            self.test,
            mismatch.cause,
            known.count,
        )

    def _told(self, known: Known) -> Mismatch:
        """The mismatch with the line that replays its case."""
        line = (
            f"pytest {self.test.split('::')[0]} --fuzz-seed={self.options.seed} "
            f"--fuzz-examples={self.options.examples} --fuzz-replay={shlex.quote(known.evidence.key)}"
        )
        observed = f"{known.evidence.mismatch.observed} (again: {line})"
        return replace(known.evidence.mismatch, observed=observed)

    def _raise(self, known: Known) -> NoReturn:
        mismatch = self._told(known)
        if known.count > 1:
            # The failure itself counts once; the rest is counted beside it.
            self.session.recorder.finding(replace(self._finding(known), count=known.count - 1))
        if known.evidence.control:
            self.session.recorder.controls.append(known.evidence.control.id)
        raise ConformanceFailure(
            mismatch.expected,
            mismatch.observed,
            cause=mismatch.cause,
            exchanges=known.evidence.exchanges,
            pointer=mismatch.pointer,
            requirement=mismatch.requirement,
        )


def refuse_low_share(accepted: int, valid: int) -> None:
    """Raise Inconclusive when hardly any valid request was accepted: the rules behind were not reached."""
    if valid >= FEWEST and accepted < ENOUGH * valid:
        raise Inconclusive(
            f"only {accepted} of {valid} generated requests that follow every rule were accepted, so the "
            "fuzzing has hardly reached the rules behind"
        )


def _rank(known: Known, catalogue: Catalogue) -> tuple[bool, bool, int]:
    name = known.evidence.mismatch.requirement
    requirement = catalogue.requirements.get(name)
    return requirement is None or requirement.level != "MUST", name.startswith("FUZZ-"), -known.count


def fold(recorder: recording.Recorder) -> None:
    """Fold failures of one kind into one with a count: an invariant that always fails is one finding."""
    if len(recorder.findings) < 50:
        return
    folded: dict[tuple[str, str, str], Finding] = {}
    for finding in recorder.findings:
        summary = finding.fingerprint if finding.verdict == recording.FAILED else finding.summary
        key = (finding.requirement, finding.verdict, summary)
        known = folded.get(key)
        folded[key] = replace(known, count=known.count + finding.count) if known else finding
    recorder.findings = list(folded.values())
