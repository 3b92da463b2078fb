"""Constraints: what of them an update leaves as it was, and which changes it wrongly allows or forbids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.faults.edits import stored
from reference.faults.registry import Change, Fault, must, should
from reference.model import Badge
from reference.rules.constraints import kind_of

_ATTRIBUTES = {"customer": "customer_constraints", "badge": "badge_constraints"}


def _stale(level: str, kind: str, *names: str) -> Change:
    attribute = _ATTRIBUTES[level]

    def change(badge: Badge, before: Badge | None) -> dict[str, Any]:
        old = {each["constraintType"]: each for each in getattr(before, attribute)}
        kept = [
            {**each, **{name: old[each["constraintType"]].get(name) for name in names if name in each}}
            if kind_of(each) == kind and each["constraintType"] in old
            else each
            for each in getattr(badge, attribute)
        ]
        return {attribute: kept}

    return stored("update", change)


_STALE: tuple[tuple[str, str, str, tuple[str, ...], str, str], ...] = (
    (
        "customer",
        "limit",
        "FIXED_WINDOW",
        ("maxEarnLimit",),
        "PUT-078 PUT-050",
        "UPDATE-UPCOMING-CUSTOMER-LIMIT",
    ),
    (
        "customer",
        "value",
        "FIXED_VALUE",
        ("maxEarnLimit",),
        "PUT-078 PUT-050",
        "UPDATE-UPCOMING-CUSTOMER-LIMIT",
    ),
    (
        "customer",
        "duration",
        "FIXED_WINDOW",
        ("durationType",),
        "PUT-078 PUT-042",
        "UPDATE-UPCOMING-CUSTOMER-DURATION",
    ),
    (
        "customer",
        "refresh rate",
        "FIXED_WINDOW",
        ("refreshRate",),
        "PUT-078 PUT-048",
        "UPDATE-UPCOMING-CUSTOMER-REFRESH-RATE",
    ),
    (
        "customer",
        "start day",
        "FIXED_WINDOW",
        ("startDayOfTheWeek",),
        "PUT-078 PUT-049",
        "UPDATE-UPCOMING-CUSTOMER-START-DAY",
    ),
    (
        "customer",
        "rolling limits",
        "ROLLING_WINDOW",
        ("maxEarnForDays", "maxEarnForWeeks", "maxEarnForMonths"),
        "PUT-078 PUT-051 PUT-053 PUT-055",
        "UPDATE-UPCOMING-CUSTOMER-ROLLING",
    ),
    (
        "customer",
        "rolling lengths",
        "ROLLING_WINDOW",
        ("rollForDays", "rollForWeeks", "rollForMonths"),
        "PUT-078 PUT-052 PUT-054 PUT-056",
        "UPDATE-UPCOMING-CUSTOMER-ROLLING",
    ),
    ("badge", "limit", "FIXED_WINDOW", ("maxEarnLimit",), "PUT-078 PUT-067", "UPDATE-UPCOMING-BADGE-LIMIT"),
    ("badge", "value", "FIXED_VALUE", ("maxEarnLimit",), "PUT-078 PUT-067", "UPDATE-UPCOMING-BADGE-LIMIT"),
    (
        "badge",
        "duration",
        "FIXED_WINDOW",
        ("durationType",),
        "PUT-078 PUT-061",
        "UPDATE-UPCOMING-BADGE-DURATION",
    ),
    (
        "badge",
        "refresh rate",
        "FIXED_WINDOW",
        ("refreshRate",),
        "PUT-078 PUT-065",
        "UPDATE-UPCOMING-BADGE-REFRESH-RATE",
    ),
    (
        "badge",
        "start day",
        "FIXED_WINDOW",
        ("startDayOfTheWeek",),
        "PUT-078 PUT-066",
        "UPDATE-UPCOMING-BADGE-START-DAY",
    ),
    (
        "badge",
        "roll type",
        "ROLLING_WINDOW",
        ("rollType",),
        "PUT-078 PUT-068",
        "UPDATE-UPCOMING-BADGE-ROLLING",
    ),
    (
        "badge",
        "roll value",
        "ROLLING_WINDOW",
        ("rollValue",),
        "PUT-078 PUT-069",
        "UPDATE-UPCOMING-BADGE-ROLLING",
    ),
)


def _stale_members() -> Iterator[Fault]:
    for level, what, kind, names, statements, requirement in _STALE:
        yield must(
            f"update-keeps-old-{what.replace(' ', '-')}-of-{level}-{kind.lower().replace('_', '-')}",
            f"An update leaves the {what} of a {level} {kind.lower().replace('_', ' ')} as it was.",
            statements,
            requirement,
            _stale(level, kind, *names),
        )


def _not_removed(level: str) -> Callable[[Badge, Badge | None], dict[str, Any]]:
    attribute = _ATTRIBUTES[level]
    return lambda badge, before: {attribute: getattr(badge, attribute) or getattr(before, attribute)}


def _not_added(badge: Badge, before: Badge | None) -> dict[str, Any]:
    old = before.customer_constraints if before else []
    return {"customer_constraints": badge.customer_constraints[: max(1, len(old))] if old else []}


_REST = (
    should(
        "update-does-not-remove-customer-constraints",
        "An empty array of customer constraints leaves an updated badge with its old ones.",
        "PUT-078 PUT-107",
        "UPDATE-UPCOMING-CONSTRAINTS-REMOVED",
        stored("update", _not_removed("customer")),
    ),
    should(
        "update-does-not-remove-badge-constraints",
        "An empty array of badge constraints leaves an updated badge with its old ones.",
        "PUT-078 PUT-108",
        "UPDATE-UPCOMING-CONSTRAINTS-REMOVED",
        stored("update", _not_removed("badge")),
    ),
    must(
        "update-adds-no-customer-constraint",
        "An update gives no customer constraint to a badge that had none.",
        "PUT-078 PUT-038 PUT-107",
        "UPDATE-UPCOMING-CONSTRAINTS-ADDED",
        stored("update", _not_added),
    ),
)

FAULTS: tuple[Fault, ...] = (*_stale_members(), *_REST)
