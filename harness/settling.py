"""Reads that lag behind writes: measured when a test fails, waited for from then on, never taken for a loss.

A target may answer reads from a replica or an index that takes a second to follow. As long as tests pass,
nothing is done about it and nothing is sent. The first test that fails after a write of ours has a badge
created and updated, and both watched until the reads show them for good. What shows late is a lag: every
read after a write then waits that long first, and the test is repeated. What never shows, or shows now and
then only, is no lag, and the failure stands.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from harness import reading
from harness.answers import data_of, is_accepted
from harness.client import Client
from harness.exchange import Exchange
from harness.expectations import Inconclusive, Untested, given
from harness.payloads import Badge, Body, Payloads
from harness.recording import Recorder
from harness.row_verbs import row_of, rows_of
from harness.transport import TransportError

OBSERVED = "COMMON-READ-LAG-OBSERVED"
VIEWS = ("detail", "list")

# A write that no read shows after so many seconds is lost.
LONGEST = 5.0
# Seconds between two looks, and looks in a row that must show the write: so many if none came too early, and
# so many after one did. Replicas may take turns, and one of them may be faulty: that must not pass for a lag.
STEP, AT_FIRST, AT_LAST = 0.1, 3, 15
# A lag may grow: so often a process measures it anew, if it found one before.
MEASUREMENTS = 3
# A read so soon after a write that shows it all the same is proof that nothing lags.
AT_ONCE = 0.5


@dataclass
class Lag:
    """How far reads lag behind writes, as one process knows it."""

    seconds: dict[str, float] = field(default_factory=dict)  #: by view; empty while nothing is known to lag
    measurements: int = 0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _wrote: float | None = None  #: when the last accepted write was answered (monotonic)
    _badges: dict[str, float] = field(default_factory=dict)  #: the same for each badge
    _created: dict[str, float] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def observe(self, exchange: Exchange, recorder: Recorder) -> None:
        """Remember when which badge was written, and note reads that show a new badge at once."""
        now = self.now()
        if exchange.operation in ("create", "update") and is_accepted(exchange):
            self._wrote = now
            identifier = (data_of(exchange) or {}).get("id")
            if isinstance(identifier, str):
                _note(self._badges, identifier, now)
                if exchange.operation == "create":
                    _note(self._created, identifier, now)
        elif exchange.operation in VIEWS and exchange.operation not in self._told:
            self._note_promptness(exchange, now, recorder)

    def _note_promptness(self, exchange: Exchange, now: float, recorder: Recorder) -> None:
        began = now - exchange.elapsed
        shown = [(data_of(exchange) or {}).get("id")] if exchange.operation == "detail" else []
        shown += [row.get("badgeMetaId") for row in rows_of(exchange)]
        if any(
            isinstance(one, str) and 0 <= began - self._created.get(one, -math.inf) <= AT_ONCE
            for one in shown
        ):
            self._told.add(str(exchange.operation))
            recorder.observe(OBSERVED, f"{exchange.operation}: a write shows at once", exchange)

    def wait(self, view: str, badge: str | None = None) -> None:
        """Sleep until this view is sure to show what was written; no time at all while nothing lags."""
        lag = self.seconds.get(view)
        wrote = self._wrote if badge is None else self._badges.get(badge)
        if lag is not None and wrote is not None:
            pause = wrote + lag - self.now()
            if pause > 0:
                self.sleep(pause)

    @property
    def may_explain(self) -> bool:
        """Whether a failure might come from a lag that is not known yet."""
        allowed = MEASUREMENTS if self.seconds else 1
        return self._wrote is not None and self.measurements < allowed

    def measure(self, client: Client, payloads: Payloads, recorder: Recorder) -> bool:
        """Watch two writes until the reads show them; gives whether more of a lag was found than was known.

        `client` must be one that does not wait. Sends two writes and a dozen reads or more.
        """
        self.measurements += 1
        try:
            found = self._watched(client, payloads)
        except (Inconclusive, Untested, TransportError):
            # Where nothing can be written or read, there is nothing to measure.
            return False
        # The next write may be a little slower than the one that was watched.
        news = {view: seconds * 1.25 + STEP for view, seconds in found.items()}
        news = {view: seconds for view, seconds in news.items() if seconds > self.seconds.get(view, 0.0)}
        self.seconds.update(news)
        for view, seconds in news.items():
            recorder.observe(OBSERVED, f"{view}: a write shows after up to {math.ceil(seconds * 2) / 2:g} s")
        return bool(news)

    def _watched(self, client: Client, payloads: Payloads) -> Mapping[str, float]:
        """Seconds until each view that lags shows a creation and an update."""
        badge = _written(payloads.earn(), client.create)
        found = self._lags(_views(client, badge))
        changed = badge.with_(description=payloads.fake.sentence(), active=False)
        later = self._lags(_views(client, _written(changed, client.update)))
        return {view: max(found.get(view, 0.0), later.get(view, 0.0)) for view in found.keys() | later.keys()}

    def _lags(self, watches: Mapping[str, _Watch]) -> Mapping[str, float]:
        """Look at each view until it shows what was written for good, or for as long as is worth it."""
        began = self.now()
        while self.now() - began <= LONGEST + AT_LAST * STEP:
            waiting = [watch for watch in watches.values() if not watch.settled]
            if not waiting:
                break
            for watch in waiting:
                watch.look(self.now() - began)
            self.sleep(STEP)
        return {
            view: watch.since
            for view, watch in watches.items()
            if watch.settled and watch.stale and watch.since <= LONGEST
        }


@dataclass
class _Watch:
    """One view, looked at until it shows a write several times in a row."""

    ask: Callable[[], bool]
    streak: int = 0
    since: float = 0.0  #: when the streak began
    stale: bool = False  #: whether any look came too early

    def look(self, after: float) -> None:
        if self.ask():
            self.since = self.since if self.streak else after
            self.streak += 1
        else:
            self.streak, self.stale = 0, True

    @property
    def settled(self) -> bool:
        return self.streak >= (AT_LAST if self.stale else AT_FIRST)


def _note(times: dict[str, float], badge: str, now: float) -> None:
    """Remember a write, and let go of those that no lag can hide any more: the oldest stand first."""
    times.pop(badge, None)
    times[badge] = now
    while times[oldest := next(iter(times))] < now - 2 * LONGEST:
        del times[oldest]


def _written(body: Body, write: Callable[[Body], Exchange]) -> Badge:
    exchange = write(body)
    given(exchange).accepted()
    return Badge(body, exchange)


def _views(client: Client, badge: Badge) -> Mapping[str, _Watch]:
    """Looks for what was last written of this badge."""
    said = reading.read_request(badge.request)

    def shows(view: Mapping[str, object]) -> bool:
        return not reading.differences(said, view, ("name", "description"))

    def in_detail() -> bool:
        answer = client.read(badge)
        return is_accepted(answer) and shows(reading.read_detail(data_of(answer) or {}))

    def in_list() -> bool:
        row = row_of(client.list(name=badge.name, badgeType="AVAILABLE", size=10), badge)
        return row is not None and shows(reading.read_row(row))

    return {"detail": _Watch(in_detail), "list": _Watch(in_list)}
