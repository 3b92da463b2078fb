# ruff: noqa: ARG001, ARG005
"""The order of a list: another key, another direction, or right within a page only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Change
from reference.faults.list_edits import refused
from reference.faults.registry import Fault, must, should
from reference.listing import Search
from reference.model import JsonObject
from reference.policy import Policy
from reference.store import Condition

_CREATED = "json_extract(b.document, '$.created_on')"


def _key(name: str, column: str) -> Change:
    return lambda policy: policy.put(f"listing.sorts.{name}", column)


def _direction(wanted: str, given: str, *columns: str) -> Change:
    """One direction is taken for the other, for some keys or for all."""

    def turned(policy: Policy) -> Policy:
        affected = {policy.listing.sorts[name] for name in columns or policy.listing.sorts}
        return policy.wrap(
            "listing.order",
            lambda original: (
                lambda column, direction: original(
                    column, given if direction == wanted and column in affected else direction
                )
            ),
        )

    return turned


def _dropped(key: str, sql: str) -> Change:
    """Sorting by a key drops rows."""

    def judge(policy: Policy, search: Search) -> Condition | None:
        return (
            Condition(sql, (search.customer_id,) * sql.count("?")) if search.values["sortOn"] == key else None
        )

    return lambda policy: policy.wrap(
        "listing.filters", lambda filters: {**filters, f"sorted by {key}": judge}
    )


def _within_pages(policy: Policy) -> Policy:
    """The store gives pages in the order of creation, and each is sorted by itself."""
    asked: list[str] = ["DESC"]

    def order(column: str, direction: str) -> str:
        asked[:] = [direction]
        return "b.number"

    def page(original: Any) -> Any:
        def view(rows: list[JsonObject], pagination: JsonObject) -> Any:
            ordered = sorted(rows, key=lambda row: float(row["expiresOn"]), reverse=asked[0] == "DESC")
            return original(ordered, pagination)

        return view

    return policy.put("listing.order", order).wrap("views.page", page)


def _grouped(expression: str) -> Change:
    """EXPIRES_ON sorts by something coarser than the instant, and then by name."""
    return lambda policy: policy.wrap(
        "listing.order",
        lambda original: (
            lambda column, direction: (
                f"{expression} {direction}, b.name {direction}"
                if column == "b.expires_on"
                else original(column, direction)
            )
        ),
    )


def _down_beside_status(policy: Policy) -> Policy:
    """Beside a filter by status the rows come in descending order, whatever was asked for."""
    filtered: list[bool] = [False]

    def judge(own: Policy, search: Search) -> Condition | None:
        filtered[:] = ["badgeStatus" in search.values]
        return None

    return policy.wrap("listing.filters", lambda filters: {**filters, "status seen": judge}).wrap(
        "listing.order",
        lambda original: lambda column, direction: original(column, "DESC" if filtered[0] else direction),
    )


_PROGRESS_ONLY = "b.id IN (SELECT badge_id FROM progress WHERE customer_id = ?)"


def _earned_keys() -> Iterator[Fault]:
    for key, column, statement, name in (
        ("LAST_EARNED_EVENT_DATE", "p.last_event_on", "LIST-019", "EARNED-EVENT"),
        ("LAST_EARNED_ON_DATE", "p.last_earned_on", "LIST-020", "EARNED-ON"),
    ):
        yield must(
            f"list-sorts-{key.lower().replace('_', '-')}-backwards",
            f"{key} sorts in the other direction.",
            f"{statement} LIST-021",
            f"LIST-SORT-LAST-{name}-DESC LIST-SORT-LAST-{name}-ASC",
            _key(key, f"-{column}"),
        )
        yield must(
            f"list-sorts-{key.lower().replace('_', '-')}-down-only",
            f"{key} sorts downwards whatever the order.",
            f"{statement} LIST-021",
            f"LIST-SORT-LAST-{name}-ASC",
            _direction("ASC", "DESC", key),
        )


FAULTS: tuple[Fault, ...] = (
    must(
        "list-sorts-by-update-by-default",
        "Without sortOn the rows are sorted by their last update.",
        "LIST-014 LIST-023",
        "LIST-DEFAULT-SORT",
        lambda policy: policy.put("listing.defaults.sortOn", "LAST_MODIFIED_DATE"),
    ),
    must(
        "list-is-unsorted-by-default",
        "Without sortOn the rows come as they were created.",
        "LIST-014 LIST-023",
        "LIST-DEFAULT-SORT",
        lambda policy: policy.wrap("listing.sorts", lambda sorts: {**sorts, "NONE": "b.number"}).put(
            "listing.defaults.sortOn", "NONE"
        ),
    ),
    must(
        "list-sorts-up-by-default",
        "Without order the rows come in ascending order.",
        "LIST-022 LIST-023",
        "LIST-DEFAULT-ORDER",
        lambda policy: policy.put("listing.defaults.order", "ASC"),
    ),
    must(
        "list-sorts-down-beside-a-status",
        "The order ASC has no effect beside a filter by status.",
        "LIST-021 LIST-015",
        "LIST-SORT-UNDER-FILTERS",
        _down_beside_status,
    ),
    must(
        "list-sorts-down-only",
        "The order ASC has no effect.",
        "LIST-021 LIST-015",
        "LIST-SORT-EXPIRES-ON-ASC LIST-SORT-LAST-MODIFIED-ASC",
        _direction("ASC", "DESC"),
    ),
    must(
        "list-sorts-up-only",
        "The order DESC has no effect.",
        "LIST-021 LIST-015",
        "LIST-SORT-EXPIRES-ON-DESC LIST-SORT-LAST-MODIFIED-DESC",
        _direction("DESC", "ASC"),
    ),
    must(
        "list-sorts-expiry-by-start",
        "EXPIRES_ON sorts by the start.",
        "LIST-015",
        "LIST-SORT-EXPIRES-ON-DESC LIST-SORT-EXPIRES-ON-ASC",
        _key("EXPIRES_ON", "b.start_on"),
    ),
    must(
        "list-sorts-expiry-as-text",
        "EXPIRES_ON sorts days as texts, so that 100 comes before 20.",
        "LIST-015",
        "LIST-SORT-EXPIRES-ON-DESC LIST-SORT-EXPIRES-ON-ASC",
        _grouped("CAST(CAST(b.expires_on / 86400 AS INTEGER) % 1000 AS TEXT)"),
    ),
    must(
        "list-sorts-expiry-by-the-month",
        "EXPIRES_ON sorts by spans of thirty days.",
        "LIST-015",
        "LIST-SORT-EXPIRES-ON-DESC LIST-SORT-EXPIRES-ON-ASC",
        _grouped("CAST(b.expires_on / 2592000 AS INTEGER)"),
    ),
    must(
        "list-sorts-expiry-by-the-day",
        "EXPIRES_ON sorts by the day, and within a day by name.",
        "LIST-015",
        "LIST-SORT-EXPIRES-ON-DESC LIST-SORT-EXPIRES-ON-ASC",
        _grouped("CAST(b.expires_on / 86400 AS INTEGER)"),
    ),
    must(
        "list-sorts-expiry-by-the-minute",
        "EXPIRES_ON sorts by the minute, and within a minute by name.",
        "LIST-015",
        "LIST-SORT-EXPIRES-ON-DESC LIST-SORT-EXPIRES-ON-ASC",
        _grouped("CAST(b.expires_on / 60 AS INTEGER)"),
    ),
    must(
        "list-sorts-each-page",
        "Pages are cut in the order of creation, and each is sorted by itself.",
        "LIST-015 LIST-086",
        "LIST-SORT-ACROSS-PAGES",
        _within_pages,
    ),
    must(
        "list-sorts-update-by-creation",
        "LAST_MODIFIED_DATE sorts by the creation.",
        "LIST-016",
        "LIST-SORT-LAST-MODIFIED-DESC LIST-SORT-LAST-MODIFIED-ASC",
        _key("LAST_MODIFIED_DATE", _CREATED),
    ),
    must(
        "list-sorts-update-backwards",
        "LAST_MODIFIED_DATE sorts in the other direction.",
        "LIST-016 LIST-021",
        "LIST-SORT-LAST-MODIFIED-DESC LIST-SORT-LAST-MODIFIED-ASC",
        _key("LAST_MODIFIED_DATE", "-b.updated_on"),
    ),
    must(
        "list-sorts-update-down-only",
        "LAST_MODIFIED_DATE sorts downwards whatever the order.",
        "LIST-016 LIST-021",
        "LIST-SORT-LAST-MODIFIED-ASC",
        _direction("ASC", "DESC", "LAST_MODIFIED_DATE"),
    ),
    must(
        "list-refuses-sort-by-issue",
        "LAST_ISSUED_DATE is refused.",
        "LIST-017",
        "LIST-SORT-LAST-ISSUED-ACCEPTED",
        refused("sortOn", "LAST_ISSUED_DATE"),
    ),
    must(
        "list-refuses-sort-by-expired",
        "LAST_EXPIRED_BADGE is refused.",
        "LIST-018",
        "LIST-SORT-LAST-EXPIRED-ACCEPTED",
        refused("sortOn", "LAST_EXPIRED_BADGE"),
    ),
    must(
        "list-refuses-sort-by-update",
        "LAST_MODIFIED_DATE is refused.",
        "LIST-016",
        "LIST-SORT-LAST-MODIFIED-DESC LIST-SORT-LAST-MODIFIED-ASC",
        refused("sortOn", "LAST_MODIFIED_DATE"),
    ),
    must(
        "list-sort-by-update-drops-the-untouched",
        "Sorting by LAST_MODIFIED_DATE drops badges that were never updated.",
        "LIST-016",
        "LIST-SORT-KEEPS-ROWS",
        _dropped("LAST_MODIFIED_DATE", f"b.updated_on > {_CREATED}"),
    ),
    must(
        "list-sort-upwards-drops-the-inactive",
        "Sorting in ascending order drops inactive badges.",
        "LIST-015",
        "LIST-SORT-KEEPS-ROWS",
        lambda policy: policy.wrap(
            "listing.filters",
            lambda filters: {
                **filters,
                "sorted": lambda own, search: (
                    Condition("b.active") if search.values["order"] == "ASC" else None
                ),
            },
        ),
    ),
    should(
        "list-sort-by-issue-drops-the-unissued",
        "Sorting by LAST_ISSUED_DATE drops badges without an issue.",
        "LIST-017",
        "LIST-SORT-NULL-KEY-KEEPS-ROWS",
        _dropped("LAST_ISSUED_DATE", _PROGRESS_ONLY),
    ),
    should(
        "list-sort-by-earning-drops-the-unearned",
        "Sorting by a date of earning drops badges that the customer has not earned.",
        "LIST-019 LIST-020",
        "LIST-SORT-NULL-KEY-KEEPS-ROWS",
        _dropped("LAST_EARNED_EVENT_DATE", _PROGRESS_ONLY),
        _dropped("LAST_EARNED_ON_DATE", _PROGRESS_ONLY),
    ),
    *_earned_keys(),
)
