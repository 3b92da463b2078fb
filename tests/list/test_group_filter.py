"""Groups of badges, as a filter and in the rows (000:L121, L197-201)."""

import pytest

from harness.expectations import NotApplicable, expect, fail, given, requirement
from harness.payloads import Badge
from harness.row_verbs import is_row_of, row_of

from .asking import NO_GROUP
from .judging import claimant_of, group_of, small


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


@requirement("LIST-GROUP-SOUND")
@pytest.mark.parametrize(
    "beside",
    [{"action": "ACTIVATED"}, {"badgeStatus": "UPCOMING"}, {"owner": "Loyalty"}],
    ids=lambda beside: next(iter(beside)),
)
def test_a_group_narrows_beside_another_filter(lists, direct, group_id, beside):
    """A badge without a group does not show, however well it fits otherwise (000:L105-121)."""
    given(lists.of(direct, beside)).finds(direct)

    expect(lists.of(direct, beside, groupId=group_id)).omits(direct)


@pytest.fixture(scope="module")
def in_one_group(client, payloads, group_id):
    """Two badges of a group of the profile: one to be issued, one to be had at once."""
    badges = []
    for body in (payloads.issue_earn(badge_group_id=group_id), payloads.earn(badge_group_id=group_id)):
        created = client.create(body)
        given(created).supported("badges in a group", badgeGroupId=group_id)
        badges.append(Badge(body, created))
    return badges


@requirement("LIST-DEFAULT-BADGE-TYPE")
def test_a_group_does_not_change_the_default_type(lists, in_one_group, group_id):
    """Without badgeType a group, too, shows what is to be issued, and nothing else (000:L103, L121)."""
    to_issue, at_once = in_one_group
    given(lists.of(at_once, groupId=group_id)).finds(at_once)

    expect(lists(name=to_issue.name, groupId=group_id)).finds(to_issue)
    expect(lists(name=at_once.name, groupId=group_id)).omits(at_once)


@requirement("LIST-DEFAULT-BADGE-TYPE")
@pytest.mark.parametrize("nth", [0, 1])
def test_a_claimant_does_not_change_the_default_type(lists, found, nth):
    """Nor does the name of a claimant (000:L103, L111)."""
    badge = found("claimed", nth)
    claimant = {"name": badge.query["name"], "claimedBy": claimant_of(badge.row, 0)}
    if badge.query["badgeType"] != "AVAILABLE":
        raise NotApplicable("the claimed badge of the profile is of the default type")
    given(lists(claimant, badgeType="AVAILABLE")).finds(badge.id)

    expect(lists(claimant)).omits(badge.id)


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
