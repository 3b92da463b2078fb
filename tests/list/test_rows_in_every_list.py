"""The row of a badge shows one thing, whatever the query asks beside it and wherever the row stands."""

import pytest

from harness.expectations import given

from .judging import expect_field, expect_field_of_all
from .mapping import EVERY_FIELD, told

# What a query may ask beside kind and name, and still find a LIVE badge of Journeys.
BESIDE = {
    "ascending":        {"order": "ASC"},
    "by modification":  {"sortOn": "LAST_MODIFIED_DATE", "order": "DESC"},
    "of a status":      {"badgeStatus": "LIVE"},
    "of active badges": {"action": "ACTIVATED"},
    "of an owner":      {"owner": "Journeys"},
    "one a page":       {"page": 0, "size": 1},
    "with a date":      {"expiresOn": "2020-01-01T00:00:00.000Z", "expiresOnOperator": "GREATER_THAN"},
}  # fmt: skip

every_field = pytest.mark.parametrize("field", EVERY_FIELD)


@every_field
@pytest.mark.parametrize("beside", BESIDE)
def test_a_row_does_not_depend_on_the_query(lists, adorned_live, beside, field):
    """Filters, orders and sizes choose rows, and change none (000:L83-121)."""
    given(adorned_live.exchange).accepted()
    expect_field(lists.of(adorned_live, BESIDE[beside]), adorned_live, field, told(adorned_live, field))


@every_field
def test_a_row_of_the_default_list(lists, adorned_to_issue, field):
    """Nor does a row need the filter for its type, where that is the default (000:L103)."""
    given(adorned_to_issue.exchange).accepted()
    listed = lists(name=adorned_to_issue.name)
    expect_field(listed, adorned_to_issue, field, told(adorned_to_issue, field))


@every_field
@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_rows_of_a_page(series, pages, number, field):
    """Each row of a page is that of its own badge, on the first page and on later ones (000:L95)."""
    expect_field_of_all(pages[number], series.untouched, field, told)


@every_field
@pytest.mark.parametrize("order", ["ASC", "DESC"])
def test_the_rows_of_a_sorted_list(lists, series, order, field):
    """Nor does sorting mix up rows (000:L97-99)."""
    listed = lists(series.query, size=50, sortOn="EXPIRES_ON", order=order)
    expect_field_of_all(listed, series.untouched, field, told)
