"""What may change of a LIVE badge beside its start (frozen, 003:L67) and its constraints (003:L159-171)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import RELATIVE, WITH_BADGE_META

from .kinds import badge_of, given_change
from .volleys import Volleys

OWNERS = ["Journeys", "Milestones"]
BEFORE = {"earnedBadgeExpiry": WITH_BADGE_META, "ownership.restrictedToOwners": ["Loyalty", "Milestones"]}
IMAGES = [{"name": "Bronze", "fileSvcHandle": "b-1", "url": "https://img.example.com/1.png", "tag": "EARNED"}]

# requirement, canonical field, change (values at dotted paths)
CHANGES = [
    ("UPDATE-LIVE-BADGE-RANK",     "badgeRank",         {"badgeRank": 7}),
    ("UPDATE-LIVE-CUSTOM-FIELDS",  "customFields",      {"customFields": {"Badge use": "pets"}}),
    ("UPDATE-LIVE-DESCRIPTION",    "description",       {"description": "Now with a cup of coffee"}),
    ("UPDATE-LIVE-EARNED-EXPIRY",  "earnedBadgeExpiry", {"earnedBadgeExpiry": RELATIVE}),
    ("UPDATE-LIVE-EXPIRES",        "expiresOn",         {}),  # a week later
    ("UPDATE-LIVE-IMAGES",         "images",            {"images": IMAGES}),
    ("UPDATE-LIVE-NAME",           "name",              {}),  # a new one
    ("UPDATE-LIVE-OWNERS",         "owners",            {"ownership.restrictedToOwners": OWNERS}),
    ("UPDATE-LIVE-TAGS",           "tags",              {"tags": [{"name": "category", "value": "rare"}]}),
]  # fmt: skip


@pytest.fixture(scope="module", params=["live", "live and inactive", "live to issue"])
def live(request, nursery):
    """A LIVE badge: neither the earn type nor the activation makes a difference."""
    return badge_of(nursery, request.param, BEFORE)


@pytest.fixture(scope="module")
def live_volleys(client, payloads, live):
    """One update with every change, or each change alone where they are not taken together."""
    parts = {field: change for _, field, change in CHANGES}
    parts["name"] = {"name": payloads.name()}
    parts["expiresOn"] = {"expiresOn": live.expires_on + round(7 * DAY) + 0.125}
    return Volleys(client, live, parts, [tuple(parts)])


@requirement("UPDATE-LIVE-ACCEPTED")
def test_live_badge_sent_back_is_accepted(client, live_badge):
    """Only a moved start is forbidden, not the update as such (003:L67)."""
    expect(client.update(live_badge.with_())).accepted()


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(name), id=field) for name, field, _ in CHANGES]
)
def test_field_of_a_live_badge_can_change(live_volleys, field):
    """A change of a LIVE badge is accepted and comes back (003:L579-639, of the end also L69)."""
    sent = live_volleys.sending(field)

    expect(sent.exchange).echoes(sent.badge, field)


@requirement("UPDATE-ECHO-ISSUED-EXPIRY")
def test_issued_expiry_of_a_live_badge_can_change(client, nursery, payloads):
    """So does the expiry of what is issued (003:L595)."""
    badge = nursery.live(payloads.issue_earn())
    given(client.update(badge.with_())).accepted()

    answer = client.update(badge.with_(issued_badge_expiry=RELATIVE))
    given_change(answer)

    expect(answer).shows(issuedBadgeExpiry=RELATIVE)


@requirement("UPDATE-LIVE-ACTIVE")
@pytest.mark.parametrize("kind", ["live", "live to issue"])
def test_live_badge_can_be_switched_off_and_on(client, nursery, kind):
    """active goes to false and back on a LIVE badge (003:L639)."""
    badge = badge_of(nursery, kind)
    given(badge.exchange).shows(active=True)

    expect(client.update(badge.with_(active=False))).shows(active=False)
    expect(client.update(badge.with_(active=True))).shows(active=True)


@requirement("UPDATE-LIVE-DESCRIPTION")
def test_live_badge_changes_while_it_is_switched_off(client, live_badge):
    """What else an update brings is stored, too (003:L579-639)."""
    given(live_badge.exchange).shows(active=True)
    answer = client.update(live_badge.with_(active=False, description="Over for now"))

    expect(answer).shows(description="Over for now")
