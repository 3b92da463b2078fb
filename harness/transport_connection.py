"""One connection: a request out, an answer in, never longer than the bounds allow.

The deadline is kept without a thread to watch it: before each piece is received, the socket's time-out is
set to what is left.
"""

import contextlib
import http.client
import io
import select
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Literal

from harness.transport_coding import KEPT, CodingError, OversizedError, unpack

_CHUNK = 262144

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


class Connection:
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
            stream.in_head = False
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
            sentence, cause = self._failure(flaw, response, body, bounds, stream)
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
        stream: "_Stream",
    ) -> tuple[str, Cause]:
        """What went wrong while the answer was read."""
        status = response.status if isinstance(response.status, int) else None
        arrived = f" (status {status} and {len(body)} bytes of the body had arrived)" if status else ""
        cause: Cause = "reset"
        match flaw:
            case TimeoutError() if time.monotonic() >= bounds.deadline:
                cause, what = "timeout", "does not finish its answer within the time for one request"
                arrived = arrived or f" ({stream.received} bytes had arrived)"
            case TimeoutError():
                cause, what = "timeout", f"is silent for {bounds.read_timeout:.3g} s"
            case http.client.IncompleteRead() if stream.ended:
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
        self.in_head = True  #: http.client takes the end of the stream for the end of the head
        self.ended = False

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
                if self.in_head and self.received:
                    raise http.client.IncompleteRead(b"")
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
        self.ended = not found
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
