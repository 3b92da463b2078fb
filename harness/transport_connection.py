"""requests and urllib3, held to the bounds of one attempt.

urllib3 bounds each wait, not their sum: a server that sends a byte now and then could stretch an answer
without end.  So every piece that is sent or received here waits no longer than what is left of the attempt.
Beyond that, requests would change a little of what it is given (the path, the certificates that are
trusted) and do a little more than it is asked for (look after redirects); that is switched off.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from harness.target_parts import Tls

# Many servers drop idle connections after two seconds or more; a request that must not be repeated
# does not bet on one that is about to be dropped.
_IDLE = 1.5
_MOST_IDLE = 16


@dataclass(frozen=True)
class Bounds:
    """Limits of one attempt."""

    connect_timeout: float  #: seconds until the connection stands
    read_timeout: float  #: seconds without a single byte
    deadline: float  #: time.monotonic() at which the attempt ends, whatever has arrived
    max_body: int  #: bytes of the response, packed as well as unpacked

    def left(self) -> float:
        """Seconds until the deadline; raises TimeoutError when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass
class Progress:
    """How far an attempt has come; its sockets keep to its bounds."""

    bounds: Bounds
    target: str  #: path and query, exactly
    phase: Literal["connecting", "sending", "receiving"] = "connecting"
    received: int = 0  #: bytes of the response, head included
    ended: bool = False  #: whether the server has closed the connection
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytearray = field(default_factory=bytearray)  #: as much of it as has come, still packed


PROGRESS: ContextVar[Progress] = ContextVar("progress")
"""The attempt that this thread is at."""


class _Socket(socket.socket):
    """A socket that never waits beyond the deadline of the attempt."""

    used = 0.0  #: time.monotonic() of the last byte received

    def recv_into(self, *args: Any) -> int:
        progress = PROGRESS.get()
        self.settimeout(min(progress.bounds.read_timeout, progress.bounds.left()))
        size = super().recv_into(*args)
        self.used = time.monotonic()
        progress.received += size
        progress.ended = not size
        return size

    def sendall(self, *args: Any) -> None:
        self.settimeout(PROGRESS.get().bounds.left())
        super().sendall(*args)


class _TlsSocket(_Socket, ssl.SSLSocket):
    """The same for an encrypted connection."""


class _Response(http.client.HTTPResponse):
    """An answer whose head is whole, and which is not one of those that only announce another."""

    def begin(self) -> None:
        super().begin()
        while 101 < self.status < 200:  # such as 103
            self.headers = None  # type: ignore[assignment]  # so http.client reads the next head
            super().begin()
        if PROGRESS.get().ended:  # http.client takes the end of the stream for the end of the head
            raise http.client.IncompleteRead(b"")


class _Connection(HTTPConnection):
    response_class = _Response
    #: Pieces of a request that are not sent yet; None while there is nothing to collect.
    _pieces: list[bytes] | None = None

    def connect(self) -> None:
        super().connect()
        if not isinstance(self.sock, _Socket):
            self.sock = _Socket(fileno=self.sock.detach())

    @property
    def is_connected(self) -> bool:
        fresh = isinstance(self.sock, _Socket) and time.monotonic() - self.sock.used < _IDLE
        return fresh and super().is_connected

    def request(self, method: str, _url: str, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        progress = PROGRESS.get()
        if self.is_closed:
            self.connect()
        progress.phase = "sending"
        self._pieces = []
        try:
            # The URL that comes here is normalised: "%2f" has become "%2F", a lone "?" at the end is gone.
            super().request(method, progress.target, *args, **kwargs)
            whole = b"".join(self._pieces)
        finally:
            self._pieces = None
        # In one piece: a server that wakes up for the head alone makes every write a tenth slower.
        super().send(whole)
        progress.phase = "receiving"

    def send(self, data: Any) -> None:
        if self._pieces is None:
            super().send(data)
        else:
            self._pieces.append(bytes(data))


class _TlsConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection  # type: ignore[assignment]  # one is declared as a protocol of the other


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection  # type: ignore[assignment]


class Adapter(HTTPAdapter):
    """The connections to one host, bounded as above.  May be used by several threads."""

    def __init__(self, host: str, port: int, tls: Tls | None) -> None:
        super().__init__()
        self._make: Callable[[], _Pool | _TlsPool] = partial(_Pool, host, port, maxsize=_MOST_IDLE)
        if tls is not None:
            context = tls.context()
            context.sslsocket_class = _TlsSocket
            self._make = partial(_TlsPool, host, port, maxsize=_MOST_IDLE, ssl_context=context)
        self._pool = self._make()

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> HTTPConnectionPool:
        return self._pool

    def cert_verify(self, *_: Any) -> None:
        """Nothing: requests would trust its own authorities beside those of the profile."""

    def close(self) -> None:
        """Close the idle connections; new ones can still be made."""
        closing, self._pool = self._pool, self._make()
        closing.close()


class Session(requests.Session):
    """Sends prepared requests as they are: no redirects, no proxies, nothing from the environment.

    Nor cookies: only :meth:`prepare_request`, which nobody calls, would add them.
    """

    def __init__(self, adapter: Adapter) -> None:
        super().__init__()
        self.trust_env = False
        for prefix in ("http://", "https://"):
            self.mount(prefix, adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        """Nowhere: even to name the next request, requests would read the body, however long it is."""
        return
