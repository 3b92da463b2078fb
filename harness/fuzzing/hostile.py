"""Hostile requests from the tables of the suite, judged like generated ones.

A row of a table says what it changes of a plain body, or what it makes of the JSON text of that body.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from harness.client import WRITE_PATH
from harness.exchange import Exchange
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.due import Due
from harness.fuzzing.generation import NEGATIVE, Generated
from harness.fuzzing.trials import Attempt
from harness.fuzzing.update_trials import KEPT, UpdateTrials
from harness.payloads import GENERATED, Badge, Body, changed

# Stands in the texts of a table for a name that no badge has.
NEW_NAME = "<new name>"
JSON = {"Content-Type": "application/json"}
Raw = Callable[[str], str | bytes]


@dataclass(frozen=True, repr=False)
class Hostile:
    """One row: `words` name it, `changes` are values at dotted paths, `raw` remakes the JSON text.

    `rule` is the requirement that demands a refusal of remade text; without it both answers are right.
    `headers` replace those of a JSON body.
    """

    words: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    raw: Raw | None = None
    rule: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)

    def __repr__(self) -> str:
        return f"<{self.words}>"


def cases(operation: str, family: str, rows: Iterable[Hostile]) -> Iterator[Generated]:
    """The rows of a table as cases of an operation."""
    for index, row in enumerate(rows):
        yield Generated(operation, NEGATIVE, f"{operation} {family} {index}", row.words, body=row)


def _text(body: Body) -> str:
    return json.dumps(body)


def _filled(value: Any, name: str) -> Any:
    """The value with a new name in the places for one."""
    if isinstance(value, str):
        return value.replace(NEW_NAME, name)
    if isinstance(value, list):
        return [_filled(item, name) for item in value]
    if isinstance(value, dict):
        return {_filled(key, name): _filled(item, name) for key, item in value.items()}
    return value


def _remade(row: Hostile, body: Body) -> bytes:
    assert row.raw is not None  # the caller has looked
    text = row.raw(_text(body))
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _due_of_text(row: Hostile) -> Due:
    """What is due for a remade text: what its row says."""
    due = Due()
    if row.rule:
        due.forbid("", row.words, row.rule)
    else:
        due.leave("", row.words)
    return due


class HostileCreates(CreateTrials):
    """Creates from the tables."""

    def attempt(self, case: Generated) -> Attempt:
        row: Hostile = case.body
        name = self.shared_name
        body = self.base(name)
        body = changed(body, {path: _filled(value, name) for path, value in row.changes.items()})
        if row.raw is None:
            return self.weighed(case.key, row.words, body, {})
        return Attempt(
            case.key, row.words, _due_of_text(row), _remade(row, body), headers=row.headers, name=name
        )

    def send(self, attempt: Attempt) -> Exchange:
        if not isinstance(attempt.body, bytes):
            return super().send(attempt)
        return self.session.transport.send(
            "POST", WRITE_PATH, content=attempt.body, headers=dict(attempt.headers), operation="create"
        )

    def renamed(self, attempt: Attempt, name: str) -> Attempt:
        if not isinstance(attempt.body, bytes) or attempt.name is None:
            return super().renamed(attempt, name)
        return replace(attempt, body=attempt.body.replace(attempt.name.encode(), name.encode()), name=name)


class HostileUpdates(UpdateTrials):
    """Updates from the tables, of a badge that refusals must leave as it is, or of one that may change."""

    def attempt(self, case: Generated) -> Attempt:
        row: Hostile = case.body
        attempt = self._of(row, case, self.target(KEPT))
        if attempt.due.acceptance == "refused":
            return attempt
        return self._of(row, case, self.target("open"))

    def _of(self, row: Hostile, case: Generated, badge: Badge) -> Attempt:
        name = f"{GENERATED}{self.session.payloads.name()}"
        body = changed(badge.with_(), {path: _filled(value, name) for path, value in row.changes.items()})
        if row.raw is None:
            return self.weighed(case.key, row.words, body)
        text, due = _remade(row, body), _due_of_text(row)
        return Attempt(case.key, row.words, due, text, headers=row.headers, badge=badge.id)

    def deliver(self, attempt: Attempt) -> Exchange:
        if not isinstance(attempt.body, bytes):
            return super().deliver(attempt)
        return self.session.transport.send(
            "PUT", WRITE_PATH, content=attempt.body, headers=dict(attempt.headers), operation="update"
        )
