"""Badges with all that a badge can have, in every state; the smallest numbers; filters after updates."""

from __future__ import annotations

from collections.abc import Iterator

from reference.rules.owners import MODULES
from reference.seeds import GROUP_ID
from selftests.faults.bodies import FIELDS, RELATIVE, TEXT, data_of, drained, dressed, looked_at, sent
from selftests.reference.in_process import (
    DAY,
    LIMITS,
    MIGRATION,
    Answer,
    Api,
    badge_limit,
    changed,
    customer_limit,
)

_KINDS = ("AVAILABLE", "AVAILABLE_TO_ISSUE")
_LONG = f"{TEXT}\nthird line {'of a long text ' * 30}"


def states(api: Api) -> Iterator[Answer]:
    """One badge after the other: what a view shows of it must not depend on its state."""
    answers: list[Answer] = []
    kept = {
        "customFields": FIELDS,
        "description": _LONG,
        "ownership": {"restrictedToOwners": ["Loyalty", "Journeys"]},
    }
    for kind in ("EARN", "ISSUE_EARN"):
        badges = [
            sent(api, answers, dressed(api, earnType=kind, startOn=api.now - DAY, **kept), headers=MIGRATION),
            sent(api, answers, dressed(api, earnType=kind, active=False, **kept)),
            sent(
                api,
                answers,
                dressed(api, earnType=kind, startOn=api.now + 50, expiresOn=api.now + 90, **kept),
            ),
        ]
        plain = api.made(name=f"Plain {kind}", earnType=kind)
        badges.append(sent(api, answers, dressed(api, id=plain["id"], earnType=kind, **kept), update=True))
        for badge in badges:
            looked_at(api, badge, answers)
        api.now += 100
        for badge in badges:
            looked_at(api, badge, answers)
        yield from drained(answers)
    for change in (
        *({name: [{**LIMITS[name]("FIXED_WINDOW"), "refreshRate": 1}]} for name in LIMITS),
        {"customerConstraints": [{**customer_limit("FIXED_VALUE"), "maxEarnLimit": 1}]},
        {"badgeConstraints": [{**badge_limit("ROLLING_WINDOW"), "rollValue": 1, "maxEarnLimit": 1}]},
        {"earnedBadgeExpiry": {**RELATIVE, "value": 1}},
        {"badgeConstraints": []},
    ):
        yield api.create(api.body(**change))
        yield api.update(changed(api.made(name=f"Small {change}"), **change))


def filters(api: Api) -> Iterator[Answer]:
    """What the filters of the list make of a badge before and after an update of what they look at."""
    for change in (
        {"startOn": api.now + 100 * DAY, "expiresOn": api.now + 200 * DAY},
        {"startOn": api.now - 60},
        {"earnType": "ISSUE_EARN", "issuedBadgeExpiry": RELATIVE},
    ):
        badge = api.made(name=f"Filtered {sorted(change)}")
        for _ in range(2):
            for kind in ("AVAILABLE", "AVAILABLE_TO_ISSUE"):
                yield api.list(badgeType=kind, name=badge["name"])
                for status in ("UPCOMING", "LIVE"):
                    yield api.list(badgeType=kind, name=badge["name"], badgeStatus=status)
            for date in ("startOn", "expiresOn"):
                for operator in ("LESS_THAN", "GREATER_THAN"):
                    middle = {date: "2027-03-01T00:00:00Z", f"{date}Operator": operator}
                    yield api.list(badgeType="AVAILABLE", name=badge["name"], **middle)
            updated = api.update(changed(badge, **change))
            badge = data_of(updated) or badge
            yield updated
            yield api.detail(badge["id"])


def combinations(api: Api) -> Iterator[Answer]:
    """Filters beside kinds, groups and claimants; what stands behind the first of an array; odd names."""
    beside: list[dict[str, str]] = [
        {},
        *({"badgeType": kind} for kind in ("EARNED", "EXPIRED")),
        *({"badgeType": kind, "groupId": GROUP_ID} for kind in _KINDS),
        *({"badgeType": kind, "claimedBy": owner} for kind in _KINDS for owner in MODULES),
    ]
    narrowing: list[dict[str, str]] = [
        {"name": "No such badge"},
        {"groupId": "0" * 24},
        {"action": "DEACTIVATED"},
        *({"badgeStatus": status} for status in ("UPCOMING", "LIVE", "EXPIRED")),
        *({name: owner} for name in ("owner", "claimedBy") for owner in MODULES),
        *(
            {date: "2027-01-16T00:00:00Z", f"{date}Operator": operator}
            for date in ("startOn", "expiresOn")
            for operator in ("LESS_THAN", "GREATER_THAN")
        ),
    ]
    api.expired(name="Combined and over")
    for query in beside:
        for filters in narrowing:
            yield api.list(size=100, **{**query, **filters})
    for name, limit in LIMITS.items():
        array = [limit("FIXED_VALUE"), {**limit("FIXED_WINDOW"), "constraintType": "ANY"}]
        yield api.create(api.body(**{name: array}))
        yield api.update(changed(api.made(name=f"Behind {name}"), **{name: array}))
    yield api.update(changed(api.made(name="Odd"), name="100 % Ünïcödé + more", badgeRank=200))
    yield api.create(api.body(name="Half of 50 % & more", badgeRank=200))
    issued = api.made(name="Issued", earnType="ISSUE_EARN", issuedBadgeExpiry=RELATIVE)
    yield api.update(changed(issued, issuedBadgeExpiry={"expiryType": "SOMETIMES"}))
    live = api.live(name="Live by a minute")
    for step in (1, 20, 45):
        yield api.update(changed(live, startOn=live["startOn"] + step))
        yield api.update(changed(live, startOn=live["startOn"] - step))
