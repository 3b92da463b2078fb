"""What does a run cost beside its bare requests?

    python -m benchmarks.replay [--rounds 3] [tests …]

Each round is a run of pytest on the embedded reference, and a replay of what it sent: the same methods,
paths, headers and bodies (ids as the server of the replay gives them) through one session of `requests`, to a
reference that was started for it. What a run has to wait for is added to the replay: the seconds in which it
waits for the clock of the target. The first ratio is that of the wall times. As every request waits for its
answer, the seconds on an idle machine are those of the processors, both sides counted, and the waits: the
second ratio is made of these, and does not depend on what else the machine does. Where the seconds of the
run go is listed below it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from benchmarks.wiretap import PLACE
from selftests.hostile.running import ROOT, odd_reference

IDS = re.compile(rb"[0-9a-f]{24}")
WAITS = "waits for the clock"

Sent = Sequence[tuple[str, str, tuple[tuple[str, str], ...], "bytes | None", bytes]]


@dataclass(frozen=True)
class Recorded:
    """One run: its seconds, what it sent, and where its time went."""

    seconds: float
    processor: float  #: of pytest and of the reference that it started
    sent: Sent
    parts: Mapping[str, Sequence[float]]


def recorded(tests: Sequence[str], seed: int) -> Recorded:
    """One run on the embedded reference."""
    with tempfile.TemporaryDirectory() as name:
        tap = Path(name) / "tap"
        path = os.pathsep.join([str(ROOT), str(ROOT / "benchmarks")])
        before, began = _children(), time.perf_counter()
        subprocess.run(  # noqa: S603 - our own interpreter
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "wiretap", *tests),
                *(f"--report-dir={name}", f"--seed={seed}"),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path, PLACE: str(tap)},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        seconds, processor = time.perf_counter() - began, _children() - before
        sent, parts = pickle.loads(tap.read_bytes())  # noqa: S301 - written by the run above
    return Recorded(seconds, processor, sent, parts)


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def replayed(sent: Sent) -> tuple[float, float]:
    """Seconds until a fresh reference has answered all of it again, and processor seconds of both sides."""
    before = _children()
    seconds, processor = _sent_again(sent)
    return seconds, processor + _children() - before


def _sent_again(sent: Sent) -> tuple[float, float]:
    known: dict[bytes, bytes] = {}

    def of_today(text: bytes) -> bytes:
        return IDS.sub(lambda match: known.get(match[0], match[0]), text)

    with tempfile.TemporaryDirectory() as name, odd_reference(Path(name) / "target.toml") as url:
        session = requests.Session()
        session.trust_env = False
        began, processor = time.perf_counter(), time.process_time()
        for method, target, headers, body, answered in sent:
            request = requests.Request(method, url, headers=dict(headers), data=body and of_today(body))
            try:
                prepared = request.prepare()
                prepared.headers["Host"] = url.partition("//")[2]
                prepared.url = url + of_today(target.encode()).decode()
                answer = session.send(prepared, allow_redirects=False)
            except (requests.RequestException, ValueError):
                continue  # no request that this library would send
            if method == "POST" and answer.ok and (old := _id(answered)) and (new := _id(answer.content)):
                known[old] = new
        return time.perf_counter() - began, time.process_time() - processor


def _id(body: bytes) -> bytes | None:
    try:
        found: Any = json.loads(body)["data"]["id"]
    except (ValueError, LookupError, TypeError):
        return None
    return found.encode() if isinstance(found, str) else None


def main() -> None:
    """Measure, one line a round, and the parts of the median run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tests", nargs="*", help="default: all")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("| round | requests | run s | replay s | waits s | ratio | run cpu s | replay cpu s | cpu ratio |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    runs: list[tuple[float, Recorded]] = []
    for number in range(1, options.rounds + 1):
        run = recorded(options.tests, seed=number)
        seconds, processor = replayed(run.sent)
        waits = run.parts.get(WAITS, [0.0])[0]
        wall = run.seconds / (seconds + waits)
        ratio = (run.processor + waits) / (processor + waits)
        runs.append((ratio, run))
        print(
            f"| {number} | {len(run.sent)} | {run.seconds:.1f} | {seconds:.1f} | {waits:.1f} | {wall:.2f} "
            f"| {run.processor:.1f} | {processor:.1f} | {ratio:.2f} |",
            flush=True,
        )
    middle, run = sorted(runs, key=lambda pair: pair[0])[len(runs) // 2]
    ratios = [ratio for ratio, _ in runs]
    print(f"\nmedian cpu ratio {statistics.median(ratios):.2f}; the run with {middle:.2f}:\n")
    print("| part | s | processor s |\n|---|---|---|")
    inside = sum(seconds for seconds, _ in run.parts.values())
    for name, (seconds, processor) in sorted(run.parts.items(), key=lambda item: -item[1][0]):
        print(f"| {name} | {seconds:.1f} | {processor:.1f} |")
    print(f"| before the first plugin | {run.seconds - inside:.1f} | |")


if __name__ == "__main__":
    main()
