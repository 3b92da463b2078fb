"""`python -m selftests.detection`: measure the suite against every known fault and dialect."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from harness.requirements import load_catalogue
from harness.resources import SPECS, spec_digest
from reference.dialects import all_dialects
from reference.faults.registry import all_faults
from selftests.detection import matrix
from selftests.detection.trial import Result, Trial, index, run

OUTPUT = SPECS / "detection.json"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="python -m selftests.detection", description=__doc__)
    result.add_argument("--quick", action="store_true", help="per fault only the tests of what it violates")
    result.add_argument(
        "--sample",
        type=int,
        metavar="N",
        help="some N of the faults and a tenth as many dialects, always the same",
    )
    result.add_argument("--jobs", type=int, default=2, metavar="N", help="trials at a time (default 2)")
    result.add_argument("--seeds", type=int, default=1, metavar="N", help="seeds per dialect (default 1)")
    result.add_argument("--only", action="append", default=[], metavar="ID", help="this fault or dialect")
    result.add_argument(
        "--output", type=Path, default=None, metavar="FILE", help=f"write the matrix, e.g. to {OUTPUT.name}"
    )
    result.add_argument(
        "--resume", type=Path, metavar="FILE", help="keep finished trials here and go on from them"
    )
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials; exit status 1 when a fault survives or a dialect is blamed."""
    options = parser().parse_args(arguments)
    catalogue, faults, dialects = load_catalogue(), all_faults(), all_dialects()
    unknown = [name for name in options.only if name not in faults and name not in dialects]
    if unknown:
        sys.exit(f"there is no fault or dialect {', '.join(unknown)}")
    # Before the first fork, so that no trial imports and collects again.
    index()
    chosen = [
        fault
        for key, fault in faults.items()
        if key in (options.only or matrix.sample(faults, options.sample or len(faults)))
    ]
    variants = set(options.only or matrix.sample(dialects, (options.sample or 10 * len(dialects)) // 10))
    trials = [
        matrix.quick_trial(fault, catalogue) if options.quick else matrix.whole_trial(fault)
        for fault in chosen
    ]
    for name in dialects:
        if name in variants:
            for seed in range(1, options.seeds + 1):
                trials.append(matrix.dialect_trial(name, seed, quick=options.quick))
    results = _run_all(trials, options.jobs, options.resume)
    if options.quick:
        missed = [fault for fault in chosen if not matrix.judge(fault, results[fault.id], catalogue).killed]
        results |= _run_all(map(matrix.whole_trial, missed), options.jobs, options.resume, again=True)
    judgements = [
        matrix.judge(fault, results[fault.id], catalogue) for fault in chosen if fault.id in results
    ]
    judged = [result for name, result in results.items() if "#" in name]
    document = {
        "version": version("badges-conformance"),
        "spec_digest": spec_digest(),
        "form": "quick" if options.quick else "full",
        "figures": matrix.figures(judgements, judged),
        "requirements": matrix.by_requirement(judgements, catalogue, version("badges-conformance")),
        "faults": {item.fault.id: item.to_dict() for item in judgements},
        "dialects": {
            item.name: {
                "verdict": item.verdict,
                "failed": item.failed,
                "warned": item.warned,
                "alarm": matrix.alarm(item),
            }
            for item in judged
        },
    }
    if options.output:
        options.output.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return _tell(document, print)


def _run_all(
    trials: Iterable[Trial], jobs: int, resume: Path | None, *, again: bool = False
) -> dict[str, Result]:
    """The results by name; `again` repeats trials that an earlier part of the run finished."""
    done: dict[str, Result] = {}
    if not again and resume is not None and resume.exists():
        for line in resume.read_text(encoding="utf-8").splitlines():
            result = Result(**json.loads(line))
            done[result.name] = result
    waiting = [trial for trial in trials if trial.name not in done]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with ThreadPoolExecutor(jobs) as pool, Progress(*columns, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("trials", total=len(waiting))
        futures = {pool.submit(run, trial): trial for trial in waiting}
        for future in as_completed(futures):
            try:
                result = future.result()
            except RuntimeError as error:
                progress.console.print(f"[red]{error}")
                raise SystemExit(2) from None
            done[result.name] = result
            if resume is not None:
                with resume.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(result.to_dict()) + "\n")
            progress.update(task, advance=1, description=result.name[:40])
    return done


def _tell(document: dict[str, Any], say: Callable[[str], None]) -> int:
    figures = document["figures"]
    for key, row in document["faults"].items():
        if not row["killed"]:
            say(f"SURVIVED  {key}: {row['sentence']} ({', '.join(row['violates'])})")
        elif not row["attributed"]:
            say(
                f"MISBLAMED {key}: blamed on {', '.join(row['collateral'])}, "
                f"violates {', '.join(row['violates'])}"
            )
    for key, row in document["dialects"].items():
        # The quick form leaves tests out, so that its verdict cannot be conformant.
        if row["alarm"] or (document["form"] == "full" and row["verdict"] != "conformant"):
            say(f"{row['verdict'].upper()} dialect {key}: {row['alarm']}")
    say(", ".join(f"{key} {value}" for key, value in figures.items()))
    return int(figures["killed"] < figures["faults"] or figures["false_alarms"] > 0)


if __name__ == "__main__":
    sys.exit(main())
