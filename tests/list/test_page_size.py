"""How many rows a page holds (000:L59, L95)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, observe, requirement
from harness.row_verbs import rows_of

from .judging import expect_filled, first_rows, others, total_of


@requirement("LIST-SIZE-DEFAULT")
def test_ten_rows_are_the_default(lists, series):
    """Without size the page is the same as with size 10, although more rows match (000:L95)."""
    ten = first_rows(series, lists(series.query, page=0, size=10), 10)
    default = lists(series.query, page=0)

    expect(default).finds(*ten)
    expect(default).omits(*others(series, ten))


@requirement("LIST-SIZE-DEFAULT")
def test_pages_of_ten_are_the_default(lists, series):
    """Without size the second page holds what the first one of ten rows leaves (000:L95)."""
    ten = first_rows(series, lists(series.query, page=0, size=10), 10)
    rest = lists(series.query, page=1)

    expect(rest).finds(*others(series, ten))
    expect(rest).omits(*ten)


@requirement("LIST-SIZE-50")
def test_fifty_rows_can_be_asked_for(lists, series):
    """With size 50 a result of twelve rows comes on one page (000:L59)."""
    first_rows(series, lists(series.query, page=0, size=10), 10)
    listed = lists(series.query, size=50)
    expect(listed).accepted()
    expect_filled(listed, len(series.badges))


@requirement("LIST-SIZE-50")
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE"])
def test_fifty_rows_are_given(lists, kind):
    """A page of 50 is full when so many badges match (000:L59)."""
    listed = lists(badgeType=kind, size=50)
    expect(listed).accepted()
    expect_filled(listed, min(50, total_of(listed)))


@requirement("LIST-PARAMETER-CASE-OBSERVED")
def test_what_capitals_do(lists, series):
    """The table writes Page and Size, the example page and size (000:L59, L93-95)."""
    listed = lists(series.query, Page=1, Size=5)
    rows = len(rows_of(listed))
    observe(
        "LIST-PARAMETER-CASE-OBSERVED",
        f"{outcome_of(listed)}, Size=5 is {'understood' if rows == 5 else 'not understood'} ({rows} rows)",
        listed,
        alternatives=["understood", "not understood", "refused"],
    )
