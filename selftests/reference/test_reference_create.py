"""Creating: what is echoed, completed, defaulted and refused."""

from __future__ import annotations

import pytest
from in_process import DAY, DROP, LIMITS, MIGRATION, NOW, Api, badge_limit, customer_limit

from reference.instants import iso
from reference.rules.owners import MODULES

FIXED = {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expiresOn": 1_926_235_957}


def test_a_valid_body_is_answered_201_with_the_badge(api: Api) -> None:
    body = api.body()
    answer = api.create(body)
    data = answer.data
    assert answer.status == 201
    assert answer.headers["content-type"] == "application/json"
    for name in ("name", "description", "startOn", "expiresOn", "earnType", "active"):
        assert data[name] == body[name]
    assert len(data["id"]) == 24
    assert data["status"] == "UPCOMING"
    assert data["createdOn"] == data["lastUpdatedOn"] == round(NOW, 3)
    assert data["createdBy"] == data["lastUpdatedBy"]
    assert data["issuedCount"] == data["earnedCount"] == 0
    assert data["ownership"] == {"restrictedToOwners": ["Loyalty", "Milestones"], "claims": []}


def test_optional_members_have_their_defaults_whether_absent_or_null(api: Api) -> None:
    names = ("description", "issuedBadgeExpiry", "badgeGroupId", "badgeRank", "defaultTillId")
    arrays = ("images", "tags", "customerConstraints", "badgeConstraints")
    for given in (DROP, None):
        data = api.made(**dict.fromkeys((*names, *arrays, "customFields", "active"), given))
        assert all(data[name] is None for name in names if name != "defaultTillId")
        assert all(data[name] == [] for name in arrays)
        assert data["customFields"] == {}
        assert data["active"] is True


def test_everything_sent_is_echoed(api: Api) -> None:
    sent = {
        "images": [{"name": "a", "fileSvcHandle": "b", "url": "https://c", "tag": "IN_PROGRESS"}],
        "tags": [{"name": "Type1", "value": "Birthday"}],
        "customFields": {"CF1": "1", "": ""},
        "badgeRank": 3,
        "badgeGroupId": "any group",
        "description": "Grüße, 你好, 🏅 \u200f",
        "active": False,
    }
    data = api.made(**sent, isActive=True, defaultTillId=7, unknown=[None])
    assert {name: data[name] for name in sent} == sent
    assert api.made(active=DROP, isActive=False)["active"] is False


@pytest.mark.parametrize("field", ["startOn", "expiresOn"])
def test_iso_spelling_overrides_and_suffices(api: Api, field: str) -> None:
    other = NOW + 7 * DAY
    for epoch in (NOW + 5 * DAY, DROP, None):
        data = api.made(**{field: epoch, field + "ISO": iso(other, 330)})
        assert data[field] == int(other)
        assert data[field + "ISO"] == iso(other)
    assert api.made(**{field: iso(other)})[field] == int(other)


def test_iso_decides_about_the_past(api: Api) -> None:
    assert 722 in api.create(api.body(startOnISO=iso(NOW - DAY))).codes
    assert api.made(startOn=NOW - DAY, startOnISO=iso(NOW + DAY))["status"] == "UPCOMING"


def test_past_start_needs_the_migration_header(api: Api) -> None:
    body = api.body(startOn=NOW - DAY)
    assert api.create(body).codes == {722}
    assert 722 in api.create(body, {"X-CAP-BADGES-MIGRATION": "true"}).codes
    assert api.create(body, MIGRATION).data["status"] == "LIVE"
    assert api.expired()["status"] == "EXPIRED"


def test_a_century_is_the_limit_even_with_the_header(api: Api) -> None:
    year = 365.2425 * DAY
    assert api.create(api.body(startOn=NOW - 101 * year), MIGRATION).codes == {722}
    assert api.made(MIGRATION, startOn=NOW - 99 * year)["status"] == "LIVE"


def test_start_comes_before_the_end(api: Api) -> None:
    assert api.create(api.body(expiresOn=NOW + DAY / 2)).codes == {720}
    assert api.create(api.body(expiresOn=NOW + DAY)).codes == {720}


def test_names_are_unique_by_their_bytes(api: Api) -> None:
    api.made(name="Straße")
    assert api.create(api.body(name="Straße")).codes == {725}
    for other in ("straße", "Straße ", "Strasse", "STRASSE"):
        assert api.made(name=other)["name"] == other


def test_owners(api: Api) -> None:
    for owner in MODULES:
        assert api.made(ownership={"restrictedToOwners": [owner]})["ownership"]["restrictedToOwners"] == [
            owner
        ]
    twice = api.made(ownership={"restrictedToOwners": ["Loyalty", "Loyalty"]})
    assert twice["ownership"]["restrictedToOwners"] == ["Loyalty"]
    for owner in ("Membercare", "LOYALTY", "Nobody", ""):
        answer = api.create(api.body(ownership={"restrictedToOwners": ["Loyalty", owner]}))
        assert answer.codes == {714}
        assert answer.payload["errors"][0]["reference"] == "ownership.restrictedToOwners"


@pytest.mark.parametrize(
    "ownership", [DROP, None, {}, {"restrictedToOwners": []}, {"restrictedToOwners": None}]
)
def test_a_badge_needs_an_owner(api: Api, ownership: object) -> None:
    answer = api.create(api.body(ownership=ownership))
    assert answer.codes == {728}
    assert answer.payload["errors"][0]["reference"] == "ownership.restrictedToOwners"


def test_claims_are_never_taken(api: Api) -> None:
    claim = {"ownerType": "Loyalty", "referenceId": "626"}
    data = api.made(ownership={"restrictedToOwners": ["Loyalty"], "claims": [claim]})
    assert data["ownership"]["claims"] == []
    assert api.detail(data["id"]).data["claimedBy"] == []


@pytest.mark.parametrize("field", ["name", "startOn", "expiresOn", "earnedBadgeExpiry", "earnType"])
@pytest.mark.parametrize("value", [DROP, None])
def test_mandatory_members(api: Api, field: str, value: object) -> None:
    answer = api.create(api.body(**{field: value}))
    assert answer.codes == {400}
    assert answer.payload["errors"][0]["reference"] == field


@pytest.mark.parametrize("field", ["ownership", "customerConstraints", "badgeConstraints", "images", "tags"])
def test_null_inside_an_array_is_the_documented_failure(api: Api, field: str) -> None:
    value = {"restrictedToOwners": ["Loyalty", None]} if field == "ownership" else [None]
    body = api.body(**{field: value})
    answer = api.create(body)
    assert answer.codes == {999999}
    assert answer.payload["errors"][0]["message"].startswith("HV000028")
    assert api.create(api.body(name=body["name"])).data


def test_all_errors_are_told_at_once_and_nothing_is_stored(api: Api) -> None:
    taken = api.made()
    body = api.body(
        name=taken["name"],
        startOn=NOW - 1,
        earnType="GIFT",
        ownership={"restrictedToOwners": ["Loyalty", "X"]},
    )
    assert api.create(body).codes == {400, 714, 722, 725}
    total = api.list(badgeType="AVAILABLE", size=1).data["pagination"]["total"]
    refused = api.body(startOn=NOW - 1)
    assert api.create(refused).codes == {722}
    assert api.list(badgeType="AVAILABLE", size=1).data["pagination"]["total"] == total
    assert api.made(name=refused["name"])


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (
            {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS", "value": 2},
            {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS", "value": 2},
        ),
        (
            {"expiryType": "RELATIVE", "relativeExpiryType": "MONTHS", "value": 1, "type": "FIXED_DATE"},
            {"expiryType": "RELATIVE", "relativeExpirytype": "MONTHS", "value": 1},
        ),
        (FIXED, FIXED | {"expireWithBadgeMeta": False}),
        (
            {
                "expiryType": "ABSOLUTE",
                "type": "WITH_BADGE_META",
                "expiresOn": None,
                "expireWithBadgeMeta": True,
            },
            {
                "expiryType": "ABSOLUTE",
                "type": "WITH_BADGE_META",
                "expiresOn": None,
                "expireWithBadgeMeta": True,
            },
        ),
        ({"expiryType": "NEVER"}, {"expiryType": "NEVER"}),
    ],
)
def test_expiries_are_completed(api: Api, sent: dict[str, object], stored: dict[str, object]) -> None:
    data = api.made(earnedBadgeExpiry=sent, issuedBadgeExpiry=sent, earnType="ISSUE_EARN")
    assert data["earnedBadgeExpiry"] == data["issuedBadgeExpiry"] == stored


@pytest.mark.parametrize(
    "expiry",
    [
        {},
        {"expiryType": "SOMETIMES"},
        {"expiryType": "RELATIVE", "value": 2},
        {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS"},
        {"expiryType": "RELATIVE", "relativeExpirytype": "YEARS", "value": 2},
        {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS", "value": 2.5},
        {"expiryType": "ABSOLUTE"},
        {"expiryType": "ABSOLUTE", "type": "NEXT_YEAR"},
        {"expiryType": "ABSOLUTE", "type": "FIXED_DATE"},
        FIXED | {"expireWithBadgeMeta": True},
        FIXED | {"expireWithBadgeMeta": "false"},
        "NEVER",
        [],
    ],
)
@pytest.mark.parametrize("field", ["earnedBadgeExpiry", "issuedBadgeExpiry"])
def test_incomplete_expiries_are_refused(api: Api, field: str, expiry: object) -> None:
    assert api.create(api.body(**{field: expiry})).codes == {400}


@pytest.mark.parametrize("field", LIMITS)
@pytest.mark.parametrize("kind", ["FIXED_WINDOW", "ROLLING_WINDOW", "FIXED_VALUE", "NO_LIMIT"])
def test_constraints_are_echoed(api: Api, field: str, kind: str) -> None:
    sent = LIMITS[field](kind)
    (shown,) = api.made(**{field: [sent]})[field]
    assert {name: shown[name] for name in sent} == sent
    computed = {"referenceId", "cycleStatus", "startDate", "endDate"} if kind == "FIXED_WINDOW" else set()
    assert set(shown) - set(sent) == computed


def test_several_constraints_of_one_badge(api: Api) -> None:
    rolling = [badge_limit("ROLLING_WINDOW") | {"rollType": unit} for unit in ("DAYS", "WEEKS", "MONTHS")]
    sent = [badge_limit("FIXED_VALUE"), *rolling]
    assert api.made(badgeConstraints=sent)["badgeConstraints"] == sent


@pytest.mark.parametrize(("word", "unit"), [("DAILY", "DAYS"), ("WEEKLY", "WEEKS"), ("MONTHLY", "MONTHS")])
def test_both_vocabularies_of_durations(api: Api, word: str, unit: str) -> None:
    for sent in (word, unit):
        (shown,) = api.made(badgeConstraints=[badge_limit("FIXED_WINDOW") | {"durationType": sent}])[
            "badgeConstraints"
        ]
        assert shown["durationType"] == unit


def test_start_day_of_a_week(api: Api) -> None:
    week = customer_limit("FIXED_WINDOW") | {"durationType": "WEEKS"}

    def shown(**changes: object) -> object:
        (constraint,) = api.made(customerConstraints=[week | changes])["customerConstraints"]
        return constraint.get("startDayOfTheWeek")

    assert shown() == "MONDAY"
    assert shown(startDayOfTheWeek="SUNDAY") == "SUNDAY"
    assert shown(startDayOfTheWeek=1) == "TUESDAY"
    assert shown(durationType="DAYS", startDayOfTheWeek=1) is None


@pytest.mark.parametrize("field", LIMITS)
@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("FIXED_WINDOW", {"constraintType": "FIXED_WINDOW"}),
        ("FIXED_WINDOW", {"constraintType": None}),
        ("FIXED_WINDOW", {"durationType": None}),
        ("FIXED_WINDOW", {"durationType": "YEARS"}),
        ("FIXED_WINDOW", {"refreshRate": None}),
        ("FIXED_WINDOW", {"refreshRate": 0}),
        ("FIXED_WINDOW", {"maxEarnLimit": -1}),
        ("FIXED_WINDOW", {"maxEarnLimit": 2**31}),
        ("FIXED_WINDOW", {"startDayOfTheWeek": "FUNDAY"}),
        ("FIXED_WINDOW", {"startDayOfTheWeek": 7}),
        ("FIXED_VALUE", {"maxEarnLimit": None}),
        ("FIXED_VALUE", {"maxEarnLimit": True}),
        ("FIXED_VALUE", {"maxEarnLimit": "5"}),
        ("FIXED_VALUE", {"rollType": "YEARS"}),
    ],
)
def test_broken_constraints_are_refused(api: Api, field: str, kind: str, changes: dict[str, object]) -> None:
    assert api.create(api.body(**{field: [LIMITS[field](kind) | changes]})).codes == {400}


def test_the_two_levels_have_kinds_of_their_own(api: Api) -> None:
    assert api.create(api.body(customerConstraints=[badge_limit("FIXED_VALUE")])).codes == {400}
    assert api.create(api.body(badgeConstraints=[customer_limit("FIXED_VALUE")])).codes == {400}


def test_rolling_windows_of_a_customer_come_in_pairs(api: Api) -> None:
    days = {"constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW", "maxEarnForDays": 1, "rollForDays": 2}
    assert api.made(customerConstraints=[days])["customerConstraints"] == [days]
    for broken in ({"rollForDays": None}, {"maxEarnForDays": None}, {"maxEarnForWeeks": 1}):
        assert api.create(api.body(customerConstraints=[days | broken])).codes == {400}
    empty = {"constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW"}
    assert api.create(api.body(customerConstraints=[empty])).codes == {400}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", 5),
        ("name", ""),
        ("name", ["a"]),
        ("description", {}),
        ("startOn", True),
        ("startOn", "tomorrow"),
        ("expiresOn", []),
        ("expiresOn", 1e300),
        ("startOnISO", 1_900_000_000),
        ("expiresOnISO", "2030-02-30T00:00:00Z"),
        ("earnType", "earn"),
        ("earnType", 1),
        ("ownership", ["Loyalty"]),
        ("ownership", {"restrictedToOwners": "Loyalty"}),
        ("ownership", {"restrictedToOwners": [5]}),
        ("ownership", {"restrictedToOwners": ["Loyalty"], "claims": {}}),
        ("customerConstraints", {}),
        ("badgeConstraints", ["BADGE_NO_LIMIT"]),
        ("images", [{"name": 1, "fileSvcHandle": "b", "url": "c", "tag": "EARNED"}]),
        ("images", [{"name": "a", "fileSvcHandle": "b", "url": "c", "tag": "LOST"}]),
        ("tags", [{"name": "a"}]),
        ("customFields", []),
        ("customFields", {"a": 1}),
        ("customFields", {"a": None}),
        ("badgeGroupId", 8),
        ("badgeRank", "1"),
        ("badgeRank", 1.5),
        ("badgeRank", 10**400),
        ("defaultTillId", {}),
        ("active", "true"),
        ("active", 1),
    ],
)
def test_wrong_types_are_refused(api: Api, field: str, value: object) -> None:
    answer = api.create(api.body(**{field: value}))
    assert answer.codes == {400}
    assert answer.payload["errors"][0]["reference"].startswith(field)


def test_milliseconds_are_taken_as_seconds(api: Api) -> None:
    data = api.made(startOn=1_765_178_896_000, expiresOn=1_796_275_142_001)
    assert data["startOnISO"] == "+57906-04-18T07:06:40Z"
