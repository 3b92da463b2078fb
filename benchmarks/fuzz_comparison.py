"""Who sees the twelve hand-made faults: stock `schemathesis run`, and the generated tests of this suite.

    python -m benchmarks.fuzz_comparison --output docs/benchmarks/fuzz-comparison.md

Both get the same description, the same number of examples and a fresh server for every run. What a side
accuses the reference of when there is no fault, with any of the seeds, does not count as seeing one.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.counted import served
from benchmarks.fuzz_faults import FAULTS
from benchmarks.fuzz_sides import Outcome, Side, ours, stock
from reference.faults.registry import Fault

SIDES: dict[str, Side] = {"stock": stock, "suite": ours}
UNSEEN = "–"


def measure(side: str, fault: str | None, examples: int, seed: int) -> tuple[Outcome, dict[str, str]]:
    """One run against a fresh server: the outcome, and for each accusation the effort up to it."""
    with served(fault) as server:
        outcome = SIDES[side](server, examples, seed)
        efforts = {
            name: f"{server.requests_until(moment)} requests, {moment - outcome.began:.0f} s"
            for name, moment in sorted(outcome.accused.items(), key=lambda pair: pair[1])
        }
    print(f"{side} {fault or 'without a fault'} seed {seed}: {', '.join(efforts) or UNSEEN}", file=sys.stderr)
    return outcome, efforts


def falsely(side: str, examples: int, seeds: Iterable[int]) -> tuple[set[str], list[Outcome]]:
    """What a side accuses the reference of when nothing is wrong with it, and the runs."""
    runs = [measure(side, None, examples, seed)[0] for seed in seeds]
    return {name for run in runs for name in run.accused}, runs


def seen(efforts: dict[str, str], false: set[str]) -> tuple[str, str]:
    """The accusations beyond the false ones, and the effort up to the first of them."""
    found = {name: effort for name, effort in efforts.items() if name not in false}
    return "<br>".join(found) or UNSEEN, next(iter(found.values()), UNSEEN)


def rows(faults: Iterable[Fault], false: dict[str, set[str]], examples: int, seed: int) -> Iterator[str]:
    """A row of the table per fault."""
    for fault in faults:
        cells = [fault.sentence]
        for side in SIDES:
            cells.extend(seen(measure(side, fault.id, examples, seed)[1], false[side]))
        yield f"| {' | '.join(cells)} |"


def page(examples: int, seeds: list[int]) -> Iterator[str]:
    """The lines of the page."""
    baselines = {side: falsely(side, examples, seeds) for side in SIDES}
    false = {side: accusations for side, (accusations, _) in baselines.items()}
    table = list(rows(FAULTS, false, examples, seeds[0]))
    count = {
        side: sum(row.split(" | ")[1 + 2 * place] != UNSEEN for row in table)
        for place, side in enumerate(SIDES)
    }
    yield from (
        "# Generated tests beside stock Schemathesis",
        "",
        f"Written by `python -m benchmarks.fuzz_comparison --examples {examples} "
        f"--seeds {' '.join(map(str, seeds))}` on {datetime.now(UTC):%Y-%m-%d}, Python "
        f"{platform.python_version()}, Schemathesis {version('schemathesis')}, Hypothesis "
        f"{version('hypothesis')}.",
        "",
        "Stock is `schemathesis run specs/openapi.yaml --workers 1 --continue-on-failure` with all of its",
        "phases and checks; the suite is `pytest tests/fuzz`. A fault is seen when a side says something",
        "that it does not say of the reference without a fault. Requests are counted at the server, up to",
        "the first such accusation (of the suite: up to the end of its shrunken reproduction). Seconds",
        "depend on the machine and are there to be compared with each other.",
        "",
        "## Without a fault",
        "",
        "| side | seed | requests | seconds | accusations, all of them false |",
        "|---|---|---|---|---|",
    )
    for side, (_, runs) in baselines.items():
        for seed, run in zip(seeds, runs, strict=True):
            accused = "<br>".join(run.accused) or "none"
            yield f"| {side} | {seed} | {run.requests} | {run.seconds:.0f} | {accused} |"
    yield from (
        "",
        f"## With a fault (seed {seeds[0]})",
        "",
        f"Of {len(table)} faults stock sees {count['stock']}, the suite {count['suite']}.",
        "",
        "| fault | stock says | up to then | the suite blames | up to then |",
        "|---|---|---|---|---|",
        *table,
    )


def main() -> None:
    """Measure, and write the page or print it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--examples", type=int, default=30)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    text = "".join(f"{line}\n" for line in page(options.examples, options.seeds))
    if options.output is None:
        print(text, end="")
    else:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
