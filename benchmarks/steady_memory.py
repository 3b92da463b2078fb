"""Does the memory of the harness stay flat? Session, recorder and ledger are driven with very many exchanges.

    python -m benchmarks.steady_memory [--exchanges 100000] [--few-creates] [--wrong]

A stub answers what the reference answered once, so that nearly all of the time and all of the memory are
those of the harness. `--wrong` spoils every answer, so that every exchange has findings.
Every created badge takes some memory until the end, when it is deactivated and listed; `--few-creates` leaves
that out.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.stub import MARK
from harness.answers import data_of
from harness.embedded import EmbeddedReference
from harness.ledger import Ledger
from harness.payloads import Badge
from harness.requirements import load_catalogue
from harness.session import Session
from harness.target import load_target
from harness.transport import TransportOptions

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = 20
PAGE = os.sysconf("SC_PAGE_SIZE")
#: A run has some two thousand tests; a test of the fuzzing makes hundreds of exchanges.
TESTS, EXCHANGES_OF_A_TEST = 200, 500


def resident() -> float:
    """The resident memory of this process, in megabytes."""
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * PAGE / 1e6


def recorded(profile: Path) -> dict[str, Any]:
    """One answer of the reference to each operation, with a mark where a create gives an id."""
    session = _session(None, profile)
    created = session.client.create(session.payloads.earn())
    badge = Badge(created.request_payload, created)
    answers = {
        "create": created.payload,
        "update": session.client.update(badge.with_()).payload,
        "list": session.client.list().payload,
        "detail": session.client.read(badge).payload,
    }
    session.transport.close()
    answers["create"]["data"]["id"] = MARK
    return answers


def spoiled(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer with every number as a text and every text as a number."""
    return {**answer, "data": _spoiled(answer["data"]), "warnings": 1}


def _spoiled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: item if key == "id" else _spoiled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_spoiled(item) for item in value]
    return str(value) if isinstance(value, float | int) else 1


@contextmanager
def stub(answers: Mapping[str, Any]) -> Iterator[str]:
    """The base URL of a stub with these answers."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "answers.json"
        path.write_text(json.dumps(answers), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.stub", str(path)]
        server = subprocess.Popen(  # noqa: S603 - our own module
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.communicate(timeout=20)


def _session(base_url: str | None, profile: Path) -> Session:
    target = load_target(base_url, profile, {})
    options = TransportOptions.for_target(target, worker="main")
    return Session.open(target, run="steady", worker="main", seed=1, options=options)


def drive(session: Session, ledger: Ledger, number: int, *, creates: bool) -> None:
    """One test: creates, updates, lists and details in turns, then what the plugin does at its end.

    Without `creates` there is one badge for all of them.
    """
    session.recorder.begin(f"tests/fuzz/test_steady.py::test_{number % TESTS}")
    began, badge = time.time(), None
    for turn in range(EXCHANGES_OF_A_TEST):
        if badge is None or (creates and turn % 4 == 0):
            created = session.client.create(session.payloads.earn())
            if data_of(created):
                badge = Badge(created.request_payload, created)
        elif turn % 4 == 1:
            session.client.update(badge.with_(description=f"turn {turn}"))
        elif turn % 4 == 2:
            session.client.list()
        else:
            session.client.read(badge)
    entry = session.recorder.drain()
    session.recorder.forget()
    entry.update(
        test=session.recorder.test,
        requirements=["COMMON-NO-SERVER-ERROR"],
        outcome="passed",
        start=began,
        duration=time.time() - began,
    )
    ledger.add(entry)


def main() -> None:
    """Print a sample of the memory a line, and the ratio of the last to the first that counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--exchanges", type=int, default=100_000)
    parser.add_argument("--wrong", action="store_true", help="every answer is wrong")
    parser.add_argument("--few-creates", action="store_true", help="one create in 500, not one in four")
    options = parser.parse_args()
    reference = EmbeddedReference()
    try:
        with tempfile.TemporaryDirectory() as directory:
            profile = Path(directory) / "target.toml"
            profile.write_text(reference.profile.read_text(encoding="utf-8"), encoding="utf-8")
            answers = recorded(profile)
            reference.stop()
            if options.wrong:
                answers = {name: spoiled(answer) for name, answer in answers.items()}
            with stub(answers) as url:
                _measure(_session(url, profile), options)
    finally:
        reference.stop()


def _measure(session: Session, options: argparse.Namespace) -> None:
    ledger = Ledger(load_catalogue())
    tests = max(SAMPLES, options.exchanges // EXCHANGES_OF_A_TEST)
    first, began = 0.0, time.monotonic()
    print("exchanges | MB resident | exchanges a second | distinct failures")
    for number in range(1, tests + 1):
        drive(session, ledger, number, creates=not options.few_creates)
        if number % (tests // SAMPLES) == 0:
            gc.collect()
            now, sent = resident(), number * EXCHANGES_OF_A_TEST
            rate = EXCHANGES_OF_A_TEST * (tests // SAMPLES) / (time.monotonic() - began)
            print(f"{sent:>9} | {now:11.1f} | {rate:18.0f} | {len(ledger.failed())}", flush=True)
            if number == tests // SAMPLES * 2:
                first = now
            began = time.monotonic()
    print(f"from a tenth of the way to the end: {resident() - first:+.1f} MB ({resident() / first:.3f})")
    session.transport.close()


if __name__ == "__main__":
    main()
