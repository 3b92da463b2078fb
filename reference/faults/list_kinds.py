"""Filters that narrow what can be had, and not what is earned or what is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reference.edits import Change
from reference.faults.list_edits import ignored_when
from reference.faults.registry import Fault, must
from reference.listing import AVAILABLE_TO_ISSUE, Search
from reference.policy import Policy

# filter, its statements
_FILTERS: tuple[tuple[str, str], ...] = (
    ("name", "LIST-024"),
    ("badgeStatus", "LIST-038 LIST-039"),
    ("action", "LIST-036"),
    ("owner", "LIST-041"),
    ("claimedBy", "LIST-043"),
    ("startOn", "LIST-047"),
    ("expiresOn", "LIST-049"),
    ("groupId", "LIST-051"),
)


def _with(other: str, requirement: str) -> Iterator[Fault]:
    for name, statements in _FILTERS[:-1]:
        if name != other:
            yield must(
                f"list-{name.lower()}-is-lost-beside-{other.lower()}",
                f"Beside {other} the filter {name} has no effect.",
                statements,
                requirement,
                ignored_when(name, lambda values: values.get(other) is not None),
            )


def _beside(kind: str) -> Iterator[Fault]:
    for name, statements in _FILTERS:
        if (name, kind) != ("groupId", "EXPIRED"):
            yield must(
                f"list-{kind.lower()}-ignores-{name.lower()}",
                f"Beside {kind} the filter {name} has no effect.",
                statements,
                f"LIST-COMBINE-{kind}",
                ignored_when(name, lambda values: values["badgeType"] == kind),
            )


def _default_gone(name: str) -> Change:
    """Where one filter is sent, a type that is not sent is no type."""

    def by_type(original: Callable[..., Any]) -> Callable[..., Any]:
        def judge(own: Policy, search: Search) -> Any:
            if search.values["badgeType"] != "NONE":
                return original(own, search)
            values = {**search.values, "badgeType": AVAILABLE_TO_ISSUE}
            return None if search.values.get(name) else original(own, replace(search, values=values))

        return judge

    def apply(policy: Policy) -> Policy:
        defaults = {**policy.listing.defaults, "badgeType": "NONE"}
        return policy.put("listing.defaults", defaults).wrap("listing.filters.badgeType", by_type)

    return apply


def _defaults() -> Iterator[Fault]:
    for name in ("owner", "action", "badgeStatus", "startOn", "expiresOn"):
        yield must(
            f"list-default-type-lost-beside-{name.lower()}",
            f"Beside {name} a list without badgeType shows badges of both types.",
            "LIST-026",
            "LIST-DEFAULT-BADGE-TYPE",
            _default_gone(name),
        )


FAULTS: tuple[Fault, ...] = (
    *_beside("EARNED"),
    *_beside("EXPIRED"),
    *_defaults(),
    *_with("groupId", "LIST-COMBINE-GROUP"),
    *_with("claimedBy", "LIST-COMBINE-CLAIMED"),
)
