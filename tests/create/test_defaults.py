"""What a new badge has where nothing was sent (004:L553-609, L677-683)."""

import pytest

from harness.expectations import expect, requirement

# requirement, what the plain body does not mention
LEFT_OUT = [
    ("CREATE-DEFAULT-BADGE-CONSTRAINTS",    "badgeConstraints"),
    ("CREATE-DEFAULT-CUSTOM-FIELDS",        "customFields"),
    ("CREATE-DEFAULT-CUSTOMER-CONSTRAINTS", "customerConstraints"),
    ("CREATE-DEFAULT-GROUP",                "badgeGroupId"),
    ("CREATE-DEFAULT-IMAGES",               "images"),
    ("CREATE-DEFAULT-ISSUED-EXPIRY",        "issuedBadgeExpiry"),
    ("CREATE-DEFAULT-RANK",                 "badgeRank"),
    ("CREATE-DEFAULT-TAGS",                 "tags"),
]  # fmt: skip


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key), id=key) for key, field in LEFT_OUT]
)
def test_what_was_left_out_is_not_there(plain, field):
    """Nothing was sent, so nothing comes back: an empty list or map, or null (004:L553-554, L600-608)."""
    expect(plain.exchange).shows_none(field)


@requirement("CREATE-DEFAULT-ACTIVE")
def test_badge_is_active_unless_told_otherwise(creations, plain):
    """Where `active` may be left out, the badge is active (004:L64, L87)."""
    unsaid = creations.answer(missing=("active",))

    expect(unsaid).if_accepted().shows(active=True)
