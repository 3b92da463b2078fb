"""Off by one at the lower end: the smallest number that makes sense is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Change, refuses_bodies
from reference.faults.registry import Fault, must
from reference.model import JsonObject

# slug, words, where the numbers are, statements and requirements on create and on update
_ROWS = (
    (
        "limit",
        "limit",
        ("customerConstraints", "maxEarnLimit"),
        "POST-030",
        "CREATE-ECHO-CUSTOMER-FIXED-VALUE",
        "PUT-039",
        "UPDATE-ECHO-CUSTOMER-FIXED-VALUE",
    ),
    (
        "refresh-rate",
        "refresh rate",
        ("customerConstraints", "refreshRate"),
        "POST-033",
        "CREATE-ECHO-CUSTOMER-WINDOW-DAYS",
        "PUT-042",
        "UPDATE-ECHO-CUSTOMER-WINDOW-DAYS",
    ),
    (
        "relative-value",
        "relative expiry",
        ("earnedBadgeExpiry", "value"),
        "POST-017",
        "CREATE-ECHO-EARNED-RELATIVE",
        "PUT-023",
        "UPDATE-ECHO-EARNED-RELATIVE",
    ),
)


def _refuses_one(operation: str, holder: str, member: str) -> Change:
    def found(body: JsonObject) -> bool:
        held: Any = body.get(holder)
        items = held if isinstance(held, list) else [held]
        return any(isinstance(item, dict) and item.get(member) == 1 for item in items)

    return refuses_bodies(operation, found)


def _faults() -> Iterator[Fault]:
    for slug, words, place, posted, created, put, updated in _ROWS:
        for operation, statements, requirements in (("create", posted, created), ("update", put, updated)):
            article = "A create" if operation == "create" else "An update"
            yield must(
                f"{operation}-refuses-{slug}-of-one",
                f"{article} with a {words} of 1 is refused.",
                statements,
                requirements,
                _refuses_one(operation, *place),
            )


FAULTS: tuple[Fault, ...] = tuple(_faults())
