"""Odd values on both writes, limits of badges of every kind, values of the server, and badges with a past."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.oddities import odd_values
from selftests.faults.bodies import NEVER, RELATIVE, fixed, looked_at, weeks
from selftests.reference.in_process import (
    DAY,
    DROP,
    Answer,
    Api,
    badge_limit,
    changed,
    customer_limit,
)

_FOREIGN = {
    "createdOn": 1_500_000_000,
    "createdBy": 987_654_321,
    "orgId": 987_654_321,
    "id": "0123456789abcdef01234567",
}


def odd_writes(api: Api) -> Iterator[Answer]:
    """Values that are easily taken for others, and what a badge was or is besides."""
    patient = api.made()
    for _, field, _, value in odd_values():
        yield api.create(api.body(**{field: value}))
        yield api.update(changed(patient, **{field: value}))
    yield from _limited(api)
    yield from _accepted(api)
    yield from _remembered(api)
    yield from _moved(api)


def _limited(api: Api) -> Iterator[Answer]:
    """Weekly windows and several limits, sent back by updates of badges of every kind."""
    limits = {
        "customerConstraints": [weeks("customerConstraints", startDayOfTheWeek="FRIDAY")],
        "badgeConstraints": [badge_limit("FIXED_VALUE"), badge_limit("ROLLING_WINDOW")],
    }
    for kind in ("EARN", "ISSUE_EARN"):
        for active in (True, False):
            for make in (api.made, api.live):
                badge = make(**limits, earnType=kind, active=active)
                yield api.update(changed(badge, description="Sent back"))


def _accepted(api: Api) -> Iterator[Answer]:
    """Bodies that are fine: long, with nulls inside, with members of the server, of a type with a charset."""
    yield api.create(api.body(expiresOn=api.now + 900 * DAY))
    yield api.create(api.body(earnedBadgeExpiry={**RELATIVE, "type": None, "expiresOn": None}))
    for member, value in _FOREIGN.items():
        yield api.create(api.body(**{member: value}))
    yield api.create(api.body(), {"Content-Type": "application/json; charset=utf-8"})
    holder = api.made()
    later = {"startOn": holder["expiresOn"] + DAY, "expiresOn": holder["expiresOn"] + 9 * DAY}
    yield api.create(api.body(name=holder["name"], **later))
    yield api.update(changed(holder, expiresOn=holder["startOn"]))


def _remembered(api: Api) -> Iterator[Answer]:
    """What changes one after the other, or at once."""
    badge = api.made(badgeRank=1)
    for change in ({"badgeRank": 2}, {"active": False}, {"active": True}, {"active": False}):
        api.now += 5
        yield api.update(changed(badge, **change))
    window, value = badge_limit("FIXED_WINDOW"), badge_limit("FIXED_VALUE")
    framed = api.live(badgeConstraints=[window], customerConstraints=[customer_limit("FIXED_WINDOW")])
    yield api.update(changed(framed, badgeConstraints=[value], active=False))
    both = {"badgeConstraints": [value], "customerConstraints": [customer_limit("FIXED_VALUE")]}
    yield api.update(changed(framed, **both))
    born_off = api.live(active=False)
    yield api.update(changed(born_off, active=True))
    yield api.update(changed(api.made(earnedBadgeExpiry=NEVER), earnedBadgeExpiry=fixed(api.now + 70 * DAY)))
    yield api.update(changed(api.made(description="gone soon"), description=DROP))


def _moved(api: Api) -> Iterator[Answer]:
    """Badges whose dates were moved, once the old or the new ones have passed."""
    shortened, hastened, delayed = api.live(), api.made(), api.made(startOn=api.now + 50)
    moves: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        (shortened, {"expiresOn": api.now + 50}),
        (hastened, {"startOn": api.now + 50}),
        (delayed, {"startOn": api.now + 20 * DAY}),
    )
    for badge, dates in moves:
        yield api.update(changed(badge, **dates))
    api.now += 100
    answers: list[Answer] = []
    for badge, _ in moves:
        looked_at(api, badge, answers)
    yield from answers
