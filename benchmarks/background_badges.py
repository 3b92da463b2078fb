"""How a run grows with the badges that a tenant already has: requests and wall time, each size in turn.

`python -m benchmarks.background_badges [--rounds 3] [--sizes 100 10000 100000]`

Absolute times are noise on a shared machine: the sizes take turns, and the table gives ratios to the first.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.serving import ROOT, reference

FOLDERS = ("access", "common", "create", "detail", "lifecycle", "list", "update")


def measure(size: int, seed: int) -> tuple[int, float, str]:
    """Requests, seconds and verdict of the scenarios against a reference with so many other badges."""
    with reference("--background", str(size)) as profile, tempfile.TemporaryDirectory() as directory:
        began = time.perf_counter()
        subprocess.run(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
                *(f"tests/{name}" for name in FOLDERS),
                *(f"--target={profile}", f"--report-dir={directory}", f"--seed={seed}"),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        seconds = time.perf_counter() - began
        report = json.loads((Path(directory) / "conformance.json").read_text())
    failed = sum(row["verdict"] == "failed" for row in report["requirements"])
    return report["run"]["counts"]["requests"], seconds, f"{failed} failed"


def main() -> None:
    """Measure and print one line per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    options = parser.parse_args()
    seen: dict[int, list[tuple[int, float, str]]] = {size: [] for size in options.sizes}
    for seed in range(1, options.rounds + 1):
        for size in options.sizes:
            seen[size].append(measure(size, seed))
    base = statistics.median(seconds for _, seconds, _ in seen[options.sizes[0]])
    print("badges beside ours | requests | median seconds | ratio | verdicts")
    for size, rows in seen.items():
        requests = sorted({count for count, _, _ in rows})
        seconds = statistics.median(value for _, value, _ in rows)
        outcome = ", ".join(sorted({text for _, _, text in rows}))
        print(f"{size:>18} | {requests} | {seconds:.1f} | {seconds / base:.2f} | {outcome}")


if __name__ == "__main__":
    main()
