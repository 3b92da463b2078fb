"""What the rules beyond shape make due for a write: the clock, names that are taken, the badge as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness import model
from harness.clock import DAY, YEAR
from harness.fuzzing import words
from harness.fuzzing.bodies import read_body
from harness.fuzzing.due import Due
from harness.fuzzing.limits import longest
from harness.payloads import Badge
from harness.reading import instant, kind_of

# Seconds around the server's present in which nothing about past and future is judged.
MARGIN = 10.0
# How far two starts may lie apart and be the same (storage keeps milliseconds), and from where they differ.
SAME_START, OTHER_START = 0.001, 1.0
# More than a century back is too far, whatever leap days a server counts (004:L28).
CENTURY, ALMOST_A_CENTURY = 100.3 * YEAR, 99.7 * YEAR

KIND_WORDS = {"FIXED_WINDOW": "WINDOW", "ROLLING_WINDOW": "ROLLING", "FIXED_VALUE": "VALUE"}
ARRAYS = {"customerConstraints": "CUSTOMER", "badgeConstraints": "BADGE"}


@dataclass(frozen=True)
class Circumstances:
    """What a write meets: the server's time, the names that are taken (and by whom), the badge it names."""

    now: float
    names: Mapping[str, str] = field(default_factory=dict)
    badge: Badge | None = None
    #: Names of badges that are switched off, which may count as taken or not.
    doubtful: frozenset[str] = frozenset()
    migration: bool = False
    #: Whether the badge became LIVE by an update of its start, and not by the clock or by its creation.
    moved: bool = False


def weigh(operation: str, body: Any, circumstances: Circumstances) -> Due:
    """What the documents make of this body in these circumstances (epoch seconds throughout)."""
    due = Due(internal=_has_null_in_an_array(body))
    if not read_body(operation, body, due):
        return due
    start, end = effective(body, "startOn"), effective(body, "expiresOn")
    _fixed_dates(due, body, max(circumstances.now + MARGIN, start or 0))
    if start is not None and end is not None:
        for name in ARRAYS:
            if longest(body.get(name)) * DAY > end - start:
                due.leave(f"/{name}", "a window longer than the badge", kept=True)
    if operation == "create":
        _names(due, body, circumstances, "CREATE-725-NAME-TAKEN", {725})
        _created(due, body, start, end, circumstances)
    else:
        _updated(due, body, start, end, circumstances)
    return due


def _has_null_in_an_array(value: Any) -> bool:
    if isinstance(value, list):
        return None in value or any(_has_null_in_an_array(item) for item in value)
    return isinstance(value, dict) and any(_has_null_in_an_array(item) for item in value.values())


def effective(body: Mapping[str, Any], name: str) -> float | None:
    """The instant that a body gives: its ISO text wins over its number (004:L29-32); None if unreadable."""
    iso, number = body.get(f"{name}ISO"), body.get(name)
    if iso is not None:
        return instant(iso) if isinstance(iso, str) else None
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    return float(number) if words.EARLIEST_PLAIN_TIME <= number <= words.LATEST_PLAIN_TIME else None


def _fixed_dates(due: Due, body: Mapping[str, Any], earliest: float) -> None:
    for name in ("earnedBadgeExpiry", "issuedBadgeExpiry"):
        expiry = body.get(name)
        date = effective(expiry, "expiresOn") if isinstance(expiry, dict) else None
        if date is not None and date <= earliest:
            due.leave(f"/{name}/expiresOn", "an expiry before the badge starts or by now", kept=True)


def _names(
    due: Due, body: Mapping[str, Any], at: Circumstances, rule: str, codes: set[int], own: str = ""
) -> None:
    name = body.get("name")
    if not isinstance(name, str):
        return
    if at.names.get(name, own) != own and at.badge is not None and name == at.badge.name:
        # Another badge was given the name while this one was switched off; nothing says who has to yield.
        due.leave("/name", "its own name, which another badge has as well")
    elif at.names.get(name, own) != own:
        due.forbid("/name", "a name that another badge has", rule, codes)
    elif name in at.doubtful:
        due.leave("/name", "the name of a badge that is switched off")
    elif at.names.get(name.strip(), own) != own:
        due.leave("/name", "a taken name with blanks around it")


# -- creates --------------------------------------------------------------------------------------


def _created(
    due: Due, body: Mapping[str, Any], start: float | None, end: float | None, at: Circumstances
) -> None:
    if start is not None:
        place = "/startOnISO" if body.get("startOnISO") is not None else "/startOn"
        _start_of_a_new_badge(due, place, start, at)
    if end is not None and end < at.now + MARGIN:
        due.leave("/expiresOn", "an end in the past")
    if start is not None and end is not None:
        if start > end + OTHER_START:
            due.forbid("/expiresOn", "a start after the end", "CREATE-START-AFTER-END")
        elif start >= end - OTHER_START:
            due.leave("/expiresOn", "a start at the end")


def _start_of_a_new_badge(due: Due, place: str, start: float, at: Circumstances) -> None:
    if start < at.now - CENTURY:
        due.forbid(place, "a start more than a century back", "CREATE-START-100-YEARS")
    elif start < at.now - ALMOST_A_CENTURY:
        due.leave(place, "a start about a century back")
    elif start > at.now + MARGIN:
        if at.migration:
            due.leave(place, "a start ahead beside the migration header", kept=True)
    elif at.migration:
        return
    elif start > at.now - MARGIN:
        due.leave(place, "a start at this moment")
    elif place.endswith("ISO"):
        due.forbid(place, "a past start", "CREATE-722-START-PAST-BY-ISO", {722})
    else:
        due.forbid(place, "a past start", "CREATE-722-START-PAST", {722})


# -- updates --------------------------------------------------------------------------------------


def _updated(
    due: Due, body: Mapping[str, Any], start: float | None, end: float | None, at: Circumstances
) -> None:
    badge = at.badge
    if badge is None:
        if body.get("id") is not None:
            due.forbid("/id", "an id that no badge has", "UPDATE-ID-UNKNOWN")
        return
    _names(due, body, at, "UPDATE-NAME-TAKEN", set(), own=badge.id)
    status = status_of(badge, at.now)
    if body.get("earnType") in words.EARN_TYPES and body["earnType"] != badge.request.get("earnType"):
        due.leave("/earnType", "another earn type")
    if status is None:
        due.leave("/startOn", "a badge whose status changes at this moment")
        return
    if status == model.EXPIRED:
        due.leave("/expiresOn", "an update of an EXPIRED badge")
    if start is not None:
        _start_of_a_known_badge(due, badge, start, status, at)
    if start is not None and end is not None:
        _end_of_a_known_badge(due, badge, start, end, status, at)
    if status != model.UPCOMING:
        _limits_of_a_live_badge(due, badge, body)


def status_of(badge: Badge, now: float) -> str | None:
    """The status of a badge at a moment of the server; None around a change."""
    start, end = effective(badge.request, "startOn"), effective(badge.request, "expiresOn")
    if start is None or end is None:
        return None
    possible = model.statuses_between(start, end, now - MARGIN, now + MARGIN)
    return next(iter(possible)) if len(possible) == 1 else None


def _start_of_a_known_badge(due: Due, badge: Badge, start: float, status: str, at: Circumstances) -> None:
    before = effective(badge.request, "startOn") or 0.0
    distance = abs(start - before)
    if status == model.UPCOMING:
        if start < at.now - CENTURY:
            due.forbid("/startOn", "a start more than a century back", "UPDATE-START-100-YEARS")
        elif start < at.now - ALMOST_A_CENTURY:
            due.leave("/startOn", "a start about a century back")
    elif distance > OTHER_START:
        if status == model.EXPIRED:
            due.forbid("/startOn", "a moved start of an EXPIRED badge", "UPDATE-START-FROZEN-EXPIRED")
        elif at.moved:
            due.forbid("/startOn", "a start moved again", "UPDATE-START-FROZEN-AFTER-PAST", {723})
        elif start > at.now:
            due.forbid("/startOn", "a live start moved ahead", "UPDATE-START-FROZEN-LIVE-FUTURE", {723})
        else:
            due.forbid("/startOn", "a moved live start", "UPDATE-START-FROZEN-LIVE", {723})
    elif distance > SAME_START:
        due.leave("/startOn", "a live start moved by less than a second")


def _end_of_a_known_badge(
    due: Due, badge: Badge, start: float, end: float, status: str, at: Circumstances
) -> None:
    reversed_, past = start > end + OTHER_START, end < at.now - MARGIN
    if reversed_ and past:
        due.forbid("/expiresOn", "a past end before the start", "UPDATE-720-OR-724", {720, 724})
    elif reversed_:
        moved = abs(start - (effective(badge.request, "startOn") or 0.0)) > OTHER_START
        rule = "UPDATE-720-START-AFTER-END" if moved else "UPDATE-720-END-BEFORE-START"
        due.forbid("/expiresOn", "a start after the end", rule, {720})
    elif past and status != model.EXPIRED:
        due.forbid("/expiresOn", "a past end", f"UPDATE-724-END-PAST-{status}", {724})
    elif start >= end - OTHER_START:
        due.leave("/expiresOn", "a start at the end")
    elif end < at.now + MARGIN:
        due.leave("/expiresOn", "an end at this moment")


def _limits_of_a_live_badge(due: Due, badge: Badge, body: Mapping[str, Any]) -> None:
    for name, level in ARRAYS.items():
        before, after = badge.request.get(name) or [], body.get(name) or []
        if not isinstance(after, list) or not all(isinstance(item, dict) for item in after):
            continue
        refused = model.kind_change_refused(before, after)
        if refused:
            change = f"{KIND_WORDS[kind_of(before[0])]}-TO-{KIND_WORDS[kind_of(after[0])]}"
            due.forbid(f"/{name}", "another kind of limit", f"UPDATE-826-{level}-{change}", {826})
        elif refused is None and before != after:
            due.leave(f"/{name}", "other limits of a LIVE badge")
