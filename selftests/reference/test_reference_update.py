"""Updating: what may change in which state, and what a refusal leaves behind."""

from __future__ import annotations

from typing import Any

import pytest
from in_process import DAY, DROP, LIMITS, MIGRATION, NOW, Api, changed, customer_limit

from reference.seeds import FIXTURES

CLAIMED = FIXTURES["claimed"][0]
KINDS = ("FIXED_WINDOW", "ROLLING_WINDOW", "FIXED_VALUE")
FROZEN = {
    ("FIXED_WINDOW", "ROLLING_WINDOW"),
    ("ROLLING_WINDOW", "FIXED_WINDOW"),
    ("FIXED_WINDOW", "FIXED_VALUE"),
    ("FIXED_VALUE", "FIXED_WINDOW"),
}


def test_a_badge_sent_back_whole_is_accepted_and_only_younger(api: Api) -> None:
    badge = api.made(customerConstraints=[customer_limit("FIXED_WINDOW")], tags=[{"name": "a", "value": "b"}])
    api.now += 5
    answer = api.update(badge)
    assert answer.status == 200
    moving = ("lastUpdatedOn", "lastUpdatedOnISO")
    assert {**answer.data, **dict.fromkeys(moving)} == {**badge, **dict.fromkeys(moving)}
    assert answer.data["lastUpdatedOn"] == round(api.now, 3)


def test_every_update_advances_last_updated_on_even_when_the_clock_stands(api: Api) -> None:
    badge = api.made()
    times = [api.update(badge).data["lastUpdatedOn"] for _ in range(3)]
    assert [badge["lastUpdatedOn"], *times] == sorted({badge["lastUpdatedOn"], *times})


def test_identity_and_creation_cannot_be_written(api: Api) -> None:
    badge = api.made()
    forged = {
        "createdOn": 1,
        "createdBy": 2,
        "orgId": 3,
        "status": "LIVE",
        "issuedCount": 4,
        "lastUpdatedOn": 5,
    }
    data = api.update(changed(badge, **forged)).data
    for name in ("createdOn", "createdBy", "orgId", "status", "issuedCount"):
        assert data[name] == badge[name]
    assert data["lastUpdatedOn"] > badge["lastUpdatedOn"]


def test_an_update_replaces_the_whole_badge(api: Api) -> None:
    badge = api.made(
        customerConstraints=[customer_limit("FIXED_VALUE")],
        customFields={"a": "b"},
        badgeRank=2,
        active=False,
    )
    optional = ("description", "customerConstraints", "customFields", "badgeRank", "active", "images", "tags")
    data = api.update(changed(badge, **dict.fromkeys(optional, DROP))).data
    assert [data[name] for name in optional] == [None, [], {}, None, True, [], []]


def test_the_change_is_seen_by_both_reads(api: Api) -> None:
    badge = api.made()
    api.update(changed(badge, name="Renamed", earnType="ISSUE_EARN"))
    assert api.names(name="Renamed") == ["Renamed"]
    assert api.names(name=badge["name"], badgeType="AVAILABLE") == []
    assert api.detail(badge["id"]).data["name"] == "Renamed"


@pytest.mark.parametrize(
    ("value", "code", "status"),
    [(DROP, 715, 400), (None, 715, 400), (8, 400, 400), ("8", 404, 404), ("f" * 24, 404, 404)],
)
def test_the_id_must_name_a_badge(api: Api, value: object, code: int, status: int) -> None:
    body = changed(api.made(), id=value, name="Free")
    answer = api.update(body)
    assert answer.codes == {code}
    assert answer.status == status
    assert api.made(name="Free")


@pytest.mark.parametrize(
    "field", ["name", "startOn", "expiresOn", "earnedBadgeExpiry", "ownership", "earnType"]
)
def test_mandatory_members(api: Api, field: str) -> None:
    codes = api.update(changed(api.made(), **{field: DROP})).codes
    assert codes == ({728} if field == "ownership" else {400})


def test_iso_spellings_are_not_read_here(api: Api) -> None:
    badge = api.made()
    data = api.update(changed(badge, startOnISO="2040-01-01T00:00:00Z", expiresOnISO=5)).data
    assert (data["startOn"], data["expiresOn"]) == (badge["startOn"], badge["expiresOn"])


def test_start_of_an_upcoming_badge_moves_freely(api: Api) -> None:
    badge = api.made()
    assert api.update(changed(badge, startOn=NOW + 2 * DAY)).data["status"] == "UPCOMING"
    assert api.update(changed(badge, startOn=NOW - DAY)).data["status"] == "LIVE"
    assert api.update(changed(badge, startOn=NOW - 2 * DAY)).codes == {723}


def test_a_century_is_the_limit(api: Api) -> None:
    badge = api.made()
    year = 365.2425 * DAY
    assert api.update(changed(badge, startOn=NOW - 101 * year)).codes == {400}
    assert api.update(changed(badge, startOn=NOW - 99 * year)).data["status"] == "LIVE"


@pytest.mark.parametrize("state", ["live", "expired"])
def test_start_is_frozen_once_live(api: Api, state: str) -> None:
    badge = changed(getattr(api, state)(), expiresOn=NOW + 90 * DAY)
    before = api.stored(badge["id"])
    for start in (badge["startOn"] - 1, badge["startOn"] + 1, NOW + DAY):
        assert api.update(changed(badge, startOn=start)).codes == {723}
    assert api.stored(badge["id"]) == before
    assert api.update(badge).data["status"] == "LIVE"


def test_start_freezes_when_the_clock_makes_the_badge_live(api: Api) -> None:
    badge = api.made()
    api.now = NOW + 2 * DAY
    assert api.update(changed(badge, startOn=NOW + 3 * DAY)).codes == {723}


def test_dates_of_an_update(api: Api) -> None:
    upcoming = api.made()
    live = api.live()
    assert api.update(changed(upcoming, expiresOn=NOW + DAY / 2)).codes == {720}
    assert api.update(changed(live, expiresOn=NOW - 60)).codes == {724}
    assert api.update(changed(upcoming, startOn=NOW - 9, expiresOn=NOW - 5)).codes == {724}
    assert api.update(changed(upcoming, expiresOn=NOW - 5)).codes == {720, 724}
    assert api.update(changed(live, expiresOn=NOW + 60)).data["expiresOn"] == NOW + 60
    expired = api.expired()
    assert api.update(changed(expired, description="late")).codes == {724}


@pytest.mark.parametrize("field", LIMITS)
@pytest.mark.parametrize("state", ["made", "live", "expired"])
@pytest.mark.parametrize("before", KINDS)
@pytest.mark.parametrize("after", KINDS)
def test_kinds_of_constraints_by_state(api: Api, field: str, state: str, before: str, after: str) -> None:
    badge = getattr(api, state)(**{field: [LIMITS[field](before)]})
    body = changed(badge, expiresOn=NOW + 90 * DAY, **{field: [LIMITS[field](after)]})
    answer = api.update(body)
    if state != "made" and (before, after) in FROZEN:
        assert answer.codes == {826}
        assert api.detail(badge["id"]).data[field][0]["maxEarnLimit"] == LIMITS[field](before).get(
            "maxEarnLimit"
        )
    else:
        assert answer.data[field][0]["constraintType"].endswith(after)


@pytest.mark.parametrize("field", LIMITS)
def test_other_edits_of_live_constraints_are_free(api: Api, field: str) -> None:
    limit = LIMITS[field]
    badge = api.live(**{field: [limit("FIXED_WINDOW")]})
    (window,) = api.update(changed(badge, **{field: [limit("FIXED_WINDOW") | {"maxEarnLimit": 99}]})).data[
        field
    ]
    assert (window["maxEarnLimit"], window["cycleStatus"]) == (99, "ACTIVE")
    for after in ([], [limit("NO_LIMIT")], [limit("FIXED_VALUE")], [limit("ROLLING_WINDOW")]):
        assert api.update(changed(badge, **{field: after})).data[field] == after


def test_renaming(api: Api) -> None:
    first, second = api.made(name="First"), api.made(name="Second")
    before = api.stored(second["id"])
    assert api.update(changed(second, name="First")).codes == {725}
    assert api.stored(second["id"]) == before
    assert api.update(changed(second, name="first")).data["name"] == "first"
    assert api.update(changed(first, description="same name")).data["name"] == "First"
    assert api.made(name="Second")


def test_owners(api: Api) -> None:
    badge = api.made()
    owners = {"restrictedToOwners": ["Journeys", "Membercare"]}
    assert api.update(changed(badge, ownership=owners)).data["ownership"]["restrictedToOwners"] == [
        "Journeys",
        "Membercare",
    ]
    answer = api.update(changed(badge, ownership={"restrictedToOwners": ["Nobody"]}))
    assert answer.codes == {400}
    assert answer.payload["errors"][0]["reference"] == "ownership.restrictedToOwners"
    assert api.update(changed(badge, ownership={"restrictedToOwners": []})).codes == {728}


def test_an_owner_with_a_claim_stays(api: Api) -> None:
    claimed = api.detail(CLAIMED).data
    body = api.body(
        id=CLAIMED,
        name=claimed["name"],
        startOn=claimed["startsOn"],
        expiresOn=claimed["expiresOn"],
        earnType="ISSUE_EARN",
        ownership={"restrictedToOwners": ["Loyalty", "Milestones", "Rewards_Catalog"]},
    )
    before = api.stored(CLAIMED)
    for owners in (["Loyalty"], ["Milestones"], ["Journeys"]):
        assert api.update(changed(body, ownership={"restrictedToOwners": owners})).codes == {738}
    assert api.stored(CLAIMED) == before
    data = api.update(body).data
    assert {claim["ownerType"] for claim in data["ownership"]["claims"]} == {"Loyalty", "Milestones"}


def test_claims_are_never_taken(api: Api) -> None:
    badge = api.made()
    claims = [{"ownerType": "Loyalty", "referenceId": "xyz"}]
    body = changed(badge, ownership={"restrictedToOwners": ["Loyalty"], "claims": claims})
    assert api.update(body).data["ownership"]["claims"] == []
    assert badge["name"] not in api.names(claimedBy="Loyalty", badgeType="AVAILABLE")


@pytest.mark.parametrize(
    "changes",
    [
        {"earnType": "GIFT"},
        {"earnedBadgeExpiry": {"expiryType": "SOMETIMES"}},
        {"customerConstraints": [{"constraintType": "X"}]},
        {"badgeConstraints": [{"constraintType": "BADGE_FIXED_WINDOW", "durationType": "YEARS"}]},
        {"ownership": {"restrictedToOwners": ["Loyalty", "X"]}},
    ],
)
def test_unknown_words_are_400_and_change_nothing(api: Api, changes: dict[str, Any]) -> None:
    badge = api.made()
    before = api.stored(badge["id"])
    answer = api.update(changed(badge, **changes))
    assert answer.codes == {400}
    assert "Invalid enum value" in {error["message"] for error in answer.payload["errors"]}
    assert api.stored(badge["id"]) == before


def test_all_errors_are_told_at_once(api: Api) -> None:
    taken, badge = api.made(), api.live(customerConstraints=[customer_limit("FIXED_VALUE")])
    body = changed(
        badge,
        name=taken["name"],
        startOn=NOW - 1,
        expiresOn=NOW - 2,
        earnType="GIFT",
        customerConstraints=[customer_limit("FIXED_WINDOW")],
    )
    assert api.update(body).codes == {400, 720, 723, 724, 725, 826}


def test_null_inside_an_array_is_the_documented_failure(api: Api) -> None:
    badge = api.made()
    assert api.update(changed(badge, tags=[None])).codes == {999999}


def test_the_migration_header_means_nothing_here(api: Api) -> None:
    live = api.live()
    assert api.update(changed(live, startOn=NOW - 10), MIGRATION).codes == {723}
