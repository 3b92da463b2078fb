"""Badges with large, odd and many values, limits and expiries in every state, and lists by every order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.payloads import LARGEST, LONG_TEXT, ODD_NAMES
from reference.seeds import CUSTOMERS, FIXTURES, GROUP_ID
from selftests.faults.bodies import (
    FIELDS,
    IMAGES,
    NEVER,
    RELATIVE,
    TAGS,
    drained,
    fixed,
    looked_at,
    sent,
    weeks,
)
from selftests.reference.in_process import (
    DAY,
    MIGRATION,
    Answer,
    Api,
    badge_limit,
    changed,
    customer_limit,
)

_ODD: tuple[dict[str, Any], ...] = (
    *({field: value} for field, value in LARGEST.values()),
    {"description": LONG_TEXT},
    {"images": [{**IMAGES[0], "name": ""}, {**IMAGES[1], "tag": "IN_PROGRESS"}]},
    {"tags": [*TAGS, {**TAGS[0], "value": "common"}]},
    {"customFields": {"a": "0", "b": "false", "c": "null"}},
)
_LIMITS = {
    "customerConstraints": [
        {**customer_limit("FIXED_WINDOW"), "durationType": "MONTHS", "refreshRate": None},
        weeks("customerConstraints", startDayOfTheWeek="SUNDAY"),
        customer_limit("FIXED_VALUE"),
    ],
    "badgeConstraints": [
        badge_limit("FIXED_WINDOW"),
        weeks("badgeConstraints", startDayOfTheWeek="FRIDAY"),
        badge_limit("FIXED_VALUE"),
        badge_limit("ROLLING_WINDOW"),
    ],
}


def specimens(api: Api) -> Iterator[Answer]:
    """What strains the room of a view, and what it makes of limits and expiries in a state."""
    answers: list[Answer] = []
    for changes in (*_ODD, *({"name": name.format("Odd")} for name in ODD_NAMES.values())):
        looked_at(api, sent(api, answers, api.body(**changes)), answers)
    for issued, earned in (
        (fixed(api.now + 50 * DAY), fixed(api.now + 60 * DAY)),
        ({**RELATIVE, "value": 45}, {**RELATIVE, "relativeExpirytype": "MONTHS", "value": 45}),
        (RELATIVE, NEVER),
    ):
        expiries = {"earnType": "ISSUE_EARN", "issuedBadgeExpiry": issued, "earnedBadgeExpiry": earned}
        for state in ({}, {"active": False}, {"startOn": api.now - 9 * DAY}):
            body = api.body(**_LIMITS, **expiries, **state)
            looked_at(api, sent(api, answers, body, headers=MIGRATION), answers)
    unit = {**RELATIVE, "relativeExpirytype": "FORTNIGHTS"}
    answers.append(api.create(api.body(earnType="ISSUE_EARN", issuedBadgeExpiry=unit)))
    plain = api.made()
    looked_at(api, sent(api, answers, changed(plain, **_LIMITS), update=True), answers)
    yield from drained(answers)
    yield from _updated_often(api)
    yield from _asked_for(api)


def _updated_often(api: Api) -> Iterator[Answer]:
    """A badge that is updated again and again, and emptied at last."""
    answers: list[Answer] = []
    badge = api.made(images=IMAGES, tags=TAGS, badgeRank=1)
    for number in range(3):
        api.now += 5
        images = [{**image, "name": f"{image['name']} {number}"} for image in IMAGES]
        sent(
            api,
            answers,
            changed(
                badge,
                description=f"Update {number}",
                images=images,
                tags=TAGS[: number % 2 + 1],
                badgeRank=number + 2,
                ownership={"restrictedToOwners": ["Journeys", "Loyalty"][: number % 2 + 1]},
                customerConstraints=[{**customer_limit("FIXED_VALUE"), "maxEarnLimit": number + 1}],
                badgeConstraints=[badge_limit("FIXED_VALUE")],
                earnedBadgeExpiry={**RELATIVE, "value": number + 1},
                customFields=FIELDS,
            ),
            update=True,
        )
        looked_at(api, badge, answers)
    bare = {"images": [], "tags": [], "customerConstraints": [], "badgeConstraints": []}
    without = {name: value for name, value in badge.items() if name not in ("badgeRank", "description")}
    sent(api, answers, {**without, **bare}, update=True)
    looked_at(api, badge, answers)
    yield from drained(answers)


def _asked_for(api: Api) -> Iterator[Answer]:
    """Lists in every order, by pages and by filters, of badges whose ends and updates changed places."""
    made = [api.made(expiresOn=api.now + day * DAY, badgeGroupId=GROUP_ID) for day in (40, 50, 60)]
    for badge, day in zip((*made, made[0]), (60, 50, 40, 70), strict=True):
        api.now += 5
        yield api.update(changed(badge, expiresOn=api.now + day * DAY))
    off = api.made(active=False)
    yield api.update(changed(off, active=True))
    api.expired(active=False)
    for kind in ("AVAILABLE", "AVAILABLE_TO_ISSUE", "EARNED", "EXPIRED"):
        for key in ("EXPIRES_ON", "LAST_MODIFIED_DATE"):
            for order in ("ASC", "DESC"):
                yield api.list(badgeType=kind, sortOn=key, order=order, size=50)
                yield api.list(badgeType=kind, sortOn=key, order=order, size=1, page=1)
        yield api.list(badgeType=kind, size=1)
        yield api.list(badgeType=kind, action="DEACTIVATED", size=50)
        yield api.list(badgeType=kind)
        yield api.list(badgeType=kind, page=1)
        yield api.list(badgeType=kind, name="null")
        for key in ("EXPIRES_ON", "LAST_MODIFIED_DATE"):
            yield api.list(badgeType=kind, groupId=GROUP_ID, sortOn=key)
        yield api.list(badgeType=kind, groupId=f"{GROUP_ID[:-1]}x")
    yield api.detail(f"{made[0]['id']}0")
    for value, header in ((CUSTOMERS[0].id, "email"), (CUSTOMERS[0].email, "")):
        headers = {"X-CAP-CUSTOMER-IDENTIFIER": header} if header else {}
        yield api.list(value, headers=headers)
        yield api.detail(FIXTURES["earned"][0], customer=value, headers=headers)
