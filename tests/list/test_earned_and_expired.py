"""The two kinds of badge whose time has come: earned ones and expired ones (000:L103)."""

import pytest

from harness.expectations import NotApplicable, expect, given, observe, requirement
from harness.row_verbs import is_row_of, rows_of

from .asking import INACTIVE
from .judging import earn_counts

UNEARNED = ["direct", "enrol", "live_direct", "live_enrol"]


@requirement("LIST-TYPE-EARNED-SOUND")
@pytest.mark.parametrize("badge", UNEARNED, indirect=True)
def test_an_unearned_badge_is_not_listed_as_earned(lists, badge):
    """EARNED shows what the customer has, not what can be had (000:L103)."""
    listed = lists(badgeType="EARNED", name=badge.name)
    given(listed).accepted()
    expect(listed).omits(badge)


@requirement("LIST-TYPE-EARNED-SOUND")
@pytest.mark.parametrize("badge", INACTIVE, indirect=True)
def test_an_unearned_inactive_badge_is_not_listed_as_earned(lists, badge, deactivated):
    """Nor does EARNED show what cannot be had at the moment (000:L103-105)."""
    listed = lists(badgeType="EARNED", name=badge.name, action=deactivated)
    given(listed).accepted()
    expect(listed).omits(badge)


@requirement("LIST-TYPE-EARNED-SOUND")
@pytest.mark.parametrize("nth", [0, 1])
def test_what_was_issued_and_not_earned_is_not_listed_as_earned(lists, known, profile_badges, nth):
    """To be issued is not to be earned; whether it was tells the detail (000:L103, L1123)."""
    badge = known("issued", nth)
    _, detail = profile_badges.detail("issued", nth)
    if any(earn_counts(detail.data)):
        raise NotApplicable("the issued badge of the target profile was earned as well")
    listed = lists(badgeType="EARNED", name=badge.name, size=50)
    given(listed).accepted()
    expect(listed).omits(badge.id)


@requirement("LIST-TYPE-EARNED-COMPLETE")
@pytest.mark.parametrize("nth", [0, 1])
def test_an_earned_badge_is_listed_as_earned(lists, known, nth):
    """EARNED shows what the customer has earned whose internal id is in the path (000:L59, L103)."""
    badge = known("earned", nth)
    expect(lists(badgeType="EARNED", name=badge.name, size=50)).finds(badge.id)


@requirement("LIST-TYPE-EARNED-COUNT")
def test_every_earned_row_counts_an_earning(lists, fixture_badges):
    """Rows of EARNED have an earnCount of at least 1 (000:L1123)."""
    fixture_badges("earned")
    listed = lists(badgeType="EARNED", size=50)
    given(listed).accepted()
    expect(listed).satisfies({"badgeType": "EARNED"})


@requirement("LIST-TYPE-EARNED-DATE")
def test_every_earned_row_tells_when(lists, fixture_badges):
    """Rows of EARNED have the time of the last earning (000:L1120)."""
    fixture_badges("earned")
    listed = lists(badgeType="EARNED", size=50)
    given(listed).accepted()
    expect(listed).each(
        lambda row: row.get("lastEarnedOn") is not None, "with a last earning", "lastEarnedOn"
    )


@requirement("LIST-EARN-COUNT")
@pytest.mark.parametrize("nth", [0, 1])
def test_an_earned_row_counts_what_the_detail_counts(lists, known, profile_badges, nth):
    """earnCount is the number of earnings of this customer, all of them or the active ones (000:L179)."""
    badge = known("earned", nth)
    _, detail = profile_badges.detail("earned", nth)
    listed = lists(badgeType="EARNED", name=badge.name, size=50)
    given(listed).finds(badge.id)
    expect(listed).each(
        lambda row: not is_row_of(row, badge.id) or row.get("earnCount") in earn_counts(detail.data),
        "with the count of earnings of the detail",
        "earnCount",
    )


@requirement("LIST-EARN-COUNT")
@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize("state", ["claimed", "grouped", "issued"])
def test_a_row_counts_earnings_only(found, profile_badges, state, nth):
    """To be issued or claimed is not to be earned: list and detail count the same (000:L179, 002:L178)."""
    badge = found(state, nth)
    _, detail = profile_badges.detail(state, nth)
    counts = {count or 0 for count in earn_counts(detail.data)}

    expect(badge.listed).each(
        lambda row: not is_row_of(row, badge.id) or (row.get("earnCount") or 0) in counts,
        "with the count of earnings of the detail",
        "earnCount",
    )


@requirement("LIST-TYPE-EARNED-OBSERVED")
@pytest.mark.parametrize(
    ("state", "holds"),
    [
        ("expired", lambda row: row.get("badgeStatus") in ("EXPIRED", "ENDED")),
        ("deactivated", lambda row: row.get("active") is False),
    ],
)
def test_whether_earned_badges_stay_listed(lists, state, holds):
    """No page says what becomes of an earned badge that has expired or was deactivated."""
    listed = lists(badgeType="EARNED", size=50)
    seen = any(map(holds, rows_of(listed)))
    answer = f"{state} badges are {'listed' if seen else 'not seen on the first page'}"
    observe("LIST-TYPE-EARNED-OBSERVED", answer, listed)


@requirement("LIST-TYPE-EXPIRED-SOUND")
@pytest.mark.parametrize("badge", UNEARNED, indirect=True)
def test_a_badge_before_its_end_is_not_listed_as_expired(lists, badge):
    """EXPIRED shows neither UPCOMING nor LIVE badges (000:L103)."""
    listed = lists(badgeType="EXPIRED", name=badge.name)
    given(listed).accepted()
    expect(listed).omits(badge)


@requirement("LIST-TYPE-EXPIRED-SOUND")
@pytest.mark.parametrize("badge", INACTIVE, indirect=True)
def test_an_inactive_badge_before_its_end_is_not_listed_as_expired(lists, badge, deactivated):
    """To be inactive is not to be over, whether inactive badges are asked for or not (000:L103-105)."""
    for_all = lists(badgeType="EXPIRED", name=badge.name)
    given(for_all).accepted()
    expect(for_all).omits(badge)
    for_inactive = lists(badgeType="EXPIRED", name=badge.name, action=deactivated)
    given(for_inactive).accepted()
    expect(for_inactive).omits(badge)


@requirement("LIST-TYPE-EXPIRED-STATUS")
def test_every_expired_row_says_so(lists, at_an_edge):
    """Rows of EXPIRED have the status EXPIRED (000:L2439-2782)."""
    listed = lists(badgeType="EXPIRED", size=50)
    given(listed).accepted()
    expect(listed).satisfies({"badgeType": "EXPIRED"}, unless=at_an_edge(listed))


@requirement("LIST-TYPE-EXPIRED-COMPLETE")
def test_an_expired_badge_is_listed_as_expired(lists, shared_expired_badge):
    """EXPIRED shows a badge whose end has passed (000:L103)."""
    expect(lists(badgeType="EXPIRED", name=shared_expired_badge.name)).finds(shared_expired_badge)


@requirement("LIST-TYPE-EXPIRED-COMPLETE")
def test_an_expired_badge_to_issue_is_listed_as_expired(lists, shared_expired_to_issue):
    """EXPIRED shows badges of both types (000:L103)."""
    listed = lists(badgeType="EXPIRED", name=shared_expired_to_issue.name)
    expect(listed).finds(shared_expired_to_issue)
