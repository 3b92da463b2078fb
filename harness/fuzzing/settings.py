"""How much a run generates, from which seed, and for how long."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

# What a run does when nothing is said, and with --nightly.
EXAMPLES, NIGHTLY_EXAMPLES = 30, 500
SECONDS, NIGHTLY_SECONDS = 600.0, 3600.0
# The observation in which a test says what it generated.
CASES = "FUZZ-CASES-OBSERVED"
# What a test says of itself when its share of the time was used up.
CUT = "cut short by the time budget"
# How much of the time is kept for tests that are to come.
RESERVED = 0.5
FEWEST_SEQUENCES, EXAMPLES_PER_SEQUENCE = 20, 4
# How many coverage cases that test the same thing are sent.
ALIKE, NIGHTLY_ALIKE = 1, 10


@dataclass(frozen=True, slots=True)
class FuzzOptions:
    """What the command line says about generated tests."""

    seed: int
    examples: int = EXAMPLES  #: per operation and mode
    seconds: float = SECONDS  #: of one process
    alike: int = ALIKE  #: coverage cases for which the same is due
    hostile: bool = False  #: whether a target that is not ours gets what a shared one should not
    replay: str | None = None  #: the one case to send, as a finding names it

    @classmethod
    def chosen(
        cls,
        seed: int,
        *,
        examples: int | None,
        seconds: float | None,
        nightly: bool,
        hostile: bool,
        replay: str | None,
    ) -> FuzzOptions:
        """What was chosen over the preset, and the preset over the defaults."""
        usual = (NIGHTLY_EXAMPLES, NIGHTLY_SECONDS) if nightly else (EXAMPLES, SECONDS)
        return cls(
            seed=seed,
            examples=usual[0] if examples is None else examples,
            seconds=usual[1] if seconds is None else seconds,
            alike=NIGHTLY_ALIKE if nightly else ALIKE,
            hostile=hostile,
            replay=replay,
        )

    @property
    def sequences(self) -> int:
        """How many generated sequences run."""
        return max(FEWEST_SEQUENCES, self.examples // EXAMPLES_PER_SEQUENCE)

    def seeds_of(self, purpose: str) -> Callable[..., int]:
        """Seeds for one purpose, apart from those of the others."""
        return partial(self.seed_of, purpose)

    def seed_of(self, *parts: object) -> int:
        """A seed of its own for each part of the run, whatever else runs beside it."""
        text = "/".join(str(part) for part in (self.seed, *parts))
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


@dataclass
class Budget:
    """The time that the generated tests of one process may take, shared out among them.

    Part of it is reserved, for each test by its weight; the rest, and what tests leave of their reserve, is
    for whoever needs it first. So only a slow target, or a slow machine, gets fewer cases, and then fewer of
    every kind instead of all of some and none of others.
    """

    seconds: float
    weight: float  #: of all tests
    spent: float = 0.0
    _to_come: float = field(init=False)  #: the weight of the tests that have not begun
    _begun: float = field(default=0.0)
    _share: float = field(default=0.0)

    def __post_init__(self) -> None:
        self._to_come = self.weight

    def begin(self, weight: float = 1.0) -> None:
        """A test of this weight begins."""
        self._begun = time.monotonic()
        self._to_come = max(0.0, self._to_come - weight)
        reserved = RESERVED * self.seconds * (self._to_come / self.weight if self.weight else 0.0)
        self._share = self.seconds - self.spent - reserved

    def end(self) -> None:
        """A test has ended."""
        self.spent += time.monotonic() - self._begun

    @property
    def exhausted(self) -> bool:
        """Whether the test that runs has used its share."""
        return time.monotonic() - self._begun > self._share
