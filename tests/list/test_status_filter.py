"""Status by the clock, as a filter (000:L107)."""

import pytest

from harness.expectations import expect, given, requirement

STATUSES = ["EXPIRED", "LIVE", "UPCOMING"]
SOUND = [pytest.param(status, marks=requirement(f"LIST-STATUS-{status}-SOUND")) for status in STATUSES]


@requirement("LIST-STATUS-VALUES-ACCEPTED")
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE"])
@pytest.mark.parametrize("status", STATUSES)
def test_each_status_is_accepted(lists, kind, status):
    """The three documented values are known (000:L107)."""
    expect(lists(badgeType=kind, badgeStatus=status, page=0, size=50)).accepted()


@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE"])
@pytest.mark.parametrize("status", SOUND)
def test_every_row_has_the_status(lists, at_an_edge, kind, status):
    """The query that the page gives as its example, in every status (000:L59)."""
    query = {"badgeType": kind, "badgeStatus": status}
    listed = lists(query, page=0, size=50)
    given(listed).accepted()
    expect(listed).satisfies(query, unless=at_an_edge(listed))


@pytest.mark.parametrize(
    ("badge", "status"),
    [
        pytest.param("direct", "EXPIRED", marks=requirement("LIST-STATUS-EXPIRED-SOUND")),
        pytest.param("live_direct", "EXPIRED", marks=requirement("LIST-STATUS-EXPIRED-SOUND")),
        pytest.param("direct", "LIVE", marks=requirement("LIST-STATUS-LIVE-SOUND")),
        pytest.param("enrol", "LIVE", marks=requirement("LIST-STATUS-LIVE-SOUND")),
        pytest.param("live_direct", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-SOUND")),
        pytest.param("live_enrol", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-SOUND")),
    ],
    indirect=["badge"],
)
def test_a_badge_of_another_status_is_not_listed(lists, badge, status):
    """A badge that is UPCOMING or LIVE shows under no other status (000:L107)."""
    listed = lists.of(badge, badgeStatus=status)
    given(listed).accepted()
    expect(listed).omits(badge)


@pytest.mark.parametrize(
    ("badge", "status"),
    [
        pytest.param("live_direct", "LIVE", marks=requirement("LIST-STATUS-LIVE-COMPLETE")),
        pytest.param("live_enrol", "LIVE", marks=requirement("LIST-STATUS-LIVE-COMPLETE")),
        pytest.param("direct", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-COMPLETE")),
        pytest.param("enrol", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-COMPLETE")),
    ],
    indirect=["badge"],
)
def test_a_badge_is_listed_under_its_status(lists, badge, status):
    """A badge that is UPCOMING or LIVE shows under this status (000:L107)."""
    listed = lists.of(badge, badgeStatus=status)
    given(listed).accepted()
    expect(listed).finds(badge)


@pytest.mark.parametrize(
    ("badge", "status"),
    [
        pytest.param("live_inactive", "LIVE", marks=requirement("LIST-STATUS-LIVE-COMPLETE")),
        pytest.param("born_inactive", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-COMPLETE")),
        pytest.param("made_inactive", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-COMPLETE")),
    ],
    indirect=["badge"],
)
def test_an_inactive_badge_is_listed_under_its_status(lists, badge, status, deactivated):
    """Status is no matter of activation; some targets list such badges only when asked to (000:L105-107)."""
    inactive = {"action": deactivated}
    given(lists.of(badge, inactive)).finds(badge)
    expect(lists.of(badge, inactive, badgeStatus=status)).finds(badge)


@pytest.mark.parametrize(
    ("badge", "status"),
    [
        pytest.param("live_inactive", "EXPIRED", marks=requirement("LIST-STATUS-EXPIRED-SOUND")),
        pytest.param("made_inactive", "LIVE", marks=requirement("LIST-STATUS-LIVE-SOUND")),
        pytest.param("live_inactive", "UPCOMING", marks=requirement("LIST-STATUS-UPCOMING-SOUND")),
    ],
    indirect=["badge"],
)
def test_an_inactive_badge_of_another_status_is_not_listed(lists, badge, status, deactivated):
    """To be inactive is no status (000:L105-107)."""
    listed = lists.of(badge, badgeStatus=status, action=deactivated)
    given(listed).accepted()
    expect(listed).omits(badge)


@requirement("LIST-STATUS-LIVE-COMPLETE")
def test_a_badge_that_became_live_is_listed_as_live(lists, shared_ripe_badge):
    """Nobody wrote to this badge when its start came: the clock made it LIVE (000:L107)."""
    listed = lists.of(shared_ripe_badge, badgeStatus="LIVE")
    given(listed).accepted()
    expect(listed).finds(shared_ripe_badge)


@requirement("LIST-STATUS-UPCOMING-SOUND")
def test_a_badge_that_became_live_is_not_upcoming(lists, shared_ripe_badge):
    """Once its start has come, a badge leaves the UPCOMING ones by itself (000:L107)."""
    listed = lists.of(shared_ripe_badge, badgeStatus="UPCOMING")
    given(listed).accepted()
    expect(listed).omits(shared_ripe_badge)


@requirement("LIST-STATUS-EXPIRED-COMPLETE")
def test_a_badge_that_ended_is_listed_as_expired(lists, shared_expired_badge):
    """Nobody wrote to this badge when its end came: the clock made it EXPIRED (000:L107)."""
    listed = lists.of(shared_expired_badge, badgeType="EXPIRED", badgeStatus="EXPIRED")
    given(listed).accepted()
    expect(listed).finds(shared_expired_badge)


@requirement("LIST-STATUS-EXPIRED-COMPLETE")
def test_a_badge_to_issue_that_ended_is_listed_as_expired(lists, shared_expired_to_issue):
    """Nor to this one, which is of the other type (000:L107)."""
    listed = lists.of(shared_expired_to_issue, badgeType="EXPIRED", badgeStatus="EXPIRED")
    given(listed).accepted()
    expect(listed).finds(shared_expired_to_issue)


@requirement("LIST-STATUS-LIVE-COMPLETE")
def test_a_prolonged_badge_is_listed_as_live(lists, shared_prolonged_badge):
    """The end of the last write counts, not the one that has passed since (000:L107, 003:L71)."""
    listed = lists.of(shared_prolonged_badge, badgeStatus="LIVE")
    given(listed).accepted()
    expect(listed).finds(shared_prolonged_badge)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"badgeStatus": "EXPIRED"}, marks=requirement("LIST-STATUS-EXPIRED-SOUND"), id="status"),
        pytest.param({"badgeType": "EXPIRED"}, marks=requirement("LIST-TYPE-EXPIRED-SOUND"), id="type"),
    ],
)
def test_a_prolonged_badge_is_not_listed_as_expired(lists, shared_prolonged_badge, query):
    """Nor is it over for any list (000:L103, L107)."""
    listed = lists.of(shared_prolonged_badge, query)
    given(listed).accepted()
    expect(listed).omits(shared_prolonged_badge)


@pytest.mark.parametrize("status", SOUND[1:])
@pytest.mark.parametrize("kind", ["AVAILABLE", "EXPIRED"])
def test_a_badge_that_ended_is_neither_live_nor_upcoming(lists, shared_expired_badge, kind, status):
    """Once its end has come, a badge leaves the LIVE ones by itself (000:L107)."""
    listed = lists.of(shared_expired_badge, badgeType=kind, badgeStatus=status)
    given(listed).accepted()
    expect(listed).omits(shared_expired_badge)
