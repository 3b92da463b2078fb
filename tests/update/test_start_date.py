"""When the start of a badge may move (003:L67)."""

import pytest

from harness.answers import outcome_of
from harness.clock import DAY
from harness.expectations import expect, given, observe, requirement

from .kinds import given_change

HOUR = DAY / 24
# Days: so far from 100 years that it makes no difference how a server counts them.
A_CENTURY, ALMOST_A_CENTURY = CENTURIES = 36_635, 36_415

# requirement, days from now to which the start moves (it was 30, the end is 60)
MOVES_WHILE_UPCOMING = [
    ("UPDATE-START-UPCOMING-EARLIER",  20),
    ("UPDATE-START-UPCOMING-LATER",    40),
    ("UPDATE-START-UPCOMING-PAST",     -1),
    ("UPDATE-START-WITHIN-100-YEARS", -ALMOST_A_CENTURY),
]  # fmt: skip

# Other kinds of badges than the plain active one: maker of the body, activation.
KINDS = pytest.mark.parametrize(
    ("kind", "active"),
    [pytest.param("earn", False, id="inactive"), pytest.param("issue_earn", True, id="to issue")],
)

# Earn type of a LIVE badge, and what its update changes besides the start.
COMPANY = [
    ("EARN",       {"active": False}),
    ("EARN",       {"active": True, "description": "Awake again", "badgeRank": 4}),
    ("ISSUE_EARN", {}),
    ("ISSUE_EARN", {"active": False}),
]  # fmt: skip


@pytest.mark.parametrize(
    "days",
    [pytest.param(days, marks=requirement(name), id=f"to-day-{days}") for name, days in MOVES_WHILE_UPCOMING],
)
def test_start_of_an_upcoming_badge_can_move(client, payloads, upcoming_badge, days):
    """The start of an UPCOMING badge moves to any date, the past of up to 100 years included (003:L67)."""
    start = payloads.in_days(days)
    moved = client.update(upcoming_badge.with_(start_on=start))

    expect(moved).shows(startOn=start)


@requirement("UPDATE-START-UPCOMING-LATER")
def test_start_can_move_until_it_has_come(client, nursery, payloads, clock):
    """A start within the hour has not come yet, whatever the zone of the server (003:L67)."""
    badge = nursery.create(payloads.earn(start_on=round(clock.now() + HOUR / 2)))
    later = payloads.in_days(3)

    expect(client.update(badge.with_(start_on=later))).shows(startOn=later)


@requirement("UPDATE-START-UPCOMING-PAST")
@KINDS
def test_start_of_an_upcoming_badge_of_any_kind_can_move_into_the_past(
    client, nursery, payloads, kind, active
):
    """Neither the earn type nor the activation makes a difference (003:L67)."""
    badge, start = nursery.create(getattr(payloads, kind)()), payloads.in_days(-1)

    expect(client.update(badge.with_(active=active, start_on=start))).shows(startOn=start)


@pytest.fixture(scope="module")
def patient_badge(nursery):
    """An UPCOMING badge whose start some tests try to move too far."""
    return nursery.create()


@pytest.fixture(scope="module")
def ancient(client, payloads, patient_badge):
    """The answer to a start more than 100 years back."""
    return client.update(patient_badge.with_(start_on=payloads.in_days(-A_CENTURY)))


@requirement("UPDATE-START-100-YEARS")
def test_start_cannot_move_more_than_100_years_back(client, payloads, patient_badge, ancient):
    """A start more than 100 years back is refused, one a little later is not (003:L67)."""
    expect(ancient).refused()
    # The control comes second: it makes the badge LIVE, whose start is frozen.
    given(client.update(patient_badge.with_(start_on=payloads.in_days(-ALMOST_A_CENTURY)))).accepted()


@requirement("UPDATE-START-100-YEARS")
@KINDS
def test_start_of_a_badge_of_any_kind_cannot_move_so_far(client, nursery, payloads, kind, active):
    """To be issued or not active, it has the same limit (003:L67)."""
    badge = nursery.create(getattr(payloads, kind)())
    far, near = (badge.with_(active=active, start_on=payloads.in_days(-days)) for days in CENTURIES)

    expect(client.update(far)).refused()
    given(client.update(near)).accepted()


@requirement("UPDATE-100-YEARS-CODE-OBSERVED")
def test_code_of_a_start_more_than_100_years_back(ancient):
    """No page names the code of a start too far back (003:L67)."""
    observe("UPDATE-100-YEARS-CODE-OBSERVED", outcome_of(ancient), ancient)


@requirement("UPDATE-START-FROZEN-AFTER-PAST")
def test_start_moved_into_the_past_cannot_move_again(client, nursery, upcoming_badge):
    """Once its start has been moved into the past, a badge is LIVE and its start frozen (003:L67)."""
    hour_ago = nursery.payloads.in_days(-1 / 24)
    live = nursery.update(upcoming_badge, upcoming_badge.with_(start_on=hour_ago))
    given(client.update(live.with_())).shows(status="LIVE")
    moved = client.update(live.with_(start_on=hour_ago + HOUR / 2))

    expect(moved).refused(code=723)


@requirement("UPDATE-START-FROZEN-LIVE-FUTURE")
def test_start_of_a_live_badge_cannot_move_into_the_future(client, payloads, live_badge):
    """A LIVE badge cannot be made UPCOMING again by another start (003:L67)."""
    given(client.update(live_badge.with_())).accepted()
    moved = client.update(live_badge.with_(start_on=payloads.in_days(10)))

    expect(moved).refused(code=723)


@pytest.fixture(scope="module")
def frozen(nursery):
    """LIVE badges by earn type; that their start moves is refused, so that several tests can try."""
    return {"EARN": nursery.live(), "ISSUE_EARN": nursery.live(nursery.payloads.issue_earn())}


@requirement("UPDATE-START-FROZEN-LIVE")
@pytest.mark.parametrize(("kind", "changes"), COMPANY)
def test_start_of_a_live_badge_cannot_move_in_company(client, frozen, kind, changes):
    """The start is frozen whatever the badge and whatever else the update changes (003:L67)."""
    badge = frozen[kind]
    given_change(client.update(badge.with_(changes)))
    moved = client.update(badge.with_({**changes, "startOn": badge.start_on - HOUR}))

    expect(moved).refused(code=723)


@requirement("UPDATE-START-FROZEN-LIVE")
@pytest.mark.parametrize("kind", ["EARN", "ISSUE_EARN"])
def test_start_of_a_live_badge_cannot_move_beside_a_new_name_and_end(client, payloads, frozen, kind):
    """What else an update brings that is allowed does not help (003:L67)."""
    badge = frozen[kind]

    def update(days, **more):
        end = badge.expires_on + days * DAY
        return client.update(badge.with_(name=payloads.name(), expires_on=end, **more))

    given_change(update(1))
    expect(update(2, start_on=badge.start_on - HOUR)).refused(code=723)


@requirement("UPDATE-START-FROZEN-LIVE")
def test_first_update_of_a_live_badge_cannot_move_its_start(client, nursery):
    """No other update need have come before (003:L67)."""
    badge = nursery.live()

    expect(client.update(badge.with_(start_on=badge.start_on - HOUR))).refused(code=723)
    given(client.update(badge.with_())).accepted()


@requirement("UPDATE-START-FROZEN-LIVE")
@pytest.mark.parametrize("seconds", [-20, -2])
def test_start_of_a_live_badge_cannot_move_a_little(client, frozen, seconds):
    """Not by seconds either (003:L67)."""
    badge = frozen["EARN"]
    given(client.update(badge.with_())).accepted()

    expect(client.update(badge.with_(start_on=badge.start_on + seconds))).refused(code=723)


@requirement("UPDATE-START-FROZEN-LIVE")
def test_start_of_a_badge_that_became_live_cannot_move(client, ripe_badge):
    """The start of a badge that became LIVE by itself is frozen, within the past, too (003:L67)."""
    given(client.update(ripe_badge.with_())).shows(status="LIVE")
    moved = client.update(ripe_badge.with_(start_on=ripe_badge.start_on - HOUR))

    expect(moved).refused(code=723)
