"""Every pair of expiries is shown as it was written, in every state, with statistics or without."""

import pytest

from harness.expectations import given, requirement
from harness.payloads import NEVER, WITH_BADGE_META, fixed_date, relative

from .parts import BY_EXAMPLE, expect_expiry

STATES = ("inactive to issue", "live to issue", "to issue", "updated to issue")
VIEWS = {"earnedBadgeExpiry": "EARN", "issuedBadgeExpiry": "ISSUE"}


# Days from now until the two fixed dates.
EARNED_IN, ISSUED_IN = 150.25, 120.5

# The kinds of the two expiries, so paired that what is taken from the other one is seen.
PAIRS = {
    "both on a date":       ("FIXED-DATE", "FIXED-DATE"),
    "both with the badge":  ("WITH-BADGE", "WITH-BADGE"),
    "days and months":      (relative("DAYS", 45), relative("MONTHS", 4)),
    "months and weeks":     (relative("MONTHS", 7), relative("WEEKS", 6)),
    "never and on a date":  ("NEVER", "FIXED-DATE"),
    "on a date and never":  ("FIXED-DATE", "NEVER"),
    "weeks and days":       (relative("WEEKS", 40), relative("DAYS", 90)),
    "with badge and weeks": ("WITH-BADGE", relative("WEEKS", 3)),
}  # fmt: skip


def key(field, expiry):
    """The requirement that an expiry of this kind is shown."""
    return f"CROSS-{VIEWS[field]}-EXPIRY-{expiry if isinstance(expiry, str) else 'RELATIVE'}"


@pytest.fixture
def written(payloads, pair):
    """The two expiries of a pair, by their fields; the dates are the same in a run."""

    def expiry(kind, days):
        fixed = {"NEVER": NEVER, "WITH-BADGE": WITH_BADGE_META}
        if kind == "FIXED-DATE":
            return fixed_date(payloads.in_days(0) // 86_400 * 86_400 + round(days * 86_400))
        return kind if isinstance(kind, dict) else fixed[kind]

    days = (EARNED_IN, ISSUED_IN)
    return {field: expiry(*of) for field, *of in zip(VIEWS, PAIRS[pair], days, strict=True)}


@pytest.fixture
def expiring(gallery, written, state):
    """A badge of type ISSUE_EARN with two expiries, in one of the states."""
    return gallery.in_state(state, written)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("pair", "field"),
    [
        pytest.param(pair, field, marks=requirement(key(field, expiry)), id=f"{pair} {field}")
        for pair, expiries in PAIRS.items()
        for field, expiry in zip(VIEWS, expiries, strict=True)
    ],
)
def test_expiry_beside_another_one(gallery, expiring, written, field):
    """Neither expiry takes anything from the other, and none is lost with a state (002:L76-87, L309-315)."""
    plain = {member: value for member, value in written[field].items() if member not in BY_EXAMPLE}
    given(expiring.exchange).shows(**{field: plain})

    for statistics in (False, True):
        expect_expiry(gallery.detail(expiring, statistics), field, written[field])
