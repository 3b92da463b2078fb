"""What every kind of trial has in common: an attempt, its answer, what is wrong with it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.exchange import Exchange
from harness.fuzzing.due import Due
from harness.fuzzing.generation import Generated
from harness.fuzzing.judgement import Mismatch
from harness.session import Session


@dataclass(frozen=True)
class Attempt:
    """One request as it will be sent, and what is due for it."""

    key: str  #: of the generated case
    words: str
    due: Due
    body: Any = None
    query: Mapping[str, Any] = field(default_factory=dict)
    path: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    #: The name of the badge in a create, as it stands in the body; it must stay free after a refusal.
    name: str | None = None
    #: The id of the badge that an update names; it must stay as it is after a refusal.
    badge: str | None = None


@dataclass(frozen=True)
class Evidence:
    """A mismatch with what shows it best: the exchanges, the last one wrong, and a control that is right."""

    mismatch: Mismatch
    key: str
    exchanges: tuple[Exchange, ...]
    control: Exchange | None = None


class Trials(ABC):
    """Sends the generated cases of one operation and judges the answers."""

    operation: str

    def __init__(self, session: Session) -> None:
        self.session = session
        #: How often each requirement of the fuzzing was really put to the test.
        self.exercised: Counter[str] = Counter()
        self.valid = 0  #: requests for which acceptance is due
        self.accepted = 0  #: and how many of them were accepted

    @abstractmethod
    def attempt(self, case: Generated) -> Attempt:
        """The case as it will be sent."""

    @abstractmethod
    def send(self, attempt: Attempt) -> Exchange:
        """Send it."""

    @abstractmethod
    def count(self, attempt: Attempt, exchange: Exchange) -> None:
        """Note which rules an answer has put to the test."""

    @abstractmethod
    def judge(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        """What is wrong with the answer; notes what it says about the state of the target, too."""

    def likeness(self, case: Generated, attempt: Attempt) -> str:  # noqa: ARG002
        """What cases have in common that test the same thing."""
        return attempt.due.signature

    def overdue(self, *, last: bool = False) -> Iterator[Evidence]:  # noqa: ARG002
        """What only later requests show, such as a refusal that stored something; `last` settles all."""
        return iter(())

    @abstractmethod
    def shrink(self, attempt: Attempt, exchange: Exchange, mismatch: Mismatch, most: int) -> Evidence | None:
        """The smallest request that still shows the mismatch, by at most so many requests.

        None when it turns out to say nothing about the rule.
        """

    def explains(self, evidence: Evidence, attempt: Attempt) -> bool:  # noqa: ARG002
        """Whether a refusal of a valid request comes from what `evidence` already shows."""
        return False
