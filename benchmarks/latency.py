"""How much `-n N` saves when every answer takes its time: wall times of runs in turn, and their verdicts.

`python -m benchmarks.latency [--delay 0.1] [--workers 8] [--rounds 3] [--serial-once] [--fuzz] [tests …]`

The reference answers each request so many seconds late. In each round a serial run and one with workers
take turns; each round gives a ratio of two wall times that were measured side by side, as absolute times
are noise on a shared machine. The processor time of the suite stands beside them: where the workers do not
get it, it is the processor that a run waits for, and not the line. The verdicts of all runs must be the
same, requirement by requirement.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from selftests.hostile.running import ROOT, odd_reference

SCENARIOS = tuple(
    f"tests/{name}" for name in ("access", "common", "create", "detail", "lifecycle", "list", "update")
)


@dataclass(frozen=True)
class Run:
    """What one run came to."""

    seconds: float
    processor: float  #: seconds of all processes of the suite
    requests: int
    verdicts: Mapping[str, str]


def measure(tests: Sequence[str], workers: int, delay: float, seed: int) -> Run:
    """One run of these tests; 0 workers is the run of a single process."""
    with tempfile.TemporaryDirectory() as directory:
        profile = Path(directory) / "target.toml"
        with odd_reference(profile, "--delay", str(delay)):
            began, before = time.perf_counter(), processor_seconds()
            subprocess.run(  # noqa: S603 - our own module
                [
                    *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests),
                    *(f"--target={profile}", f"--report-dir={directory}", f"--seed={seed}"),
                    *(("-n", str(workers)) if workers else ()),
                ],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                check=False,
            )
            seconds, processor = time.perf_counter() - began, processor_seconds() - before
        report = json.loads((Path(directory) / "conformance.json").read_text())
    verdicts = {row["id"]: row["verdict"] for row in report["requirements"]}
    return Run(seconds, processor, report["run"]["counts"]["requests"], verdicts)


def processor_seconds() -> float:
    """Of all children that have ended, and of theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def differences(first: Run, second: Run) -> list[str]:
    """The requirements on which two runs disagree."""
    return sorted(key for key, verdict in first.verdicts.items() if second.verdicts.get(key) != verdict)


def main() -> None:
    """Measure, and print one line a round."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tests", nargs="*", default=list(SCENARIOS), help="default: all scenarios")
    parser.add_argument("--delay", type=float, default=0.1, metavar="S", help="seconds; default 0.1")
    parser.add_argument("--workers", type=int, default=8, metavar="N", help="default 8")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serial-once", action="store_true", help="one serial run for all rounds")
    parser.add_argument("--fuzz", action="store_true", help="with the generated tests")
    options = parser.parse_args()
    tests = [*options.tests, *(["tests/fuzz"] if options.fuzz else [])]
    print(
        f"| round | requests | serial s | -n {options.workers} s | ratio | processor s | verdicts differ |\n"
        "|---|---|---|---|---|---|---|",
        flush=True,
    )
    ratios: list[float] = []
    first = serial = None
    for number in range(1, options.rounds + 1):
        if serial is None or not options.serial_once:
            serial = measure(tests, 0, options.delay, seed=1)
        spread = measure(tests, options.workers, options.delay, seed=1)
        first = first or serial
        different = sorted({*differences(first, serial), *differences(first, spread)})
        ratios.append(serial.seconds / spread.seconds)
        print(
            f"| {number} | {serial.requests} / {spread.requests} | {serial.seconds:.1f} | "
            f"{spread.seconds:.1f} | {ratios[-1]:.2f} | {serial.processor:.1f} / {spread.processor:.1f} | "
            f"{', '.join(different) or 'none'} |",
            flush=True,
        )
    print(f"\nmedian ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
