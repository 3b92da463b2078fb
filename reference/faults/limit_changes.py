"""Constraints: what of them an update leaves as it was, and which changes it wrongly allows or forbids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, a_day_early, checks_also, recoded, silent, stored
from reference.faults.registry import Fault, must, should
from reference.model import Badge
from reference.rules.checks import Case
from reference.rules.constraints import kind_of
from reference.rules.dates import LIVE, UPCOMING
from reference.rules.problems import KIND_FROZEN, Problem, problem

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


def _same_kinds(badge: Badge, before: Badge | None) -> dict[str, Any]:
    """A LIVE badge keeps its constraints."""
    if before is None or not before.start_on <= badge.updated_on < before.expires_on:
        return {}
    return {name: getattr(before, name) for name in _ATTRIBUTES.values()}


# Kinds on a LIVE badge

_WORDS = {"FIXED_WINDOW": "window", "ROLLING_WINDOW": "rolling", "FIXED_VALUE": "value"}
#: From, to, the statement, and whether it must be refused (003:L159-171).
_CHANGES = (
    ("FIXED_WINDOW", "ROLLING_WINDOW", "PUT-079", True),
    ("ROLLING_WINDOW", "FIXED_WINDOW", "PUT-080", True),
    ("FIXED_WINDOW", "FIXED_VALUE", "PUT-081", True),
    ("FIXED_VALUE", "FIXED_WINDOW", "PUT-082", True),
    ("ROLLING_WINDOW", "FIXED_VALUE", "PUT-083", False),
    ("FIXED_VALUE", "ROLLING_WINDOW", "PUT-084", False),
)


def _changes_kind(level: str, old: str, new: str) -> Callable[[Case], bool]:
    """Whether an update takes one kind from an array and puts the other in."""

    def changes(case: Case) -> bool:
        before = [] if case.badge is None else getattr(case.badge, _ATTRIBUTES[level])
        after = case.draft.get(f"{level}Constraints", [])
        kinds, now = {kind_of(each) for each in before}, {kind_of(each) for each in after}
        return old in kinds - now and new in now - kinds

    return changes


def _kind_changes() -> Iterator[Fault]:
    for old, new, statement, is_frozen in _CHANGES:
        for level in ("customer", "badge"):
            change = f"{_WORDS[old]}-to-{_WORDS[new]}"
            names = (level.upper(), _WORDS[old].upper(), _WORDS[new].upper())
            changes = _changes_kind(level, old, new)
            if is_frozen:
                yield must(
                    f"live-{level}-{change}-is-stored",
                    f"LIVE: a {level} constraint may change from {old} to {new}.",
                    f"{statement} PUT-134",
                    "UPDATE-826-{}-{}-TO-{}".format(*names),
                    silent("checks.update.frozen_kind", changes),
                )
            else:
                yield must(
                    f"live-{level}-{change}-is-refused",
                    f"LIVE: a {level} constraint may not change from {old} to {new}.",
                    statement,
                    "UPDATE-LIVE-{}-{}-TO-{}".format(*names),
                    checks_also("update", "change", _when_live(changes)),
                )


def _when_live(changes: Callable[[Case], bool]) -> Callable[[Case], Problem | None]:
    return lambda case: problem(KIND_FROZEN) if case.status == LIVE and changes(case) else None


def _when_upcoming(level: str) -> Callable[[Case], Problem | None]:
    changes = [_changes_kind(level, old, new) for old, new, *_ in _CHANGES]
    return lambda case: (
        problem(KIND_FROZEN) if case.status == UPCOMING and any(one(case) for one in changes) else None
    )


def _adds(level: str) -> Callable[[Case], Problem | None]:
    """A constraint cannot be added to an array that has some."""

    def check(case: Case) -> Problem | None:
        before = [] if case.badge is None else getattr(case.badge, _ATTRIBUTES[level])
        return problem(KIND_FROZEN) if len(case.draft.get(f"{level}Constraints", [])) > len(before) else None

    return check


_REST = (
    must(
        "live-kinds-of-customer-constraints-are-free",
        "LIVE: customer constraints may change in any way, only those of the badge may not.",
        "PUT-079 PUT-080 PUT-081 PUT-082 PUT-134",
        "UPDATE-826-CUSTOMER-WINDOW-TO-ROLLING UPDATE-826-CUSTOMER-ROLLING-TO-WINDOW",
        lambda policy: policy.put("constraints.frozen_arrays", ("badgeConstraints",)),
    ),
    must(
        "live-kinds-of-badge-constraints-are-free",
        "LIVE: badge constraints may change in any way, only those of customers may not.",
        "PUT-079 PUT-080 PUT-081 PUT-082 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-VALUE UPDATE-826-BADGE-VALUE-TO-WINDOW",
        lambda policy: policy.put("constraints.frozen_arrays", ("customerConstraints",)),
    ),
    must(
        "live-kinds-are-free",
        "LIVE: constraints may change in any way.",
        "PUT-079 PUT-080 PUT-081 PUT-082 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-ROLLING UPDATE-826-CUSTOMER-WINDOW-TO-VALUE",
        lambda policy: policy.without("checks.update.frozen_kind"),
    ),
    must(
        "live-frozen-kind-is-400",
        "LIVE: a forbidden change of kind is refused with 400 instead of 826.",
        "PUT-134 PUT-079 PUT-080 PUT-081 PUT-082",
        "UPDATE-826-BADGE-ROLLING-TO-WINDOW UPDATE-826-CUSTOMER-VALUE-TO-WINDOW",
        recoded("checks.update.frozen_kind", 400),
    ),
    must(
        "live-constraints-are-ignored",
        "LIVE: every change of constraints is accepted and none is carried out.",
        "PUT-079 PUT-080 PUT-081 PUT-082 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-VALUE UPDATE-826-CUSTOMER-WINDOW-TO-ROLLING",
        lambda policy: policy.without("checks.update.frozen_kind"),
        stored("update", _same_kinds),
    ),
    must(
        "upcoming-customer-kinds-are-frozen",
        "The kind of a customer constraint cannot change before the badge is LIVE either.",
        "PUT-078",
        "UPDATE-UPCOMING-CUSTOMER-TYPE",
        checks_also("update", "kind", _when_upcoming("customer")),
    ),
    must(
        "upcoming-badge-kinds-are-frozen",
        "The kind of a badge constraint cannot change before the badge is LIVE either.",
        "PUT-078",
        "UPDATE-UPCOMING-BADGE-TYPE",
        checks_also("update", "kind", _when_upcoming("badge")),
    ),
    must(
        "upcoming-constraints-cannot-be-added",
        "A badge constraint cannot be added before the badge is LIVE.",
        "PUT-078 PUT-057",
        "UPDATE-UPCOMING-CONSTRAINTS-ADDED",
        checks_also("update", "added", _adds("badge")),
    ),
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
    must(
        "update-kind-is-frozen-a-day-early",
        "A badge that starts within a day counts as LIVE when another kind of limit is asked for.",
        "PUT-078",
        "UPDATE-UPCOMING-BADGE-TYPE UPDATE-UPCOMING-CUSTOMER-TYPE",
        a_day_early("frozen_kind"),
    ),
)

FAULTS: tuple[Fault, ...] = (*_stale_members(), *_kind_changes(), *_REST)
