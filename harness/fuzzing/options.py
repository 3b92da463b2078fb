"""The options of the command line that speak of generated tests. Imports nothing that takes time to load."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from harness.fuzzing.settings import (
    CASES,
    CUT,
    EXAMPLES,
    NIGHTLY_EXAMPLES,
    NIGHTLY_SECONDS,
    SECONDS,
    FuzzOptions,
)


def count(text: str) -> int:
    """The type of an option that takes a number of things."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return number


def _case(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; give the name of a case as a finding shows it")
    return text


def add_options(add: Callable[..., Any]) -> None:
    """Declare the options; `add` is the `addoption` of a group."""
    examples = f"generated requests per operation and mode (default: {EXAMPLES})"
    add("--fuzz-examples", type=count, metavar="N", help=examples)
    add("--fuzz-seed", type=int, metavar="N", help="of generated requests (default: the seed of the run)")
    seconds = f"end the generated tests of a process after so many seconds (default: {SECONDS:g})"
    add("--fuzz-seconds", type=_seconds, metavar="S", help=seconds)
    nightly = f"many generated requests: {NIGHTLY_EXAMPLES}, at most {NIGHTLY_SECONDS:g} seconds"
    add("--nightly", action="store_true", help=nightly)
    add(
        "--fuzz-replay",
        type=_case,
        metavar="CASE",
        help="send only this generated case, as a finding names it",
    )
    hostile = "send what no shared target should get, too: bodies of megabytes, a DELETE where writes go"
    add("--hostile", action="store_true", help=hostile)


def settle(option: Any, *, seed: int, embedded: bool) -> None:
    """Fix what the command line leaves to the run, in each of its processes."""
    if option.fuzz_seed is None:
        option.fuzz_seed = seed
    option.hostile = option.hostile or embedded


def chosen(option: Any) -> FuzzOptions:
    """What the settled command line says."""
    return FuzzOptions.chosen(
        option.fuzz_seed,
        examples=option.fuzz_examples,
        seconds=option.fuzz_seconds,
        nightly=option.nightly,
        hostile=option.hostile,
        replay=option.fuzz_replay,
    )


def shown(option: Any) -> dict[str, Any]:
    """The options as the report keeps them."""
    options = chosen(option)
    return {
        "seed": options.seed,
        "examples": options.examples,
        "sequences": options.sequences,
        "seconds": options.seconds,
        "hostile": options.hostile,
        "replay": options.replay,
    }


def header(options: dict[str, Any]) -> str:
    """The line that the terminal shows before the first test; `options` as `shown` gives them."""
    return (
        f"conformance: generated requests from seed {options['seed']}, {options['examples']} per operation "
        f"and mode, {options['sequences']} sequences, at most {options['seconds']:g} s per process"
    )


def footer(observations: Iterable[Mapping[str, Any]], replay: str | None = None) -> list[str]:
    """What the terminal shows after the last test: the name of the cases, and whether time was up.

    With `replay`, the one case that was to be sent, also whether there was no such case.
    """
    told = sorted(str(one["answer"]) for one in observations if one["requirement"] == CASES)
    if replay is not None and all(": 0 cases sent" in words for words in told):
        return [
            f"no generated case of these tests is called {replay!r}: take test, --fuzz-seed, --fuzz-examples"
            " and --fuzz-replay from the same finding"
        ]
    if not told:
        return []
    named = [f"{words.partition(':')[0]} {words.rpartition(' ')[2]}" for words in told]
    digest = hashlib.sha256("\n".join(named).encode()).hexdigest()[:12]
    lines = [f"generated requests of {len(told)} tests: digest {digest}"]
    if cut := sum(CUT in words for words in told):
        lines.append(
            f"{cut} of them were {CUT}: what they had not sent is not judged (--fuzz-seconds gives more)"
        )
    return lines
