"""What an update changes comes back, whatever kind of badge it changes (003:L569-643).

Those of UPCOMING badges that are active and of type EARN, and of such as are neither, are in
test_echo_fields; those of LIVE badges in test_live_fields.
"""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import RELATIVE, WITH_BADGE_META, constraint, without
from harness.reading import read_request

from .changes import CUSTOM_FIELDS, IMAGES, TAGS
from .kinds import badge_of, given_change
from .volleys import Volleys

BEFORE = {"earnedBadgeExpiry": WITH_BADGE_META, "ownership.restrictedToOwners": ["Loyalty", "Milestones"]}
VALUE = {"maxEarnLimit": 41}

# requirement, canonical field, change (values at dotted paths)
CHANGES = [
    ("UPDATE-ECHO-BADGE-RANK",      "badgeRank",         {"badgeRank": 7}),
    ("UPDATE-ECHO-DESCRIPTION",     "description",       {"description": "Buy twice and get a cup"}),
    ("UPDATE-ECHO-EARNED-RELATIVE", "earnedBadgeExpiry", {"earnedBadgeExpiry": RELATIVE}),
    ("UPDATE-ECHO-EXPIRES",         "expiresOn",         {}),  # a week later
    ("UPDATE-ECHO-IMAGES",          "images",            {"images": IMAGES}),
    ("UPDATE-ECHO-NAME",            "name",              {}),  # a new one
    ("UPDATE-ECHO-OWNERS",          "owners",            {"ownership.restrictedToOwners": ["Journeys"]}),
    ("UPDATE-ECHO-START",           "startOn",           {}),  # two days later
    ("UPDATE-ECHO-TAGS",            "tags",              {"tags": TAGS}),
]  # fmt: skip
# The same of the limits, which the type ISSUE_EARN has rules of its own for.
LIMITS = [
    ("UPDATE-ECHO-BADGE-FIXED-VALUE", "badgeConstraints", [constraint("BADGE", "FIXED_VALUE", **VALUE)]),
    (
        "UPDATE-ECHO-CUSTOMER-FIXED-VALUE",
        "customerConstraints",
        [constraint("CUSTOMER", "FIXED_VALUE", **VALUE)],
    ),
]


@pytest.fixture(scope="module")
def salvo(client, payloads):
    """Makes the updates of a badge with every change, or each alone where they are not taken together."""

    def make(badge, **more):
        parts = {field: change for _, field, change in CHANGES}
        parts["name"] = {"name": payloads.name()}
        parts["startOn"] = {"startOn": badge.start_on + round(2 * DAY) + 0.125}
        parts["expiresOn"] = {"expiresOn": badge.expires_on + round(7 * DAY) + 0.25}
        parts |= {field: {field: value} for field, value in more.items()}
        return Volleys(
            client, badge, {**parts, "customFields": {"customFields": CUSTOM_FIELDS}}, [tuple(parts)]
        )

    return make


@pytest.fixture(scope="module")
def inactive(nursery, salvo):
    """Updates of an UPCOMING EARN badge that is and stays inactive."""
    badge = badge_of(nursery, "inactive", BEFORE)
    return salvo(badge, **{field: limits for _, field, limits in LIMITS})


@pytest.fixture(scope="module")
def to_issue(nursery, salvo):
    """Updates of an UPCOMING ISSUE_EARN badge that is and stays active."""
    return salvo(badge_of(nursery, "to issue", BEFORE), issuedBadgeExpiry=RELATIVE)


def expect_echo(sent, field):
    """The field comes back as it was sent; of images what every answer must show."""
    body = {**sent.body, "images": [without(image, "tag") for image in sent.body.get("images", ())]}
    expect(sent.exchange).echoes(read_request(body), field)


def fields(rows):
    """Parametrizes a test with the fields, each under its requirement."""
    return pytest.mark.parametrize(
        "field", [pytest.param(field, marks=requirement(key), id=field) for key, field, _ in rows]
    )


@fields([*CHANGES, *LIMITS])
def test_field_of_an_inactive_badge(inactive, field):
    """Not to be active takes nothing from an update (003:L579-639)."""
    expect_echo(inactive.sending(field), field)


@requirement("UPDATE-ECHO-ACTIVE-FALSE")
@pytest.mark.parametrize("field", [field for _, field, _ in CHANGES])
def test_no_other_change_activates_a_badge(inactive, field):
    """Whatever an update changes, a badge that is sent as inactive is that (003:L129, L639)."""
    expect(inactive.sending(field).exchange).shows(active=False)


@requirement("UPDATE-ECHO-ACTIVE-FALSE")
def test_no_past_start_activates_a_badge(client, nursery, payloads):
    """Nor does it when the badge becomes LIVE by it (003:L67, L129)."""
    badge = nursery.create(payloads.earn(active=False))
    begun = client.update(badge.with_(start_on=payloads.in_days(-1 / 24)))
    given(begun).shows(status="LIVE")

    expect(begun).shows(active=False)


@fields([*CHANGES, ("UPDATE-ECHO-ISSUED-EXPIRY", "issuedBadgeExpiry", RELATIVE)])
def test_field_of_an_active_enrolment(to_issue, field):
    """Nor does the earn type (003:L579-639)."""
    expect_echo(to_issue.sending(field), field)


@requirement("UPDATE-ECHO-CUSTOM-FIELDS")
@pytest.mark.parametrize("kind", ["inactive", "to issue"])
def test_custom_fields(inactive, to_issue, kind):
    """Custom fields come back where names that nobody has set up are taken (003:L131, L633)."""
    sent = {"inactive": inactive, "to issue": to_issue}[kind].sending("customFields")

    given(sent.exchange).supported("custom fields that nobody has set up")
    expect(sent.exchange).echoes(sent.badge, "customFields")


@requirement("UPDATE-ECHO-BADGE-RANK")
def test_badge_joins_a_group_with_its_rank(client, nursery, group_id):
    """The rank is that within the group, and is kept (003:L137-139, L613)."""
    badge = nursery.create(nursery.payloads.earn(badge_rank=4))
    joined = client.update(badge.with_(badge_group_id=group_id))
    given(joined).supported("badges that join a group", badgeGroupId=group_id)

    expect(joined).shows(badgeRank=4)
    expect(client.update(badge.with_(badge_group_id=group_id, badge_rank=9))).shows(badgeRank=9)


@requirement("UPDATE-ECHO-BADGE-GROUP")
@pytest.mark.parametrize("kind", ["inactive", "live", "to issue"])
def test_badge_joins_a_group(client, nursery, group_id, kind):
    """Any badge can become a member of an existing group (003:L137, L613)."""
    badge = badge_of(nursery, kind)
    given(client.update(badge.with_())).accepted()
    joined = client.update(badge.with_(badge_group_id=group_id))
    if kind == "live":
        given_change(joined)

    expect(joined).shows(badgeGroupId=group_id)
