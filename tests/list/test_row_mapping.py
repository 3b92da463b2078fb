"""What was written, as the row of the badge shows it (000:L153-211)."""

import pytest

from harness.expectations import NotApplicable, given, requirement
from harness.reading import read_request

from .asking import INACTIVE
from .judging import expect_field, expect_nothing
from .mapping import ADORNING, OWNERS, STAMPS, WRITTEN

MISSING = [
    pytest.param("badgeGroupId", marks=requirement("LIST-MAPS-NO-GROUP")),
    pytest.param("badgeGroupName", marks=requirement("LIST-MAPS-NO-GROUP")),
    pytest.param("claims", marks=requirement("LIST-MAPS-NO-CLAIMS")),
    pytest.param("images", marks=requirement("LIST-MAPS-NO-IMAGES")),
]


@pytest.mark.parametrize("field", WRITTEN)
@pytest.mark.parametrize("badge", ["adorned_live", "changed", "direct", "enrol"], indirect=True)
def test_a_row_shows_what_was_written(lists, badge, field):
    """Of a new badge and of an updated one (000:L157-177)."""
    expect_field(lists.of(badge), badge, field, read_request(badge.request)[field])


@requirement("LIST-TEXT-UNCHANGED")
def test_a_row_shows_text_unchanged(lists, oddly_worded):
    """A description that was kept comes with all its lines and letters (000:L159)."""
    expect_field(lists.of(oddly_worded), oddly_worded, "description", oddly_worded.request["description"])


@pytest.mark.parametrize("field", WRITTEN)
def test_a_row_of_an_expired_badge_shows_what_was_written(lists, shared_expired_adorned, field):
    """The end of a badge takes nothing from its row (000:L157-177)."""
    badge = shared_expired_adorned
    expect_field(lists.expired(badge), badge, field, read_request(badge.request)[field])


@pytest.mark.parametrize("field", ADORNING)
def test_a_row_of_an_expired_badge_shows_images_and_rank(lists, shared_expired_adorned, field):
    """Nor do images and rank go (000:L169, L199)."""
    badge = shared_expired_adorned
    expect_field(lists.expired(badge), badge, field, read_request(badge.request)[field])


@pytest.mark.parametrize("field", STAMPS)
def test_a_row_of_an_expired_badge_shows_what_the_write_answered(lists, shared_expired_adorned, field):
    """Id and times stay (000:L161-167)."""
    badge = shared_expired_adorned
    told = given(badge.exchange).accepted().badge.get(field)
    expect_field(lists.expired(badge), badge, field, told)


@pytest.mark.parametrize("field", STAMPS)
@pytest.mark.parametrize("badge", ["adorned_live", "changed", "direct", "enrol"], indirect=True)
def test_a_row_shows_what_the_write_answered(lists, badge, field):
    """Id and times are the target's own; the last write told them (000:L161-167)."""
    told = given(badge.exchange).accepted().badge.get(field)
    expect_field(lists.of(badge), badge, field, told)


@pytest.mark.parametrize("field", [*ADORNING, OWNERS])
@pytest.mark.parametrize("badge", ["adorned", "adorned_live", "adorned_to_issue"], indirect=True)
def test_a_row_shows_images_rank_and_owners(lists, badge, field):
    """A rank needs no group, and a badge needs no second owner; LIVE or updated alike (000:L169, L199)."""
    expect_field(lists.of(badge), badge, field, read_request(badge.request)[field])


@requirement("LIST-MAPS-ACTIVE")
@pytest.mark.parametrize("badge", ["direct", "enrol"], indirect=True)
def test_the_row_of_an_active_badge_says_so(lists, badge):
    """active is what was written (000:L183)."""
    expect_field(lists.of(badge), badge, "active", True)


@requirement("LIST-MAPS-ACTIVE")
@pytest.mark.parametrize("badge", INACTIVE, indirect=True)
def test_the_row_of_a_deactivated_badge_says_so(lists, badge, deactivated):
    """active is what was written; some targets list such badges only when asked to (000:L105, L183)."""
    expect_field(lists.of(badge, action=deactivated), badge, "active", False)


@pytest.mark.parametrize("field", MISSING)
def test_a_row_shows_nothing_that_was_not_written(lists, direct, field):
    """No group, no claims, no images, unless the answer to the creation showed some (000:L197-207, L1505)."""
    if given(direct.exchange).badge.get(field):
        raise NotApplicable(f"the target gives badges without {field} some of its own")
    expect_nothing(lists.of(direct), direct, field)


@requirement("LIST-MAPS-NO-CLAIMS")
def test_a_row_shows_no_claim_that_a_write_contained(lists, claim_attempt):
    """Modules claim badges by themselves: no write does it for them (004:L410-414)."""
    expect_nothing(lists.of(claim_attempt), claim_attempt, "claims")


@requirement("LIST-NEW-UNEARNED")
@pytest.mark.parametrize("field", ["earnCount", "lastEarnedOn"])
@pytest.mark.parametrize("badge", ["direct", "enrol"], indirect=True)
def test_a_new_badge_is_unearned(lists, badge, field):
    """Nobody has earned it yet (000:L173, L179)."""
    expect_nothing(lists.of(badge), badge, field)
