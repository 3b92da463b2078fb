"""Who sees the twelve hand-made faults: stock `schemathesis run`, and the generated tests of this suite.

    python -m benchmarks.fuzz_comparison --results runs.jsonl --output docs/benchmarks/fuzz-comparison.md

Both get the same description, the same number of examples and a fresh server for every run. What a side
accuses the reference of when there is no fault, with any of the seeds, does not count as seeing one.
Every run is kept as a line of the results, so an interrupted comparison goes on where it stopped. A run that
is not whole is not kept: the command ends with exit status 3, and runs it again when it is given again.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.counted import served
from benchmarks.fuzz_faults import FAULTS
from benchmarks.fuzz_sides import Side, ours, stock
from benchmarks.fuzz_whole import BrokenOffError

SIDES: dict[str, Side] = {"stock": stock, "suite": ours}
UNSEEN = "–"


@dataclass(frozen=True)
class Run:
    """One run of one side against a fresh server."""

    side: str
    fault: str  #: "" for none
    seed: int
    examples: int
    requests: int
    seconds: float
    #: What was accused, the first first → requests and seconds up to then.
    accused: dict[str, tuple[int, float]]
    date: str

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What tells this run from the others."""
        return self.side, self.fault, self.seed, self.examples


def measure(side: str, fault: str, seed: int, examples: int) -> Run:
    """One run, measured."""
    with served(fault or None) as server:
        outcome = SIDES[side](server, examples, seed)
        accused = {
            name: (server.requests_until(moment), round(moment - outcome.began, 1))
            for name, moment in sorted(outcome.accused.items(), key=lambda pair: pair[1])
        }
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    return Run(side, fault, seed, examples, outcome.requests, round(outcome.seconds, 1), accused, date)


def runs(results: Path, seeds: list[int], examples: int) -> Iterator[Run]:
    """All runs of the comparison: those that were kept, and the others, which are kept then."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    known = {run.key: run for run in (Run(**json.loads(line)) for line in lines)}
    wanted = [
        *((side, "", seed, examples) for seed in seeds for side in SIDES),
        *((side, fault.id, seeds[0], examples) for fault in FAULTS for side in SIDES),
    ]
    for key in wanted:
        try:
            run = known.get(key) or measure(*key)
        except BrokenOffError as error:
            side, fault, seed, _ = key
            where = f"with the fault {fault}" if fault else "without a fault"
            raise BrokenOffError(f"{side} {where}, seed {seed}: {error}") from None
        if key not in known:
            with results.open("a", encoding="utf-8") as kept:
                kept.write(json.dumps(asdict(run)) + "\n")
            print(*key, ", ".join(run.accused) or UNSEEN, file=sys.stderr, flush=True)
        yield run


def seen(run: Run, false: set[str]) -> tuple[str, str]:
    """The accusations beyond the false ones, and the effort up to the first of them."""
    found = {name: effort for name, effort in run.accused.items() if name not in false}
    for requests, seconds in found.values():
        return "<br>".join(found), f"{requests} requests, {seconds:.0f} s"
    return UNSEEN, UNSEEN


def page(found: list[Run]) -> Iterator[str]:
    """The lines of the page."""
    clean = [run for run in found if not run.fault]
    false = {side: {name for run in clean if run.side == side for name in run.accused} for side in SIDES}
    by_fault = {(run.fault, run.side): run for run in found if run.fault}
    told = {fault: [seen(by_fault[fault.id, side], false[side]) for side in SIDES] for fault in FAULTS}
    count = [sum(cells[place][0] != UNSEEN for cells in told.values()) for place in range(len(SIDES))]
    dates, faulty = sorted({run.date for run in found}), next(run for run in found if run.fault)
    yield from (
        "# Generated tests beside stock Schemathesis",
        "",
        f"Written by `python -m benchmarks.fuzz_comparison` on {' and '.join(dates)}: Python "
        f"{platform.python_version()}, Schemathesis {version('schemathesis')}, Hypothesis "
        f"{version('hypothesis')}, {faulty.examples} examples, faults with seed {faulty.seed}.",
        "",
        "Stock is `schemathesis run specs/openapi.yaml --workers 1 --continue-on-failure` with all of its",
        "phases and checks; the suite is `pytest tests/fuzz`. A fault is seen when a side says something",
        "that it does not say of the reference without a fault. Requests are counted at the server, up to",
        "the first such accusation; of the suite, up to the shrunken reproduction that its report keeps.",
        "Seconds depend on the machine and its other work, and are there to be compared with each other.",
        "",
        "## Without a fault",
        "",
        "| side | seed | requests | seconds | accusations, all of them false |",
        "|---|---|---|---|---|",
    )
    for run in sorted(clean, key=lambda run: (run.side, run.seed)):
        accused = "<br>".join(run.accused) or "none"
        yield f"| {run.side} | {run.seed} | {run.requests} | {run.seconds:.0f} | {accused} |"
    yield from (
        "",
        "## With a fault",
        "",
        f"Of {len(told)} faults stock sees {count[0]}, the suite {count[1]}.",
        "",
        "| fault | stock says | up to then | the suite blames | up to then |",
        "|---|---|---|---|---|",
    )
    for fault, cells in told.items():
        yield f"| {fault.sentence} | {' | '.join(cell for pair in cells for cell in pair)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is not measured yet, and write the page or print it; exit status 3 for a refused run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--examples", type=int, default=30)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="of runs without a fault")
    parser.add_argument("--results", type=Path, required=True, help="where runs are kept, a line for each")
    parser.add_argument("--output", type=Path, help="the page; without it, it is printed")
    options = parser.parse_args(arguments)
    try:
        found = list(runs(options.results, options.seeds, options.examples))
    except BrokenOffError as error:
        print(
            f"This run is not whole and is not kept, {error}. Give the command again to go on with it.",
            file=sys.stderr,
        )
        return 3
    text = "".join(f"{line}\n" for line in page(found))
    if options.output is None:
        print(text, end="")
    else:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
