"""A badge that was updated over and over is as good as one that was updated once (003:L3, 002:L4)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement

TIMES = 4
EVERY_TIME = pytest.mark.parametrize("nth", range(TIMES), ids=lambda nth: f"update {nth + 1}")


@pytest.fixture(scope="module")
def history(client, nursery, payloads):
    """The badge after each of its updates, and what detail and list then showed of it."""
    badge, seen = nursery.create(), []
    for nth in range(TIMES):
        body = badge.with_(
            name=payloads.name(),
            description=f"Update {nth + 1}",
            badge_rank=nth + 1,
            start_on=badge.start_on + round(DAY),
            expires_on=badge.expires_on + round(DAY),
        )
        badge = nursery.update(badge, body)
        seen.append((badge, client.read(badge), client.list(name=badge.name, badgeType="AVAILABLE")))
    return seen


@EVERY_TIME
@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("field", ["description", "expiresOn", "name", "startOn"])
def test_detail_follows_every_update(history, nth, field):
    """The detail shows the latest update, however many there were (002:L4)."""
    badge, detail, _ = history[nth]
    given(badge.exchange).echoes(badge.request, field)

    expect(detail).echoes(badge.request, field)


@EVERY_TIME
@requirement("LIST-TYPE-AVAILABLE-COMPLETE")
def test_list_finds_it_after_every_update(history, nth):
    """No update takes a badge out of the list (000:L103)."""
    badge, _, listed = history[nth]
    given(listed).accepted()
    given(badge.exchange).echoes(badge.request, "name")

    expect(listed).finds(badge)


@EVERY_TIME
@requirement("UPDATE-VISIBLE-IN-LIST")
@pytest.mark.parametrize("field", ["description", "expiresOn", "startOn"])
def test_list_follows_every_update(history, nth, field):
    """The list finds the badge by its latest name and shows the latest update (000:L101, L153-183)."""
    badge, _, listed = history[nth]
    given(badge.exchange).echoes(badge.request, "name", field)

    expect(listed).lists(badge, field)


@requirement("LIFECYCLE-LIVE-BY-MOVED-START-IN-DETAIL")
def test_status_follows_a_start_that_was_moved_often(client, nursery, payloads, history):
    """A badge whose start was moved again and again is LIVE once the start is past (003:L67, 002:L509)."""
    badge, *_ = history[-1]
    begun = nursery.update(badge, badge.with_(start_on=payloads.in_days(-1 / 24)))
    given(begun.exchange).shows(status="LIVE")

    expect(client.read(begun)).shows(status="LIVE")
