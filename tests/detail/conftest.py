"""What the tests of the detail look at."""

import pytest

from harness.answers import is_accepted
from harness.clock import DAY
from harness.expectations import given
from harness.payloads import ADORNED

from .gallery import CUSTOM_FIELDS, Gallery


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


@pytest.fixture(scope="session")
def everything(gallery):
    """All that a badge can have but a group; custom fields where those are taken that nobody has set up."""
    custom = {"customFields": CUSTOM_FIELDS}
    return {**ADORNED, **custom} if is_accepted(gallery.answer(custom)) else ADORNED


@pytest.fixture(scope="session")
def group(gallery, named_badges, group_id):
    """Id and, where it is shown, name of a group of the profile that takes badges of ours."""
    group = {"badgeGroupId": group_id}
    given(gallery.answer(group)).supported("badges in a group", **group)
    name = given(gallery.detail(named_badges.nth("grouped", 0))).badge.get("badgeGroupName")
    return group if name is None else {**group, "badgeGroupName": name}


@pytest.fixture(scope="session")
def grouped(gallery, everything, group):
    """Makers of badges with everything in a group, by what sets them apart."""
    body = {**everything, "badgeGroupId": group["badgeGroupId"]}
    return {
        "grouped": lambda: gallery.badge(body),
        "grouped inactive": lambda: gallery.badge({**body, "active": False}, kind="issue_earn"),
        "grouped live": lambda: gallery.live(body),
    }
