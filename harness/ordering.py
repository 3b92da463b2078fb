"""Which tests run, in which order, and what they judge."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from harness.requirements import Catalogue
from harness.session import Session

COLLECTED = pytest.StashKey[list[pytest.Item]]()
DESELECTED = pytest.StashKey[list[pytest.Item]]()

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


@dataclass(frozen=True)
class Shard:
    """One of several parts of the tests, to be run on as many machines and merged.

    Whole files go to a part, because the tests of a file share badges; the largest files first, each to
    the part that has least, so that every machine computes the same division by itself.
    """

    index: int
    total: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """From "2/4"."""
        index, _, total = text.partition("/")
        if index.isdigit() and total.isdigit() and 1 <= int(index) <= int(total):
            return cls(int(index), int(total))
        raise argparse.ArgumentTypeError(f"{text!r} is no part such as 1/4")

    def select(self, items: list[pytest.Item]) -> None:
        """Keep the tests of this part."""
        sizes = Counter(item.nodeid.partition("::")[0] for item in items)
        loads = [0] * self.total
        mine: set[str] = set()
        for file, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
            lightest = loads.index(min(loads))
            loads[lightest] += size
            if lightest == self.index - 1:
                mine.add(file)
        items[:] = [item for item in items if item.nodeid.partition("::")[0] in mine]

    def to_dict(self) -> dict[str, int]:
        """As it stands in the report."""
        return {"index": self.index, "total": self.total}


def requirements_of(item: pytest.Item) -> tuple[str, ...]:
    """The requirement ids of a test; those of its parameter come before those of its function."""
    found: list[str] = []
    for mark in item.iter_markers("requirement"):
        found.extend(identifier for identifier in mark.args if identifier not in found)
    return tuple(found)


def unknown_requirements(items: Iterable[pytest.Item], catalogue: Catalogue) -> str:
    """The ids that no requirement has, as text; empty when all are known."""
    named = {identifier for item in items for identifier in requirements_of(item)}
    return ", ".join(sorted(named - catalogue.requirements.keys()))


def sort(items: list[pytest.Item]) -> None:
    """Tests that wait for the clock last, the rest as collected."""
    items.sort(key=lambda item: any(_ageing(item)) or item.get_closest_marker("late") is not None)


def stock_folder(session: Session, item: pytest.Item, workers: int) -> None:
    """Create the badges that the tests of this folder will ask for, before its first one in this worker.

    No worker gets tests of all folders, and none knows which before they come.
    """
    folder = item.path.parent
    if folder not in session.stocked:
        session.stocked.add(folder)
        stock(session, [one for one in item.session.items if one.path.parent == folder], workers)


def stock(session: Session, items: Sequence[pytest.Item], workers: int) -> None:
    """Create the badges that these tests will ask for, this worker's share of them."""
    asked = Counter(name for item in items for name in _ageing(item))
    by_file = Counter((name, item.nodeid.partition("::")[0]) for item in items for name in _ageing(item))
    wanted: Counter[str] = Counter()
    for name, kind in AGEING.items():
        if asked[name] and name not in session.stocked:
            # Whole files go to a worker: it needs as many as the most demanding one.
            most = max(count for (asking, _), count in by_file.items() if asking == name)
            wanted[kind] += 1 if name in SHARED else asked[name] if workers == 1 else most
            session.stocked.update(SHARED & {name})
    if wanted and not session.transport.options.read_only:
        session.nursery.stock(wanted)


def selection(config: pytest.Config) -> dict[str, Any]:
    """The requirements of the tests that were collected and of those that were left out."""
    return {
        "collected": _count(config.stash.get(COLLECTED, [])),
        "deselected": _count(config.stash.get(DESELECTED, [])),
    }


def _count(items: list[pytest.Item]) -> dict[str, int]:
    return dict(Counter(identifier for item in items for identifier in requirements_of(item)))


def _ageing(item: pytest.Item) -> Iterator[str]:
    for name in getattr(item, "fixturenames", ()):
        if name in AGEING:
            yield name
