"""The row of a badge shows one thing, whatever the query asks beside it and wherever the row stands."""

from functools import cache

import pytest

from harness.clock import DAY
from harness.expectations import Inconclusive, NotApplicable, given, requirement
from harness.model import LIST_OF
from harness.payloads import RELATIVE, Badge
from harness.reading import instant
from harness.row_verbs import row_of

from .judging import expect_field, expect_field_of_all, expect_nothing, expect_same_members
from .mapping import EVERY_FIELD, told
from .series import iso

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


@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize(
    "state",
    [
        pytest.param("claimed", marks=requirement("LIST-CLAIMED-SHOWN")),
        pytest.param("earned", marks=requirement("LIST-EARN-COUNT")),
        pytest.param("grouped", marks=requirement("LIST-GROUPED-SHOWN")),
        pytest.param("issued", marks=requirement("LIST-EARN-COUNT")),
    ],
)
def test_a_row_with_a_history_among_others(lists, found, state, nth):
    """What was claimed, earned or grouped is shown beside other badges as it is alone (000:L157-211)."""
    badge = found(state, nth)
    start, end = instant(badge.row.get("startsOn")), instant(badge.row.get("expiresOn"))
    if start is None or end is None:
        raise Inconclusive(f"the row of exchange {badge.listed.id} shows no start or no end")
    around = {
        "badgeType": badge.query["badgeType"],
        **{"startOn": iso(start - 30 * DAY), "startOnOperator": "GREATER_THAN"},
        **{"expiresOn": iso(end + 30 * DAY), "expiresOnOperator": "LESS_THAN"},
    }
    listed = lists(around, size=50)
    if len(given(listed).rows) < 2 or row_of(listed, badge.id) is None:
        raise NotApplicable("no page of lists shows this badge of the profile among others")

    expect_same_members(listed, badge.listed, row_of(listed, badge.id), row_of(badge.listed, badge.id))


@pytest.fixture(scope="module")
def neighbours(lists, nursery, payloads, found):
    """Of a badge of the profile: the list of it and of two new ones that end just before and after it."""

    @cache
    def ask(state):
        badge = found(state, 0)
        end = instant(badge.row.get("expiresOn"))
        if end is None or badge.query["badgeType"] not in LIST_OF.values() or end < payloads.in_days(31):
            raise NotApplicable(f"the badge {badge.id} of the profile ends too soon for others beside it")
        plain = payloads.earn() if badge.query["badgeType"] == "AVAILABLE" else payloads.issue_earn()
        if "issuedBadgeExpiry" in plain:
            plain["issuedBadgeExpiry"] = RELATIVE
        ends = (round(end) - 2, round(end) + 2)
        bodies = [{**plain, "name": payloads.name(), "expiresOn": end} for end in ends]
        new = [Badge(body, nursery.client.create(body)) for body in bodies]
        for neighbour in new:
            given(neighbour.exchange).supported("an end as late as that of the badge of the profile")
        by_end = {"sortOn": "EXPIRES_ON", "order": "DESC", "size": 5}
        last = {"expiresOn": iso(ends[-1] + 60), "expiresOnOperator": "LESS_THAN"}
        return badge, new, lists(by_end, last, badgeType=badge.query["badgeType"])

    return ask


@pytest.mark.parametrize(
    ("state", "field"),
    [
        pytest.param("claimed", "claims", marks=requirement("LIST-MAPS-NO-CLAIMS")),
        pytest.param("earned", "earnCount", marks=requirement("LIST-NEW-UNEARNED")),
        pytest.param("earned", "lastEarnedOn", marks=requirement("LIST-NEW-UNEARNED")),
        pytest.param("grouped", "badgeGroupId", marks=requirement("LIST-MAPS-NO-GROUP")),
    ],
)
def test_a_history_does_not_rub_off(neighbours, state, field):
    """What was claimed, earned or grouped lends nothing to the rows beside it (000:L173-207)."""
    badge, new, listed = neighbours(state)
    if row_of(listed, badge.id) is None:
        raise NotApplicable(f"exchange {listed.id} does not show the badge {badge.id} of the profile")
    for neighbour in new:
        if row_of(listed, neighbour) is None:
            raise NotApplicable("other badges end with the badge of the profile")
        if given(neighbour.exchange).badge.get(field):
            raise NotApplicable(f"the target gives badges without {field} some of its own")
        expect_nothing(listed, neighbour, field)
