"""A badge that is sent back as it is, switched off or on again keeps all that it has (003:L569-643)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED, without
from harness.reading import read_request

FIELDS = [
    ("UPDATE-ECHO-BADGE-COMBINED",       "badgeConstraints"),
    ("UPDATE-ECHO-BADGE-RANK",           "badgeRank"),
    ("UPDATE-ECHO-CUSTOMER-FIXED-VALUE", "customerConstraints"),
    ("UPDATE-ECHO-EARNED-RELATIVE",      "earnedBadgeExpiry"),
    ("UPDATE-ECHO-IMAGES",               "images"),
    ("UPDATE-ECHO-OWNERS",               "owners"),
    ("UPDATE-ECHO-TAGS",                 "tags"),
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(client, nursery, payloads):
    """The body of a badge with everything optional, and the answers to updates that change at most active."""
    badge = nursery.create(payloads.earn(ADORNED))
    updates = (("sent back", True), ("off", False), ("off again", False), ("on again", True))
    return badge, {name: client.update(badge.with_(active=active)) for name, active in updates}


@pytest.mark.parametrize("update", ["sent back", "off", "off again", "on again"])
@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in FIELDS]
)
def test_what_a_badge_has_stays(answers, update, field):
    """Nothing is lost and nothing comes twice (003:L579-639)."""
    badge, updates = answers
    images = [without(image, "tag") for image in badge.request["images"]]
    given(badge.exchange).accepted()

    expect(updates[update]).echoes(read_request({**badge.request, "images": images}), field)
