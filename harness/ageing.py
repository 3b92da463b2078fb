"""Tests that wait for the clock of the target: they run last, and what must age for them is created first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from harness.ordering import file_of
from harness.session import Session

# Fixtures whose badges must age, in the order of creation: badges first, their tests last.
AGEING = {
    "aged_badge": "settled",
    "changed_badge": "changed",
    "expired_badge": "expired",
    "expired_enrolment": "expired to issue",
    "shared_expired_adorned": "expired adorned",
    "shared_expired_badge": "expired",
    "shared_expired_inactive": "expired inactive",
    "shared_expired_to_issue": "expired to issue",
    "shared_expired_windows": "expired windows",
    "shared_delayed_badge": "delayed",
    "shared_hastened_badge": "hastened",
    "shared_prolonged_badge": "prolonged",
    "shared_shortened_badge": "shortened",
    "ripe_badge": "ripe",
    "settled_badge": "settled",
    "settled_enrolment": "settled to issue",
    "settled_live": "settled live",
    "shared_ripe_badge": "ripe",
}
# One badge for all the tests of a process.
SHARED = frozenset(
    {
        "changed_badge",
        "settled_badge",
        "settled_enrolment",
        "settled_live",
        "shared_expired_adorned",
        "shared_expired_badge",
        "shared_expired_inactive",
        "shared_expired_to_issue",
        "shared_expired_windows",
        "shared_delayed_badge",
        "shared_hastened_badge",
        "shared_prolonged_badge",
        "shared_shortened_badge",
        "shared_ripe_badge",
    }
)


def sort(items: list[pytest.Item]) -> None:
    """Tests that wait for the clock last, those of files that have no others at the end.

    Spread over workers, what is late can be told from this order alone (`late_part`).
    """
    late = {item for item in items if any(_ageing(item)) or item.get_closest_marker("late") is not None}
    prompt = {item.path for item in items if item not in late}
    items.sort(key=lambda item: (item in late, item.path not in prompt))


def late_part(nodeids: Sequence[str]) -> Sequence[str]:
    """The tests that wait for the clock, of all tests as `sort` has put them.

    They begin with the first file that returns. None where no file returns: then each file waits for its own.
    """
    seen: set[str] = set()
    current = ""
    for place, nodeid in enumerate(nodeids):
        file = file_of(nodeid)
        if file != current and file in seen:
            return nodeids[place:]
        current = file
        seen.add(file)
    return ()


def waiting_files(nodeids: Sequence[str]) -> Sequence[str]:
    """The files all of whose tests wait for the clock: they are dealt out to the workers in turns."""
    late = late_part(nodeids)
    prompt = {file_of(nodeid) for nodeid in nodeids[: len(nodeids) - len(late)]}
    return [file for file in dict.fromkeys(map(file_of, late)) if file not in prompt]


def stock_file(session: Session, item: pytest.Item, workers: int) -> None:
    """Create the badges that the tests of this file will ask for, before its first one in this worker.

    Before the first one of all, those of the files that this worker will be given at the end.
    """
    file = file_of(item.nodeid)
    if file in session.stocked:
        return
    begun = {file}
    if not session.stocked:
        waiting = waiting_files([one.nodeid for one in item.session.items])
        begun.update(name for turn, name in enumerate(waiting) if f"gw{turn % workers}" == session.worker)
    session.stocked.update(begun)
    stock(session, [one for one in item.session.items if file_of(one.nodeid) in begun])


def stock(session: Session, items: Sequence[pytest.Item]) -> None:
    """Create the badges that these tests will ask for."""
    asked = Counter(name for item in items for name in _ageing(item))
    wanted: Counter[str] = Counter()
    for name, kind in AGEING.items():
        if asked[name] and name not in session.stocked:
            wanted[kind] += 1 if name in SHARED else asked[name]
            session.stocked.update(SHARED & {name})
    if wanted and not session.transport.options.read_only:
        session.nursery.stock(wanted)


def _ageing(item: pytest.Item) -> Iterator[str]:
    """The fixtures of a test that must age, those included that a parameter names."""
    callspec = getattr(item, "callspec", None)
    named = [value for value in callspec.params.values() if isinstance(value, str)] if callspec else []
    yield from (name for name in (*getattr(item, "fixturenames", ()), *named) if name in AGEING)
