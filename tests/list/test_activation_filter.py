"""Active and deactivated badges, as a filter (000:L105)."""

import pytest

from harness.expectations import expect, given, observe, requirement

from .asking import DEACTIVATED, INACTIVE
from .judging import told


@requirement("LIST-ACTION-VALUES-ACCEPTED")
def test_activated_is_accepted(lists):
    """ACTIVATED is known (000:L105)."""
    expect(lists(badgeType="AVAILABLE", action="ACTIVATED", size=50)).accepted()


@requirement("LIST-ACTION-VALUES-ACCEPTED")
def test_deactivated_is_accepted(lists, deactivated):
    """DEACTIVATED is known in one of its spellings (000:L105)."""
    expect(lists(badgeType="AVAILABLE", action=deactivated, size=50)).accepted()


@requirement("LIST-ACTION-ACTIVATED-SOUND")
def test_activated_shows_active_rows_only(lists):
    """Every row is active (000:L105)."""
    listed = lists(badgeType="AVAILABLE", action="ACTIVATED", size=50)
    given(listed).accepted()
    expect(listed).satisfies({"action": "ACTIVATED"})


@requirement("LIST-ACTION-ACTIVATED-SOUND")
@pytest.mark.parametrize("badge", INACTIVE, indirect=True)
def test_activated_omits_a_deactivated_badge(lists, badge):
    """A badge that was created or made inactive is not shown, LIVE or not (000:L105)."""
    listed = lists.of(badge, action="ACTIVATED")
    given(listed).accepted()
    expect(listed).omits(badge)


@requirement("LIST-ACTION-ACTIVATED-COMPLETE")
@pytest.mark.parametrize(
    "badge", ["adorned_again", "direct", "enrol", "live_direct", "live_enrol"], indirect=True
)
def test_activated_finds_an_active_badge(lists, badge):
    """An active badge is shown (000:L105)."""
    listed = lists.of(badge, action="ACTIVATED")
    given(listed).accepted()
    expect(listed).finds(badge)


@requirement("LIST-ACTION-DEACTIVATED-SOUND")
def test_deactivated_shows_inactive_rows_only(lists, deactivated):
    """No row is active (000:L105)."""
    listed = lists(badgeType="AVAILABLE", action=deactivated, size=50)
    given(listed).accepted()
    expect(listed).satisfies({"action": deactivated})


@requirement("LIST-ACTION-DEACTIVATED-SOUND")
@pytest.mark.parametrize(
    "badge", ["adorned_again", "direct", "enrol", "live_direct", "live_enrol"], indirect=True
)
def test_deactivated_omits_an_active_badge(lists, badge, deactivated):
    """An active badge is not shown (000:L105)."""
    listed = lists.of(badge, action=deactivated)
    given(listed).accepted()
    expect(listed).omits(badge)


@requirement("LIST-ACTION-DEACTIVATED-COMPLETE")
@pytest.mark.parametrize("badge", INACTIVE, indirect=True)
def test_deactivated_finds_a_deactivated_badge(lists, badge, deactivated):
    """A badge that was created or made inactive is shown, LIVE or not (000:L105)."""
    listed = lists.of(badge, action=deactivated)
    given(listed).accepted()
    expect(listed).finds(badge)


@requirement("LIST-ACTION-SPELLING-OBSERVED")
@pytest.mark.parametrize("word", DEACTIVATED)
def test_which_spelling_is_taken(lists, born_inactive, word):
    """The filter's table and the detail spell the state differently (000:L105, 002:L300)."""
    listed = lists.of(born_inactive, action=word)
    observe("LIST-ACTION-SPELLING-OBSERVED", f"{word}: {told(listed, born_inactive)}", listed)
