"""Badges and updates that several tests look at: each is sent once per process, when first asked for."""

import pytest

from harness.expectations import Inconclusive, given
from harness.payloads import Badge
from harness.reading import differences

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
    return Volleys(client, badge, issue_earn_changes(badge, payloads.name()), rows(ISSUE_EARN_TABLE))


@pytest.fixture
def customised(client, payloads):
    """An UPCOMING badge with a custom field; not applicable where a target refuses what it does not know."""
    body = payloads.earn(custom_fields={"Badge use": "uses"})
    created = client.create(body)
    given(created).supported("custom fields that nobody has set up")
    return Badge(body, created)


@pytest.fixture(params=[0, 1], ids=["first", "second"])
def claimed(request, client, named_badges):
    """A claimed badge of the profile; should the target change it after all, it is put back."""
    before = client.read(named_badges.nth("claimed", request.param))
    found = claimed_badge(before)
    client.transport.budget.keep_turn()
    yield found
    fields = ("owners", "name", "description", "badgeRank", "active")
    kept = {field: given(before).badge.get(field) for field in fields}
    if differences(kept, given(client.read(found.id)).badge):
        back = client.update(found.body, kept_back=True)
        if differences(kept, given(client.read(found.id)).badge):
            raise Inconclusive(
                f"the badge {found.id} under claimed in [fixtures] was changed by the target and could not be"
                f" put back (exchange {back.id}): its owners were {', '.join(found.owners)}"
            )
