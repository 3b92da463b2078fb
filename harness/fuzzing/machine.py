"""Generated sequences: a Hypothesis state machine whose steps are those of a `World`.

When a sequence surprises, Hypothesis makes it smaller; every replay has new names. The smallest one is kept
here, whatever Hypothesis comes to say of it, and the search goes on for other surprises.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from harness.client import MIGRATION_HEADER
from harness.expectations import Inconclusive, Untested
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.generation import reproducible
from harness.fuzzing.harvest import Harvest, fold, refuse_low_share
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.sequence_model import EXTRAS, KINDS, MEMBERS, NAMES, Surprise
from harness.fuzzing.settings import CUT, Budget
from harness.fuzzing.trials import Evidence
from harness.fuzzing.world import Steps, World, steps_of

# Steps of one sequence, distinct surprises of one test, and replays in search of a smaller sequence.
STEPS, SURPRISES, REPLAYS = 14, 4, 60
# How much of the target's time may be spent on making one refused create smaller.
REQUESTS_PER_SHRINK = 40
# So many requests without a telling answer end the test.
MOST_UNJUDGED = 20

NAME = st.integers(0, len(NAMES) - 1)
# Mostly a badge that can be: one that is to begin, and to end after that.
START = st.sampled_from([1, 1, 1, 2, 0])
END = st.sampled_from([2, 2, 2, 1, 0])
# Mostly somebody; seldom nobody, or a stranger.
OWNERS = st.sampled_from([3, 1, 2, 4, 5, 6, 7, 3, 7, 1, 0, 8])
LIMIT = st.integers(0, len(KINDS) - 1)
WHICH = st.integers(0, 3)
EXTRA = st.integers(0, len(EXTRAS) - 1)
# The changes that the state of a badge decides about come more often than the others.
DECISIVE = ("startOn", "expiresOn", "customerConstraints", "badgeConstraints", "name")

CREATE = st.fixed_dictionaries(
    {
        "name": NAME,
        "start": START,
        "end": END,
        "owners": OWNERS,
        "customer": LIMIT,
        "badge": LIMIT,
        "issue": st.booleans(),
        "active": st.sampled_from([True, True, False]),
        "migration": st.booleans(),
    }
)
CHANGE = st.fixed_dictionaries(
    {"which": WHICH, "member": st.sampled_from(MEMBERS), "value": st.integers(0, 8)}
)
DECISION = st.fixed_dictionaries(
    {"which": WHICH, "member": st.sampled_from(DECISIVE), "value": st.integers(0, 3)}
)
LOOK = st.fixed_dictionaries({"which": WHICH, "extra": EXTRA})
FIND = st.fixed_dictionaries({"name": NAME, "issue": st.booleans(), "extra": EXTRA})


def _step(name: str, arguments: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[Any]:
    return arguments.map(lambda chosen: (name, chosen))


STEP = st.one_of(
    _step("update", DECISION),
    _step("update", DECISION),
    _step("update", CHANGE),
    _step("create", CREATE),
    _step("read", LOOK),
    _step("find", FIND),
)


@dataclass
class Hunt:
    """The search for surprises over many sequences."""

    harvest: Harvest
    budget: Budget
    left: int
    worlds: int = 0
    judged: Counter[str] = field(default_factory=Counter)
    valid: int = 0
    accepted: int = 0
    unjudged: int = 0
    hunted: Mismatch | None = None
    smallest: tuple[World, Mismatch] | None = None
    replays: int = 0
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether no more sequences are to be sent."""
        searching = self.hunted is not None and self.replays >= REPLAYS
        return self.budget.exhausted or searching or self.unjudged >= MOST_UNJUDGED

    def open(self) -> World:
        """A new sequence begins."""
        self.worlds += 1
        self.replays += self.hunted is not None
        return World(self.harvest.session)

    def close(self, world: World) -> None:
        """A sequence has ended."""
        self.judged.update(world.witness.judged)
        self.valid += world.witness.valid
        self.accepted += world.witness.accepted
        self.unjudged += world.unjudged
        if self.hunted is None:
            self.harvest.generated(hashlib.sha256(world.script.encode()).hexdigest())
        fold(self.harvest.session.recorder)

    def surprise(self, world: World, mismatch: Mismatch) -> bool:
        """Note a surprise; whether it is the one that is being made smaller."""
        if self._needs_no_sequence(world, mismatch):
            return False
        mismatch = replace(mismatch, valid_refused=False)
        if mismatch.key in self.counts:
            self.counts[mismatch.key] += 1
            return False
        if self.hunted is None:
            self.hunted = mismatch
        if mismatch.key != self.hunted.key:
            return False  # another one, for a later search
        if self.smallest is None or len(world.steps) <= len(self.smallest[0].steps):
            self.smallest = (world, mismatch)
        return True

    def _needs_no_sequence(self, world: World, mismatch: Mismatch) -> bool:
        """Whether a valid create is refused under another name, too: then it is judged like any create."""
        refused = world.exchanges[-1]
        if not mismatch.valid_refused or refused.operation != "create":
            return False
        creates = CreateTrials(self.harvest.session)
        _, arguments = world.steps[-1]
        headers = {MIGRATION_HEADER: "migration"} if arguments["migration"] else {}
        body = {**refused.request_payload, "name": creates.fresh_name()}
        attempt = creates.weighed(world.script, "", body, headers)
        for known in self.harvest.known.values():
            if creates.explains(known.evidence, attempt):
                known.count += 1
                return True
        answer = creates.send(attempt)
        same = [one for one in creates.judge(attempt, answer) if one.cause == mismatch.cause]
        evidence = creates.shrink(attempt, answer, same[0], REQUESTS_PER_SHRINK) if same else None
        if evidence is not None:
            self.harvest.add(evidence)
        return evidence is not None


def machine(hunt: Hunt) -> type[RuleBasedStateMachine]:
    """The state machine of a hunt. Arguments are small numbers, so that they never depend on answers."""

    class Badges(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.world: World | None = None if hunt.over else hunt.open()

        def take(self, step: Callable[[World], None]) -> None:
            if self.world is None:
                return
            world = self.world
            try:
                step(world)
            except Surprise as surprise:
                self.world = None
                hunt.close(world)
                if hunt.surprise(world, surprise.mismatch):
                    raise

        @initialize(first=st.booleans())
        def begin(self, first: bool) -> None:
            """A sequence begins with a badge that is UPCOMING, or with one that is LIVE."""
            self.take(
                lambda world: world.create(
                    name=0,
                    start=0 if first else 1,
                    end=2,
                    owners=3,
                    customer=1,
                    badge=2,
                    issue=False,
                    active=True,
                    migration=first,
                )
            )

        @rule(step=STEP)
        def go_on(self, step: tuple[str, dict[str, Any]]) -> None:
            """A write or a look. One rule for all, as Hypothesis leaves whole rules out of many sequences."""
            self.take(lambda world: world.play_one(*step))

        def teardown(self) -> None:
            world = self.world
            self.take(World.look_around)
            if self.world is not None and world is not None:
                hunt.close(world)

    return Badges


def run_sequences(harvest: Harvest, budget: Budget, count: int) -> None:
    """Send so many sequences; what surprises goes into the harvest, and the most precise fails the test."""
    hunt = Hunt(harvest, budget, count)
    with harvest.kept():
        _run_all(hunt)
    harvest.note_unexercised(hunt.judged)
    for key, more in hunt.counts.items():
        harvest.known[key].count += more
    harvest.conclude()


def _run_all(hunt: Hunt) -> None:
    """Send the sequences; raises what the test comes to when they say nothing."""
    replay = hunt.harvest.options.replay
    if replay is not None:
        _replay(hunt, replay)
    else:
        _search(hunt)
    if hunt.worlds == 0:
        raise Untested("the time budget of the fuzzing was used up before this test")
    if hunt.unjudged >= MOST_UNJUDGED:
        raise Inconclusive("too many requests of the sequences got no answer that says anything")
    words = [f"{hunt.worlds} sequences", f"{hunt.accepted} of {hunt.valid} valid writes accepted"]
    hunt.harvest.observe(*words, *([CUT] if hunt.budget.exhausted else []))
    refuse_low_share(hunt.accepted, hunt.valid)


def _replay(hunt: Hunt, script: str) -> None:
    steps = steps_of(script)
    if steps is None:
        raise Untested(f"no sequence is called {script!r}")
    world = hunt.open()
    try:
        world.play(steps)
    except Surprise as surprise:
        if hunt.surprise(world, surprise.mismatch):
            hunt.harvest.add(_evidence(hunt))
    hunt.close(world)


def _search(hunt: Hunt) -> None:
    for turn in range(SURPRISES):
        hunt.hunted, hunt.smallest, hunt.replays = None, None, 0
        before = hunt.worlds
        _run(hunt, turn)
        if hunt.smallest is None:
            return
        hunt.left -= max(1, hunt.worlds - before - hunt.replays)
        _make_small(hunt)
        evidence = _evidence(hunt)
        hunt.harvest.add(evidence)
        hunt.counts[evidence.mismatch.key] = 0
        if hunt.left <= 0:
            return


def _make_small(hunt: Hunt) -> None:
    """Leave out one step after another: what Hypothesis has not got to within its replays."""
    hunt.replays = 0
    progress = True
    while progress and hunt.smallest is not None and not hunt.over:
        progress = False
        steps = hunt.smallest[0].steps
        for index in reversed(range(len(steps))):
            if not hunt.over and _shows(hunt, [*steps[:index], *steps[index + 1 :]]):
                progress = True
                break


def _shows(hunt: Hunt, steps: Steps) -> bool:
    """Whether these steps show the surprise that is being made smaller; if so they are kept."""
    world, before = hunt.open(), hunt.smallest
    try:
        world.play(steps)
    except Surprise as surprise:
        hunt.surprise(world, surprise.mismatch)
    hunt.close(world)
    return hunt.smallest is not before


def _run(hunt: Hunt, turn: int) -> None:
    """One run of Hypothesis: until all sequences are through, or one has surprised and was made smaller."""
    chosen = settings(
        max_examples=hunt.left,
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        print_blob=False,
    )
    seeded = hypothesis.seed(hunt.harvest.options.seed_of("sequences", turn))(machine(hunt))
    try:
        with reproducible():
            run_state_machine_as_test(seeded, settings=chosen)
    except Surprise:
        return  # kept in hunt.smallest
    except hypothesis.errors.Flaky:
        return  # the search ended before Hypothesis had seen the smallest sequence fail again


def _evidence(hunt: Hunt) -> Evidence:
    assert hunt.smallest is not None  # the caller has looked
    world, mismatch = hunt.smallest
    return Evidence(mismatch, world.script, tuple(world.exchanges))
