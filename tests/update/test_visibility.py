"""An accepted update is seen by the operations that read (003:L3, 002:L4)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import RELATIVE, without
from harness.reading import read_request

from .changes import CUSTOM_FIELDS, IMAGES, TAGS
from .kinds import badge_of, given_change

# Fields that an update changes, in canonical names. `active` is not among them: a target may list
# deactivated badges only when asked to.
IN_DETAIL = (
    "badgeRank",
    "description",
    "earnedBadgeExpiry",
    "expiresOn",
    "images",
    "name",
    "owners",
    "startOn",
    "tags",
)
IN_LIST = ("badgeRank", "description", "expiresOn", "images", "owners", "startOn")


def said(badge):
    """What the last body said, but for the tags of images, which the page does not name (003:L599)."""
    images = [without(image, "tag") for image in badge.request["images"]]
    return read_request({**badge.request, "images": images})


LISTED = pytest.mark.parametrize("before", ["upcoming", "live", "to issue"], indirect=True)
DETAILED = pytest.mark.parametrize("before", ["upcoming", "live", "to issue", "inactive"], indirect=True)


@pytest.fixture(scope="module")
def before(request, client, nursery):
    """A badge of some kind, and what detail and list show of it."""
    plain = {"badgeRank": 2, "images": IMAGES[:1], "tags": TAGS[:1]}
    badge = badge_of(nursery, request.param, plain)
    return badge, client.read(badge), client.list(badge.query)


@pytest.fixture(scope="module")
def after(client, nursery, payloads, before):
    """The badge after an update of everything, and what detail and list show of it then."""
    badge, *_ = before
    # The start of a LIVE badge is frozen.
    later = round(DAY) if badge.start_on > payloads.in_days(0) else 0
    body = badge.with_(
        name=payloads.name(),
        description="Everything is new",
        start_on=badge.start_on + later,
        expires_on=badge.expires_on + round(DAY),
        earned_badge_expiry=dict(RELATIVE),
        ownership={"restrictedToOwners": ["Journeys"]},
        badge_rank=3,
        images=IMAGES,
        tags=TAGS,
    )
    answer = client.update(body)
    given_change(answer, live=not later)
    updated = badge.after(body, answer)
    return updated, client.read(badge), client.list(updated.query)


@requirement("UPDATE-VISIBLE-IN-DETAIL")
@DETAILED
@pytest.mark.parametrize("field", IN_DETAIL)
def test_detail_shows_the_update(before, after, field):
    """The detail shows what the update wrote where it showed what the creation had written (002:L4)."""
    created, detail_before, _ = before
    updated, detail_after, _ = after
    given(detail_before).echoes(said(created), field)
    given(updated.exchange).echoes(said(updated), field)

    expect(detail_after).echoes(said(updated), field)


@requirement("UPDATE-VISIBLE-IN-DETAIL")
def test_detail_shows_another_earn_type(client, nursery):
    """The detail follows, where an update changes the earn type; whether it may is not said (003:L127)."""
    badge = nursery.create()
    given(client.read(badge)).echoes(read_request(badge.request), "earnType")
    body = badge.with_(earn_type="ISSUE_EARN")
    given(client.update(body)).supported("another earn type for a badge", earnType="ISSUE_EARN")

    expect(client.read(badge)).echoes(read_request(body), "earnType")


@requirement("UPDATE-VISIBLE-IN-DETAIL")
def test_detail_shows_another_issued_expiry(client, nursery, payloads):
    """The detail shows the expiry of issues that the update wrote instead of the first (002:L81-87)."""
    badge = nursery.create(payloads.issue_earn())
    given(client.read(badge)).echoes(read_request(badge.request), "issuedBadgeExpiry")
    updated = nursery.update(badge, badge.with_(issued_badge_expiry=dict(RELATIVE)))
    given(updated.exchange).echoes(read_request(updated.request), "issuedBadgeExpiry")

    expect(client.read(updated)).echoes(read_request(updated.request), "issuedBadgeExpiry")


@requirement("UPDATE-CUSTOM-FIELDS-VISIBLE")
def test_detail_shows_updated_custom_fields(client, nursery, customised):
    """The detail shows the custom fields that the update wrote instead of the first (002:L184, 003:L131)."""
    given(client.read(customised)).echoes(read_request(customised.request), "customFields")
    updated = nursery.update(customised, customised.with_(custom_fields=CUSTOM_FIELDS))
    given(updated.exchange).echoes(read_request(updated.request), "customFields")

    expect(client.read(updated)).echoes(read_request(updated.request), "customFields")


@requirement("UPDATE-VISIBLE-IN-LIST")
@LISTED
@pytest.mark.parametrize("field", IN_LIST)
def test_list_shows_the_update(before, after, field):
    """The list finds the new name and shows what the update wrote (000:L101, L153-183)."""
    created, _, list_before = before
    updated, _, list_after = after
    given(list_before).lists_with(created, **{field: said(created)[field]})
    given(updated.exchange).echoes(said(updated), "name", field)

    expect(list_after).lists_with(updated, **{field: said(updated)[field]})
