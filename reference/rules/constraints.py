"""How often a badge may be earned: reading constraints, and which changes a live badge forbids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from reference.model import JsonObject
from reference.rules import shapes
from reference.rules.shapes import Field

FIXED_WINDOW, ROLLING_WINDOW, FIXED_VALUE, NO_LIMIT = (
    "FIXED_WINDOW",
    "ROLLING_WINDOW",
    "FIXED_VALUE",
    "NO_LIMIT",
)
KINDS = (FIXED_WINDOW, FIXED_VALUE, ROLLING_WINDOW, NO_LIMIT)
#: The prefix of every constraintType in customerConstraints and in badgeConstraints (003:L87, 003:L111).
PREFIXES: Mapping[str, str] = MappingProxyType({"CUSTOMER": "CUSTOMER_BADGE_", "BADGE": "BADGE_"})

UNITS = ("DAYS", "WEEKS", "MONTHS")
#: The tables say DAILY, every body says DAYS (003:L89, 003:L353): both are read, the latter is stored.
UNIT_WORDS: Mapping[str, str] = MappingProxyType({"DAILY": "DAYS", "WEEKLY": "WEEKS", "MONTHLY": "MONTHS"})
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
DEFAULT_WEEKDAY = "MONDAY"

_limit = shapes.whole(0)


def weekday(value: Any, path: str, problems: shapes.Problems) -> Any:
    """A day's name, or its place in the week counted from 0 (003:L93, 004:L108)."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(WEEKDAYS):
        return WEEKDAYS[value]
    return shapes.one_of(WEEKDAYS)(value, path, problems)


#: Every documented member of any kind of constraint: its type is checked wherever it stands.
MEMBERS: tuple[Field, ...] = (
    Field("maxEarnLimit", _limit),
    Field("durationType", shapes.one_of(UNITS, UNIT_WORDS)),
    Field("refreshRate", _limit),
    Field("startDayOfTheWeek", weekday),
    Field("rollType", shapes.one_of(UNITS)),
    Field("rollValue", _limit),
    Field("maxEarnForDays", _limit),
    Field("rollForDays", _limit),
    Field("maxEarnForWeeks", _limit),
    Field("rollForWeeks", _limit),
    Field("maxEarnForMonths", _limit),
    Field("rollForMonths", _limit),
)

#: A customer's rolling windows: the limit and the length of each, by unit (003:L97-107).
SPANS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "DAYS": ("maxEarnForDays", "rollForDays"),
        "WEEKS": ("maxEarnForWeeks", "rollForWeeks"),
        "MONTHS": ("maxEarnForMonths", "rollForMonths"),
    }
)

Completion = Callable[[str, JsonObject, str, shapes.Problems], JsonObject]


def keep(members: JsonObject, names: tuple[str, ...]) -> JsonObject:
    """The named members that are there."""
    return {name: members[name] for name in names if name in members}


def demand(members: JsonObject, names: tuple[str, ...], path: str, problems: shapes.Problems) -> None:
    """Note each named member that is not there."""
    for name in names:
        if name not in members:
            shapes.wrong(problems, f"{path}.{name}", f"{path}.{name} is mandatory here")


def demand_positive(
    members: JsonObject, names: tuple[str, ...], path: str, problems: shapes.Problems
) -> None:
    """Note each named member that is not there or 0: a limit of nothing is none, nor is an empty window."""
    demand(members, names, path, problems)
    for name in names:
        if members.get(name) == 0:
            shapes.wrong(problems, f"{path}.{name}", f"{path}.{name} must be at least 1")


def fixed_window(level: str, members: JsonObject, path: str, problems: shapes.Problems) -> JsonObject:  # noqa: ARG001
    """Windows of refreshRate days, of weeks or of months; a week starts on Monday unless told (003:L89)."""
    unit = members.get("durationType")
    demand(members, ("durationType",), path, problems)
    demand_positive(members, ("maxEarnLimit",), path, problems)
    if unit == "DAYS" or "refreshRate" in members:
        demand_positive(members, ("refreshRate",), path, problems)
    result = keep(members, ("durationType", "refreshRate", "startDayOfTheWeek", "maxEarnLimit"))
    if unit == "WEEKS":
        result.setdefault("startDayOfTheWeek", DEFAULT_WEEKDAY)
    else:
        result.pop("startDayOfTheWeek", None)
    return result


def fixed_value(level: str, members: JsonObject, path: str, problems: shapes.Problems) -> JsonObject:  # noqa: ARG001
    """One limit for good."""
    demand_positive(members, ("maxEarnLimit",), path, problems)
    return keep(members, ("maxEarnLimit",))


def spans_of(members: JsonObject) -> dict[str, tuple[str, str]]:
    """The units over which a customer's rolling window counts, each with the names of its two members."""
    return {unit: names for unit, names in SPANS.items() if any(name in members for name in names)}


def rolling_window(level: str, members: JsonObject, path: str, problems: shapes.Problems) -> JsonObject:
    """A badge rolls over one unit (003:L121-123), a customer over up to three at once (003:L97-107)."""
    if level == "CUSTOMER":
        spans = spans_of(members) or {"DAYS": SPANS["DAYS"]}
        names = tuple(name for span in spans.values() for name in span)
        demand_positive(members, names, path, problems)
        return keep(members, names)
    demand(members, ("rollType",), path, problems)
    demand_positive(members, ("rollValue", "maxEarnLimit"), path, problems)
    return keep(members, ("rollType", "rollValue", "maxEarnLimit"))


def no_limit(level: str, members: JsonObject, path: str, problems: shapes.Problems) -> JsonObject:  # noqa: ARG001
    """Nothing beside the kind is kept."""
    return {}


COMPLETIONS: Mapping[str, Completion] = MappingProxyType(
    {
        FIXED_WINDOW: fixed_window,
        FIXED_VALUE: fixed_value,
        ROLLING_WINDOW: rolling_window,
        NO_LIMIT: no_limit,
    }
)


def constraint_of(
    level: str,
    members: tuple[Field, ...] = MEMBERS,
    completions: Mapping[str, Completion] = COMPLETIONS,
    kinds: tuple[str, ...] = KINDS,
) -> shapes.Reader:
    """Reads one constraint of a level (CUSTOMER or BADGE) into what is stored."""
    prefix = PREFIXES[level]
    types = Field("constraintType", shapes.one_of(tuple(prefix + kind for kind in kinds)), required=True)

    def read(value: Any, path: str, problems: shapes.Problems) -> Any:
        if not isinstance(value, dict):
            return shapes.wrong(problems, path, f"{path} must be an object")
        before = len(problems)
        found = shapes.read_object((types, *members), value, path, problems)
        if len(problems) > before:
            return shapes.MISSING
        complete = completions[kind_of(found)](level, found, path, problems)
        if len(problems) > before:
            return shapes.MISSING
        return {"constraintType": found["constraintType"], **complete}

    return read


def kind_of(constraint: JsonObject) -> str:
    """The kind of a stored constraint, without its level's prefix."""
    name: str = constraint["constraintType"]
    return name.removeprefix("CUSTOMER_").removeprefix("BADGE_")


#: Changes of kind that a badge refuses once it is live, as (from, to) (003:L161-171).
FROZEN_CHANGES: frozenset[tuple[str, str]] = frozenset(
    {
        (FIXED_WINDOW, ROLLING_WINDOW),
        (ROLLING_WINDOW, FIXED_WINDOW),
        (FIXED_WINDOW, FIXED_VALUE),
        (FIXED_VALUE, FIXED_WINDOW),
    }
)


def is_frozen_change(
    before: list[JsonObject], after: list[JsonObject], frozen: frozenset[tuple[str, str]] = FROZEN_CHANGES
) -> bool:
    """Whether a kind that goes and a kind that comes are a forbidden pair."""
    old, new = {kind_of(one) for one in before}, {kind_of(one) for one in after}
    return any((gone, come) in frozen for gone in old - new for come in new - old)
