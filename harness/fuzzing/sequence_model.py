"""The model of a generated sequence: a few badges, what they must be now, and how they came to be so.

Few names, owners, instants and limits, so that collisions happen. Time moves only by documented means: a
start in the past, by the migration header or by an update of an UPCOMING badge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harness.clock import DAY
from harness.exchange import Exchange
from harness.fuzzing import words
from harness.fuzzing.business import Circumstances, effective, status_of
from harness.fuzzing.due import Due
from harness.fuzzing.judgement import Mismatch
from harness.payloads import NEVER, RELATIVE, WITH_BADGE_META, Badge, Body, constraint, window

NAMES = ("Alpha", "alpha", "Beta")
OWNERS = ("Loyalty", "Milestones", "Journeys")
STRANGER = "Nonsense_Module"
# Days from the beginning of the sequence.
STARTS = (-20, 20, 40)
ENDS = (-5, 30, 60)
MIDDLES = {"startOn": 30, "expiresOn": 45}
KINDS = (None, "FIXED_VALUE", "FIXED_WINDOW", "ROLLING_WINDOW")
DESCRIPTIONS = (None, "plain", "Äpfel und Öl")
EXPIRIES: tuple[Body, ...] = (dict(WITH_BADGE_META), dict(RELATIVE), dict(NEVER))
EXTRAS: tuple[dict[str, Any], ...] = (
    {},
    {"action": "ACTIVATED"},
    {"badgeStatus": "UPCOMING"},
    {"badgeStatus": "LIVE"},
    {"owner": "Loyalty"},
    {"owner": "Journeys"},
    {"startOnOperator": "LESS_THAN"},
    {"startOnOperator": "GREATER_THAN"},
    {"expiresOnOperator": "LESS_THAN"},
    {"expiresOnOperator": "GREATER_THAN"},
)
MEMBERS = (
    "name",
    "startOn",
    "expiresOn",
    "ownership",
    "customerConstraints",
    "badgeConstraints",
    "active",
    "badgeRank",
    "description",
    "earnedBadgeExpiry",
)


class Surprise(Exception):  # noqa: N818 - what it is
    """The target does not do what the model predicts."""

    def __init__(self, mismatch: Mismatch) -> None:
        super().__init__(mismatch.cause)
        self.mismatch = mismatch


@dataclass
class Held:
    """One badge of the model: what it must be, and how it came to be so."""

    badge: Badge
    due: Due
    before: Body | None = None  #: the body before the last accepted update
    refused: frozenset[int] | None = None  #: codes of the refusal that the last write to it was
    moved: bool = False  #: whether an update of its start has made it LIVE
    renamed: bool = False
    touched: bool = True  #: whether the last write of the sequence was to this badge


@dataclass
class Model:
    """The badges of one sequence; `tag` makes its names new, `base` is when it began (epoch seconds)."""

    tag: str
    base: int
    held: list[Held] = field(default_factory=list)
    freed: set[str] = field(default_factory=set)  #: names that renamed badges have given up

    # -- the domain ---------------------------------------------------------------------------------

    def name(self, index: int) -> str:
        """One of the names of this sequence."""
        return f"{NAMES[index % len(NAMES)]} {self.tag}"

    def moment(self, days: float) -> int:
        """Whole epoch seconds so many days from the beginning of the sequence."""
        return self.base + round(days * DAY)

    def new(self, name: int, start: int, end: int, owners: int, customer: int, badge: int) -> Body:
        """The body of a create of these coordinates."""
        return {
            "name": self.name(name),
            "startOn": self.moment(STARTS[start % 3]),
            "expiresOn": self.moment(ENDS[end % 3]),
            "earnedBadgeExpiry": dict(WITH_BADGE_META),
            "ownership": {"restrictedToOwners": owners_of(owners)},
            "customerConstraints": limits_of("CUSTOMER", customer),
            "badgeConstraints": limits_of("BADGE", badge),
        }

    def change(self, member: str, value: int) -> Body:
        """A change of one member of a body."""
        made: Body = {
            "name": self.name(value),
            "startOn": self.moment(STARTS[value % 3]),
            "expiresOn": self.moment(ENDS[value % 3]),
            "ownership": {"restrictedToOwners": owners_of(value)},
            "customerConstraints": limits_of("CUSTOMER", value),
            "badgeConstraints": limits_of("BADGE", value),
            "active": bool(value % 2),
            "badgeRank": value + 1,
            "description": DESCRIPTIONS[value % 3],
            "earnedBadgeExpiry": dict(EXPIRIES[value % 3]),
        }
        return {member: made[member]}

    def query(self, name: str, *, issue: bool, extra: int) -> dict[str, Any]:
        """A list query for one name and kind, by one more filter."""
        asked: dict[str, Any] = {
            "name": name,
            "badgeType": "AVAILABLE_TO_ISSUE" if issue else "AVAILABLE",
            "size": 50,
            **EXTRAS[extra % len(EXTRAS)],
        }
        for side, days in MIDDLES.items():
            if f"{side}Operator" in asked:
                asked[side] = words.iso_millis(self.moment(days))
        return asked

    # -- the state ----------------------------------------------------------------------------------

    def circumstances(self, now: float, one: Held | None = None, *, migration: bool = False) -> Circumstances:
        """What a write meets now. Whether the name of a badge that is switched off is taken is left open."""
        lit = [other for other in self.held if other.badge.request["active"]]
        return Circumstances(
            now,
            {other.badge.name: other.badge.id for other in lit},
            one.badge if one else None,
            frozenset(other.badge.name for other in self.held if other not in lit and other is not one),
            migration,
            one.moved if one else False,
        )

    def holder(self, name: str) -> Held | None:
        """The badge of this name."""
        return next((one for one in self.held if one.badge.name == name), None)

    def touch(self, one: Held | None) -> None:
        """The last write was to this badge (None: to a new one, or to none)."""
        for other in self.held:
            other.touched = other is one

    def create(self, body: Body, due: Due, exchange: Exchange) -> Held:
        """A create was accepted."""
        self.freed.discard(body["name"])
        self.held.append(Held(Badge(body, exchange), due))
        return self.held[-1]

    def update(self, one: Held, body: Body, due: Due, exchange: Exchange, now: float) -> None:
        """An update was accepted."""
        was = status_of(one.badge, now)
        if body["name"] != one.badge.name:
            self.freed.add(one.badge.name)
            self.freed.discard(body["name"])
            one.renamed = True
        one.before, one.refused, one.due = dict(one.badge.request), None, due
        one.badge = one.badge.after(body, exchange)
        if was == "UPCOMING" and (effective(body, "startOn") or 0.0) < now:
            one.moved = True


def owners_of(code: int) -> list[str]:
    """0 is nobody, 1 to 7 are sets of the three owners, 8 is one that does not exist."""
    return [STRANGER] if code == 8 else [one for bit, one in enumerate(OWNERS) if code >> bit & 1]


def limits_of(level: str, code: int) -> list[Body]:
    """No limit, or one of each kind."""
    kind = KINDS[code % len(KINDS)]
    if kind is None:
        return []
    return [window(level, "DAYS")] if kind == "FIXED_WINDOW" else [constraint(level, kind)]
