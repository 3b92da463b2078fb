"""Badges and updates that several tests look at: each is sent once per process, when first asked for."""

import pytest

from harness.expectations import Inconclusive, given

from .changes import (
    EARN_BASE,
    EARN_TABLE,
    ISSUE_EARN_BASE,
    ISSUE_EARN_TABLE,
    earn_changes,
    issue_earn_changes,
    rows,
)
from .claimed import claimed_badge
from .volleys import Volleys


@pytest.fixture(scope="session")
def volleys(client, nursery, payloads):
    """Updates of an UPCOMING EARN badge, named by what they change (see `changes`)."""
    badge = nursery.create(payloads.earn(EARN_BASE))
    return Volleys(client, badge, earn_changes(badge, payloads.name()), rows(EARN_TABLE))


@pytest.fixture(scope="session")
def issue_volleys(client, nursery, payloads):
    """Updates of an UPCOMING ISSUE_EARN badge, named by what they change."""
    badge = nursery.create(payloads.issue_earn(ISSUE_EARN_BASE))
    return Volleys(client, badge, issue_earn_changes(badge), rows(ISSUE_EARN_TABLE))


@pytest.fixture
def group_id(client, fixture_badges):
    """The id of a group that exists."""
    read = client.read(fixture_badges("grouped")[0])
    found = given(read).badge.get("badgeGroupId")
    if not isinstance(found, str):
        raise Inconclusive(f"the badge under grouped in [fixtures] shows no group (exchange {read.id})")
    return found


@pytest.fixture
def claimed(client, fixture_badges):
    """A claimed badge of the profile; should the target let its owner go, the owner is put back."""
    badge_id = fixture_badges("claimed")[0]
    found = claimed_badge(client.read(badge_id))
    yield found
    owners = given(client.read(badge_id)).badge.get("owners")
    if isinstance(owners, list) and found.owner not in owners:
        client.update(found.body)
