"""What the pagination block counts (000:L189-191)."""

import pytest

from harness.expectations import expect, requirement

from .judging import expect_total, total_of


@requirement("LIST-TOTAL-COUNT")
@pytest.mark.parametrize("size", [5, 50])
def test_the_total_counts_the_matching_badges(lists, series, whole, size):
    """The total is the number of badges behind the filters, however many the page shows (000:L189)."""
    expect_total(lists(series.query, page=0, size=size), len(series.badges))


@requirement("LIST-TOTAL-STABLE")
@pytest.mark.parametrize(("page", "size"), [(0, 4), (1, 5), (2, 5)])
def test_the_total_is_the_same_on_every_page(lists, series, whole, page, size):
    """Page and size do not change the total (000:L189)."""
    expect_total(lists(series.query, page=page, size=size), total_of(whole))


@requirement("LIST-TOTAL-EMPTY")
def test_nothing_found_is_a_total_of_zero(lists, payloads):
    """A query that nothing matches succeeds without rows (000:L189)."""
    listed = lists(badgeType="AVAILABLE", name=payloads.name())
    expect(listed).accepted()
    expect(listed).shows_no_rows()
    expect_total(listed, 0)
