"""A badge that began before 1970 and ends after 2038 is LIVE, and both views show so (000:L107, 002:L49-55).

Neither instant fits into every type that careless software keeps seconds in. The statuses are judged, as
those of all badges, by what the clock says (`harness.invariants`).
"""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import Badge

# Epoch seconds: the first days of 1967, within the hundred years of 004:L28, and the end of 2040.
BEGAN, ENDS = -94_600_000, 2_240_000_000


@pytest.fixture(scope="module")
def longest(client, payloads):
    """The badge, where the target takes such dates."""
    body = payloads.earn(start_on=BEGAN, expires_on=ENDS)
    created = client.create(body, migration=True)
    given(created).supported("dates before 1970 and after 2038", startOn=BEGAN, expiresOn=ENDS)
    return Badge(body, created)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("startOn", BEGAN, marks=requirement("CROSS-STARTS-ON")),
        pytest.param("expiresOn", ENDS, marks=requirement("CROSS-EXPIRES-ON")),
    ],
)
def test_detail_shows_far_dates(client, longest, field, value):
    """As they were written (002:L49-55, L670-672)."""
    expect(client.read(longest)).shows(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("startOn", BEGAN, marks=requirement("LIST-MAPS-STARTS-ON")),
        pytest.param("expiresOn", ENDS, marks=requirement("LIST-MAPS-EXPIRES-ON")),
    ],
)
def test_row_shows_far_dates(client, longest, field, value):
    """So does the row of the badge (000:L175-177)."""
    expect(client.list(longest.query)).lists_with(longest, **{field: value})


@requirement("LIST-STATUS-LIVE-COMPLETE")
def test_filter_finds_what_is_live_for_long(client, longest):
    """What is LIVE is found as such, however long it is (000:L107)."""
    given(client.list(longest.query)).finds(longest)

    expect(client.list(longest.query, badgeStatus="LIVE")).finds(longest)
