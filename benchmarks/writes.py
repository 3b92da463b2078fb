"""Counts what the tests of each folder write, which is what a run announces before it begins.

`python -m benchmarks.writes` runs everything against the reference and writes `specs/writes.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "specs" / "writes.json"


def counted(report: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Creations and updates of each folder of tests in a report."""
    table: dict[str, dict[str, int]] = {}
    for phase in report["run"]["timeline"]:
        folder = phase["name"].rpartition("/")[2]
        table[folder] = {"creates": phase["creates"], "updates": phase["writes"] - phase["creates"]}
    if "fuzz" in table:
        table["fuzz"]["examples"] = report["run"]["options"]["fuzzing"]["examples"]
    return dict(sorted(table.items()))


def main() -> None:
    """Run and write."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as directory:
        # More than any run needs: what is counted must not be what is allowed.
        subprocess.run(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--seed=1"),
                *("--max-writes=1000000", f"--report-dir={directory}"),
            ],
            cwd=ROOT,
            check=True,
        )
        report = json.loads((Path(directory) / "conformance.json").read_text())
    lines = [f" {json.dumps(folder)}: {json.dumps(row)}" for folder, row in counted(report).items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
