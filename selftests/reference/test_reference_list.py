"""Listing: defaults, filters both ways, sort keys, pages, rows."""

from __future__ import annotations

from typing import Any

import pytest
from in_process import DAY, NOW, Api

from reference.instants import iso
from reference.rules.owners import MODULES
from reference.seeds import CUSTOMERS, FIXTURES, GROUP_ID, GROUP_NAME

OTHER = CUSTOMERS[1]


def rows(api: Api, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.list(**{"size": 1000, **query}).data["customerBadges"]
    return found


def test_row_of_a_fresh_badge(api: Api) -> None:
    badge = api.made(earnType="ISSUE_EARN", badgeRank=2, active=False)
    (row,) = rows(api, name=badge["name"])
    assert row == {
        "name": badge["name"],
        "description": badge["description"],
        "badgeMetaId": badge["id"],
        "badgeType": "ISSUE_EARN",
        "badgeGroupId": None,
        "badgeGroupName": None,
        "badgeRank": 2,
        "createdOn": badge["createdOn"],
        "lastUpdatedOn": badge["lastUpdatedOn"],
        "images": [],
        "badgeStatus": "UPCOMING",
        "lastEarnedOn": None,
        "startsOn": badge["startOn"],
        "expiresOn": badge["expiresOn"],
        "earnCount": 0,
        "ownership": {"restrictedToOwners": ["Loyalty", "Milestones"], "claims": []},
        "issueStatus": None,
        "active": False,
        "lastEarnedOnDate": None,
        "lastEarnEventDate": None,
    }


def test_defaults(api: Api) -> None:
    answer = api.list().data
    assert answer["pagination"]["page"] == 0
    assert answer["pagination"]["size"] == 10
    found = answer["customerBadges"]
    assert len(found) == 10
    assert {row["badgeType"] for row in found} == {"ISSUE_EARN"}
    ends = [row["expiresOn"] for row in found]
    assert ends == sorted(ends, reverse=True)


def test_pages_fit_together(api: Api) -> None:
    whole = api.names(badgeType="AVAILABLE", size=1000)
    parts: list[str] = []
    for page in range(100):
        answer = api.list(badgeType="AVAILABLE", page=page, size=7).data
        assert answer["pagination"] == {
            "page": page,
            "size": 7,
            "total": len(whole),
            "totalPages": -(-len(whole) // 7),
        }
        if not answer["customerBadges"]:
            break
        parts += [row["name"] for row in answer["customerBadges"]]
    assert parts == whole
    assert len(set(whole)) == len(whole) > 14


def test_an_empty_result_has_no_pages(api: Api) -> None:
    assert api.list(name="nobody").data == {
        "customerBadges": [],
        "pagination": {"page": 0, "size": 10, "total": 0, "totalPages": 0},
    }


@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize(
    ("key", "field"), [("EXPIRES_ON", "expiresOn"), ("LAST_MODIFIED_DATE", "lastUpdatedOn")]
)
def test_sorting_by_what_every_row_has(api: Api, key: str, field: str, order: str) -> None:
    values = [row[field] for row in rows(api, sortOn=key, order=order)]
    assert values == sorted(values, reverse=order == "DESC")
    assert len(values) == len(rows(api))


@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize(
    ("key", "field"),
    [("LAST_EARNED_ON_DATE", "lastEarnedOnDate"), ("LAST_EARNED_EVENT_DATE", "lastEarnEventDate")],
)
def test_sorting_by_what_few_rows_have_puts_the_others_last(
    api: Api, key: str, field: str, order: str
) -> None:
    values = [row[field] for row in rows(api, sortOn=key, order=order, badgeType="AVAILABLE")]
    earned = [value for value in values if value is not None]
    assert len(earned) == 2
    assert values == sorted(earned, reverse=order == "DESC") + [None] * (len(values) - 2)


def test_the_other_sort_keys_drop_nothing(api: Api) -> None:
    for key in ("LAST_ISSUED_DATE", "LAST_EXPIRED_BADGE"):
        assert len(rows(api, sortOn=key)) == len(rows(api))
    issued = rows(api, sortOn="LAST_ISSUED_DATE")[:3]
    assert [row["badgeMetaId"] for row in issued] == list(FIXTURES["issued"])


def test_badge_types(api: Api) -> None:
    assert {row["badgeType"] for row in rows(api, badgeType="AVAILABLE")} == {"EARN"}
    assert {row["badgeType"] for row in rows(api, badgeType="AVAILABLE_TO_ISSUE")} == {"ISSUE_EARN"}
    expired = rows(api, badgeType="EXPIRED")
    assert {row["badgeStatus"] for row in expired} == {"EXPIRED"}
    assert {row["badgeType"] for row in expired} == {"EARN", "ISSUE_EARN"}
    earned = rows(api, badgeType="EARNED")
    assert {row["badgeMetaId"] for row in earned} == set(FIXTURES["earned"])
    assert all(row["earnCount"] >= 1 and row["lastEarnedOn"] for row in earned)


def test_earned_badges_are_the_customers_own(api: Api) -> None:
    found = api.list(OTHER.id, badgeType="EARNED").data["customerBadges"]
    assert [row["name"] for row in found] == ["Neighbour's pride", "Ten thousand steps"]


def test_status_follows_the_clock(api: Api) -> None:
    badge = api.made(startOn=NOW + 100, expiresOn=NOW + 200)
    for moment, status in (
        (NOW, "UPCOMING"),
        (NOW + 100, "LIVE"),
        (NOW + 199, "LIVE"),
        (NOW + 200, "EXPIRED"),
    ):
        api.now = moment
        (row,) = rows(api, name=badge["name"], badgeType="AVAILABLE")
        assert row["badgeStatus"] == status
        for asked in ("UPCOMING", "LIVE", "EXPIRED"):
            found = api.names(badgeType="AVAILABLE", badgeStatus=asked)
            assert (badge["name"] in found) == (asked == status)
        assert (badge["name"] in api.names(badgeType="EXPIRED")) == (status == "EXPIRED")


@pytest.mark.parametrize("status", ["UPCOMING", "LIVE", "EXPIRED"])
def test_status_filter_is_sound(api: Api, status: str) -> None:
    found = rows(api, badgeStatus=status)
    assert {row["badgeStatus"] for row in found} == {status}


def test_action_filter(api: Api) -> None:
    whole = api.names()
    active = rows(api, action="ACTIVATED")
    asleep = rows(api, action="DEACTIVATED")
    assert {row["active"] for row in active} == {True}
    assert {row["active"] for row in asleep} == {False}
    assert asleep == rows(api, action="DE_ACTIVATED")
    assert len(active) + len(asleep) == len(whole)


def test_owner_filter(api: Api) -> None:
    for owner in MODULES:
        expected = {row["name"] for row in rows(api) if owner in row["ownership"]["restrictedToOwners"]}
        assert set(api.names(owner=owner)) == expected
    badge = api.made(ownership={"restrictedToOwners": ["Loyalty_Promotion"]})
    assert badge["name"] not in api.names(owner="Loyalty", badgeType="AVAILABLE")


def test_claim_filter(api: Api) -> None:
    birthday, fuel = FIXTURES["claimed"]
    (row,) = rows(api, claimedBy="Milestones")
    assert row["badgeMetaId"] == birthday
    assert [claim["referenceId"] for claim in row["ownership"]["claims"]] == [
        "626",
        "626_TransactionAdd",
        "1175688",
    ]
    assert [
        row["badgeMetaId"] for row in rows(api, claimedBy="Loyalty_Promotion", badgeType="AVAILABLE")
    ] == [fuel]
    assert rows(api, claimedBy="Journeys") == []


def test_group_filter(api: Api) -> None:
    mine, other = api.made(badgeGroupId=GROUP_ID), api.made(badgeGroupId="another")
    found = rows(api, groupId=GROUP_ID, badgeType="AVAILABLE")
    assert {row["badgeMetaId"] for row in found} == {mine["id"], FIXTURES["grouped"][1]}
    assert {row["badgeGroupName"] for row in found} == {GROUP_NAME}
    (row,) = rows(api, groupId="another", badgeType="AVAILABLE")
    assert (row["badgeMetaId"], row["badgeGroupName"]) == (other["id"], "another")


@pytest.mark.parametrize(("filter_name", "field"), [("startOn", "startsOn"), ("expiresOn", "expiresOn")])
def test_date_filters(api: Api, filter_name: str, field: str) -> None:
    whole = rows(api)
    pivot = sorted(row[field] for row in whole)[len(whole) // 2]
    for zone in (0, 330):
        for operator, keeps in (
            ("LESS_THAN", lambda value: value < pivot),
            ("GREATER_THAN", lambda value: value > pivot),
            (None, lambda value: value == pivot),
        ):
            query = {filter_name: iso(pivot, zone)}
            if operator is not None:
                query[filter_name + "Operator"] = operator
            expected = {row["name"] for row in whole if keeps(row[field])}
            assert expected
            assert set(api.names(**query)) == expected
    assert len(rows(api, **{filter_name + "Operator": "LESS_THAN"})) == len(whole)


def test_date_filters_know_milliseconds(api: Api) -> None:
    badge = api.made(startOn=NOW + 5 * DAY)  # a quarter of a second past the full one
    stem = (iso(NOW + 5 * DAY) or "")[:-1]
    for fraction, found in ((".200Z", True), (".300Z", False)):
        query = {"startOn": stem + fraction, "startOnOperator": "GREATER_THAN", "badgeType": "AVAILABLE"}
        assert (badge["name"] in api.names(**query)) is found


def test_names_are_matched_as_they_are(api: Api) -> None:
    for name in ("100% off_today", 'It\'s "it"; --', "Ünï 🏅", " blank ", "a&b=c+d"):
        api.made(name=name)
        assert api.names(name=name, badgeType="AVAILABLE") == [name]
    assert api.names(name="100%", badgeType="AVAILABLE") == []
    assert api.names(name="", badgeType="AVAILABLE") == []


def test_filters_are_combined_with_and(api: Api) -> None:
    whole = rows(api)
    found = rows(api, badgeStatus="LIVE", owner="Loyalty", action="ACTIVATED")
    assert [row["name"] for row in found] == [
        row["name"]
        for row in whole
        if row["badgeStatus"] == "LIVE"
        and row["active"]
        and "Loyalty" in row["ownership"]["restrictedToOwners"]
    ]
    assert 0 < len(found) < len(whole)


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=x",
        "page=1.5",
        "page=",
        "page=99999999999999999999",
        "size=0",
        "size=-5",
        "size=٣",
        "sortOn=NAME",
        "order=asc",
        "badgeType=available",
        "action=SLEEPING",
        "badgeStatus=ENDED",
        "owner=Loyalty,Milestones",
        "claimedBy=Nobody",
        "startOn=yesterday",
        "expiresOn=1700000000",
        "startOn=2027-01-01T00:00:00Z&startOnOperator=EQUALS",
        "name=%00",
        "page=0&page=1",
    ],
)
def test_wrong_parameters_are_refused(api: Api, query: str) -> None:
    answer = api.send("GET", "/api_gateway/v1/badges/management/62090013", query=query)
    assert answer.codes == {400}


def test_what_is_not_documented_is_ignored(api: Api) -> None:
    assert api.list(colour="red").data == api.list().data
    assert api.list(Page=1, Size=5).data == api.list(page=1, size=5).data
    assert len(api.list(size=2**31 - 1).data["customerBadges"]) == len(rows(api))
    assert api.list(page=2**31 - 1).data["customerBadges"] == []
