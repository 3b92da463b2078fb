"""The write contracts let every documented body through and refuse what no page knows."""

from __future__ import annotations

from typing import Any

import pytest
from payloads_at_hand import GONE, changed

from harness.contracts import Contracts

ISSUE = "create/request-01"  # relative and fixed-date expiry, images, fixed window, rolling windows
EARN = "create/request-03"  # expiry with the badge, fixed value, tags
ROLLING = "create/request-04"  # rolling window of the customer
UPDATE = "update/request-01"

EARNED, ISSUED = "/earnedBadgeExpiry", "/issuedBadgeExpiry"
WINDOW, VALUE, LAST = "/customerConstraints/0", "/badgeConstraints/0", "/badgeConstraints/1"

ACCEPTED: list[tuple[str, dict[str, Any]]] = [
    (ISSUE, {"/active": True, "/isActive": GONE}),
    (ISSUE, {"/description": GONE, "/badgeRank": None, "/images": GONE}),
    (ISSUE, {"/startOnISO": "2025-09-10T15:00:00+05:30", "/defaultTillId": 75086856}),
    (ISSUE, {EARNED: {"expiryType": "NEVER"}, ISSUED: None}),
    (ISSUE, {f"{ISSUED}/expireWithBadgeMeta": False}),
    (ISSUE, {f"{WINDOW}/durationType": "DAILY"}),
    (ISSUE, {f"{WINDOW}/durationType": "WEEKS", f"{WINDOW}/refreshRate": GONE,
        f"{WINDOW}/startDayOfTheWeek": "MONDAY"}),
    (ISSUE, {f"{WINDOW}/durationType": "WEEKS", f"{WINDOW}/refreshRate": GONE,
        f"{WINDOW}/startDayOfTheWeek": GONE}),
    (ISSUE, {VALUE: {"constraintType": "BADGE_NO_LIMIT"},
        WINDOW: {"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}}),
    (EARN, {"/customFields": {"CF1": "CF1"}, "/badgeGroupId": "65c3600c60d9261bdd8a6410"}),
    (UPDATE, {"/customerConstraints": [], "/badgeConstraints": None, "/tags": []}),
]  # fmt: skip

REFUSED: list[tuple[str, dict[str, Any]]] = [
    *((EARN, {f"/{name}": GONE})
        for name in ("name", "startOn", "expiresOn", "earnedBadgeExpiry", "ownership", "earnType")),
    *((EARN, {f"/{name}": None})
        for name in ("name", "startOn", "expiresOn", "earnedBadgeExpiry", "ownership", "earnType")),
    (UPDATE, {"/id": GONE}),
    (UPDATE, {"/id": 8}),
    (EARN, {"/id": "8"}),
    (EARN, {"/color": "red"}),
    (EARN, {"/name": 7}),
    (EARN, {"/startOn": "2026-01-01T00:00:00Z"}),
    (EARN, {"/startOn": 1716803487000}),
    (EARN, {"/earnType": "ISSUE EARN"}),
    (EARN, {"/active": "true"}),
    (EARN, {"/ownership/restrictedToOwners": []}),
    (EARN, {"/ownership/restrictedToOwners/0": "LOYALTY"}),
    (EARN, {"/ownership/restrictedToOwners/0": None}),
    (EARN, {"/customFields": {"CF1": 1}}),
    (EARN, {"/tags/0": {"name1": "Type1", "value": "Birthday"}}),
    (EARN, {f"{EARNED}/expiryType": GONE}),
    (EARN, {f"{EARNED}/type": GONE}),
    (EARN, {f"{EARNED}/type": "DAYS"}),
    (EARN, {f"{EARNED}/expireWithBadgeMeta": False}),
    (EARN, {f"{EARNED}/expiresOn": 1726804000}),
    (EARN, {f"{EARNED}/value": 2}),
    (ISSUE, {f"{EARNED}/expiryType": "SLIDING"}),
    (ISSUE, {f"{EARNED}/relativeExpirytype": "YEARS"}),
    (ISSUE, {f"{EARNED}/value": GONE}),
    (ISSUE, {f"{EARNED}/value": 0}),
    (ISSUE, {f"{ISSUED}/expiresOn": GONE}),
    (ISSUE, {f"{ISSUED}/expireWithBadgeMeta": True}),
    (ISSUE, {"/images/0/tag": "DONE"}),
    (ISSUE, {f"{WINDOW}/constraintType": "BADGE_FIXED_WINDOW"}),
    (ISSUE, {f"{WINDOW}/durationType": "FORTNIGHTS"}),
    (ISSUE, {f"{WINDOW}/durationType": GONE}),
    (ISSUE, {f"{WINDOW}/refreshRate": GONE}),
    (ISSUE, {f"{WINDOW}/startDayOfTheWeek": "FUNDAY"}),
    (ISSUE, {f"{WINDOW}/maxEarnLimit": "2"}),
    (ISSUE, {f"{VALUE}/maxEarnLimit": GONE}),
    (ISSUE, {f"{LAST}/rollType": "YEARS"}),
    (ISSUE, {f"{LAST}/rollValue": 1.5}),
    (ROLLING, {f"{WINDOW}/rollForWeeks": GONE}),
    (ROLLING, {f"{WINDOW}/maxEarnForDays": "50"}),
]  # fmt: skip


def _contract(start: str) -> str:
    return start.split("/")[0] + "-request"


@pytest.mark.parametrize(
    ("start", "changes"), ACCEPTED, ids=lambda v: ", ".join(v) if isinstance(v, dict) else ""
)
def test_a_documented_body_is_valid(start: str, changes: dict[str, Any], contracts: Contracts) -> None:
    """What a page allows validates."""
    assert contracts.holds(_contract(start), changed(start, changes))


@pytest.mark.parametrize(
    ("start", "changes"), REFUSED, ids=lambda v: ", ".join(v) if isinstance(v, dict) else ""
)
def test_an_undocumented_body_is_not_valid(start: str, changes: dict[str, Any], contracts: Contracts) -> None:
    """What no page allows does not validate, so that it can be sent as a negative."""
    assert not contracts.holds(_contract(start), changed(start, changes))
