"""Constraints are shown as written in every state, beside others, and by every day (002:L91-172)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import array_of
from harness.reading import kind_of, read_request

from .limits import BADGE, BY_DAY, CUSTOMER, EVERY_LIMIT, FIXED_WINDOW, members_by_requirement, unit_of
from .parts import expect_kind, expect_like, expect_member

STATES = (
    "inactive",
    "inactive live",
    "live",
    "live to issue",
    "reactivated",
    "to issue",
    "upcoming",
    "updated to issue",
)
LEVEL_OF = {CUSTOMER: "CUSTOMER", BADGE: "BADGE"}

every_state = pytest.mark.parametrize("limited", STATES, indirect=True)
every_member = pytest.mark.parametrize(
    "members",
    [
        pytest.param(members, marks=requirement(key), id=key)
        for key, members in members_by_requirement(EVERY_LIMIT).items()
    ],
)
every_kind = pytest.mark.parametrize(
    ("array", "kind"),
    [
        pytest.param(
            array, kind, marks=requirement(f"CROSS-{level}-{kind.replace('_', '-')}"), id=f"{level} {kind}"
        )
        for array, level in LEVEL_OF.items()
        for kind in sorted({kind_of(written) for written in EVERY_LIMIT[array]})
    ],
)


@pytest.fixture
def limited(request, gallery):
    """A badge with a constraint of each kind and unit, in the state that a test's parameter names."""
    kind = "issue_earn" if request.param.endswith("to issue") else "earn"
    several = gallery.answer(EVERY_LIMIT, kind)
    given(several).supported("several constraints in one array", **read_request(EVERY_LIMIT))
    badge = gallery.in_state(request.param, EVERY_LIMIT)
    given(badge.exchange).echoes(read_request(badge.request), CUSTOMER, BADGE)
    return badge


@every_state
@every_kind
def test_no_kind_is_lost(gallery, limited, array, kind):
    """Each kind is shown in the array that it was written in (002:L91-172)."""
    expect_kind(gallery.detail(limited), array, kind)


@every_state
@every_member
def test_no_member_is_changed(gallery, limited, members):
    """Each member reads back as it was written (002:L91-172)."""
    for written, member in members:
        expect_like(gallery.detail(limited), array_of(written), written, member, unit_of(written))


@requirement("CROSS-CONSTRAINTS-COMPLETE")
@every_state
@pytest.mark.parametrize("array", [CUSTOMER, BADGE])
def test_no_constraint_is_lost(gallery, limited, array):
    """Each is shown once, however many there are (004:L111-128, 002:L112-172)."""
    expect(gallery.detail(limited)).echoes(read_request(limited.request), array)


@requirement("CROSS-START-DAY")
@pytest.mark.parametrize("array", [CUSTOMER, BADGE])
@pytest.mark.parametrize("day", BY_DAY)
def test_day_on_which_a_week_starts(gallery, day, array):
    """A week may start on any day (003:L93, 002:L148)."""
    badge = gallery.badge(BY_DAY[day])
    written = BY_DAY[day][array][0]["startDayOfTheWeek"]

    expect_member(gallery.detail(badge), array, FIXED_WINDOW, "startDayOfTheWeek", written)


@pytest.mark.parametrize(
    ("array", "member"),
    [
        pytest.param(array, member, marks=requirement(key), id=f"{array} {member}")
        for array in (CUSTOMER, BADGE)
        for key, member in (
            ("CROSS-DURATION-TYPE", "durationType"),
            ("CROSS-MAX-EARN-LIMIT", "maxEarnLimit"),
            ("CROSS-REFRESH-RATE", "refreshRate"),
        )
    ],
)
def test_windows_outlive_the_badge(gallery, shared_expired_windows, array, member):
    """The windows of a badge that is over are shown as they were written (002:L453-514)."""
    written = shared_expired_windows.request[array][0][member]

    expect_member(gallery.detail(shared_expired_windows), array, FIXED_WINDOW, member, written)
