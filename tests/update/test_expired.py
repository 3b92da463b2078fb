"""Updates of a badge whose end has passed: its start is frozen (003:L67), the rest is left open.

Such a badge may be closed to every update, and its own end is a past one: so no control is asked for, and
the updates carry an end in the future. What else may change is observed in test_dialect_expired.
"""

import pytest

from harness.expectations import expect, given, requirement


def moved(badge, payloads, days=-1):
    """The badge with another start, and an end that no rule forbids."""
    return badge.with_(start_on=payloads.in_days(days), expires_on=payloads.in_days(30))


@requirement("UPDATE-START-FROZEN-EXPIRED")
@pytest.mark.parametrize("days", [-1, 10], ids=["within-the-past", "into-the-future"])
def test_start_of_an_expired_badge_cannot_move(client, payloads, expired_badge, days):
    """The start of an EXPIRED badge stays (003:L67)."""
    answer = client.update(moved(expired_badge, payloads, days))

    expect(answer).refused()


@requirement("UPDATE-START-FROZEN-EXPIRED")
def test_start_of_an_expired_enrolment_cannot_move(client, payloads, expired_enrolment):
    """Neither the earn type nor the activation makes a difference (003:L67)."""
    body = moved(expired_enrolment, payloads)

    expect(client.update(body)).refused()
    expect(client.update({**body, "active": False})).refused()


@requirement("UPDATE-START-FROZEN-EXPIRED")
def test_start_of_an_expired_badge_cannot_move_when_it_is_deactivated(client, payloads, expired_badge):
    """Not even beside a change that stops it from being earned (003:L67)."""
    expect(client.update({**moved(expired_badge, payloads), "active": False})).refused()


@requirement("UPDATE-START-FROZEN-EXPIRED-723")
def test_code_of_a_moved_start_of_an_expired_badge(client, payloads, expired_badge):
    """The refusal carries 723, although the text of that code speaks of LIVE badges only (003:L1061)."""
    answer = client.update(moved(expired_badge, payloads))

    expect(answer).refused(code=723)


@requirement("UPDATE-REFUSED-EXPIRED-CHANGES-NOTHING")
def test_refused_update_of_an_expired_badge_changes_nothing(client, payloads, expired_badge):
    """Neither the start nor the fields that came along with it change (003:L1058-1117)."""
    before = client.read(expired_badge)
    body = {**moved(expired_badge, payloads), "name": payloads.name(), "active": False}
    given(client.update(body)).refused()

    expect(client.read(expired_badge)).unchanged_since(before)


@requirement("UPDATE-END-PAST-EXPIRED")
def test_end_of_an_expired_badge_cannot_move_within_the_past(client, expired_badge):
    """The end cannot be updated to a past date, whatever the badge has behind it (003:L69, L531)."""
    earlier = (expired_badge.start_on + expired_badge.expires_on) / 2

    expect(client.update(expired_badge.with_(expires_on=earlier))).refused()
