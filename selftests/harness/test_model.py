"""The oracle against values that the pages give, and against itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import model
from harness.reading import instant
from harness.resources import CONTRACTS

TIMES = st.floats(0, 4e9, allow_nan=False)


@given(TIMES, TIMES, TIMES)
def test_the_status_at_a_moment_is_among_those_around_it(start, end, moment):
    around = model.statuses_between(start, end, moment - 1, moment + 1)
    assert model.status_at(start, end, moment) in around


@given(TIMES, st.floats(10, 1e6), st.floats(0.1, 5))
def test_around_the_start_both_states_are_possible(start, length, margin):
    assert model.statuses_between(start, start + length, start - margin, start + margin) == {
        model.UPCOMING,
        model.LIVE,
    }


def test_away_from_the_boundaries_one_state_is_possible():
    assert model.statuses_between(100, 200, 110, 120) == {model.LIVE}
    assert model.statuses_between(100, 200, 201, 220) == {model.EXPIRED}
    assert model.statuses_between(100, 200, 10, 99) == {model.UPCOMING}


@given(st.integers(0, 5000), st.integers(1, 100))
def test_the_rows_of_all_pages_add_up(total, size):
    pages = max(model.total_pages(total, size))
    assert sum(model.rows_on_page(total, size, page) for page in range(pages)) == total
    assert model.rows_on_page(total, size, pages) == 0


W, R, V = "BADGE_FIXED_WINDOW", "BADGE_ROLLING_WINDOW", "BADGE_FIXED_VALUE"
MATRIX = [
    (W, W, None),
    (W, R, True),
    (W, V, True),
    (R, W, True),
    (R, R, None),
    (R, V, False),
    (V, W, True),
    (V, R, False),
    (V, V, None),
]


@pytest.mark.parametrize(("before", "after", "refused"), MATRIX)
def test_kind_changes_of_a_live_badge(before, after, refused):
    """The six listed changes are decided, the others are not (003:L159-171)."""
    rows = [{"constraintType": before}], [{"constraintType": after}]
    assert model.kind_change_refused(*rows) is refused


def test_arrays_of_several_constraints_are_not_decided():
    assert model.kind_change_refused([{"constraintType": W}] * 2, [{"constraintType": R}]) is None


@pytest.mark.parametrize(
    "path", sorted((CONTRACTS / "examples" / "list").glob("response-*.json")), ids=lambda p: p.stem
)
def test_documented_pages_are_in_the_default_order(path):
    """Every documented page is sorted by expiry, latest first (000:L97-99)."""
    rows = json.loads(path.read_text())["data"]["customerBadges"]
    assert model.first_out_of_order(rows, "EXPIRES_ON", "DESC") is None


def test_rows_out_of_order_are_found():
    rows = [{"expiresOn": 3}, {"expiresOn": None}, {"expiresOn": 2}, {"expiresOn": 2}, {"expiresOn": 5}]
    assert model.first_out_of_order(rows, "EXPIRES_ON", "DESC") == 4
    assert model.first_out_of_order(rows, "EXPIRES_ON", "ASC") == 2


ROW = {
    "badgeType": "EARN",
    "badgeStatus": "LIVE",
    "active": True,
    "startsOn": instant("2025-01-01T00:00:00Z"),
    "expiresOn": instant("2025-06-01T00:00:00Z"),
    "earnCount": 0,
    "badgeGroupId": "g1",
    "ownership": {"restrictedToOwners": ["Loyalty"], "claims": [{"ownerType": "Loyalty"}]},
}
FILTERS = [
    ({"badgeType": "AVAILABLE"}, None),
    ({"badgeType": "AVAILABLE_TO_ISSUE"}, "badgeType"),
    ({"badgeType": "EARNED"}, "badgeType"),
    ({"badgeType": "EXPIRED"}, "badgeType"),
    ({"action": "ACTIVATED"}, None),
    ({"action": "DEACTIVATED"}, "action"),
    ({"badgeStatus": "LIVE"}, None),
    ({"badgeStatus": "EXPIRED"}, "badgeStatus"),
    ({"owner": "Loyalty"}, None),
    ({"owner": "Journeys"}, "owner"),
    ({"claimedBy": "Loyalty"}, None),
    ({"claimedBy": "Journeys"}, "claimedBy"),
    ({"groupId": "g1"}, None),
    ({"groupId": "g2"}, "groupId"),
    ({"startOn": "2024-01-01T00:00:00.000Z", "startOnOperator": "GREATER_THAN"}, None),
    ({"startOn": "2024-01-01T00:00:00.000Z", "startOnOperator": "LESS_THAN"}, "startOn"),
    ({"expiresOn": "2026-01-01T00:00:00.000Z", "expiresOnOperator": "LESS_THAN"}, None),
    ({"expiresOn": "2026-01-01T00:00:00.000Z", "expiresOnOperator": "GREATER_THAN"}, "expiresOn"),
    ({"startOn": "2024-01-01T00:00:00.000Z"}, None),
    ({"badgeStatus": "LIVE", "owner": "Journeys"}, "owner"),
]


@pytest.mark.parametrize(("query", "broken"), FILTERS)
def test_filters(query, broken):
    assert model.unsatisfied(ROW, query) == broken
