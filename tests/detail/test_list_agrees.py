"""One badge, two views: the list and the detail agree (000:L157-183, 002:L663-677)."""

import pytest

from harness.clock import DAY
from harness.expectations import Inconclusive, fail, given, requirement, shown
from harness.reading import differences, read_row
from harness.row_verbs import row_of

FIELDS = [
    ("CROSS-LIST-DETAIL-CREATED-ON",  "createdOn"),
    ("CROSS-LIST-DETAIL-DESCRIPTION", "description"),
    ("CROSS-LIST-DETAIL-EXPIRES-ON",  "expiresOn"),
    ("CROSS-LIST-DETAIL-NAME",        "name"),
    ("CROSS-LIST-DETAIL-OWNERS",      "owners"),
    ("CROSS-LIST-DETAIL-STARTS-ON",   "startOn"),
]  # fmt: skip

# The list in which a badge stands (000:L103), and the spellings of the filter for one that is not active.
KIND_OF = {"EARN": "AVAILABLE", "ISSUE_EARN": "AVAILABLE_TO_ISSUE"}
INACTIVE = ({"action": "DEACTIVATED"}, {"action": "DE_ACTIVATED"}, {})


@pytest.fixture(scope="session")
def updated(gallery, payloads):
    """An ISSUE_EARN badge whose every plain field was changed by an update; its dates have milliseconds."""
    start = payloads.in_days(40) + 0.125
    changes = {
        "name": payloads.name(),
        "description": "Changed by an update",
        "startOn": start,
        "expiresOn": start + 20 * DAY,
        "ownership.restrictedToOwners": ["Journeys", "Goodwill_Module", "Rewards_Catalog"],
    }
    return gallery.updated(changes, kind="issue_earn")


@pytest.fixture(params=["created", "updated"])
def written(request, gallery):
    """A badge as it was created, and one that an update changed."""
    return gallery.badge() if request.param == "created" else request.getfixturevalue("updated")


@pytest.fixture(scope="session")
def expect_agreement(client, gallery):
    """Judges that the row and the detail of a badge show the same; each is asked for once."""
    listings = {}

    def judge(badge, field, *queries):
        key = (badge.exchange.id, repr(queries))
        listings[key] = listings.get(key) or listing_of(client, badge, queries or ({},))
        detail, listing = gallery.detail(badge), listings[key]
        found = differences(given(detail).badge, read_row(row_of(listing, badge)), [field])
        if found:
            fail(
                f"{field} = {shown(found[0].expected)} as in the detail",
                f"{field} = {shown(found[0].observed)} in the list",
                detail,
                listing,
                cause=f"other {field}",
                pointer=f"/data/customerBadges/0/{field}",
            )

    return judge


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in FIELDS]
)
def test_field_is_the_same(written, expect_agreement, field):
    """A field that both views have has one value (000:L157-177, 002:L663-677)."""
    expect_agreement(written, field)


@requirement("CROSS-LIST-DETAIL-STATUS")
def test_status_before_the_start(written, expect_agreement):
    """Both views call a badge UPCOMING at the same time (000:L173, 002:L676)."""
    expect_agreement(written, "status")


@requirement("CROSS-LIST-DETAIL-STATUS")
def test_status_after_the_start(gallery, expect_agreement):
    """Both views call a badge LIVE at the same time (000:L173, 002:L676)."""
    expect_agreement(gallery.live(), "status")


@requirement("CROSS-LIST-DETAIL-STATUS")
def test_status_after_the_end(shared_expired_badge, expect_agreement):
    """Both views call a badge over at the same time (000:L173, 002:L676)."""
    expect_agreement(shared_expired_badge, "status", {"badgeType": "EXPIRED"})


@requirement("CROSS-LIST-DETAIL-ACTIVE")
def test_active_badge(written, expect_agreement):
    """active in the list is ACTIVATED in the detail (000:L183, 002:L53)."""
    expect_agreement(written, "active")


@requirement("CROSS-LIST-DETAIL-ACTIVE")
@pytest.mark.parametrize("write", ["badge", "updated"])
def test_inactive_badge(gallery, expect_agreement, write):
    """Not active in the list is DE_ACTIVATED in the detail (000:L183, 002:L300)."""
    badge = getattr(gallery, write)({"active": False})

    expect_agreement(badge, "active", *INACTIVE)


def listing_of(client, badge, queries):
    """The first of these lists that has a row of the badge; Inconclusive when none has."""
    own = {"name": badge.name, "badgeType": KIND_OF[badge.request["earnType"]]}
    for query in queries:
        listing = client.list({**own, **query})
        if row_of(listing, badge):
            return listing
    raise Inconclusive(f"the list of exchange {listing.id} has no row of the badge")
