"""What was written of a badge is what its detail shows (004:L541-609, 002:L293-315)."""

import pytest

from harness.answers import is_accepted
from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED, ODD_NAME, ODD_TEXT, Badge
from harness.reading import is_nothing

from .gallery import CUSTOM_FIELDS, PLAIN_IMAGES
from .parts import expect_part

IMAGES, TAGS = ADORNED["images"], ADORNED["tags"]
THREE_OWNERS = ADORNED["ownership"]["restrictedToOwners"]
IMAGE_TAGS = [{key: image[key] for key in ("name", "tag")} for image in IMAGES]
CLAIMS = {"ownership.claims": [{"ownerType": "Loyalty", "referenceId": "626"}]}

TEXTS = {"description": ODD_TEXT, "name": ODD_NAME}

# requirement, field in the words of the write pages; every body has it
OF_EVERY_BADGE = [
    ("CROSS-ACTIVATED",   "active"),
    ("CROSS-BADGE-TYPE",  "earnType"),
    ("CROSS-DESCRIPTION", "description"),
    ("CROSS-EXPIRES-ON",  "expiresOn"),
    ("CROSS-NAME",        "name"),
    ("CROSS-OWNERS",      "owners"),
    ("CROSS-STARTS-ON",   "startOn"),
]  # fmt: skip

# requirement, what is sent beyond the plain body, what the detail shows of it
ON_REQUEST = [
    ("CROSS-CUSTOM-FIELDS", {"customFields": CUSTOM_FIELDS},                {"customFields": CUSTOM_FIELDS}),
    ("CROSS-DEACTIVATED",   {"active": False},                              {"active": False}),
    ("CROSS-IMAGES",        {"images": IMAGES},                             {"images": PLAIN_IMAGES}),
    ("CROSS-IMAGE-TAGS",    {"images": IMAGES},                             {"images": IMAGE_TAGS}),
    ("CROSS-OWNERS",        {"ownership.restrictedToOwners": THREE_OWNERS}, {"owners": THREE_OWNERS}),
    ("CROSS-RANK",          {"badgeRank": 3},                               {"badgeRank": 3}),
    ("CROSS-TAGS",          {"tags": TAGS},                                 {"tags": TAGS}),
]  # fmt: skip


@pytest.fixture
def claiming(gallery, plain):
    """A badge whose body brought a claim with it; the plain one where such a body is refused."""
    answer = gallery.answer(CLAIMS)
    return Badge({}, answer) if is_accepted(answer) else plain


@pytest.fixture(params=["earn", "inactive", "issue_earn", "live", "updated"])
def some_badge(request, gallery, changes):
    """A badge without anything optional: of either type, inactive, LIVE, and changed by an update."""
    inactive = {"active": False}
    makers = {
        "inactive": lambda: gallery.badge(inactive),
        "live": gallery.live,
        "updated": lambda: gallery.updated(changes, kind="issue_earn"),
    }
    return makers[request.param]() if request.param in makers else gallery.badge(kind=request.param)


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=key) for key, field in OF_EVERY_BADGE]
)
def test_what_every_badge_has(gallery, some_badge, field):
    """What the write answers, the detail shows, to a millisecond (004:L541-609, 002:L293-306)."""
    expect(gallery.detail(some_badge)).keeps(field, since=some_badge.exchange)


@pytest.mark.parametrize(
    ("sent", "shown"), [pytest.param(*row, marks=requirement(key), id=key) for key, *row in ON_REQUEST]
)
def test_what_a_badge_may_have(gallery, sent, shown):
    """So does each optional one (002:L68-75, L89, L184-194, L300, L303-306)."""
    expect(gallery.detail(gallery.badge(sent))).echoes(shown)


@requirement("CROSS-CREATED-ON")
def test_creation_time(gallery, plain):
    """The creation answers the time that the detail shows, to a millisecond (004:L604, 002:L296)."""
    expect(gallery.detail(plain)).keeps("createdOn", since=plain.exchange)


@requirement("CROSS-LAST-UPDATED-ON")
def test_time_of_the_last_update_after_the_creation(gallery, plain):
    """Until there is an update, it is the one that the creation answers (004:L606, 002:L297)."""
    expect(gallery.detail(plain)).keeps("lastUpdatedOn", since=plain.exchange)


@requirement("CROSS-LAST-UPDATED-ON")
def test_time_of_the_last_update_after_an_update(gallery):
    """The update answers the time that the detail shows (003:L718, 002:L297)."""
    badge = gallery.updated({"description": "Changed by an update"})

    expect(gallery.detail(badge)).keeps("lastUpdatedOn", since=badge.exchange)


@requirement("CROSS-NO-CLAIMS")
def test_new_badge_has_no_claims(gallery, plain):
    """Nobody has claimed a new badge (002:L67, L678)."""
    expect_part(gallery.detail(plain), "claimedBy", is_nothing, "no claims", "claims without a claim")


@requirement("CROSS-NO-CLAIMS")
def test_claims_of_the_body_are_not_shown(gallery, claiming):
    """A claim in the body is refused or dropped: no write makes one (004:L3, 002:L678)."""
    expect_part(gallery.detail(claiming), "claimedBy", is_nothing, "no claims", "claims of the body")


@requirement("CROSS-NO-RANK")
def test_badge_without_a_rank(gallery, plain):
    """The rank is shown where there is one (002:L202-287)."""
    expect(gallery.detail(plain)).shows_none("badgeRank")


@requirement("CROSS-CUSTOM-FIELDS-EMPTY")
def test_badge_with_empty_custom_fields(gallery):
    """Empty custom fields stay empty (004:L608, 002:L373)."""
    expect(gallery.detail(gallery.badge({"customFields": {}}))).shows_none("customFields")


@requirement("CROSS-TEXT-UNCHANGED")
@pytest.mark.parametrize("field", TEXTS)
def test_text_comes_back_unchanged(client, gallery, payloads, field):
    """Text that was accepted is kept character by character (004:L542-543, 002:L294-295)."""
    body = payloads.earn({field: payloads.name(words=0) + TEXTS[field]})
    created = client.create(body)
    given(created).supported(f"a {field} of all kinds of letters")
    given(created).echoes(body, field)
    badge = Badge(body, created)

    expect(gallery.detail(badge)).echoes(badge.request, field)
