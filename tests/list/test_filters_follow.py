"""Filters know what the last update wrote, also where they knew the badge before (000:L103-119, 003:L3)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.model import LIST_OF

from .series import iso

# The badge starts and ends so many days later than before, and each filter looks between old and new.
LATER = round(80 * DAY)


def looked_up(lists, badge):
    """The badge, after the filters that change for it have been asked about it."""
    for query in (by("startOn", "LESS_THAN", badge.start_on), by("expiresOn", "LESS_THAN", badge.expires_on)):
        lists.of(badge, query)
    lists.of(badge, badgeStatus="UPCOMING")
    return badge


def by(date, operator, before):
    """Whether a date lies before or after the middle between what it was and what it is."""
    return {date: iso(before + LATER / 2), f"{date}Operator": operator}


@pytest.fixture(scope="module")
def moved(lists, nursery):
    """A badge whose dates an update moved away, and the badge as it was before."""
    before = looked_up(lists, nursery.create())
    body = before.with_(start_on=before.start_on + LATER, expires_on=before.expires_on + LATER)
    after = nursery.update(before, body)
    given(after.exchange).shows(startOn=after.start_on, expiresOn=after.expires_on)
    return before, after


@pytest.fixture(scope="module")
def begun(lists, nursery, payloads):
    """A badge that was UPCOMING until an update moved its start into the past."""
    before = looked_up(lists, nursery.create())
    after = nursery.update(before, before.with_(start_on=payloads.in_days(-1 / 24)))
    given(after.exchange).shows(status="LIVE")
    return after


@pytest.fixture(scope="module")
def retyped(client, lists, nursery, payloads, request):
    """A badge that an update gave the other earn type, and the list in which it stood before."""
    bodies = {"EARN": payloads.earn(), "ISSUE_EARN": payloads.issue_earn()}
    before = looked_up(lists, nursery.create(bodies[request.param]))
    other = next(kind for kind in LIST_OF if kind != request.param)
    body = before.with_(earn_type=other)
    answer = client.update(body)
    given(answer).supported("another earn type for a badge", earnType=other)
    return before.after(body, answer), LIST_OF[request.param]


@pytest.mark.parametrize(
    ("date", "operator"),
    [
        pytest.param("startOn", "GREATER_THAN", marks=requirement("LIST-START-GREATER-COMPLETE")),
        pytest.param("expiresOn", "GREATER_THAN", marks=requirement("LIST-EXPIRY-GREATER-COMPLETE")),
    ],
)
def test_a_badge_is_found_by_its_new_date(lists, moved, date, operator):
    """The dates of the last write count (000:L117-119)."""
    before, after = moved
    expect(lists.of(after, by(date, operator, before.request[date]))).finds(after)


@pytest.mark.parametrize(
    ("date", "operator"),
    [
        pytest.param("startOn", "LESS_THAN", marks=requirement("LIST-START-LESS-SOUND")),
        pytest.param("expiresOn", "LESS_THAN", marks=requirement("LIST-EXPIRY-LESS-SOUND")),
    ],
)
def test_a_badge_is_not_found_by_its_old_date(lists, moved, date, operator):
    """What an update took away is forgotten (000:L117-119)."""
    before, after = moved
    listed = lists.of(after, by(date, operator, before.request[date]), size=50)
    given(listed).accepted()
    expect(listed).omits(after)


@requirement("LIST-STATUS-LIVE-COMPLETE")
def test_a_badge_whose_start_was_moved_is_listed_as_live(lists, begun):
    """The status follows the start of the last write (000:L107)."""
    expect(lists.of(begun, badgeStatus="LIVE")).finds(begun)


@requirement("LIST-STATUS-UPCOMING-SOUND")
def test_a_badge_whose_start_was_moved_is_not_upcoming(lists, begun):
    """Nor does the filter remember what the badge was (000:L107)."""
    listed = lists.of(begun, badgeStatus="UPCOMING", size=50)
    given(listed).accepted()
    expect(listed).omits(begun)


def retypings(rule, *words):
    """A case per type that the badge had, each with the requirement of one of the two lists."""
    return pytest.mark.parametrize(
        "retyped",
        [
            pytest.param(old, marks=requirement(f"LIST-TYPE-{word}-{rule}"))
            for old, word in zip(("EARN", "ISSUE_EARN"), words, strict=True)
        ],
        indirect=True,
    )


@retypings("COMPLETE", "ISSUE", "AVAILABLE")
def test_a_badge_is_found_among_those_of_its_new_type(lists, retyped):
    """The earn type of the last write counts (000:L103, 003:L127)."""
    badge, _ = retyped
    expect(lists.of(badge)).finds(badge)


@pytest.mark.parametrize(
    "retyped",
    [pytest.param(old, marks=requirement("LIST-MAPS-TYPE")) for old in LIST_OF],
    indirect=True,
)
def test_a_row_shows_the_new_type(lists, retyped):
    """And the row says so (000:L165)."""
    badge, _ = retyped
    given(lists.of(badge)).finds(badge)
    expect(lists.of(badge)).lists(badge, "earnType")


@retypings("SOUND", "AVAILABLE", "ISSUE")
def test_a_badge_has_left_the_list_of_its_old_type(lists, retyped):
    """No badge is of both types (000:L103)."""
    badge, old = retyped
    listed = lists(badgeType=old, name=badge.name, size=50)
    given(listed).accepted()
    expect(listed).omits(badge)
