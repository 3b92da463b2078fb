"""One badge, two views: the list and the detail agree (000:L157-183, 002:L663-677)."""

import pytest

from harness.answers import shown
from harness.expectations import Inconclusive, fail, given, requirement
from harness.reading import differences, read_row
from harness.row_verbs import row_of

FIELDS = [
    ("CROSS-LIST-DETAIL-ACTIVE",      "active"),
    ("CROSS-LIST-DETAIL-CREATED-ON",  "createdOn"),
    ("CROSS-LIST-DETAIL-DESCRIPTION", "description"),
    ("CROSS-LIST-DETAIL-EXPIRES-ON",  "expiresOn"),
    ("CROSS-LIST-DETAIL-NAME",        "name"),
    ("CROSS-LIST-DETAIL-OWNERS",      "owners"),
    ("CROSS-LIST-DETAIL-STARTS-ON",   "startOn"),
    ("CROSS-LIST-DETAIL-STATUS",      "status"),
]  # fmt: skip
EVERY_FIELD = pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in FIELDS]
)

# The list in which a badge stands (000:L103), and how the filter for one that is not active is spelled.
KIND_OF = {"EARN": "AVAILABLE", "ISSUE_EARN": "AVAILABLE_TO_ISSUE"}
INACTIVE = ({"action": "DEACTIVATED"}, {"action": "DE_ACTIVATED"}, {})


@pytest.fixture(scope="session")
def expect_agreement(client, gallery):
    """Judges that row and detail of a badge of ours show the same; each list is asked for once."""
    listings = {}

    def judge(badge, field, *queries):
        key = (badge.exchange.id, repr(queries))
        if key not in listings:
            own = {"name": badge.name, "badgeType": KIND_OF[badge.request["earnType"]]}
            listings[key] = listing_of(client, badge, [{**own, **query} for query in queries or ({},)])
        expect_same(gallery.detail(badge), listings[key], badge, field)

    return judge


@EVERY_FIELD
def test_new_badge(gallery, expect_agreement, field):
    """A field that both views have has one value (000:L157-177, 002:L663-677)."""
    expect_agreement(gallery.badge(), field)


@EVERY_FIELD
def test_updated_badge(gallery, changes, expect_agreement, field):
    """An update reaches both views (000:L157-177, 002:L663-677)."""
    expect_agreement(gallery.updated(changes, kind="issue_earn"), field)


@EVERY_FIELD
def test_live_badge(gallery, expect_agreement, field):
    """Both views show one thing of a LIVE badge (000:L1105-1124, 002:L293-302)."""
    expect_agreement(gallery.live(), field)


@EVERY_FIELD
def test_expired_badge(shared_expired_badge, expect_agreement, field):
    """Both views show one thing of a badge that is over (000:L2418-2442, 002:L204-212)."""
    expect_agreement(shared_expired_badge, field, {"badgeType": "EXPIRED"})


@EVERY_FIELD
def test_earned_badge(client, gallery, fixture_badges, field):
    """Both views show one thing of an earned badge (000:L1105-1124, 002:L5)."""
    badge = fixture_badges("earned")[0]
    detail = gallery.detail(badge)
    listing = client.list(badgeType="EARNED", name=given(detail).data.get("name"))

    expect_same(detail, listing, badge, field)


@requirement("CROSS-LIST-DETAIL-ACTIVE")
@pytest.mark.parametrize("write", ["badge", "updated"])
def test_inactive_badge(gallery, expect_agreement, write):
    """Not active in the list is DE_ACTIVATED in the detail (000:L183, 002:L300)."""
    badge = getattr(gallery, write)({"active": False})

    expect_agreement(badge, "active", *INACTIVE)


def listing_of(client, badge, queries):
    """The first of these lists that has a row of the badge, or else the last."""
    for query in queries:
        listing = client.list(query)
        if row_of(listing, badge):
            break
    return listing


def expect_same(detail, listing, badge, field):
    """The row of the badge shows in this field what the detail shows; Inconclusive without a row."""
    row = row_of(listing, badge)
    if row is None:
        raise Inconclusive(f"the list of exchange {listing.id} has no row of the badge")
    found = differences(given(detail).badge, read_row(row), [field])
    if found:
        fail(
            f"{field} = {shown(found[0].expected)} as in the detail",
            f"{field} = {shown(found[0].observed)} in the list",
            detail,
            listing,
            cause=f"other {field}",
            pointer=f"/data/customerBadges/0/{field}",
        )
