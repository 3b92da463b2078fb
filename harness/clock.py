"""The server's clock as seen from here: offset, uncertainty, shared waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from harness.exchange import Exchange

DAY = 86_400.0
YEAR = 365.25 * DAY
# Ten thousand years of seconds stay below this; milliseconds of any recent time lie above it.
MILLISECONDS = 1e11

# A header has whole seconds, and many servers write it anew once a second only: so much older than the
# response it may be, and a little more on a busy machine.
STALE = 2.2
# A gateway may write the header, by a clock of its own: so far from what the application writes into a new
# badge it may be. More than that is a wrong createdOn, which a requirement judges.
GATEWAY = 5.0


class Clock:
    """Estimates the server's time from the `Date` header of every response.

    The header has whole seconds and may be a second old, so one response says that the offset lies
    in an interval about two seconds (and the travel time) wide; intersecting the intervals of many
    responses narrows it. A server whose replicas disagree empties the intersection: then the
    intervals are united. So is the interval of what the application itself wrote, where a gateway's header
    is a little off it. All times are epoch seconds.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        known: tuple[float, float] | None = None,
    ) -> None:
        self._local = now
        self._sleep = sleep
        self._low, self._high = known or (-1.0, 1.0)
        self._seen = known is not None
        self._written: tuple[float, float] | None = None
        self.waited = 0.0

    @property
    def known(self) -> tuple[float, float] | None:
        """What is known of the offset, for another clock of this server; None before the first response."""
        return (self._low, self._high) if self._seen else None

    def observe(self, exchange: Exchange) -> None:
        """Learn from one response; one without a usable `Date` header teaches nothing."""
        stamp = _date_header(exchange)
        if stamp is None:
            return
        low = stamp - (exchange.started + exchange.elapsed)
        high = stamp + STALE - exchange.started
        if not self._seen:
            self._low, self._high, self._seen = low, high, True
            return
        if low > self._high or high < self._low:
            self._low, self._high = min(self._low, low), max(self._high, high)
        else:
            self._low, self._high = max(self._low, low), min(self._high, high)

    def learn(self, instant: float, exchange: Exchange) -> None:
        """Learn from the time that the application wrote into this response, perhaps cut to a second."""
        low = instant - (exchange.started + exchange.elapsed)
        high = instant + 1 - exchange.started
        if not self._seen or low > self._high + GATEWAY or high < self._low - GATEWAY:
            return
        known = self._written or (low, high)
        narrowed = max(known[0], low), min(known[1], high)
        self._written = narrowed if narrowed[0] <= narrowed[1] else (min(known[0], low), max(known[1], high))

    @property
    def _interval(self) -> tuple[float, float]:
        """What the offset can be by the headers, and by the application's own clock where it is off them."""
        if self._written is None:
            return self._low, self._high
        low, high = self._written
        if low <= self._high and high >= self._low:
            return self._low, self._high
        return min(self._low, low), max(self._high, high)

    @property
    def offset(self) -> float:
        """Server time minus local time, in seconds (best estimate)."""
        return sum(self._interval) / 2

    @property
    def margin(self) -> float:
        """Seconds around a boundary in which a status is not judged."""
        low, high = self._interval
        return (high - low) / 2 + 0.25

    def now(self) -> float:
        """The server's time."""
        return self._local() + self.offset

    def at(self, exchange: Exchange) -> tuple[float, float]:
        """Earliest and latest server time at which the response can have been computed."""
        return (
            exchange.started + self.offset - self.margin,
            exchange.started + exchange.elapsed + self.offset + self.margin,
        )

    def wait_until(self, instant: float) -> float:
        """Sleep until the server is surely past the instant; returns the seconds slept.

        Instants that have passed cost nothing, which is how many tests share one wait.
        """
        pause = instant + self.margin - self.now()
        if pause > 0:
            self._sleep(pause)
            self.waited += pause
            return pause
        return 0.0


def _date_header(exchange: Exchange) -> float | None:
    for name, value in exchange.response_headers.items():
        if name.lower() == "date":
            try:
                return parsedate_to_datetime(value).timestamp()
            except (TypeError, ValueError):
                return None
    return None
