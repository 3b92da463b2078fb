"""Large limits and long expiries are shown as they were taken over, in whatever columns they are kept."""

import pytest

from harness.expectations import given, requirement
from harness.payloads import LARGEST
from harness.reading import read_request

from .limits import member_key, unit_of
from .parts import expect_expiry, expect_like

# The three limits of a customer read in ways that no page shows.
LIMITS = [row for key, row in LARGEST.items() if "Constraints" in row[0] and key != "CUSTOMER-ROLLING"]
EXPIRY = LARGEST["EARNED-RELATIVE"][1]


@pytest.fixture(params=["created", "updated"])
def limited(request, gallery, array, written):
    """A badge that was created with a limit, or given it by an update, and has taken it over."""
    changes = {array: [written]}
    given(gallery.answer(changes)).supported("such a limit", **read_request(changes))
    badge = gallery.badge(changes) if request.param == "created" else gallery.updated(changes)
    given(badge.exchange).shows(**read_request(changes))
    return badge


@pytest.mark.parametrize(
    ("array", "written", "member"),
    [
        pytest.param(
            array,
            written,
            member,
            marks=requirement(member_key(written, member)),
            id=f"{array} {member} {kind}",
        )
        for array, (written,) in LIMITS
        for kind in [written["constraintType"]]
        for member in written
        if member != "constraintType"
    ],
)
def test_large_member(gallery, limited, array, written, member):
    """No number is cut on its way to the detail (002:L91-172)."""
    expect_like(gallery.detail(limited), array, written, member, unit_of(written))


@requirement("CROSS-EARN-EXPIRY-RELATIVE")
def test_long_expiry(gallery):
    """Nor is the time for which an earned badge is kept (002:L309-314)."""
    expiry = {"earnedBadgeExpiry": EXPIRY}
    given(gallery.answer(expiry)).supported("such an expiry", **expiry)

    for statistics in (False, True):
        expect_expiry(gallery.detail(gallery.badge(expiry), statistics), "earnedBadgeExpiry", EXPIRY)
