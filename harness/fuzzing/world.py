"""The steps of a generated sequence: each asks the target, tells the model and lets the witness look."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from harness.answers import codes_of, data_of, is_accepted
from harness.exchange import Exchange
from harness.fuzzing import judgement, rows
from harness.fuzzing.business import weigh
from harness.fuzzing.sequence_model import Held, Model, Surprise
from harness.fuzzing.witness import Witness
from harness.payloads import RELATIVE
from harness.session import Session

Steps = list[tuple[str, dict[str, Any]]]


class World:
    """One sequence. Its steps raise `Surprise` when the target does not do what the model predicts."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.model = Model(session.payloads.name(), round(session.clock.now()))
        self.witness = Witness(session, self.model)
        self.steps: Steps = []
        self.exchanges: list[Exchange] = []
        self.unjudged = 0

    def play(self, steps: Steps) -> None:
        """Take recorded steps, and look around at the end."""
        for name, arguments in steps:
            self.play_one(name, arguments)
        self.look_around()

    def play_one(self, name: str, arguments: dict[str, Any]) -> None:
        """Take one step by its name: create, update, read or find."""
        steps: dict[str, Callable[..., None]] = {
            "create": self.create,
            "update": self.update,
            "read": self.read,
            "find": self.find,
        }
        steps[name](**arguments)

    def create(
        self,
        *,
        name: int,
        start: int,
        end: int,
        owners: int,
        customer: int,
        badge: int,
        issue: bool,
        active: bool,
        migration: bool,
    ) -> None:
        """Create a badge of these coordinates (see `sequence_model`)."""
        arguments = {key: value for key, value in locals().items() if key != "self"}
        self.steps.append(("create", arguments))
        body = self.model.new(name, start, end, owners, customer, badge)
        body |= {"earnType": "ISSUE_EARN" if issue else "EARN", "active": active}
        if issue:
            body["issuedBadgeExpiry"] = dict(RELATIVE)
        now = self.session.clock.now()
        due = weigh("create", body, self.model.circumstances(now, migration=migration))
        exchange = self._keep(self.session.client.create(body, migration=migration))
        if exchange is None:
            return
        self.model.touch(None)
        self.witness.see_write("create", body, due, exchange, None, migration=migration)
        if is_accepted(exchange) and data_of(exchange):
            self._look(self.model.create(body, due, exchange))
        elif (holder := self.model.holder(body["name"])) is not None:
            self._look(holder, of="CREATE-REFUSED-725-CHANGES-NOTHING")

    def update(self, *, which: int, member: str, value: int) -> None:
        """Change one member of a badge, sending the whole of it."""
        self.steps.append(("update", {"which": which, "member": member, "value": value}))
        if not self.model.held:
            return
        one = self.model.held[which % len(self.model.held)]
        body, now = one.badge.with_(self.model.change(member, value)), self.session.clock.now()
        due = weigh("update", body, self.model.circumstances(now, one))
        exchange = self._keep(self.session.client.update(body))
        if exchange is None:
            return
        self.model.touch(one)
        self.witness.see_write("update", body, due, exchange, one, migration=False)
        if is_accepted(exchange) and data_of(exchange):
            self.model.update(one, body, due, exchange, now)
        else:
            one.refused = codes_of(exchange) or frozenset()
        self._look(one)

    def read(self, *, which: int, extra: int) -> None:
        """Look at a badge by its id, and list it by its name and one more filter."""
        self.steps.append(("read", {"which": which, "extra": extra}))
        if self.model.held:
            one = self.model.held[which % len(self.model.held)]
            self._look(one)
            issue = one.badge.request["earnType"] == "ISSUE_EARN"
            self._list(self.model.query(one.badge.name, issue=issue, extra=extra))

    def find(self, *, name: int, issue: bool, extra: int) -> None:
        """List the badges of a name and kind, by one more filter."""
        self.steps.append(("find", {"name": name, "issue": issue, "extra": extra}))
        self._list(self.model.query(self.model.name(name), issue=issue, extra=extra))

    def _list(self, query: dict[str, Any]) -> None:
        try:
            self._ask(query)
        except Surprise as surprise:
            if surprise.mismatch.cause == rows.NOT_FOUND:
                # Is it the filter that loses the badge, or is it lost altogether?
                self._ask({name: query[name] for name in ("name", "badgeType", "size")})
            raise

    def _ask(self, query: dict[str, Any]) -> None:
        exchange = self._keep(self.session.client.list(query))
        if exchange is not None and is_accepted(exchange) and data_of(exchange) is not None:
            self.witness.see_rows(query, exchange)

    def look_around(self) -> None:
        """At the end every badge is as the last write to it says."""
        for one in self.model.held:
            self._look(one)

    def _look(self, one: Held, of: str = "") -> None:
        exchange = self._keep(self.session.client.read(one.badge))
        if exchange is not None:
            self.witness.see_detail(one, exchange, of)

    def _keep(self, exchange: Exchange) -> Exchange | None:
        """The exchange, unless it says nothing about the rules."""
        self.exchanges.append(exchange)
        if judgement.is_unjudged(exchange):
            self.unjudged += 1
            return None
        return exchange

    @property
    def script(self) -> str:
        """The steps so far, as `--fuzz-replay` takes them."""
        return f"sequence {json.dumps(self.steps, separators=(',', ':'))}"


def steps_of(script: str) -> Steps | None:
    """The steps of a script; None when it is none."""
    kind, _, text = script.partition(" ")
    if kind != "sequence":
        return None
    return [(str(name), dict(arguments)) for name, arguments in json.loads(text)]
