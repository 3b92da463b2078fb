"""Both expiries read back as they were written (004:L547-553, L625-635; 002:L76-87, L309-315)."""

import pytest

from harness.expectations import expect, given, observe, requirement
from harness.payloads import NEVER, WITH_BADGE_META, fixed_date, relative

from .parts import block, expect_expiry

SPELLINGS = ("relativeExpirytype", "relativeExpiryType")


# requirement, the earned expiry of an EARN badge
EARNED = [
    ("CROSS-EARN-EXPIRY-NEVER",      NEVER),
    ("CROSS-EARN-EXPIRY-RELATIVE",   relative("DAYS", 11)),
    ("CROSS-EARN-EXPIRY-RELATIVE",   relative("MONTHS", 3)),
    ("CROSS-EARN-EXPIRY-RELATIVE",   relative("WEEKS", 2)),
    ("CROSS-EARN-EXPIRY-WITH-BADGE", WITH_BADGE_META),
]  # fmt: skip

# requirement, the issued expiry of an ISSUE_EARN badge
ISSUED = [
    ("CROSS-ISSUE-EXPIRY-NEVER",      NEVER),
    ("CROSS-ISSUE-EXPIRY-RELATIVE",   relative("DAYS", 11)),
    ("CROSS-ISSUE-EXPIRY-RELATIVE",   relative("MONTHS", 3)),
    ("CROSS-ISSUE-EXPIRY-RELATIVE",   relative("WEEKS", 2)),
    ("CROSS-ISSUE-EXPIRY-WITH-BADGE", WITH_BADGE_META),
]  # fmt: skip


def rows(table):
    """One test a row, named by type and unit."""
    words = ("expiryType", "type", "relativeExpirytype")
    return [
        pytest.param(
            expiry, marks=requirement(key), id=" ".join(expiry[word] for word in words if word in expiry)
        )
        for key, expiry in table
    ]


@pytest.mark.parametrize("expiry", rows(EARNED))
def test_earned_expiry(gallery, expiry):
    """earnedBadgeExpiry is shown as earnExpiry (004:L547-552, 002:L309-314)."""
    detail = gallery.detail(gallery.badge({"earnedBadgeExpiry": expiry}))

    expect_expiry(detail, "earnedBadgeExpiry", expiry)


@requirement("CROSS-EARN-EXPIRY-FIXED-DATE")
def test_earned_expiry_at_a_fixed_date(gallery, payloads):
    """So is one with a date of its own (002:L471-476)."""
    expiry = fixed_date(payloads.in_days(50))
    detail = gallery.detail(gallery.badge({"earnedBadgeExpiry": expiry}))

    expect_expiry(detail, "earnedBadgeExpiry", expiry)


@requirement("CROSS-EARN-EXPIRY-FIXED-DATE")
def test_fraction_of_a_fixed_date(gallery, payloads):
    """Where the write keeps decimal seconds, the detail shows them (002:L471-476, 004:L604)."""
    expiry = fixed_date(payloads.in_days(50) + 0.125)
    changes = {"earnedBadgeExpiry": expiry}
    dated = {"expiresOn": expiry["expiresOn"]}
    given(gallery.answer(changes)).supported("decimal seconds in expiries", earnedBadgeExpiry=dated)

    expect(gallery.detail(gallery.badge(changes))).shows(earnedBadgeExpiry=dated)


@pytest.mark.parametrize("expiry", rows(ISSUED))
def test_issued_expiry(gallery, expiry):
    """issuedBadgeExpiry of an ISSUE_EARN badge is shown as issueExpiry (004:L625-635, 002:L81-87)."""
    detail = gallery.detail(gallery.badge({"issuedBadgeExpiry": expiry}, kind="issue_earn"))

    expect_expiry(detail, "issuedBadgeExpiry", expiry)


@requirement("CROSS-ISSUE-EXPIRY-FIXED-DATE")
def test_issued_expiry_at_a_fixed_date(gallery, enrolled):
    """So is one with a date of its own (004:L629, 002:L477-482)."""
    expect_expiry(gallery.detail(enrolled), "issuedBadgeExpiry", enrolled.request["issuedBadgeExpiry"])


@requirement("CROSS-ISSUE-EXPIRY-ABSENT")
def test_no_issued_expiry(gallery, plain):
    """Where the creation answers none, none is shown (004:L553, 002:L309-315)."""
    given(plain.exchange).shows_none("issuedBadgeExpiry")

    expect(gallery.detail(plain)).shows_none("issuedBadgeExpiry")


@requirement("DETAIL-EXPIRY-SPELLING-OBSERVED")
def test_spelling_of_the_unit(gallery, enrolled):
    """The pages spell the key of the unit in two ways (002:L78, 003:L79)."""
    detail = gallery.detail(enrolled)
    seen = [name for name in SPELLINGS if name in block(detail, "earnExpiry")]

    observe(
        "DETAIL-EXPIRY-SPELLING-OBSERVED", " and ".join(seen) or "no unit", detail, alternatives=SPELLINGS
    )
