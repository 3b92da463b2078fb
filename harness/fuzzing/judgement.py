"""Comparing the answer to a write with what is due for its body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from harness import reading
from harness.answers import (
    GATEWAY_STATUSES,
    INTERNAL,
    codes_of,
    data_of,
    errors_of,
    is_accepted,
    is_documented_failure,
    outcome_of,
    refuses_credentials,
    shown,
)
from harness.exchange import Exchange
from harness.fuzzing.due import PREFIXES, Due, Reason
from harness.fuzzing.echo import deviations
from harness.reading import Difference


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One way in which an answer is not what was due.

    `cause` has no value that changes from run to run; with the requirement and the pointer it tells one
    defect from another. `valid_refused` marks the refusal of a body that breaks no rule, whose requirement
    is found by shrinking.
    """

    requirement: str
    expected: str
    observed: str
    cause: str
    pointer: str | None = None
    valid_refused: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What two mismatches of one defect have in common."""
        pointer = "/".join("*" if part.isdigit() else part for part in (self.pointer or "").split("/"))
        return self.requirement, self.cause, pointer


def differs(rule: str, difference: Difference, words: str = "differs") -> Mismatch:
    """The mismatch of a field that shows something else than it must."""
    name = difference.pointer[1:]
    return Mismatch(
        rule,
        f"{name} = {shown(difference.expected)}",
        f"{name} = {shown(difference.observed)}",
        f"{words}: {difference.pointer}",
        f"/data{difference.pointer}",
    )


def is_unjudged(exchange: Exchange) -> bool:
    """Whether an answer says nothing about the rules: no answer, a gateway's, or refused credentials."""
    return exchange.environmental or refuses_credentials(exchange)


def is_whole(exchange: Exchange) -> bool:
    """Whether an answer accepts the request and holds what is accepted."""
    return is_accepted(exchange) and data_of(exchange) is not None


def has_internal_code(exchange: Exchange) -> bool:
    """Whether 999999 is among the codes."""
    return INTERNAL in (codes_of(exchange) or ())


def of_write(operation: str, body: Any, due: Due, exchange: Exchange) -> list[Mismatch]:
    """Every way in which the answer to a write differs from what is due."""
    if is_unjudged(exchange):
        return []
    status = exchange.status or 0
    if status >= 500 or (has_internal_code(exchange) and not is_accepted(exchange)):
        return _failed(operation, due, exchange)
    if not is_accepted(exchange):
        return _refused(operation, due, exchange)
    if due.broken:
        reason = most_precise(due.broken)
        return [
            Mismatch(
                reason.rule,
                f"a refusal of {reason.words} at {reason.place or 'the body'}",
                outcome_of(exchange),
                f"accepted: {reason.words}",
                reason.place,
            )
        ]
    return _accepted(operation, body, due, exchange)


def most_precise(reasons: Iterable[Reason]) -> Reason:
    """The reason to blame among several: one with a requirement of its own first."""
    return min(reasons, key=lambda reason: reason.rule.startswith("FUZZ-"))


def _failed(operation: str, due: Due, exchange: Exchange) -> list[Mismatch]:
    """A server error, or 999999."""
    prefix = PREFIXES[operation]
    documented = any(map(is_documented_failure, errors_of(exchange) or ()))
    if due.internal and ((exchange.status or 0) < 500 or documented):
        # Below 500 any code and text will do for null in an array; the documented failure has its message.
        return []
    internal = has_internal_code(exchange)
    rule = f"FUZZ-{prefix}-999999" if internal else f"FUZZ-{prefix}-SERVER-ERROR"
    expected, cause = "an answer without a server error", "999999" if internal else "server error"
    rules = {reason.rule for reason in due.broken}
    if len(rules) == 1 and not next(iter(rules)).startswith("FUZZ-"):
        rule, expected = next(iter(rules)), f"a refusal of {due.broken[0].words}"
    valid = due.acceptance == "accepted"
    return [Mismatch(rule, expected, outcome_of(exchange), cause, valid_refused=valid)]


def _refused(operation: str, due: Due, exchange: Exchange) -> list[Mismatch]:
    codes = codes_of(exchange)
    if due.acceptance == "accepted":
        told = "+".join(map(str, sorted(codes))) if codes else f"HTTP {exchange.status}"
        return [
            Mismatch(
                f"FUZZ-{PREFIXES[operation]}-VALID-ACCEPTED",
                "a body that breaks no rule to be accepted",
                outcome_of(exchange),
                f"refused {told}",
                valid_refused=True,
            )
        ]
    if codes is None or not due.codes or exchange.status in GATEWAY_STATUSES or codes & due.codes:
        # A refusal without a readable code is judged by the rules of the envelope.
        return []
    reason = most_precise(due.broken)
    wanted = " or ".join(map(str, sorted(due.codes)))
    return [
        Mismatch(
            reason.code_rule,
            f"a refusal of {reason.words} with {wanted}",
            outcome_of(exchange),
            f"other code: {reason.words}",
            "/errors",
        )
    ]


def _accepted(operation: str, body: Any, due: Due, exchange: Exchange) -> list[Mismatch]:
    data = data_of(exchange)
    if data is None or not isinstance(body, Mapping):
        return []  # what an accepted answer must hold is judged by its contract
    return [
        differs(found.requirement, found.difference, "shows otherwise")
        for found in deviations(operation, body, due, reading.read_written(data))
    ]
