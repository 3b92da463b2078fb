"""Badges that must age before they can be tested: created together and early, so that all waits overlap."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.client import Client
from harness.clock import DAY, Clock
from harness.expectations import given, is_accepted
from harness.payloads import Badge, Body, Payloads

# Seconds until the first change of status: enough for the creations themselves on a slow line.
LEAD = 3.0
# Seconds that an expiring badge is LIVE.
SPAN = 1.0


@dataclass
class Nursery:
    """Creates badges, and keeps those that wait for their time.

    `stock` creates the badges that tests will ask for later; what is asked for beyond the stock is
    created then, and waited for.
    """

    client: Client
    payloads: Payloads
    clock: Clock
    _ripening: list[Badge] = field(default_factory=list)
    _expiring: list[Badge] = field(default_factory=list)

    def create(self, body: Body | None = None, *, migration: bool = False) -> Badge:
        """A new badge; Inconclusive when the target refuses the body."""
        request = self.payloads.earn() if body is None else body
        exchange = self.client.create(request, migration=migration)
        given(exchange).accepted()
        return Badge(request, exchange)

    def update(self, badge: Badge, body: Body) -> Badge:
        """The badge after an update that must be accepted."""
        exchange = self.client.update(body)
        given(exchange).accepted()
        return badge.after(body, exchange)

    def live(self, body: Body | None = None) -> Badge:
        """A badge that is LIVE: by a start moved into the past, by the migration header, or by waiting.

        One way is enough; three make the tests of LIVE badges independent of a defect in one of them.
        """
        request = self.payloads.earn() if body is None else body
        past = self.payloads.in_days(-1 / 24)
        badge = self.create(request)
        moved = {**badge.request, "id": badge.id, "startOn": past}
        answer = self.client.update(moved)
        if is_accepted(answer) and badge.after(moved, answer).data.get("status") == "LIVE":
            given(answer).accepted()
            return badge.after(moved, answer)
        historical = {**request, "name": self.payloads.name(), "startOn": past}
        answer = self.client.create(historical, migration=True)
        if is_accepted(answer) and Badge(historical, answer).data.get("status") == "LIVE":
            given(answer).accepted()
            return Badge(historical, answer)
        soon = self.create({**request, "name": self.payloads.name(), "startOn": self._soon()})
        self.clock.wait_until(soon.start_on)
        return soon

    # -- waiting --------------------------------------------------------------------------------

    def stock(self, ripening: int, expiring: int) -> None:
        """Create the badges that tests will ask for; refusals leave the stock short, and are met then."""
        for shelf, count, make in (
            (self._expiring, expiring, self._expiring_body),
            (self._ripening, ripening, self._ripening_body),
        ):
            for _ in range(count):
                body = make()
                exchange = self.client.create(body)
                if is_accepted(exchange):
                    shelf.append(Badge(body, exchange))

    def ripe(self) -> Badge:
        """A badge created UPCOMING whose start has passed since."""
        badge = self._ripening.pop() if self._ripening else self.create(self._ripening_body())
        self.clock.wait_until(badge.start_on)
        return badge

    def expired(self) -> Badge:
        """A badge created UPCOMING whose end has passed since."""
        badge = self._expiring.pop() if self._expiring else self.create(self._expiring_body())
        self.clock.wait_until(badge.expires_on)
        return badge

    def _ripening_body(self) -> Body:
        start = self._soon()
        return self.payloads.earn(start_on=start, expires_on=start + round(30 * DAY))

    def _expiring_body(self) -> Body:
        start = self._soon()
        return self.payloads.earn(start_on=start, expires_on=start + SPAN)

    def _soon(self) -> float:
        # Whole seconds would cost up to one more second of waiting.
        return round(self.clock.now() + self.clock.margin + LEAD, 3)
