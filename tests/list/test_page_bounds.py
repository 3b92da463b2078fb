"""Pages and sizes out of bounds, for which the documents have no rule (000:L93-95)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, observe, requirement
from harness.row_verbs import rows_of

PAGES = ["", "-1", "1.5", "2147483648", "99999999999999999999", "first"]
SIZES = ["", "-1", "0", "2.5", "2147483648", "99999999999999999999", "ten"]


@requirement("LIST-ROBUST-PAGE")
@pytest.mark.parametrize("page", PAGES)
def test_an_odd_page_is_survived(lists, direct, page):
    """No page number is a server error."""
    expect(lists.of(direct, page=page)).not_a_server_error()


@requirement("LIST-ROBUST-SIZE")
@pytest.mark.parametrize("size", SIZES)
def test_an_odd_size_is_survived(lists, direct, size):
    """No size is a server error."""
    expect(lists.of(direct, size=size)).not_a_server_error()


@requirement("LIST-PAGING-BOUNDS-OBSERVED")
@pytest.mark.parametrize(
    ("parameter", "value"),
    [*(("page", page) for page in PAGES), *(("size", size) for size in SIZES)],
)
def test_what_out_of_bounds_means(lists, direct, parameter, value):
    """Values out of bounds are refused, replaced or taken literally; one badge matches."""
    listed = lists.of(direct, {parameter: value})
    observe(
        "LIST-PAGING-BOUNDS-OBSERVED",
        f"{parameter}={value}: {outcome_of(listed)}, {len(rows_of(listed))} rows",
        listed,
    )


@requirement("LIST-PAGING-BOUNDS-OBSERVED")
def test_what_a_page_past_the_end_says(lists, series):
    """What a page is called that does not exist."""
    listed = lists(series.query, page=1000, size=5)
    observe(
        "LIST-PAGING-BOUNDS-OBSERVED",
        f"a page past the end: {outcome_of(listed)}",
        listed,
    )
