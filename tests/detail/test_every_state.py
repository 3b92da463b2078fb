"""The detail shows all that was written, whatever state the badge is in (004:L541-609, 002:L293-315)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED

from .gallery import CUSTOM_FIELDS, PLAIN_IMAGES
from .limits import BADGE, CUSTOMER, FIXED_VALUE, ROLLING_WINDOW
from .parts import expect_member

# requirement, what the detail shows of an adorned badge
SHOWN = [
    ("CROSS-EARN-EXPIRY-RELATIVE", {"earnedBadgeExpiry": ADORNED["earnedBadgeExpiry"]}),
    ("CROSS-IMAGES",               {"images": PLAIN_IMAGES}),
    ("CROSS-OWNERS",               {"owners": ADORNED["ownership"]["restrictedToOwners"]}),
    ("CROSS-RANK",                 {"badgeRank": ADORNED["badgeRank"]}),
    ("CROSS-TAGS",                 {"tags": ADORNED["tags"]}),
]  # fmt: skip

# requirement, array, kind, member
LIMITS = [
    ("CROSS-MAX-EARN-LIMIT", CUSTOMER, FIXED_VALUE,    "maxEarnLimit"),
    ("CROSS-ROLLING-LIMIT",  BADGE,    ROLLING_WINDOW, "maxEarnLimit"),
    ("CROSS-ROLL-TYPE",      BADGE,    ROLLING_WINDOW, "rollType"),
    ("CROSS-ROLL-VALUE",     BADGE,    ROLLING_WINDOW, "rollValue"),
]  # fmt: skip

every_field = pytest.mark.parametrize(
    "shown", [pytest.param(shown, marks=requirement(key), id=key) for key, shown in SHOWN]
)
every_limit = pytest.mark.parametrize(
    ("array", "kind", "member"), [pytest.param(*row, marks=requirement(key), id=key) for key, *row in LIMITS]
)
with_and_without = pytest.mark.parametrize(
    "statistics", [pytest.param(False, id="off"), pytest.param(True, id="on")]
)


@pytest.fixture(params=["inactive", "live", "live to issue", "updated"])
def adorned(request, gallery):
    """A badge with everything that a badge can have, in one of the states."""
    match request.param:
        case "inactive":
            return gallery.badge({**ADORNED, "active": False}, kind="issue_earn")
        case "live":
            return gallery.live(ADORNED)
        case "live to issue":
            return gallery.live(ADORNED, kind="issue_earn")
        case _:
            return gallery.updated(ADORNED)


@with_and_without
@every_field
def test_what_a_badge_has(gallery, adorned, shown, statistics):
    """With statistics or without, what was written is shown (002:L38, L293-306)."""
    expect(gallery.detail(adorned, statistics)).echoes(shown)


@with_and_without
@every_field
def test_what_an_expired_badge_has(gallery, shared_expired_adorned, shown, statistics):
    """The end of a badge takes nothing from it (002:L453-514)."""
    expect(gallery.detail(shared_expired_adorned, statistics)).echoes(shown)


@every_limit
def test_limits_of_a_badge(gallery, adorned, array, kind, member):
    """The limits are shown as they were written (002:L91-172)."""
    expect_member(gallery.detail(adorned), array, kind, member, ADORNED[array][0][member])


@every_limit
def test_limits_of_an_expired_badge(gallery, shared_expired_adorned, array, kind, member):
    """They are, too, when nobody can earn the badge any more (002:L91-172)."""
    detail = gallery.detail(shared_expired_adorned)

    expect_member(detail, array, kind, member, ADORNED[array][0][member])


@pytest.mark.parametrize(
    ("field", "statistics"),
    [
        pytest.param(field, on, marks=requirement(key), id=f"{key} {'on' if on else 'off'}")
        for key, field in (
            ("CROSS-DESCRIPTION", "description"),
            ("CROSS-EXPIRES-ON", "expiresOn"),
            ("CROSS-NAME", "name"),
            ("CROSS-STARTS-ON", "startOn"),
            ("CROSS-CREATED-ON", "createdOn"),
            ("CROSS-LAST-UPDATED-ON", "lastUpdatedOn"),
        )
        for on in (False, True)
    ],
)
def test_what_an_expired_badge_keeps(gallery, shared_expired_adorned, field, statistics):
    """An expired badge is shown as it was created (002:L453-514)."""
    badge = shared_expired_adorned

    expect(gallery.detail(badge, statistics)).keeps(field, since=badge.exchange)


@requirement("CROSS-CUSTOM-FIELDS")
@pytest.mark.parametrize("state", ["inactive", "live", "updated"])
@with_and_without
def test_custom_fields(gallery, state, statistics):
    """Custom fields are shown in every state, where unknown ones are taken (004:L608, 002:L184-194)."""
    custom = {"customFields": CUSTOM_FIELDS}
    given(gallery.answer(custom)).supported("custom fields that nobody has set up")
    makers = {
        "inactive": lambda: gallery.badge({**custom, "active": False}, kind="issue_earn"),
        "live": lambda: gallery.live(custom),
        "updated": lambda: gallery.updated(custom),
    }

    expect(gallery.detail(makers[state](), statistics)).echoes(custom)
