"""Conforming variants: other choices where the documents leave one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from reference.instants import iso
from reference.policy import Policy


@dataclass(frozen=True)
class Dialect:
    """A reading of the documents that is as good as the reference's own."""

    name: str
    sentence: str
    apply: Callable[[Policy], Policy]


def _page_size_as_rows(original: Callable[..., Any]) -> Callable[..., Any]:
    def pagination(policy: Policy, page: int, size: int, total: int, rows: int) -> Any:
        return {**original(policy, page, size, total, rows), "size": rows}

    return pagination


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "create-200",
        "A create answers 200 instead of 201.",
        lambda policy: policy.put("views.created_status", 200),
    ),
    Dialect(
        "iso-india",
        "ISO timestamps are written in the zone +05:30.",
        lambda policy: policy.put("views.iso", partial(iso, offset_minutes=330)),
    ),
    Dialect(
        "page-size-rows",
        "pagination.size is the number of rows on the page.",
        lambda policy: policy.wrap("listing.pagination", _page_size_as_rows),
    ),
    Dialect(
        "refusal-200",
        "Business errors come with HTTP status 200 and a filled errors array.",
        lambda policy: policy.put("views.refusal_status", lambda problems: 200),  # noqa: ARG005
    ),
    Dialect(
        "statistics-by-default",
        "The detail shows statistics when includeStatistics is not sent.",
        lambda policy: policy.put("views.statistics_by_default", True),
    ),
)


def all_dialects() -> dict[str, Dialect]:
    """Every dialect by its name."""
    return {dialect.name: dialect for dialect in DIALECTS}
