"""`python -m reference`: serve the demo organisation on a loopback port."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from reference.app import build
from reference.dialects import all_dialects
from reference.faults.registry import all_faults
from reference.policy import Policy
from reference.profile import profile
from reference.seeds import seed
from reference.server import HOST, bind, serve
from reference.store import Store


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="python -m reference", description=__doc__)
    result.add_argument("--port", type=_port, default=0, help="0 (the default) takes a free one")
    result.add_argument(
        "--db", default=":memory:", metavar="FILE", help="keep the data in a file; default: in memory"
    )
    result.add_argument(
        "--target-file", type=Path, metavar="FILE", help="write the target profile of this server"
    )
    result.add_argument(
        "--background", type=_count, default=30, metavar="N", help="badges beside the demo's; default 30"
    )
    result.add_argument(
        "--token-ttl", type=_count, metavar="SECONDS", help="life of an OAuth token; default 3600"
    )
    result.add_argument(
        "--fault", action="append", default=[], metavar="ID", help="switch a fault in; repeatable"
    )
    result.add_argument(
        "--dialect", action="append", default=[], metavar="NAME", help="another conforming reading"
    )
    result.add_argument("--list-faults", action="store_true", help="print every fault as a line of JSON")
    result.add_argument("--list-dialects", action="store_true", help="print every dialect as a line of JSON")
    result.add_argument(
        "--exit-with-parent",
        action="store_true",
        help="end when standard input ends or the starting process is gone; give it a pipe",
    )
    return result


def _port(text: str) -> int:
    value = _count(text)
    if value > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: 0 to 65535")
    return value


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of 0 or more")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; wrong arguments and unusable files end with one sentence and status 2."""
    options = parser().parse_args(arguments)
    if options.list_faults or options.list_dialects:
        _print_lists(faults=options.list_faults, dialects=options.list_dialects)
        return 0
    policy = _policy(options)
    store = _open(options.db)
    if store.is_empty():
        seed(store, policy.clock(), options.background)
    try:
        listener = bind(options.port)
    except OSError as error:
        _end(f"cannot listen on {HOST}:{options.port}: {error.strerror}")
    url = f"http://{HOST}:{listener.getsockname()[1]}"
    if options.target_file is not None:
        try:
            options.target_file.write_text(profile(url), encoding="utf-8")
        except OSError as error:
            _end(f"cannot write {options.target_file}: {error.strerror}")
    serve(
        build(policy, store),
        listener,
        lambda: print(f"Badges API reference at {url}", flush=True),
        exit_with_parent=options.exit_with_parent,
    )
    store.close()
    return 0


def _policy(options: argparse.Namespace) -> Policy:
    policy = Policy()
    if options.token_ttl is not None:
        policy = policy.put("access.token_seconds", options.token_ttl)
    for name in options.dialect:
        policy = _chosen("dialect", all_dialects(), name).apply(policy)
    for name in options.fault:
        policy = _chosen("fault", all_faults(), name).apply(policy)
    return policy


def _chosen(kind: str, known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        _end(f"there is no {kind} {name!r}; python -m reference --list-{kind}s lists them")
    return known[name]


def _open(path: str) -> Store:
    try:
        return Store(path)
    except sqlite3.Error as error:
        _end(f"cannot use {path} as a database: {error}")


def _print_lists(*, faults: bool, dialects: bool) -> None:
    if faults:
        for fault in all_faults().values():
            entry = {
                "id": fault.id,
                "sentence": fault.sentence,
                "violates": fault.violates,
                "level": fault.level,
            }
            print(json.dumps(entry))
    if dialects:
        for dialect in all_dialects().values():
            print(json.dumps({"name": dialect.name, "sentence": dialect.sentence}))


def _end(sentence: str) -> NoReturn:
    print(f"python -m reference: {sentence}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    sys.exit(main())
