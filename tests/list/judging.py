"""What the tests of the list judge beyond single rows: orders, totals, the fields of one row."""

from collections import Counter
from itertools import pairwise

from harness import model
from harness.answers import data_of, is_accepted, outcome_of, shown
from harness.expectations import Inconclusive, NotApplicable, expect, fail, given
from harness.reading import TIME_TOLERANCE, Difference, differences, instant, read_row, unordered, whole
from harness.row_verbs import row_of, rows_of


def pagination_of(answer):
    """The pagination block of an answer; {} when there is none."""
    block = (data_of(answer) or {}).get("pagination")
    return block if isinstance(block, dict) else {}


def total_of(answer):
    """The total that an accepted list states; Inconclusive when it states none."""
    given(answer).accepted()
    total = whole(pagination_of(answer).get("total"))
    if total is None:
        raise Inconclusive(f"the list of exchange {answer.id} states no total")
    return total


def small(answer):
    """An accepted list that shows all its rows; NotApplicable when one page does not hold them."""
    if total_of(answer) > len(rows_of(answer)):
        raise NotApplicable(f"exchange {answer.id} shows a part of its {total_of(answer)} rows only")


def expect_total(answer, total):
    """Judge the total of an accepted list."""
    if total_of(answer) != total:
        fail(
            f"a total of {total}",
            f"a total of {total_of(answer)}",
            answer,
            cause="other total",
            pointer="/data/pagination/total",
        )


def expect_order(series, value, order, *pages):
    """Judge that the rows of these pages show the badges of a series in the order of a value, ties apart."""
    for page in pages:
        given(page).accepted()
    shown_badges = series.order(*pages)
    if len(shown_badges) < 2:
        raise Inconclusive("fewer than two badges of the series are shown, so no order can be seen")
    values = [value(badge) for badge in shown_badges]
    sign = -1 if order == "DESC" else 1
    for index, (earlier, later) in enumerate(pairwise(values), start=1):
        if sign * (later - earlier) < -TIME_TOLERANCE:
            fail(
                f"the rows in the order {order}",
                f"{later} after {earlier} (row {index})",
                *pages,
                cause=f"not {order}",
                pointer="/data/customerBadges",
            )


def expect_some_find(lists, *badges):
    """Judge that at least one of these badges is found by its name, in whichever list it stands."""
    kinds = model.LIST_OF.values()
    tried = [(badge, lists(badgeType=kind, name=badge.name)) for badge in badges for kind in kinds]
    for _, answer in tried:
        expect(answer).not_a_server_error()
    if not any(row_of(answer, badge) for badge, answer in tried):
        fail(
            "a row of the badge",
            "no such row in any list",
            badges[0].exchange,
            *(answer for _, answer in tried),
            cause="not found",
            pointer="/data/customerBadges",
        )


def expect_field(answer, badge, field, expected):
    """Judge one field, by its canonical name, in the row of a badge that must be there."""
    given(answer).finds(badge)
    row = row_of(answer, badge)
    found = differences({field: expected}, read_row(row))
    if found:
        _differs(answer, badge, row, found[0])


def expect_field_of_all(answer, badges, field, read):
    """Judge one field in each row of these badges that an answer shows, by what `read` says of the badge."""
    given(answer).accepted()
    listed = [badge for badge in badges if row_of(answer, badge)]
    if not listed:
        raise Inconclusive(f"exchange {answer.id} shows none of the badges")
    for badge in listed:
        expect_field(answer, badge, field, read(badge, field))


def expect_same_row(answer, other, badge):
    """Judge that two lists show the same row of a badge."""
    given(other).finds(badge)
    expect(answer).finds(badge)
    row = row_of(answer, badge)
    found = differences(read_row(row_of(other, badge)), read_row(row))
    if found:
        _differs(answer, badge, row, found[0])


# What a row shows of a badge and of what the customer has of it; members of a target's own may be anything.
ROW_MEMBERS = (
    *("name", "description", "badgeMetaId", "badgeType", "badgeGroupId", "badgeGroupName", "badgeRank"),
    *("createdOn", "images", "startsOn", "expiresOn", "earnCount", "ownership", "active"),
    *("lastEarnedOn", "lastEarnedOnDate", "lastEarnEventDate"),
)


def expect_same_list(answer, other):
    """Judge that two lists show the same badges, ends in the same order, and the same of each badge."""
    due = given(other).rows
    expect(answer).finds(*(str(row.get("badgeMetaId")) for row in due))
    expect_count(answer, len(due), other)
    for expected in due:
        expect_same_members(answer, other, row_of(answer, str(expected.get("badgeMetaId"))), expected)
    # Which of two badges with one end comes first is nobody's business.
    ends, others_ = ([row.get("expiresOn") for row in rows_of(one)] for one in (answer, other))
    if ends != others_:
        fail(
            f"rows in the order of exchange {other.id}",
            f"ends {shown(ends)}",
            other,
            answer,
            cause="another order",
            pointer="/data/customerBadges",
        )


def expect_same_members(answer, other, row, expected):
    """Judge that a row of an answer has the members of a row of another one, the order of lists apart."""
    for name in ROW_MEMBERS:
        if unordered(row.get(name)) != unordered(expected.get(name)):
            fail(
                f"{name} = {shown(expected.get(name))} as in exchange {other.id}",
                f"{name} = {shown(row.get(name))}",
                other,
                answer,
                cause=f"other {name}",
                pointer=f"/data/customerBadges/{rows_of(answer).index(row)}/{name}",
            )


def expect_nothing(answer, badge, field):
    """Judge that one field, by its canonical or its own name, is absent, null, empty or 0 in a row."""
    given(answer).finds(badge)
    row = row_of(answer, badge)
    value = read_row(row).get(field, row.get(field))
    if value:
        _differs(answer, badge, row, Difference(f"/{field}", None, value))


def _differs(answer, badge, row, difference):
    fail(
        f"{difference.pointer[1:]} = {shown(difference.expected)}",
        f"{difference.pointer[1:]} = {shown(difference.observed)}",
        badge.exchange,
        answer,
        cause=f"other value: {difference.pointer}",
        pointer=f"/data/customerBadges/{rows_of(answer).index(row)}{difference.pointer}",
    )


def told(answer, badge):
    """What an answer tells about a badge, in words for an observation."""
    if not is_accepted(answer):
        return f"refused ({outcome_of(answer)})"
    return "the badge is listed" if row_of(answer, badge) else "the badge is not listed"


def expect_count(answer, count, *others):
    """Judge the number of rows of an accepted list; the other exchanges are what tells the number."""
    rows = len(given(answer).rows)
    if rows != count:
        fail(
            f"{count} rows",
            f"{rows} rows",
            *others,
            answer,
            cause="other count",
            pointer="/data/customerBadges",
        )


def expect_at_most(answer, size):
    """Judge that a page has no more rows than its size."""
    rows = len(rows_of(answer))
    if rows > size:
        fail(
            f"at most {size} rows",
            f"{rows} rows",
            answer,
            cause="larger page",
            pointer="/data/customerBadges",
        )


def expect_partition(series, pages, *, gaps=False):
    """Judge that no badge stands on two of these pages or, with `gaps`, that each badge stands on one."""
    seen = Counter(badge.name for badge in series.order(*pages))
    wrong = [
        badge.name for badge in series.badges if (seen[badge.name] == 0 if gaps else seen[badge.name] > 1)
    ]
    if wrong:
        fail(
            "every badge on some page" if gaps else "no badge on two pages",
            f"{len(wrong)} badges on {'none' if gaps else 'two'}, such as {wrong[0]}",
            *pages,
            cause="gaps between pages" if gaps else "overlapping pages",
            pointer="/data/customerBadges",
        )


def expect_progress(series, earlier, later):
    """Judge that both pages show badges of the series, the later one some that the earlier one does not."""
    before, after = series.order(earlier), series.order(later)
    if not before or set(ids_of(after)) <= set(ids_of(before)):
        fail(
            "a page 0 with rows, and a page 1 with further rows",
            f"{len(before)} rows, then {len(after)}, none of them new",
            earlier,
            later,
            cause="page 1 is not the second page",
            pointer="/data/customerBadges",
        )


def ids_of(badges):
    """The ids of badges."""
    return [badge.id for badge in badges]


def first_rows(series, answer, count):
    """The badges of an answer that must show so many of the series; Inconclusive when it does not."""
    given(answer).accepted()
    badges = series.order(answer)
    if len(badges) != count or len(rows_of(answer)) != count:
        raise Inconclusive(f"exchange {answer.id} does not show {count} badges of the series")
    return badges


def others(series, badges):
    """The badges of the series beside these."""
    return [badge for badge in series.badges if badge not in badges]


def expect_filled(answer, due):
    """Judge that a page was not cut to a smaller size; a single row less is judged elsewhere."""
    rows = len(rows_of(answer))
    if rows < due - 1:
        fail(f"{due} rows", f"{rows} rows", answer, cause="smaller page", pointer="/data/customerBadges")


# -- what rows say about sorting ----------------------------------------------------------------


def expect_rows_in_order(answer, key, order):
    """Judge the order of whatever rows an answer shows by the field of a sort key, nulls and ties apart."""
    rows = rows_of(answer)
    wrong = model.first_out_of_order(rows, key, order)
    if wrong is not None:
        field = model.SORT_FIELDS[key]
        fail(
            f"the rows in the order {order} of {field}",
            f"{field} {rows[wrong].get(field)} out of place in row {wrong}",
            answer,
            cause=f"not {order}",
            pointer=f"/data/customerBadges/{wrong}/{field}",
        )


def place_of_nulls(answer, field):
    """Where the rows without a value stand, in words for an observation."""
    if not is_accepted(answer):
        return f"refused ({outcome_of(answer)})"
    missing = [row.get(field) is None for row in rows_of(answer)]
    if len(set(missing)) < 2:
        return "the first page does not tell"
    if missing == sorted(missing):
        return "last"
    return "first" if missing == sorted(missing, reverse=True) else "among the others"


def orders_of(answer):
    """The dates whose descending order the rows follow, in words for an observation."""
    if not is_accepted(answer):
        return f"refused ({outcome_of(answer)})"
    dates = ("expiresOn", "startsOn", "createdOn", "lastUpdatedOn")
    followed = [
        name
        for name in dates
        if (moments := [instant(row.get(name)) or 0 for row in rows_of(answer)]) == sorted(moments)[::-1]
    ]
    return f"as {' and '.join(followed)}" if followed else "as none of the visible dates"


# -- what rows say about claims and groups ------------------------------------------------------


def owners_of(row):
    """The modules that a row allows; Inconclusive when it shows none."""
    ownership = row.get("ownership")
    owners = ownership.get("restrictedToOwners") if isinstance(ownership, dict) else None
    if not isinstance(owners, list) or not owners:
        raise Inconclusive("the row shows no modules that may claim the badge")
    return owners


def claimants_of(row):
    """The modules whose claims a row shows, active or not, each once."""
    return list(dict.fromkeys(claim.get("ownerType") for claim in _claims_of(row)))


def claimant_of(row, nth):
    """The n-th module with an active claim in a row; NotApplicable when there are fewer.

    No page says whether a claim that is no longer active counts for the filter.
    """
    active = [claim.get("ownerType") for claim in _claims_of(row) if claim.get("isActive") is not False]
    claimants = list(dict.fromkeys(active))
    if nth >= len(claimants):
        raise NotApplicable(f"the badge of the profile has {len(claimants)} claimants")
    return claimants[nth]


def _claims_of(row):
    ownership = row.get("ownership")
    claims = ownership.get("claims") if isinstance(ownership, dict) else None
    return [claim for claim in claims if isinstance(claim, dict)] if isinstance(claims, list) else []


def group_of(row):
    """The group id that a row shows; Inconclusive when it shows none."""
    group = row.get("badgeGroupId")
    if not isinstance(group, str):
        raise Inconclusive("the row of the grouped badge shows no group id")
    return group


def earn_counts(detail):
    """The earnings that the `data` of a detail counts: of any time and, if it says so, the active ones."""
    block = detail.get("earnDetails")
    counts = [block.get("earnCount") if isinstance(block, dict) else None, detail.get("activeEarnedCount")]
    if counts[0] is None:
        raise Inconclusive("the detail of the earned badge shows no earnCount")
    return counts
