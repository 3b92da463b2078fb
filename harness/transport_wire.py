"""One request and one response over a socket, within hard bounds.

Underneath everything else because no client library gives all of these at once, cheaply:
a deadline for the *whole* request that a server cannot stretch by sending a byte now and then (and no
thread to watch it), a bound on what is read and on what it unpacks to, knowledge of whether a failed
request can have reached the server, and the bytes exactly as asked for, however malformed.
There are no redirects, no cookies, no proxies and no credentials here.
"""

import socket
import ssl
import time
from collections import deque
from collections.abc import Sequence
from urllib.parse import urlsplit

from harness.target_parts import Tls
from harness.transport_connection import Answer, Bounds, Connection, WireError
from harness.transport_request import request_octets

# Many servers drop idle connections after two seconds or more; a request that must not be repeated
# does not bet on one that is about to be dropped.
_IDLE_FOR_WRITES = 1.5
_IDLE_FOR_READS = 30.0


class Wire:
    """The connections to one origin (scheme, host, port); may be used by several threads."""

    def __init__(self, origin: str, tls: Tls) -> None:
        parts = urlsplit(origin)
        assert parts.hostname is not None
        self._host = parts.hostname
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._context = tls.context() if self._secure else None
        self._idle: deque[Connection] = deque()
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

    def _reusable(self, idle: float) -> Connection | None:
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            if time.monotonic() - connection.used < idle and connection.quiet():
                return connection
            connection.close()

    def _talk(self, connection: "Connection", method: str, octets: bytes, bounds: Bounds) -> Answer:
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

    def _connect(self, bounds: Bounds) -> "Connection":
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
                return Connection(plain, self.name)
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
