# ruff: noqa: ARG001, ARG005
"""Filters of the list by date, and several filters together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change
from reference.faults.list_edits import ignored, judged_by
from reference.faults.registry import Fault, must
from reference.instants import DAY
from reference.listing import GREATER_THAN, LESS_THAN, Search
from reference.policy import Policy
from reference.store import Condition

_INDIA = 19_800

_DATE_FIELDS = {
    "start": ("startOn", "b.start_on", "b.expires_on", "LIST-044 LIST-046 LIST-047"),
    "expiry": ("expiresOn", "b.expires_on", "b.start_on", "LIST-045 LIST-048 LIST-049"),
}


def _compared(
    which: str, sign: Callable[[str | None], str], column: str | None = None, shift: float = 0
) -> Change:
    """The filter of a date by another comparison, column, or instant."""
    name, own_column, _, _ = _DATE_FIELDS[which]

    def judge(policy: Policy, search: Search) -> Condition | None:
        instant = search.values.get(name)
        operator = search.values.get(f"{name}Operator")
        sql = f"{column or own_column} {sign(operator)} ?"
        return None if instant is None else Condition(sql, (instant + shift,))

    return judged_by(name, judge)


def _right(operator: str | None) -> str:
    return {LESS_THAN: "<", GREATER_THAN: ">"}.get(operator or "", "=")


def _inverted(operator: str | None) -> str:
    return {LESS_THAN: ">", GREATER_THAN: "<"}.get(operator or "", "=")


def _date_faults() -> Iterator[Fault]:
    for which, (name, column, other, statements) in _DATE_FIELDS.items():
        date = which.upper()
        both = f"LIST-{date}-LESS-SOUND LIST-{date}-GREATER-SOUND"
        table: tuple[tuple[str, str, str, Change], ...] = (
            (f"list-ignores-{which}", f"The filter {name} has no effect.", both, ignored(name)),
            (
                f"list-inverts-{which}",
                f"LESS_THAN and GREATER_THAN of {name} mean each other.",
                f"{both} LIST-{date}-LESS-COMPLETE",
                _compared(which, _inverted),
            ),
            (
                f"list-{which}-is-always-less",
                f"The filter {name} knows LESS_THAN only, whatever the operator.",
                f"LIST-{date}-GREATER-SOUND LIST-{date}-GREATER-COMPLETE",
                _compared(which, lambda operator: "<"),
            ),
            (
                f"list-{which}-is-always-greater",
                f"The filter {name} knows GREATER_THAN only, whatever the operator.",
                f"LIST-{date}-LESS-SOUND LIST-{date}-LESS-COMPLETE",
                _compared(which, lambda operator: ">"),
            ),
            (
                f"list-{which}-by-the-other-date",
                f"The filter {name} compares the other date of a badge.",
                f"{both} LIST-{date}-UTC",
                _compared(which, _right, other),
            ),
            (
                f"list-{which}-in-milliseconds",
                f"The filter {name} compares seconds with milliseconds.",
                f"LIST-{date}-GREATER-COMPLETE LIST-{date}-LESS-SOUND",
                _compared(which, lambda operator: f"* 0.001 {_right(operator)}", f"{column}"),
            ),
        )
        for identifier, sentence, requirements, change in table:
            yield must(identifier, sentence, statements, requirements, change)
        yield must(
            f"list-{which}-is-local-time",
            f"The filter {name} is taken as local time in India, in spite of its Z.",
            f"LIST-003 {statements.split()[0]}",
            f"LIST-{date}-UTC",
            _compared(which, _right, shift=-_INDIA),
        )
        for unit, seconds in (("day", DAY), ("hour", 3_600), ("minute", 60)):
            yield must(
                f"list-{which}-by-the-{unit}",
                f"The filter {name} compares {unit}s, not instants.",
                f"LIST-003 {statements.split()[0]}",
                f"LIST-{date}-UTC",
                judged_by(name, _by_unit(name, column, seconds)),
            )


def _by_unit(name: str, column: str, seconds: float) -> Callable[[Policy, Search], Condition | None]:
    def judge(policy: Policy, search: Search) -> Condition | None:
        instant = search.values.get(name)
        sign = _right(search.values.get(f"{name}Operator"))
        sql = f"CAST({column} / {seconds} AS INTEGER) {sign} ?"
        return None if instant is None else Condition(sql, (instant // seconds,))

    return judge


# Several filters


def _combined(combine: Callable[[list[Condition]], list[Condition]]) -> Change:
    return lambda policy: policy.wrap(
        "listing.combine", lambda original: lambda conditions: original(combine(list(conditions)))
    )


def _any_of(conditions: list[Condition]) -> list[Condition]:
    parameters: tuple[Any, ...] = tuple(value for one in conditions for value in one.parameters)
    return [Condition(" OR ".join(f"({one.sql})" for one in conditions) or "1", parameters)]


def _type_and_any_of(conditions: list[Condition]) -> list[Condition]:
    return [*conditions[:1], *(_any_of(conditions[1:]) if conditions[1:] else [])]


_TOGETHER = (
    must(
        "list-filters-are-alternatives",
        "Of several filters a badge must satisfy one.",
        "LIST-039 LIST-024 LIST-036 LIST-041",
        "LIST-COMBINE-STATUS-TYPE LIST-COMBINE-FILTERS",
        _combined(_type_and_any_of),
    ),
    must(
        "list-takes-three-filters",
        "Beyond the third filter of a query the others have no effect.",
        "LIST-024 LIST-036 LIST-041",
        "LIST-COMBINE-FILTERS",
        _combined(lambda conditions: conditions[:3]),
    ),
    must(
        "list-takes-one-date",
        "Beside a start the filter expiresOn has no effect.",
        "LIST-047 LIST-049",
        "LIST-COMBINE-DATES",
        lambda policy: policy.wrap(
            "listing.filters.expiresOn",
            lambda original: (
                lambda own, search: None if search.values.get("startOn") else original(own, search)
            ),
        ),
    ),
    must(
        "list-shares-one-operator",
        "Beside startOnOperator the other operator has no effect: the first serves both dates.",
        "LIST-047 LIST-049",
        "LIST-COMBINE-DATES",
        lambda policy: policy.wrap(
            "listing.filters.expiresOn",
            lambda original: (
                lambda own, search: own.listing.compare(
                    "b.expires_on",
                    search.values.get("expiresOn"),
                    search.values.get("startOnOperator") or search.values.get("expiresOnOperator"),
                )
            ),
        ),
    ),
    must(
        "list-forgets-type-beside-status",
        "Beside badgeStatus the type has no effect.",
        "LIST-039 LIST-032",
        "LIST-COMBINE-STATUS-TYPE",
        lambda policy: policy.wrap(
            "listing.filters.badgeType",
            lambda original: (
                lambda own, search: None if search.values.get("badgeStatus") else original(own, search)
            ),
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_date_faults(), *_TOGETHER)
