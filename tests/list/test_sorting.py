"""The two orders that every row shows: by expiry and by last modification (000:L97-99)."""

import pytest

from harness.expectations import expect, given, requirement

from .judging import expect_count, expect_order
from .series import ends_on, modified_on

EXPIRY = [
    pytest.param("ASC", marks=requirement("LIST-SORT-EXPIRES-ON-ASC")),
    pytest.param("DESC", marks=requirement("LIST-SORT-EXPIRES-ON-DESC")),
]
MODIFICATION = [
    pytest.param("ASC", marks=requirement("LIST-SORT-LAST-MODIFIED-ASC")),
    pytest.param("DESC", marks=requirement("LIST-SORT-LAST-MODIFIED-DESC")),
]
EVERY_KEY = pytest.mark.parametrize("key", ["EXPIRES_ON", "LAST_MODIFIED_DATE"])
EVERY_ORDER = pytest.mark.parametrize("order", ["ASC", "DESC"])


@pytest.mark.parametrize("order", EXPIRY)
def test_sorted_by_expiry(lists, series, order):
    """EXPIRES_ON sorts by the end of the badge (000:L97)."""
    listed = lists(series.query, size=50, sortOn="EXPIRES_ON", order=order)
    expect(listed).accepted()
    expect_order(series, ends_on, order, listed)


@pytest.mark.late
@pytest.mark.parametrize("order", MODIFICATION)
def test_sorted_by_last_modification(lists, updated_series, order):
    """LAST_MODIFIED_DATE sorts by the last write, updates included (000:L97)."""
    listed = lists(updated_series.query, size=50, sortOn="LAST_MODIFIED_DATE", order=order)
    expect(listed).accepted()
    expect_order(updated_series, modified_on, order, listed)


@pytest.mark.parametrize("order", EXPIRY)
def test_sorted_by_the_latest_expiry(lists, turned_series, order):
    """The end of the last write counts, not the one that a badge was created with (000:L97, 003:L71)."""
    listed = lists(turned_series.query, size=50, sortOn="EXPIRES_ON", order=order)
    expect(listed).accepted()
    expect_order(turned_series, ends_on, order, listed)


@pytest.mark.parametrize("order", MODIFICATION)
def test_sorted_by_the_latest_of_several_modifications(lists, turned_series, order):
    """LAST_MODIFIED_DATE sorts by the last update, not by the first one (000:L97)."""
    listed = lists(turned_series.query, size=50, sortOn="LAST_MODIFIED_DATE", order=order)
    expect(listed).accepted()
    expect_order(turned_series, modified_on, order, listed)


@requirement("LIST-SORT-ACROSS-PAGES")
@EVERY_ORDER
def test_the_order_goes_on_from_page_to_page(lists, series, order):
    """Pages are cut from the sorted rows, not sorted one by one (000:L97)."""
    sort = {"sortOn": "EXPIRES_ON", "order": order, "size": 5}
    expect_order(series, ends_on, order, *(lists(series.query, sort, page=page) for page in range(3)))


@pytest.mark.late
@requirement("LIST-SORT-ACROSS-PAGES")
@EVERY_ORDER
def test_the_order_of_writes_goes_on_from_page_to_page(lists, updated_series, order):
    """Whatever the key (000:L97)."""
    sort = {"sortOn": "LAST_MODIFIED_DATE", "order": order, "size": 5}
    pages = [lists(updated_series.query, sort, page=page) for page in range(3)]
    expect_order(updated_series, modified_on, order, *pages)


@pytest.mark.late
@EVERY_KEY
@EVERY_ORDER
@requirement("LIST-SORT-KEEPS-ROWS")
def test_sorting_keeps_the_rows(lists, series, whole, updated_series, key, order):
    """A sort key neither drops nor adds a row (000:L97)."""
    listed = lists(series.query, size=50, sortOn=key, order=order)
    given(listed).accepted()
    expect(listed).finds(*series.badges)
    expect_count(listed, len(series.badges))


@EVERY_KEY
@EVERY_ORDER
@requirement("LIST-SORT-KEEPS-ROWS")
def test_sorting_keeps_a_live_badge(lists, live_direct, key, order):
    """Of whatever type and status (000:L97)."""
    given(lists.of(live_direct)).finds(live_direct)
    expect(lists.of(live_direct, sortOn=key, order=order)).finds(live_direct)


@EVERY_KEY
@EVERY_ORDER
@requirement("LIST-SORT-KEEPS-ROWS")
def test_sorting_keeps_an_inactive_badge(lists, made_inactive, deactivated, key, order):
    """Where inactive badges are asked for (000:L97, L105)."""
    query = {"action": deactivated}
    given(lists.of(made_inactive, query)).finds(made_inactive)
    expect(lists.of(made_inactive, query, sortOn=key, order=order)).finds(made_inactive)


@EVERY_KEY
@EVERY_ORDER
@requirement("LIST-SORT-KEEPS-ROWS")
def test_sorting_keeps_a_badge_that_is_over(lists, shared_expired_badge, key, order):
    """Where badges that are over are asked for (000:L97, L103)."""
    query = {"badgeType": "EXPIRED", "name": shared_expired_badge.name}
    given(lists(query)).finds(shared_expired_badge)
    expect(lists(query, sortOn=key, order=order)).finds(shared_expired_badge)
