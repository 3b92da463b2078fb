"""Speaks to the reference application without a socket, on a clock that the test sets."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from reference.access import DEMO_ACCOUNT
from reference.app import build
from reference.policy import Policy
from reference.seeds import CUSTOMERS, seed
from reference.store import Store
from selftests.answer import Answer as PlainAnswer

DAY = 86_400
NOW = 1_800_000_000.25  # 2027-01-15T08:00:00Z
WRITE = "/api_gateway/v1/badges/badgeMeta"
MANAGEMENT = "/api_gateway/v1/badges/management"
CUSTOMER = CUSTOMERS[0].id
CREDENTIALS = base64.b64encode(f"{DEMO_ACCOUNT.username}:{DEMO_ACCOUNT.password}".encode()).decode()
BASIC = {"Authorization": f"Basic {CREDENTIALS}"}
MIGRATION = {"X-CAP-BADGES-MIGRATION": "migration"}


class Answer(PlainAnswer):
    """One response."""

    @property
    def data(self) -> Any:
        """The data of a success; anything else fails here, with the answer in the message."""
        assert self.status < 300, self
        payload = self.payload
        assert payload["errors"] == [], self
        assert payload["warnings"] == [], self
        return payload["data"]

    @property
    def codes(self) -> set[int]:
        """The codes of a refusal; anything else, or a broken envelope, fails here."""
        assert 400 <= self.status < 500, self
        payload = self.payload
        assert set(payload) == {"data", "errors", "warnings"}, self
        assert payload["data"] is None, self
        assert payload["warnings"] is None, self
        assert payload["errors"], self
        for error in payload["errors"]:
            assert set(error) == {"code", "message", "reference"}, self
            assert isinstance(error["code"], int), self
            assert error["message"], self
        return {error["code"] for error in payload["errors"]}


@dataclass
class Api:
    """The reference in this process; `now` is its clock."""

    policy: Policy = field(default_factory=Policy)
    now: float = NOW
    background: int = 30

    def __post_init__(self) -> None:
        self.store = Store()
        seed(self.store, self.now, self.background)
        self.application = build(self.policy.put("clock", lambda: self.now), self.store)
        self.counter = 0
        self.messages: list[dict[str, Any]] = []

    def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        query: str = "",
    ) -> Answer:
        """Send one request as it is; credentials are added unless Authorization is given."""
        sent = {**BASIC, **(headers or {})}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": quote(path).encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items() if value],
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 1),
        }
        chunks = [body[start : start + 65_536] for start in range(0, len(body), 65_536)] or [b""]
        self.messages = messages = []

        async def receive() -> dict[str, Any]:
            chunk = chunks.pop(0)
            return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

        async def reply(message: dict[str, Any]) -> None:
            messages.append(message)

        asyncio.run(self.application(scope, receive, reply))
        start, *rest = messages
        return Answer(
            start["status"],
            {name.decode(): value.decode() for name, value in start["headers"]},
            b"".join(message.get("body", b"") for message in rest),
        )

    def write(self, method: str, body: Any, headers: dict[str, str] | None = None) -> Answer:
        """Send a JSON body to the write path."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send(method, WRITE, sent, {"Content-Type": "application/json", **(headers or {})})

    def create(self, body: Any, headers: dict[str, str] | None = None) -> Answer:
        return self.write("POST", body, headers)

    def update(self, body: Any, headers: dict[str, str] | None = None) -> Answer:
        return self.write("PUT", body, headers)

    def list(self, customer: str = CUSTOMER, headers: dict[str, str] | None = None, **query: Any) -> Answer:
        return self.send("GET", f"{MANAGEMENT}/{customer}", headers=headers, query=urlencode(query))

    def detail(
        self,
        badge_id: str,
        statistics: str | None = "true",
        customer: str = CUSTOMER,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        query = "" if statistics is None else urlencode({"includeStatistics": statistics})
        return self.send("GET", f"{MANAGEMENT}/{customer}/badge/{badge_id}", headers=headers, query=query)

    def names(self, **query: Any) -> list[str]:
        """The names of the listed badges, on one large page."""
        rows = self.list(**{"size": 1000, **query}).data["customerBadges"]
        return [row["name"] for row in rows]

    def body(self, **changes: Any) -> dict[str, Any]:
        """A valid body with a fresh name; a change to DROP leaves the member out."""
        self.counter += 1
        result = {
            "name": f"Badge {self.counter}",
            "description": "Buy three, get one",
            "startOn": self.now + DAY,
            "expiresOn": self.now + 30 * DAY,
            "earnType": "EARN",
            "earnedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META"},
            "ownership": {"restrictedToOwners": ["Loyalty", "Milestones"]},
            "active": True,
        }
        result |= changes
        return {name: value for name, value in result.items() if value is not DROP}

    def made(self, headers: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
        """A badge really created: the data of the answer."""
        data: dict[str, Any] = self.create(self.body(**changes), headers).data
        return data

    def live(self, **changes: Any) -> dict[str, Any]:
        """A badge that started an hour ago."""
        return self.made(MIGRATION, **{"startOn": self.now - 3600, **changes})

    def expired(self, **changes: Any) -> dict[str, Any]:
        """A badge that ended an hour ago."""
        dates = {"startOn": self.now - 10 * DAY, "expiresOn": self.now - 3600}
        return self.made(MIGRATION, **{**dates, **changes})

    def stored(self, badge_id: str) -> Any:
        """The badge as it is read, without what moves with the clock."""
        data = self.detail(badge_id).data
        for level in ("customerConstraints", "badgeConstraints"):
            for constraint in data[level]:
                constraint["fixedWindowCycle"] = None
        return data


DROP = object()


def changed(badge: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The badge sent back whole, with some members changed or, by DROP, left out."""
    return {name: value for name, value in (badge | changes).items() if value is not DROP}


def customer_limit(kind: str) -> dict[str, Any]:
    """A valid customer constraint of that kind."""
    members = {
        "FIXED_WINDOW": {"durationType": "DAYS", "refreshRate": 3, "maxEarnLimit": 2},
        "ROLLING_WINDOW": {
            "maxEarnForDays": 1,
            "rollForDays": 2,
            "maxEarnForWeeks": 3,
            "rollForWeeks": 4,
            "maxEarnForMonths": 5,
            "rollForMonths": 6,
        },
        "FIXED_VALUE": {"maxEarnLimit": 7},
        "NO_LIMIT": {},
    }
    return {"constraintType": f"CUSTOMER_BADGE_{kind}", **members[kind]}


def badge_limit(kind: str) -> dict[str, Any]:
    """A valid badge constraint of that kind."""
    members = {
        "FIXED_WINDOW": {"durationType": "DAYS", "refreshRate": 5, "maxEarnLimit": 20},
        "ROLLING_WINDOW": {"rollType": "WEEKS", "rollValue": 2, "maxEarnLimit": 30},
        "FIXED_VALUE": {"maxEarnLimit": 70},
        "NO_LIMIT": {},
    }
    return {"constraintType": f"BADGE_{kind}", **members[kind]}


LIMITS = {"customerConstraints": customer_limit, "badgeConstraints": badge_limit}
