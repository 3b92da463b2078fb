"""Which tests run, and what they judge."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from harness.requirements import Catalogue

COLLECTED = pytest.StashKey[list[pytest.Item]]()
DESELECTED = pytest.StashKey[list[pytest.Item]]()


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
        sizes = Counter(file_of(item.nodeid) for item in items)
        loads = [0] * self.total
        mine: set[str] = set()
        for file, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
            lightest = loads.index(min(loads))
            loads[lightest] += size
            if lightest == self.index - 1:
                mine.add(file)
        items[:] = [item for item in items if file_of(item.nodeid) in mine]

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


def file_of(nodeid: str) -> str:
    """The file of a test."""
    return nodeid.partition("::")[0]


def selection(config: pytest.Config) -> dict[str, Any]:
    """The requirements of the tests that were collected and of those that were left out."""
    return {
        "collected": _count(config.stash.get(COLLECTED, [])),
        "deselected": _count(config.stash.get(DESELECTED, [])),
    }


def _count(items: list[pytest.Item]) -> dict[str, int]:
    return dict(Counter(identifier for item in items for identifier in requirements_of(item)))
