"""The sort keys that rows need not show: last issue, last expiry, last earning (000:L97)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, observe, requirement

from .judging import expect_rows_in_order, orders_of, place_of_nulls

ORDERS = ["ASC", "DESC"]
UNSEEN = [
    pytest.param("LAST_EXPIRED_BADGE", marks=requirement("LIST-SORT-LAST-EXPIRED-ACCEPTED")),
    pytest.param("LAST_ISSUED_DATE", marks=requirement("LIST-SORT-LAST-ISSUED-ACCEPTED")),
]
NEWER = ["LAST_EARNED_EVENT_DATE", "LAST_EARNED_ON_DATE"]
EARNINGS = [
    pytest.param(key, order, marks=requirement(f"LIST-SORT-{words}-{order}"), id=f"{key} {order}")
    for key, words in zip(NEWER, ["LAST-EARNED-EVENT", "LAST-EARNED-ON"], strict=True)
    for order in ORDERS
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("key", UNSEEN)
def test_sorting_by_an_unseen_date_is_accepted(lists, series, key, order):
    """The key is documented; which date it follows no row shows (000:L97)."""
    expect(lists(series.query, size=50, sortOn=key, order=order)).accepted()


@pytest.mark.parametrize(("key", "order"), EARNINGS)
def test_sorted_by_the_last_earning(lists, fixture_badges, key, order):
    """Only the newer page has this key: refused, or rows with the date come in order (000:L97)."""
    fixture_badges("earned")
    listed = lists(badgeType="EARNED", size=50, sortOn=key, order=order)
    expect(listed).if_accepted()
    expect_rows_in_order(listed, key, order)


@requirement("LIST-SORT-NULL-KEY-KEEPS-ROWS")
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("key", ["LAST_EXPIRED_BADGE", "LAST_ISSUED_DATE", *NEWER])
def test_badges_without_the_date_are_listed_as_well(lists, series, whole, key, order):
    """Nobody was issued or earned these badges: they have no such date, and still belong to the list."""
    listed = lists(series.query, size=50, sortOn=key, order=order)
    expect(listed).if_accepted().finds(*series.badges)


@requirement("LIST-SORT-EARNED-KEYS-OBSERVED")
@pytest.mark.parametrize("key", NEWER)
def test_whether_the_newer_keys_are_known(lists, series, key):
    """One of the two list pages does not have them."""
    listed = lists(series.query, size=50, sortOn=key, order="DESC")
    observe("LIST-SORT-EARNED-KEYS-OBSERVED", f"{key}: {outcome_of(listed)}", listed)


@requirement("LIST-SORT-NULLS-OBSERVED")
@pytest.mark.parametrize("order", ORDERS)
def test_where_rows_without_the_date_stand(lists, order):
    """No page says whether rows without a date come first or last."""
    listed = lists(badgeType="AVAILABLE", size=50, sortOn="LAST_EARNED_ON_DATE", order=order)
    observe("LIST-SORT-NULLS-OBSERVED", f"{order}: {place_of_nulls(listed, 'lastEarnedOnDate')}", listed)


@requirement("LIST-SORT-ISSUED-EXPIRED-OBSERVED")
@pytest.mark.parametrize("key", ["LAST_EXPIRED_BADGE", "LAST_ISSUED_DATE"])
def test_which_visible_date_the_order_follows(lists, series, key):
    """Without a field of that name, the rows may still be in the order of another one."""
    listed = lists(series.query, size=50, sortOn=key, order="DESC")
    observe("LIST-SORT-ISSUED-EXPIRED-OBSERVED", f"{key}: {orders_of(listed)}", listed)
