"""The two places that a run can start from: a checkout and an installation."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    output: str
    directory: Path

    @property
    def report(self) -> dict[str, Any]:
        """The report document."""
        return json.loads((self.directory / "conformance.json").read_text(encoding="utf-8"))

    @property
    def judged(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Verdict and tests of each requirement."""
        rows = self.report["requirements"]
        return {
            row["id"]: (row["verdict"], tuple(sorted(test["nodeid"] for test in row["tests"])))
            for row in rows
        }


@dataclass(frozen=True)
class Installation:
    """A virtual environment with the suite from its wheel."""

    home: Path

    @property
    def python(self) -> Path:
        """The interpreter."""
        return self.home / ("Scripts" if os.name == "nt" else "bin") / "python"

    @property
    def site_packages(self) -> Path:
        """Where the packages are."""
        [found] = self.home.glob("**/site-packages")
        return found

    def run(self, *arguments: str, cwd: Path) -> Outcome:
        """`badges-conformance ARGUMENTS`, started in a directory of the user's."""
        return _run([str(self.python.with_name("badges-conformance")), *arguments], cwd, cwd / "reports")


def run_in_checkout(*arguments: str, directory: Path) -> Outcome:
    """`pytest ARGUMENTS` in the checkout, reports to this directory."""
    pytest = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--report-dir={directory}"]
    return _run([*pytest, *arguments], ROOT, directory)


def _run(command: list[str], cwd: Path, directory: Path) -> Outcome:
    unset = {"PYTHONPATH", "PYTEST_ADDOPTS", "PYTEST_BASE_URL"}
    environ = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=120)
    return Outcome(done.returncode, done.stdout + done.stderr, directory)
