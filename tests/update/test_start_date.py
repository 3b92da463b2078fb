"""When the start of a badge may move (003:L67)."""

from harness.clock import DAY
from harness.expectations import expect, given, requirement


@requirement("UPDATE-START-FROZEN-LIVE", "UPDATE-REFUSED-723-CHANGES-NOTHING")
def test_start_of_a_live_badge_cannot_move(client, live_badge):
    """Moving the start of a LIVE badge is refused with 723 and changes nothing."""
    given(client.update(live_badge.with_())).accepted()
    before = client.read(live_badge)
    moved = client.update(live_badge.with_(start_on=live_badge.start_on + DAY))

    expect(moved).refused(code=723)
    expect(client.read(live_badge), of="UPDATE-REFUSED-723-CHANGES-NOTHING").unchanged_since(before)
