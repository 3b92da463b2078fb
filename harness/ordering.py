"""Which tests run, in which order, and what they judge."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest

from harness.requirements import Catalogue
from harness.session import Session

COLLECTED = pytest.StashKey[list[pytest.Item]]()
DESELECTED = pytest.StashKey[list[pytest.Item]]()

# Fixtures whose badges must age, in the order of creation: badges first, their tests last.
AGEING = {
    "expired_badge": "expired",
    "shared_expired_badge": "expired",
    "shared_expired_windows": "expired windows",
    "prolonged_badge": "prolonged",
    "ripe_badge": "ripe",
    "shared_ripe_badge": "ripe",
}
# One badge for all the tests of a process.
SHARED = frozenset({"shared_expired_badge", "shared_expired_windows", "shared_ripe_badge"})


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
    items.sort(key=lambda item: any(_ageing(item)))


def stock(session: Session, items: Sequence[pytest.Item], workers: int) -> None:
    """Create the badges that these tests will ask for, this worker's share of them."""
    asked = Counter(name for item in items for name in _ageing(item))
    wanted: Counter[str] = Counter()
    for name, kind in AGEING.items():
        if asked[name]:
            wanted[kind] += 1 if name in SHARED else math.ceil(asked[name] / workers)
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
