"""Which rows stand on which page (000:L59, L93, L185-191)."""

import pytest

from harness.expectations import expect, given, requirement

from .judging import expect_count, expect_partition, expect_progress, first_rows, others


@requirement("LIST-PAGE-DEFAULT")
def test_the_first_page_is_the_default(lists, series):
    """Without page the answer is that of page 0 (000:L645)."""
    first = first_rows(series, lists(series.query, page=0, size=5), 5)
    default = lists(series.query, size=5)

    expect(default).finds(*first)
    expect(default).omits(*others(series, first))


@requirement("LIST-PAGE-ZERO-BASED")
def test_pages_count_from_zero(lists, series, whole):
    """There is a page 0, and page 1 goes on from it (000:L59)."""
    zero, one = lists(series.query, page=0, size=5), lists(series.query, page=1, size=5)
    expect(zero).accepted()
    expect(one).accepted()
    expect_progress(series, zero, one)


@requirement("LIST-PAGES-NO-DUPLICATES")
def test_no_badge_is_on_two_pages(series, pages):
    """Pages do not overlap (000:L189-191)."""
    expect_partition(series, pages)


@requirement("LIST-PAGES-NO-GAPS")
def test_every_badge_is_on_some_page(series, pages):
    """Pages leave nothing out (000:L189-191)."""
    expect_partition(series, pages, gaps=True)


@pytest.fixture(scope="module")
def walked(lists, series, whole):
    """The pages of the series by a size, up to the last one."""

    def walk(size):
        answers = [
            lists(series.query, page=number, size=size) for number in range(-(-len(series.badges) // size))
        ]
        for answer in answers:
            given(answer).accepted()
        return answers

    return walk


@pytest.mark.parametrize("size", [1, 4, 11])
@pytest.mark.parametrize(
    "gaps",
    [
        pytest.param(False, marks=requirement("LIST-PAGES-NO-DUPLICATES"), id="no duplicates"),
        pytest.param(True, marks=requirement("LIST-PAGES-NO-GAPS"), id="no gaps"),
    ],
)
def test_pages_of_every_size(series, walked, size, gaps):
    """However small or large they are (000:L95, L189-191)."""
    expect_partition(series, walked(size), gaps=gaps)


@requirement("LIST-PAGE-LAST")
def test_the_last_page_holds_the_rest(pages):
    """Of twelve rows, two are left for the third page of five (000:L643-648)."""
    expect_count(pages[2], 2)


@requirement("LIST-PAGE-PAST-END")
@pytest.mark.parametrize("page", [3, 1000])
def test_a_page_past_the_end_is_empty(lists, series, pages, page):
    """Behind the last page there are no rows (000:L643-648)."""
    expect(lists(series.query, page=page, size=5)).shows_no_rows()
