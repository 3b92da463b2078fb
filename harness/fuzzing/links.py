"""Following the links of the API description: what a create returns names the badge everywhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from harness import reading
from harness.answers import data_of, is_accepted, outcome_of
from harness.exchange import Exchange
from harness.fuzzing import crossing, judgement, rows, shaping
from harness.fuzzing.business import Circumstances, effective, status_of, weigh
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.due import Due
from harness.fuzzing.echo import predicted
from harness.fuzzing.generation import OPERATIONS, POSITIVE, Generated, fuzzed
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.settings import FuzzOptions
from harness.fuzzing.trials import Attempt, Evidence
from harness.parsed import read_yaml
from harness.payloads import Badge
from harness.reading import Canonical
from harness.resources import SPECS
from harness.session import Session

RULE = "FUZZ-LINKS"
# Runtime expressions of the description that name a part of the answer.
ANSWER = "$response.body#"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the create: the operation that it leads to, and what it hands over, by name."""

    name: str
    operation: str
    values: Mapping[str, str]  #: name of a parameter or member → JSON pointer into the answer

    def resolve(self, exchange: Exchange) -> dict[str, Any]:
        """The values for one answer; what the answer lacks is left out."""
        found = {name: exchange.at(pointer, None) for name, pointer in self.values.items()}
        return {name: value for name, value in found.items() if value is not None}


@cache
def links() -> tuple[Link, ...]:
    """The links of the create in `specs/openapi.yaml`."""
    description = read_yaml(SPECS / "openapi.yaml")
    names = {identifier: name for name, identifier in OPERATIONS.items()}
    operations = (one for path in description["paths"].values() for one in path.values())
    create = next(one for one in operations if one["operationId"] == OPERATIONS["create"])
    return tuple(
        Link(name, names[link["operationId"]], _pointers(link))
        for name, link in create["responses"]["2XX"]["links"].items()
    )


def _pointers(link: Mapping[str, Any]) -> dict[str, str]:
    given = {**link.get("parameters", {}), **(link.get("requestBody") or {})}
    return {name: str(value).removeprefix(ANSWER) for name, value in given.items()}


class LinkTrials(CreateTrials):
    """Creates whose links are followed: generated updates, a detail and a list of the new badge."""

    def __init__(self, session: Session, options: FuzzOptions) -> None:
        super().__init__(session)
        updates = options.seeds_of("updates by link")
        self._updates = fuzzed("update", POSITIVE, 2 * options.sequences, updates)
        self._found: list[Evidence] = []

    def judge(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        if judgement.is_unjudged(exchange):
            return []
        self._note(attempt, exchange)
        # What is wrong with the create itself is judged by the tests of create.
        if is_accepted(exchange) and data_of(exchange) and attempt.due.acceptance == "accepted":
            created = Badge(attempt.body, exchange)
            badge, due = created, attempt.due
            for link in links():
                before = reading.read_request(created.request) if badge is not created else None
                badge, due = self._follow(link, link.resolve(exchange), badge, due, attempt.key, before)
        return []

    def overdue(self, *, last: bool = False) -> Iterator[Evidence]:  # noqa: ARG002 - nothing is held back
        found, self._found = self._found, []
        yield from found

    def _follow(
        self,
        link: Link,
        values: Mapping[str, Any],
        badge: Badge,
        due: Due,
        key: str,
        before: Canonical | None,
    ) -> tuple[Badge, Due]:
        """Use what the create returned; gives the badge as it is afterwards."""
        if not values:
            return badge, due  # what the answer to a create must hold is judged by its contract
        if link.operation == "update":
            return self._update(values, badge, due, key)
        if link.operation == "detail":
            self._read(str(values["badgeId"]), badge, due, key, before)
        elif link.operation == "list":
            self._list(values, badge, key)
        return badge, due

    def _update(self, values: Mapping[str, Any], badge: Badge, due: Due, key: str) -> tuple[Badge, Due]:
        case = next(self._updates, None)
        if case is None:
            return badge, due
        body, after = self._linked(case, values, badge)
        if after.acceptance != "accepted":
            return badge, due
        answer = self.session.client.update(body)
        if judgement.is_unjudged(answer):
            return badge, due
        self.exercised[RULE] += 1
        if not is_accepted(answer):
            # Only a badge that cannot be updated at all is not named by its id.
            told = {name: effective(badge.request, name) for name in ("startOn", "expiresOn")}
            dates = {name: instant for name, instant in told.items() if instant is not None}
            # Updates know no ISO dates: the numbers say what those of the creation decided.
            body = {name: value for name, value in badge.with_(dates).items() if not name.endswith("ISO")}
            plain = self.session.client.update(body)
            if not is_accepted(plain) and not judgement.is_unjudged(plain):
                self._surprise("the id of a create to name the badge to update", plain, badge, key)
            return badge, due
        return badge.after(body, answer), after

    def _linked(self, case: Generated, values: Mapping[str, Any], badge: Badge) -> tuple[Any, Due]:
        """A generated update with what the link hands over merged into it."""
        now = self.session.clock.now()
        keep = {"earnType": badge.request["earnType"]}
        shape = shaping.Shape(self.fresh_name(), now, case.token, case.turn, "update", keep=keep)
        body = {**shaping.shaped(case.body, shape), **values}
        return body, weigh("update", body, Circumstances(now, badge=badge))

    def _read(self, badge_id: str, badge: Badge, due: Due, key: str, before: Canonical | None) -> None:
        """`before` is the badge before an update of it."""
        answer = self.session.client.read(badge_id)
        if judgement.is_unjudged(answer) or (answer.status or 0) >= 500:
            return  # a server error is judged by the tests of the detail
        self.exercised[RULE] += 1
        data = data_of(answer)
        if not is_accepted(answer) or data is None:
            self._surprise("the id of a create to name the badge to read", answer, badge, key)
            return
        told = reading.read_written(data_of(badge.exchange) or {})
        read = reading.read_detail(data)
        # What the write itself answers otherwise is its own fault; how limits read is left open.
        expected = {
            name: value
            for name, value in predicted(badge.request, due).items()
            if name not in crossing.ARRAYS and not reading.differences({name: value}, told)
        }
        for difference in reading.differences(expected, read):
            name = difference.pointer.split("/")[1]
            updated = before is not None and not reading.differences({name: before.get(name)}, read, [name])
            mapped = crossing.detail_rule(badge.request, difference.pointer)
            rule = "UPDATE-VISIBLE-IN-DETAIL" if updated else mapped
            self._found.append(Evidence(judgement.differs(rule, difference), key, (badge.exchange, answer)))

    def _list(self, values: Mapping[str, Any], badge: Badge, key: str) -> None:
        now = self.session.clock.now()
        status = status_of(badge, now)
        kind = "AVAILABLE" if badge.request["earnType"] == "EARN" else "AVAILABLE_TO_ISSUE"
        query = {**values, "badgeType": kind, "name": badge.name}
        answer = self.session.client.list(query)
        if judgement.is_unjudged(answer) or status is None or (answer.status or 0) >= 500:
            return
        self.exercised[RULE] += 1
        if not is_accepted(answer):
            self._surprise("the name of a create to find it in the list", answer, badge, key)
            return
        absent = rows.missing(query, badge, status, answer)
        if absent is not None:
            renamed = badge.exchange.operation == "update"
            rule = "LIFECYCLE-RENAME-FOUND" if renamed else absent.requirement
            found = Mismatch(rule, absent.expected, absent.observed, absent.cause, absent.pointer)
            self._found.append(Evidence(found, key, (badge.exchange, answer)))

    def _surprise(self, expected: str, answer: Exchange, badge: Badge, key: str) -> None:
        cause = f"{answer.operation} by link"
        mismatch = Mismatch(RULE, expected, outcome_of(answer), cause)
        self._found.append(Evidence(mismatch, key, (badge.exchange, answer)))
