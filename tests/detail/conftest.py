"""What the tests of the detail look at."""

import pytest

from harness.clock import DAY

from .gallery import Gallery


@pytest.fixture(scope="session")
def gallery(client, nursery, payloads):
    """Badges that are created and read once; none is created where the profile names no customer."""
    client.customer()
    return Gallery(client, nursery, payloads)


@pytest.fixture
def plain(gallery):
    """The plain EARN badge, UPCOMING: mandatory fields and a description."""
    return gallery.badge()


@pytest.fixture
def enrolled(gallery):
    """The plain ISSUE_EARN badge, UPCOMING: a relative earned expiry and a fixed issued one."""
    return gallery.badge(kind="issue_earn")


@pytest.fixture(scope="session")
def unknown_id(payloads):
    """An id that looks like those of the documents and belongs to no badge."""
    return f"{payloads.random.getrandbits(96):024x}"


@pytest.fixture(scope="session")
def unknown_customer(payloads):
    """Digits that are the id of no customer."""
    return f"9{payloads.random.randrange(10**14):014d}"


@pytest.fixture(scope="session")
def changes(payloads):
    """New values of every plain field; the dates have milliseconds."""
    start = payloads.in_days(40) + 0.125
    return {
        "name": payloads.name(),
        "description": "Changed by an update",
        "startOn": start,
        "expiresOn": start + 20 * DAY,
        "ownership.restrictedToOwners": ["Journeys", "Goodwill_Module", "Rewards_Catalog"],
    }
