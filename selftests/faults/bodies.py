"""Bodies, looks and records for the battery."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reference.policy import Policy
from selftests.reference.in_process import DAY, LIMITS, Answer, Api, badge_limit, customer_limit

NEVER = {"expiryType": "NEVER"}
WITH_BADGE = {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META", "expireWithBadgeMeta": True}
RELATIVE = {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS", "value": 2}
IMAGES = [
    {"name": "Medal", "fileSvcHandle": "h-1", "url": "https://img.example.com/1.png", "tag": "EARNED"},
    {"name": "Cup", "fileSvcHandle": "h-2", "url": "https://img.example.com/2.png", "tag": "UN_EARNED"},
]
TAGS = [{"name": "kind", "value": "rare"}, {"name": "colour", "value": "red"}]
FIELDS = {"Tier": "gold", "Season": "spring"}
TEXT = 'Ünïcödé "quotes" & <tags>\nsecond line 日本 😀'


def api_of(policy: Policy) -> Api:
    """The reference with numbered ids in place of random ones."""
    numbers = iter(range(1, 1_000_000))
    return Api(policy.put("drafts.new_id", lambda now: f"{0xABC:04x}{next(numbers):020x}"))


def fixed(date: float) -> dict[str, Any]:
    """An ABSOLUTE expiry on a date of its own."""
    return {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expiresOn": date, "expireWithBadgeMeta": False}


def dressed(api: Api, **changes: Any) -> dict[str, Any]:
    """A body with everything that a badge can have."""
    return api.body(
        **{
            "earnType": "ISSUE_EARN",
            "startOn": api.now + DAY + 0.125,
            "earnedBadgeExpiry": RELATIVE,
            "issuedBadgeExpiry": fixed(api.now + 90 * DAY + 5.5),
            "images": IMAGES,
            "tags": TAGS,
            "customFields": FIELDS,
            "badgeRank": 4,
            "customerConstraints": [customer_limit("FIXED_WINDOW"), customer_limit("ROLLING_WINDOW")],
            "badgeConstraints": [
                badge_limit("FIXED_VALUE"),
                badge_limit("ROLLING_WINDOW"),
                {**badge_limit("ROLLING_WINDOW"), "rollType": "MONTHS"},
            ],
            **changes,
        }
    )


def weeks(level: str, **changes: Any) -> dict[str, Any]:
    """A weekly window of a level."""
    limit = LIMITS[level]("FIXED_WINDOW")
    return {"constraintType": limit["constraintType"], "durationType": "WEEKS", "maxEarnLimit": 3, **changes}


def sent(
    api: Api, answers: list[Answer], body: Any, *, update: bool = False, **headers: Any
) -> dict[str, Any]:
    """Send a write, note the answer, and return its data, or nothing when it was refused."""
    answer = (api.update if update else api.create)(body, **headers)
    answers.append(answer)
    return data_of(answer)


def data_of(answer: Answer) -> dict[str, Any]:
    """The badge of an answer, or nothing."""
    try:
        data = json.loads(answer.body).get("data")
    except (ValueError, AttributeError):
        return {}
    return data if isinstance(data, dict) else {}


def looked_at(api: Api, badge: dict[str, Any], answers: list[Answer]) -> None:
    """Look at a badge in every way."""
    badge_id, name = str(badge.get("id")), str(badge.get("name"))
    answers.append(api.detail(badge_id))
    answers.append(api.detail(badge_id, "false"))
    kind = "AVAILABLE" if badge.get("earnType") == "EARN" else "AVAILABLE_TO_ISSUE"
    answers.append(api.list(name=name, badgeType=kind))


def drained(answers: list[Answer]) -> Iterator[Answer]:
    """The answers so far, and none of them left."""
    yield from answers
    answers.clear()
