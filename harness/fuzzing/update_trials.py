"""Generated updates of badges of our own: judged one by one, and a batch at a time for what they changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.answers import codes_of, is_accepted
from harness.clock import DAY
from harness.exchange import Exchange
from harness.expectations import ConformanceFailure, Inconclusive, expect
from harness.fuzzing import features, judgement, shaping
from harness.fuzzing.business import Circumstances, effective, weigh
from harness.fuzzing.generation import NEGATIVE, Generated
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.trials import Attempt, Evidence
from harness.fuzzing.write_trials import WriteTrials
from harness.payloads import GENERATED, Badge, Body
from harness.session import Session

# How many refused updates are sent before the badge is looked at again.
BATCH = 25
# One in so many updates takes the name of another badge, or keeps an id that no badge has.
COLLISIONS, UNKNOWN_IDS, SEARCHES = 10, 12, 3
# The part of the badge that refusals must leave as it is.
KEPT = "kept"
CHANGED = "FUZZ-UPDATE-REFUSED-CHANGES-NOTHING"
CHANGED_BY_CODE = (400, 720, 723, 724, 826)


class UpdateTrials(WriteTrials):
    """Sends generated updates of UPCOMING badges.

    What must be refused goes to a badge that nothing else touches, which must stay as it is.
    """

    operation = "update"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._targets: dict[str, Badge] = {}
        self._other: Badge | None = None
        self._before: Exchange | None = None
        self._refused: list[tuple[Attempt, Exchange]] = []
        self._searches = 0

    # -- badges -----------------------------------------------------------------------------------

    def target(self, role: str, earn_type: str = "EARN") -> Badge:
        """The badge that plays a role, made when it is first needed."""
        key = f"{role} {earn_type}"
        if key not in self._targets:
            make = self.session.payloads.earn if earn_type == "EARN" else self.session.payloads.issue_earn
            now = self.session.clock.now()
            body = make(
                # Generated, too: an update that keeps the name may keep what an earlier one left incomplete.
                name=f"{GENERATED}{self.session.payloads.name()}",
                start_on=round(now + 40 * DAY),
                expires_on=round(now + 700 * DAY),
            )
            self._targets[key] = self.session.nursery.create(body)
        return self._targets[key]

    def _key_of(self, badge: Badge) -> str:
        return next(key for key, known in self._targets.items() if known is badge)

    def _role_of(self, badge: Badge) -> str:
        return self._key_of(badge).split()[0]

    def _name_of_another(self) -> str:
        if self._other is None:
            self._other = self.session.nursery.create()
        return self._other.name

    def _circumstances(self, badge: Badge | None) -> Circumstances:
        names = {self._other.name: self._other.id} if self._other else {}
        return Circumstances(self.session.clock.now(), names, badge)

    # -- requests ---------------------------------------------------------------------------------

    def attempt(self, case: Generated) -> Attempt:
        wanted = case.body.get("earnType") if isinstance(case.body, dict) else None
        if case.mode != NEGATIVE:
            earn_type = "ISSUE_EARN" if wanted == "ISSUE_EARN" else "EARN"
            attempt = self._shaped(case, self.target("accepted", earn_type))
            if attempt.due.acceptance == "refused":
                return self._shaped(case, self.target(KEPT))
            if attempt.due.acceptance == "open":
                # What a target may refuse is no part of a badge with which others are compared.
                return self._shaped(case, self.target("open", earn_type))
            return attempt
        attempt = self._shaped(case, self.target(KEPT))
        if attempt.due.acceptance != "refused":
            # An open matter may well be accepted: another badge bears it.
            attempt = self._shaped(case, self.target("open"))
        return attempt

    def _shaped(self, case: Generated, badge: Badge) -> Attempt:
        keep: Body = {"id": badge.id, "earnType": badge.request["earnType"]}
        random, negative = case.is_random, case.mode == NEGATIVE
        if random and negative and case.turn % UNKNOWN_IDS == 5:
            keep = {"earnType": badge.request["earnType"]}
        name = f"{GENERATED}{self.session.payloads.name()}"
        if random and not negative and case.turn % COLLISIONS == 5:
            name = self._name_of_another()
        shape = shaping.Shape(
            name=name,
            now=self.session.clock.now(),
            token=case.token,
            turn=case.turn,
            operation="update",
            random=random and not negative,
            keep=keep,
        )
        return self.weighed(case.key, case.words, shaping.shaped(case.body, shape))

    def put_back(self, attempt: Attempt, plain: Body) -> None:
        again = self.again(attempt, plain)
        self.judge(again, self.send(again))

    def weighed(self, key: str, words: str, body: Any) -> Attempt:
        """An attempt with this body, and what is due for it now."""
        badge_id = body.get("id") if isinstance(body, dict) else None
        badge = self._named(badge_id)
        due = weigh("update", body, self._circumstances(badge))
        return Attempt(key, words, due, body, badge=badge.id if badge else None)

    def _named(self, badge_id: Any) -> Badge | None:
        """The badge of ours with this id."""
        return next((badge for badge in self._targets.values() if badge.id == badge_id), None)

    def send(self, attempt: Attempt) -> Exchange:
        badge = self._named(attempt.badge)
        if badge is not None and self._role_of(badge) == KEPT and self._before is None:
            looked = self.session.client.read(badge)
            self._before = looked if is_accepted(looked) else None
        return self.deliver(attempt)

    def deliver(self, attempt: Attempt) -> Exchange:
        """Send the body as it is."""
        return self.session.client.update(attempt.body)

    # -- judgement --------------------------------------------------------------------------------

    def judge(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        if judgement.is_unjudged(exchange):
            return []
        mismatches = judgement.of_write("update", attempt.body, attempt.due, exchange)
        badge = self._named(attempt.badge)
        if badge is not None:
            self._note(attempt, exchange, badge)
        return mismatches

    def _note(self, attempt: Attempt, exchange: Exchange, badge: Badge) -> None:
        role = self._key_of(badge)
        kept = self._role_of(badge) == KEPT
        if not is_accepted(exchange):
            if kept:
                self._refused.append((attempt, exchange))
            return
        if kept:
            self._begin_batch()
        start = effective(attempt.body, "startOn") if isinstance(attempt.body, dict) else None
        if attempt.due.acceptance == "accepted" and (start or 0.0) > self.session.clock.now():
            self._targets[role] = badge.after(attempt.body, exchange)
            return
        # It is LIVE now, or was changed in a way that the documents leave open: back to what is known.
        restored = self.session.client.update(badge.with_())
        if is_accepted(restored) and attempt.due.acceptance != "accepted":
            self._targets[role] = badge.after(badge.with_(), restored)
        else:
            del self._targets[role]

    # -- what a refusal changed ---------------------------------------------------------------------

    def overdue(self, *, last: bool = False) -> Iterator[Evidence]:
        """After a batch of refusals, see the badge as it was."""
        if not self._refused or not (last or len(self._refused) >= BATCH):
            return
        batch, before = list(self._refused), self._before
        badge = self._named(batch[-1][0].badge)
        self._begin_batch()
        if before is None or badge is None:
            return
        try:
            change = self._change(before, self.session.client.read(badge))
        except Inconclusive:
            return
        self.exercised[CHANGED] += len(batch)
        if change is not None and self._searches < SEARCHES:
            self._searches += 1
            yield self._changed_by(batch, badge, change)

    def _begin_batch(self) -> None:
        self._refused, self._before = [], None

    @staticmethod
    def _change(before: Exchange, after: Exchange) -> ConformanceFailure | None:
        try:
            expect(after).unchanged_since(before)
        except ConformanceFailure as change:
            return change
        return None

    def _changed_by(
        self, batch: list[tuple[Attempt, Exchange]], badge: Badge, change: ConformanceFailure
    ) -> Evidence:
        """Which of the refused updates changes the badge: each once more, between two looks."""
        client = self.session.client
        for attempt, _ in reversed(batch):
            before = client.read(badge)
            refused = self.deliver(attempt)
            after = client.read(badge)
            if is_accepted(refused) or not (is_accepted(before) and is_accepted(after)):
                continue
            found = self._change(before, after)
            if found is not None:
                return Evidence(_changed(found, refused), attempt.key, (before, refused, after))
        attempt, refused = batch[-1]
        return Evidence(_changed(change, None), attempt.key, (refused, *change.exchanges))

    # -- shrinking ----------------------------------------------------------------------------------

    def control(self, attempt: Attempt) -> tuple[Body, Exchange]:
        """The badge sent back as it is."""
        badge = self._named(attempt.badge) or self.target("open")
        plain = badge.with_()
        return plain, self.session.client.update(plain)

    def again(self, attempt: Attempt, body: Body) -> Attempt:
        """Another body for the same badge."""
        return self.weighed(attempt.key, attempt.words, body)

    def features(self, attempt: Attempt) -> features.Features:
        badge = self._named(attempt.badge)
        if badge is None or not isinstance(attempt.body, dict):
            return {}
        return features.of_update(badge, attempt.body, self.session.clock.now())


def _changed(change: ConformanceFailure, refused: Exchange | None) -> Mismatch:
    codes = (codes_of(refused) or frozenset()) if refused else frozenset()
    code = next((code for code in CHANGED_BY_CODE if code in codes), None)
    rule = f"UPDATE-REFUSED-{code}-CHANGES-NOTHING" if code else CHANGED
    return Mismatch(rule, change.expected, change.observed, f"changed although refused: {change.pointer}")
