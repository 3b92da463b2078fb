"""What a create takes and refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from harness.payloads import LARGEST
from reference.rules.constraints import WEEKDAYS
from reference.rules.owners import MODULES
from reference.seeds import GROUP_ID
from selftests.faults.bodies import (
    IMAGES,
    NEVER,
    RELATIVE,
    TAGS,
    TEXT,
    WITH_BADGE,
    drained,
    dressed,
    fixed,
    looked_at,
    sent,
    weeks,
)
from selftests.reference.in_process import (
    DAY,
    DROP,
    LIMITS,
    MIGRATION,
    WRITE,
    Answer,
    Api,
    badge_limit,
    changed,
    customer_limit,
)


def creates(api: Api) -> Iterator[Answer]:
    """Everything that a create may hold, and looks at what became of it."""
    answers: list[Answer] = []
    kinds = ("FIXED_WINDOW", "ROLLING_WINDOW", "FIXED_VALUE", "NO_LIMIT")
    bodies = [
        api.body(),
        dressed(api),
        api.body(description=DROP, active=DROP),
        api.body(description=None, customFields=None, badgeConstraints=None, customerConstraints=None),
        api.body(name=f"Name {TEXT}", description=TEXT, active=False),
        dressed(api, badgeGroupId=GROUP_ID, active=False, earnedBadgeExpiry=fixed(api.now + 40 * DAY)),
        api.body(earnedBadgeExpiry=NEVER, images=IMAGES, tags=TAGS, active=False),
        api.body(earnedBadgeExpiry=WITH_BADGE, badgeRank=2),
        api.body(earnType="ISSUE_EARN", issuedBadgeExpiry=RELATIVE),
        api.body(earnType="ISSUE_EARN", issuedBadgeExpiry=NEVER),
        api.body(
            earnType="ISSUE_EARN",
            issuedBadgeExpiry=WITH_BADGE,
            ownership={"restrictedToOwners": ["Journeys"]},
        ),
        *(
            api.body(earnedBadgeExpiry={**RELATIVE, "relativeExpirytype": unit})
            for unit in ("DAYS", "MONTHS")
        ),
        *(api.body(ownership={"restrictedToOwners": [owner]}) for owner in MODULES),
        *(api.body(**{name: [LIMITS[name](kind)]}) for name in LIMITS for kind in kinds),
        *(api.body(**{name: [weeks(name, startDayOfTheWeek=day)]}) for name in LIMITS for day in WEEKDAYS),
        *(api.body(**{name: [weeks(name)]}) for name in LIMITS),
        *(api.body(**{name: [{**weeks(name), "durationType": "MONTHS"}]}) for name in LIMITS),
        api.body(badgeConstraints=[{**badge_limit("ROLLING_WINDOW"), "rollType": "MONTHS", "rollValue": 3}]),
        api.body(
            customerConstraints=[customer_limit("FIXED_VALUE"), customer_limit("ROLLING_WINDOW")],
            badgeConstraints=[badge_limit("FIXED_WINDOW")],
        ),
        api.body(startOnISO="2027-03-01T00:00:00Z", expiresOnISO="2027-04-01T06:00:00Z"),
        api.body(startOnISO="2027-03-01T10:00:00Z"),
        api.body(
            ownership={
                "restrictedToOwners": ["Loyalty"],
                "claims": [{"ownerType": "Loyalty", "referenceId": "1"}],
            }
        ),
        api.body(customerConstraints=[], tags=[], images=[], customFields={}),
        api.body(
            customerConstraints=[
                {"constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW", "maxEarnForDays": 3, "rollForDays": 9}
            ]
        ),
        api.body(
            images=[{**IMAGES[0], "url": "https://img.example.com/o/images%2F1.png"}],
            customFields={"Test CF": "null", "CF07": "true", "CF31": "false"},
        ),
        api.body(badgeRank=12, images=[*IMAGES, {**IMAGES[0], "name": "Same file"}]),
        api.body(ownership={"restrictedToOwners": list(MODULES)}),
        api.body(startOnISO="2027-03-01T05:30:00+05:30", expiresOnISO="2027-04-01T05:30:00+05:30"),
        *(api.body(**{name: [{**LIMITS[name]("FIXED_WINDOW"), "refreshRate": 30}]}) for name in LIMITS),
    ]
    for body in bodies:
        badge = sent(api, answers, body)
        yield from drained(answers)
        looked_at(api, badge or body, answers)
        yield from drained(answers)
    for start in (api.now - 3600, api.now - 40 * DAY, api.now - 60 * 365 * DAY, api.now + 3 * DAY):
        badge = sent(api, answers, api.body(startOn=start), headers=MIGRATION)
        looked_at(api, badge, answers)
        yield from drained(answers)
    yield api.create(api.body(startOn=api.now - 3600, earnType="ISSUE_EARN"), MIGRATION)
    for start in (api.now - 60, api.now - 3600, api.now - 40 * DAY):
        yield api.create(api.body(startOn=start))
        yield api.create(api.body(startOn=start, active=False))
        yield api.create(api.body(startOn=start, earnType="ISSUE_EARN"))
    yield api.create(api.body(startOn=api.now - 101 * 366 * DAY), MIGRATION)
    for field, value in LARGEST.values():
        yield api.create(api.body(**{field: value}))
    for years in (100.3, 99.7):
        yield api.create(api.body(startOn=round(api.now - years * 365.25 * DAY)), MIGRATION)
    yield api.create(api.body(startOn=api.now + 3 * DAY, startOnISO="2020-01-01T00:00:00Z"))
    yield from _kinds(api)
    yield from _near_misses(api)


def _kinds(api: Api) -> Iterator[Answer]:
    """Everything that a badge can have, claims and old starts included, for badges of every kind."""
    claims = [{"ownerType": "Loyalty", "referenceId": "1"}]
    everything = {"badgeGroupId": GROUP_ID, "startOn": api.now + DAY}
    answers: list[Answer] = []
    for active in (True, False):
        for earn_type in ("EARN", "ISSUE_EARN"):
            for past, headers in ((0, {}), (3 * DAY, MIGRATION)):
                kind = {"active": active, "earnType": earn_type}
                start = {"startOn": api.now - past} if past else {}
                badge = sent(api, answers, dressed(api, **everything, **kind) | start, headers=headers)
                looked_at(api, badge, answers)
                claiming = {"restrictedToOwners": ["Loyalty"], "claims": claims}
                body = api.body(**kind, **start, ownership=claiming)
                looked_at(api, sent(api, answers, body, headers=headers), answers)
                yield from drained(answers)
            yield api.create(api.body(**kind, startOn=api.now - 101 * 366 * DAY), MIGRATION)
    for field in ("earnedBadgeExpiry", "expiresOn", "earnType", "ownership"):
        yield api.create(api.body(startOn=api.now - 3 * DAY, **{field: DROP}), MIGRATION)


def _near_misses(api: Api) -> Iterator[Answer]:
    """Dates in two spellings, and what is close to something else: words, names, dates, arrays."""
    answers: list[Answer] = []
    windows = {name: [LIMITS[name]("FIXED_WINDOW")] for name in LIMITS}
    for dates in (
        {"startOnISO": "2027-03-01T10:00:00Z", "expiresOnISO": "2027-04-01T06:00:00Z"},
        {"startOnISO": "2027-03-01T10:00:00-08:00", "expiresOnISO": "2027-04-01T06:00:00-03:30"},
        {"startOnISO": "2027-03-01T10:00:00Z", "startOn": api.now - 3 * DAY},
    ):
        looked_at(api, sent(api, answers, api.body(**dates, **windows)), answers)
    yield from drained(answers)
    for text in ("2027-01-01T00:00:00Z", "1920-01-01T00:00:00Z"):
        yield api.create(api.body(startOn=api.now - 3 * DAY, startOnISO=text), MIGRATION)
    for word in ("YEARS", "HOURS", ""):
        yield api.create(api.body(earnedBadgeExpiry={**RELATIVE, "relativeExpirytype": word}))
        yield api.create(api.body(badgeConstraints=[{**badge_limit("ROLLING_WINDOW"), "rollType": word}]))
        for name, windowed in windows.items():
            yield api.create(api.body(**{name: [{**windowed[0], "durationType": word}]}))
    for word in ("", "earn"):
        yield api.create(api.body(earnType=word))
    yield api.create(api.body(badgeConstraints=[LIMITS["customerConstraints"]("FIXED_VALUE")]))
    yield api.create(api.body(earnedBadgeExpiry={"expiryType": ""}))
    long = "A long name " * 12
    for name in ("Cafe", "Café", "CAFÉ", "CafÉ", f"{long}A", f"{long}B"):
        yield api.create(api.body(name=name))
    far = 2_840_140_800
    for body in (
        api.body(startOn=far, expiresOn=far + DAY),
        api.body(earnedBadgeExpiry=fixed(far), issuedBadgeExpiry=fixed(far), earnType="ISSUE_EARN"),
        api.body(issuedBadgeExpiry={**fixed(far), "expiresOn": None}, earnType="ISSUE_EARN"),
        api.body(tags=[*TAGS, None]),
        api.body(Description="In another spelling"),
        api.body(earnedBadgeExpiry=fixed(api.now - DAY)),
        api.body(ownership={"restrictedToOwners": ["Loyalty", None]}),
    ):
        yield api.create(body)
    weekly = {"constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW", "maxEarnForWeeks": 3, "rollForWeeks": 2}
    yield api.create(api.body(customerConstraints=[weekly]))


def refusals(api: Api) -> Iterator[Answer]:
    """What a create refuses, and whether it leaves something behind."""
    taken = api.made(name="Taken", description="first")
    live, started = api.live(name="Live one"), api.made(name="Enrol", earnType="ISSUE_EARN")
    offences: list[dict[str, Any]] = [
        *(
            {name: DROP}
            for name in ("name", "startOn", "expiresOn", "earnedBadgeExpiry", "ownership", "earnType")
        ),
        *({name: None} for name in ("name", "earnType", "earnedBadgeExpiry")),
        {"earnedBadgeExpiry": {}},
        {"ownership": {}},
        {"ownership": {"restrictedToOwners": []}},
        {"ownership": {"restrictedToOwners": ["Nobody"]}},
        {"ownership": {"restrictedToOwners": ["Loyalty", "Nobody"]}},
        {"ownership": {"restrictedToOwners": [None]}},
        *({name: [None]} for name in ("customerConstraints", "badgeConstraints", "images", "tags")),
        {"startOn": api.now - 60},
        {"startOn": api.now + 40 * DAY},
        {"name": "Taken"},
        {"name": live["name"]},
        {"name": started["name"]},
        {"name": "TAKEN"},
        {"earnType": "BOTH"},
        {"earnedBadgeExpiry": {"expiryType": "SOMETIMES"}},
        {"earnedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "SOMEHOW", "expiresOn": api.now + 40 * DAY}},
        {"earnedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expireWithBadgeMeta": False}},
        {"earnedBadgeExpiry": {**RELATIVE, "relativeExpirytype": "YEARS"}},
        {"issuedBadgeExpiry": {"expiryType": "SOMETIMES"}, "earnType": "ISSUE_EARN"},
        {"badgeConstraints": [{**badge_limit("ROLLING_WINDOW"), "rollType": "YEARS"}]},
        *({name: [{**LIMITS[name]("FIXED_VALUE"), "constraintType": "ANY"}]} for name in LIMITS),
        *({name: [{**LIMITS[name]("FIXED_WINDOW"), "durationType": "YEARS"}]} for name in LIMITS),
        *({name: [weeks(name, startDayOfTheWeek="NODAY")]} for name in LIMITS),
        {"name": "Taken", "ownership": {"restrictedToOwners": []}, "startOn": api.now - 60},
    ]
    for offence in offences:
        body = api.body(description="second", **offence)
        yield api.create(body)
        if body.get("name"):
            yield api.list(name=body["name"], badgeType="AVAILABLE")
        yield api.create({**api.body(), "name": body.get("name") or "Nameless"})
    yield api.create(api.body(name="Taken"), MIGRATION)
    yield api.detail(taken["id"])
    yield api.list(name="Taken", badgeType="AVAILABLE")
    text = json.dumps(api.body())
    for broken in (b"", b"{", b"[]", b'"text"', b"5", b"[" * 3000, text[:-30].encode(), f"[{text}]".encode()):
        yield api.create(broken)
    yield api.create(b" " * 2_000_000 + text.encode())
    for method in ("PATCH", "DELETE"):
        yield api.send(method, WRITE, json.dumps(changed(taken, description="patched")).encode())
