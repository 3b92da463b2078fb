"""Runs the suite against a hostile server and measures what becomes of it."""

from __future__ import annotations

import contextlib
import json
import os
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selftests.hostile.proxy import Upstream
from selftests.hostile.servers import Hostile
from selftests.transport.tiny_servers import TinyServer

ROOT = Path(__file__).resolve().parents[2]
# Time-outs that let a run against a dead server end soon; what is measured grows with them.
LIMITS = {"connect_timeout": 2, "read_timeout": 1.5, "total_timeout": 3}


@dataclass(frozen=True)
class Outcome:
    """How a run ended."""

    status: int
    output: str
    report: dict[str, Any] | None
    seconds: float
    megabytes: float  #: the most memory that a process of the run held
    requests: int  #: what the server was asked

    @property
    def failed(self) -> dict[str, int]:
        """The requirements that failed, each with how often that was seen."""
        rows = self.report["requirements"] if self.report else ()
        return {
            row["id"]: sum(item["count"] for item in row["findings"] if item["verdict"] == "failed")
            for row in rows
            if row["verdict"] == "failed"
        }

    def number_of(self, verdict: str) -> int:
        return sum(row["verdict"] == verdict for row in self.report["requirements"]) if self.report else 0

    @property
    def text(self) -> str:
        """All that the run said, on the terminal and in its report."""
        return self.output + json.dumps(self.report or "")


@contextlib.contextmanager
def odd_reference(profile: Path, *arguments: str) -> Iterator[str]:
    """The reference with these options as a process of its own; gives its base URL."""
    command = [sys.executable, "-m", "selftests.hostile.odd_reference", "--exit-with-parent"]
    server = subprocess.Popen(
        [*command, "--target-file", str(profile), *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        announced = server.stdout.readline()
        yield announced.rpartition(" ")[2].strip()
    finally:
        server.terminate()
        server.wait()
        server.stdin.close()
        server.stdout.close()


def run(
    hostile: Hostile, tests: Sequence[str], *arguments: str, certificate: Path, limits: dict[str, float]
) -> Outcome:
    """One run of these tests against one server; `certificate` is a PEM file that nobody trusts."""
    with contextlib.ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        profile = directory / "target.toml"
        sound = urlsplit(stack.enter_context(odd_reference(profile, *hostile.reference)))
        context = None
        if hostile.secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        server = stack.enter_context(
            TinyServer(hostile.behaviour(Upstream(sound.hostname, sound.port)), context)
        )
        _add_limits(profile, limits)
        return measured(
            [*tests, f"--base-url={server.url}", f"--target={profile}", *arguments], directory, server
        )


def _add_limits(profile: Path, limits: dict[str, float]) -> None:
    lines = "\n".join(f"{name} = {value}" for name, value in limits.items())
    profile.write_text(f"{profile.read_text()}\n[limits]\n{lines}\n")


def measured(arguments: Sequence[str], directory: Path, server: TinyServer) -> Outcome:
    """Run the suite in a process of its own, and look at its memory when it has ended."""
    reports = directory / "reports"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--report-dir={reports}"]
    began = time.perf_counter()
    with (directory / "output").open("w+") as output:
        process = subprocess.Popen(
            [*command, *arguments],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "COLUMNS": "160"},
        )
        # `wait4` is how the operating system tells the memory of this child and not of another one.
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
        seconds = time.perf_counter() - began
        output.seek(0)
        said = output.read()
    document = reports / "conformance.json"
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Outcome(
        process.returncode,
        said,
        json.loads(document.read_text()) if document.exists() else None,
        seconds,
        kilobytes / 1024,
        len(server.asked),
    )
