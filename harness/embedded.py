"""The embedded target: the reference implementation as a process of its own on a free loopback port.

The harness never imports the reference; it runs it as a stranger would, and reads the profile that it writes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness.target import TargetError

START_TIMEOUT = 30.0  # seconds; a loaded CI machine needs a few


class EmbeddedReference:
    """Starts on construction; `stop` ends it. It also ends by itself when this process goes away.

    The first look at `profile` waits until it listens, so that what else a run needs is loaded meanwhile.
    """

    def __init__(self, *arguments: str) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="badges-reference-")
        self._profile = Path(self._directory.name) / "target.toml"
        self._listens = False
        self._log = (Path(self._directory.name) / "reference.log").open("w+", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "reference",
            "--exit-with-parent",
            "--target-file",
            str(self._profile),
            *arguments,
        ]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            command,
            # The pipe is never written: its closing tells the child that its parent has gone.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            cwd=Path(__file__).resolve().parent.parent,
            # Ctrl-C at the terminal is for pytest, which then stops the server in its own time.
            start_new_session=os.name == "posix",
        )

    @property
    def profile(self) -> Path:
        """The profile that the reference has written; TargetError when it does not start."""
        if not self._listens:
            self._await_announcement()
            self._listens = True
        return self._profile

    def _await_announcement(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        assert self._process.stdout is not None  # it was opened as a pipe
        line = self._process.stdout.readline()
        while not self._profile.exists() and time.monotonic() < deadline and self._process.poll() is None:
            time.sleep(0.02)
        if not line.startswith("Badges API reference at ") or not self._profile.exists():
            self._log.seek(0)
            last = (self._log.read().strip().splitlines() or ["it said nothing"])[-1]
            self.stop()
            raise TargetError(f"The embedded reference did not start: {last}")

    def stop(self) -> None:
        """End the server and remove what it wrote."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._log):
            if stream is not None:
                stream.close()
        self._directory.cleanup()
