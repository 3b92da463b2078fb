"""The reference as a server that notes when each request came, with one of the hand-made faults or without.

    python -m benchmarks.counted FILE [FAULT] [--most N] -- --target-file target.toml

FILE gets a line per request: its time in seconds since 1970. Both sides of a comparison are counted so,
whatever they say of themselves. With the request after N the server ends, to show what becomes of a run then.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any

from benchmarks.fuzz_faults import FAULTS
from reference import __main__ as command

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Served:
    """A server that runs, as those that test it see it."""

    profile: Path
    log: Path
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        """Its base URL."""
        return str(self._read()["base_url"])

    @property
    def credentials(self) -> str:
        """User and password as `schemathesis run --auth` takes them."""
        auth = self._read()["auth"]
        return f"{auth['username']}:{auth['password']}"

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def times(self) -> list[float]:
        """When each request so far came."""
        return [float(line) for line in self.log.read_text().split()]

    def requests_until(self, moment: float) -> int:
        """How many requests had come by then."""
        return bisect_right(self.times(), moment)

    def _read(self) -> dict[str, Any]:
        return tomllib.loads(self.profile.read_text())


@contextmanager
def served(fault: str | None = None, most: int | None = None) -> Iterator[Served]:
    """The reference in a process of its own, fresh; it ends with the request after `most`, if given."""
    with tempfile.TemporaryDirectory() as directory:
        profile, log = Path(directory) / "target.toml", Path(directory) / "requests.log"
        process = subprocess.Popen(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", "benchmarks.counted", str(log), *([fault] if fault else [])),
                *([f"--most={most}"] if most else []),
                *("--", "--exit-with-parent", "--target-file", str(profile)),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a fault that crashes says so at length
            text=True,
        )
        try:
            assert process.stdout is not None  # it was opened as a pipe
            if not process.stdout.readline():
                raise RuntimeError(f"the reference did not start with the fault {fault}")
            yield Served(profile, log, process)
        finally:
            process.terminate()
            process.wait()


def main(arguments: Sequence[str]) -> int:
    """Serve and count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("log", type=Path)
    parser.add_argument("fault", nargs="?")
    parser.add_argument("--most", type=int)
    own, rest = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    options = parser.parse_args(own)
    log = options.log.open("w", buffering=1)
    serve, count = command.serve, itertools.count(1)

    def counting(application: Any, *arguments: Any, **named: Any) -> None:
        async def counted(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                if options.most is not None and next(count) > options.most:
                    os._exit(0)
                log.write(f"{time()}\n")
            await application(scope, receive, send)

        serve(counted, *arguments, **named)  # type: ignore[arg-type]

    faults = {fault.id: fault for fault in FAULTS}
    command.serve, command.all_faults = counting, lambda: faults  # type: ignore[assignment]
    return command.main([*rest, *([f"--fault={options.fault}"] if options.fault else [])])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
