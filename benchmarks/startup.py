"""How much later than an empty test of bare pytest does the first request leave?

    python -m benchmarks.startup [--rounds 7] [--checkout DIR]

Paired turns of the same interpreter: bare pytest (no plugin at all) on one empty test, then this suite on
one test and on everything, each against a reference that runs already and against the embedded one. A turn
ends with the first request of a test; the probe of the target leaves before. The medians are printed, and the
median of what each turn took beyond the bare one of its round; processor seconds are those of the pytest
process alone.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.first_request import NOTES
from selftests.hostile.running import ROOT, odd_reference

ONE = "tests/create/test_identity.py"
EMPTY = f"""
import json, os, time

def test_nothing():
    with open(os.environ["{NOTES}"], "a") as file:
        print(json.dumps(["test", time.time(), time.process_time()]), file=file)
"""

Turn = Mapping[str, tuple[float, float]]
"""By what happened: seconds and processor seconds since the start of the process."""


def turn(arguments: Sequence[str], directory: Path, scratch: Path, **environment: str) -> Turn:
    """One start of pytest with these arguments."""
    notes = scratch / "notes"
    notes.unlink(missing_ok=True)
    began = time.time()
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=directory,
        env={**os.environ, NOTES: str(notes), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    found: dict[str, tuple[float, float]] = {}
    for line in notes.read_text(encoding="utf-8").splitlines():
        what, when, processor = json.loads(line)
        found.setdefault(what, (when - began, processor))
    return found


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--checkout", type=Path, default=ROOT, metavar="DIR", help="another state of the suite"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "test_empty.py").write_text(EMPTY, encoding="utf-8")
        with odd_reference(scratch / "target.toml"):
            _measure(options, scratch)


def _measure(options: argparse.Namespace, scratch: Path) -> None:
    watched = ("-p", "first_request", f"--report-dir={scratch / 'reports'}")
    outside = f"--target={scratch / 'target.toml'}"
    ways = {
        "one test, a target": (*watched, ONE, "-k", "has_an_id", outside),
        "one test, embedded": (*watched, ONE, "-k", "has_an_id"),
        "everything, a target": (*watched, outside),
        "everything, embedded": watched,
    }
    # The plugin by itself: `benchmarks` is that of the other checkout.
    path = os.pathsep.join([str(options.checkout), str(ROOT / "benchmarks")])
    bare: list[tuple[float, float]] = []
    turns: dict[str, list[Turn]] = {way: [] for way in ways}
    for number in range(options.rounds + 1):
        empty = turn(["test_empty.py"], scratch, scratch, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
        found = {
            way: turn(arguments, options.checkout, scratch, PYTHONPATH=path)
            for way, arguments in ways.items()
        }
        if number:  # the first round only writes the byte code
            bare.append(empty["test"])
            for way, one in found.items():
                turns[way].append(one)
    middle = statistics.median
    print("| start | probe s | first request s | beyond bare pytest s | processor s | beyond bare pytest |")
    print("|---|---|---|---|---|---|")
    print(f"| bare pytest | | {middle(s for s, _ in bare):.2f} | | {middle(p for _, p in bare):.2f} | |")
    for way, all_turns in turns.items():
        first = [one["test"] for one in all_turns]
        beyond = [(s - b, p - q) for (s, p), (b, q) in zip(first, bare, strict=True)]
        print(
            f"| {way} | {middle(one['probe'][0] for one in all_turns):.2f} | "
            f"{middle(s for s, _ in first):.2f} | "
            f"{middle(s for s, _ in beyond):+.2f} | {middle(p for _, p in first):.2f} | "
            f"{middle(p for _, p in beyond):+.2f} |"
        )


if __name__ == "__main__":
    main()
