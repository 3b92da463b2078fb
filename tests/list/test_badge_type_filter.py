"""The two kinds of badge that can still be had (000:L103)."""

import pytest

from harness.expectations import expect, given, observe, requirement

from .judging import told

# Filters that the badges of both kinds satisfy.
BESIDE = [
    {"action": "ACTIVATED"},
    {"badgeStatus": "UPCOMING"},
    {"expiresOn": "2099-01-01T00:00:00.000Z", "expiresOnOperator": "LESS_THAN"},
    {"owner": "Milestones"},
    {"startOn": "2020-01-01T00:00:00.000Z", "startOnOperator": "GREATER_THAN"},
]
KINDS = ["AVAILABLE", "AVAILABLE_TO_ISSUE", "EARNED", "EXPIRED"]


@requirement("LIST-TYPE-VALUES-ACCEPTED")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_accepted(lists, kind):
    """The four documented values are known (000:L103)."""
    expect(lists(badgeType=kind, size=50)).accepted()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("AVAILABLE", marks=requirement("LIST-TYPE-AVAILABLE-SOUND")),
        pytest.param("AVAILABLE_TO_ISSUE", marks=requirement("LIST-TYPE-ISSUE-SOUND")),
    ],
)
def test_every_row_is_of_the_kind(lists, kind):
    """AVAILABLE shows EARN badges, AVAILABLE_TO_ISSUE shows ISSUE_EARN badges (000:L1499, L1583)."""
    listed = lists(badgeType=kind, size=50)
    given(listed).accepted()
    expect(listed).satisfies({"badgeType": kind})


@pytest.mark.parametrize(
    ("kind", "badge"),
    [
        pytest.param("AVAILABLE", "enrol", marks=requirement("LIST-TYPE-AVAILABLE-SOUND")),
        pytest.param("AVAILABLE", "live_enrol", marks=requirement("LIST-TYPE-AVAILABLE-SOUND")),
        pytest.param("AVAILABLE_TO_ISSUE", "direct", marks=requirement("LIST-TYPE-ISSUE-SOUND")),
        pytest.param("AVAILABLE_TO_ISSUE", "live_direct", marks=requirement("LIST-TYPE-ISSUE-SOUND")),
    ],
    indirect=["badge"],
)
def test_a_badge_of_the_other_kind_is_not_listed(lists, kind, badge):
    """The kinds do not mix (000:L103)."""
    listed = lists(badgeType=kind, name=badge.name)
    given(listed).accepted()
    expect(listed).omits(badge)


@pytest.mark.parametrize(
    "badge",
    [
        pytest.param("direct", marks=requirement("LIST-TYPE-AVAILABLE-COMPLETE")),
        pytest.param("live_direct", marks=requirement("LIST-TYPE-AVAILABLE-COMPLETE")),
        pytest.param("enrol", marks=requirement("LIST-TYPE-ISSUE-COMPLETE")),
        pytest.param("live_enrol", marks=requirement("LIST-TYPE-ISSUE-COMPLETE")),
    ],
    indirect=True,
)
def test_a_badge_of_the_kind_is_listed(lists, badge):
    """An active badge is available before and during its validity (000:L103)."""
    listed = lists.of(badge)
    given(listed).accepted()
    expect(listed).finds(badge)


@requirement("LIST-DEFAULT-BADGE-TYPE")
def test_badges_to_issue_are_listed_by_default(lists, enrol):
    """Without badgeType an ISSUE_EARN badge is found (000:L103)."""
    expect(lists(name=enrol.name)).finds(enrol)


@requirement("LIST-DEFAULT-BADGE-TYPE")
def test_direct_badges_are_not_listed_by_default(lists, direct):
    """Without badgeType an EARN badge is not found (000:L103)."""
    expect(lists(name=direct.name)).omits(direct)


@requirement("LIST-DEFAULT-BADGE-TYPE")
@pytest.mark.parametrize("filters", BESIDE, ids=" ".join)
def test_the_default_holds_beside_another_filter(lists, direct, enrol, filters):
    """Any other filter leaves the default as it is (000:L103)."""
    for badge in (direct, enrol):
        given(lists.of(badge, filters)).finds(badge)

    expect(lists(filters, name=direct.name)).omits(direct)
    expect(lists(filters, name=enrol.name)).finds(enrol)


@requirement("LIST-TYPE-STATES-OBSERVED")
def test_whether_deactivated_badges_are_available(lists, born_inactive):
    """No page says whether a deactivated badge is still listed as available."""
    listed = lists.of(born_inactive)
    observe("LIST-TYPE-STATES-OBSERVED", f"deactivated: {told(listed, born_inactive)}", listed)


@requirement("LIST-TYPE-STATES-OBSERVED")
def test_whether_expired_badges_are_available(lists, shared_expired_badge):
    """The examples of AVAILABLE_TO_ISSUE are all expired (000:L1576-1993)."""
    listed = lists.of(shared_expired_badge)
    observe("LIST-TYPE-STATES-OBSERVED", f"expired: {told(listed, shared_expired_badge)}", listed)
