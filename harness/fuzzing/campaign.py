"""One batch of generated cases from the first request to the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.answers import outcome_of
from harness.exchange import Exchange
from harness.expectations import Inconclusive, Untested
from harness.fuzzing.generation import POSITIVE, Generated
from harness.fuzzing.harvest import Harvest, Key, Known, fold, refuse_low_share
from harness.fuzzing.judgement import Mismatch, is_unjudged
from harness.fuzzing.settings import CUT, Budget
from harness.fuzzing.trials import Attempt, Evidence, Trials
from harness.judging import GENERIC

# How much of the target's time shrinking may take: requests for one defect, and defects of one test.
REQUESTS_PER_SHRINK, SHRINKS = 40, 8
# So many answers that say nothing end a test, if they are most of them.
MOST_UNJUDGED = 10


@dataclass
class Campaign:
    """Runs cases through the trials of an operation and keeps what is found."""

    harvest: Harvest
    budget: Budget
    trials: Trials
    #: What a mismatch was before it was shrunk → what it is after.
    _aliases: dict[Key, Key] = field(default_factory=dict)
    _seen: Counter[str] = field(default_factory=Counter)
    _sent: int = 0
    _unjudged: int = 0
    _cut: bool = False

    def run(self, cases: Iterable[Generated], *, alike: int | None = None) -> None:
        """Send the cases and judge them; `alike` bounds those for which the same is due."""
        with self.harvest.kept():
            self._run(cases, alike)

    def _run(self, cases: Iterable[Generated], alike: int | None) -> None:
        replay = self.harvest.options.replay
        for case in cases:
            if replay is not None and case.key != replay:
                continue
            if self.budget.exhausted:
                self._cut = True
                break
            self.harvest.generated(case.digest)
            attempt = self.trials.attempt(case)
            if alike is not None and case.mode != POSITIVE:
                likeness = self.trials.likeness(case, attempt)
                self._seen[likeness] += 1
                if self._seen[likeness] > alike:
                    continue
            self._try(attempt)
        for evidence in self.trials.overdue(last=True):
            self.harvest.add(evidence)

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
            self.harvest.silence_generic(exchange)
        for evidence in self.trials.overdue():
            self.harvest.add(evidence)
        fold(self.harvest.session.recorder)

    def _count_unjudged(self, exchange: Exchange) -> None:
        self._unjudged += 1
        if self._unjudged >= MOST_UNJUDGED and self._unjudged > self._sent / 2:
            outcome = outcome_of(exchange)
            raise Inconclusive(f"most generated requests get no answer that says anything ({outcome})")

    # -- what is found ----------------------------------------------------------------------------

    def _note(self, mismatch: Mismatch, attempt: Attempt, exchange: Exchange) -> None:
        known = self._explained(mismatch, attempt)
        if known is not None:
            known.count += 1
            return
        found: Evidence | None = Evidence(mismatch, attempt.key, (exchange,))
        if len(self.harvest.known) < SHRINKS and not self.budget.exhausted:
            for evidence in self.trials.overdue(last=True):
                self.harvest.add(evidence)  # before the search sends anything that may be accepted
            before = len(self.harvest.session.recorder.findings)
            found = self.trials.shrink(attempt, exchange, mismatch, REQUESTS_PER_SHRINK)
            self._forget_repeats(before)
        if found is not None:
            self._aliases[mismatch.key] = found.mismatch.key
            self.harvest.add(found)

    def _explained(self, mismatch: Mismatch, attempt: Attempt) -> Known | None:
        """The defect of which this is one more sign."""
        if not mismatch.valid_refused:
            return self.harvest.known.get(self._aliases.get(mismatch.key, mismatch.key))
        known = self.harvest.known.values()
        return next((one for one in known if self.trials.explains(one.evidence, attempt)), None)

    def _forget_repeats(self, before: int) -> None:
        """What the invariants say of the requests of a search they have said of the case itself."""
        recorder = self.harvest.session.recorder
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
        trials, harvest = self.trials, self.harvest
        words = [f"{self._sent} cases sent"]
        if trials.valid:
            words.append(f"{trials.accepted} of {trials.valid} valid ones accepted")
        if self._cut:
            words.append(CUT)
        harvest.observe(*words)
        if self._sent == 0:
            raise Untested(self._why_nothing())
        with harvest.kept():
            refuse_low_share(trials.accepted, trials.valid)
        shares = [name for name in harvest.requirements if name.endswith("-SHARE")]
        harvest.note_unexercised({*trials.exercised, *(shares if trials.valid else ())})
        harvest.conclude()

    def _why_nothing(self) -> str:
        replay = self.harvest.options.replay
        if replay is not None:
            return f"no case of this test is called {replay!r}"
        return "the time budget of the fuzzing was used up before this test"
