"""Sorting and paging of the other lists: badges to be had at once, earned ones, and those that are over.

The order, the size and the number of a page are no matter of the list (000:L59, L93-103).
"""

import pytest

from harness.expectations import NotApplicable, expect, given, requirement
from harness.reading import read_row

from .judging import (
    expect_at_most,
    expect_count,
    expect_field,
    expect_field_of_all,
    expect_nothing,
    expect_order,
    expect_partition,
    expect_progress,
    expect_rows_in_order,
    first_rows,
    others,
)
from .mapping import EVERY_FIELD, told
from .series import ends_on

EXPIRY = [
    pytest.param("ASC", marks=requirement("LIST-SORT-EXPIRES-ON-ASC")),
    pytest.param("DESC", marks=requirement("LIST-SORT-EXPIRES-ON-DESC")),
]
EVERY_SORT = [
    pytest.param(key, order, marks=requirement(f"LIST-SORT-{words}-{order}"), id=f"{key} {order}")
    for key, words in (("EXPIRES_ON", "EXPIRES-ON"), ("LAST_MODIFIED_DATE", "LAST-MODIFIED"))
    for order in ("ASC", "DESC")
]
OVER = pytest.mark.parametrize("kind", ["EARNED", "EXPIRED"])
# The oldest come first, so that what ends during the run moves nothing.
OLDEST_FIRST = {"sortOn": "EXPIRES_ON", "order": "ASC"}


@pytest.mark.parametrize("order", EXPIRY)
def test_direct_badges_sorted_by_expiry(lists, direct_series, order):
    """AVAILABLE is sorted as AVAILABLE_TO_ISSUE is (000:L97)."""
    listed = lists(direct_series.query, size=50, sortOn="EXPIRES_ON", order=order)
    expect(listed).accepted()
    expect_order(direct_series, ends_on, order, listed)


@requirement("LIST-DEFAULT-SORT")
@pytest.mark.parametrize("order", ["ASC", "DESC"])
def test_direct_badges_are_sorted_by_expiry_by_default(lists, direct_series, order):
    """Without sortOn the end of the badge is the key there, too (000:L97)."""
    listed = lists(direct_series.query, size=50, order=order)
    expect(listed).accepted()
    expect_order(direct_series, ends_on, order, listed)


@requirement("LIST-DEFAULT-ORDER")
def test_direct_badges_come_in_descending_order_by_default(lists, direct_series):
    """Without order the latest end comes first there, too (000:L99)."""
    listed = lists(direct_series.query, size=50)
    expect(listed).accepted()
    expect_order(direct_series, ends_on, "DESC", listed)


@requirement("LIST-SORT-KEEPS-ROWS")
@pytest.mark.parametrize("key", ["EXPIRES_ON", "LAST_MODIFIED_DATE"])
def test_sorting_keeps_direct_badges(lists, direct_series, key):
    """A sort key neither drops nor adds a row (000:L97)."""
    given(lists(direct_series.query, size=50)).finds(*direct_series.badges)
    listed = lists(direct_series.query, size=50, sortOn=key)
    expect(listed).finds(*direct_series.badges)
    expect_count(listed, len(direct_series.badges))


@pytest.fixture(scope="module")
def direct_pages(lists, direct_series):
    """The three pages of badges to be had at once, five rows each but the last."""
    given(lists(direct_series.query, size=50)).finds(*direct_series.badges)
    answers = [lists(direct_series.query, page=number, size=5) for number in range(3)]
    for answer in answers:
        given(answer).accepted()
    return answers


@requirement("LIST-PAGE-ZERO-BASED")
def test_pages_of_direct_badges_count_from_zero(direct_series, direct_pages):
    """Page 1 goes on from page 0 (000:L59)."""
    expect_progress(direct_series, *direct_pages[:2])


@pytest.mark.parametrize(
    "gaps",
    [
        pytest.param(False, marks=requirement("LIST-PAGES-NO-DUPLICATES"), id="no duplicates"),
        pytest.param(True, marks=requirement("LIST-PAGES-NO-GAPS"), id="no gaps"),
    ],
)
def test_pages_of_direct_badges(direct_series, direct_pages, gaps):
    """Pages neither overlap nor leave anything out (000:L189-191)."""
    expect_partition(direct_series, direct_pages, gaps=gaps)


@requirement("LIST-SIZE-DEFAULT")
def test_ten_direct_badges_are_the_default(lists, direct_series):
    """Without size the page is the same as with size 10 (000:L95)."""
    ten = first_rows(direct_series, lists(direct_series.query, page=0, size=10), 10)
    default = lists(direct_series.query, page=0)

    expect(default).finds(*ten)
    expect(default).omits(*others(direct_series, ten))


@pytest.mark.parametrize("field", EVERY_FIELD)
def test_rows_of_direct_badges(lists, direct_series, field):
    """Each row of a page is that of its own badge (000:L95)."""
    expect_field_of_all(lists(direct_series.query, size=50), direct_series.badges, field, told)


@pytest.mark.parametrize("number", [0, 1, 2])
@requirement("LIST-GROUPED-SHOWN")
def test_rows_show_groups_of_their_own(direct_series, direct_pages, number):
    """A badge in a group shows it between badges that are in none (000:L197)."""
    grouped = [
        badge for badge in direct_series.order(direct_pages[number]) if "badgeGroupId" in badge.request
    ]
    if not grouped:
        raise NotApplicable("no group of the profile takes badges of ours")
    for badge in grouped:
        expect_field(direct_pages[number], badge, "badgeGroupId", badge.request["badgeGroupId"])


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("field", ["badgeGroupId", "badgeGroupName"])
@requirement("LIST-MAPS-NO-GROUP")
def test_rows_show_no_groups_of_their_neighbours(direct_series, direct_pages, number, field):
    """Nor does a badge in no group show that of another row (000:L197-201)."""
    for badge in direct_series.order(direct_pages[number]):
        if "badgeGroupId" not in badge.request and not given(badge.exchange).badge.get(field):
            expect_nothing(direct_pages[number], badge, field)


@pytest.mark.late
@pytest.mark.parametrize("key", ["EXPIRES_ON", "LAST_MODIFIED_DATE"])
@pytest.mark.parametrize(
    ("field", "words"),
    [
        pytest.param("earnCount", "unearned", marks=requirement("LIST-NEW-UNEARNED")),
        pytest.param("lastEarnedOn", "unearned", marks=requirement("LIST-NEW-UNEARNED")),
        pytest.param("claims", "unclaimed", marks=requirement("LIST-MAPS-NO-CLAIMS")),
    ],
)
def test_rows_of_new_badges_among_others(lists, payloads, key, field, words):
    """What this run has created nobody has earned or claimed, whatever stands beside it (000:L173, L207)."""
    listed = lists(badgeType="AVAILABLE", size=50, sortOn=key)
    given(listed).accepted()

    expect(listed).each(
        lambda row: payloads.run not in str(row.get("name")) or not {**row, **read_row(row)}.get(field),
        f"of new badges that are {words}",
        field,
    )


@OVER
@pytest.mark.late
@pytest.mark.parametrize(("key", "order"), EVERY_SORT)
def test_what_was_earned_or_is_over_is_sorted(lists, kind, key, order):
    """EARNED and EXPIRED are sorted as any list is (000:L97)."""
    listed = lists(badgeType=kind, size=50, sortOn=key, order=order)
    expect(listed).accepted()
    expect_rows_in_order(listed, key, order)


@OVER
@pytest.mark.late
@pytest.mark.parametrize("order", EXPIRY)
def test_what_was_earned_or_is_over_is_sorted_by_default(lists, kind, order):
    """Also where no key is named (000:L97)."""
    listed = lists(badgeType=kind, size=50, order=order)
    expect(listed).accepted()
    expect_rows_in_order(listed, "EXPIRES_ON", order)


@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("key", ["EXPIRES_ON", "LAST_MODIFIED_DATE"])
@pytest.mark.parametrize("nth", [0, 1])
@requirement("LIST-SORT-KEEPS-ROWS")
def test_sorting_keeps_an_earned_badge(lists, known, nth, key, order):
    """Where earned badges are asked for (000:L97, L103)."""
    badge = known("earned", nth)
    query = {"badgeType": "EARNED", "name": badge.name, "size": 50}
    given(lists(query)).finds(badge.id)
    expect(lists(query, sortOn=key, order=order)).finds(badge.id)


@pytest.mark.late
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE", "EARNED", "EXPIRED"])
@pytest.mark.parametrize("size", [1, 3])
@requirement("LIST-SIZE-BOUND")
def test_a_size_bounds_every_list(lists, kind, size):
    """A page has no more rows than were asked for, whatever the list (000:L95)."""
    listed = lists(badgeType=kind, size=size)
    given(listed).accepted()
    expect_at_most(listed, size)


@OVER
@pytest.mark.late
@requirement("LIST-SIZE-DEFAULT")
def test_ten_rows_are_the_default_of_what_was_earned_or_is_over(lists, kind):
    """Without size these lists have up to ten rows as well (000:L95)."""
    rows = given(lists(OLDEST_FIRST, badgeType=kind, size=11)).rows
    # Of badges with one end any may be the tenth.
    last = rows[10].get("expiresOn") if len(rows) > 10 else None
    due = [str(row.get("badgeMetaId")) for row in rows[:10] if last is None or row.get("expiresOn") != last]
    default = lists(OLDEST_FIRST, badgeType=kind)

    expect(default).finds(*due)
    expect_at_most(default, 10)


@OVER
@pytest.mark.late
@requirement("LIST-PAGE-ZERO-BASED")
def test_pages_of_what_was_earned_or_is_over(lists, kind):
    """A page of one row holds the row that stands at its place in a larger one (000:L59, L93-95)."""
    listed = lists(OLDEST_FIRST, badgeType=kind, size=50)
    rows = given(listed).rows
    ends = [row.get("expiresOn") for row in rows]
    placed = [(number, row) for number, row in enumerate(rows[:3]) if ends.count(ends[number]) == 1]
    if len(placed) < 2:
        raise NotApplicable(f"there are no two {kind} badges whose ends tell which comes first")

    for number, row in placed:
        expect(lists(OLDEST_FIRST, badgeType=kind, size=1, page=number)).finds(row["badgeMetaId"])
