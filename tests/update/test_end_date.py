"""Where the end of a badge may move (003:L69, L531, codes 720 and 724)."""

import pytest

from harness.answers import outcome_of
from harness.clock import DAY
from harness.expectations import expect, given, observe, requirement
from harness.payloads import fixed_date, without

from .kinds import given_change

# requirement, days from now to which the end moves (it was 60, the start is 30)
MOVES = [
    ("UPDATE-EXPIRES-EARLIER", 45),
    ("UPDATE-EXPIRES-LATER",   90),
]  # fmt: skip
# In days: half a minute ago, so that who compares days or hours shows.
JUST_PASSED = -0.5 / (24 * 60)
# Neither the earn type nor the activation makes a difference.
KINDS = pytest.mark.parametrize(
    ("kind", "active"),
    [
        pytest.param(kind, active, id=f"{kind} {'active' if active else 'inactive'}")
        for kind in ("EARN", "ISSUE_EARN")
        for active in (True, False)
    ],
)


@pytest.mark.parametrize(
    "days", [pytest.param(days, marks=requirement(name), id=f"to-day-{days}") for name, days in MOVES]
)
def test_end_of_an_upcoming_badge_can_move(client, payloads, upcoming_badge, days):
    """The end moves to any date after the start (003:L69)."""
    end = payloads.in_days(days)
    moved = client.update(upcoming_badge.with_(expires_on=end))

    expect(moved).shows(expiresOn=end)


@requirement("UPDATE-LIVE-EXPIRES")
def test_end_of_a_live_badge_can_come_earlier(client, payloads, live_badge):
    """The end of a LIVE badge moves to any date to come, be it an earlier one (003:L69)."""
    end = payloads.in_days(15)

    expect(client.update(live_badge.with_(expires_on=end))).shows(expiresOn=end)


@requirement("UPDATE-EXPIRES-LATER")
def test_validity_can_last_for_more_than_a_year(client, payloads, upcoming_badge):
    """No page bounds the validity (003:L67-69)."""
    end = payloads.in_days(500)

    expect(client.update(upcoming_badge.with_(expires_on=end))).shows(expiresOn=end)


@KINDS
@requirement("UPDATE-720-END-BEFORE-START")
def test_end_cannot_move_to_the_start(client, badges, kind, active):
    """The end is after the start, not at it (003:L69, L1139)."""
    badge = badges["UPCOMING"][kind]
    given(client.update(badge.with_(active=active, expires_on=badge.expires_on + DAY))).accepted()

    expect(client.update(badge.with_(active=active, expires_on=badge.start_on))).refused(code=720)


@requirement("UPDATE-EXPIRES-LATER")
def test_end_beyond_2038_is_kept(client, payloads, upcoming_badge):
    """An end so far ahead is refused or kept, but no other one (003:L69)."""
    given(client.update(upcoming_badge.with_())).accepted()
    end = payloads.in_days(7_400)

    expect(client.update(upcoming_badge.with_(expires_on=end))).if_accepted().shows(expiresOn=end)


@pytest.fixture(scope="module")
def badges(nursery, payloads):
    """Badges by status and earn type; what breaks a rule is refused, so that several tests can try."""
    bodies = {"EARN": payloads.earn, "ISSUE_EARN": payloads.issue_earn}
    return {
        status: {kind: make(body()) for kind, body in bodies.items()}
        for status, make in (("UPCOMING", nursery.create), ("LIVE", nursery.live))
    }


@KINDS
@requirement("UPDATE-720-END-BEFORE-START")
def test_end_cannot_move_before_the_start(client, badges, kind, active):
    """A future end a second before the start is refused with 720 (003:L1079)."""
    badge = badges["UPCOMING"][kind]
    given(client.update(badge.with_(active=active, expires_on=badge.expires_on + DAY))).accepted()

    expect(client.update(badge.with_(active=active, expires_on=badge.start_on - 1))).refused(code=720)


@KINDS
@requirement("UPDATE-720-START-AFTER-END")
def test_start_cannot_move_after_the_end(client, badges, kind, active):
    """A start a second after the end is refused with 720 (003:L1079)."""
    badge = badges["UPCOMING"][kind]
    given(client.update(badge.with_(active=active, start_on=badge.expires_on - DAY))).accepted()

    expect(client.update(badge.with_(active=active, start_on=badge.expires_on + 1))).refused(code=720)


@KINDS
@requirement("UPDATE-724-END-PAST-LIVE")
def test_end_of_a_live_badge_cannot_move_into_the_past(client, payloads, badges, kind, active):
    """An end that has just passed is refused with 724 (003:L1097)."""
    badge = badges["LIVE"][kind]
    later = client.update(badge.with_(active=active, expires_on=badge.expires_on + DAY))
    given_change(later, live=not active)

    expect(client.update(badge.with_(active=active, expires_on=payloads.in_days(JUST_PASSED)))).refused(
        code=724
    )


@KINDS
@requirement("UPDATE-724-END-PAST-UPCOMING")
def test_validity_of_an_upcoming_badge_cannot_move_into_the_past(client, nursery, payloads, kind, active):
    """A past start is allowed; with it an end that has just passed is refused with 724 (003:L1097)."""
    badge = nursery.create(payloads.earn() if kind == "EARN" else payloads.issue_earn())
    past = {"active": active, "startOn": payloads.in_days(-2)}

    expect(client.update(badge.with_(past, expires_on=payloads.in_days(JUST_PASSED)))).refused(code=724)
    # The control comes second: it makes the badge LIVE.
    given(client.update(badge.with_(past, expires_on=payloads.in_days(90)))).accepted()


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


@requirement("UPDATE-FIXED-DATE-NEEDS-DATE")
def test_fixed_date_of_the_issued_expiry_needs_its_date(client, issue_volleys):
    """The issued expiry is an expiry like the earned one (003:L69-71)."""
    sent = issue_volleys.sending("issued-fixed-date")
    given(sent.exchange).accepted()
    expiry = without(sent.body["issuedBadgeExpiry"], "expiresOn")

    expect(client.update({**sent.body, "issuedBadgeExpiry": expiry})).refused()
