"""Writes that take words of a list in any case, or of the list of the other array."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reference.edits import Change, chain, misread
from reference.faults.registry import Fault, should
from reference.rules import constraints, expiries, fields, owners

_KINDS = {array: f"{array}.constraintType" for array in ("badgeConstraints[]", "customerConstraints[]")}
_PREFIXES = {"badgeConstraints[]": "BADGE_", "customerConstraints[]": "CUSTOMER_BADGE_"}

#: The words of each list, by where a body has one of them.
_LISTED: Mapping[str, Sequence[str]] = {
    "earnType": fields.EARN_TYPES,
    "ownership.restrictedToOwners[]": owners.MODULES,
    "earnedBadgeExpiry.expiryType": expiries.EXPIRY_TYPES,
    "earnedBadgeExpiry.type": expiries.ABSOLUTE_TYPES,
    "earnedBadgeExpiry.relativeExpirytype": expiries.UNITS,
    "badgeConstraints[].rollType": constraints.UNITS,
    "customerConstraints[].durationType": constraints.UNITS,
    "customerConstraints[].startDayOfTheWeek": constraints.WEEKDAYS,
    **{path: [_PREFIXES[array] + kind for kind in constraints.KINDS] for array, path in _KINDS.items()},
}


def _taken(meaning: Mapping[str, str], spelt: Callable[[str], str] = str) -> Callable[[Any], Any]:
    """Reads a word as the one that it means."""
    return lambda value: meaning.get(spelt(value), value) if isinstance(value, str) else value


def _any_case(operation: str) -> Change:
    return chain(
        *(
            misread(operation, path, _taken({word.lower(): word for word in words}, str.lower))
            for path, words in _LISTED.items()
        )
    )


def _any_level(operation: str) -> Change:
    def at(own: str) -> Mapping[str, str]:
        return {prefix + kind: own + kind for prefix in _PREFIXES.values() for kind in constraints.KINDS}

    return chain(*(misread(operation, path, _taken(at(_PREFIXES[array]))) for array, path in _KINDS.items()))


FAULTS: tuple[Fault, ...] = (
    should(
        "create-reads-words-in-any-case",
        "A create takes the words of its lists in any case.",
        "POST-136 POST-125",
        "CREATE-ENUM-OTHER-CASE",
        _any_case("create"),
    ),
    should(
        "create-takes-kinds-of-either-level",
        "A create takes kinds of the badge among the customer's constraints, and the other way round.",
        "POST-136 POST-030 POST-048",
        "CREATE-ENUM-OTHER-LEVEL",
        _any_level("create"),
    ),
    should(
        "update-reads-words-in-any-case",
        "An update takes the words of its lists in any case.",
        "PUT-135 PUT-037",
        "UPDATE-ENUM-OTHER-CASE",
        _any_case("update"),
    ),
    should(
        "update-takes-kinds-of-either-level",
        "An update takes kinds of the badge among the customer's constraints, and the other way round.",
        "PUT-135 PUT-039 PUT-058",
        "UPDATE-ENUM-OTHER-LEVEL",
        _any_level("update"),
    ),
)
