"""Reading one badge: the read vocabulary, statistics, and what customers did."""

from __future__ import annotations

from typing import Any

import pytest
from in_process import DAY, DROP, LIMITS, NOW, Api, badge_limit, customer_limit

from reference.seeds import FIXTURES, GROUP_ID, GROUP_NAME

BLOCKS = {"customerConstraints", "badgeConstraints", "issualDetails", "earnDetails"}


def test_what_was_written_is_read_under_its_other_name(api: Api) -> None:
    badge = api.made(
        tags=[{"name": "a", "value": "b"}],
        customFields={"c": "d"},
        badgeRank=4,
        images=[{"name": "n", "fileSvcHandle": "f", "url": "u", "tag": "EARNED"}],
    )
    data = api.detail(badge["id"]).data
    pairs = {
        "startOn": "startsOn",
        "startOnISO": "startsOnISO",
        "status": "badgeStatus",
        "earnType": "badgeType",
        "earnedBadgeExpiry": "earnExpiry",
    }
    same = (
        "id",
        "name",
        "description",
        "expiresOn",
        "createdOn",
        "lastUpdatedOn",
        "expiresOnISO",
        "createdOnISO",
    )
    for written, read in [*pairs.items(), *((name, name) for name in same)]:
        assert data[read] == badge[written]
    for name in ("tags", "customFields", "badgeRank", "images"):
        assert data[name] == badge[name]
    assert data["action"] == "ACTIVATED"
    assert data["owner"] == ["Loyalty", "Milestones"]
    assert data["claimedBy"] == []
    assert data["issualDetails"] == {"issuedCount": 0, "issuals": []}
    assert data["earnDetails"] == {"earnCount": 0, "earns": []}
    assert data["activeEarnedCount"] == 0
    assert data["lastEarnedOnISO"] is None
    for name in ("issueExpiry", "badgeGroupId", "badgeGroupName", "issuedStatus", "lastEarnedOn"):
        assert name not in data


def test_activation_and_group(api: Api) -> None:
    data = api.detail(api.live(active=False, badgeGroupId=GROUP_ID, badgeRank=DROP)["id"]).data
    assert (data["action"], data["badgeStatus"]) == ("DE_ACTIVATED", "LIVE")
    assert (data["badgeGroupId"], data["badgeGroupName"]) == (GROUP_ID, GROUP_NAME)
    assert "badgeRank" not in data


def test_statistics_are_four_blocks_more(api: Api) -> None:
    badge = api.live(customerConstraints=[customer_limit("FIXED_VALUE")])
    full = api.detail(badge["id"], "true").data
    lean = api.detail(badge["id"], "false").data
    assert set(full) - set(lean) == BLOCKS
    assert {name: full[name] for name in lean} == lean
    assert api.detail(badge["id"], None).data == lean
    assert api.detail(badge["id"], "maybe").codes == {400}


def test_fixed_date_has_an_iso_twin(api: Api) -> None:
    expiry = {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expiresOn": 1_926_235_957}
    badge = api.made(earnType="ISSUE_EARN", issuedBadgeExpiry=expiry)
    assert api.detail(badge["id"]).data["issueExpiry"] == {
        "expiryType": "ABSOLUTE",
        "type": "FIXED_DATE",
        "expiresOn": 1_926_235_957,
        "expiresOnISO": "2031-01-15T09:32:37Z",
        "expireWithBadgeMeta": False,
    }


def read_limits(api: Api, kind: str, state: str = "live") -> list[tuple[str, dict[str, Any]]]:
    badge = getattr(api, state)(**{field: [limit(kind)] for field, limit in LIMITS.items()})
    data = api.detail(badge["id"]).data
    return [("CUSTOMER", data["customerConstraints"][0]), ("BADGE", data["badgeConstraints"][0])]


def test_fixed_value_is_read_as_overall(api: Api) -> None:
    for level, shown in read_limits(api, "FIXED_VALUE"):
        assert shown["constraintLevel"] == level
        assert shown["constraintType"] == "OVERALL"
        assert shown["maxEarnLimit"] == (7 if level == "CUSTOMER" else 70)
        assert shown["earnConstraintBlockStatistics"]["currentEarnCount"] == 0
        filled = {name for name, value in shown.items() if value is not None}
        assert filled == {
            "constraintLevel",
            "constraintType",
            "maxEarnLimit",
            "earnConstraintBlockStatistics",
        }


def test_rolling_windows(api: Api) -> None:
    (_, customer), (_, badge) = read_limits(api, "ROLLING_WINDOW")
    assert customer["constraintType"] == badge["constraintType"] == "ROLLING_WINDOW"
    assert (badge["rollType"], badge["rollValue"], badge["maxEarnLimit"]) == ("WEEKS", 2, 30)
    assert customer["rollingWindowLimits"] == {
        name: value for name, value in customer_limit("ROLLING_WINDOW").items() if name != "constraintType"
    }
    counts = customer["earnConstraintBlockStatistics"]
    assert [counts[f"currentEarnCount{unit}"] for unit in ("Days", "Weeks", "Months")] == [0, 0, 0]


def test_a_single_rolling_window_of_a_customer_reads_like_a_badges(api: Api) -> None:
    weeks = {"constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW", "maxEarnForWeeks": 3, "rollForWeeks": 4}
    (shown,) = api.detail(api.made(customerConstraints=[weeks])["id"]).data["customerConstraints"]
    assert (shown["rollType"], shown["rollValue"], shown["maxEarnLimit"]) == ("WEEKS", 4, 3)


@pytest.mark.parametrize(
    ("state", "status", "count"), [("made", "UPCOMING", None), ("live", "ACTIVE", 0), ("expired", None, None)]
)
def test_fixed_windows_by_state(api: Api, state: str, status: str | None, count: int | None) -> None:
    for level, shown in read_limits(api, "FIXED_WINDOW", state):
        assert shown["constraintType"] == "FIXED_WINDOW"
        assert shown["cycleStatus"] == status
        assert (shown["fixedWindowCycle"] is None) == (count is None)
        assert shown["earnConstraintBlockStatistics"]["currentEarnCount"] == count
        assert shown["refreshRate"] == (3 if level == "CUSTOMER" else 5)
        assert shown["durationType"] == "DAYS"


def test_the_reference_of_a_window_is_the_same_in_both_views(api: Api) -> None:
    badge = api.made(customerConstraints=[customer_limit("FIXED_WINDOW")])
    (shown,) = api.detail(badge["id"]).data["customerConstraints"]
    assert shown["fixedWindowReferenceId"] == badge["customerConstraints"][0]["referenceId"]


def test_the_cycle_moves_with_the_days(api: Api) -> None:
    badge = api.live(badgeConstraints=[badge_limit("FIXED_WINDOW")], expiresOn=NOW + 90 * DAY)
    first_day = badge["startOn"] // DAY
    for days in range(12):
        api.now = NOW + days * DAY
        cycle = api.detail(badge["id"]).data["badgeConstraints"][0]["fixedWindowCycle"]
        assert (cycle["startDate"] // DAY - first_day) % 5 == 0
        assert cycle["endDate"] - cycle["startDate"] == pytest.approx(4 * DAY)
        assert cycle["startDate"] <= api.now <= cycle["endDate"]


def test_no_limit(api: Api) -> None:
    for _, shown in read_limits(api, "NO_LIMIT"):
        assert shown["constraintType"] == "NO_LIMIT"


def test_earned_badges(api: Api) -> None:
    data = api.detail(FIXTURES["earned"][0]).data
    assert data["earnDetails"]["earnCount"] == len(data["earnDetails"]["earns"]) == 2
    assert data["activeEarnedCount"] == 2
    assert data["lastEarnedOn"] == data["earnDetails"]["earns"][-1]["earnedOn"]
    window = data["customerConstraints"][0]["earnConstraintBlockStatistics"]["currentEarnCount"]
    assert 1 <= window <= 2
    overall, rolling = data["badgeConstraints"]
    assert overall["earnConstraintBlockStatistics"]["currentEarnCount"] == 3  # the neighbour's counts as well
    assert rolling["earnConstraintBlockStatistics"]["currentEarnCount"] == 1


def test_issued_and_revoked_badges(api: Api) -> None:
    coffee, flyer, _ = (api.detail(badge_id).data for badge_id in FIXTURES["issued"])
    assert coffee["issuedStatus"] == "ISSUED"
    assert flyer["issuedStatus"] == "REVOKED"
    (issual,) = flyer["issualDetails"]["issuals"]
    assert flyer["issualDetails"]["issuedCount"] == 1
    assert issual["issueEventDate"] <= issual["issuedOn"] <= issual["revokedOn"]
    assert issual["issueExpiresOn"] == flyer["issueExpiry"]["expiresOn"]
    assert issual["ownerType"] in flyer["owner"]


def test_claims_are_named_once(api: Api) -> None:
    assert api.detail(FIXTURES["claimed"][0]).data["claimedBy"] == ["Loyalty", "Milestones"]


def test_another_customer_sees_the_badge_without_the_earns(api: Api) -> None:
    data = api.detail(FIXTURES["earned"][1], customer="62090014").data
    assert data["earnDetails"] == {"earnCount": 0, "earns": []}


@pytest.mark.parametrize("badge_id", ["f" * 24, "8", "not-an-id", "é", "'; --"])
def test_unknown_badges(api: Api, badge_id: str) -> None:
    answer = api.detail(badge_id)
    assert answer.codes == {404}
    assert answer.status == 404


def test_list_and_detail_agree(api: Api) -> None:
    for badge_type in ("AVAILABLE", "AVAILABLE_TO_ISSUE"):
        for row in api.list(badgeType=badge_type, size=50).data["customerBadges"]:
            data = api.detail(row["badgeMetaId"]).data
            for name in (
                "name",
                "description",
                "createdOn",
                "startsOn",
                "expiresOn",
                "badgeStatus",
                "badgeType",
            ):
                assert row[name] == data[name]
            assert row["active"] == (data["action"] == "ACTIVATED")
            assert row["ownership"]["restrictedToOwners"] == data["owner"]
            assert row["earnCount"] == data["earnDetails"]["earnCount"]
