"""Writes the measured part of `docs/benchmarks.md`, between its two marks, and the plot beside it."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.peers import sample
from benchmarks.peers.chart import chart
from benchmarks.peers.figures import Row, begun, row
from benchmarks.peers.packages import version_of
from benchmarks.peers.place import Tool
from benchmarks.peers.trial import Outcome, Target
from benchmarks.serving import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
PLOT = ROOT / "docs" / "images" / "benchmarks.svg"
BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"


def write(outcomes: Sequence[Outcome], targets: Sequence[Target], tools: Sequence[Tool]) -> None:
    """Write page and plot from the targets on which this suite, the first of the tools, has had its turn."""
    done = begun(outcomes, targets, tools[0].NAME)
    if not any(one.kind == "fault" for one in done) or not any(one.kind == "clean" for one in done):
        print("benchmarks: too little was run for a table")
        return
    shown = [tool for tool in tools if begun(outcomes, done, tool.NAME)]
    rows = [row(tool.NAME, outcomes, done) for tool in shown]
    PLOT.write_text(chart(rows), encoding="utf-8")
    replace_part(PAGE, BEGIN, END, "\n".join(_lines(rows, done, targets, shown)))


def replace_part(page: Path, begin: str, end: str, text: str) -> None:
    """Put the text between two marks of a page; raises ValueError when the page does not have them."""
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{page.name} has no {begin} … {end}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _lines(
    rows: Sequence[Row], done: Sequence[Target], targets: Sequence[Target], tools: Sequence[Tool]
) -> Iterator[str]:
    kinds = [one.kind for one in done]
    today = datetime.datetime.now(datetime.UTC).date()
    yield (
        f"Measured on {today} with Python {platform.python_version()} on {platform.system()} "
        f"({platform.machine()}); faults: {kinds.count('fault')}, "
        f"dialects: {kinds.count('dialect')}, fault-free runs: {kinds.count('clean')}"
        + ("." if len(done) == len(targets) else f", the first {len(done)} of {len(targets)} targets.")
    )
    for one in rows:
        if one.targets < len(done):
            yield f"{one.tool}: {one.targets} of these {len(done)} so far."
    yield from ("", "![Faults found against requests sent](images/benchmarks.svg)", "")
    yield (
        "| tool | version | faults found | reported on the fault-free reference | dialects blamed "
        "| requests | seconds | CPU seconds | peak memory (MB) | found per 1,000 requests |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for one, tool in zip(rows, tools, strict=True):
        clean = f"{one.on_clean}" + (f" ({one.unsteady} not always)" if one.unsteady else "")
        blamed = f"{len(one.blamed)} of {one.dialects}" + (
            f" ({len(one.warned)} warned)" if one.warned else ""
        )
        yield (
            f"| {one.tool} | {version_of(tool.PACKAGE)} | {len(one.killed)} of {len(one.faults)} | {clean} "
            f"| {blamed} | {one.requests:,} | {one.seconds:.0f} "
            f"| {one.cpu_seconds:.0f} | {one.peak_bytes / 1e6:.0f} | {one.per_thousand:.2f} |"
        )
    yield from _lost(rows)
    yield from ("", "Which fault was found by which tool:", "")
    yield f"| fault | operation | {' | '.join(one.tool for one in rows)} |"
    yield "|---|---|" + "---|" * len(rows)
    operations = sample.operations()
    for name in sorted(
        (one.name for one in done if one.kind == "fault"), key=lambda one: (operations[one], one)
    ):
        marks = " | ".join(_mark(name, one) for one in rows)
        yield f"| `{name}` | {operations[name]} | {marks} |"
    yield from ("", "What the others reported where they found something:", "")
    for one in (other for other in rows if not other.ours):
        for name, new in one.killed.items():
            more = f" and {len(new) - 1} more" if len(new) > 1 else ""
            # Some tools report in several lines.
            report = " ".join(new[0].split())[:160]
            yield f"- {one.tool} on `{name}`: `{report}`{more}"
    yield from ("", "How each was set up:", "")
    yield from (f"- **{tool.NAME}**: {tool.SETUP}." for tool in tools)


def _mark(fault: str, one: Row) -> str:
    return "found" if fault in one.killed else "–" if fault in one.faults else "not run"


def _lost(rows: Sequence[Row]) -> Iterator[str]:
    for one in rows:
        if one.lost:
            yield from ("", f"{one.tool}: {one.lost} runs without a result, the first because: {one.reason}")
