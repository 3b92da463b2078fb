"""The status that an update answers follows from the dates and the clock alone (003:L623)."""

import pytest

from harness.expectations import expect, given, requirement

from .kinds import given_change


@requirement("UPDATE-STATUS-UPCOMING")
def test_start_ahead_is_upcoming(volleys):
    """An updated badge that has not begun is UPCOMING (003:L715, L969)."""
    sent = volleys.sending("start")
    given(sent.exchange).echoes(sent.badge, "startOn")

    expect(sent.exchange).shows(status="UPCOMING")


@requirement("UPDATE-STATUS-LIVE")
def test_start_moved_into_the_past_is_live(client, upcoming_badge, payloads):
    """A badge whose start was moved into the past comes back LIVE (003:L67, L623)."""
    past = payloads.in_days(-1)
    moved = client.update(upcoming_badge.with_(start_on=past))
    given(moved).shows(startOn=past)

    expect(moved).shows(status="LIVE")


@requirement("UPDATE-ECHO-DESCRIPTION")
def test_badge_changes_while_it_is_made_live(client, upcoming_badge, payloads):
    """What else the update brings is stored, too (003:L579-639)."""
    changes = {"description": "Begun early", "badgeRank": 6, "expiresOn": payloads.in_days(50)}
    moved = client.update(upcoming_badge.with_(changes, start_on=payloads.in_days(-1)))
    given(moved).accepted()

    expect(moved).shows(**changes)


@requirement("UPDATE-STATUS-LIVE-INACTIVE")
def test_inactive_badge_stays_live(client, live_badge):
    """The status says when, active says whether: one does not touch the other (003:L623, L639)."""
    answer = client.update(live_badge.with_(active=False))
    given_change(answer).shows(active=False)

    expect(answer).shows(status="LIVE")


@requirement("UPDATE-STATUS-NOT-SETTABLE")
@pytest.mark.parametrize("status", ["EXPIRED", "LIVE"])
def test_status_cannot_be_set(client, volleys, status):
    """A status in the body is ignored or refused (003:L238, L715)."""
    sent = volleys.sending("description")
    given(sent.exchange).does_not_show(status=status)

    expect(client.update({**sent.body, "status": status})).if_accepted().does_not_show(status=status)
