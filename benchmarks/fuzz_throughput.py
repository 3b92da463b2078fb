"""How fast generated requests are made, sent and judged: this suite and stock Schemathesis in turn.

    python -m benchmarks.fuzz_throughput [--examples 100] [--pairs 3]

The same description, the same kind and number of cases for each operation. Requests are counted at the
server; the time is that of the whole process less what it takes with a single case per operation, so that
neither start-up nor reports count. Absolute rates are noise on a shared machine: look at the ratios.
"""

from __future__ import annotations

import argparse
import statistics

from benchmarks.counted import served
from benchmarks.fuzz_sides import random_ours, random_stock

SIDES = {"suite": random_ours, "stock": random_stock}
MODES = ("positive", "negative")
OPERATIONS = 4


def cost(side: str, mode: str, examples: int, seed: int) -> tuple[int, float]:
    """Requests and seconds of one run against a fresh server."""
    with served() as server:
        outcome = SIDES[side](server, examples, seed, mode)
    return outcome.requests, outcome.seconds


def rates(side: str, mode: str, examples: int, seed: int) -> tuple[float, float]:
    """Requests a second and cases a second, beyond the effort of a run of one case per operation."""
    least_requests, least_seconds = cost(side, mode, 1, seed)
    requests, seconds = cost(side, mode, examples, seed)
    elapsed = seconds - least_seconds
    return (requests - least_requests) / elapsed, OPERATIONS * (examples - 1) / elapsed


def main() -> None:
    """Measure in turn and print a line per pair, then the medians."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    print("mode, pair | suite requests/s, cases/s | stock requests/s, cases/s | ratios suite to stock")
    for mode in MODES:
        ratios = []
        for pair in range(1, options.pairs + 1):
            order = list(SIDES) if pair % 2 else list(reversed(SIDES))
            found = {side: rates(side, mode, options.examples, pair) for side in order}
            ratios.append([own / other for own, other in zip(found["suite"], found["stock"], strict=True)])
            told = " | ".join(", ".join(f"{rate:.1f}" for rate in found[side]) for side in SIDES)
            shown = ", ".join(f"{ratio:.2f}" for ratio in ratios[-1])
            print(f"{mode}, {pair} | {told} | {shown}", flush=True)
        medians = [statistics.median(column) for column in zip(*ratios, strict=True)]
        print(f"{mode}: median ratio {medians[0]:.2f} by requests, {medians[1]:.2f} by cases", flush=True)


if __name__ == "__main__":
    main()
