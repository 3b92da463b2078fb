"""LIVE and EXPIRED badges, lists, details and callers."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from reference.access import DEMO_ACCOUNT, TOKEN_HEADER, TOKEN_PATH
from reference.instants import iso
from reference.rules.owners import MODULES
from reference.seeds import CUSTOMERS, FIXTURES, GROUP_ID
from selftests.faults.bodies import FIELDS, IMAGES, NEVER, TAGS, TEXT, drained, looked_at, sent
from selftests.reference.in_process import CUSTOMER, DAY, LIMITS, MANAGEMENT, Answer, Api, changed


def lives(api: Api) -> Iterator[Answer]:
    """LIVE and EXPIRED badges: frozen starts, frozen kinds, and the passing of time."""
    answers: list[Answer] = []
    changes: dict[str, Any]
    for number, changes in enumerate(
        (
            {"description": "changed", "name": "Live renamed", "badgeRank": 3},
            {"active": False},
            {"active": True, "tags": TAGS, "images": IMAGES, "customFields": FIELDS},
            {"ownership": {"restrictedToOwners": ["Journeys"]}, "earnedBadgeExpiry": NEVER},
            {"expiresOn": api.now + 60 * DAY},
            {"expiresOn": api.now + 5 * DAY},
        )
    ):
        live = api.live(name=f"Live {number}")
        sent(api, answers, changed(live, **changes), update=True)
        looked_at(api, live, answers)
        yield from drained(answers)
    live = api.live(name="Live and moved")
    for start in (api.now + 60, api.now + 3 * DAY, api.now - 60, api.now - 9 * DAY):
        yield api.update(changed(live, startOn=start))
        yield api.update(changed(live, startOn=start, active=False))
        yield api.update(changed(live, startOn=start, expiresOn=api.now - 30))
        looked_at(api, live, answers)
        yield from drained(answers)
    moved = api.made(name="Moved")
    for start in (api.now - 7200, api.now - 3 * DAY, api.now + DAY):
        yield api.update(changed(moved, startOn=start))
        looked_at(api, moved, answers)
        yield from drained(answers)
    for name, limit in LIMITS.items():
        kinds = ("FIXED_WINDOW", "ROLLING_WINDOW", "FIXED_VALUE")
        for old in kinds:
            for new in kinds:
                live = api.live(name=f"{name} {old} {new}", **{name: [limit(old)]})
                yield api.update(
                    changed(live, **{name: [limit(new)]}, description="new", expiresOn=api.now + 20 * DAY)
                )
                yield api.detail(live["id"])
    over = api.expired(name="Over")
    for changes in (
        {},
        {"startOn": api.now - 11 * DAY},
        {"startOn": api.now - 11 * DAY, "description": "moved"},
    ):
        yield api.update(changed(over, expiresOn=api.now + 9 * DAY, **changes))
        looked_at(api, over, answers)
        yield from drained(answers)
    soon = api.made(name="Soon", startOn=api.now + 100, expiresOn=api.now + 200)
    longer = api.made(name="Longer", startOn=api.now + 100, expiresOn=api.now + 200, active=False)
    for step in (0, 120, 120):
        api.now += step
        for badge in (soon, longer):
            looked_at(api, badge, answers)
            yield from drained(answers)
        for status in ("UPCOMING", "LIVE", "EXPIRED"):
            yield api.list(badgeStatus=status, badgeType="AVAILABLE", size=100)
        yield api.list(badgeType="EXPIRED", size=100)
        yield api.update(changed(longer, expiresOn=api.now + 500))


def lists(api: Api) -> Iterator[Answer]:
    """Every parameter of the list, and pages of several sizes."""
    made = [
        api.made(
            name=f"Row {index} 100%",
            startOn=api.now + (index + 1) * DAY,
            expiresOn=api.now + 40 * DAY + index * 3600,
        )
        for index in range(14)
    ]
    api.made(name="Row_with_underscore")
    api.made(name="Row with underscore and more")
    api.made(name="Row with underscore and less")
    api.made(name=f"Row {TEXT}")
    api.made(name="Row + 50%25 off", badgeGroupId=GROUP_ID, images=IMAGES)
    api.now += 100
    api.update(changed(made[3], description="updated", active=False))
    api.update(changed(made[5], name="Row renamed"))
    yield api.list()
    for name in (
        "Row 3 100%",
        "Row 5 100%",
        "Row renamed",
        "row 4 100%",
        "%",
        "_",
        "Row%",
        "Row with underscore and more",
        "No such row",
        f"Row {TEXT}",
    ):
        yield api.list(name=name, badgeType="AVAILABLE")
    yield api.list(name="Row + 50%25 off", badgeType="AVAILABLE")
    for size in (1, 3, 7, 9, 10, 11, 14, 20, 50, 1000):
        for page in (0, 1, 2, 5):
            yield api.list(badgeType="AVAILABLE", size=size, page=page)
    for kind in ("AVAILABLE", "AVAILABLE_TO_ISSUE", "EARNED", "EXPIRED"):
        yield api.list(badgeType=kind, size=100)
        for key in ("EXPIRES_ON", "LAST_MODIFIED_DATE", "LAST_ISSUED_DATE", "LAST_EXPIRED_BADGE"):
            for order in ("ASC", "DESC"):
                yield api.list(badgeType=kind, sortOn=key, order=order, size=100)
        for key in ("LAST_EARNED_EVENT_DATE", "LAST_EARNED_ON_DATE"):
            for order in ("ASC", "DESC"):
                yield api.list(badgeType=kind, sortOn=key, order=order, size=100)
        for action in ("ACTIVATED", "DEACTIVATED", "DE_ACTIVATED"):
            yield api.list(badgeType=kind, action=action, size=100)
        for status in ("UPCOMING", "LIVE", "EXPIRED"):
            yield api.list(badgeType=kind, badgeStatus=status, size=100)
        for module in MODULES:
            yield api.list(badgeType=kind, owner=module, size=100)
            yield api.list(badgeType=kind, claimedBy=module, size=100)
    for field in ("startOn", "expiresOn"):
        for operator in ("LESS_THAN", "GREATER_THAN"):
            for instant in (
                "2027-01-20T12:00:00.000Z",
                "2027-02-24T12:00:00.000Z",
                "2026-06-01T00:00:00.000Z",
                iso(made[4][field] + 1),
            ):
                yield api.list(
                    badgeType="AVAILABLE", size=100, **{field: instant, f"{field}Operator": operator}
                )
    yield api.list(
        badgeType="AVAILABLE",
        startOn="2027-01-20T12:00:00.000Z",
        startOnOperator="LESS_THAN",
        expiresOn="2027-02-24T12:00:00.000Z",
        expiresOnOperator="GREATER_THAN",
    )
    yield api.list(
        badgeType="AVAILABLE", badgeStatus="UPCOMING", owner="Loyalty", action="ACTIVATED", size=100
    )
    yield api.list(badgeType="AVAILABLE", name="Row 3 100%", owner="Loyalty", action="ACTIVATED")
    for beside in ({"order": "ASC"}, {"sortOn": "LAST_MODIFIED_DATE"}, {"page": 1, "size": 2}):
        for filters in ({"owner": "Journeys"}, {"badgeStatus": "EXPIRED"}, {"action": "DEACTIVATED"}):
            yield api.list(badgeType="AVAILABLE", **{"size": 100, **filters, **beside})
    yield api.list(badgeType="AVAILABLE", badgeStatus="UPCOMING", order="ASC", size=100)
    for kind in ("AVAILABLE", "AVAILABLE_TO_ISSUE"):
        for group in (GROUP_ID, "0" * 24, "Seasonal badges"):
            yield api.list(badgeType=kind, groupId=group)
    for name in (
        "page",
        "size",
        "sortOn",
        "order",
        "badgeType",
        "action",
        "badgeStatus",
        "owner",
        "claimedBy",
    ):
        yield api.list(**{name: "odd"})
    for name in ("startOn", "expiresOn", "startOnOperator", "expiresOnOperator", "groupId", "unknown"):
        yield api.list(**{name: "odd"})
    for name in ("", "'", '"', "x" * 2000):
        yield api.list(name=name)
    for query in ("size=1&size=2", "size=", "page=0&page=0"):
        yield api.send("GET", f"{MANAGEMENT}/{CUSTOMER}", query=query)
    yield api.list(badgeType="AVAILABLE", size=5)


def details(api: Api) -> Iterator[Answer]:
    """Details of the badges of the demo, and reads by every identifier."""
    for ids in FIXTURES.values():
        for badge_id in ids:
            for switch in ("true", "false", None, "odd"):
                yield api.detail(badge_id, switch)
    customer = CUSTOMERS[0]
    identifiers = {
        "email": customer.email,
        "mobile": customer.mobile,
        "externalId": customer.external_id,
        "cardNumber": customer.card_number,
        "postcode": customer.mobile,
    }
    for kind, value in identifiers.items():
        for other in ("email", "mobile", "externalId", "cardNumber", "postcode"):
            headers = {"X-CAP-CUSTOMER-IDENTIFIER": other}
            yield api.list(quote(value), headers, badgeType="EARNED")
            yield api.detail(
                FIXTURES["earned"][0], customer=value, headers={"X-CAP-CUSTOMER-IDENTIFIER": kind}
            )
    yield api.list(customer.mobile)
    yield api.list("0", badgeType="EARNED")
    yield api.detail(FIXTURES["earned"][0], customer="0")
    pictured = api.made(name="Pictured", images=IMAGES)
    for kind in ("email", "mobile", "externalId", "cardNumber"):
        yield api.detail(
            pictured["id"], customer=identifiers[kind], headers={"X-CAP-CUSTOMER-IDENTIFIER": kind}
        )
    made = api.made()
    for badge_id in ("f" * 24, "odd id", made["id"].upper()):
        yield api.detail(badge_id)
    for path in (MANAGEMENT, f"{MANAGEMENT}/", f"{MANAGEMENT}/{CUSTOMER}/badge/"):
        yield api.send("GET", path)
    for method in ("POST", "DELETE", "PUT"):
        yield api.send(method, f"{MANAGEMENT}/{CUSTOMER}")
    for _ in range(2):
        yield api.detail(made["id"])
        yield api.list(name=made["name"], badgeType="AVAILABLE")


def access(api: Api) -> Iterator[Answer]:
    """Callers with and without the right credentials, on every operation."""

    def basic(text: str) -> dict[str, str]:
        return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}

    badge = api.made(name="Guarded")
    credentials = {"key": DEMO_ACCOUNT.key, "secret": DEMO_ACCOUNT.secret}
    token = api.send(
        "POST", TOKEN_PATH, json.dumps(credentials).encode(), {"Content-Type": "application/json"}
    )
    callers: list[dict[str, str]] = [
        {},
        {"Authorization": ""},
        basic(f"{DEMO_ACCOUNT.username}:wrong"),
        basic(f"{DEMO_ACCOUNT.username}:{DEMO_ACCOUNT.password[:4]}"),
        basic(f"{DEMO_ACCOUNT.username}:"),
        basic(f"{DEMO_ACCOUNT.username}:{DEMO_ACCOUNT.password.swapcase()}"),
        basic(f"{DEMO_ACCOUNT.username}:{DEMO_ACCOUNT.password[:-1]}0"),
        basic(f"nobody:{DEMO_ACCOUNT.password}"),
        {"Authorization": "Bearer abc"},
        {"Authorization": "Digest username=x"},
        {"Authorization": "Basic ???"},
        {"Authorization": "", TOKEN_HEADER: "forged"},
        {"Authorization": "", TOKEN_HEADER: token.payload["data"]["accessToken"]},
    ]
    for number, caller in enumerate(callers):
        name = f"Caller {number}"
        yield api.create(api.body(name=name), caller)
        yield api.update(changed(badge, description=name), caller)
        yield api.detail(badge["id"])
        yield api.list(name=name, badgeType="AVAILABLE")
        yield api.list(headers=caller)
        yield api.detail(badge["id"], headers=caller)
