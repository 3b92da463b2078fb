"""Badges that the customer has earned (002:L178-183, L195-196, L698-701)."""

import pytest

from harness.expectations import NotApplicable, given, observe, requirement
from harness.row_verbs import row_of

from .limits import BADGE, CUSTOMER, FIXED_VALUE
from .parts import LAST_EARNED, block, counted, counts, expect_each, number

# What a record of counts tells of the badge beside them.
HELD = "active earnings of the customer"


@pytest.fixture
def earned(gallery, fixture_badges):
    """The details of the badges that the profile names as earned."""
    return [gallery.detail(badge) for badge in fixture_badges("earned")]


@requirement("DETAIL-EARNED-SHOWN")
def test_earning_is_counted(earned):
    """What the customer, named by the internal id, has earned is counted (002:L28, L178)."""
    blocks = [(detail, "/data/earnDetails", block(detail, "earnDetails")) for detail in earned]

    expect_each(blocks, "earnCount", counts_one, "an earnCount of at least 1", "not counted")


@requirement("DETAIL-EARNED-DATE")
def test_time_of_the_last_earning(earned):
    """What was earned has a time of its last earning in one of four fields (002:L183, L195-196, L700)."""
    known = [(detail, "/data", given(detail).data) for detail in earned]

    expect_each(known, "lastEarnedOn", is_dated, "a time of the last earning", "no time")


@requirement("DETAIL-TOTAL-COUNT")
def test_total_counts_what_was_earned(earned):
    """What the customer has counts towards the total, for all of time (002:L101, L178-182)."""
    totals = [
        (detail, pointer, {**record, HELD: counted(detail)["activeEarnedCount"]})
        for detail in earned
        for array in (BADGE, CUSTOMER)
        for _, pointer, record in counts(detail, array, FIXED_VALUE)
    ]
    known = [
        total for total in totals if None not in (number(total[2].get("currentEarnCount")), total[2][HELD])
    ]
    if not known:
        raise NotApplicable("no earned badge of the target profile has a fixed value that counts")

    expect_each(known, "currentEarnCount", counts_what_is_held, "as many as are active", "too few")


@requirement("DETAIL-EARNED-ACTIVE-OBSERVED")
def test_earnings_that_are_active(earned):
    """No page says which earnings count as active (002:L699)."""
    numbers = counted(earned[0])

    observe(
        "DETAIL-EARNED-ACTIVE-OBSERVED",
        f"{numbers['activeEarnedCount']} of {numbers['earnCount']} earnings",
        earned[0],
    )


@requirement("CROSS-EARN-COUNT-OBSERVED")
def test_counts_of_list_and_detail(client, earned, fixture_badges):
    """No example shows one earned badge in both (000:L1105, 002:L178)."""
    detail, badge = earned[0], fixture_badges("earned")[0]
    listing = client.list(name=given(detail).data.get("name"), badgeType="EARNED")
    row = row_of(listing, badge) or {}
    same = "the same" if row.get("earnCount") == counted(detail)["earnCount"] else "different"

    observe("CROSS-EARN-COUNT-OBSERVED", f"{same} counts" if row else "the badge is not listed", listing)


def counts_what_is_held(record):
    """Whether a total is no smaller than the number of active earnings."""
    return record["currentEarnCount"] >= record[HELD]


def counts_one(details):
    """Whether at least one earning is counted."""
    return (number(details.get("earnCount")) or 0) >= 1


def is_dated(data):
    """Whether one of the fields for it shows the time of the last earning."""
    return any(data.get(name) is not None for name in LAST_EARNED)
