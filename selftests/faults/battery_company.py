"""Rules in company: of grouped badges, beside other changes, for callers with a token, at odd moments."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from reference.access import TOKEN_HEADER, TOKEN_PATH
from reference.seeds import DEMO_ACCOUNT, GROUP_ID
from selftests.faults.bodies import fixed
from selftests.reference.in_process import DAY, MIGRATION, Answer, Api, badge_limit, changed, customer_limit


def company(api: Api) -> Iterator[Answer]:
    """What breaks a rule, in company; then limits and dates at the edge of what is usual."""
    yield from _frozen(api)
    yield from _by_token(api)
    yield from _strangers(api)
    yield from _refusals(api)
    yield from _edges(api)


def _frozen(api: Api) -> Iterator[Answer]:
    window, value = [badge_limit("FIXED_WINDOW")], [badge_limit("FIXED_VALUE")]
    moved = api.now - 2 * 3600
    for base, besides in (
        ({"badgeGroupId": GROUP_ID}, {}),
        ({"active": False}, {"active": True}),
        ({}, {"customerConstraints": [customer_limit("FIXED_VALUE")]}),
        ({}, {"expiresOn": api.now + 20 * DAY}),
    ):
        badge = api.live(badgeConstraints=window, **base)
        yield api.update(changed(badge, startOn=moved, **besides))
        yield api.update(changed(badge, badgeConstraints=value, **besides))
    yield api.update(changed(api.live(), startOn=api.now - 800 * DAY))
    soon = api.made(startOn=api.now + 1800, badgeConstraints=window)
    yield api.update(changed(soon, badgeConstraints=value))
    yield api.update(changed(soon, startOn=api.now + 3 * DAY))


def _token(api: Api) -> dict[str, str]:
    credentials = json.dumps({"key": DEMO_ACCOUNT.key, "secret": DEMO_ACCOUNT.secret}).encode()
    answer = api.send("POST", TOKEN_PATH, credentials, {"Content-Type": "application/json"})
    return {"Authorization": "", TOKEN_HEADER: answer.payload["data"]["accessToken"]}


def _by_token(api: Api) -> Iterator[Answer]:
    caller = _token(api)
    badge = api.made(
        tags=[{"name": "kind", "value": "rare"}],
        badgeConstraints=[badge_limit("FIXED_VALUE")],
        description="Shown to everybody in full",
    )
    yield api.detail(badge["id"], headers=caller)
    yield api.list(headers=caller, badgeType="AVAILABLE", name=badge["name"])
    yield api.create(api.body(ownership={"restrictedToOwners": ["Nobody"]}), caller)
    yield api.create(api.body(startOn=api.now - DAY), caller)
    live = api.live()
    yield api.update(changed(live, startOn=live["startOn"] - 60), caller)


def _strangers(api: Api) -> Iterator[Answer]:
    def basic(text: str) -> dict[str, str]:
        return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}

    longer = basic(f"{DEMO_ACCOUNT.username}:{DEMO_ACCOUNT.password}-more")
    for caller in (longer, basic(":"), {"Authorization": "", TOKEN_HEADER: " "}):
        yield api.list(headers=caller)


def _refusals(api: Api) -> Iterator[Answer]:
    badge = api.made()
    broken = {"name": "Refused another name", "description": "Refused", "expiresOn": badge["startOn"] - 60}
    yield api.update(changed(badge, **broken))
    yield api.list(badgeType="AVAILABLE", name=badge["name"])
    yield api.create(api.body(name=badge["name"]))
    yield api.update(changed(badge, id="f" * 24))


def _edges(api: Api) -> Iterator[Answer]:
    rate = [{**badge_limit("FIXED_WINDOW"), "refreshRate": 2}]
    yield api.update(changed(api.made(), badgeConstraints=rate))
    now = datetime.fromtimestamp(api.now, UTC)
    leap = next(year for year in range(now.year + 1, now.year + 9) if year % 4 == 0 and year % 100)
    for text in (f"{now.year + 1}-03-05T12:30:00Z", f"{leap}-02-29T09:15:00Z"):
        yield api.create(api.body(startOnISO=text, expiresOn=api.now + 4000 * DAY))
    end = api.now + 50 * DAY
    dated = api.made(expiresOn=end, earnedBadgeExpiry=fixed(end))
    yield api.detail(dated["id"])
    api.create(api.body(startOn=-94_600_000, expiresOn=2_240_000_000, name="Long"), MIGRATION)
    for status in ("LIVE", "UPCOMING"):
        yield api.list(badgeType="AVAILABLE", name="Long", badgeStatus=status)
