"""Comparing the answers of a generated sequence with its model, and naming the requirement that breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from harness import reading
from harness.answers import codes_of, data_of, is_accepted, outcome_of
from harness.exchange import Exchange
from harness.fuzzing import crossing, features, judgement, rows
from harness.fuzzing.business import status_of
from harness.fuzzing.due import Due
from harness.fuzzing.echo import predicted
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.sequence_model import OWNERS, Held, Model, Surprise
from harness.payloads import WITH_BADGE_META, Body
from harness.row_verbs import rows_of
from harness.session import Session

NAME_TAKEN = 725
# Codes whose refusal must leave a badge as it is, the rarest first.
REFUSALS = (826, 723, 724, 720, 400)
# Fields whose member in a body is called otherwise.
MEMBERS = {"owners": "ownership"}


class Witness:
    """Looks at answers and at badges; whatever is not as the model says raises `Surprise`."""

    def __init__(self, session: Session, model: Model) -> None:
        self.session, self.model = session, model
        self.judged: Counter[str] = Counter()  #: answers by the requirement that they put to the test
        self.valid = 0  #: writes for which acceptance is due
        self.accepted = 0  #: and how many of them were accepted
        self.last_write = "create"

    # -- writes ---------------------------------------------------------------------------------------

    def see_write(
        self, operation: str, body: Body, due: Due, exchange: Exchange, one: Held | None, *, migration: bool
    ) -> None:
        """The answer to a write of the badge `one` (None: a new one)."""
        self.judged["FUZZ-MODEL-REFUSALS"] += 1
        self.last_write = operation
        if due.acceptance == "accepted":
            self.valid += 1
            self.accepted += judgement.is_whole(exchange)
        for found in judgement.of_write(operation, body, due, exchange):
            rule = found.requirement
            if found.valid_refused:
                rule = self._rule_of_refusal(operation, body, exchange, one, migration=migration)
            elif rule == "CREATE-725-NAME-TAKEN" and is_accepted(exchange):
                holder = self.model.holder(body["name"])
                rule = "UPDATE-NAME-NEW-RESERVED" if holder and holder.renamed else rule
            raise Surprise(replace(found, requirement=rule))

    def _rule_of_refusal(
        self, operation: str, body: Body, exchange: Exchange, one: Held | None, *, migration: bool
    ) -> str:
        """The requirement that a valid body be accepted, by what the refusal is about."""
        if NAME_TAKEN in (codes_of(exchange) or ()):
            rule = self._rule_of_name(operation, body["name"], one)
            if rule:
                return rule
        now = self.session.clock.now()
        if one is not None:
            found = features.of_update(one.badge, body, now)
        else:
            plain = features.of_create(PLAIN, migration=False, now=now)
            own = features.of_create(body, migration=migration, now=now)
            found = {words: rule for words, rule in own.items() if words not in plain}
        rule = features.blamed(operation, found) if found else features.generic(operation)
        return "FUZZ-MODEL-REFUSALS" if rule == features.generic(operation) else rule

    def _rule_of_name(self, operation: str, name: str, one: Held | None) -> str:
        """The requirement that a name be free."""
        if name in self.model.freed:
            return "UPDATE-NAME-FREED"
        if one is not None and name == one.badge.name:
            return "UPDATE-NAME-OWN"
        if one is not None and name.casefold() == one.badge.name.casefold():
            return "UPDATE-NAME-OWN-OTHER-CASE"
        others = {other.badge.name.casefold() for other in self.model.held}
        word = "CREATE" if operation == "create" else "UPDATE"
        return f"{word}-NAME-OTHER-CASE" if name.casefold() in others else ""

    # -- details --------------------------------------------------------------------------------------

    def see_detail(self, one: Held, exchange: Exchange, of: str = "") -> None:
        """The detail of a badge; `of` is blamed for any change when it is given."""
        if (exchange.status or 0) >= 500:
            return  # judged by the fuzzing of the detail
        if not is_accepted(exchange):
            words = "the badge to be read under its id"
            raise Surprise(Mismatch("CREATE-STORED", words, outcome_of(exchange), "not to be read"))
        data = data_of(exchange)
        if data is None:
            return
        self.judged.update(("FUZZ-MODEL-FIELDS", "FUZZ-MODEL-STATUS"))
        expected, read = predicted(one.badge.request, one.due), reading.read_detail(data)
        limits = {name: expected.pop(name) for name in crossing.ARRAYS if name in expected}
        for difference in reading.differences(expected, read):
            raise Surprise(
                judgement.differs(of or self._rule_of_read(one, difference.pointer, read), difference)
            )
        for rule, name, kind, told in crossing.missing_kinds(limits, read):
            expected_kind, cause = f"{name} with a limit of the kind {kind}", f"kind missing: {kind}"
            rule = of or self._rule_of_change(one, name, stale=True) or rule
            raise Surprise(Mismatch(rule, expected_kind, told, cause, f"/data/{name}"))
        self._see_status(one, data.get("badgeStatus"), exchange)

    def _rule_of_read(self, one: Held, pointer: str, read: Mapping[str, Any]) -> str:
        name = pointer.split("/")[1]
        was = reading.read_request(one.before).get(name) if one.before is not None else None
        stale = one.before is not None and not reading.differences({name: was}, read, [name])
        changed = self._rule_of_change(one, name, stale=stale)
        return changed or crossing.detail_rule(one.badge.request, pointer)

    def _rule_of_change(self, one: Held, name: str, *, stale: bool) -> str:
        """The requirement that a badge is, or is not, changed by what was written last."""
        if not one.touched:
            update = self.last_write == "update"
            return "UPDATE-OTHERS-UNTOUCHED" if update else "LIFECYCLE-CREATE-OTHERS-UNTOUCHED"
        if one.refused is not None:
            code = next((code for code in REFUSALS if code in one.refused), None)
            return f"UPDATE-REFUSED-{code}-CHANGES-NOTHING" if code else CHANGED
        return "UPDATE-VISIBLE-IN-DETAIL" if stale and _has_changed(one, name) else ""

    def _see_status(self, one: Held, told: Any, exchange: Exchange) -> None:
        wanted = status_of(one.badge, self.session.clock.now())
        findings = self.session.recorder.findings
        if wanted is None or one.due.open or reading.status_of(told) == wanted:
            return
        if not any(exchange.id in finding.exchanges for finding in findings):
            # Else an invariant has found it already, and says more.
            pointer = "/data/badgeStatus"
            raise Surprise(Mismatch("FUZZ-MODEL-STATUS", wanted, str(told), "another status", pointer))

    # -- lists ----------------------------------------------------------------------------------------

    def see_rows(self, query: Mapping[str, Any], exchange: Exchange) -> None:
        """The rows for a query: nothing beside it, every badge of the model that satisfies it, as written."""
        now = self.session.clock.now()
        self.judged["FUZZ-MODEL-LIST"] += 1
        for found in rows.mismatches(query, exchange, now):
            raise Surprise(found)
        for one in self.model.held:
            status = status_of(one.badge, now)
            if status is None or one.due.open:
                continue
            if one.badge.name == query["name"]:
                absent = rows.missing(query, one.badge, status, exchange)
                if absent is not None:
                    raise Surprise(_of_rename(absent) if one.renamed else absent)
            for row in rows_of(exchange):
                if row.get("badgeMetaId") == one.badge.id:
                    _see_row(one, row, str(query["name"]))


PLAIN: Body = {
    "earnedBadgeExpiry": dict(WITH_BADGE_META),
    "ownership": {"restrictedToOwners": list(OWNERS)},
}
CHANGED = "FUZZ-UPDATE-REFUSED-CHANGES-NOTHING"


def _see_row(one: Held, row: Mapping[str, Any], name: str) -> None:
    """A row of a badge of the model shows what was written last."""
    if one.badge.name.casefold() != name.casefold():
        told, words = f"a row of the badge now called {one.badge.name}", "no row of a name that was given up"
        raise Surprise(Mismatch("LIFECYCLE-RENAME-OLD-GONE", words, told, "old name"))
    expected = {
        field: value
        for field, value in predicted(one.badge.request, one.due).items()
        if field in crossing.ROW_RULES
    }
    for difference in reading.differences(expected, reading.read_row(row)):
        changed = _has_changed(one, difference.pointer.split("/")[1])
        rule = "UPDATE-VISIBLE-IN-LIST" if changed else crossing.row_rule(difference.pointer)
        raise Surprise(judgement.differs(rule, difference))


def _has_changed(one: Held, field: str) -> bool:
    """Whether the last accepted update changed a field."""
    member = MEMBERS.get(field, field)
    return one.before is not None and one.before.get(member) != one.badge.request.get(member)


def _of_rename(absent: Mismatch) -> Mismatch:
    by_name = absent.requirement == "LIST-NAME-COMPLETE"
    return replace(absent, requirement="LIFECYCLE-RENAME-FOUND") if by_name else absent
