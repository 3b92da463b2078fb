"""What the documents leave open."""

from __future__ import annotations

from collections.abc import Iterator

from reference.seeds import CUSTOMERS, GROUP_ID
from selftests.faults.bodies import IMAGES, NEVER, TAGS, weeks
from selftests.reference.in_process import (
    DAY,
    DROP,
    LIMITS,
    MIGRATION,
    Answer,
    Api,
    badge_limit,
    changed,
)


def openings(api: Api) -> Iterator[Answer]:
    """What the documents leave open, and servers do in their own way."""
    plain = {"Content-Type": "text/plain"}
    yield api.create(api.body(startOn=api.now - DAY), {"X-CAP-BADGES-MIGRATION": "true"})
    yield api.create(api.body(), plain)
    yield api.create(api.body(), {"Content-Type": ""})
    yield api.create(api.body(name=" Blanks "))
    for changes in (
        {"unheardOf": 1},
        {"isActive": False, "active": DROP},
        {"active": "false"},
        {"startOn": str(int(api.now + DAY))},
        {"startOn": "2027-03-01T00:00:00Z"},
        {"startOn": DROP, "startOnISO": "2027-03-01T00:00:00Z"},
        {"startOn": api.now - 9 * DAY, "expiresOn": api.now - 60},
        {"defaultTillId": 4711},
        {"badgeGroupId": "no such group"},
        {"ownership": {"restrictedToOwners": ["Membercare"]}},
        {"earnedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META"}},
        {"issuedBadgeExpiry": NEVER},
        *({name: [weeks(name, startDayOfTheWeek=1)]} for name in LIMITS),
        *({name: [{**weeks(name), "durationType": "DAILY", "refreshRate": 2}]} for name in LIMITS),
        *({name: [{**LIMITS[name]("FIXED_WINDOW"), "refreshRate": 0}]} for name in LIMITS),
    ):
        yield api.create(api.body(**changes), MIGRATION)
    sleeping = api.made(name="Sleeping", active=False)
    yield api.create(api.body(name=sleeping["name"]))
    badge = api.made(name="Open", tags=TAGS, badgeRank=3)
    for changes in (
        {"ownership": {"restrictedToOwners": ["Membercare"]}},
        {"earnType": "ISSUE_EARN", "issuedBadgeExpiry": NEVER},
        {"tags": DROP, "badgeRank": DROP},
        {"unheardOf": 1},
    ):
        yield api.update(changed(badge, **changes))
    for name, limit in LIMITS.items():
        live = api.live(name=f"Live with {name}", **{name: [limit("FIXED_WINDOW")]})
        yield api.update(changed(live, **{name: [{**limit("FIXED_WINDOW"), "maxEarnLimit": 9}]}))
    over = api.expired(badgeConstraints=[badge_limit("FIXED_WINDOW")])
    yield api.detail(over["id"])
    yield api.update(changed(over, expiresOn=api.now + 9 * DAY, startOn=api.now - 20 * DAY))
    yield api.update(changed(over, expiresOn=api.now + 9 * DAY))
    yield api.list(startOn="2027-01-20T12:00:00.000Z")
    yield api.list(startOn="2027-01-20", startOnOperator="LESS_THAN")
    yield api.list(startOn="2027-01-20T12:00:00Z", startOnOperator="LESS_THAN")
    yield api.list(owner="Loyalty,Journeys")
    yield api.list(Page=1, Size=2)
    yield api.list(CUSTOMERS[0].mobile, {"X-CAP-CUSTOMER-IDENTIFIER": "MOBILE"})


def oddities(api: Api) -> Iterator[Answer]:
    """Values that only generated requests hold."""
    badge = api.made(name="Odd", images=IMAGES)
    for changes in (
        {"description": "x" * 300},
        {"description": 5},
        {"customFields": {"Tier": None}},
        {"customFields": []},
        {"tags": [{"name": 5, "value": "x"}]},
        {"tags": TAGS[0]},
        {"customerConstraints": [{"constraintType": "CUSTOMER_BADGE_FIXED_VALUE", "maxEarnLimit": 20_000}]},
    ):
        yield api.create(api.body(name=f"Odd {changes}", **changes))
        yield api.list(name=f"Odd {changes}", badgeType="AVAILABLE")
        yield api.update(changed(badge, **changes))
        yield api.detail(badge["id"])
    yield api.detail("it's")
    yield api.list(groupId=GROUP_ID, owner="Loyalty")
