"""What tests ask for: the client, bodies, and badges in each state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.client import Client
from harness.clock import Clock
from harness.expectations import Inconclusive, given
from harness.named_badges import NamedBadges
from harness.nursery import Nursery
from harness.payloads import Badge, Body, Payloads
from harness.session import SESSION, Session
from harness.target import Target


@pytest.fixture(scope="session")
def session(pytestconfig: pytest.Config) -> Session:
    """The session of this process."""
    return pytestconfig.stash[SESSION]


@pytest.fixture(scope="session")
def target(session: Session) -> Target:
    """The target of the run."""
    return session.target


@pytest.fixture(scope="session")
def client(session: Session) -> Client:
    """The four operations."""
    return session.client


@pytest.fixture(scope="session")
def clock(session: Session) -> Clock:
    """The server's clock."""
    return session.clock


@pytest.fixture(scope="session")
def payloads(session: Session) -> Payloads:
    """Valid bodies with fresh names."""
    return session.payloads


@pytest.fixture(scope="session")
def nursery(session: Session) -> Nursery:
    """The maker of badges."""
    return session.nursery


@pytest.fixture
def body(payloads: Payloads) -> Body:
    """A valid EARN body."""
    return payloads.earn()


@pytest.fixture
def new_badge(nursery: Nursery) -> Callable[..., Badge]:
    """Creates a badge from a body; Inconclusive when it is refused."""
    return nursery.create


@pytest.fixture
def upcoming_badge(nursery: Nursery) -> Badge:
    """A new badge that starts in 30 days."""
    return nursery.create()


@pytest.fixture
def live_badge(nursery: Nursery) -> Badge:
    """A new badge that is LIVE."""
    return nursery.live()


@pytest.fixture
def ripe_badge(nursery: Nursery) -> Badge:
    """A badge that was created UPCOMING and is LIVE because its start has passed."""
    return nursery.ripe()


@pytest.fixture
def expired_badge(nursery: Nursery) -> Badge:
    """A badge that was created UPCOMING and is EXPIRED because its end has passed."""
    return nursery.expired()


@pytest.fixture
def expired_enrolment(nursery: Nursery) -> Badge:
    """A badge of type ISSUE_EARN that is EXPIRED because its end has passed."""
    return nursery.expired_to_issue()


@pytest.fixture(scope="session")
def shared_ripe_badge(nursery: Nursery) -> Badge:
    """One `ripe_badge` for all tests that do no more than look at it."""
    return nursery.ripe()


@pytest.fixture(scope="session")
def shared_expired_badge(nursery: Nursery) -> Badge:
    """One `expired_badge` for all tests that do no more than look at it."""
    return nursery.expired()


@pytest.fixture(scope="session")
def shared_expired_to_issue(nursery: Nursery) -> Badge:
    """One `expired_badge` of type ISSUE_EARN, for tests that do no more than look at it."""
    return nursery.expired_to_issue()


@pytest.fixture(scope="session")
def shared_expired_adorned(nursery: Nursery) -> Badge:
    """A badge of type EARN with everything that a badge can have, whose end has passed."""
    return nursery.expired_adorned()


@pytest.fixture(scope="session")
def shared_expired_windows(nursery: Nursery) -> Badge:
    """One `expired_badge` with a fixed window in both arrays, for tests that do no more than look at it."""
    return nursery.expired_windows()


@pytest.fixture(scope="session")
def shared_expired_inactive(nursery: Nursery) -> Badge:
    """One `expired_badge` that was created deactivated."""
    return nursery.expired_inactive()


@pytest.fixture(scope="session")
def shared_prolonged_badge(nursery: Nursery) -> Badge:
    """A badge whose end was moved back while it was LIVE; the old end has passed since."""
    return nursery.prolonged()


@pytest.fixture(scope="session")
def shared_shortened_badge(nursery: Nursery) -> Badge:
    """A LIVE badge whose end was moved to an earlier one, which has passed since."""
    return nursery.shortened()


@pytest.fixture(scope="session")
def shared_hastened_badge(nursery: Nursery) -> Badge:
    """An UPCOMING badge whose start was moved to an earlier one, which has passed since."""
    return nursery.hastened()


@pytest.fixture(scope="session")
def shared_delayed_badge(nursery: Nursery) -> Badge:
    """An UPCOMING badge whose start was moved to a later one; the old start has passed since."""
    return nursery.delayed()


@pytest.fixture(scope="session")
def settled_badge(nursery: Nursery) -> Badge:
    """A badge created a good second ago: a server may count in whole seconds."""
    return nursery.settled()


@pytest.fixture
def aged_badge(nursery: Nursery) -> Badge:
    """A badge as `settled_badge` that no other test has."""
    return nursery.settled()


@pytest.fixture(scope="session")
def settled_enrolment(nursery: Nursery) -> Badge:
    """A badge of type ISSUE_EARN, created a good second ago."""
    return nursery.settled_to_issue()


@pytest.fixture(scope="session")
def settled_live(nursery: Nursery) -> Badge:
    """A badge that is LIVE, created or made so a good second ago."""
    return nursery.settled_live()


@pytest.fixture(scope="session")
def changed_badge(nursery: Nursery) -> Badge:
    """A badge updated once, a good second ago."""
    return nursery.changed()


@pytest.fixture(scope="session")
def named_badges(client: Client) -> NamedBadges:
    """The badges of the profile, each of them looked at once in a process."""
    return NamedBadges(client)


@pytest.fixture(scope="session")
def group_id(client: Client, named_badges: NamedBadges) -> str:
    """The id of a group that exists: that of the first badge under `grouped` of the profile."""
    read = client.read(named_badges.nth("grouped", 0))
    found = given(read).badge.get("badgeGroupId")
    if not isinstance(found, str):
        raise Inconclusive(f"the badge under grouped in [fixtures] shows no group (exchange {read.id})")
    return found


@pytest.fixture
def fixture_badges(named_badges: NamedBadges) -> Callable[[str], tuple[str, ...]]:
    """The ids that the profile gives for a state (earned, issued, revoked, claimed, grouped)."""
    return named_badges.of
