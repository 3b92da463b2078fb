"""What the suite leaves behind on a target: no operation deletes a badge, so it is deactivated and listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harness.answers import data_of, is_accepted
from harness.client import Client
from harness.clock import DAY, Clock
from harness.exchange import Exchange, parse_json
from harness.expectations import Untested
from harness.reading import instant
from harness.redaction import excerpt
from harness.transport import TransportError

# After so many refusals in a row the rest would be refused, too.
PATIENCE = 3
# Members of a body that an update must not carry (rulings on ISO twins; 003:L13 on claims).
NOT_SENT = ("startOnISO", "expiresOnISO", "isActive")


@dataclass
class Leftovers:
    """The badges that this process has created, each with the last body that the target accepted."""

    client: Client
    clock: Clock
    #: As sent, not as parsed: a long run makes tens of thousands, and text takes a quarter of the memory.
    _bodies: dict[str, bytes] = field(default_factory=dict)

    def observe(self, exchange: Exchange) -> None:
        """Remember what an accepted write stored."""
        if exchange.operation not in ("create", "update") or not is_accepted(exchange):
            return
        identifier, sent = (data_of(exchange) or {}).get("id"), exchange.request_body
        if not isinstance(identifier, str) or sent is None or not isinstance(exchange.request_payload, dict):
            return
        if exchange.operation == "create" or identifier in self._bodies:
            self._bodies[identifier] = sent

    def deactivate(self) -> list[dict[str, str]]:
        """Deactivate every badge that is not yet inactive; returns what stays, by id, name and state."""
        left, refusals = [], 0
        for identifier, text in self._bodies.items():
            sent = parse_json(text)[0]
            state = "deactivated" if sent.get("active") is False else "active"
            if state == "active" and refusals < PATIENCE:
                answer = self._send(identifier, sent)
                if answer is not None and is_accepted(answer):
                    state, refusals = "deactivated", 0
                else:
                    refusals += 1
            left.append({"id": identifier, "name": excerpt(str(sent.get("name")), 200), "state": state})
        self._bodies.clear()
        return left

    def _send(self, identifier: str, sent: dict[str, Any]) -> Exchange | None:
        body = {key: value for key, value in sent.items() if key not in NOT_SENT}
        body |= {"id": identifier, "active": False}
        ownership = body.get("ownership")
        if isinstance(ownership, dict):
            body["ownership"] = {key: value for key, value in ownership.items() if key != "claims"}
        end = instant(body.get("expiresOn"))
        if end is not None and end <= self.clock.now() + self.clock.margin:
            # A past end would be answered 724, whatever else the update asks for.
            body["expiresOn"] = round(self.clock.now() + DAY)
        try:
            return self.client.update(body, kept_back=True)
        except (TransportError, Untested):
            return None
