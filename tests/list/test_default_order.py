"""How rows are sorted when nothing is asked for (000:L97-99)."""

import pytest

from harness.expectations import expect, requirement

from .judging import expect_order
from .series import ends_on, modified_on


@requirement("LIST-DEFAULT-SORT")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
def test_rows_are_sorted_by_expiry_by_default(lists, series, order):
    """Without sortOn the end of the badge is the key (000:L97)."""
    listed = lists(series.query, size=50, order=order)
    expect(listed).accepted()
    expect_order(series, ends_on, order, listed)


@requirement("LIST-DEFAULT-ORDER")
@pytest.mark.parametrize("sort", [{}, {"sortOn": "EXPIRES_ON"}], ids=["no parameter", "EXPIRES_ON"])
def test_rows_come_in_descending_order_by_default(lists, series, sort):
    """Without order the latest end comes first (000:L99)."""
    listed = lists(series.query, sort, size=50)
    expect(listed).accepted()
    expect_order(series, ends_on, "DESC", listed)


@pytest.mark.late
@requirement("LIST-DEFAULT-ORDER")
def test_descending_is_the_default_of_other_keys_too(lists, updated_series):
    """Without order the last modification comes first under LAST_MODIFIED_DATE (000:L99)."""
    listed = lists(updated_series.query, size=50, sortOn="LAST_MODIFIED_DATE")
    expect(listed).accepted()
    expect_order(updated_series, modified_on, "DESC", listed)
