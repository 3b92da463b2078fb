"""When a badge is what, and which dates a write may set. Everything is epoch seconds."""

from __future__ import annotations

from reference.instants import DAY

UPCOMING, LIVE, EXPIRED = "UPCOMING", "LIVE", "EXPIRED"
STATUSES = (UPCOMING, LIVE, EXPIRED)

#: How far back a badge may start (003:L67, 004:L28).
OLDEST_YEARS = 100
#: Two instants closer than this are the same one: storage keeps milliseconds.
SAME_INSTANT = 0.0005


def status_at(start_on: float, expires_on: float, now: float) -> str:
    """UPCOMING before the start, EXPIRED from the end on, LIVE in between (003:L623)."""
    if now < start_on:
        return UPCOMING
    return EXPIRED if now >= expires_on else LIVE


def is_past(instant: float, now: float) -> bool:
    """Whether the instant has gone by."""
    return instant < now


def is_too_old(start_on: float, now: float) -> bool:
    """Whether the start lies more than a century back; leap days count."""
    return start_on < now - OLDEST_YEARS * 365.2425 * DAY


def is_reversed(start_on: float, expires_on: float) -> bool:
    """Whether the start is not before the end (003:L1079)."""
    return start_on >= expires_on


def is_moved(before: float, after: float) -> bool:
    """Whether two instants differ by more than storage may lose."""
    return abs(after - before) > SAME_INSTANT
