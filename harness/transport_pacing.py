"""When to send, when to wait and when to stop asking: rate limit, back-off, circuit breaker, time budget."""

import email.utils
import random
import threading
import time
from collections.abc import Callable

Clock = Callable[[], float]


class Pacer:
    """Spreads requests over time and holds all of them back after a server has asked for patience.

    A token bucket that holds a second's worth of requests (at least one): short bursts pass, the rate
    over a minute is kept.  One per process; whoever starts several processes divides the rate.
    """

    def __init__(self, requests_per_minute: float | None, clock: Clock = time.monotonic) -> None:
        self._rate = requests_per_minute / 60 if requests_per_minute else None
        self._burst = max(1.0, self._rate) if self._rate else 0.0
        self._tokens = self._burst
        self._clock = clock
        self._filled = clock()
        self._held_until = 0.0
        self._lock = threading.Lock()

    def reserve(self) -> float:
        """Take the next turn; gives the seconds to wait for it."""
        if self._rate is None and not self._held_until:
            return 0.0
        with self._lock:
            now = self._clock()
            wait = max(0.0, self._held_until - now)
            if self._rate is not None:
                self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._rate)
                self._filled = now
                self._tokens -= 1.0
                wait = max(wait, -self._tokens / self._rate)
            return wait

    def hold(self, seconds: float) -> None:
        """Send nothing for a while."""
        with self._lock:
            self._held_until = max(self._held_until, self._clock() + seconds)


class Breaker:
    """Stops asking after several failures in a row.

    After a pause, which doubles each time, one request is let through to see whether things are better.
    """

    def __init__(self, threshold: int, pause: float, longest: float, clock: Clock = time.monotonic) -> None:
        self._threshold = threshold
        self._first_pause = pause
        self._longest = longest
        self._clock = clock
        self._pause = pause
        self._retry_at = 0.0
        self.failures = 0  #: since the last success
        self.is_open = False
        self.since = 0.0  #: start of the first failed request (epoch)
        self.last_error = ""

    def admits(self) -> bool:
        """Whether a request may go out."""
        if not self.is_open:
            return True
        now = self._clock()
        if now < self._retry_at:
            return False
        # This one goes out to see; meanwhile the others keep waiting.
        self._retry_at = now + self._pause
        return True

    def succeeded(self) -> None:
        """A request was answered."""
        self.failures, self.is_open, self._pause = 0, False, self._first_pause

    def failed(self, started: float, error: str) -> bool:
        """A request begun at ``started`` (epoch) got no answer; gives whether that opens the breaker."""
        if not self.failures:
            self.since = started
        self.failures += 1
        self.last_error = error
        if self.is_open:
            self._pause = min(self._longest, self._pause * 2)
        elif not self._threshold or self.failures < self._threshold:
            return False
        opens, self.is_open = not self.is_open, True
        self._retry_at = self._clock() + self._pause
        return opens


class Gate:
    """Decides whether the target is worth asking: a breaker for all of it, and one for each kind of request.

    A target that answers nothing is found by the first; one that answers all but its writes, say, by the
    second, although successful reads lie between the failures.  Thread-safe.
    """

    def __init__(self, make: Callable[[], Breaker]) -> None:
        self._make = make
        self._whole = make()
        self._kinds: dict[str, Breaker] = {}
        self._lock = threading.Lock()

    @property
    def troubled(self) -> bool:
        """Whether the last request got no answer: then a long patience with the next is wasted."""
        return self._whole.failures > 0

    @property
    def unreachable(self) -> str | None:
        """Why the whole target counts as gone, or None while it does not."""
        return self._whole.last_error if self._whole.is_open else None

    def refusal(self, kind: str) -> str | None:
        """None when a request of this kind may go out, otherwise the sentence that answers it."""
        with self._lock:
            for breaker in (self._whole, self._kinds.get(kind)):
                if breaker is not None and not breaker.admits():
                    what = "The target is" if breaker is self._whole else f"The target's {kind} is"
                    since = time.strftime("%H:%M:%S", time.localtime(breaker.since))
                    return f"{what} unreachable since {since} and was not asked again: {breaker.last_error}"
        return None

    def succeeded(self, kind: str | None) -> None:
        """A request of this kind was answered (None: only some sign of life)."""
        if self._whole.failures or kind in self._kinds:
            with self._lock:
                self._whole.succeeded()
                if kind is not None:
                    self._kinds.pop(kind, None)

    def failed(self, kind: str, started: float, error: str, *, silent: bool) -> bool:
        """A request of this kind got no answer; gives whether the whole target counts as gone from now on.

        ``silent`` failures (time-outs, a gateway that says there is nobody) are held against the kind, too;
        after a broken answer, the next request of the kind may well be answered.
        """
        with self._lock:
            if silent:
                self._kinds.setdefault(kind, self._make()).failed(started, error)
            return self._whole.failed(started, error)


def back_off(attempt: int, base: float, longest: float) -> float:
    """Seconds to wait after the given attempt (1 is the first): exponential, half of it jitter."""
    full: float = min(longest, base * 2 ** min(attempt - 1, 30))
    return full * (0.5 + random.random() / 2)  # noqa: S311 - spreads load, protects nothing


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3); None if neither.

    ``now`` is the time (epoch) by which a date in it is measured.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
