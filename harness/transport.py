"""HTTP for tests: every request becomes an exchange, and none can hang, run away or do harm.

Knows nothing about badges.  What goes wrong on the line never raises: it becomes ``exchange.error``.
Only what the *run* forbids raises, before anything leaves the process (:class:`WriteForbidden`,
:class:`WriteBudgetExhausted`).  Redirects are never followed, so credentials only ever reach the target's
own host; cookies are not kept, so an exchange can be repeated by its curl line alone.
"""

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from requests.structures import CaseInsensitiveDict

from harness.authentication import DEFAULT, AuthenticationError, Authenticator, Credentials
from harness.exchange import ENVIRONMENTAL_STATUSES, Exchange, Headers
from harness.redaction import PROCESS
from harness.target import Target
from harness.transport_budget import TransportError, WriteBudget, WriteBudgetExhausted, WriteForbidden
from harness.transport_connection import Bounds
from harness.transport_options import Counters, TransportOptions
from harness.transport_pacing import Breaker, Gate, Pacer, back_off, retry_after
from harness.transport_request import Params, encode_json, request_target, split_url
from harness.transport_wire import Answer, Cause, Wire, WireError

__all__ = [
    "SAFE_METHODS",
    "Counters",
    "Transport",
    "TransportError",
    "TransportOptions",
    "WriteBudgetExhausted",
    "WriteForbidden",
]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (RFC 9110, 9.2.1); every other one is a write."""

Observer = Callable[[Exchange], None]

_UNSET: Any = object()
# After these the connection was fine, or at least alive: the next request may well be answered.
_BROKEN: frozenset[Cause] = frozenset({"reset", "garbled", "oversized"})


@dataclass(frozen=True)
class _Request:
    """A request as it is asked for, before credentials."""

    id: str
    operation: str | None
    method: str
    target: str  #: path and query as they go over the line
    url: str
    headers: CaseInsensitiveDict[str]
    body: bytes | None
    credentials: Credentials
    timeout: float
    write: bool
    once: str

    @property
    def kind(self) -> str:
        """What stands or falls together on a server."""
        return self.operation or self.method


@dataclass(frozen=True)
class _Attempt:
    """How one attempt at a request ended."""

    started: float
    elapsed: float
    answer: Answer | None
    failure: WireError | None
    error: str | None
    authentication: tuple[tuple[str, str], ...] = ()
    curl: str = ""


class Transport:
    """Sends requests to one target.  May be used by several threads; close it at the end."""

    def __init__(self, target: Target, options: TransportOptions | None = None) -> None:
        self.target = target
        self.options = options or TransportOptions.for_target(target)
        self.observers: list[Observer] = []
        self.counters = Counters()
        self._lock = threading.Lock()
        self._observing = threading.RLock()
        self._ids = itertools.count(1)
        self._origin, self._prefix = split_url(target.base_url)
        self._wire = Wire(self._origin, target.tls)
        self._authenticator = Authenticator(target, self._post_for_token)
        self._pacer = Pacer(self.options.requests_per_minute)
        self.budget = WriteBudget(
            self.options.max_writes, self.options.tally, read_only=self.options.read_only
        )
        self._gate = Gate(
            lambda: Breaker(
                self.options.breaker_threshold, self.options.breaker_pause, self.options.longest_breaker_pause
            )
        )
        self._locked_out = False  #: whether callers without valid credentials are answered 429 for good
        self._lives_at = f"{self._prefix}/"
        self._ends = (
            time.monotonic() + self.options.time_budget if self.options.time_budget is not None else None
        )
        self._headers = {
            "Host": self._wire.host_header,
            "User-Agent": self.options.user_agent,
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            **dict(target.headers),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; the transport can still be used afterwards."""
        self._wire.close()

    @property
    def unreachable(self) -> str | None:
        """Why the target counts as gone, or None while it does not."""
        return self._gate.unreachable

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Params | None = None,
        headers: Mapping[str, str | None] | None = None,
        json: Any = _UNSET,
        content: bytes | None = None,
        operation: str | None = None,
        credentials: Credentials = DEFAULT,
        timeout: float | None = None,
        kept_back: bool = False,
        once: str = "",
    ) -> Exchange:
        """Send one request and give its exchange, whatever came of it.

        ``path`` is appended to the base URL and may hold a query; ``params`` are added to it (None is left
        out, a list repeats its name, true and false in lower case).  ``headers`` win over the transport's
        own, None removes one (a body without Content-Length goes out in chunks).  ``json`` is encoded,
        ``content`` is sent as it is (one of them at most).
        ``timeout`` replaces the total time of one attempt.  ``kept_back`` says that the budget of writes has
        kept a turn back for this one (:attr:`TransportOptions.kept_back`, :meth:`WriteBudget.keep_turn`).
        ``once`` is the part of the body that a second request needs another of (:attr:`Exchange.once`).
        Raises :class:`WriteForbidden` or :class:`WriteBudgetExhausted` before anything is sent.
        """
        if json is not _UNSET and content is not None:
            raise TypeError("json and content cannot both be given")
        write = method.upper() not in SAFE_METHODS
        if write:
            keeps = 0 if operation is None else self.options.kept_back.get(operation, 0)
            self.budget.take(0 if kept_back else 1 + keeps, f"{method} {path} was not sent")
            with self._lock:
                self.counters.writes += 1
        body = content if json is _UNSET else encode_json(json)
        target = self._prefix + request_target(path, params)
        request = _Request(
            id=f"{self.options.worker}-{next(self._ids)}",
            operation=operation,
            method=method,
            target=target,
            url=self._origin + target,
            headers=self._merged(method, headers, body, is_json=json is not _UNSET),
            body=body,
            credentials=credentials,
            timeout=timeout if timeout is not None else self.options.total_timeout,
            write=write,
            once=once,
        )
        exchange = self._exchange(request)
        # One exchange after the other, so that observers need not know of threads.
        with self._observing:
            for observer in self.observers:
                observer(exchange)
        return exchange

    def _merged(
        self, method: str, headers: Mapping[str, str | None] | None, body: bytes | None, *, is_json: bool
    ) -> CaseInsensitiveDict[str]:
        given = CaseInsensitiveDict(headers or {})
        merged = CaseInsensitiveDict(self._headers)
        if is_json:
            merged["Content-Type"] = "application/json"
        if "Transfer-Encoding" not in given and (body is not None or method in ("POST", "PUT", "PATCH")):
            merged["Content-Length"] = str(len(body or b""))
        for name, value in given.items():
            merged.pop(name, None)
            if value is not None:
                merged[name] = value
        return merged

    def _exchange(self, request: _Request) -> Exchange:
        """Attempt the request as often as is right and safe."""
        attempts = renewals = 0
        while True:
            refusal = self._gate.refusal(request.kind) or self._take_turn()
            if refusal is not None:
                return self._record(request, _not_sent(refusal), attempts)
            attempts += 1
            attempt = self._attempt(request)
            status = attempt.answer.status if attempt.answer else None
            if status == 401 and not renewals:
                renewals += 1
                if self._authenticator.renew(request.credentials, attempt.authentication):
                    continue
            foreign = status == 429 and not request.credentials.own
            pause = (
                None if foreign and self._locked_out else self._pause(request, attempt, attempts - renewals)
            )
            if pause is None:
                if foreign:
                    # Who has no valid credentials may be told to slow down; others are served all the same.
                    self._locked_out = True
                else:
                    self._judge(request, attempt, status)
                return self._record(request, attempt, attempts)
            with self._lock:
                self.counters.retries += 1
            time.sleep(pause)

    def _take_turn(self) -> str | None:
        """Wait for the rate limit; the sentence that says so when the run's time is up."""
        wait = self._pacer.reserve()
        if self._ends is not None and time.monotonic() + wait >= self._ends:
            return f"The run's time budget of {self.options.time_budget:g} s is used up; nothing was sent."
        if wait > 0:
            time.sleep(wait)
        return None

    def _attempt(self, request: _Request) -> _Attempt:
        started = time.time()
        clock = time.perf_counter()
        authentication: tuple[tuple[str, str], ...] = ()
        curl = ""
        answer = failure = error = None
        try:
            authentication, curl = self._authenticator.authenticate(
                request.credentials, request.method, request.url, request.headers
            )
            # A token request must not count as the time of this one.
            started, clock = time.time(), time.perf_counter()
            answer = self._wire.ask(
                request.method,
                request.target,
                (*request.headers.items(), *authentication),
                request.body,
                self._bounds(request.timeout),
            )
        except WireError as flaw:
            failure, error = flaw, str(flaw)
        except AuthenticationError as flaw:
            error = str(flaw)
        elapsed = time.perf_counter() - clock
        with self._lock:
            self.counters.requests += 1
            self.counters.bytes_sent += len(request.body or b"")
            self.counters.bytes_received += answer.received if answer else 0
        return _Attempt(started, elapsed, answer, failure, error, authentication, curl)

    def _bounds(self, total: float) -> Bounds:
        options = self.options
        now = time.monotonic()
        deadline = now + total if self._ends is None else min(now + total, self._ends)
        patience = max(0.001, min(options.connect_timeout, deadline - now))
        return Bounds(patience, options.read_timeout, deadline, options.max_body)

    def _pause(self, request: _Request, attempt: _Attempt, tries: int) -> float | None:
        """Seconds until the next attempt, None when there must not be one."""
        allowed = min(1, self.options.retries) if self._gate.troubled else self.options.retries
        if tries > allowed:
            return None
        pause = back_off(tries, self.options.back_off, self.options.longest_back_off)
        if attempt.answer is None:
            failure = attempt.failure
            if failure is None or not failure.retriable or (request.write and failure.sent):
                return None
        else:
            status = attempt.answer.status
            asked = retry_after(Headers(attempt.answer.headers).get("Retry-After"), time.time())
            if not _may_repeat(request.write, status, asked):
                return None
            if asked is not None:
                pause = max(pause, min(asked, self.options.longest_retry_after))
                self._pacer.hold(pause)
        if self._ends is not None and time.monotonic() + pause >= self._ends:
            return None
        return pause

    def _judge(self, request: _Request, attempt: _Attempt, status: int | None) -> None:
        """Tell the gate what a request came to."""
        # With the run's own credentials, which were good when it began.
        turned_away = status == 401 and request.credentials is DEFAULT
        if status is not None and status not in ENVIRONMENTAL_STATUSES and not turned_away:
            self._gate.succeeded(request.kind)
            if request.method == "GET" and status < 300:
                self._lives_at = request.target
            return
        cause = attempt.failure.cause if attempt.failure else None
        if cause == "unbuildable":
            return
        advice = ", although the credentials were good when the run began" if turned_away else ""
        error = attempt.error or f"{self._wire.name} answers {status}{advice}."
        broken = turned_away or cause in _BROKEN
        gone = self._gate.failed(request.kind, attempt.started, error, silent=not broken)
        if gone and broken and self._lives():
            self._gate.succeeded(None)

    def _lives(self) -> bool:
        """Whether the target answers a plain read; it may have choked on several odd requests in a row."""
        try:
            url = self._origin + self._lives_at
            authentication, _ = self._authenticator.authenticate(DEFAULT, "GET", url, self._headers)
            with self._lock:
                self.counters.requests += 1
            answer = self._wire.ask(
                "GET",
                self._lives_at,
                (*self._headers.items(), *authentication),
                None,
                self._bounds(self.options.read_timeout),
            )
        except (WireError, AuthenticationError):
            return False
        return answer.status != 401 and answer.status not in ENVIRONMENTAL_STATUSES

    def _record(self, request: _Request, attempt: _Attempt, attempts: int) -> Exchange:
        answer, failure = attempt.answer, attempt.failure
        if answer is None:
            with self._lock:
                self.counters.failures += 1
        received = answer.headers if answer else failure.headers if failure else ()
        body = answer.body if answer else failure.body if failure else b""
        shown = CaseInsensitiveDict({**request.headers, **dict(attempt.authentication)})
        return Exchange(
            id=request.id,
            operation=request.operation,
            method=request.method,
            url=request.url,
            request_headers=Headers(PROCESS.headers(shown)),
            request_body=request.body,
            started=attempt.started,
            elapsed=attempt.elapsed,
            status=answer.status if answer else None,
            response_headers=Headers(received),
            response_body=body,
            error=None if attempt.error is None else PROCESS.text(attempt.error),
            attempts=attempts,
            authentication=attempt.curl,
            once=request.once,
        )

    def _post_for_token(self, url: str, body: bytes) -> tuple[int, bytes]:
        """Ask a token endpoint, on the target's host or another; gives status and body."""
        origin, target = split_url(url)
        wire = self._wire if origin == self._origin else Wire(origin, self.target.tls)
        headers = {**self._headers, "Host": wire.host_header, "Content-Type": "application/json"}
        if wire is not self._wire:
            for name, _ in self.target.headers:
                del headers[name]
        headers["Content-Length"] = str(len(body))
        with self._lock:
            self.counters.requests += 1
        try:
            bounds = self._bounds(self.options.total_timeout)
            answer = wire.ask("POST", target or "/", tuple(headers.items()), body, bounds)
        except WireError as failure:
            raise AuthenticationError(f"No OAuth token: {failure}") from None
        finally:
            if wire is not self._wire:
                wire.close()
        return answer.status, answer.body


def _may_repeat(write: bool, status: int, asked: float | None) -> bool:
    """Whether an answer allows to ask again.

    A write only when it provably did not happen: the server takes no requests at the moment (429, or 503
    with Retry-After).  After any other gateway error it may have been carried out.
    """
    if write:
        return status == 429 or (status == 503 and asked is not None)
    return status in ENVIRONMENTAL_STATUSES


def _not_sent(refusal: str) -> _Attempt:
    return _Attempt(time.time(), 0.0, None, None, refusal)
