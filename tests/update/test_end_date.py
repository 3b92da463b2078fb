"""Where the end of a badge may move (003:L69, L531, codes 720 and 724)."""

import pytest

from harness.answers import outcome_of
from harness.clock import DAY
from harness.expectations import expect, given, observe, requirement
from harness.payloads import fixed_date

# requirement, days from now to which the end moves (it was 60, the start is 30)
MOVES = [
    ("UPDATE-EXPIRES-EARLIER", 45),
    ("UPDATE-EXPIRES-LATER",   90),
]  # fmt: skip
# In days: half a minute ago, so that who compares days or hours shows.
JUST_PASSED = -0.5 / (24 * 60)


@pytest.mark.parametrize(
    "days", [pytest.param(days, marks=requirement(name), id=f"to-day-{days}") for name, days in MOVES]
)
def test_end_of_an_upcoming_badge_can_move(client, payloads, upcoming_badge, days):
    """The end moves to any date after the start (003:L69)."""
    end = payloads.in_days(days)
    moved = client.update(upcoming_badge.with_(expires_on=end))

    expect(moved).shows(expiresOn=end)


@requirement("UPDATE-720-END-BEFORE-START")
def test_end_cannot_move_before_the_start(client, upcoming_badge):
    """A future end a second before the start is refused with 720 (003:L1079)."""
    given(client.update(upcoming_badge.with_(expires_on=upcoming_badge.expires_on + DAY))).accepted()
    moved = client.update(upcoming_badge.with_(expires_on=upcoming_badge.start_on - 1))

    expect(moved).refused(code=720)


@requirement("UPDATE-720-START-AFTER-END")
def test_start_cannot_move_after_the_end(client, upcoming_badge):
    """A start a second after the end is refused with 720 (003:L1079)."""
    given(client.update(upcoming_badge.with_(start_on=upcoming_badge.expires_on - DAY))).accepted()
    moved = client.update(upcoming_badge.with_(start_on=upcoming_badge.expires_on + 1))

    expect(moved).refused(code=720)


@requirement("UPDATE-724-END-PAST-LIVE")
def test_end_of_a_live_badge_cannot_move_into_the_past(client, payloads, live_badge):
    """An end that has just passed is refused with 724 (003:L1097)."""
    given(client.update(live_badge.with_(expires_on=live_badge.expires_on + DAY))).accepted()
    moved = client.update(live_badge.with_(expires_on=payloads.in_days(JUST_PASSED)))

    expect(moved).refused(code=724)


@pytest.fixture(scope="module")
def enrolments(nursery, payloads):
    """ISSUE_EARN badges by status; that their end moves is refused, so that several tests can try."""
    return {
        "UPCOMING": nursery.create(payloads.issue_earn()),
        "LIVE": nursery.live(payloads.issue_earn()),
    }


@pytest.mark.parametrize("active", [True, False], ids=["active", "inactive"])
@requirement("UPDATE-720-END-BEFORE-START")
def test_end_of_an_enrolment_cannot_move_before_the_start(client, enrolments, active):
    """Neither the earn type nor the activation makes a difference (003:L1079)."""
    badge = enrolments["UPCOMING"]
    given(client.update(badge.with_(active=active))).accepted()

    expect(client.update(badge.with_(active=active, expires_on=badge.start_on - DAY))).refused(code=720)


@pytest.mark.parametrize("active", [True, False], ids=["active", "inactive"])
@requirement("UPDATE-724-END-PAST-LIVE")
def test_end_of_a_live_enrolment_cannot_move_into_the_past(client, payloads, enrolments, active):
    """Neither the earn type nor the activation makes a difference (003:L1097)."""
    badge = enrolments["LIVE"]
    given(client.update(badge.with_(active=active))).accepted()

    expect(client.update(badge.with_(active=active, expires_on=payloads.in_days(-1 / 48)))).refused(code=724)


@requirement("UPDATE-724-END-PAST-UPCOMING")
def test_validity_of_an_upcoming_badge_cannot_move_into_the_past(client, payloads, upcoming_badge):
    """A past start is allowed; with it an end that has just passed is refused with 724 (003:L1097)."""
    start, past, future = payloads.in_days(-2), payloads.in_days(JUST_PASSED), payloads.in_days(90)
    moved = client.update(upcoming_badge.with_(start_on=start, expires_on=past))

    expect(moved).refused(code=724)
    # The control comes second: it makes the badge LIVE.
    given(client.update(upcoming_badge.with_(start_on=start, expires_on=future))).accepted()


@pytest.fixture(scope="module")
def past_end_before_future_start(client, payloads, nursery):
    """The answer to an update that breaks both rules, sent after its control."""
    badge = nursery.create()
    given(client.update(badge.with_(expires_on=badge.expires_on + DAY))).accepted()
    return client.update(badge.with_(expires_on=payloads.in_days(-1)))


@requirement("UPDATE-720-OR-724")
def test_past_end_before_a_future_start_is_refused(past_end_before_future_start):
    """Where both rules are broken, either code will do (003:L1079, L1097)."""
    expect(past_end_before_future_start).refused(any_of={720, 724})


@requirement("UPDATE-720-724-OBSERVED")
def test_codes_of_a_past_end_before_a_future_start(past_end_before_future_start):
    """No page says which of two broken rules is named (003:L1079, L1097)."""
    observe("UPDATE-720-724-OBSERVED", outcome_of(past_end_before_future_start), past_end_before_future_start)


@requirement("UPDATE-FIXED-DATE-NEEDS-DATE")
def test_fixed_date_expiry_needs_its_date(client, upcoming_badge):
    """A FIXED_DATE earned expiry without a date of its own is refused (003:L69)."""
    dated = upcoming_badge.with_(earned_badge_expiry=fixed_date(upcoming_badge.expires_on))
    given(client.update(dated)).accepted()
    del dated["earnedBadgeExpiry"]["expiresOn"]

    expect(client.update(dated)).refused()
