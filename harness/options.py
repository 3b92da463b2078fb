"""The options of the suite (frozen: other tools call them)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness import ordering
from harness.fuzzing import options as fuzzing


def add_options(add: Callable[..., Any]) -> None:
    """Declare the options; `add` is the `addoption` of a group."""
    add("--target", type=_named, metavar="FILE.toml", help="profile: credentials, customer, fixtures")
    add("--report-dir", type=_named, default=Path("reports"), metavar="DIR", help="default: reports")
    add("--read-only", action="store_true", help="send no write at all")
    add("--max-writes", type=fuzzing.count, metavar="N", help="send at most N writes")
    add("--rate-limit", type=fuzzing.count, metavar="N", help="send at most N requests a minute")
    add("--time-budget", type=fuzzing.count, metavar="S", help="end the run after so many seconds")
    add("--waivers", type=_named, metavar="FILE.toml", help="known deviations that do not fail the run")
    add("--baseline", type=_named, metavar="OLD.json", help="an earlier conformance.json to compare with")
    add("--shard", type=ordering.Shard.parse, metavar="I/N", help="run the I-th of N parts of the tests")
    add("--har", action="store_true", help="write every exchange of the run as exchanges.har")
    add("--seed", type=int, metavar="N", help="of names and generated data (default: new, printed)")
    fuzzing.add_options(add)


def _named(text: str) -> Path:
    # As from a variable that CI does not have; Path("") is the directory where one stands.
    if not text:
        raise argparse.ArgumentTypeError("it is empty; give a name, or leave the option out")
    return Path(text)
