"""One badge, two views: the list and the detail agree (000:L157-183, 002:L663-677)."""

import pytest

from harness.answers import shown
from harness.expectations import Inconclusive, NotApplicable, fail, given, requirement
from harness.model import LIST_OF
from harness.payloads import without
from harness.reading import ISO_TOLERANCE, differences, instant, read_row
from harness.row_verbs import row_of, rows_of

FIELDS = [
    ("CROSS-LIST-DETAIL-ACTIVE",      "active"),
    ("CROSS-LIST-DETAIL-CREATED-ON",  "createdOn"),
    ("CROSS-LIST-DETAIL-DESCRIPTION", "description"),
    ("CROSS-LIST-DETAIL-EXPIRES-ON",  "expiresOn"),
    ("CROSS-LIST-DETAIL-NAME",        "name"),
    ("CROSS-LIST-DETAIL-OWNERS",      "owners"),
    ("CROSS-LIST-DETAIL-STARTS-ON",   "startOn"),
    ("CROSS-LIST-DETAIL-STATUS",      "status"),
    ("CROSS-LIST-DETAIL-TYPE",        "earnType"),
]  # fmt: skip
# What badges of our own have is compared with what was written; those of the profile may have it, too.
MORE = [
    ("CROSS-LIST-DETAIL-GROUP",           "badgeGroupId"),
    ("CROSS-LIST-DETAIL-GROUP",           "badgeGroupName"),
    ("CROSS-LIST-DETAIL-IMAGES",          "images"),
    ("CROSS-LIST-DETAIL-LAST-UPDATED-ON", "lastUpdatedOn"),
    ("CROSS-LIST-DETAIL-RANK",            "badgeRank"),
]  # fmt: skip
EVERY_FIELD = pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in FIELDS]
)

EVERY_FIELD_AND_MORE = pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=field) for key, field in FIELDS + MORE]
)

# The fields of a detail that tell when a badge was last earned, or of the event that led to it, as rows may
# call either the last earning (002:L183, L195-196, L700; 000:L209-211).
LAST_EARNING = ("lastEarnEventDateISO", "lastEarnedOn", "lastEarnedOnDateISO", "lastEarnedOnISO")

# How the filter for a badge that is not active is spelled.
INACTIVE = ({"action": "DEACTIVATED"}, {"action": "DE_ACTIVATED"}, {})


@pytest.fixture(scope="session")
def expect_agreement(client, gallery):
    """Judges that row and detail of a badge of ours show the same; each list is asked for once."""
    listings = {}

    def judge(badge, field, *queries):
        key = (badge.exchange.id, repr(queries))
        if key not in listings:
            asked = [{**badge.query, **query} for query in queries or ({},)]
            listings[key] = listing_of(client, badge, asked)
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


@pytest.fixture(scope="session")
def both_views(client, gallery):
    """Detail and list of a badge of the profile, by its id; the list is the first that has a row of it.

    Of what was earned, the list of such badges may be looked at before the one of its type.
    """
    known = {}

    def views(badge, *first):
        if (badge, first) not in known:
            detail = gallery.detail(badge)
            shown = given(detail).badge
            kinds = (*first, LIST_OF.get(shown.get("earnType"), "AVAILABLE"), "EARNED", "EXPIRED")
            queries = [{"name": shown.get("name"), "badgeType": kind} for kind in kinds]
            known[badge, first] = detail, listing_of(client, badge, queries)
        return known[badge, first]

    return views


@EVERY_FIELD_AND_MORE
@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize("state", ["claimed", "earned", "grouped", "issued", "revoked"])
def test_badge_of_the_profile(named_badges, both_views, state, nth, field):
    """Both views show one thing of a badge with a history (000:L1105-1124, 002:L5)."""
    badge = named_badges.nth(state, nth)

    expect_same(*both_views(badge), badge, field)


@EVERY_FIELD_AND_MORE
@pytest.mark.parametrize("nth", [0, 1])
def test_badge_among_the_earned(named_badges, both_views, nth, field):
    """The list of what was earned shows a badge as any other list does (000:L103)."""
    badge = named_badges.nth("earned", nth)

    expect_same(*both_views(badge, "EARNED"), badge, field)


@requirement("CROSS-LIST-DETAIL-LAST-EARNED")
@pytest.mark.parametrize("name", ["lastEarnedOn", "lastEarnedOnDate"])
@pytest.mark.parametrize("nth", [0, 1])
def test_last_earning(named_badges, both_views, nth, name):
    """The earning that the row dates is the last one for the detail as well (000:L173, 002:L700-701)."""
    badge = named_badges.nth("earned", nth)
    detail, listing = both_views(badge, "EARNED")
    row, data = row_of(listing, badge) or {}, given(detail).data
    told = {field: data[field] for field in LAST_EARNING if instant(data.get(field)) is not None}
    if instant(row.get(name)) is None or not told:
        raise NotApplicable(f"row and detail do not both date the last earning: {name} of the row")
    # Either unit will do, as the pages use both (000:L209-211, L262).
    moments = (instant(row[name]), instant(row[name]) / 1000)

    if not any(
        abs(instant(value) - moment) <= ISO_TOLERANCE for value in told.values() for moment in moments
    ):
        fail(
            f"the moment of {shown(told)} in the detail",
            f"{name} = {shown(row[name])} in the list",
            detail,
            listing,
            cause=f"other {name}",
            pointer=f"/data/customerBadges/{rows_of(listing).index(row)}/{name}",
        )


@requirement("CROSS-LIST-DETAIL-ACTIVE")
@pytest.mark.parametrize("write", ["badge", "updated"])
def test_inactive_badge(gallery, expect_agreement, write):
    """Not active in the list is DE_ACTIVATED in the detail (000:L183, 002:L300)."""
    badge = getattr(gallery, write)({"active": False})

    expect_agreement(badge, "active", *INACTIVE)


@requirement("CROSS-LIST-DETAIL-GROUP")
@pytest.mark.parametrize("field", ["badgeGroupId", "badgeGroupName"])
@pytest.mark.parametrize(
    ("state", "queries"), [("grouped", ({},)), ("grouped inactive", INACTIVE), ("grouped live", ({},))]
)
def test_group_of_a_badge_of_our_own(grouped, group, expect_agreement, state, queries, field):
    """Both views name the group into which a badge was written (000:L197-201, 002:L483-484)."""
    asked = ({**query, "groupId": group["badgeGroupId"]} for query in queries)

    expect_agreement(grouped[state](), field, *asked)


@requirement("CROSS-LIST-DETAIL-CLAIMS")
@pytest.mark.parametrize("nth", [0, 1, 2])
def test_claims_of_a_badge_of_the_profile(named_badges, both_views, nth):
    """Who claimed a badge is said by both views, in words of their own (000:L207, 002:L678)."""
    badge = named_badges.nth("claimed", nth)
    detail, listing = both_views(badge)
    named = modules(given(detail).data.get("claimedBy"))
    claims = ((row_of(listing, badge) or {}).get("ownership") or {}).get("claims")
    if not named or not modules(claims):
        raise Inconclusive("one of the two views shows no claim")
    active = modules(claim for claim in claims if not isinstance(claim, dict) or claim.get("isActive"))

    if not active <= named <= modules(claims):
        fail(
            f"the modules {shown(sorted(modules(claims)))} of the list",
            f"claimedBy = {shown(sorted(named))}",
            detail,
            listing,
            cause="other claims",
            pointer="/data/claimedBy",
        )


def modules(claims):
    """The modules of claims, which may be objects or names (002:L67, 000:L253)."""
    names = (claim.get("ownerType") if isinstance(claim, dict) else claim for claim in claims or ())
    return {name for name in names if isinstance(name, str)}


def listing_of(client, badge, queries):
    """The first of these lists that has a row of the badge, or else the last."""
    for query in queries:
        listing = client.list(query)
        if row_of(listing, badge):
            break
    return listing


def untagged(badge):
    """The badge without the tags of its images, which the detail need not show (002:L681)."""
    images = badge.get("images")
    if not isinstance(images, list):
        return badge
    bare = [without(image, *({"tag"} & image.keys())) for image in images if isinstance(image, dict)]
    return {**badge, "images": bare}


def expect_same(detail, listing, badge, field):
    """The row of the badge shows in this field what the detail shows; Inconclusive without a row."""
    row = row_of(listing, badge)
    if row is None:
        raise Inconclusive(f"the list of exchange {listing.id} has no row of the badge")
    found = differences(untagged(given(detail).badge), untagged(read_row(row)), [field])
    if found:
        fail(
            f"{field} = {shown(found[0].expected)} as in the detail",
            f"{field} = {shown(found[0].observed)} in the list",
            detail,
            listing,
            cause=f"other {field}",
            pointer=f"/data/customerBadges/0/{field}",
        )
