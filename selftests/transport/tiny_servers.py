"""Servers of a few lines, made to misbehave in exactly one way.

A behaviour is a function that gets what was asked and a way to reply, byte by byte if need be.
Every server lives on a free loopback port and is gone when its ``with`` block ends, hanging or not.
"""

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

# What the tests sign in with: letters that need care in URLs, JSON, HTML and shells.
USER, PASSWORD = "store123", 'p4ss/wörd & "more"'
KEY, SECRET = "client-key-1234", "client-secret-5678"

# For transports that are tested: short pauses, yet time enough to be answered on a busy machine.
QUICK: dict[str, Any] = {
    "connect_timeout": 3.0,
    "read_timeout": 3.0,
    "total_timeout": 6.0,
    "max_body": 100_000,
    "retries": 2,
    "back_off": 0.01,
    "longest_back_off": 0.02,
    "longest_retry_after": 0.2,
    "breaker_threshold": 0,
}
# For servers that will not answer.
HASTY: dict[str, Any] = {**QUICK, "retries": 0, "read_timeout": 0.3, "total_timeout": 0.6}


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int
    names: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        return self.headers.get(name.lower())


class GoneError(Exception):
    """The server is being stopped, or the client has left."""


@dataclass
class Reply:
    """The way back to the client."""

    sock: socket.socket
    stopping: threading.Event
    open: bool = True

    def send(self, status: int = 200, body: bytes | Any = b"{}", **headers: str) -> None:
        """A proper answer; keyword names get hyphens for underscores."""
        octets = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines = {"Content-Type": "application/json", "Content-Length": str(len(octets))}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.raw(f"HTTP/1.1 {status} Any\r\n{head}\r\n".encode() + octets)

    def raw(self, octets: bytes) -> None:
        if self.stopping.is_set():
            raise GoneError
        try:
            self.sock.sendall(octets)
        except OSError:
            raise GoneError from None

    def drip(self, octets: bytes, pause: float) -> None:
        for byte in octets:
            self.raw(bytes([byte]))
            self.wait(pause)

    def wait(self, seconds: float) -> None:
        if self.stopping.wait(seconds):
            raise GoneError

    def hang(self) -> None:
        self.wait(3600)

    def close(self) -> None:
        self.open = False

    def reset(self) -> None:
        """Close so that the client sees a reset instead of an end."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.open = False


Behaviour = Callable[[Asked, Reply], None]


def always(status: int = 200, body: Any = b"{}", **headers: str) -> Behaviour:
    return lambda _, reply: reply.send(status, body, **headers)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Each behaviour for one request; the last one for all that follow."""
    rest = list(behaviours)

    def behave(asked: Asked, reply: Reply) -> None:
        (rest.pop(0) if len(rest) > 1 else rest[0])(asked, reply)

    return behave


def _linger(sock: socket.socket) -> None:
    """Close so that the other side can still read why: what it sends meanwhile would reset the connection."""
    with sock:
        sock.settimeout(5)
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(65536):
            pass


@dataclass
class TinyServer:
    behaviour: Behaviour
    context: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._stopping = threading.Event()
        self._sockets: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        scheme = "https" if self.context else "http"
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        # Closing alone would not wake the thread that waits in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    @property
    def connections(self) -> int:
        return len(self._sockets)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(sock)
            threading.Thread(target=self._serve, args=(sock, len(self._sockets)), daemon=True).start()

    def _serve(self, sock: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError, GoneError, ValueError):
            if self.context:
                sock = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
                try:
                    sock.do_handshake()
                except ssl.SSLError:
                    _linger(socket.socket(fileno=sock.detach()))
                    return
            with sock, sock.makefile("rb") as stream:
                while asked := _read(stream, number):
                    self.asked.append(asked)
                    reply = Reply(sock, self._stopping)
                    self.behaviour(asked, reply)
                    if not reply.open:
                        break


def _read(stream: Any, number: int) -> Asked | None:
    line = stream.readline().decode("latin-1").rstrip("\r\n")
    if not line:
        return None
    method, target, _ = line.split(" ")
    headers, names = {}, []
    while field_line := stream.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = field_line.partition(":")
        headers[name.lower()] = value.strip()
        names.append(name)
    body = stream.read(int(headers.get("content-length", "0")))
    return Asked(method, target, headers, body, number, tuple(names))


def closed_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
