"""`python -m benchmarks.peers`: run every tool against everything, write the table and the plot."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers import (
    dredd,
    packages,
    page,
    portman,
    prism,
    respect,
    sample,
    schemathesis_cli,
    schemathesis_long,
    specmatic,
    stepci,
    suite,
    suite_scenarios,
)
from benchmarks.peers.place import Tool
from benchmarks.peers.trial import Outcome, Target, trial
from benchmarks.serving import ROOT

TOOLS: tuple[Tool, ...] = (
    *(suite, suite_scenarios, schemathesis_cli, schemathesis_long),
    *(specmatic, prism, respect, portman, stepci, dredd),
)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    add = result.add_argument
    add("--faults", type=int, default=sample.FAULTS, metavar="N", help="default %(default)s")
    add("--dialects", type=int, default=sample.DIALECTS, metavar="N", help="default %(default)s")
    add("--clean", type=int, default=sample.CLEAN, metavar="N", help="fault-free runs, default %(default)s")
    add("--cache", type=Path, default=packages.default_cache(), metavar="DIR", help="where the tools go")
    add("--results", type=Path, default=ROOT / "reports" / "peers.jsonl", metavar="FILE", help="resumed from")
    add("--timeout", type=float, default=900, metavar="S", help="of one tool on one target, default 900")
    add("--budget", type=float, default=4 * 3600, metavar="S", help="start nothing after that; default 4 h")
    names = [tool.NAME for tool in TOOLS]
    add("--tools", nargs="+", choices=names, default=names, metavar="NAME", help="run only these")
    add("--page-only", action="store_true", help="run nothing, write the page from the results so far")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is not done yet; exit status 3 when the budget ended before the sample did."""
    options = parser().parse_args(arguments)
    options.results.parent.mkdir(parents=True, exist_ok=True)
    targets = list(sample.targets(options.faults, options.dialects, options.clean))
    whole = True
    if not options.page_only:
        packages.install(options.cache)
        whole = _run(targets, options)
    page.write(_read(options.results), targets, TOOLS)
    return 0 if whole else 3


def _run(targets: Sequence[Target], options: argparse.Namespace) -> bool:
    done = {(one.tool, one.kind, one.name) for one in _read(options.results)}
    deadline = time.monotonic() + options.budget
    for target in targets:
        for tool in (one for one in TOOLS if one.NAME in options.tools):
            if (tool.NAME, target.kind, target.name) in done:
                continue
            if time.monotonic() > deadline:
                return False
            outcome = trial(tool, target, packages.commands(options.cache), options.timeout)
            with options.results.open("a", encoding="utf-8") as file:
                file.write(json.dumps(outcome.to_dict()) + "\n")
            said = outcome.problem or f"{len(outcome.failures)} failures, {outcome.requests} requests"
            print(f"{target.kind} {target.name}: {tool.NAME}: {said}, {outcome.seconds:.0f} s", flush=True)
    return True


def _read(path: Path) -> list[Outcome]:
    if not path.exists():
        return []
    return [Outcome(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
