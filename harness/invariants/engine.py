"""How the rules are found, fed and recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harness import recording
from harness.answers import data_of, errors_of, is_accepted, shown
from harness.clock import Clock
from harness.contracts import Contracts, Coverage, Violation
from harness.exchange import Exchange
from harness.payloads import GENERATED
from harness.reading import COMPUTED_IN_CONSTRAINTS
from harness.recording import Finding, Recorder, summary_of

# Statuses of a refusal whose body the documents describe; every other one may come from a gateway.
JUDGED_REFUSALS = frozenset({400, 409, 422})
DOCUMENTED_METHODS = {"create": "POST", "update": "PUT", "list": "GET", "detail": "GET"}
WRITES = ("create", "update")
# In JSON the lines of a trace are one: what begins a line would not be seen as its beginning.
ESCAPED = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\/": "/"}
# So much of a body is looked at as text.
MOST_TEXT = 200_000  # bytes


def unescaped(body: bytes) -> str:
    """A body as text in which the escapes of JSON are undone."""
    text = body.decode("utf-8", "replace")
    return re.sub(r"\\.", lambda escape: ESCAPED.get(escape[0], escape[0]), text)


@dataclass(frozen=True)
class Answer:
    """One response of one of the four operations, with what rules ask of it."""

    exchange: Exchange
    earliest: float  #: server time (epoch seconds) before which the response cannot have been computed
    latest: float  #: and after which it cannot either

    @property
    def operation(self) -> str:
        """create, update, list or detail."""
        return self.exchange.operation or ""

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.exchange.status or 0

    @cached_property
    def accepted(self) -> bool:
        """2xx without errors."""
        return is_accepted(self.exchange)

    @cached_property
    def refused(self) -> bool:
        """A refusal whose body the documents describe."""
        if self.exchange.succeeded:
            return not self.accepted and not self.two_minded
        if self.operation not in WRITES:
            # The pages of the reads describe no refusal: any 4xx will do (000, 001 and 002 have no errors).
            return self.status in (*JUDGED_REFUSALS, 404) and self.enveloped
        return self.status in JUDGED_REFUSALS or (
            self.status == 404 and isinstance(self.exchange.payload, dict)
        )

    @property
    def enveloped(self) -> bool:
        """Whether the body has members of the envelope."""
        body = self.exchange.payload
        return isinstance(body, dict) and not body.keys().isdisjoint(("data", "errors", "warnings"))

    @cached_property
    def two_minded(self) -> bool:
        """2xx with data and errors at once: a success that reports errors, which no success does."""
        return self.exchange.succeeded and not self.accepted and data_of(self.exchange) is not None

    @property
    def body(self) -> Any:
        """The parsed body."""
        return self.exchange.payload

    @cached_property
    def text(self) -> str:
        """The body as text, its escapes undone, whatever it is: made once for all rules that read it."""
        return unescaped(self.exchange.response_body[:MOST_TEXT])

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """`data` of an accepted answer; empty when it is missing."""
        return (data_of(self.exchange) or {}) if self.accepted else {}

    @cached_property
    def errors(self) -> list[Mapping[str, Any]]:
        """The readable errors."""
        return [error for error in errors_of(self.exchange) or () if isinstance(error, Mapping)]

    @cached_property
    def rows(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The rows of a list page, each with its JSON pointer."""
        rows = self.data.get("customerBadges")
        if self.operation != "list" or not isinstance(rows, list):
            return []
        return [
            (f"/data/customerBadges/{index}", row)
            for index, row in enumerate(rows)
            if isinstance(row, Mapping)
        ]

    @cached_property
    def query(self) -> dict[str, str] | None:
        """The query parameters; None when one is repeated or spelled in another case."""
        pairs = parse_qsl(urlsplit(self.exchange.url).query, keep_blank_values=True)
        names = [name for name, _ in pairs]
        if len({name.lower() for name in names}) != len(names):
            return None
        return dict(pairs)


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one place: does the rule hold there?"""

    holds: bool
    expected: str = ""
    observed: str = ""
    pointer: str | None = None


HOLDS = Check(True)

Rule = Callable[[Answer], Iterator[Check]]
Watch = Callable[[Answer], Iterator[str]]

#: By operation, as every answer meets those of its own: the rules and the observations, by requirement.
RULES: dict[str, list[tuple[str, Rule]]] = {operation: [] for operation in DOCUMENTED_METHODS}
WATCHES: dict[str, list[tuple[str, Watch]]] = {operation: [] for operation in DOCUMENTED_METHODS}


def rule(requirement: str, *operations: str) -> Callable[[Rule], Rule]:
    """Bind a rule to its requirement; it sees every answer of these operations (none named: all)."""

    def bind(function: Rule) -> Rule:
        for operation in operations or DOCUMENTED_METHODS:
            RULES[operation].append((requirement, function))
        return function

    return bind


def watch(requirement: str, *operations: str) -> Callable[[Watch], Watch]:
    """Bind an observation: what it yields is recorded, each distinct answer once."""

    def bind(function: Watch) -> Watch:
        for operation in operations or DOCUMENTED_METHODS:
            WATCHES[operation].append((requirement, function))
        return function

    return bind


def same(expected: Any, observed: Any, pointer: str, holds: bool) -> Check:
    """A check whose words are the two values; one that holds needs none."""
    return HOLDS if holds else Check(False, shown(expected, 120), shown(observed, 120), pointer)


# A part of an image, a tag or a constraint that is missing: the pages do not say that it may not be left out.
LOOSE_PART = re.compile(
    r"(?P<badge>/data(?:/customerBadges/\d+)?)"
    r"/(?P<list>images|tags|customerConstraints|badgeConstraints)/\d+/(?P<member>\w+)"
)


def _sent_so(violation: Violation, answer: Answer) -> bool:
    """Whether the answer lacks a part of an array because a request, of this run or not, lacked it."""
    loose = LOOSE_PART.fullmatch(violation.pointer)
    if loose is None or loose["member"] in COMPUTED_IN_CONSTRAINTS:
        return False
    if answer.exchange.at(violation.pointer, None) is not None:
        return False
    if answer.operation == "list":
        # Rows are also badges that others wrote; the images of our own are judged by LIST-MAPS-IMAGES.
        return True
    badge = answer.exchange.at(loose["badge"], None)
    if isinstance(badge, dict) and str(badge.get("name")).startswith(GENERATED):
        return True
    sent = answer.exchange.request_payload
    parts = sent.get(loose["list"]) if isinstance(sent, dict) else None
    member = loose["member"]
    return isinstance(parts, list) and any(
        not isinstance(part, dict) or part.get(member) is None for part in parts
    )


@dataclass
class Invariants:
    """Judges every exchange of one process."""

    contracts: Contracts
    clock: Clock
    _coverage: Coverage = field(init=False)
    _watched: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._coverage = Coverage(self.contracts)

    def judge(self, exchange: Exchange, recorder: Recorder) -> None:
        """Apply every rule to one exchange; those of other operations are passed over."""
        if exchange.environmental or DOCUMENTED_METHODS.get(exchange.operation or "") != exchange.method:
            return
        answer = Answer(exchange, *self.clock.at(exchange))
        if answer.accepted and answer.data:
            recorder.answered.add(answer.operation)
        self._judge_contract(answer, recorder)
        for requirement, function in RULES[answer.operation]:
            self._record(requirement, function(answer), answer, recorder)
        for requirement, watcher in WATCHES[answer.operation]:
            for word in watcher(answer):
                if (requirement, word) not in self._watched:
                    self._watched.add((requirement, word))
                    recorder.observe(requirement, word, exchange)

    def _record(self, requirement: str, checks: Iterable[Check], answer: Answer, recorder: Recorder) -> None:
        judged = False
        for check in checks:
            judged = True
            if not check.holds:
                self._broken(requirement, check, answer, recorder)
                return
        if judged:
            recorder.passed([requirement])

    def _judge_contract(self, answer: Answer, recorder: Recorder) -> None:
        success = answer.accepted or answer.two_minded
        name = f"envelope-{answer.operation}" if success else "envelope-refusal"
        if answer.exchange.problem or not (success or answer.refused):
            return
        broken = [
            violation
            for violation in self.contracts.violations(name, answer.body)
            if not _sent_so(violation, answer)
        ]
        for violation in broken:
            check = Check(False, violation.expected, violation.observed, violation.pointer)
            self._broken(violation.requirement, check, answer, recorder)
        reached = self._coverage.add(name, answer.body)
        recorder.passed(reached - {violation.requirement for violation in broken})

    def _broken(self, requirement: str, check: Check, answer: Answer, recorder: Recorder) -> None:
        where = f" at {check.pointer}" if check.pointer else ""
        recorder.finding(
            Finding(
                requirement,
                recording.FAILED,
                summary_of(requirement, check.expected + where, check.observed),
                check.expected + where,
                check.observed,
                check.pointer,
                (answer.exchange.id,),
                (),
                recorder.test,
                f"invariant in {answer.operation}",
            )
        )
