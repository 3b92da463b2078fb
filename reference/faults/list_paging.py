# ruff: noqa: ARG005
"""Pages of a list: where they begin, how long they are, and what is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import Change, failure
from reference.faults.list_edits import refused
from reference.faults.registry import Fault, must, should
from reference.listing import DEFAULT_SIZE
from reference.model import JsonObject
from reference.policy import Policy
from reference.rules.problems import UNKNOWN_BADGE, RefusedError, problem
from reference.rules.shapes import with_field


def _offset(offset: Callable[[int, int], int]) -> Change:
    return lambda policy: policy.put("listing.offset", offset)


def _printed(edit: Callable[[JsonObject, int, int], JsonObject]) -> Change:
    """What is printed of the page, made from it, the requested size and the number of rows."""
    return lambda policy: policy.wrap(
        "listing.pagination",
        lambda original: (
            lambda own, page, size, total, rows: {
                **(printed := original(own, page, size, total, rows)),
                **edit(printed, size, rows),
            }
        ),
    )


def _pages(pages: Callable[[int, int], int]) -> Change:
    return lambda policy: policy.put("listing.total_pages", pages)


def _query(**changes: Callable[[Any], Any]) -> Change:
    """What is asked of the store, changed."""

    def read(original: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any) -> Any:
            values, problems = original(*arguments)
            return {**values, **{name: edit(values[name]) for name, edit in changes.items()}}, problems

        return changed

    return lambda policy: policy.wrap("listing.read", read)


def _rows(edit: Callable[[list[JsonObject], JsonObject], list[JsonObject]]) -> Change:
    return lambda policy: policy.wrap(
        "views.page", lambda original: lambda rows, pagination: original(edit(rows, pagination), pagination)
    )


def _empty_is_404(policy: Policy) -> Policy:
    def page(original: Callable[..., Any]) -> Callable[..., Any]:
        def view(rows: list[JsonObject], pagination: JsonObject) -> Any:
            if not pagination["total"]:
                raise RefusedError([problem(UNKNOWN_BADGE, None, "No badges found")], 404)
            return original(rows, pagination)

        return view

    return policy.wrap("views.page", page)


def _past_end_fails(policy: Policy) -> Policy:
    def pagination(original: Callable[..., Any]) -> Callable[..., Any]:
        def view(own: Policy, page: int, size: int, total: int, rows: int) -> Any:
            if page * size >= total and page:
                raise failure()
            return original(own, page, size, total, rows)

        return view

    return policy.wrap("listing.pagination", pagination)


def _is_last(pagination: JsonObject) -> bool:
    return bool(pagination["totalPages"] > 1 and pagination["page"] == pagination["totalPages"] - 1)


def _repeats_rows(policy: Policy) -> Policy:
    """A page without rows shows those of the answer before."""
    shown: list[JsonObject] = []

    def edit(rows: list[JsonObject], pagination: JsonObject) -> list[JsonObject]:
        if rows:
            shown[:] = rows
        return rows or (shown if pagination["total"] and pagination["page"] else rows)

    return _rows(edit)(policy)


FAULTS: tuple[Fault, ...] = (
    must(
        "list-begins-at-second-page",
        "Without page the second page is returned.",
        "LIST-009",
        "LIST-PAGE-DEFAULT",
        lambda policy: policy.put("listing.defaults.page", 1),
    ),
    must(
        "list-demands-page",
        "A list without page is refused.",
        "LIST-001 LIST-009",
        "LIST-ACCEPTED LIST-PAGE-DEFAULT",
        lambda policy: policy.wrap(
            "listing.parameters", lambda fields: with_field(fields, "page", required=True)
        ),
    ),
    must(
        "list-counts-pages-from-one",
        "Page 1 is the first, and page 0 is the same.",
        "LIST-008 LIST-086",
        "LIST-PAGE-ZERO-BASED LIST-PAGES-NO-DUPLICATES",
        _offset(lambda page, size: max(0, page - 1) * size),
    ),
    must(
        "list-pages-overlap-by-one",
        "Each page begins with the last row of the page before.",
        "LIST-004 LIST-086",
        "LIST-PAGES-NO-DUPLICATES LIST-PAGES-NO-GAPS",
        _offset(lambda page, size: page * (size - 1) if size > 1 else page),
    ),
    must(
        "list-pages-leave-out-one",
        "Between two pages a row is left out.",
        "LIST-004 LIST-085 LIST-086",
        "LIST-PAGES-NO-GAPS LIST-PAGE-LAST LIST-ROW-COUNT",
        _offset(lambda page, size: page * (size + 1)),
    ),
    must(
        "list-page-is-an-offset",
        "The page number counts rows, not pages.",
        "LIST-008 LIST-086",
        "LIST-PAGES-NO-DUPLICATES LIST-PAGE-ZERO-BASED",
        _offset(lambda page, size: page),
    ),
    must(
        "list-pages-skip-the-third",
        "From the third page on a page is left out.",
        "LIST-004 LIST-086",
        "LIST-PAGES-NO-GAPS LIST-PAGE-LAST",
        _offset(lambda page, size: (page if page < 2 else page + 1) * size),
    ),
    must(
        "list-ignores-page",
        "Every page is the first.",
        "LIST-008 LIST-086 LIST-004",
        "LIST-PAGES-NO-DUPLICATES LIST-PAGE-ZERO-BASED",
        _offset(lambda page, size: 0),
    ),
    must(
        "list-prints-next-page",
        "The answer prints the page number plus one.",
        "LIST-080 LIST-007",
        "LIST-PAGE-ECHO",
        _printed(lambda printed, size, rows: {"page": printed["page"] + 1}),
    ),
    must(
        "list-prints-page-zero",
        "The answer prints page 0 for every page.",
        "LIST-080 LIST-007",
        "LIST-PAGE-ECHO",
        _printed(lambda printed, size, rows: {"page": 0}),
    ),
    must(
        "list-size-is-twenty",
        "Without size a page has room for twenty rows.",
        "LIST-011",
        "LIST-SIZE-DEFAULT",
        lambda policy: policy.put("listing.defaults.size", 20),
    ),
    must(
        "list-size-is-nine",
        "Without size a page has room for nine rows.",
        "LIST-011",
        "LIST-SIZE-DEFAULT",
        lambda policy: policy.put("listing.defaults.size", 9),
    ),
    must(
        "list-size-is-unlimited",
        "Without size all rows are returned.",
        "LIST-011 LIST-013",
        "LIST-SIZE-DEFAULT LIST-SIZE-BOUND",
        lambda policy: policy.put("listing.defaults.size", 100_000),
    ),
    must(
        "list-refuses-size-50",
        "A size of 50 is refused.",
        "LIST-012",
        "LIST-SIZE-50",
        refused("size", "50"),
    ),
    must(
        "list-caps-size-at-25",
        "A size over 25 is cut to 25.",
        "LIST-012 LIST-085",
        "LIST-SIZE-50 LIST-ROW-COUNT",
        _query(size=lambda size: min(size, 25)),
    ),
    must(
        "list-ignores-size",
        "Every page has room for ten rows, whatever the size.",
        "LIST-010 LIST-013 LIST-085",
        "LIST-SIZE-BOUND LIST-ROW-COUNT",
        _query(size=lambda size: DEFAULT_SIZE),
    ),
    must(
        "list-adds-a-row-to-pages",
        "A page has one row more than its size.",
        "LIST-011 LIST-013",
        "LIST-SIZE-BOUND LIST-SIZE-DEFAULT",
        lambda policy: policy.put("listing.limit", lambda size: size + 1),
    ),
    must(
        "list-prints-total-as-size",
        "The answer prints the number of all rows as the size.",
        "LIST-081",
        "LIST-SIZE-ECHO",
        _printed(lambda printed, size, rows: {"size": printed["total"]}),
    ),
    must(
        "list-prints-default-size",
        "The answer prints size 10 whatever was asked for.",
        "LIST-081",
        "LIST-SIZE-ECHO",
        _printed(lambda printed, size, rows: {"size": DEFAULT_SIZE}),
    ),
    must(
        "list-drops-last-row-of-full-pages",
        "A full page lacks its last row.",
        "LIST-085 LIST-086",
        "LIST-ROW-COUNT LIST-PAGES-NO-GAPS",
        _rows(lambda rows, pagination: rows[:-1] if len(rows) == pagination["size"] > 1 else rows),
    ),
    must(
        "list-last-page-is-empty",
        "The last of several pages shows no rows.",
        "LIST-085 LIST-086",
        "LIST-PAGE-LAST LIST-ROW-COUNT LIST-PAGES-NO-GAPS",
        _rows(lambda rows, pagination: [] if _is_last(pagination) else rows),
    ),
    must(
        "list-total-is-that-of-the-page",
        "The total counts the rows of the page.",
        "LIST-082",
        "LIST-TOTAL-COUNT LIST-TOTAL-STABLE",
        _printed(lambda printed, size, rows: {"total": rows, "totalPages": -(-rows // size)}),
    ),
    must(
        "list-total-is-one-too-high",
        "The total is one too high when there are rows.",
        "LIST-082 LIST-085",
        "LIST-TOTAL-COUNT LIST-ROW-COUNT",
        _printed(
            lambda printed, size, rows: {
                "total": printed["total"] + 1 if printed["total"] else 0,
                "totalPages": -(-(printed["total"] + 1) // size) if printed["total"] else 0,
            }
        ),
    ),
    must(
        "list-total-is-rounded-to-pages",
        "The total counts full pages.",
        "LIST-082 LIST-085",
        "LIST-TOTAL-COUNT LIST-TOTAL-STABLE LIST-ROW-COUNT",
        _printed(lambda printed, size, rows: {"total": printed["totalPages"] * size}),
    ),
    must(
        "list-total-shrinks-page-by-page",
        "The total counts the rows from the page on.",
        "LIST-082",
        "LIST-TOTAL-STABLE LIST-TOTAL-COUNT",
        _printed(lambda printed, size, rows: {"total": max(rows, printed["total"] - printed["page"] * size)}),
    ),
    must(
        "list-empty-is-404",
        "A query that nothing matches is refused with 404.",
        "LIST-082 LIST-024",
        "LIST-TOTAL-EMPTY LIST-NAME-UNKNOWN",
        _empty_is_404,
    ),
    must(
        "list-empty-has-a-total",
        "A query that nothing matches has a total of 1.",
        "LIST-082",
        "LIST-TOTAL-EMPTY",
        _printed(lambda printed, size, rows: {"total": printed["total"] or 1}),
    ),
    must(
        "list-pages-are-rounded-down",
        "The number of pages is rounded down.",
        "LIST-083 LIST-084",
        "LIST-TOTAL-PAGES",
        _pages(lambda total, size: total // size),
    ),
    must(
        "list-pages-are-one-too-many",
        "There is one page more than is filled.",
        "LIST-083 LIST-084",
        "LIST-TOTAL-PAGES",
        _pages(lambda total, size: total // size + 1),
    ),
    must(
        "list-pages-are-of-ten",
        "The number of pages is that of pages of ten.",
        "LIST-083 LIST-084",
        "LIST-TOTAL-PAGES",
        _pages(lambda total, size: -(-total // DEFAULT_SIZE)),
    ),
    should(
        "list-page-past-end-repeats-rows",
        "A page past the end shows the rows of the answer before.",
        "LIST-085",
        "LIST-PAGE-PAST-END",
        _repeats_rows,
    ),
    should(
        "list-page-past-end-fails",
        "A page past the end ends in a 500.",
        "LIST-085",
        "LIST-PAGE-PAST-END",
        _past_end_fails,
    ),
    must(
        "list-shows-a-badge-twice",
        "The first row of a page stands in the place of the second as well.",
        "LIST-057 LIST-056 LIST-086",
        "LIST-IDS-UNIQUE LIST-PAGES-NO-DUPLICATES",
        _rows(lambda rows, pagination: [rows[0], rows[0], *rows[2:]] if len(rows) > 1 else rows),
    ),
    must(
        "list-shows-badges-per-owner",
        "A badge of two owners stands on a page twice.",
        "LIST-057 LIST-013",
        "LIST-IDS-UNIQUE LIST-SIZE-BOUND",
        _rows(
            lambda rows, pagination: [
                row for row in rows for _ in range(min(2, len(row["ownership"]["restrictedToOwners"])))
            ]
        ),
    ),
)
