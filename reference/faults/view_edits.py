"""Which answers of the two views a fault spoils, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

DETAIL, ROW = "views.detail", "views.row"

When = Callable[[Mapping[str, Any]], bool]


def has_values(**members: Any) -> When:
    """Answers, or queries, with these values."""
    return lambda answer: all(answer.get(name) == value for name, value in members.items())


def has(name: str) -> When:
    """Answers in which a member holds something."""
    return lambda answer: bool(answer.get(name))


def plus(step: float) -> Callable[[Any], Any]:
    """A number that is so much larger; null stays."""
    return lambda value: value if value is None else value + step
