"""How the cost of a run grows when there is ten times, and a hundred times, as much to do.

    python -m benchmarks.growth [--only findings] [--page]

Four things grow, each by itself: generated requests, badges that the target has anyway, tests, and findings.
A row gives what the pytest process cost; what it costs per request, compared with the row above, shows growth
that is more than in proportion. `--page` writes the tables into `docs/benchmarks.md`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.page import PAGE, replace_part
from benchmarks.peers.process import Cost, run
from benchmarks.peers.sample import faults
from benchmarks.serving import ROOT, reference
from benchmarks.steady_memory import recorded, spoiled, stub

BEGIN, END = "<!-- growth: begin -->", "<!-- growth: end -->"
TIMEOUT = 1800.0
FACTORS = (1, 10, 100)


@dataclass(frozen=True)
class Dimension:
    """What grows: its name, the size at factor 1, and how a run of a size is started."""

    name: str
    base: int
    tests: tuple[str, ...]
    #: options of the reference, options of pytest, environment
    settings: Callable[[int], tuple[Sequence[str], Sequence[str], dict[str, str]]]


def _faulty(count: int) -> tuple[Sequence[str], Sequence[str], dict[str, str]]:
    return [word for name in faults(count) for word in ("--fault", name)], (), {}


DIMENSIONS = {
    "examples": Dimension(
        "generated requests of an operation and mode",
        20,
        ("tests/fuzz/test_list.py",),
        lambda size: ((), (f"--fuzz-examples={size}", "--fuzz-seconds=100000"), {}),
    ),
    "background": Dimension(
        "badges that the target has anyway",
        100,
        ("tests/list",),
        lambda size: (("--background", str(size)), (), {}),
    ),
    "tests": Dimension(
        "times that each test runs",
        1,
        ("tests/common",),
        lambda size: ((), ("-p", "benchmarks.repeat"), {"BADGES_REPEAT": str(size)}),
    ),
    "findings": Dimension("faults at once", 1, ("tests/detail", "tests/common"), _faulty),
}


@dataclass(frozen=True)
class Row:
    """One run."""

    size: str
    cost: Cost
    report: dict[str, Any]
    report_bytes: int
    page_bytes: int

    @property
    def requests(self) -> int:
        """Requests of the run."""
        return int(self.report["run"]["counts"]["requests"])

    @property
    def findings(self) -> int:
        """Distinct failures of the run."""
        return sum(
            finding["verdict"] == "failed"
            for row in self.report["requirements"]
            for finding in row["findings"]
        )


def measure(
    profile: Path, size: str, tests: Sequence[str], options: Sequence[str], environment: dict[str, str]
) -> Row:
    """Run pytest on some tests in a process of its own."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, *options),
            *(f"--target={profile}", f"--report-dir={folder}", "--seed=1"),
        ]
        cost = run([command], folder, ROOT, environment, TIMEOUT)
        if cost.status not in (0, 1, 6):
            raise RuntimeError((folder / "step-1.log").read_text(encoding="utf-8")[-2000:])
        path = folder / "conformance.json"
        return Row(
            size,
            cost,
            json.loads(path.read_text(encoding="utf-8")),
            path.stat().st_size,
            (folder / "conformance.html").stat().st_size,
        )


def grown(dimension: Dimension, factors: Sequence[int]) -> Iterator[Row]:
    """A run of each size."""
    for factor in factors:
        size = dimension.base * factor
        server, options, environment = dimension.settings(size)
        with reference(*server) as profile:
            yield measure(profile, f"{size:,}", dimension.tests, options, environment)


def wrong() -> Row:
    """A run against a target that is wrong in everything: all numbers are texts and vice versa."""
    with ExitStack() as stack:
        profile = stack.enter_context(reference())
        answers = {name: spoiled(answer) for name, answer in recorded(profile).items()}
        url = stack.enter_context(stub(answers))
        tests = ("tests/detail", "tests/common")
        return measure(profile, "wrong in everything", tests, (f"--base-url={url}",), {})


def table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    """The rows as Markdown."""
    yield ""
    yield (
        f"| {title} | requests | distinct failures | CPU seconds | ms a request | peak memory (MB) "
        "| conformance.json (kB) | conformance.html (kB) |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        each = 1000 * row.cost.cpu_seconds / max(1, row.requests)
        yield (
            f"| {row.size} | {row.requests:,} | {row.findings} | {row.cost.cpu_seconds:.1f} | {each:.1f} "
            f"| {row.cost.peak_bytes / 1e6:.0f} "
            f"| {row.report_bytes / 1e3:,.0f} | {row.page_bytes / 1e3:,.0f} |"
        )


def main() -> None:
    """Measure and print, and write the page when that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=DIMENSIONS, action="append", default=[])
    parser.add_argument("--factors", type=int, nargs="+", default=FACTORS)
    parser.add_argument("--page", action="store_true", help="write the tables into docs/benchmarks.md")
    options = parser.parse_args()
    lines: list[str] = []
    for name in options.only or DIMENSIONS:
        rows = list(grown(DIMENSIONS[name], options.factors))
        if name == "findings":
            rows.append(wrong())
        said = list(table(DIMENSIONS[name].name, rows))
        print("\n".join(said), flush=True)
        lines += said
    if options.page:
        replace_part(PAGE, BEGIN, END, "\n".join(lines[1:]))


if __name__ == "__main__":
    main()
