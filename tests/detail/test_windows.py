"""The state of fixed windows and their cycles (002:L91-110, L317-361)."""

import pytest

from harness.badge_verbs import expect_seconds
from harness.expectations import observe, requirement

from .cycles import anchor, cycle, length, month, week
from .limits import BADGE, BODIES, CUSTOMER, FIXED_WINDOW, LIVE_BODIES
from .parts import expect_member, raw_constraints

UPCOMING = [
    ("badge days",      BADGE),
    ("badge months",    BADGE),
    ("badge weeks",     BADGE),
    ("customer days",   CUSTOMER),
    ("customer months", CUSTOMER),
    ("customer weeks",  CUSTOMER),
]  # fmt: skip
UNITS = ("days", "months", "weeks")
CALENDAR = {"months": month, "weeks": week}
ARRAYS = pytest.mark.parametrize("array", [BADGE, CUSTOMER])
KINDS = pytest.mark.parametrize("kind", ["earn", "issue_earn"])


@KINDS
@requirement("DETAIL-WINDOW-STATUS-UPCOMING")
@pytest.mark.parametrize("write", ["badge", "updated"])
@pytest.mark.parametrize(("body", "array"), [pytest.param(*row, id=row[0]) for row in UPCOMING])
def test_window_of_an_upcoming_badge(gallery, body, array, write, kind):
    """Before the badge starts its windows are UPCOMING (002:L97)."""
    detail = gallery.detail(getattr(gallery, write)(BODIES[body], kind))

    expect_member(detail, array, FIXED_WINDOW, "cycleStatus", "UPCOMING")


@ARRAYS
@KINDS
@requirement("DETAIL-WINDOW-STATUS-ACTIVE")
@pytest.mark.parametrize("unit", UNITS)
def test_window_of_a_live_badge(gallery, unit, array, kind):
    """While the badge is LIVE its windows are ACTIVE (002:L302, L323)."""
    detail = gallery.detail(gallery.live(LIVE_BODIES[unit], kind))

    expect_member(detail, array, FIXED_WINDOW, "cycleStatus", "ACTIVE")


@ARRAYS
@requirement("COMMON-TIMESTAMP-SECONDS")
@pytest.mark.parametrize("unit", UNITS)
def test_dates_of_a_cycle_are_seconds(gallery, unit, array):
    """The page shows seconds with a fraction (002:L334-335, L358-359)."""
    expect_seconds(gallery.detail(gallery.live(LIVE_BODIES[unit])), array)


@ARRAYS
@requirement("DETAIL-WINDOW-LENGTH-OBSERVED")
def test_length_of_a_cycle(gallery, array):
    """The examples end a window of three days two days after its start (002:L321, L334-335)."""
    badge = gallery.live(LIVE_BODIES["days"])
    detail = gallery.detail(badge)
    rate = badge.request[array][0]["refreshRate"]

    observe("DETAIL-WINDOW-LENGTH-OBSERVED", length(cycle(detail, array), rate), detail)


@ARRAYS
@requirement("DETAIL-WINDOW-ANCHOR-OBSERVED")
def test_anchor_of_a_cycle(gallery, array):
    """The examples start cycles whole windows after the badge, at another hour (002:L298, L334)."""
    badge = gallery.live(LIVE_BODIES["days"])
    detail = gallery.detail(badge)

    observe("DETAIL-WINDOW-ANCHOR-OBSERVED", anchor(cycle(detail, array), badge, array), detail)


@ARRAYS
@requirement("DETAIL-WINDOW-WEEKS-MONTHS-OBSERVED")
@pytest.mark.parametrize("unit", ["months", "weeks"])
def test_cycle_of_weeks_and_months(gallery, unit, array):
    """No example has a window of weeks or months (003:L89)."""
    badge = gallery.live(LIVE_BODIES[unit])
    detail = gallery.detail(badge)

    observe("DETAIL-WINDOW-WEEKS-MONTHS-OBSERVED", CALENDAR[unit](cycle(detail, array), badge, array), detail)


@ARRAYS
@requirement("DETAIL-WINDOW-EXPIRED-OBSERVED")
def test_window_of_an_expired_badge(client, shared_expired_windows, array):
    """No example has a window of an EXPIRED badge (002:L97, L323)."""
    detail = client.read(shared_expired_windows)
    words = [str(item.get("cycleStatus")) for item in raw_constraints(detail, array)]

    observe("DETAIL-WINDOW-EXPIRED-OBSERVED", ", ".join(words) or "no window", detail)
