"""The status that a badge is born with (004:L529)."""

from harness.expectations import expect, requirement


@requirement("CREATE-STATUS-UPCOMING")
def test_badge_with_a_future_start_is_upcoming(plain):
    """It has not started (004:L545, L603)."""
    expect(plain.exchange).shows(status="UPCOMING")


@requirement("CREATE-STATUS-LIVE")
def test_badge_with_a_past_start_is_live(creations, day):
    """It has started and not ended; the migration header allows that (004:L21, L529)."""
    historical = creations.badge({"startOn": day(-400)}, migration=True)

    expect(historical.exchange).shows(status="LIVE")
