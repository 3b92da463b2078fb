"""What the rows of a list must show for a query, and which requirement says so (000:L93-121)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness import model
from harness.answers import shown
from harness.exchange import Exchange
from harness.fuzzing.business import MARGIN, effective
from harness.fuzzing.judgement import Mismatch
from harness.payloads import Badge
from harness.reading import instant
from harness.row_verbs import ROWS, is_row_of, rows_of

NOT_FOUND = "not found"
DEFAULT_TYPE = "AVAILABLE_TO_ISSUE"
TYPE_RULES = {
    "AVAILABLE_TO_ISSUE": ("LIST-TYPE-ISSUE-SOUND", "LIST-TYPE-ISSUE-COMPLETE"),
    "AVAILABLE": ("LIST-TYPE-AVAILABLE-SOUND", "LIST-TYPE-AVAILABLE-COMPLETE"),
    "EARNED": ("LIST-TYPE-EARNED-COUNT", "LIST-TYPE-EARNED-COMPLETE"),
    "EXPIRED": ("LIST-TYPE-EXPIRED-STATUS", "LIST-TYPE-EXPIRED-COMPLETE"),
}
SORT_RULES = {
    "EXPIRES_ON": "LIST-SORT-EXPIRES-ON",
    "LAST_MODIFIED_DATE": "LIST-SORT-LAST-MODIFIED",
    "LAST_EARNED_EVENT_DATE": "LIST-SORT-LAST-EARNED-EVENT",
    "LAST_EARNED_ON_DATE": "LIST-SORT-LAST-EARNED-ON",
}
FILTERS = ("badgeType", "action", "badgeStatus", "owner", "claimedBy", "groupId", "startOn", "expiresOn")


def filter_rule(name: str, query: Mapping[str, Any], *, complete: bool) -> str:
    """The requirement that a filter is sound (shows nothing else) or complete (shows all)."""
    word, value = ("COMPLETE" if complete else "SOUND"), query.get(name)
    if name == "badgeType":
        if "badgeType" not in query:
            return "LIST-DEFAULT-BADGE-TYPE"
        return TYPE_RULES[query["badgeType"]][complete]
    if name in ("startOn", "expiresOn"):
        side = "START" if name == "startOn" else "EXPIRY"
        return f"LIST-{side}-{str(query.get(f'{name}Operator')).split('_')[0]}-{word}"
    named = {
        "action": f"ACTION-{value}",
        "badgeStatus": f"STATUS-{value}",
        "owner": "OWNER",
        "claimedBy": "CLAIMED-BY",
        "groupId": "GROUP",
        "name": "NAME",
    }
    return f"LIST-{named[name]}-{word}"


def mismatches(query: Mapping[str, Any], exchange: Exchange, now: float) -> Iterator[Mismatch]:
    """Rows that a filter excludes, and rows out of order. One of each kind is enough."""
    rows = rows_of(exchange)
    asked = {"badgeType": DEFAULT_TYPE, **query}
    seen: set[str] = set()
    for index, row in enumerate(rows):
        name = _unsatisfied(row, asked, now)
        if name is not None and name not in seen:
            seen.add(name)
            yield Mismatch(
                filter_rule(name, query, complete=False),
                f"only rows that satisfy {name} = {asked[name]}",
                f"a row with {shown(_told(row, name), 120)}",
                f"a row beside the filter {name}",
                f"{ROWS}/{index}",
            )
    yield from _out_of_order(rows, query)


def _unsatisfied(row: Mapping[str, Any], query: Mapping[str, Any], now: float) -> str | None:
    broken = model.unsatisfied(row, query)
    if broken in ("badgeStatus", "badgeType") and _changes(row, now):
        return None
    if broken is None and isinstance(query.get("name"), str):
        found = str(row.get("name", "")).casefold()
        return None if query["name"].casefold() in found else "name"
    return broken


def _changes(row: Mapping[str, Any], now: float) -> bool:
    """Whether the status of a row changes at about this moment."""
    edges = (instant(row.get("startsOn")), instant(row.get("expiresOn")))
    return any(edge is not None and abs(edge - now) < MARGIN for edge in edges)


def _told(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    fields = {"action": "active", "owner": "ownership", "claimedBy": "ownership", "startOn": "startsOn"}
    field = fields.get(name, name)
    return {"name": row.get("name"), field: row.get(field)}


def _out_of_order(rows: list[dict[str, Any]], query: Mapping[str, Any]) -> Iterator[Mismatch]:
    sort_on, order = str(query.get("sortOn", "EXPIRES_ON")), str(query.get("order", "DESC"))
    if sort_on not in SORT_RULES:
        return
    index = model.first_out_of_order(rows, sort_on, order)
    if index is None:
        return
    rule = f"{SORT_RULES[sort_on]}-{order}"
    if "order" not in query:
        rule = "LIST-DEFAULT-ORDER"
    elif "sortOn" not in query:
        rule = "LIST-DEFAULT-SORT"
    field = model.SORT_FIELDS[sort_on]
    yield Mismatch(
        rule,
        f"rows by {field}, {order}",
        f"{rows[index].get(field)} after {rows[index - 1].get(field)}",
        f"out of order: {field}",
        f"{ROWS}/{index}",
    )


def row_due(badge: Badge, status: str) -> dict[str, Any]:
    """What a row of a badge of ours shows to the filters; nobody has earned or claimed it."""
    body = badge.request
    return {
        "badgeMetaId": badge.id,
        "name": badge.name,
        "badgeType": body["earnType"],
        "active": body["active"],
        "badgeStatus": status,
        "earnCount": 0,
        "ownership": {"restrictedToOwners": body["ownership"]["restrictedToOwners"], "claims": []},
        "startsOn": effective(body, "startOn"),
        "expiresOn": effective(body, "expiresOn"),
    }


def missing(query: Mapping[str, Any], badge: Badge, status: str, exchange: Exchange) -> Mismatch | None:
    """The mismatch of an answer to a query for the name of a badge that satisfies it and is not shown.

    An inactive badge need not be in a list that does not ask for such by `action`.
    """
    if badge.request.get("active") is False and "action" not in query:
        return None
    if model.unsatisfied(row_due(badge, status), {"badgeType": DEFAULT_TYPE, **query}) is not None:
        return None
    rows = rows_of(exchange)
    if any(is_row_of(row, badge) for row in rows):
        return None
    asked = [name for name in FILTERS if name in query and name != "badgeType"]
    if not asked:
        rule = "LIST-NAME-COMPLETE" if "badgeType" in query else "LIST-DEFAULT-BADGE-TYPE"
    else:
        rule = filter_rule(asked[0], query, complete=True) if len(asked) == 1 else "LIST-COMBINE-FILTERS"
    expected = "a row of the badge that satisfies the query"
    return Mismatch(rule, expected, f"{len(rows)} rows", NOT_FOUND, ROWS)
