"""Conforming variants: other choices where the documents leave one."""

from __future__ import annotations

from reference.dialects import answers, bodies, bounds, combined, reads, tastes, writes
from reference.dialects.dialect import Dialect

__all__ = ["Dialect", "all_dialects"]


def all_dialects() -> dict[str, Dialect]:
    """Every dialect by its name; raises ValueError when two share one."""
    found: dict[str, Dialect] = {}
    for dialect in (
        *answers.DIALECTS,
        *bodies.DIALECTS,
        *bounds.DIALECTS,
        *tastes.DIALECTS,
        *writes.DIALECTS,
        *reads.DIALECTS,
        *combined.DIALECTS,
    ):
        if dialect.name in found:
            raise ValueError(f"two dialects are called {dialect.name}")
        found[dialect.name] = dialect
    return dict(sorted(found.items()))
