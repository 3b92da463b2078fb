"""What is earned, expired, claimed or in a group is narrowed by other filters, too (000:L59, L101-121)."""

from dataclasses import dataclass

import pytest

from harness.clock import DAY
from harness.expectations import NotApplicable, expect, given, requirement
from harness.model import OWNERS
from harness.reading import instant
from harness.row_verbs import row_of

from .judging import claimant_of, claimants_of, group_of, owners_of
from .series import iso

# How far beyond the dates of a badge a date filter is set, in seconds.
BEYOND = 10 * DAY
NARROWING = (
    "action",
    "badgeStatus",
    "claimedBy",
    "expiresOn",
    "name",
    "owner",
    "startOn",
)

# The words of the filter; rows may have another one for EXPIRED (000:L107, 003:L623).
STATUSES = ("EXPIRED", "LIVE", "UPCOMING")

# The kinds of badges that only the profile can name; expired ones are our own.
KINDS = {
    "claimed": "LIST-COMBINE-CLAIMED",
    "earned": "LIST-COMBINE-EARNED",
    "grouped": "LIST-COMBINE-GROUP",
}


def unlike(row, name, deactivated):
    """A filter that this row does not satisfy."""
    if name == "action":
        return {"action": deactivated if row.get("active") else "ACTIVATED"}
    if name == "badgeStatus":
        return {"badgeStatus": "LIVE" if row.get("badgeStatus") == "UPCOMING" else "UPCOMING"}
    if name == "name":
        return {"name": "?"}
    if name == "startOn":
        return _date(row, "startOn", "startsOn", "GREATER_THAN")
    if name == "expiresOn":
        return _date(row, "expiresOn", "expiresOn", "GREATER_THAN")
    taken = claimants_of(row) if name == "claimedBy" else owners_of(row)
    return {name: _another(taken)}


def like(row, deactivated):
    """Filters that this row satisfies."""
    status = row.get("badgeStatus")
    return {
        "action": "ACTIVATED" if row.get("active") else deactivated,
        **({"badgeStatus": status} if status in STATUSES else {}),
        "owner": owners_of(row)[0],
        **_date(row, "startOn", "startsOn", "LESS_THAN"),
        **_date(row, "expiresOn", "expiresOn", "LESS_THAN"),
    }


def _row(answer, badge):
    given(answer).finds(badge)
    return row_of(answer, badge)


def _date(row, parameter, field, operator):
    moment = instant(row.get(field))
    if moment is None:
        raise NotApplicable(f"the row shows no {field}")
    return {parameter: iso(moment + BEYOND), f"{parameter}Operator": operator}


def _another(modules):
    free = [owner for owner in OWNERS if owner not in modules]
    if not free:
        raise NotApplicable("the row names every module")
    return free[0]


def expect_narrowed(lists, badge, filters):
    """Judge that a list omits a badge beside filters that count elsewhere and that it does not satisfy."""
    elsewhere = lists(filters, badgeType="AVAILABLE", size=50)
    given(elsewhere).accepted().satisfies(filters)
    expect(lists(badge.query, filters)).omits(badge.id)


@dataclass(frozen=True)
class Narrowed:
    """A badge by its id, the query that lists it, and its row there."""

    id: str
    query: dict
    row: dict


@pytest.fixture
def expired(lists, shared_expired_badge):
    """An expired badge, the query that lists it, and its row there."""
    query = {"badgeType": "EXPIRED", "name": shared_expired_badge.name}
    return Narrowed(shared_expired_badge.id, query, _row(lists(query), shared_expired_badge.id))


@pytest.fixture
def earned(lists, known):
    """An earned badge, the query that lists it, and its row there."""
    badge = known("earned", 0)
    query = {"badgeType": "EARNED", "name": badge.name, "size": 50}
    return Narrowed(badge.id, query, _row(lists(query), badge.id))


@pytest.fixture
def grouped(found):
    """A badge of a group, the query for the group, and its row."""
    badge = found("grouped", 0)
    return Narrowed(badge.id, {**badge.query, "groupId": group_of(badge.row)}, badge.row)


@pytest.fixture
def claimed(found):
    """A claimed badge, the query for what its claimant has claimed, and its row."""
    badge = found("claimed", 0)
    return Narrowed(badge.id, {**badge.query, "claimedBy": claimant_of(badge.row, 0)}, badge.row)


def cases(kind):
    """The filters that narrow badges of this kind: all but the one that makes the kind."""
    return [name for name in NARROWING if name != "claimedBy" or kind != "claimed"]


@pytest.fixture
def narrowed(request):
    """The badge of the fixture that a test's parameter names."""
    return request.getfixturevalue(request.param)


@requirement("LIST-COMBINE-EXPIRED")
@pytest.mark.parametrize("name", NARROWING)
def test_a_filter_narrows_expired_badges(lists, expired, deactivated, name):
    """An expired badge is not shown beside a filter that it does not satisfy (000:L101-121)."""
    expect_narrowed(lists, expired, unlike(expired.row, name, deactivated))


@requirement("LIST-COMBINE-EXPIRED")
def test_filters_keep_an_expired_badge(lists, expired, deactivated):
    """An expired badge is shown beside filters that it satisfies (000:L101-121)."""
    filters = like(expired.row, deactivated)
    expect(lists(expired.query, filters, badgeStatus="EXPIRED")).finds(expired.id)


@requirement("LIST-COMBINE-EXPIRED")
@pytest.mark.parametrize("beside", [{}, {"badgeStatus": "EXPIRED"}], ids=["alone", "of the status"])
def test_an_inactive_badge_that_is_over_is_found(lists, shared_expired_inactive, deactivated, beside):
    """To be inactive does not undo the end, where inactive badges are asked for (000:L103-107)."""
    badge = shared_expired_inactive
    listed = lists({"badgeType": "EXPIRED", "name": badge.name, "action": deactivated}, beside)
    given(listed).accepted()
    expect(listed).finds(badge)


@requirement("LIST-COMBINE-EXPIRED")
def test_an_inactive_badge_that_is_over_is_not_active(lists, shared_expired_inactive):
    """Nor does the end make it active (000:L103-105)."""
    badge = shared_expired_inactive
    listed = lists(badgeType="EXPIRED", name=badge.name, action="ACTIVATED")
    given(listed).accepted()
    expect(listed).omits(badge)


@pytest.mark.parametrize(
    ("narrowed", "name"),
    [
        pytest.param(kind, name, marks=requirement(key), id=f"{kind} {name}")
        for kind, key in KINDS.items()
        for name in cases(kind)
    ],
    indirect=["narrowed"],
)
def test_a_filter_narrows(lists, narrowed, deactivated, name):
    """A badge is not shown beside a filter that it does not satisfy (000:L101-121)."""
    expect_narrowed(lists, narrowed, unlike(narrowed.row, name, deactivated))


@pytest.mark.parametrize(
    "narrowed",
    [pytest.param(kind, marks=requirement(key), id=kind) for kind, key in KINDS.items()],
    indirect=True,
)
def test_filters_keep(lists, narrowed, deactivated):
    """A badge is shown beside filters that it satisfies (000:L101-121)."""
    given(lists(narrowed.query)).finds(narrowed.id)
    expect(lists(narrowed.query, like(narrowed.row, deactivated))).finds(narrowed.id)


@requirement("LIST-COMBINE-EARNED")
def test_a_group_narrows_earned_badges(lists, earned, found):
    """An earned badge of no group, or of another one, is not shown beside a group (000:L121)."""
    group = group_of(found("grouped", 0).row)
    if earned.row.get("badgeGroupId") == group:
        raise NotApplicable("the earned badge of the profile is of the group of the grouped one")
    expect_narrowed(lists, earned, {"groupId": group})
