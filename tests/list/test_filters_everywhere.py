"""Filters hold whatever else is asked: under each sort key and order, on later pages, by each identifier.

A filter that no badge of the series satisfies leaves none of them (000:L101-121), and one that all of them
satisfy leaves their order as it is (000:L97-99).
"""

import pytest

from harness.client import CustomerKey
from harness.expectations import Inconclusive, expect, given, requirement
from harness.model import OWNERS

from .asking import NO_GROUP
from .judging import expect_order
from .series import ends_on

FILTERS = ["action", "badgeStatus", "badgeType", "claimedBy", "groupId", "name", "owner"]
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


@requirement("LIST-SORT-UNDER-FILTERS")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("name", ["action", "badgeStatus", "owner"])
def test_the_order_holds_under_a_filter(lists, series, common, name, order):
    """Rows that a filter leaves are sorted as all rows are (000:L97-99)."""
    sort = {"sortOn": "EXPIRES_ON", "order": order, "size": 50}
    expect_order(series, ends_on, order, lists(series.query, {name: common[name]}, sort))
