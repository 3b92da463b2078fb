"""Hostile reads from the tables of the suite: odd parameters, paths and methods, which must break nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from harness.answers import GATEWAY_STATUSES, outcome_of
from harness.client import DETAIL_PATH, LIST_PATH
from harness.exchange import Exchange
from harness.fuzzing import judgement
from harness.fuzzing.due import PREFIXES, Due
from harness.fuzzing.generation import NEGATIVE, Generated
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.trials import Attempt, Evidence, Trials
from harness.session import Session

PATHS = {"list": LIST_PATH, "detail": DETAIL_PATH}
# What a row says for the customer of the profile and for a badge of ours.
CUSTOMER, BADGE = "<customer>", "<badge>"


@dataclass(frozen=True, repr=False)
class Odd:
    """One row: `words` name it; path segments are sent as they stand, escapes included."""

    words: str
    query: Mapping[str, Any] = field(default_factory=dict)
    customer: str = CUSTOMER
    badge: str = BADGE
    suffix: str = ""  #: behind the path, a raw query for instance
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"

    def __repr__(self) -> str:
        return f"<{self.words}>"


def cases(operation: str, family: str, rows: Iterable[Odd]) -> Iterator[Generated]:
    """The rows of a table as cases of an operation."""
    for index, row in enumerate(rows):
        yield Generated(operation, NEGATIVE, f"{operation} {family} {index}", row.words, body=row)


class OddQueries(Trials):
    """Reads that no page describes. Any answer is right that is no server error."""

    def __init__(self, session: Session, operation: str) -> None:
        super().__init__(session)
        self.operation = operation
        self._badge = session.nursery.create()

    def attempt(self, case: Generated) -> Attempt:
        row: Odd = case.body
        due = Due()
        due.leave("", row.words)
        own = self.session.client.customer().value
        path = {
            "customer": row.customer.replace(CUSTOMER, own),
            "badge": row.badge.replace(BADGE, self._badge.id),
        }
        return Attempt(case.key, row.words, due, row, row.query, path, row.headers)

    def send(self, attempt: Attempt) -> Exchange:
        row: Odd = attempt.body
        return self.session.transport.send(
            row.method,
            PATHS[self.operation].format(**attempt.path) + row.suffix,
            params=attempt.query,
            headers=dict(attempt.headers),
            operation=self.operation if row.method == "GET" else None,
        )

    def count(self, attempt: Attempt, exchange: Exchange) -> None:  # noqa: ARG002 - all count alike
        self.exercised[f"FUZZ-{PREFIXES[self.operation]}-NO-SERVER-ERROR"] += 1

    def judge(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        status = exchange.status or 0
        if judgement.is_unjudged(exchange) or status < 500 or status in GATEWAY_STATUSES:
            return []
        rule = f"FUZZ-{PREFIXES[self.operation]}-NO-SERVER-ERROR"
        expected = f"an answer without a server error to {attempt.words}"
        return [Mismatch(rule, expected, outcome_of(exchange), f"server error: {attempt.words}")]

    def shrink(self, attempt: Attempt, exchange: Exchange, mismatch: Mismatch, most: int) -> Evidence | None:
        found, answer, smallest = mismatch, exchange, attempt
        for name in list(attempt.query)[:most]:
            query = {key: value for key, value in smallest.query.items() if key != name}
            candidate = replace(smallest, query=query)
            seen = self.send(candidate)
            if self.judge(candidate, seen):
                smallest, answer = candidate, seen
        return Evidence(found, attempt.key, (answer,))
