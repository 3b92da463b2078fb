"""What the trials of both reads share: documented queries must be answered, odd ones must break nothing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from harness.answers import data_of, is_accepted, outcome_of
from harness.client import IDENTIFIER_HEADER, IDENTIFIERS
from harness.exchange import Exchange
from harness.fuzzing import judgement
from harness.fuzzing.due import PREFIXES, Due
from harness.fuzzing.generation import Generated
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.trials import Attempt, Evidence, Trials

# One in so many queries that may name the customer by another identifier does.
IDENTIFIED = 3


class QueryTrials(Trials):
    """List or detail queries."""

    @abstractmethod
    def target_path(self, attempt: Attempt) -> str:
        """The path of the request."""

    @abstractmethod
    def weigh(self, attempt: Attempt) -> Due:
        """What is due for a query; nothing is ever forbidden, as the pages name no error of a read."""

    @abstractmethod
    def look(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        """What is wrong with an accepted answer."""

    @abstractmethod
    def refusal(self, attempt: Attempt) -> tuple[str, str]:
        """The requirement that a refusal of this documented query breaks, and what is special about it."""

    def error_rule(self, attempt: Attempt) -> str:  # noqa: ARG002
        """The requirement that a server error at this query breaks."""
        return f"FUZZ-{PREFIXES[self.operation]}-NO-SERVER-ERROR"

    def count(self, attempt: Attempt, exchange: Exchange) -> None:
        prefix = PREFIXES[self.operation]
        self.exercised[f"FUZZ-{prefix}-NO-SERVER-ERROR"] += 1
        if attempt.due.acceptance == "accepted":
            self.valid += 1
            self.accepted += judgement.is_whole(exchange)
            self.exercised[f"FUZZ-{prefix}-VALID"] += 1

    def likeness(self, case: Generated, attempt: Attempt) -> str:
        # What a query is told by is its value: all odd ones are equally open.
        return f"{case.words} {attempt.due.signature}"

    def send(self, attempt: Attempt) -> Exchange:
        return self.session.transport.send(
            "GET",
            self.target_path(attempt),
            params=attempt.query,
            headers=dict(attempt.headers),
            operation=self.operation,
        )

    def judge(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        if judgement.is_unjudged(exchange):
            return []
        if (exchange.status or 0) >= 500:
            valid = attempt.due.acceptance == "accepted"
            rule = self.refusal(attempt)[0] if valid else self.error_rule(attempt)
            expected = "an answer without a server error"
            return [Mismatch(rule, expected, outcome_of(exchange), "server error", valid_refused=valid)]
        if is_accepted(exchange):
            return self.look(attempt, exchange) if data_of(exchange) else []
        if attempt.due.acceptance == "accepted":
            rule, words = self.refusal(attempt)
            expected = f"a documented query to be answered ({words or 'without parameters'})"
            return [Mismatch(rule, expected, outcome_of(exchange), "refused", valid_refused=True)]
        return []

    def shrink(self, attempt: Attempt, exchange: Exchange, mismatch: Mismatch, most: int) -> Evidence | None:
        """Parameters and headers are left out one by one as long as the mismatch is seen."""
        smallest, found, answer, left = attempt, mismatch, exchange, most
        progress = True
        while progress:
            progress = False
            for candidate in self._smaller(smallest):
                if left <= 0:
                    break
                left -= 1
                seen = self.send(candidate)
                same = [one for one in self.judge(candidate, seen) if one.cause == mismatch.cause]
                if same:
                    smallest, found, answer, progress = candidate, same[0], seen, True
                    break
        if not mismatch.valid_refused:
            return Evidence(found, attempt.key, (answer,))
        control = self.control(smallest)
        if control is None:
            return None
        _, words = self.refusal(smallest)
        return Evidence(replace(found, cause=f"{found.cause}: {words}"), attempt.key, (answer,), control)

    def customer(self, headers: Mapping[str, str], turn: int) -> tuple[dict[str, str], str]:
        """Headers and path value of the profile's customer.

        By another identifier where the case says so, for some cases, and where the profile gives it.
        """
        kind, profile = headers.get(IDENTIFIER_HEADER), self.session.target.customer
        value = getattr(profile, IDENTIFIERS[kind], None) if kind in IDENTIFIERS else None
        if value and turn % IDENTIFIED == 0:
            return {IDENTIFIER_HEADER: str(kind)}, str(value)
        return {}, self.session.client.customer().value

    def is_ours(self, attempt: Attempt) -> bool:
        """Whether headers and path name the profile's customer."""
        kind, profile = attempt.headers.get(IDENTIFIER_HEADER), self.session.target.customer
        attribute = "id" if kind is None else IDENTIFIERS.get(kind, "")
        return attempt.path["customer"] == getattr(profile, attribute, None)

    def control(self, attempt: Attempt) -> Exchange | None:
        """An accepted answer to the plainest query of the kind; None when there is none."""
        answer = self.send(self.reweighed(replace(attempt, query={}, headers={})))
        return answer if is_accepted(answer) else None

    def _smaller(self, attempt: Attempt) -> Iterator[Attempt]:
        for name in attempt.query:
            yield self.reweighed(replace(attempt, query=_without(attempt.query, name)))
        if attempt.headers:
            yield self.reweighed(replace(attempt, headers={}))

    def reweighed(self, attempt: Attempt) -> Attempt:
        """The attempt with what is due for it as it is now."""
        return replace(attempt, due=self.weigh(attempt))

    def explains(self, evidence: Evidence, attempt: Attempt) -> bool:
        if not evidence.mismatch.valid_refused:
            return False
        _, _, words = evidence.mismatch.cause.partition(": ")
        return bool(words) and set(words.split(", ")) <= set(words_of(attempt.query))


def words_of(query: Mapping[str, Any]) -> list[str]:
    """The parameters of a query as words: with their value where it is one of a documented set."""
    return [
        f"{name}={value}" if isinstance(value, str) and value.isupper() else name
        for name, value in sorted(query.items())
    ]


def _without(query: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in query.items() if key != name}
