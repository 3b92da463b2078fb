"""What the trials of both writes share: the search for the smallest body that shows a defect."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any

from harness.answers import is_accepted
from harness.exchange import Exchange
from harness.fuzzing import features, judgement
from harness.fuzzing.due import PREFIXES
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.shrinking import shrunk
from harness.fuzzing.trials import Attempt, Evidence, Trials
from harness.payloads import Body

# So many surely may be earned.
SMALL_LIMIT = 50


class WriteTrials(Trials):
    """Creates or updates. What is refused although it breaks no rule is shrunk towards a plain body."""

    @abstractmethod
    def control(self, attempt: Attempt) -> tuple[Body, Exchange]:
        """A plain body of the same kind, sent, and its answer."""

    @abstractmethod
    def again(self, attempt: Attempt, body: Body) -> Attempt:
        """Another body in the place of the attempt's, weighed anew."""

    @abstractmethod
    def features(self, attempt: Attempt) -> features.Features:
        """What the body of the attempt has beyond a plain one."""

    def put_back(self, attempt: Attempt, plain: Body) -> None:
        """Undo what bodies that were accepted during a search have changed."""

    def count(self, attempt: Attempt, exchange: Exchange) -> None:
        """Note which rules an answer has put to the test."""
        prefix = PREFIXES[self.operation]
        self.exercised.update((f"FUZZ-{prefix}-SERVER-ERROR", f"FUZZ-{prefix}-999999"))
        self.exercised.update(reason.rule for reason in attempt.due.broken if reason.rule.startswith("FUZZ"))
        if attempt.due.acceptance == "accepted":
            self.valid += 1
            self.accepted += judgement.is_whole(exchange)
            self.exercised[features.generic(self.operation)] += 1
        body = attempt.body
        if is_accepted(exchange) and isinstance(body, dict) and isinstance(body.get("name"), str):
            self.exercised[f"FUZZ-{prefix}-TEXT-UNCHANGED"] += 1

    def shrink(self, attempt: Attempt, exchange: Exchange, mismatch: Mismatch, most: int) -> Evidence | None:
        """The smallest body that still shows the mismatch, beside a plain body that is accepted."""
        plain, control = self.control(attempt)
        if not is_accepted(control):
            # Nothing can be accepted at the moment, so a refusal says nothing.
            return None if mismatch.valid_refused else Evidence(mismatch, attempt.key, (exchange,))
        if not isinstance(attempt.body, dict):
            return Evidence(mismatch, attempt.key, (exchange,), control)
        found, shown, smallest = mismatch, exchange, attempt

        def shows(body: Body) -> bool:
            return shows_as(attempt, body)

        def shows_as(attempt: Attempt, body: Body) -> bool:
            nonlocal found, shown, smallest
            own = self.again(attempt, body)
            answer = self.send(own)
            for seen in self.judge(own, answer):
                same_words = seen.cause == mismatch.cause or not mismatch.valid_refused
                if seen.requirement == mismatch.requirement and same_words:
                    found, shown, smallest = seen, answer, own
                    return True
            return False

        # A header counts like a member of the body: it goes when nothing depends on it, or no longer does.
        if attempt.headers and shows_as(replace(attempt, headers={}), attempt.body):
            attempt = replace(attempt, headers={})
        shrunk(attempt.body, plain, shows, most)
        if attempt.headers:
            shows_as(replace(attempt, headers={}), smallest.body)
        if mismatch.valid_refused:
            refused, small = smallest, with_small_limits(smallest.body)
            large = small != refused.body and not shows_as(attempt, small)
            self.put_back(attempt, plain)
            found = self._precise(found, refused, large=large)
        return Evidence(found, attempt.key, (shown,), control)

    def _precise(self, mismatch: Mismatch, smallest: Attempt, *, large: bool) -> Mismatch:
        """The refusal of a valid body, put to the requirement that allows what was refused.

        A `large` limit is no feature: no requirement allows it by itself.
        """
        culprit = {} if large else self.features(smallest)
        words = "a large limit" if large else ", ".join(culprit) or "nothing unusual"
        rule = features.blamed(self.operation, culprit) if culprit else ""
        return Mismatch(
            # A server error that no feature explains stays one.
            mismatch.requirement if rule in ("", features.generic(self.operation)) else rule,
            f"a valid body to be accepted (with {words})",
            mismatch.observed,
            f"{mismatch.cause}: {words}",
            valid_refused=True,
        )

    def explains(self, evidence: Evidence, attempt: Attempt) -> bool:
        """Whether the body has everything for which the evidence was refused."""
        if not evidence.mismatch.valid_refused or not isinstance(attempt.body, dict):
            return False
        culprit = _words_of(evidence.mismatch)
        return bool(culprit) and culprit <= self.features(attempt).keys()


def with_small_limits(body: Any) -> Any:
    """A copy of a body in which no limit is large."""
    if isinstance(body, dict):
        return {
            name: min(value, SMALL_LIMIT)
            if name.startswith("maxEarn") and isinstance(value, int)
            else with_small_limits(value)
            for name, value in body.items()
        }
    return [with_small_limits(item) for item in body] if isinstance(body, list) else body


def _words_of(mismatch: Mismatch) -> set[Any]:
    _, _, words = mismatch.cause.partition(": ")
    return set(words.split(", ")) if words else set()
