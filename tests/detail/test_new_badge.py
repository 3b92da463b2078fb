"""What is counted of a badge that nobody has earned (002:L101-106, L174-183, L195-196)."""

import pytest

from harness.answers import shown
from harness.expectations import observe, requirement
from harness.reading import is_nothing

from .limits import BADGE, CUSTOMER, LIVE_BODIES
from .parts import LAST_EARNED, counts, expect_block, expect_each, expect_part

# The kinds whose one count every example fills (002:L123-128, L325-330).
COUNTED = ("days", "months", "values", "weeks")

ARRAYS = pytest.mark.parametrize("array", [BADGE, CUSTOMER])
KINDS = pytest.mark.parametrize("kind", ["earn", "issue_earn"])


@KINDS
@requirement("DETAIL-NEW-ISSUED-ZERO")
def test_nothing_was_issued(gallery, kind):
    """A new badge has no issuals (002:L174-177)."""
    expect_block(gallery.detail(gallery.badge(kind=kind)), "issualDetails", issuedCount=0, issuals=[])


@KINDS
@requirement("DETAIL-NEW-EARNED-ZERO")
def test_nothing_was_earned(gallery, kind):
    """A new badge has no earnings (002:L178-181)."""
    expect_block(gallery.detail(gallery.badge(kind=kind)), "earnDetails", earnCount=0, earns=[])


@KINDS
@pytest.mark.parametrize("statistics", [pytest.param(False, id="off"), pytest.param(True, id="on")])
@requirement("DETAIL-NEW-ACTIVE-ZERO")
def test_nothing_is_active(gallery, kind, statistics):
    """Of a new badge no earned one is active, with or without statistics (002:L182, L403)."""
    detail = gallery.detail(gallery.badge(kind=kind), statistics)

    expect_part(
        detail, "activeEarnedCount", lambda count: count == 0, "activeEarnedCount 0", "active earnings"
    )


@requirement("DETAIL-NEW-LAST-EARNED-NULL")
@pytest.mark.parametrize("name", LAST_EARNED)
def test_no_last_earning(gallery, plain, name):
    """What was never earned has no time of a last earning (002:L183, L195-196)."""
    expect_part(gallery.detail(plain), name, is_nothing, f"no {name}", "a time of an earning")


@ARRAYS
@requirement("DETAIL-NEW-CONSTRAINT-ZERO")
@pytest.mark.parametrize("body", LIVE_BODIES)
def test_no_earning_is_counted(gallery, body, array):
    """The constraints of a LIVE badge count nothing; what does not apply is null (002:L101-106)."""
    records = counts(gallery.detail(gallery.live(LIVE_BODIES[body])), array)

    expect_each(records, "currentEarnCount", all_zero_or_null, "counts of 0 or null", "earnings counted")


@ARRAYS
@requirement("DETAIL-NEW-CONSTRAINT-ZERO")
@pytest.mark.parametrize("body", COUNTED)
def test_the_count_starts_at_zero(gallery, body, array):
    """Fixed values and running windows count from 0 (002:L123-128, L325-330)."""
    records = counts(gallery.detail(gallery.live(LIVE_BODIES[body])), array)

    expect_each(records, "currentEarnCount", starts_at_zero, "currentEarnCount 0", "no count of 0")


@ARRAYS
@requirement("DETAIL-ROLLING-COUNTS-OBSERVED")
@pytest.mark.parametrize("body", LIVE_BODIES)
def test_which_counts_are_filled(gallery, body, array):
    """No page says which of the four counts a kind fills (002:L163-168)."""
    detail = gallery.detail(gallery.live(LIVE_BODIES[body]))
    filled = sorted(
        {key for *_, record in counts(detail, array) for key in record if record[key] is not None}
    )

    observe("DETAIL-ROLLING-COUNTS-OBSERVED", f"{array} {body}: {shown(filled)}", detail)


def all_zero_or_null(record):
    """Whether no count says that something was earned."""
    return all(count is None or count == 0 for count in record.values())


def starts_at_zero(record):
    """Whether the count of the kind is there and 0."""
    return record.get("currentEarnCount") == 0
