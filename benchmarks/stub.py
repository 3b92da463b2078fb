"""A server that answers the four operations from memory: a measurement sees the harness and little else.

    python -m benchmarks.stub ANSWERS.json

ANSWERS.json maps create, update, list and detail to an answer each; every create gives a fresh id.
The port is printed.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from email.utils import formatdate
from pathlib import Path
from typing import Any

MARK = "@fresh-id@"


class Protocol(asyncio.Protocol):
    """As much HTTP/1.1 as one well-behaved client needs."""

    def __init__(self, answers: dict[str, str], ids: itertools.count[int]) -> None:
        self.answers, self.ids, self.waiting = answers, ids, b""

    def connection_made(self, transport: Any) -> None:
        """A connection begins."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that has arrived whole."""
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, rest = self.waiting.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:])
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            self.waiting = rest[length:]
            self._answer(*lines[0].split(" ")[:2])

    def _answer(self, method: str, path: str) -> None:
        reading = "detail" if "/badge/" in path else "list"
        operation = {"POST": "create", "PUT": "update"}.get(method, reading)
        body = self.answers[operation].replace(MARK, f"{next(self.ids):024x}").encode()
        self.transport.write(
            f"HTTP/1.1 {201 if method == 'POST' else 200} OK\r\nDate: {formatdate(usegmt=True)}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )


async def main(path: str) -> None:
    """Serve on a free port of the loopback until standard input ends."""
    answers = {name: json.dumps(answer) for name, answer in json.loads(Path(path).read_text("utf-8")).items()}
    ids, loop = itertools.count(1), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Protocol(answers, ids), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
