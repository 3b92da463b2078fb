"""Generated creates: judged one by one, and a batch at a time for what a refusal may have stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from harness.answers import codes_of, data_of, is_accepted, outcome_of
from harness.client import MIGRATION_HEADER
from harness.clock import DAY
from harness.exchange import Exchange
from harness.expectations import Inconclusive
from harness.fuzzing import features, judgement, shaping
from harness.fuzzing.business import Circumstances, weigh
from harness.fuzzing.generation import NEGATIVE, Generated
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.trials import Attempt, Evidence
from harness.fuzzing.write_trials import WriteTrials
from harness.payloads import GENERATED, WITH_BADGE_META, Badge, Body
from harness.session import Session

NAME_TAKEN = 725
# How many refused bodies share a name, which must still be free after them.
BATCH = 25
# One in so many valid bodies takes the name of another badge; how many searches a test may do.
COLLISIONS, SEARCHES = 10, 3
STORED = "FUZZ-CREATE-REFUSED-STORES-NOTHING"
STORED_BY_CODE = {
    714: "CREATE-REFUSED-714-STORES-NOTHING",
    722: "CREATE-REFUSED-722-STORES-NOTHING",
    728: "CREATE-REFUSED-728-STORES-NOTHING",
    999999: "CREATE-REFUSED-999999-STORES-NOTHING",
}
FIELD_RULES = ("CREATE-MANDATORY-", "CREATE-ENUM-")


class CreateTrials(WriteTrials):
    """Sends generated creates. Every badge that comes of them has a name of this run."""

    operation = "create"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shared_name = self.fresh_name()
        self._refused: list[tuple[Attempt, Exchange]] = []
        self._taken: dict[str, str] = {}
        self._searches = 0

    # -- requests -------------------------------------------------------------------------------

    def fresh_name(self) -> str:
        """A name that no badge has."""
        return f"{GENERATED}{self.session.payloads.name()}"

    def base(self, name: str | None = None) -> Body:
        """The plainest body that must be accepted."""
        now = self.session.payloads.in_days(30)
        return {
            "name": name or self.fresh_name(),
            "description": "plain",
            "startOn": now,
            "expiresOn": now + round(330 * DAY),
            "earnType": "EARN",
            "earnedBadgeExpiry": dict(WITH_BADGE_META),
            "ownership": {"restrictedToOwners": ["Loyalty"]},
            "active": True,
        }

    def attempt(self, case: Generated) -> Attempt:
        migration = is_migration(case.headers)
        negative = case.mode == NEGATIVE
        random = case.is_random and not negative
        # What will be refused shares a name, which must stay free.
        shared = negative or (random and shaping.transgresses("create", case.turn))
        name = self.shared_name if shared else self.fresh_name()
        if random and case.turn % COLLISIONS == 5:
            name = self._name_of_another()
        shape = shaping.Shape(
            name=name,
            now=self.session.clock.now(),
            token=case.token,
            turn=case.turn,
            migration=migration,
            random=random,
        )
        headers = {MIGRATION_HEADER: "migration"} if migration else {}
        return self.weighed(case.key, case.words, shaping.shaped(case.body, shape), headers)

    def _name_of_another(self) -> str:
        """The name of a badge that exists (of one made for it, when a case is replayed alone)."""
        if not self._taken:
            plain = self.base()
            self._take(plain, self.session.client.create(plain))
        return next(iter(self._taken), "") or self.fresh_name()

    def _take(self, body: Body, exchange: Exchange) -> None:
        """Remember the name of the first badge that came of a create."""
        if not self._taken and is_accepted(exchange) and data_of(exchange):
            badge = Badge(body, exchange)
            self._taken = {badge.name: badge.id}

    def weighed(self, key: str, words: str, body: Any, headers: Mapping[str, str]) -> Attempt:
        """An attempt with this body, and what is due for it now."""
        now, migration = self.session.clock.now(), is_migration(headers)
        due = weigh("create", body, Circumstances(now, self._taken, migration=migration))
        name = body.get("name") if isinstance(body, dict) else None
        return Attempt(key, words, due, body, headers=headers, name=name if isinstance(name, str) else None)

    def send(self, attempt: Attempt) -> Exchange:
        return self.session.client.create(attempt.body, headers=attempt.headers)

    def renamed(self, attempt: Attempt, name: str) -> Attempt:
        """The same attempt with another name."""
        return replace(attempt, body={**attempt.body, "name": name}, name=name)

    # -- judgement ------------------------------------------------------------------------------

    def judge(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        if judgement.is_unjudged(exchange):
            return []
        self._note(attempt, exchange)
        if self._is_suspicious(attempt, exchange):
            return []  # what was stored before comes to light in `overdue`
        return judgement.of_write("create", attempt.body, attempt.due, exchange)

    def _note(self, attempt: Attempt, exchange: Exchange) -> None:
        accepted, body = is_accepted(exchange), attempt.body
        if attempt.name is not None and isinstance(body, dict):
            self._take(body, exchange)
        if attempt.name == self.shared_name and accepted:
            # The name was free for this body, so none of the refused ones before had stored theirs.
            self.exercised[STORED] += len(self._refused)
            self._begin_batch()
        elif attempt.name == self.shared_name:
            self._refused.append((attempt, exchange))

    def _is_suspicious(self, attempt: Attempt, exchange: Exchange) -> bool:
        """Whether a free name is called taken."""
        forbidden = {code for reason in attempt.due.broken for code in reason.codes}
        return (
            NAME_TAKEN in (codes_of(exchange) or ()) and NAME_TAKEN not in forbidden and bool(self._refused)
        )

    # -- what a refusal stored --------------------------------------------------------------------

    def overdue(self, *, last: bool = False) -> Iterator[Evidence]:
        """After a batch of refusals, see their shared name still free by creating a badge of it."""
        suspicious = self._refused and NAME_TAKEN in (codes_of(self._refused[-1][1]) or ())
        if not self._refused or not (last or suspicious or len(self._refused) >= BATCH):
            return
        batch = list(self._refused)
        control = self.session.client.create(self.base(self.shared_name))
        self._begin_batch()
        if is_accepted(control):
            self.exercised[STORED] += len(batch)
            return
        if judgement.is_unjudged(control):
            return
        if NAME_TAKEN not in (codes_of(control) or ()):
            raise Inconclusive(
                f"the control of the refused creates was refused itself ({outcome_of(control)})"
            )
        self.exercised[STORED] += 1
        if self._searches < SEARCHES:
            self._searches += 1
            yield self._stored_by(batch, control)

    def _begin_batch(self) -> None:
        self.shared_name = self.fresh_name()
        self._refused = []

    def _stored_by(self, batch: list[tuple[Attempt, Exchange]], control: Exchange) -> Evidence:
        """Which of the refused bodies is stored: each once more, with a name of its own and a control."""
        for attempt, _ in reversed(batch):
            name = self.fresh_name()
            refused = self.send(self.renamed(attempt, name))
            if is_accepted(refused) or judgement.is_unjudged(refused):
                continue
            proof = self.session.client.create(self.base(name))
            if NAME_TAKEN in (codes_of(proof) or ()):
                mismatch = _stored(_stored_rule(attempt, refused), proof)
                return Evidence(mismatch, attempt.key, (refused, proof))
        mismatch = Mismatch(
            "CREATE-725-NAME-TAKEN",
            "a name that no badge has to be free",
            outcome_of(control),
            "725 for a free name",
            "/errors",
        )
        return Evidence(mismatch, batch[-1][0].key, (control,))

    # -- shrinking --------------------------------------------------------------------------------

    def control(self, attempt: Attempt) -> tuple[Body, Exchange]:
        """The plainest body; it is compared with the attempt's under the attempt's own name."""
        plain = self.base()
        answer = self.session.client.create(plain)
        name = attempt.body.get("name") if isinstance(attempt.body, dict) else None
        return {**plain, "name": name}, answer

    def again(self, attempt: Attempt, body: Body) -> Attempt:
        """Another body, with a new name unless the name is part of what is tried."""
        name = body.get("name")
        renamed = isinstance(name, str) and name not in self._taken
        own = {**body, "name": self.fresh_name()} if renamed else body
        return self.weighed(attempt.key, attempt.words, own, attempt.headers)

    def features(self, attempt: Attempt) -> features.Features:
        now = self.session.clock.now()
        plain = features.of_create(self.base(), migration=False, now=now)
        own = features.of_create(attempt.body, migration=is_migration(attempt.headers), now=now)
        return {name: rule for name, rule in own.items() if name not in plain}


def is_migration(headers: Mapping[str, str]) -> bool:
    """Whether historical dates are allowed (004:L18-21)."""
    return headers.get(MIGRATION_HEADER) == "migration"


def _stored_rule(attempt: Attempt, refused: Exchange) -> str:
    for code, rule in STORED_BY_CODE.items():
        if code in (codes_of(refused) or ()):
            return rule
    rules = {reason.rule for reason in attempt.due.broken}
    fields = rules and all(rule.startswith(FIELD_RULES) for rule in rules)
    return "CREATE-REFUSED-FIELD-STORES-NOTHING" if fields else STORED


def _stored(rule: str, proof: Exchange) -> Mismatch:
    return Mismatch(
        rule,
        "the name of a refused badge to be free",
        f"{outcome_of(proof)}: the refused badge was stored",
        "stored although refused",
    )
