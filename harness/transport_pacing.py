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
    """Stops asking a target that has not answered several times in a row.

    After a pause, which doubles each time, one request is let through to see whether the target is back.
    """

    def __init__(self, threshold: int, pause: float, longest: float, clock: Clock = time.monotonic) -> None:
        self._threshold = threshold
        self._first_pause = pause
        self._longest = longest
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = pause
        self._retry_at: float | None = None
        self._since = 0.0
        self.last_error = ""

    @property
    def troubled(self) -> bool:
        """Whether the last request got no answer: then a long patience with the next is wasted."""
        return self._failures > 0

    @property
    def open(self) -> bool:
        """Whether requests are being answered without asking."""
        return self._retry_at is not None

    def verdict(self) -> str | None:
        """None when a request may go out, otherwise the sentence that answers it."""
        if self._retry_at is None:
            return None
        with self._lock:
            if self._retry_at is None:
                return None
            now = self._clock()
            if now >= self._retry_at:
                # This one goes out to see; meanwhile the others keep waiting.
                self._retry_at = now + self._pause
                return None
            since = time.strftime("%H:%M:%S", time.localtime(self._since))
            return f"The target is unreachable since {since}, so it was not asked: {self.last_error}"

    def succeeded(self) -> None:
        """The target answered."""
        if self._failures:
            with self._lock:
                self._failures = 0
                self._retry_at = None
                self._pause = self._first_pause

    def failed(self, started: float, error: str) -> bool:
        """A request begun at ``started`` (epoch) got no answer; gives whether that opens the breaker."""
        with self._lock:
            if not self._failures:
                self._since = started
            self._failures += 1
            self.last_error = error
            if self._retry_at is not None:
                self._pause = min(self._longest, self._pause * 2)
                self._retry_at = self._clock() + self._pause
                return False
            if self._threshold and self._failures >= self._threshold:
                self._retry_at = self._clock() + self._pause
                return True
            return False


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
