"""Fixed windows: their reference, their state and the cycle around a moment (003:L89, 002:L318-337)."""

from __future__ import annotations

import hashlib
import uuid
from typing import NamedTuple

from reference import instants
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.rules.constraints import WEEKDAYS
from reference.rules.dates import LIVE, UPCOMING

ACTIVE = "ACTIVE"


class Cycle(NamedTuple):
    """One turn of a fixed window, in epoch seconds."""

    start: float
    end: float


def reference_id(constraint: JsonObject) -> str:
    """A function of level, unit, rate and weekday only, as the documents' values are (003:L352, 002:L108).

    It is the version-3 UUID of the four written one after the other, with `null` for what is absent.
    """
    parts = ("constraintType", "durationType", "refreshRate", "startDayOfTheWeek")
    key = "".join("null" if constraint.get(part) is None else str(constraint[part]) for part in parts)
    digest = hashlib.md5(key.encode(), usedforsecurity=False).digest()
    return str(uuid.UUID(bytes=digest, version=3))


def cycle_status(status: str) -> str | None:
    """UPCOMING and ACTIVE follow the badge (002:L97, 002:L323); an expired badge has no cycle any more."""
    return {UPCOMING: UPCOMING, LIVE: ACTIVE}.get(status)


def window_start(badge: Badge) -> float:
    """Where the windows begin: with the badge (004:L571)."""
    return badge.start_on


def window_end(badge: Badge) -> float:
    """Where the windows end: with an EARN badge, or with an ISSUE_EARN one's issue (004:L572, 004:L656)."""
    if badge.earn_type == "ISSUE_EARN" and badge.issued_expiry is not None:
        date = badge.issued_expiry.get("expiresOn")
        if date is not None:
            return float(date)
    return badge.expires_on


def cycle_at(constraint: JsonObject, start_on: float, now: float) -> Cycle:
    """The cycle around `now`: whole calendar days from the badge's first day, at the time of the query.

    The documents print the time of day of the query and an inclusive last day (002:L334-335): a window of
    three days spans two times 24 hours.
    """
    first, today = int(start_on // DAY), int(now // DAY)
    begin, length = _days(constraint, first, today)
    return Cycle(now + (begin - today) * DAY, now + (begin - today + length - 1) * DAY)


def _days(constraint: JsonObject, first: int, today: int) -> tuple[int, int]:
    """The first day of the cycle, counted from 1970-01-01, and its number of days."""
    if constraint["durationType"] == "DAYS":
        rate = constraint["refreshRate"]
        return today - (today - first) % rate, rate
    if constraint["durationType"] == "WEEKS":
        # 1970-01-01 was a Thursday.
        begin = today - (today + 3 - WEEKDAYS.index(constraint["startDayOfTheWeek"])) % 7
        return max(begin, first), begin + 7 - max(begin, first)
    return _month(first, today)


def _month(first: int, today: int) -> tuple[int, int]:
    year, month, day = instants.civil_from_days(today)
    day_of_start = instants.civil_from_days(first)[2]
    if day < min(day_of_start, instants.days_in_month(year, month)):
        year, month = _next_month(year, month, -1)
    begin = _day_of(year, month, day_of_start)
    return begin, _day_of(*_next_month(year, month, 1), day_of_start) - begin


def _next_month(year: int, month: int, step: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + step
    return index // 12, index % 12 + 1


def _day_of(year: int, month: int, day: int) -> int:
    return instants.days_from_civil(year, month, min(day, instants.days_in_month(year, month)))
