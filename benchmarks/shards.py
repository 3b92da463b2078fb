"""Four shards merged against one whole run with the same seed: the same verdicts and the same findings?

`python -m benchmarks.shards [--shards 4] [--fault ID …] [--fuzz] [tests …]`

The shards share one target, the whole run has a fresh one of the same kind. Exit status 1 when anything
differs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from selftests.hostile.running import ROOT, odd_reference

FOLDERS = tuple(
    f"tests/{name}" for name in ("access", "common", "create", "detail", "lifecycle", "list", "update")
)
FAULTS = ("update-moves-live-start", "create-completes-no-flag")


def run(tests: Sequence[str], profile: Path, directory: Path, *arguments: str) -> Path:
    """One run against the target of a profile; gives its report."""
    subprocess.run(  # noqa: S603 - our own module
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--seed=1", *tests),
            *(f"--target={profile}", f"--report-dir={directory}", *arguments),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return directory / "conformance.json"


def essence(report: Mapping[str, Any]) -> dict[str, Any]:
    """What must not depend on how the tests were split: verdicts and failures."""
    rows = {
        row["id"]: (
            row["verdict"],
            sorted({item["fingerprint"] for item in row["findings"] if item["verdict"] == "failed"}),
        )
        for row in report["requirements"]
    }
    return {"verdict": report["verdict"], **rows}


def differences(tests: Sequence[str], shards: int, server: Sequence[str]) -> tuple[str, int, list[str]]:
    """The verdict of the whole run, how many requirements fail in it, and where the merged one differs."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        with odd_reference(directory / "whole.toml", *server):
            whole = json.loads(run(tests, directory / "whole.toml", directory / "whole").read_text())
        with odd_reference(directory / "parts.toml", *server):
            parts = [
                run(tests, directory / "parts.toml", directory / str(part), f"--shard={part}/{shards}")
                for part in range(1, shards + 1)
            ]
        subprocess.run(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", "harness.reporting", "merge", *map(str, parts)),
                *("-o", str(directory / "merged")),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        merged = json.loads((directory / "merged" / "conformance.json").read_text())
    one, other = essence(whole), essence(merged)
    failed = sum(row["verdict"] == "failed" for row in whole["requirements"])
    return whole["verdict"], failed, sorted(key for key in one if one[key] != other[key])


def main() -> int:
    """Compare, one line a target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tests", nargs="*", default=list(FOLDERS), help="default: all scenarios")
    parser.add_argument("--fuzz", action="store_true", help="with the generated tests")
    parser.add_argument("--shards", type=int, default=4, metavar="N")
    parser.add_argument("--fault", action="append", metavar="ID", help=f"default: {' '.join(FAULTS)}")
    options = parser.parse_args()
    tests = [*options.tests, *(["tests/fuzz"] if options.fuzz else [])]
    print("| target | verdict | failed | merged differs in |\n|---|---|---|---|", flush=True)
    status = 0
    for fault in (None, *(options.fault or FAULTS)):
        server = ("--fault", fault) if fault else ()
        verdict, failed, different = differences(tests, options.shards, server)
        told = ", ".join(different) or "nothing"
        print(f"| {fault or 'the reference'} | {verdict} | {failed} | {told} |", flush=True)
        status |= bool(different)
    return status


if __name__ == "__main__":
    sys.exit(main())
