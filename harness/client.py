"""The four operations of the API as four methods, on top of the recording transport."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from harness.authentication import DEFAULT, Credentials
from harness.exchange import Exchange, parse_json
from harness.expectations import NotApplicable, Untested
from harness.payloads import Badge
from harness.target import Target
from harness.transport import Transport, WriteForbidden

WRITE_PATH = "/api_gateway/v1/badges/badgeMeta"
LIST_PATH = "/api_gateway/v1/badges/management/{customer}"
DETAIL_PATH = "/api_gateway/v1/badges/management/{customer}/badge/{badge}"

IDENTIFIER_HEADER = "X-CAP-CUSTOMER-IDENTIFIER"
MIGRATION_HEADER = "X-CAP-BADGES-MIGRATION"


@dataclass(frozen=True, slots=True)
class CustomerKey:
    """How a customer is named in the path: by internal id, or by the kind in the identifier header."""

    value: str
    kind: str | None = None


# Value of the identifier header (000:L45-51) and the key of the profile that holds its example.
IDENTIFIERS = {
    "email": "email",
    "mobile": "mobile",
    "externalId": "external_id",
    "cardNumber": "card_number",
}


# So many names are remembered as taken.
MOST_NAMES = 2000


class Patience(Protocol):
    """Knows how long reads lag behind writes (see `harness.settling`)."""

    def wait(self, view: str, badge: str | None = None) -> None:
        """Sleep until this view is sure to show what was written."""


class Client:
    """Sends documented requests. Whatever the answer, an `Exchange` comes back."""

    def __init__(
        self, transport: Transport, target: Target, patience: Patience | None = None, run: str = ""
    ) -> None:
        self.transport, self.target, self.patience, self.run = transport, target, patience, run
        #: The names that creates took lately, oldest first: a test that takes one again does so at once.
        self._names: dict[str, None] = {}

    def create(
        self,
        body: Any,
        *,
        migration: bool = False,
        credentials: Credentials = DEFAULT,
        headers: Mapping[str, str] | None = None,
    ) -> Exchange:
        """POST a badge; `migration` adds the header that allows historical dates (004:L18-21)."""
        extra = {MIGRATION_HEADER: "migration"} if migration else {}
        name = _name(body)
        # A name that an earlier create took is meant to be taken; any other is used up by this one.
        fresh = bool(self.run) and self.run in name and name not in self._names
        exchange = self._write(
            "create",
            "POST",
            body,
            credentials,
            {**extra, **(headers or {})},
            once=self.run if fresh else "",
        )
        if fresh and exchange.succeeded:
            self._names[name] = None
            if len(self._names) > MOST_NAMES:
                del self._names[next(iter(self._names))]
        return exchange

    def update(
        self,
        body: Any,
        *,
        credentials: Credentials = DEFAULT,
        headers: Mapping[str, str] | None = None,
        kept_back: bool = False,
    ) -> Exchange:
        """PUT a whole badge (003:L35-37); `kept_back`: the budget of writes has kept a turn for it."""
        return self._write("update", "PUT", body, credentials, headers or {}, kept_back=kept_back)

    def list(
        self,
        query: Mapping[str, Any] | None = None,
        /,
        *,
        customer: CustomerKey | None = None,
        credentials: Credentials = DEFAULT,
        **parameters: Any,
    ) -> Exchange:
        """GET a page of a customer's badges; parameters by their documented names (000:L93-121)."""
        key = customer or self.customer()
        if self.patience:
            self.patience.wait("list")
        return self.transport.send(
            "GET",
            LIST_PATH.format(customer=quote(key.value, safe="")),
            params={**(query or {}), **parameters},
            headers=_identified(key),
            operation="list",
            credentials=credentials,
        )

    def read(
        self,
        badge: Badge | str,
        statistics: bool | None = True,
        *,
        customer: CustomerKey | None = None,
        credentials: Credentials = DEFAULT,
        params: Mapping[str, Any] | None = None,
    ) -> Exchange:
        """GET one badge; `statistics=None` leaves the parameter out (002:L38)."""
        key = customer or self.customer()
        badge_id = badge.id if isinstance(badge, Badge) else badge
        query = {} if statistics is None else {"includeStatistics": str(statistics).lower()}
        if self.patience:
            self.patience.wait("detail", badge_id)
        return self.transport.send(
            "GET",
            DETAIL_PATH.format(customer=quote(key.value, safe=""), badge=quote(badge_id, safe="")),
            params={**query, **(params or {})},
            headers=_identified(key),
            operation="detail",
            credentials=credentials,
        )

    def customer(self, kind: str | None = None) -> CustomerKey:
        """The customer of the profile, by internal id or by another kind of identifier."""
        profile = self.target.customer
        if profile is None:
            raise Untested("the target profile names no [customer], so no list or detail can be asked for")
        if kind is None:
            return CustomerKey(profile.id)
        value = getattr(profile, IDENTIFIERS[kind])
        if not value:
            raise NotApplicable(f"the target profile gives no {IDENTIFIERS[kind]} in [customer]")
        return CustomerKey(value, kind)

    def _write(
        self,
        operation: str,
        method: str,
        body: Any,
        credentials: Credentials,
        headers: Mapping[str, str],
        *,
        kept_back: bool = False,
        once: str = "",
    ) -> Exchange:
        # Bytes are sent as they are: that is how malformed JSON reaches the target.  They are called JSON
        # all the same: a target may refuse what is not called so without a look at it.
        content = {"content": body} if isinstance(body, bytes) else {"json": body}
        headers = {"Content-Type": "application/json", **headers}
        try:
            return self.transport.send(
                method,
                WRITE_PATH,
                headers=dict(headers),
                operation=operation,
                credentials=credentials,
                kept_back=kept_back,
                once=once,
                **content,
            )
        except WriteForbidden as error:
            raise Untested(str(error)) from error


def _name(body: Any) -> str:
    """The name in the body of a create; empty when there is none."""
    parsed = parse_json(body)[0] if isinstance(body, bytes) else body
    name = parsed.get("name") if isinstance(parsed, Mapping) else None
    return name if isinstance(name, str) else ""


def _identified(key: CustomerKey) -> dict[str, str]:
    return {IDENTIFIER_HEADER: key.kind} if key.kind else {}
