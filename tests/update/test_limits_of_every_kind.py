"""Limits and expiries of a badge of any kind that change within their kind (003:L87-125, L161-171).

Whether a LIVE badge takes such a change is left open; what it takes it keeps.
"""

from functools import cache

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import NEVER, array_of, constraint, fixed_date, relative, window, without
from harness.reading import read_request

from .kinds import KINDS, badge_of

# The plain kind is looked at in test_echo_limits.
LIMITED = ("inactive", "live", "live to issue", "to issue")
WEEKS, MONTHS = {"rollType": "WEEKS", "rollValue": 6}, {"rollType": "MONTHS", "rollValue": 4}

# requirement, the constraint before, what an update makes of it
WITHIN_A_KIND = [
    ("UPDATE-ECHO-BADGE-FIXED-VALUE", constraint("BADGE", "FIXED_VALUE"), {"maxEarnLimit": 41}),
    ("UPDATE-ECHO-BADGE-ROLLING", constraint("BADGE", "ROLLING_WINDOW"), WEEKS),
    ("UPDATE-ECHO-BADGE-ROLLING", constraint("BADGE", "ROLLING_WINDOW"), MONTHS),
    ("UPDATE-ECHO-BADGE-WINDOW-DAYS", window("BADGE", "DAYS"), {"refreshRate": 9, "maxEarnLimit": 17}),
    ("UPDATE-ECHO-BADGE-WINDOW-MONTHS", window("BADGE", "MONTHS"), {"maxEarnLimit": 19}),
    ("UPDATE-ECHO-BADGE-WINDOW-WEEKS", window("BADGE", "WEEKS"), {"startDayOfTheWeek": "THURSDAY"}),
    ("UPDATE-ECHO-CUSTOMER-FIXED-VALUE", constraint("CUSTOMER", "FIXED_VALUE"), {"maxEarnLimit": 43}),
    ("UPDATE-ECHO-CUSTOMER-ROLLING", constraint("CUSTOMER", "ROLLING_WINDOW"), {"rollForMonths": 3}),
    ("UPDATE-ECHO-CUSTOMER-WINDOW-DAYS", window("CUSTOMER", "DAYS"), {"refreshRate": 8, "maxEarnLimit": 23}),
    ("UPDATE-ECHO-CUSTOMER-WINDOW-MONTHS", window("CUSTOMER", "MONTHS"), {"maxEarnLimit": 29}),
    ("UPDATE-ECHO-CUSTOMER-WINDOW-WEEKS", window("CUSTOMER", "WEEKS"), {"startDayOfTheWeek": "SUNDAY"}),
]  # fmt: skip


@pytest.mark.parametrize("kind", LIMITED)
@pytest.mark.parametrize(
    ("before", "change"),
    [
        pytest.param(before, change, marks=requirement(key), id=f"{key} {' '.join(change)}")
        for key, before, change in WITHIN_A_KIND
    ],
)
def test_limit_changes_within_its_kind(client, nursery, kind, before, change):
    """What is accepted of such a change comes back as it was sent (003:L609-611)."""
    badge = badge_of(nursery, kind, {array_of(before): [before]})
    body = badge.with_({array_of(before): [{**before, **change}]})

    expect(client.update(body)).if_accepted().echoes(read_request(body), array_of(before))


def expect_taken(kind, answer):
    """What is expected of a new expiry, which a LIVE badge may refuse."""
    return expect(answer).if_accepted() if kind.startswith("live") else expect(answer)


@pytest.fixture(scope="module")
def one_of(nursery):
    """One badge of each kind, which is given one expiry after the other."""
    return cache(lambda kind: badge_of(nursery, kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "several",
    [
        pytest.param(
            [constraint("BADGE", "FIXED_VALUE"), constraint("BADGE", "ROLLING_WINDOW", rollValue=4)],
            marks=requirement("UPDATE-ECHO-BADGE-COMBINED"),
            id="of the badge",
        ),
    ],
)
def test_no_limit_is_lost(client, nursery, kind, several):
    """Of several constraints that are sent back none is lost, in whichever order they stand (003:L87)."""
    badge = badge_of(nursery, kind, {"badgeConstraints": several})
    body = badge.with_({"badgeConstraints": several[::-1]}, description="Sent back in another order")

    expect(client.update(body)).if_accepted().echoes(read_request(body), "badgeConstraints")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "expiry",
    [
        pytest.param(NEVER, marks=requirement("UPDATE-ECHO-EARNED-NEVER"), id="never"),
        *(
            pytest.param(
                relative(unit, value),
                marks=requirement("UPDATE-ECHO-EARNED-RELATIVE"),
                id=unit,
            )
            for unit, value in (("DAYS", 10), ("WEEKS", 3), ("MONTHS", 5))
        ),
    ],
)
def test_earned_expiry_changes(client, one_of, kind, expiry):
    """Any badge can be given any expiry (003:L73-85)."""
    badge = one_of(kind)
    given(badge.exchange).accepted()

    expect_taken(kind, client.update(badge.with_(earned_badge_expiry=expiry))).shows(earnedBadgeExpiry=expiry)


@requirement("UPDATE-ECHO-EARNED-FIXED-DATE")
@pytest.mark.parametrize("kind", KINDS)
def test_earned_expiry_moves_to_a_date(client, one_of, payloads, kind):
    """One on a fixed date as well (003:L73-85)."""
    badge = one_of(kind)
    given(badge.exchange).accepted()
    expiry = fixed_date(payloads.in_days(200))

    answer = client.update(badge.with_(earned_badge_expiry=expiry))

    expect_taken(kind, answer).shows(earnedBadgeExpiry=without(expiry, "expireWithBadgeMeta"))
