"""Groups of badges, as a filter and in the rows (000:L121, L197-201)."""

import pytest

from harness.expectations import NotApplicable, expect, fail, given, requirement
from harness.row_verbs import is_row_of, row_of

from .asking import NO_GROUP
from .judging import group_of, small


@requirement("LIST-GROUP-SOUND")
def test_a_badge_without_a_group_is_not_shown(lists, direct):
    """Under a group id nothing shows that is in no group (000:L121)."""
    expect(lists.of(direct, groupId=NO_GROUP)).shows_no_rows()


@requirement("LIST-GROUP-SOUND")
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE"])
def test_a_group_that_does_not_exist_has_no_badges(lists, kind):
    """Nor does a badge of another group show (000:L121)."""
    expect(lists(badgeType=kind, groupId=NO_GROUP)).shows_no_rows()


@requirement("LIST-GROUP-SOUND")
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE"])
def test_every_row_is_in_the_group(lists, found, kind):
    """Under a group id every row shows this id (000:L121)."""
    query = {"badgeType": kind, "groupId": group_of(found("grouped", 0).row)}
    listed = lists(query, size=50)
    given(listed).accepted()
    expect(listed).satisfies({"groupId": query["groupId"]})


@requirement("LIST-GROUP-SOUND")
def test_a_badge_without_a_group_is_in_no_group(lists, found, direct):
    """Nor does it show under the id of a group that exists (000:L121)."""
    expect(lists.of(direct, groupId=group_of(found("grouped", 0).row))).omits(direct)


@requirement("LIST-GROUP-COMPLETE")
@pytest.mark.parametrize("nth", [0, 1])
def test_a_badge_is_found_under_its_group(lists, found, nth):
    """A badge of a group shows under its id (000:L121)."""
    badge = found("grouped", nth)
    listed = lists(badge.query, groupId=group_of(badge.row))
    expect(listed).finds(badge.id)


@requirement("LIST-GROUP-COMPLETE")
@pytest.mark.parametrize("nth", [0, 1])
def test_a_group_alone_finds_its_badges(lists, found, nth):
    """The id is filter enough, where so few badges are in the group that a page shows all (000:L121)."""
    badge = found("grouped", nth)
    listed = lists(badgeType=badge.query["badgeType"], groupId=group_of(badge.row), size=50)
    small(listed)
    expect(listed).finds(badge.id)


@requirement("LIST-GROUP-SOUND")
@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize(
    "cut", [lambda group: group[:-1], lambda group: f"{group[:-1]}{'01'[group[-1] == '0']}"]
)
def test_a_badge_is_not_found_under_half_its_group(lists, found, nth, cut):
    """An id that is shorter or ends otherwise is no id of the group (000:L121)."""
    badge = found("grouped", nth)
    other = cut(group_of(badge.row))
    if not other:
        raise NotApplicable("the id of the group has one letter")
    listed = lists(badge.query, groupId=other)
    expect(listed).if_accepted().omits(badge.id)


@requirement("LIST-GROUP-COMPLETE")
@pytest.mark.parametrize("nth", [0, 1])
def test_a_group_hides_no_badge(lists, profile_badges, nth):
    """An active LIVE badge stands in a list, whether it is in a group or not (000:L3, L103)."""
    badge = profile_badges.known("grouped", nth)
    _, detail = profile_badges.detail("grouped", nth)
    if (detail.badge.get("status"), detail.badge.get("active")) != ("LIVE", True):
        raise NotApplicable(f"the badge {badge.id} of the profile is not active and LIVE")

    listed = [lists({"badgeType": kind, "name": badge.name, "size": 50}) for kind in (badge.kind, "EARNED")]

    if not any(row_of(answer, badge.id) for answer in listed):
        fail(
            f"the badge {badge.id} in the list of {badge.kind} or EARNED badges",
            "it is in neither",
            *listed,
            cause="a grouped badge is in no list",
            pointer="/data/customerBadges",
        )


@requirement("LIST-GROUPED-SHOWN")
@pytest.mark.parametrize("nth", [0, 1])
def test_the_row_of_a_grouped_badge_shows_its_group(found, nth):
    """By its id; the name may be missing, and the shape of rows says whether it should (000:L197-201)."""
    badge = found("grouped", nth)
    expect(badge.listed).each(
        lambda row: not is_row_of(row, badge.id) or row.get("badgeGroupId"),
        "of a grouped badge with the id of the group",
        "badgeGroupId",
    )
