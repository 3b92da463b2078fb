"""Rules of every list page: paging arithmetic and the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness import model
from harness.clock import MILLISECONDS
from harness.invariants.engine import Answer, Check, rule, same
from harness.invariants.written import claims_check, order_check, status_check
from harness.reading import whole

DEFAULT_SIZE = 10
# The largest size that the documents use (000:L59); beyond it a target may set a bound of its own.
LARGEST_SIZE = 50


def _page(answer: Answer) -> tuple[int, int, dict[str, Any], int] | None:
    """Requested page and size, the pagination block and the number of rows, where they can be judged."""
    query, data = answer.query, answer.data
    pagination, rows = data.get("pagination"), data.get("customerBadges")
    if query is None or not isinstance(pagination, dict) or not isinstance(rows, list):
        return None
    if any(name.lower() in ("page", "size") and name not in ("page", "size") for name in query):
        return None
    page, size = _number(query.get("page"), 0), _number(query.get("size"), DEFAULT_SIZE)
    if page is None or size is None or not 1 <= size <= LARGEST_SIZE:
        return None
    return page, size, pagination, len(rows)


def _number(text: str | None, default: int) -> int | None:
    if text is None:
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@rule("LIST-PAGE-ECHO", "list")
def page_is_the_requested_one(answer: Answer) -> Iterator[Check]:
    """pagination.page (000:L185)."""
    if known := _page(answer):
        page, _, pagination, rows = known
        # What a page past the end is called is left open.
        if rows or page == 0:
            yield same(page, pagination.get("page"), "/data/pagination/page", pagination.get("page") == page)


@rule("LIST-SIZE-BOUND", "list")
def no_more_rows_than_asked_for(answer: Answer) -> Iterator[Check]:
    """At most `size` rows, 10 without it (000:L95)."""
    if known := _page(answer):
        _, size, _, rows = known
        yield Check(rows <= size, f"at most {size} rows", f"{rows} rows", "/data/customerBadges")


@rule("LIST-SIZE-ECHO", "list")
def size_is_asked_for_or_returned(answer: Answer) -> Iterator[Check]:
    """pagination.size is the requested size or the number of rows (000:L95, L644-649)."""
    if known := _page(answer):
        _, size, pagination, rows = known
        shown = pagination.get("size")
        yield Check(shown in (size, rows), f"{size} or {rows}", str(shown)[:40], "/data/pagination/size")


@rule("LIST-ROW-COUNT", "list")
def page_is_full(answer: Answer) -> Iterator[Check]:
    """As many rows as the total leaves for this page (000:L643-648)."""
    if known := _page(answer):
        page, size, pagination, rows = known
        total = whole(pagination.get("total"))
        if total is not None and total >= 0 and (rows or page == 0):
            due = model.rows_on_page(total, size, page)
            yield Check(
                rows == due,
                f"{due} rows (total {total}, size {size}, page {page})",
                f"{rows} rows",
                "/data/customerBadges",
            )


@rule("LIST-TOTAL-PAGES", "list")
def pages_cover_the_total(answer: Answer) -> Iterator[Check]:
    """totalPages = total / size, rounded up (000:L645-648)."""
    if known := _page(answer):
        _, size, pagination, _ = known
        total, pages = whole(pagination.get("total")), whole(pagination.get("totalPages"))
        if total is not None and pages is not None and total >= 0:
            due = model.total_pages(total, size)
            words = f"{' or '.join(map(str, sorted(due)))} (total {total}, size {size})"
            yield Check(pages in due, words, str(pages), "/data/pagination/totalPages")


@rule("LIST-IDS-UNIQUE", "list")
def no_badge_twice_on_a_page(answer: Answer) -> Iterator[Check]:
    """badgeMetaId identifies a row (000:L161)."""
    seen: set[object] = set()
    for pointer, row in answer.rows:
        key = row.get("badgeMetaId")
        if isinstance(key, str):
            yield same("an id that no earlier row has", key, f"{pointer}/badgeMetaId", key not in seen)
            seen.add(key)


@rule("LIST-STATUS-CLOCK", "list")
def status_follows_the_clock(answer: Answer) -> Iterator[Check]:
    """badgeStatus against startsOn, expiresOn and the server's clock (000:L243-246)."""
    for pointer, row in answer.rows:
        yield from status_check(answer, row, pointer, ("badgeStatus", "startsOn", "expiresOn"))


@rule("LIST-CREATED-BEFORE-UPDATED", "list")
def created_before_updated(answer: Answer) -> Iterator[Check]:
    """createdOn ≤ lastUpdatedOn (000:L227-228)."""
    for pointer, row in answer.rows:
        yield from order_check(row, pointer, "createdOn", "lastUpdatedOn")


@rule("LIST-START-BEFORE-END", "list")
def start_before_end(answer: Answer) -> Iterator[Check]:
    """startsOn < expiresOn (000:L245-246)."""
    for pointer, row in answer.rows:
        yield from order_check(row, pointer, "startsOn", "expiresOn", strict=True)


@rule("LIST-CLAIM-OWNERS", "list")
def claims_are_allowed(answer: Answer) -> Iterator[Check]:
    """Claims belong to allowed owners (000:L248-258)."""
    for pointer, row in answer.rows:
        yield from claims_check(row.get("ownership"), f"{pointer}/ownership")


@rule("LIST-EARNED-DATES-UNIT", "list")
def one_unit_of_earned_dates(answer: Answer) -> Iterator[Check]:
    """Seconds or milliseconds, but one of them throughout (000:L209-211, L262)."""
    units: dict[bool, str] = {}
    for pointer, row in answer.rows:
        for name in ("lastEarnEventDate", "lastEarnedOnDate"):
            value = row.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                units.setdefault(value >= MILLISECONDS, f"{pointer}/{name}")
                yield Check(
                    len(units) == 1, "one unit throughout", "seconds and milliseconds", f"{pointer}/{name}"
                )
