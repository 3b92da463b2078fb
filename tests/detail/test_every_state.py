"""The detail shows all that was written, whatever state the badge is in (004:L541-609, 002:L293-315)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED, NEVER, WITH_BADGE_META

from .gallery import CUSTOM_FIELDS, PLAIN_IMAGES
from .limits import BADGE, CUSTOMER, FIXED_VALUE, ROLLING_WINDOW
from .parts import expect_expiry, expect_member

ACTIVE = ("grouped", "grouped live", "live", "live to issue", "never", "reactivated to issue", "updated")
INACTIVE = ("grouped inactive", "inactive", "inactive to issue")
# Two of them have another expiry than the rest.
SET_APART = {
    "inactive": ("inactive", {"earnedBadgeExpiry": WITH_BADGE_META}),
    "never": ("upcoming", {"earnedBadgeExpiry": NEVER}),
}
GROUPED = ("grouped", "grouped inactive", "grouped live")

# requirement, what the detail shows of an adorned badge
SHOWN = [
    ("CROSS-IMAGES", {"images": PLAIN_IMAGES}),
    ("CROSS-OWNERS", {"owners": ADORNED["ownership"]["restrictedToOwners"]}),
    ("CROSS-RANK",   {"badgeRank": ADORNED["badgeRank"]}),
    ("CROSS-TAGS",   {"tags": ADORNED["tags"]}),
]  # fmt: skip

# requirement, what the detail shows as the write answered it
KEPT = [
    ("CROSS-BADGE-TYPE",      "earnType"),
    ("CROSS-CREATED-ON",      "createdOn"),
    ("CROSS-DESCRIPTION",     "description"),
    ("CROSS-EXPIRES-ON",      "expiresOn"),
    ("CROSS-LAST-UPDATED-ON", "lastUpdatedOn"),
    ("CROSS-NAME",            "name"),
    ("CROSS-STARTS-ON",       "startOn"),
]  # fmt: skip

# requirement, state, expiry
EXPIRIES = [
    ("CROSS-EARN-EXPIRY-NEVER",       "never",                "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "grouped",              "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "grouped inactive",     "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "grouped live",         "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "inactive to issue",    "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "live",                 "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "live to issue",        "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "reactivated to issue", "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-RELATIVE",    "updated",              "earnedBadgeExpiry"),
    ("CROSS-EARN-EXPIRY-WITH-BADGE",  "inactive",             "earnedBadgeExpiry"),
    ("CROSS-ISSUE-EXPIRY-FIXED-DATE", "grouped inactive",     "issuedBadgeExpiry"),
    ("CROSS-ISSUE-EXPIRY-FIXED-DATE", "inactive to issue",    "issuedBadgeExpiry"),
    ("CROSS-ISSUE-EXPIRY-FIXED-DATE", "live to issue",        "issuedBadgeExpiry"),
    ("CROSS-ISSUE-EXPIRY-FIXED-DATE", "reactivated to issue", "issuedBadgeExpiry"),
]  # fmt: skip

# requirement, array, kind, member
LIMITS = [
    ("CROSS-MAX-EARN-LIMIT", CUSTOMER, FIXED_VALUE,    "maxEarnLimit"),
    ("CROSS-ROLLING-LIMIT",  BADGE,    ROLLING_WINDOW, "maxEarnLimit"),
    ("CROSS-ROLL-TYPE",      BADGE,    ROLLING_WINDOW, "rollType"),
    ("CROSS-ROLL-VALUE",     BADGE,    ROLLING_WINDOW, "rollValue"),
]  # fmt: skip

every_state = pytest.mark.parametrize("adorned", sorted(ACTIVE + INACTIVE), indirect=True)
every_field = pytest.mark.parametrize(
    "shown", [pytest.param(shown, marks=requirement(key), id=key) for key, shown in SHOWN]
)
every_kept_field = pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=key) for key, field in KEPT]
)
every_limit = pytest.mark.parametrize(
    ("array", "kind", "member"), [pytest.param(*row, marks=requirement(key), id=key) for key, *row in LIMITS]
)
with_and_without = pytest.mark.parametrize(
    "statistics", [pytest.param(False, id="off"), pytest.param(True, id="on")]
)


@pytest.fixture
def adorned(request, gallery, everything):
    """A badge with everything that a badge can have, in the state that a test's parameter names."""
    if request.param in GROUPED:
        return request.getfixturevalue("grouped")[request.param]()
    state, own = SET_APART.get(request.param, (request.param, {}))
    return gallery.in_state(state, {**everything, **own})


@every_state
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


@every_state
@with_and_without
@every_kept_field
def test_what_a_badge_keeps(gallery, adorned, field, statistics):
    """What the last write answered is what the detail shows (004:L541-609, 002:L293-306)."""
    expect(gallery.detail(adorned, statistics)).keeps(field, since=adorned.exchange)


@with_and_without
@every_kept_field
def test_what_an_expired_badge_keeps(gallery, shared_expired_adorned, field, statistics):
    """An expired badge is shown as it was created (002:L453-514)."""
    badge = shared_expired_adorned

    expect(gallery.detail(badge, statistics)).keeps(field, since=badge.exchange)


@with_and_without
@pytest.mark.parametrize(
    ("adorned", "active"),
    [
        *(pytest.param(state, True, marks=requirement("CROSS-ACTIVATED"), id=state) for state in ACTIVE),
        *(pytest.param(state, False, marks=requirement("CROSS-DEACTIVATED"), id=state) for state in INACTIVE),
    ],
    indirect=["adorned"],
)
def test_whether_a_badge_is_active(gallery, adorned, active, statistics):
    """Whatever else it has, a badge is as active as it was written (002:L300)."""
    expect(gallery.detail(adorned, statistics)).shows(active=active)


@with_and_without
@pytest.mark.parametrize(
    ("adorned", "expiry"),
    [pytest.param(*row, marks=requirement(key), id=" ".join((key, *row))) for key, *row in EXPIRIES],
    indirect=["adorned"],
)
def test_expiries_of_a_badge(gallery, adorned, expiry, statistics):
    """Both expiries are shown as they were written (002:L76-87)."""
    expect_expiry(gallery.detail(adorned, statistics), expiry, adorned.request[expiry])


@with_and_without
@requirement("CROSS-EARN-EXPIRY-RELATIVE")
def test_expiry_of_an_expired_badge(gallery, shared_expired_adorned, statistics):
    """The expiry of what was earned outlives the badge (002:L453-514)."""
    expiry = ADORNED["earnedBadgeExpiry"]

    expect_expiry(gallery.detail(shared_expired_adorned, statistics), "earnedBadgeExpiry", expiry)


@every_state
@every_limit
def test_limits_of_a_badge(gallery, adorned, array, kind, member):
    """The limits are shown as they were written (002:L91-172)."""
    expect_member(gallery.detail(adorned), array, kind, member, ADORNED[array][0][member])


@every_limit
def test_limits_of_an_expired_badge(gallery, shared_expired_adorned, array, kind, member):
    """They are, too, when nobody can earn the badge any more (002:L91-172)."""
    detail = gallery.detail(shared_expired_adorned)

    expect_member(detail, array, kind, member, ADORNED[array][0][member])


@requirement("DETAIL-GROUP-SHOWN")
@pytest.mark.parametrize("adorned", GROUPED, indirect=True)
@with_and_without
def test_group_of_a_badge(gallery, group, adorned, statistics):
    """A badge that was written into a group shows id and name of the group (002:L483-484)."""
    expect(gallery.detail(adorned, statistics)).echoes(group)


@requirement("CROSS-CUSTOM-FIELDS")
@every_state
@with_and_without
def test_custom_fields(gallery, adorned, statistics):
    """Custom fields are shown in every state, where unknown ones are taken (004:L608, 002:L184-194)."""
    custom = {"customFields": CUSTOM_FIELDS}
    given(gallery.answer(custom)).supported("custom fields that nobody has set up")

    expect(gallery.detail(adorned, statistics)).echoes(custom)
