"""The list's query: reading its parameters, and turning them into SQL (000:L83-121)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reference.model import JsonObject
from reference.rules import shapes
from reference.rules.dates import EXPIRED, LIVE, STATUSES, UPCOMING
from reference.rules.owners import MODULES
from reference.rules.problems import Problem
from reference.rules.shapes import Field
from reference.store import Condition, Query

if TYPE_CHECKING:
    from reference.policy import Policy

DEFAULT_SIZE = 10
LESS_THAN, GREATER_THAN = "LESS_THAN", "GREATER_THAN"
AVAILABLE_TO_ISSUE, AVAILABLE, EARNED = "AVAILABLE_TO_ISSUE", "AVAILABLE", "EARNED"
_DIGITS = re.compile(r"-?\d{1,18}", re.ASCII)


def whole(least: int, most: int) -> shapes.Reader:
    """Reads a decimal number between the bounds."""

    def read(value: Any, path: str, problems: shapes.Problems) -> Any:
        if not _DIGITS.fullmatch(value) or not least <= int(value) <= most:
            return shapes.wrong(problems, path, f"{path} must be an integer between {least} and {most}")
        return int(value)

    return read


_operator = shapes.one_of((LESS_THAN, GREATER_THAN))

#: The documented parameters; unknown ones are ignored. The table writes Page and Size, the URL page and size.
PARAMETERS: tuple[Field, ...] = (
    Field("page", whole(0, shapes.MAX_INTEGER), also=("Page",)),
    Field("size", whole(1, shapes.MAX_INTEGER), also=("Size",)),
    Field(
        "sortOn",
        shapes.one_of(
            (
                "EXPIRES_ON",
                "LAST_MODIFIED_DATE",
                "LAST_ISSUED_DATE",
                "LAST_EXPIRED_BADGE",
                "LAST_EARNED_EVENT_DATE",
                "LAST_EARNED_ON_DATE",
            )
        ),
    ),
    Field("order", shapes.one_of(("DESC", "ASC"))),
    Field("name", shapes.text),
    Field("badgeType", shapes.one_of((AVAILABLE_TO_ISSUE, AVAILABLE, EARNED, EXPIRED))),
    # The filter's word and the field's word for one state (000:L105, 002:L300).
    Field("action", shapes.one_of(("ACTIVATED", "DEACTIVATED"), {"DE_ACTIVATED": "DEACTIVATED"})),
    Field("badgeStatus", shapes.one_of(STATUSES)),
    Field("owner", shapes.one_of(MODULES)),
    Field("claimedBy", shapes.one_of(MODULES)),
    Field("startOn", shapes.iso_instant),
    Field("expiresOn", shapes.iso_instant),
    Field("startOnOperator", _operator),
    Field("expiresOnOperator", _operator),
    Field("groupId", shapes.text),
)

#: What holds when a parameter is not sent (000:L95-103).
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "page": 0,
        "size": DEFAULT_SIZE,
        "sortOn": "EXPIRES_ON",
        "order": "DESC",
        "badgeType": AVAILABLE_TO_ISSUE,
    }
)


@dataclass(frozen=True, slots=True)
class Search:
    """A list request that was understood: every parameter by its name, defaults filled in."""

    values: Mapping[str, Any]
    customer_id: str
    now: float


def read(
    parameters: Sequence[Field], items: Iterable[tuple[str, str]], defaults: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """The parameters of a query string, and what is wrong with them; one that is repeated is wrong."""
    problems: list[Problem] = []
    sent: dict[str, str] = {}
    known = {name for one in parameters for name in (one.name, *one.also)}
    for name, value in items:
        if name in known and sent.get(name, value) != value:
            shapes.wrong(problems, name, f"{name} must be given once")
        sent[name] = value
    found = shapes.read_object(parameters, sent, "", problems)
    return {**defaults, **found}, problems


def read_statistics(sent: Sequence[str], default: bool) -> tuple[bool, list[Problem]]:
    """Whether a detail is to have statistics (002:L38); anything but true or false is wrong."""
    problems: list[Problem] = []
    words = {value.lower() for value in sent}
    if words and words not in ({"true"}, {"false"}):
        shapes.wrong(problems, "includeStatistics", "includeStatistics must be true or false")
    return (words == {"true"} if words else default), problems


# Filters: each gives the SQL of one parameter, or None when it does not apply.

Filter = Callable[["Policy", Search], Condition | None]


def by_badge_type(policy: Policy, search: Search) -> Condition | None:
    """The four kinds of list: two kinds of issue, what was earned, and what has expired (000:L103)."""
    kind = search.values["badgeType"]
    if kind == EARNED:
        return policy.listing.earned_by(search)
    if kind == EXPIRED:
        return policy.listing.status_condition(EXPIRED, search.now)
    return Condition("b.earn_type = ?", (policy.listing.earn_types[kind],))


#: The direct kind is AVAILABLE, the enrol-first kind AVAILABLE_TO_ISSUE (000:L103, L1499, L1583).
EARN_TYPES: Mapping[str, str] = MappingProxyType({AVAILABLE: "EARN", AVAILABLE_TO_ISSUE: "ISSUE_EARN"})


def earned_by(search: Search) -> Condition:
    """Badges that this customer earned."""
    return Condition(
        "b.id IN (SELECT badge_id FROM progress WHERE customer_id = ? AND earn_count >= 1)",
        (search.customer_id,),
    )


def status_condition(status: str, now: float) -> Condition:
    """What `dates.status_at` says, in SQL."""
    if status == UPCOMING:
        return Condition("b.start_on > ?", (now,))
    if status == LIVE:
        return Condition("b.start_on <= ? AND b.expires_on > ?", (now, now))
    return Condition("b.expires_on <= ? AND b.start_on <= ?", (now, now))


def by_status(policy: Policy, search: Search) -> Condition | None:
    """Status by the clock (000:L107)."""
    status = search.values.get("badgeStatus")
    return None if status is None else policy.listing.status_condition(status, search.now)


def by_name(policy: Policy, search: Search) -> Condition | None:  # noqa: ARG001
    """The exact name (000:L101)."""
    name = search.values.get("name")
    return None if name is None else Condition("b.name = ?", (name,))


def by_action(policy: Policy, search: Search) -> Condition | None:  # noqa: ARG001
    """Activated or not (000:L105)."""
    action = search.values.get("action")
    return None if action is None else Condition("b.active = ?", (action == "ACTIVATED",))


def by_owner(policy: Policy, search: Search) -> Condition | None:  # noqa: ARG001
    """Badges that the module may claim (000:L109)."""
    owner = search.values.get("owner")
    return None if owner is None else Condition("instr(b.owners, ?) > 0", (f"|{owner}|",))


def by_claim(policy: Policy, search: Search) -> Condition | None:  # noqa: ARG001
    """Badges that the module has claimed (000:L111)."""
    owner = search.values.get("claimedBy")
    if owner is None:
        return None
    return Condition("b.id IN (SELECT badge_id FROM claims WHERE owner_type = ? AND is_active)", (owner,))


def by_start(policy: Policy, search: Search) -> Condition | None:
    """The start against an instant (000:L113, 000:L117)."""
    return policy.listing.compare(
        "b.start_on", search.values.get("startOn"), search.values.get("startOnOperator")
    )


def by_expiry(policy: Policy, search: Search) -> Condition | None:
    """The end against an instant (000:L115, 000:L119)."""
    return policy.listing.compare(
        "b.expires_on", search.values.get("expiresOn"), search.values.get("expiresOnOperator")
    )


def compare(column: str, instant: float | None, operator: str | None) -> Condition | None:
    """Strictly before or after; without an operator the same instant, without an instant anything."""
    if instant is None:
        return None
    sign = {LESS_THAN: "<", GREATER_THAN: ">"}.get(operator or "", "=")
    return Condition(f"{column} {sign} ?", (instant,))


def by_group(policy: Policy, search: Search) -> Condition | None:  # noqa: ARG001
    """Badges of one group (000:L121)."""
    group = search.values.get("groupId")
    return None if group is None else Condition("b.group_id = ?", (group,))


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "badgeType": by_badge_type,
        "name": by_name,
        "badgeStatus": by_status,
        "action": by_action,
        "owner": by_owner,
        "claimedBy": by_claim,
        "startOn": by_start,
        "expiresOn": by_expiry,
        "groupId": by_group,
    }
)


def combine(conditions: Sequence[Condition]) -> Condition:
    """All filters at once (000:L59)."""
    parameters = tuple(parameter for condition in conditions for parameter in condition.parameters)
    return Condition(" AND ".join(f"({condition.sql})" for condition in conditions) or "1", parameters)


# Sorting and paging

#: What each sort key orders by (000:L97).
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "EXPIRES_ON": "b.expires_on",
        "LAST_MODIFIED_DATE": "b.updated_on",
        "LAST_ISSUED_DATE": "p.last_issued_on",
        "LAST_EXPIRED_BADGE": "b.expires_on",
        "LAST_EARNED_EVENT_DATE": "p.last_event_on",
        "LAST_EARNED_ON_DATE": "p.last_earned_on",
    }
)


def order(column: str, direction: str) -> str:
    """Ties by age in the same direction, so that pages fit together; what has no date comes last."""
    nulls = f"{column} IS NULL, " if column.startswith("p.") else ""
    return f"{nulls}{column} {direction}, b.number {direction}"


def offset(page: int, size: int) -> int:
    """How many rows precede a page; the first page is 0 (000:L59)."""
    return page * size


def limit(size: int) -> int:
    """How many rows a page of that size has room for (000:L95)."""
    return size


def total_pages(total: int, size: int) -> int:
    """How many pages the rows fill."""
    return -(-total // size)


def pagination(policy: Policy, page: int, size: int, total: int, rows: int) -> JsonObject:  # noqa: ARG001
    """Where a page stands (000:L185-191)."""
    return {"page": page, "size": size, "total": total, "totalPages": policy.listing.total_pages(total, size)}


def query(policy: Policy, search: Search) -> Query:
    """The whole question to the store."""
    listing, values = policy.listing, search.values
    found = (one(policy, search) for one in listing.filters.values())
    return Query(
        customer_id=search.customer_id,
        where=listing.combine([condition for condition in found if condition is not None]),
        order=listing.order(listing.sorts[values["sortOn"]], values["order"]),
        limit=listing.limit(values["size"]),
        offset=listing.offset(values["page"], values["size"]),
    )
