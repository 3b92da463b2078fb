"""One request and one response over a socket, within hard bounds.

Underneath everything else because no client library gives all of these at once, cheaply:
a deadline for the *whole* request that a server cannot stretch by sending a byte now and then (and no
thread to watch it), a bound on what is read and on what it unpacks to, knowledge of whether a failed
request can have reached the server, and the bytes exactly as asked for, however malformed.
There are no redirects, no cookies, no proxies and no credentials here.
"""

import contextlib
import http.client
import io
import select
import socket
import ssl
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from harness.target_parts import Tls
from harness.transport_coding import KEPT, CodingError, OversizedError, unpack
from harness.transport_request import request_octets

_CHUNK = 262144
# Many servers drop idle connections after two seconds or more; a request that must not be repeated
# does not bet on one that is about to be dropped.
_IDLE_FOR_WRITES = 1.5
_IDLE_FOR_READS = 30.0

Cause = Literal["unbuildable", "unreachable", "reset", "timeout", "garbled", "oversized"]


class WireError(Exception):
    """There is no whole answer; the message is one sentence."""

    def __init__(
        self,
        sentence: str,
        cause: Cause,
        *,
        sent: bool,
        retriable: bool = False,
        headers: tuple[tuple[str, str], ...] = (),
        body: bytes = b"",
    ) -> None:
        super().__init__(sentence)
        self.cause = cause
        self.sent = sent  #: whether the server may have received (and carried out) the request
        self.retriable = retriable  #: whether trying again may help
        self.headers = headers  #: those of a response that did arrive
        self.body = body  #: the beginning of a body that did arrive


@dataclass(frozen=True)
class Bounds:
    """Limits of one attempt."""

    connect_timeout: float  #: seconds until the connection stands
    read_timeout: float  #: seconds without a single byte
    deadline: float  #: time.monotonic() at which the attempt ends, whatever has arrived
    max_body: int  #: bytes of the response, packed as well as unpacked


@dataclass(frozen=True)
class Answer:
    """A whole response."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes  #: content codings undone
    received: int  #: bytes of the body as they came


class Wire:
    """The connections to one origin (scheme, host, port); may be used by several threads."""

    def __init__(self, origin: str, tls: Tls) -> None:
        parts = urlsplit(origin)
        assert parts.hostname is not None
        self._host = parts.hostname
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._context = tls.context() if self._secure else None
        self._idle: deque[_Connection] = deque()
        self.name = f"{self._host}:{self._port}"
        host = f"[{self._host}]" if ":" in self._host else self._host.encode("idna").decode()
        self.host_header = host if parts.port is None else f"{host}:{self._port}"

    def close(self) -> None:
        """Close the idle connections."""
        while self._idle:
            self._idle.pop().close()

    def ask(
        self,
        method: str,
        target: str,
        headers: Sequence[tuple[str, str]],
        body: bytes | None,
        bounds: Bounds,
        *,
        repeatable: bool,
    ) -> Answer:
        """Send one request and read the whole answer, or raise :class:`WireError`.

        ``repeatable`` requests are sent once more when a kept-alive connection turns out to be dead.
        """
        try:
            octets = request_octets(method, target, headers, body)
        except ValueError as flaw:
            raise WireError(str(flaw), "unbuildable", sent=False) from None
        connection = self._reusable(_IDLE_FOR_READS if repeatable else _IDLE_FOR_WRITES)
        if connection is not None:
            try:
                return self._talk(connection, method, octets, bounds)
            except WireError as failure:
                if failure.cause != "reset" or failure.headers or not repeatable:
                    raise
        return self._talk(self._connect(bounds), method, octets, bounds)

    def _reusable(self, idle: float) -> "_Connection | None":
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            if time.monotonic() - connection.used < idle and connection.quiet():
                return connection
            connection.close()

    def _talk(self, connection: "_Connection", method: str, octets: bytes, bounds: Bounds) -> Answer:
        reusable = False
        try:
            connection.send(octets, bounds)
            answer, reusable = connection.receive(method, bounds)
        finally:
            if reusable:
                connection.used = time.monotonic()
                self._idle.append(connection)
            else:
                connection.close()
        return answer

    def _connect(self, bounds: Bounds) -> "_Connection":
        patience = min(bounds.connect_timeout, bounds.deadline - time.monotonic())
        give_up = time.monotonic() + patience
        try:
            addresses = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError):
            raise WireError(
                f"The host name {self._host} cannot be resolved.", "unreachable", sent=False
            ) from None
        failure: OSError | None = None
        for family, kind, protocol, _, address in addresses:
            plain = socket.socket(family, kind, protocol)
            try:
                plain.settimeout(max(0.001, give_up - time.monotonic()))
                plain.connect(address)
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if self._context is not None:
                    plain = self._context.wrap_socket(plain, server_hostname=self._host)
                return _Connection(plain, self.name)
            except (TimeoutError, ConnectionError) as flaw:
                failure = flaw
                plain.close()
            except OSError as flaw:
                plain.close()
                if isinstance(flaw, ssl.SSLError):
                    raise self._tls_error(flaw) from None
                failure = flaw
            except BaseException:
                plain.close()
                raise
            if time.monotonic() >= give_up:
                break
        raise self._connect_error(failure, patience)

    def _connect_error(self, failure: OSError | None, patience: float) -> WireError:
        match failure:
            case TimeoutError():
                sentence = f"{self.name} does not accept a connection within {patience:.3g} s."
                return WireError(sentence, "timeout", sent=False)
            case ConnectionRefusedError():
                sentence = f"{self.name} refuses connections: nothing listens there."
            case ConnectionError():
                sentence = f"{self.name} drops the connection while it is being made."
            case _:
                reason = failure.strerror if failure is not None and failure.strerror else "no address"
                sentence = f"{self.name} cannot be reached: {reason}."
        return WireError(sentence, "unreachable", sent=False, retriable=True)

    def _tls_error(self, flaw: ssl.SSLError) -> WireError:
        if isinstance(flaw, ssl.SSLCertVerificationError):
            why = flaw.verify_message.rstrip(".")
            sentence = (
                f"The certificate of {self.name} is not trusted: {why} ([tls] ca_file names an authority)."
            )
        elif flaw.reason == "WRONG_VERSION_NUMBER":
            sentence = f"{self.name} does not speak TLS (perhaps its address begins with http://)."
        else:
            reason = (flaw.reason or "protocol error").replace("_", " ").lower()
            sentence = f"No TLS connection to {self.name}: {reason}."
        return WireError(sentence, "unreachable", sent=False)


class _Connection:
    """One socket, with the bytes that were received beyond what has been asked for."""

    def __init__(self, sock: socket.socket, name: str) -> None:
        self._sock = sock
        self._name = name
        self.used = time.monotonic()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.close()

    def quiet(self) -> bool:
        """Whether the idle connection stands: no end of stream, no bytes that nobody asked for."""
        try:
            self._sock.settimeout(0)
            self._sock.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        except (OSError, ValueError):
            return False
        return False

    def send(self, octets: bytes, bounds: Bounds) -> None:
        view = memoryview(octets)
        try:
            for start in range(0, len(view), _CHUNK):
                self._sock.settimeout(_left(bounds.deadline))
                self._sock.sendall(view[start : start + _CHUNK])
        except TimeoutError:
            raise WireError(
                f"{self._name} does not take the request in time.", "timeout", sent=True
            ) from None
        except (OSError, ValueError) as flaw:
            if self._answered():
                # Refused before the whole body was read: the answer is there to be read.
                return
            raise WireError(
                f"{self._name} drops the connection while the request is being sent.",
                "reset",
                sent=True,
                retriable=True,
            ) from flaw

    def _answered(self) -> bool:
        try:
            return bool(select.select([self._sock], [], [], 0.2)[0])
        except (OSError, ValueError):
            return False

    def receive(self, method: str, bounds: Bounds) -> tuple[Answer, bool]:
        """The answer, and whether the connection can be used again."""
        stream = _Stream(self._sock, bounds)
        response = http.client.HTTPResponse(stream, method=method)  # type: ignore[arg-type]
        headers: tuple[tuple[str, str], ...] = ()
        body = bytearray()
        try:
            response.begin()
            while 101 < response.status < 200:  # interim answers, such as 103
                response = http.client.HTTPResponse(stream, method=method)  # type: ignore[arg-type]
                response.begin()
            headers = tuple((name, value) for name, value in response.headers.items())
            expected = response.length
            if expected != 0:
                _read(response, body, bounds.max_body)
            if expected is not None and len(body) < expected:
                raise http.client.IncompleteRead(b"", expected - len(body))
            unpacked = unpack(bytes(body), headers, bounds.max_body)
        except CodingError as flaw:
            oversized = isinstance(flaw, OversizedError)
            raise WireError(
                f"The body of the answer (status {response.status}) {flaw}.",
                "oversized" if oversized else "garbled",
                sent=True,
                headers=headers,
                body=flaw.beginning if isinstance(flaw, OversizedError) else bytes(body[:KEPT]),
            ) from None
        except (OSError, http.client.HTTPException, ValueError, OverflowError) as flaw:
            sentence, cause = self._failure(flaw, response, body, bounds, stream.received)
            raise WireError(
                sentence,
                cause,
                sent=True,
                retriable=cause == "reset",
                headers=headers,
                body=bytes(body[:KEPT]),
            ) from None
        reusable = not response.will_close and not stream.leftover
        return Answer(response.status, headers, unpacked, len(body)), reusable

    def _failure(
        self,
        flaw: Exception,
        response: http.client.HTTPResponse,
        body: bytearray,
        bounds: Bounds,
        received: int,
    ) -> tuple[str, Cause]:
        """What went wrong while the answer was read, as one sentence."""
        status = response.status if isinstance(response.status, int) else None
        arrived = f" (status {status} and {len(body)} bytes of the body had arrived)" if status else ""
        cause: Cause = "reset"
        match flaw:
            case TimeoutError() if time.monotonic() >= bounds.deadline:
                cause, what = "timeout", "does not finish its answer within the time for one request"
                arrived = arrived or f" ({received} bytes had arrived)"
            case TimeoutError():
                cause, what = "timeout", f"is silent for {bounds.read_timeout:.3g} s"
            case http.client.IncompleteRead():
                what = "closes the connection in the middle of the answer"
            case http.client.RemoteDisconnected():
                what = "closes the connection without an answer"
            case OSError():
                what = "breaks the connection before the answer is whole"
            case _:
                cause, what = "garbled", "answers with something that is not HTTP/1.1"
        return f"{self._name} {what}{arrived}.", cause


class _Stream(io.RawIOBase):
    """What http.client reads a response from: a socket with a buffer, a deadline and a count."""

    def __init__(self, sock: socket.socket, bounds: Bounds) -> None:
        self._sock = sock
        self._bounds = bounds
        self._buffer = b""
        self.received = 0

    def makefile(self, _mode: str) -> "_Stream":
        return self

    def close(self) -> None:
        """Nothing: the response ends, the connection stays."""

    def flush(self) -> None:
        """Nothing to flush; http.client asks for it."""

    @property
    def leftover(self) -> bool:
        """Whether the server sent more than the response."""
        return bool(self._buffer)

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        most = 65537 if size is None or size < 0 else size
        while True:
            end = self._buffer.find(b"\n", 0, most) + 1
            if not end and len(self._buffer) >= most:
                end = most
            if not end:
                more = self._receive(65536)
                if more:
                    self._buffer += more
                    continue
                end = len(self._buffer)
            line, self._buffer = self._buffer[:end], self._buffer[end:]
            return line

    def read1(self, size: int = -1, /) -> bytes:
        if self._buffer:
            end = len(self._buffer) if size < 0 else size
            found, self._buffer = self._buffer[:end], self._buffer[end:]
            return found
        return self._receive(_CHUNK if size < 0 else min(size, _CHUNK))

    def read(self, size: int = -1, /) -> bytes:
        """Exactly ``size`` bytes, fewer only at the end of the stream."""
        parts: list[bytes] = []
        while size > 0:
            part = self.read1(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _receive(self, size: int) -> bytes:
        self._sock.settimeout(min(self._bounds.read_timeout, _left(self._bounds.deadline)))
        found = self._sock.recv(size)
        self.received += len(found)
        return found


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(response: http.client.HTTPResponse, body: bytearray, most: int) -> None:
    while part := response.read1(_CHUNK):
        body += part
        if len(body) > most:
            raise OversizedError(f"is longer than {most} bytes", bytes(body[:KEPT]))
