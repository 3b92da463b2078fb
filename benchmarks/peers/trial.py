"""One trial: one tool against one server, alone on it from its start to its end."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.peers.place import Place, Tool
from benchmarks.peers.process import run
from benchmarks.serving import ROOT, reference

#: Everything goes to the loopback: whatever a tool wants to tell the world ends at a closed port.
OFFLINE = {"HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1,localhost", "CI": "1", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Target:
    """What is switched in: a fault, a dialect, or nothing."""

    kind: str
    name: str

    @property
    def options(self) -> Sequence[str]:
        """The options of the reference."""
        return () if self.kind == "clean" else (f"--{self.kind}", self.name)


@dataclass
class Outcome:
    """What one trial gave; `problem` says why there is no result."""

    tool: str
    kind: str
    name: str
    failures: list[str] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    problem: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-simple form."""
        return asdict(self)


def trial(tool: Tool, target: Target, commands: Path, timeout: float, keep: Path | None = None) -> Outcome:
    """Start the reference, run the tool, take the count; with `keep`, its files stay there."""
    with tempfile.TemporaryDirectory(prefix="badges-peers-") as directory:
        folder = Path(directory)
        count = folder / "requests"
        with reference(*target.options, command=("benchmarks.peers.target", str(count))) as profile:
            url = tomllib.loads(profile.read_text(encoding="utf-8"))["base_url"]
            outcome = _measured(tool, target, Place(folder, url, profile, commands), timeout)
        outcome.requests = int(count.read_text(encoding="utf-8"))
        if keep is not None:
            shutil.copytree(folder, keep, dirs_exist_ok=True)
    return outcome


def _measured(tool: Tool, target: Target, place: Place, timeout: float) -> Outcome:
    outcome = Outcome(tool.NAME, target.kind, target.name)
    environment = {**OFFLINE, "PYTHONPATH": str(ROOT), **tool.environment(place)}
    cost = run(tool.steps(place), place.folder, place.folder, environment, timeout)
    outcome.seconds, outcome.cpu_seconds = round(cost.seconds, 2), round(cost.cpu_seconds, 2)
    outcome.peak_bytes = cost.peak_bytes
    if cost.status is None:
        outcome.problem = f"stopped after {timeout:.0f} s"
        return outcome
    try:
        outcome.failures = sorted(tool.failures(place))
    except (OSError, ValueError, KeyError) as error:
        outcome.problem = f"no result (exit status {cost.status}): {type(error).__name__}: {error}"[:300]
    return outcome
