"""Filters hold whatever else is asked: under each sort key and order, on later pages, by each identifier.

A filter that no badge of the series satisfies leaves none of them (000:L101-121), and one that all of them
satisfy leaves their order as it is (000:L97-99).
"""

import pytest

from harness.client import CustomerKey
from harness.expectations import Inconclusive, NotApplicable, expect, given, requirement
from harness.model import OWNERS

from .asking import NO_GROUP
from .judging import claimant_of, expect_filled, expect_order, expect_rows_in_order
from .series import ends_on, iso, modified_on

FILTERS = [
    "action",
    "badgeStatus",
    "badgeType",
    "claimedBy",
    "expiresOn",
    "groupId",
    "name",
    "owner",
    "startOn",
]
# How else the series can be asked for, so that some of its badges are shown.
WAYS = {
    "by end": {"sortOn": "EXPIRES_ON"},
    "by modification": {"sortOn": "LAST_MODIFIED_DATE"},
    "in ascending order": {"order": "ASC"},
    "on the second page": {"page": 1, "size": 5},
}


@pytest.fixture(scope="module")
def foreign(series, deactivated):
    """By parameter, a value that no badge of the series satisfies."""
    owners = {name for badge in series.badges for name in badge.request["ownership"]["restrictedToOwners"]}
    return {
        "action": deactivated,
        "badgeStatus": "LIVE",
        "badgeType": "AVAILABLE",
        "claimedBy": "Loyalty",
        # The operators are those of the query: an earlier end, a later start.
        "expiresOn": iso(series.origin),
        "startOn": iso(series.by_end[-1].expires_on),
        "groupId": NO_GROUP,
        "name": "?",
        "owner": next(owner for owner in OWNERS if owner not in owners),
    }


@pytest.fixture(scope="module")
def common(series):
    """By parameter, a value that all badges of the series satisfy."""
    owners = [set(badge.request["ownership"]["restrictedToOwners"]) for badge in series.badges]
    return {
        "action": "ACTIVATED",
        "badgeStatus": "UPCOMING",
        "owner": sorted(set.intersection(*owners))[0],
    }


@requirement("LIST-FILTERS-HOLD-EVERYWHERE")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_holds_whatever_else_is_asked(lists, series, foreign, name, way):
    """What a filter keeps out stays out (000:L93-121)."""
    narrowing = {name: foreign[name]}
    given(lists(series.query, narrowing, size=50)).omits(*series.badges)
    if not series.order(lists(series.query, WAYS[way])):
        raise Inconclusive(f"no badge of the series is shown when asked {way}")
    listed = lists(series.query, narrowing, WAYS[way])
    if "page" not in WAYS[way]:
        given(listed).accepted()
    # With no row left the page lies past the end, which may be refused.
    expect(listed).if_accepted().omits(*series.badges)


@requirement("LIST-FILTERS-HOLD-EVERYWHERE")
@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("kind", ["cardNumber", "email", "externalId", "mobile"])
def test_a_filter_holds_for_each_kind_of_identifier(client, lists, series, foreign, kind, name):
    """The header says whose badges are listed, and the query which of them (000:L41, L101-121)."""
    customer, narrowing = CustomerKey(client.customer(kind).value, kind), {name: foreign[name]}
    given(lists(series.query, narrowing, size=50)).omits(*series.badges)
    listed = client.list({**series.query, **narrowing, "size": 50}, customer=customer)
    given(listed).accepted()
    expect(listed).omits(*series.badges)


@requirement("LIST-SIZE-50")
@pytest.mark.parametrize("name", ["action", "badgeStatus", "owner"])
def test_a_page_holds_as_many_rows_under_a_filter(lists, series, whole, common, name):
    """A filter that all badges satisfy makes no page smaller (000:L59, L95)."""
    expect_filled(lists(series.query, {name: common[name]}, size=50), len(series.badges))


@requirement("LIST-SORT-UNDER-FILTERS")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("name", ["action", "badgeStatus", "owner"])
def test_the_order_holds_under_a_filter(lists, series, common, name, order):
    """Rows that a filter leaves are sorted as all rows are (000:L97-99)."""
    sort = {"sortOn": "EXPIRES_ON", "order": order, "size": 50}
    expect_order(series, ends_on, order, lists(series.query, {name: common[name]}, sort))


@pytest.mark.late
@requirement("LIST-SORT-UNDER-FILTERS")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("name", ["action", "badgeStatus", "owner"])
def test_the_order_of_writes_holds_under_a_filter(lists, updated_series, common, name, order):
    """Whatever the key (000:L97-99)."""
    sort = {"sortOn": "LAST_MODIFIED_DATE", "order": order, "size": 50}
    expect_order(updated_series, modified_on, order, lists(updated_series.query, {name: common[name]}, sort))


@requirement("LIST-SORT-UNDER-FILTERS")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("key", ["EXPIRES_ON", "LAST_MODIFIED_DATE"])
def test_the_order_holds_in_a_group(lists, direct_series, key, order):
    """Badges of a group are sorted as all badges are (000:L97-99, L121)."""
    grouped = [badge for badge in direct_series.badges if "badgeGroupId" in badge.request]
    if not grouped:
        raise NotApplicable("no group of the profile takes badges of ours")
    group = {"groupId": grouped[0].request["badgeGroupId"]}
    listed = lists(direct_series.query, group, sortOn=key, order=order, size=50)
    given(listed).accepted()
    value = {"EXPIRES_ON": ends_on, "LAST_MODIFIED_DATE": modified_on}[key]
    expect_order(direct_series, value, order, listed)


@requirement("LIST-SORT-UNDER-FILTERS")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("key", ["EXPIRES_ON", "LAST_MODIFIED_DATE"])
def test_the_order_holds_for_a_claimant(lists, found, key, order):
    """So are those that a module has claimed (000:L97-99, L111)."""
    badge = found("claimed", 0)
    query = {"badgeType": badge.query["badgeType"], "claimedBy": claimant_of(badge.row, 0), "size": 50}
    listed = lists(query, sortOn=key, order=order)
    given(listed).accepted()
    expect_rows_in_order(listed, key, order)
