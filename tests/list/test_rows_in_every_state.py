"""The row shows all that was written, whatever the badge has been through (000:L153-211)."""

import pytest

from harness.expectations import given, requirement

from .judging import expect_field
from .mapping import EVERY_FIELD, told

GROUPED = ("grouped", "grouped_inactive", "grouped_live")
every_state = pytest.mark.parametrize(
    "badge",
    ["adorned_again", "adorned_deactivated", "adorned_inactive", "adorned_live_to_issue", *GROUPED],
    indirect=True,
)
every_grouped_badge = pytest.mark.parametrize("badge", GROUPED, indirect=True)


@pytest.fixture
def listed(lists, deactivated, badge):
    """The list that is sure to have the badge: inactive ones are asked for, or its group, if it is such."""
    inactive = {} if badge.request["active"] else {"action": deactivated}
    group = {"groupId": badge.request["badgeGroupId"]} if "badgeGroupId" in badge.request else {}
    return lists.of(badge, inactive, group)


@every_state
@pytest.mark.parametrize("field", EVERY_FIELD)
def test_a_row_shows_all_of_a_badge(listed, badge, field):
    """Nothing is lost with a deactivation, in a group, or when a badge is active again (000:L157-199)."""
    given(badge.exchange).accepted()
    expect_field(listed, badge, field, told(badge, field))


@requirement("LIST-MAPS-ACTIVE")
@every_state
def test_a_row_says_whether_the_badge_is_active(listed, badge):
    """Whatever else the badge has (000:L183)."""
    expect_field(listed, badge, "active", badge.request["active"])


@requirement("LIST-GROUPED-SHOWN")
@every_grouped_badge
def test_a_row_shows_the_group_that_was_written(listed, badge):
    """UPCOMING, LIVE or inactive (000:L197)."""
    expect_field(listed, badge, "badgeGroupId", badge.request["badgeGroupId"])
