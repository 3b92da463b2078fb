"""Runs commands and measures them: wall time, CPU time, and the memory of the process tree at its peak."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
INTERVAL = 0.1


@dataclass(frozen=True)
class Cost:
    """What some commands cost together, and the status of the last of them (None: it was stopped)."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    status: int | None


def run(
    commands: Iterable[Sequence[str]], folder: Path, cwd: Path, environment: Mapping[str, str], timeout: float
) -> Cost:
    """Run commands one after the other, their output in `step-N.log`; stop them when the time is over.

    The next command is asked for only when the one before has ended.
    """
    began, used, peak = time.monotonic(), _used(), 0
    status: int | None = 0
    for number, command in enumerate(commands, 1):
        with (folder / f"step-{number}.log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - commands of our own modules
                command,
                cwd=cwd,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            watch = _Watch(process.pid)
            try:
                status = process.wait(max(1.0, timeout - (time.monotonic() - began)))
            except subprocess.TimeoutExpired:
                status = None
            finally:
                peak = max(peak, watch.stop())
                _end(process)
        if status is None:
            break
    return Cost(time.monotonic() - began, _used() - used, peak, status)


def _used() -> float:
    """CPU seconds of all processes that this one has waited for, and that these have."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class _Watch(threading.Thread):
    """Samples the resident memory of a session until it is stopped."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.peak, self._over = session, 0, threading.Event()
        self.start()

    def run(self) -> None:
        """Sample."""
        while not self._over.wait(INTERVAL):
            self.peak = max(self.peak, sum(size for _, size in members(self.session)))

    def stop(self) -> int:
        """The peak in bytes."""
        self._over.set()
        self.join()
        return self.peak


def members(session: int) -> Iterator[tuple[int, int]]:
    """The processes of a session and their resident bytes."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            # A process may end while it is looked at.
            with contextlib.suppress(OSError):
                fields = (
                    (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                )
                if int(fields[3]) == session:
                    yield int(entry.name), int(fields[21]) * PAGE


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what a command left behind, and the command itself."""
    for pid, _ in list(members(process.pid)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
