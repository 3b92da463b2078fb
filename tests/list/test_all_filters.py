"""Every filter at once: each of them counts, whatever stands beside it (000:L59, L101-121)."""

import pytest

from harness.expectations import expect, given, requirement

from .series import iso

# badge, the one filter that it does not satisfy
BROKEN = [
    ("born_inactive", {"action": "ACTIVATED"}),
    ("direct",        {"badgeStatus": "LIVE"}),
    ("direct",        {"badgeType": "AVAILABLE_TO_ISSUE"}),
    ("direct",        {"claimedBy": "Loyalty"}),
    ("direct",        {"name": "?"}),
    ("direct",        {"owner": "Journeys"}),
    ("enrol",         {"badgeStatus": "LIVE"}),
    ("enrol",         {"badgeType": "AVAILABLE"}),
    ("enrol",         {"owner": "Journeys"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def every(payloads):
    """Filters that badges satisfy which start in 30 days, last as long, are active and of no group."""
    return {
        "owner": "Milestones",
        "action": "ACTIVATED",
        "badgeStatus": "UPCOMING",
        "startOn": iso(payloads.in_days(10)),
        "startOnOperator": "GREATER_THAN",
        "expiresOn": iso(payloads.in_days(500)),
        "expiresOnOperator": "LESS_THAN",
    }


@requirement("LIST-COMBINE-FILTERS")
@pytest.mark.parametrize("badge", ["direct", "enrol"], indirect=True)
def test_a_badge_that_satisfies_every_filter_is_found(lists, every, badge):
    """Name, type and five more, all of them satisfied (000:L101-121)."""
    given(lists.of(badge)).finds(badge)
    expect(lists.of(badge, every)).finds(badge)


@requirement("LIST-COMBINE-FILTERS")
@pytest.mark.parametrize("badge", ["born_inactive", "made_inactive"], indirect=True)
def test_an_inactive_badge_that_satisfies_every_filter_is_found(lists, every, badge, deactivated):
    """The same of inactive ones, where these are asked for (000:L101-121)."""
    given(lists.of(badge, action=deactivated)).finds(badge)
    expect(lists.of(badge, every, action=deactivated)).finds(badge)


@requirement("LIST-COMBINE-FILTERS")
@pytest.mark.parametrize(
    ("badge", "broken"),
    [pytest.param(*row, id=f"{row[0]}, {' '.join(row[1])}") for row in BROKEN],
    indirect=["badge"],
)
def test_a_badge_that_satisfies_all_but_one_filter_is_not_found(lists, every, badge, broken):
    """Beside all others a filter counts as it does alone, which is judged elsewhere (000:L101-121)."""
    given(lists.of(badge, broken)).omits(badge)
    expect(lists.of(badge, every, broken)).omits(badge)


@requirement("LIST-COMBINE-DATES")
@pytest.mark.parametrize(("date", "operator"), [("startOn", "LESS_THAN"), ("expiresOn", "GREATER_THAN")])
def test_a_badge_that_satisfies_all_but_one_date_is_not_found(lists, every, direct, date, operator):
    """So does a date (000:L113-119)."""
    broken = {date: every[date], f"{date}Operator": operator}
    given(lists.of(direct, broken)).omits(direct)
    expect(lists.of(direct, every, broken)).omits(direct)
