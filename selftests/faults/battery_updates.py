"""What becomes of UPCOMING badges, and what an update refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from harness.payloads import LARGEST
from reference.rules.constraints import WEEKDAYS
from reference.rules.owners import MODULES
from reference.seeds import FIXTURES, GROUP_ID
from selftests.faults.bodies import (
    FIELDS,
    IMAGES,
    NEVER,
    RELATIVE,
    TAGS,
    TEXT,
    WITH_BADGE,
    drained,
    fixed,
    looked_at,
    sent,
    weeks,
)
from selftests.reference.in_process import (
    DAY,
    DROP,
    LIMITS,
    Answer,
    Api,
    badge_limit,
    changed,
    customer_limit,
)


def _refused_updates(api: Api, other: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"startOn": api.now + 50 * DAY, "expiresOn": api.now + 40 * DAY},
        {"expiresOn": api.now + DAY / 2, "startOn": api.now + DAY},
        {"expiresOn": api.now + DAY, "startOn": api.now + DAY + 1},
        {"startOn": api.now - 9 * DAY, "expiresOn": api.now - 60},
        {"startOn": api.now - 9 * DAY, "expiresOn": api.now - 4 * DAY},
        {"expiresOn": api.now - 60},
        {"startOn": api.now - 9 * DAY, "expiresOn": api.now - 60, "customFields": {"Season": "lost"}},
        {"startOn": api.now - 101 * 366 * DAY},
        {"name": other["name"]},
        {"earnType": "BOTH"},
        {"earnType": "earn"},
        {"badgeConstraints": [customer_limit("FIXED_VALUE")]},
        {"earnedBadgeExpiry": {"expiryType": "SOMETIMES"}},
        {"earnedBadgeExpiry": {**WITH_BADGE, "type": "SOMEHOW", "expiresOn": api.now + 40 * DAY}},
        {"earnedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expireWithBadgeMeta": False}},
        {"earnedBadgeExpiry": {**RELATIVE, "relativeExpirytype": "YEARS"}},
        {"ownership": {"restrictedToOwners": ["Nobody"]}},
        {"ownership": {"restrictedToOwners": []}},
        {"ownership": {"restrictedToOwners": [None]}},
        *({name: [None]} for name in ("customerConstraints", "badgeConstraints", "images", "tags")),
        {"badgeConstraints": [{**badge_limit("ROLLING_WINDOW"), "rollType": "YEARS"}]},
        *({name: [{**LIMITS[name]("FIXED_VALUE"), "constraintType": "ANY"}]} for name in LIMITS),
        *({name: [{**LIMITS[name]("FIXED_WINDOW"), "durationType": "YEARS"}]} for name in LIMITS),
        *({name: [weeks(name, startDayOfTheWeek="NODAY")]} for name in LIMITS),
        {"id": DROP},
        {"id": None},
        {"id": "f" * 24},
    ]


def _accepted_updates(api: Api) -> list[dict[str, Any]]:
    return [
        {},
        {"name": f"{TEXT} renamed", "description": TEXT},
        {"description": DROP, "active": DROP},
        {"description": None, "badgeRank": None, "badgeGroupId": None},
        {"name": "Renamed", "badgeRank": 7},
        {"name": "RENAMED", "active": False},
        {"active": True, "startOn": api.now + 2 * DAY, "expiresOn": api.now + 50 * DAY},
        {"startOn": api.now + DAY / 2 + 0.25, "expiresOn": api.now + 9 * DAY + 0.125},
        {"images": IMAGES, "tags": TAGS, "customFields": FIELDS, "badgeGroupId": GROUP_ID},
        {"images": IMAGES[1:], "tags": TAGS[1:], "customFields": {"Season": "autumn"}},
        {"images": DROP, "tags": DROP, "customFields": DROP, "badgeGroupId": DROP, "badgeRank": DROP},
        *(
            {"earnedBadgeExpiry": expiry}
            for expiry in (NEVER, RELATIVE, WITH_BADGE, *(fixed(api.now + days * DAY) for days in (40, 45)))
        ),
        *({"earnedBadgeExpiry": {**RELATIVE, "relativeExpirytype": unit}} for unit in ("DAYS", "MONTHS")),
        *({"issuedBadgeExpiry": fixed(api.now + days * DAY)} for days in (40, 45)),
        *({"ownership": {"restrictedToOwners": [owner]}} for owner in MODULES),
        {"ownership": {"restrictedToOwners": ["Journeys", "Loyalty"], "claims": []}},
        {
            "ownership": {
                "restrictedToOwners": ["Loyalty"],
                "claims": [{"ownerType": "Loyalty", "referenceId": "1"}],
            }
        },
        *(
            {name: [LIMITS[name](kind)]}
            for name in LIMITS
            for kind in (
                "FIXED_WINDOW",
                "FIXED_VALUE",
                "ROLLING_WINDOW",
                "FIXED_WINDOW",
                "NO_LIMIT",
                "FIXED_VALUE",
            )
        ),
        *({name: [{**LIMITS[name]("FIXED_VALUE"), "maxEarnLimit": 71}]} for name in LIMITS),
        *({name: [{**LIMITS[name]("FIXED_WINDOW"), "refreshRate": 5, "maxEarnLimit": 9}]} for name in LIMITS),
        *({name: [{**LIMITS[name]("FIXED_WINDOW"), "refreshRate": 6, "maxEarnLimit": 8}]} for name in LIMITS),
        *({name: [weeks(name, startDayOfTheWeek=day)]} for name in LIMITS for day in WEEKDAYS),
        *({name: [weeks(name)]} for name in LIMITS),
        *({name: [{**weeks(name), "durationType": "MONTHS"}]} for name in LIMITS),
        {
            "customerConstraints": [
                {**customer_limit("ROLLING_WINDOW"), "maxEarnForDays": 7, "rollForWeeks": 9}
            ]
        },
        {
            "customerConstraints": [
                {**customer_limit("ROLLING_WINDOW"), "maxEarnForDays": 8, "rollForWeeks": 5}
            ]
        },
        *(
            {"badgeConstraints": [{**badge_limit("ROLLING_WINDOW"), "rollType": unit}]}
            for unit in ("DAYS", "MONTHS")
        ),
        {"badgeConstraints": [{**badge_limit("ROLLING_WINDOW"), "rollValue": 6, "maxEarnLimit": 4}]},
        {
            "badgeConstraints": [
                badge_limit("FIXED_VALUE"),
                badge_limit("ROLLING_WINDOW"),
                {**badge_limit("ROLLING_WINDOW"), "rollType": "DAYS"},
            ]
        },
        {"customerConstraints": [], "badgeConstraints": []},
        {
            "orgId": 7,
            "createdOn": 5.0,
            "createdBy": 6,
            "lastUpdatedOn": 8.0,
            "issuedCount": 9,
            "earnedCount": 9,
        },
        {"status": "EXPIRED", "lastUpdatedOn": 9.0, "createdOnISO": "2020-01-01T00:00:00Z"},
        {"startOn": api.now - 90 * 365 * DAY},
    ]


def updates(api: Api) -> Iterator[Answer]:
    """Everything that may become of an UPCOMING badge, one update after the other."""
    answers: list[Answer] = []
    earlier = api.made(name="Earlier")
    badge = api.made(name="First name")
    enrol = api.made(name="Enrolment", earnType="ISSUE_EARN", issuedBadgeExpiry=fixed(api.now + 80 * DAY))
    later = api.made(name="Later")
    large = api.made(name="Large")
    for field, value in LARGEST.values():
        yield api.update(changed(large, **{field: value}))
    for changes in _accepted_updates(api):
        api.now += 10
        badge_now = sent(api, answers, changed(badge, **changes), update=True)
        yield from drained(answers)
        badge = {**badge, **{name: value for name, value in badge_now.items() if name in badge}}
        looked_at(api, badge, answers)
        yield from drained(answers)
    for changes in (
        {"issuedBadgeExpiry": fixed(api.now + 70 * DAY)},
        {
            "customerConstraints": [customer_limit("FIXED_VALUE")],
            "badgeConstraints": [badge_limit("FIXED_VALUE")],
        },
    ):
        enrol_now = sent(api, answers, changed(enrol, **changes), update=True)
        looked_at(api, enrol_now, answers)
        yield from drained(answers)
    for one in (earlier, later):
        looked_at(api, one, answers)
    windowed = changed(later, badgeConstraints=[badge_limit("FIXED_WINDOW")], startOn=api.now + 7 * DAY)
    for _ in range(2):
        yield api.update(windowed)
    yield api.update(changed(windowed, startOn=api.now + 8 * DAY))
    yield api.list(name="First name", badgeType="AVAILABLE")
    yield api.list(name="Renamed", badgeType="AVAILABLE")
    for name in ("First name", "Renamed", "RENAMED", "renamed"):
        yield api.create(api.body(name=name))
    yield from drained(answers)


def refused_updates(api: Api) -> Iterator[Answer]:
    """What an update refuses in each state, and whether it leaves something behind."""
    other = api.made(name="Other")
    for badge in (api.made(name="Upcoming"), api.live(name="Live")):
        for changes in _refused_updates(api, other):
            api.now += 10
            yield api.update(changed(badge, description="refused", **changes))
            yield api.detail(badge["id"])
            yield api.list(name=badge["name"], badgeType="AVAILABLE")
        yield api.update(changed(badge, name="Burnt", id="e" * 24))
        yield api.create(api.body(name="Burnt"))
        yield api.update([changed(badge, description="in an array")])
        text = json.dumps(changed(badge, description="broken off"))
        for broken in (b"", text[:-20].encode(), f"[{text}]".encode(), b"7"):
            yield api.update(broken)
        yield api.detail(badge["id"])
    yield api.detail(other["id"])
    live, over = api.live(name="Unclaimed"), api.expired(name="Over")
    claims = [{"ownerType": "Loyalty", "referenceId": "1"}]
    yield api.update(changed(live, ownership={"restrictedToOwners": ["Loyalty"], "claims": claims}))
    yield api.list(badgeType="AVAILABLE", name=live["name"])
    yield api.detail(live["id"])
    yield api.update(changed(over, expiresOn=api.now - 60))
    yield api.detail(over["id"])
    yield api.list(name="Other", badgeType="AVAILABLE")
    for badge_id in FIXTURES["claimed"]:
        shown = api.store.badge(badge_id)
        for owners in (
            ["Historical_Import"],
            shown.owners[:1],
            shown.owners[1:],
            [*shown.owners, "Journeys"],
        ):
            body = changed(
                api.body(
                    name=shown.name,
                    startOn=shown.start_on,
                    expiresOn=shown.expires_on,
                    description="unclaimed",
                ),
                id=badge_id,
                earnType=shown.earn_type,
                issuedBadgeExpiry=shown.issued_expiry,
                ownership={"restrictedToOwners": owners},
            )
            yield api.update(body)
            yield api.detail(badge_id)
