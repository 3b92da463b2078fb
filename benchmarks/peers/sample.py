"""What is run against: the fault-free reference, some dialects and a fixed sample of the faults.

The faults of each operation are put in the order of the SHA-256 digests of their ids, and the operations take
turns: the sample is the same every time, nobody picked it, and every beginning of it is spread over all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from benchmarks.peers.trial import Target
from harness.requirements import load_catalogue
from reference.dialects import all_dialects
from reference.faults.registry import Fault, all_faults

FAULTS = 24
DIALECTS = 4
#: The fault-free reference more than once: what a tool reports there, chance included, is its baseline.
CLEAN = 3


def operations() -> dict[str, str]:
    """The operation that each fault is in: that of the first requirement which it was made for, or breaks."""
    catalogue = load_catalogue()

    def operation(fault: Fault) -> str:
        covering = (one for statement in fault.violates for one in catalogue.covering(statement))
        return catalogue[next(iter((*fault.aims, *covering)))].operation

    return {name: operation(fault) for name, fault in all_faults().items()}


def faults(count: int) -> list[str]:
    """So many faults."""
    by_operation: dict[str, list[str]] = {}
    for name, operation in operations().items():
        by_operation.setdefault(operation, []).append(name)
    turns = zip_longest(*(_shuffled(names) for _, names in sorted(by_operation.items())))
    return [name for name in chain.from_iterable(turns) if name is not None][:count]


def dialects(count: int) -> list[str]:
    """So many dialects."""
    return _shuffled(all_dialects())[:count]


def targets(fault_count: int, dialect_count: int, clean_count: int) -> Iterator[Target]:
    """Everything in the order in which it is run, the kinds mixed: every beginning is a small benchmark."""
    chosen, variants = faults(fault_count), dialects(dialect_count)
    yield Target("clean", "1")
    share = max(1, fault_count // max(1, dialect_count))
    cleans = iter(Target("clean", str(number)) for number in range(2, clean_count + 1))
    for index, name in enumerate(chosen):
        yield Target("fault", name)
        if (index + 1) % share == 0:
            yield from (Target("dialect", one) for one in variants[index // share : index // share + 1])
            yield from (one for one in [next(cleans, None)] if one is not None)


def _shuffled(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
