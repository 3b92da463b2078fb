"""Runs the application on a loopback port and ends promptly: on a signal, or with its parent."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable

import h11
import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from reference.rules.problems import INVALID, problem
from reference.views.envelope import refusal, render

HOST = "127.0.0.1"
#: How long open requests may go on after the end was asked for, in seconds.
GRACE_SECONDS = 1
#: How long an idle connection is kept, in seconds: longer than a client waits for a badge to go live.
KEEP_ALIVE_SECONDS = 75
_POLL_SECONDS = 0.5


class Protocol(H11Protocol):
    """HTTP/1.1 that answers what is no HTTP with the envelope as well."""

    def send_400_response(self, msg: str) -> None:
        """Refuse, and end the connection, since nothing on it can be understood any more."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = [("content-type", "application/json"), ("connection", "close")]
            body = render(refusal([problem(INVALID, None, msg)]))
            for event in (
                h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


class Server(uvicorn.Server):
    """A uvicorn server that says when it listens."""

    def __init__(self, config: uvicorn.Config, on_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_listening = on_listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and only then say so."""
        await super().startup(sockets)
        if self.started:
            self._on_listening()


def bind(port: int) -> socket.socket:
    """A loopback socket; port 0 takes a free one. Raises OSError when the port is in use."""
    # The protocol must be named: only then does asyncio switch Nagle's delay off for the connections.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


def serve(
    application: Starlette,
    listener: socket.socket,
    on_listening: Callable[[], None],
    *,
    exit_with_parent: bool = False,
) -> None:
    """Serve until a signal, or until the parent is gone when that is wanted."""
    config = uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        loop="asyncio",
        http=Protocol,
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = Server(config, on_listening)
    if exit_with_parent:
        _end_with_parent(server)
    server.run(sockets=[listener])


def _end_with_parent(server: Server) -> None:
    parent = os.getppid()

    def end() -> None:
        server.should_exit = True
        time.sleep(GRACE_SECONDS + 2)
        os._exit(0)  # the loop is stuck: nobody is left to hear why

    def watch_input() -> None:
        with contextlib.suppress(OSError, ValueError):  # a closed input is the end of it as well
            while os.read(sys.stdin.fileno(), 4096):
                continue
        end()

    def watch_parent() -> None:
        while os.getppid() == parent:
            time.sleep(_POLL_SECONDS)
        end()

    for watch in (watch_input, watch_parent):
        threading.Thread(target=watch, daemon=True).start()
