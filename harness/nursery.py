"""Badges that must age before they can be tested: created together and early, so that all waits overlap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from harness.answers import data_of, errors_of, is_accepted
from harness.client import Client
from harness.clock import DAY, Clock
from harness.exchange import Exchange
from harness.expectations import Inconclusive, Untested, given
from harness.payloads import ADORNED, Badge, Body, Payloads, window
from harness.transport import TransportError

# Seconds until the first change of status: enough for the creations themselves on a slow line.
LEAD = 3.0
# No badge takes longer to age; a clock that makes it longer is no clock to wait by.
MOST = 120.0
# Seconds that an expiring badge is LIVE.
SPAN = 1.0

# Days since the start of a LIVE badge, and of one that ends within a day: badges may have to last for long.
RECENT, LONG_AGO = 1 / 24, 40.0

# A server may keep times in whole seconds: two of them are told apart after one.
SECOND = 1.0

Way = Callable[[Body, float], Badge | None]


class Ageing(NamedTuple):
    """A badge and the instant (epoch seconds of the server) after which it may be looked at."""

    badge: Badge
    until: float


@dataclass
class Nursery:
    """Creates badges, and keeps those that wait for their time.

    `stock` creates the badges that tests will ask for later; what is asked for beyond the stock is
    created then, and waited for.
    """

    client: Client
    payloads: Payloads
    clock: Clock
    _shelves: dict[str, list[Ageing]] = field(default_factory=dict)
    _ways: list[Way] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ways = [self._born_live, self._moved_live]

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
        """A badge that is LIVE: by the migration header, by a start moved into the past, or by waiting.

        One way is enough; three make the tests of LIVE badges independent of a defect in one of them.
        """
        request = self.payloads.earn() if body is None else body
        badge = self._live_at_once(request)
        if badge is not None:
            return badge
        soon = self.create({**request, "name": self.payloads.name(), "startOn": self._soon()})
        self._wait_until(soon.start_on)
        return soon

    def _live_at_once(self, request: Body) -> Badge | None:
        ends_soon = request["expiresOn"] < self.payloads.in_days(1)
        past = self.payloads.in_days(-LONG_AGO if ends_soon else -RECENT)
        for way in tuple(self._ways):
            badge = way(request, past)
            if badge is not None and badge.data.get("status") == "LIVE":
                # What worked is tried first from now on: a way that fails costs each badge a request or two.
                self._ways.sort(key=lambda known: known != way)
                given(badge.exchange).accepted()
                return badge
            request = {**request, "name": self.payloads.name()}
        return None

    def _born_live(self, request: Body, past: float) -> Badge | None:
        """Created with a past start (004:L18-21)."""
        body = {**request, "startOn": past}
        return _badge(body, self.client.create(body, migration=True))

    def _moved_live(self, request: Body, past: float) -> Badge | None:
        """Created UPCOMING, its start then moved into the past (003:L67)."""
        # An end before the start of the request comes with the new start.
        end = max(request["expiresOn"], request["startOn"] + DAY)
        badge = _badge(request, self.client.create({**request, "expiresOn": end}))
        if badge is None:
            return None
        body = badge.with_(start_on=past)
        return _badge(body, self.client.update(body))

    # -- waiting --------------------------------------------------------------------------------

    def stock(self, wanted: Mapping[str, int]) -> None:
        """Create the badges that tests will ask for, so many of each kind (see `_make`).

        What the target or the run refuses leaves the stock short, and is met by the test that asks.
        """
        for kind, count in wanted.items():
            shelf = self._shelves.setdefault(kind, [])
            try:
                shelf.extend(self._make(kind) for _ in range(count))
            except (Inconclusive, Untested, TransportError):
                continue

    def ripe(self) -> Badge:
        """A badge created UPCOMING, with a fixed window, whose start has passed since."""
        return self._aged("ripe")

    def expired(self) -> Badge:
        """A badge created UPCOMING whose end has passed since."""
        return self._aged("expired")

    def expired_adorned(self) -> Badge:
        """A badge as `expired`, with everything that a badge can have (`ADORNED`)."""
        return self._aged("expired adorned")

    def expired_windows(self) -> Badge:
        """A badge as `expired`, with a fixed window for the customer and one for the badge."""
        return self._aged("expired windows")

    def expired_inactive(self) -> Badge:
        """A badge as `expired`, created deactivated."""
        return self._aged("expired inactive")

    def expired_to_issue(self) -> Badge:
        """A badge as `expired`, of type ISSUE_EARN."""
        return self._aged("expired to issue")

    def prolonged(self) -> Badge:
        """A badge whose end was moved back while it was LIVE; the old end has passed since."""
        return self._aged("prolonged")

    def shortened(self) -> Badge:
        """A LIVE badge whose end was moved to an earlier one, which has passed since."""
        return self._aged("shortened")

    def hastened(self) -> Badge:
        """An UPCOMING badge whose start was moved to an earlier one, which has passed since."""
        return self._aged("hastened")

    def delayed(self) -> Badge:
        """An UPCOMING badge whose start was moved to a later one; the old start has passed since."""
        return self._aged("delayed")

    def settled(self) -> Badge:
        """A badge created so long ago that an update has a later time even where seconds are whole."""
        return self._aged("settled")

    def settled_to_issue(self) -> Badge:
        """A badge as `settled`, of type ISSUE_EARN."""
        return self._aged("settled to issue")

    def settled_live(self) -> Badge:
        """A badge as `settled` that is LIVE."""
        return self._aged("settled live")

    def changed(self) -> Badge:
        """A badge updated once, as long ago as `settled`."""
        return self._aged("changed")

    def _aged(self, kind: str) -> Badge:
        shelf = self._shelves.get(kind)
        badge, until = shelf.pop(0) if shelf else self._make(kind)
        self._wait_until(until)
        return badge

    def _wait_until(self, instant: float) -> None:
        pause = instant + self.clock.margin - self.clock.now()
        if pause > MOST:
            raise Inconclusive(f"the badge would be of age in {pause:.0f} s only: the server's clock jumps")
        self.clock.wait_until(instant)

    def _make(self, kind: str) -> Ageing:
        makers: dict[str, Callable[[], Ageing]] = {
            "expired": self._expired,
            "expired adorned": lambda: self._expired(ADORNED),
            "expired inactive": lambda: self._expired({"active": False}),
            "expired to issue": self._expired_to_issue,
            "expired windows": self._expired_windows,
            "changed": self._changed,
            "prolonged": self._prolonged,
            "shortened": self._shortened,
            "hastened": self._hastened,
            "delayed": self._delayed,
            "ripe": self._ripe,
            "settled": lambda: self._settle(self.create()),
            "settled to issue": lambda: self._settle(self.create(self.payloads.issue_earn())),
            "settled live": lambda: self._settle(self.live()),
        }
        return makers[kind]()

    def _ripe(self) -> Ageing:
        start = self._soon()
        limits = {"badgeConstraints": [window("BADGE", "DAYS")]}
        badge = self.create(self.payloads.earn(limits, start_on=start, expires_on=start + round(30 * DAY)))
        return Ageing(badge, badge.start_on)

    def _expired(self, changes: Body | None = None) -> Ageing:
        return self._short_lived(self.payloads.earn(changes))

    def _expired_to_issue(self) -> Ageing:
        return self._short_lived(self.payloads.issue_earn())

    def _short_lived(self, request: Body) -> Ageing:
        start = self._soon()
        body = {**request, "startOn": start, "expiresOn": start + SPAN}
        answer = self.client.create(body)
        if errors_of(answer) and not is_accepted(answer):
            # Badges may have to last longer than a second: then one that began long ago ends as soon.
            older = {**body, "name": self.payloads.name()}
            badge = self._live_at_once(older)
            if badge is not None:
                return Ageing(badge, badge.expires_on)
        given(answer).accepted()
        short = Badge(body, answer)
        return Ageing(short, short.expires_on)

    def _expired_windows(self) -> Ageing:
        limits = {
            "customerConstraints": [window("CUSTOMER", "DAYS")],
            "badgeConstraints": [window("BADGE", "DAYS")],
        }
        return self._expired(limits)

    def _prolonged(self) -> Ageing:
        # On a slow line the end may have come before it was moved: then once more, with more time.
        for lead in (LEAD, 5 * LEAD):
            badge = self._live_at_once(self.payloads.earn(expires_on=self._soon(lead)))
            if badge is None:
                break
            longer = self.update(badge, badge.with_(expires_on=self.payloads.in_days(360)))
            if self.clock.at(longer.exchange)[1] < badge.expires_on:
                return Ageing(longer, badge.expires_on)
        raise Inconclusive("no badge could be prolonged while it was LIVE")

    def _shortened(self) -> Ageing:
        badge = self.live(self.payloads.earn(expires_on=self.payloads.in_days(0.5)))
        end = self._soon()
        return Ageing(self.update(badge, badge.with_(expires_on=end)), end)

    def _hastened(self) -> Ageing:
        badge = self.create()
        start = self._soon()
        return Ageing(self.update(badge, badge.with_(start_on=start)), start)

    def _delayed(self) -> Ageing:
        start = self._soon()
        badge = self.create(self.payloads.earn(start_on=start))
        later = self.update(badge, badge.with_(start_on=self.payloads.in_days(20)))
        if self.clock.at(later.exchange)[1] >= start:
            raise Inconclusive("the badge had started before its start could be moved")
        return Ageing(later, start)

    def _changed(self) -> Ageing:
        badge = self.create()
        return self._settle(self.update(badge, badge.with_(description="Changed once")))

    def _settle(self, badge: Badge) -> Ageing:
        return Ageing(badge, self.clock.at(badge.exchange)[1] + SECOND)

    def _soon(self, lead: float = LEAD) -> float:
        # Whole seconds would cost up to one more second of waiting.
        return round(self.clock.now() + self.clock.margin + lead, 3)


def _badge(body: Body, answer: Exchange) -> Badge | None:
    """The badge of an accepted answer that holds one."""
    return Badge(body, answer) if is_accepted(answer) and data_of(answer) else None
