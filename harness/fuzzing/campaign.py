"""One batch of generated cases from the first request to the findings.

A test never stops at its first failure: every distinct one is shrunk, counted and recorded, and at the end
the most precise one fails the test. What was generated, how much of it was accepted, and the digest that
names the cases are observations of the run.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NoReturn

from harness import recording
from harness.exchange import Exchange
from harness.expectations import ConformanceFailure, Inconclusive, Untested, outcome_of
from harness.fuzzing.generation import POSITIVE, Generated
from harness.fuzzing.judgement import Mismatch, is_unjudged
from harness.fuzzing.settings import Budget, FuzzOptions
from harness.fuzzing.trials import Attempt, Evidence, Trials
from harness.judging import GENERIC, MESSAGE_LIMIT
from harness.recording import Finding, summary_of
from harness.requirements import Catalogue
from harness.session import Session

CASES = "FUZZ-CASES-OBSERVED"
# The least share of valid requests that must be accepted for anything to be concluded, and of how many.
ENOUGH, FEWEST = 0.5, 5
# How much of the target's time shrinking may take: requests for one defect, and defects of one test.
REQUESTS_PER_SHRINK, SHRINKS = 40, 8
# So many answers that say nothing end a test, if they are most of them.
MOST_UNJUDGED = 10


@dataclass
class _Known:
    """A distinct defect, how often it was seen, and by which cases."""

    evidence: Evidence
    count: int = 1


@dataclass
class Campaign:
    """Runs cases through the trials of an operation and keeps what is found."""

    session: Session
    options: FuzzOptions
    budget: Budget
    trials: Trials
    requirements: tuple[str, ...]  #: of the test
    replayable: str  #: the test as pytest names it
    _known: dict[tuple[str, str, str], _Known] = field(default_factory=dict)
    #: What a mismatch was before it was shrunk → what it is after.
    _aliases: dict[tuple[str, str, str], tuple[str, str, str]] = field(default_factory=dict)
    _seen: Counter[str] = field(default_factory=Counter)
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    _sent: int = 0
    _unjudged: int = 0
    _cut: bool = False

    def run(self, cases: Iterable[Generated], *, alike: int | None = None) -> None:
        """Send the cases and judge them; `alike` bounds those for which the same is due."""
        for case in cases:
            if self.options.replay is not None and case.key != self.options.replay:
                continue
            if self.budget.exhausted:
                self._cut = True
                break
            self._digest.update(case.digest.encode())
            attempt = self.trials.attempt(case)
            if alike is not None and case.mode != POSITIVE:
                likeness = self.trials.likeness(case, attempt)
                self._seen[likeness] += 1
                if self._seen[likeness] > alike:
                    continue
            self._try(attempt)
        for evidence in self.trials.overdue(last=True):
            self._add(evidence)

    def _try(self, attempt: Attempt) -> None:
        exchange = self.trials.send(attempt)
        self._sent += 1
        if is_unjudged(exchange):
            self._count_unjudged(exchange)
            return
        self.trials.count(attempt, exchange)
        mismatches = self.trials.judge(attempt, exchange)
        for mismatch in mismatches:
            self._note(mismatch, attempt, exchange)
        if mismatches:
            self._silence_generic(exchange)
        for evidence in self.trials.overdue():
            self._add(evidence)
        fold(self.session.recorder)

    def _count_unjudged(self, exchange: Exchange) -> None:
        self._unjudged += 1
        if self._unjudged >= MOST_UNJUDGED and self._unjudged > self._sent / 2:
            raise Inconclusive(
                f"most generated requests get no answer that says anything ({outcome_of(exchange)})"
            )

    # -- what is found ----------------------------------------------------------------------------

    def _note(self, mismatch: Mismatch, attempt: Attempt, exchange: Exchange) -> None:
        known = self._explained(mismatch, attempt)
        if known is not None:
            known.count += 1
            return
        if len(self._known) < SHRINKS and not self.budget.exhausted:
            for evidence in self.trials.overdue(last=True):
                self._add(evidence)  # before the search sends anything that may be accepted
            before = len(self.session.recorder.findings)
            found = self.trials.shrink(attempt, exchange, mismatch, REQUESTS_PER_SHRINK)
            for answer in found.exchanges if found else ():
                self._silence_generic(answer)
            # What the invariants say of the requests of the search they have said of the case itself.
            self._forget_repeats(before)
        else:
            found = Evidence(mismatch, attempt.key, (exchange,))
        if found is not None:
            self._aliases[mismatch.key] = found.mismatch.key
            self._add(found)

    def _explained(self, mismatch: Mismatch, attempt: Attempt) -> _Known | None:
        """The defect of which this is one more sign."""
        if not mismatch.valid_refused:
            return self._known.get(self._aliases.get(mismatch.key, mismatch.key))
        explaining = (
            known for known in self._known.values() if self.trials.explains(known.evidence, attempt)
        )
        return next(explaining, None)

    def _add(self, evidence: Evidence) -> None:
        key = evidence.mismatch.key
        if key in self._known:
            self._known[key].count += 1
            return
        self._known[key] = _Known(evidence)
        for exchange in (*evidence.exchanges, *((evidence.control,) if evidence.control else ())):
            self.session.recorder.keep(exchange)

    def _silence_generic(self, exchange: Exchange) -> None:
        """The generic rule about server errors speaks only where nothing more precise does."""
        recorder = self.session.recorder
        recorder.findings = [
            finding
            for finding in recorder.findings
            if finding.requirement != GENERIC or exchange.id not in finding.exchanges
        ]

    def _forget_repeats(self, before: int) -> None:
        recorder = self.session.recorder
        known = {finding.fingerprint for finding in recorder.findings[:before]}
        late = [
            finding
            for finding in recorder.findings[before:]
            if finding.requirement != GENERIC and finding.fingerprint not in known
        ]
        recorder.findings = [*recorder.findings[:before], *late]

    # -- the end ------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Record what was found and observed; raises what the test comes to when that is not a pass."""
        self._observe()
        if self._sent == 0:
            raise Untested(self._why_nothing())
        if self._share_is_low():
            self._record(known for known in self._sorted() if not known.evidence.mismatch.valid_refused)
            raise Inconclusive(
                f"only {self.trials.accepted} of {self.trials.valid} generated requests that follow every "
                "rule were accepted, so the fuzzing has hardly reached the rules behind"
            )
        self._note_unexercised()
        found = self._sorted()
        if found:
            self.session.recorder.passed(self.requirements)
            self._record(found[1:])
            self._raise(found[0])

    def _why_nothing(self) -> str:
        if self.options.replay is not None:
            return f"no case of this test is called {self.options.replay!r}"
        return "the time budget of the fuzzing was used up before this test"

    def _share_is_low(self) -> bool:
        return self.trials.valid >= FEWEST and self.trials.accepted < ENOUGH * self.trials.valid

    def _note_unexercised(self) -> None:
        judged = [*self.trials.exercised, *(name for name in self.requirements if name.endswith("-SHARE"))]
        for name in self.requirements:
            if name not in judged:
                reason = "No generated case put it to the test."
                self.session.recorder.finding(
                    Finding(name, recording.INCONCLUSIVE, reason, test=self.replayable, cause="not exercised")
                )

    def _observe(self) -> None:
        words = [f"{self.replayable.rpartition('::')[2]}: {self._sent} cases sent"]
        if self.trials.valid:
            words.append(f"{self.trials.accepted} of {self.trials.valid} valid ones accepted")
        if self._cut:
            words.append("cut short by the time budget")
        words.append(f"digest {self._digest.hexdigest()[:12]}")
        self.session.recorder.observe(CASES, ", ".join(words))

    def _sorted(self) -> list[_Known]:
        """The defects, the one that fails the test first: MUST before SHOULD, precise before generic."""
        return sorted(self._known.values(), key=lambda known: _rank(known, self.session.catalogue))

    def _record(self, found: Iterable[_Known]) -> None:
        for known in found:
            self.session.recorder.finding(self._finding(known))

    def _finding(self, known: _Known) -> Finding:
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
            self.replayable,
            mismatch.cause,
            known.count,
        )

    def _told(self, known: _Known) -> Mismatch:
        """The mismatch with the line that replays its case."""
        line = f"pytest {self.replayable.split('::')[0]} --fuzz-seed={self.options.seed}"
        line += f" --fuzz-examples={self.options.examples} --fuzz-replay='{known.evidence.key}'"
        observed = f"{known.evidence.mismatch.observed} (again: {line})"
        return replace(known.evidence.mismatch, observed=observed)

    def _raise(self, known: _Known) -> NoReturn:
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


def _rank(known: _Known, catalogue: Catalogue) -> tuple[bool, bool, int]:
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
