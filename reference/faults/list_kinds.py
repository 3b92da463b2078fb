"""Filters that narrow what can be had, and not what is earned or what is over."""

from __future__ import annotations

from collections.abc import Iterator

from reference.edits import Change
from reference.faults.registry import Fault, must

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


def _ignored_beside(name: str, kind: str) -> Change:
    return lambda policy: policy.wrap(
        f"listing.filters.{name}",
        lambda original: (
            lambda own, search: None if search.values["badgeType"] == kind else original(own, search)
        ),
    )


def _beside(kind: str) -> Iterator[Fault]:
    for name, statements in _FILTERS:
        if (name, kind) != ("groupId", "EXPIRED"):
            yield must(
                f"list-{kind.lower()}-ignores-{name.lower()}",
                f"Beside {kind} the filter {name} has no effect.",
                statements,
                f"LIST-COMBINE-{kind}",
                _ignored_beside(name, kind),
            )


FAULTS: tuple[Fault, ...] = (*_beside("EARNED"), *_beside("EXPIRED"))
