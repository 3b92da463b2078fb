"""What is due for a body: each rule breaks alone, and what the documents leave open blames nobody."""

import copy
from typing import Any

import pytest

from harness.clock import DAY, YEAR
from harness.exchange import Exchange
from harness.fuzzing import words
from harness.fuzzing.business import Circumstances, weigh
from harness.payloads import Badge, changed, constraint, fixed_date, window, without
from selftests.harness.exchanges import accepted

NOW = 1_800_000_000.0
BODY = {
    "name": "Gold",
    "description": "plain",
    "startOn": NOW + 30 * DAY,
    "expiresOn": NOW + 60 * DAY,
    "earnType": "EARN",
    "earnedBadgeExpiry": {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META", "expireWithBadgeMeta": True},
    "ownership": {"restrictedToOwners": ["Loyalty"]},
    "active": True,
}
MISSING = object()


def badge(**changes: Any) -> Badge:
    """A badge of ours, as the last body said."""
    request = {**copy.deepcopy(BODY), **changes}
    answer = b'{"data": {"id": "b1"}}'
    exchange = Exchange("x-1", "create", "POST", "http://t", {}, None, NOW, 0.1, 201, {}, answer, None, 1)
    return Badge(request, exchange)


FIXED = {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expireWithBadgeMeta": False}
ROLLING = constraint("CUSTOMER", "ROLLING_WINDOW")
# changes of a create body, the rule that is broken, the codes of which one must answer
BROKEN = [
    ({"name": MISSING}, "CREATE-MANDATORY-NAME", set()),
    ({"name": None}, "CREATE-MANDATORY-NULL", set()),
    ({"name": "Taken"}, "CREATE-725-NAME-TAKEN", {725}),
    ({"name": []}, "FUZZ-CREATE-WRONG-STRUCTURE", set()),
    ({"startOn": MISSING}, "CREATE-MANDATORY-START", set()),
    ({"startOn": NOW - DAY}, "CREATE-722-START-PAST", {722}),
    ({"startOnISO": "2020-01-01T00:00:00Z"}, "CREATE-722-START-PAST-BY-ISO", {722}),
    ({"startOn": NOW + 90 * DAY}, "CREATE-START-AFTER-END", set()),
    ({"expiresOn": MISSING}, "CREATE-MANDATORY-EXPIRES", set()),
    ({"earnType": "NONSENSE"}, "CREATE-ENUM-EARN-TYPE-UNKNOWN", {400}),
    ({"earnedBadgeExpiry": {}}, "CREATE-MANDATORY-EXPIRY-TYPE", set()),
    ({"earnedBadgeExpiry.expiryType": "SOON"}, "CREATE-ENUM-EXPIRY-TYPE-UNKNOWN", {400}),
    ({"earnedBadgeExpiry.type": "SOME_DATE"}, "CREATE-ENUM-TYPE-UNKNOWN", {400}),
    ({"earnedBadgeExpiry": FIXED}, "CREATE-FIXED-DATE-NEEDS-DATE", set()),
    ({"ownership": MISSING}, "CREATE-MANDATORY-OWNERSHIP", set()),
    ({"ownership": {}}, "CREATE-MANDATORY-OWNERS", {728}),
    ({"ownership.restrictedToOwners": []}, "CREATE-728-EMPTY-OWNERS", {728}),
    ({"ownership.restrictedToOwners": ["Nobody"]}, "CREATE-714-UNKNOWN-OWNER", {714}),
    ({"ownership.restrictedToOwners": ["Loyalty", "Nobody"]}, "CREATE-714-MIXED-OWNERS", {714}),
    ({"ownership.restrictedToOwners": [None]}, "CREATE-999999-OWNERS", set()),
    ({"images": [None]}, "CREATE-999999-IMAGES", set()),
    ({"images": {"a": 1}}, "FUZZ-CREATE-WRONG-STRUCTURE", set()),
    ({"tags": [None]}, "CREATE-999999-TAGS", set()),
    ({"customerConstraints": [None]}, "CREATE-999999-CUSTOMER-CONSTRAINTS", set()),
    ({"badgeConstraints": [{"constraintType": "BADGE_ODD"}]}, "CREATE-ENUM-BADGE-CONSTRAINT-UNKNOWN", {400}),
    (
        {"customerConstraints": [window("CUSTOMER", "DAYS", durationType="YEARS")]},
        "CREATE-ENUM-CUSTOMER-DURATION-UNKNOWN",
        {400},
    ),
    (
        {"customerConstraints": [window("CUSTOMER", "WEEKS", startDayOfTheWeek="SOMEDAY")]},
        "CREATE-ENUM-CUSTOMER-START-DAY-UNKNOWN",
        {400},
    ),
    (
        {"badgeConstraints": [constraint("BADGE", "ROLLING_WINDOW", rollType="YEARS")]},
        "CREATE-ENUM-ROLL-TYPE-UNKNOWN",
        {400},
    ),
]
# changes that the documents leave open
OPEN = [
    {"active": "yes"},
    {"active": MISSING},
    {"badgeConstraints": [constraint("BADGE", "FIXED_VALUE", maxEarnLimit=0)]},
    {"badgeConstraints": [constraint("BADGE", "FIXED_VALUE")] * 2},
    {"badgeConstraints": [window("BADGE", "DAYS", durationType="DAILY")]},
    {"badgeConstraints": [without(window("BADGE", "DAYS"), "refreshRate")]},
    {"badgeConstraints": [without(window("BADGE", "WEEKS"), "startDayOfTheWeek")]},
    {"badgeGroupId": "65c3600c60d9261bdd8a6410"},
    {"badgeRank": 2.5},
    {"customFields": {"field": "value"}},
    {"defaultTillId": 7},
    {"description": "x" * 10_000},
    {"description": "null \x00"},
    {"earnType": "earn"},
    {"earnType": 0},
    {"earnedBadgeExpiry.expireWithBadgeMeta": MISSING},
    {"earnedBadgeExpiry.type": MISSING},
    {"expiresOn": NOW - DAY, "startOn": NOW - 2 * DAY, "migration": True},
    {"isActive": True},
    {"name": ""},
    {"name": " Taken "},
    {"name": 7},
    {"ownership.claims": [{"ownerType": "Loyalty", "referenceId": "1"}]},
    {"ownership.restrictedToOwners": ["LOYALTY"]},
    {"ownership.restrictedToOwners": ["Membercare"]},
    {"startOn": "2030-01-01T00:00:00Z"},
    {"startOn": MISSING, "startOnISO": "2027-03-01T00:00:00Z"},
    {"startOn": NOW + 1},
    {"startOn": NOW - 100 * YEAR, "migration": True},
    {"unknown": 1},
]
# changes that must be accepted
FINE = [
    {},
    {"badgeRank": 3},
    {"customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE"), ROLLING], "expiresOn": NOW + 300 * DAY},
    {"customerConstraints": None},
    {"description": MISSING},
    {"earnedBadgeExpiry": {"expiryType": "NEVER"}},
    {"name": "taken"},
    {"startOn": NOW - 99 * YEAR, "migration": True},
    {"startOn": NOW - DAY, "startOnISO": "2027-02-03T00:00:00Z"},
]


def due(operation: str, changes: dict[str, Any], **circumstances: Any) -> Any:
    """What is due for the body with these changes."""
    kept = {path: value for path, value in changes.items() if path != "migration"}
    base = {**BODY, "id": "b1"} if operation == "update" else BODY
    body = changed(base, {path: value for path, value in kept.items() if value is not MISSING})
    body = without(body, *(path for path, value in kept.items() if value is MISSING))
    at = Circumstances(NOW, {"Taken": "other"}, migration=bool(changes.get("migration")), **circumstances)
    return weigh(operation, body, at)


@pytest.mark.parametrize(("changes", "rule", "codes"), BROKEN, ids=range(len(BROKEN)))
def test_one_broken_rule_is_named_with_its_codes(changes, rule, codes):
    weighed = due("create", changes)
    assert weighed.acceptance == "refused"
    assert [reason.rule for reason in weighed.broken] == [rule]
    assert weighed.codes == codes


@pytest.mark.parametrize("changes", OPEN, ids=range(len(OPEN)))
def test_what_the_documents_leave_open_is_open(changes):
    assert due("create", changes).acceptance == "open"


@pytest.mark.parametrize("changes", FINE, ids=range(len(FINE)))
def test_what_the_documents_allow_is_due(changes):
    weighed = due("create", changes)
    assert (weighed.acceptance, weighed.open) == ("accepted", [])


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "A long name " * 6 + "of a badge"},
        {"badgeRank": 31},
        {"expiresOn": 2_100_000_000},
        {"tags": [{"name": name, "value": "a"} for name in "abcd"]},
        {
            "images": [
                {"name": "a", "fileSvcHandle": "b", "url": "https://c", "tag": tag}
                for tag in words.IMAGE_TAGS
            ]
        },
        {"badgeConstraints": [{"constraintType": "BADGE_FIXED_VALUE", "maxEarnLimit": 10_001}]},
        {"migration": True},
        {"description": "Buy <2>, get 1"},
        {"tags": [{"name": "Größe", "value": "a"}]},
        {"images": [{"name": "a", "fileSvcHandle": "b", "url": "ftp://c", "tag": "EARNED"}]},
        {"earnedBadgeExpiry": fixed_date(NOW + DAY)},
        {"issuedBadgeExpiry": fixed_date(NOW + 90 * DAY)},
        {"customerConstraints": [ROLLING]},
        {"customerConstraints": [{**ROLLING, "maxEarnForDays": 900}], "expiresOn": NOW + 300 * DAY},
        {
            "customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=9)],
            "badgeConstraints": [constraint("BADGE", "FIXED_VALUE", maxEarnLimit=8)],
        },
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_target_may_bound_what_no_page_bounds_but_keeps_what_it_accepts(changes):
    weighed = due("create", changes)
    assert (weighed.acceptance, weighed.open_members) == ("open", set())


def test_a_member_in_another_spelling_leaves_it_open():
    weighed = due("create", {"NAME": "Silver"})
    assert (weighed.acceptance, weighed.open_members) == ("open", {"name", "NAME"})


def test_an_id_may_be_long():
    known = Badge({**BODY, "id": "b1"}, accepted({"id": "i" * 120}))
    weighed = weigh("update", {**BODY, "id": "i" * 120}, Circumstances(NOW, badge=known))
    assert weighed.acceptance == "accepted"


def test_an_open_matter_beside_a_broken_rule_frees_the_code():
    weighed = due("create", {"startOn": NOW - DAY, "unknown": 1})
    assert weighed.acceptance == "refused"
    assert weighed.codes == set()


LIVE = {"startOn": NOW - 30 * DAY}
OVER = {"startOn": NOW - 9 * DAY, "expiresOn": NOW - 8 * DAY}
WINDOW = {"badgeConstraints": [window("BADGE", "DAYS")]}
VALUE = {"badgeConstraints": [constraint("BADGE", "FIXED_VALUE")]}
ROLL = {"badgeConstraints": [constraint("BADGE", "ROLLING_WINDOW")]}
NOTHING = {"badgeConstraints": []}
# the badge, changes of its body, what is due, the rule
UPDATES = [
    ({}, {}, "accepted", None),
    ({}, {"earnType": "ISSUE_EARN"}, "open", None),
    ({}, {"expiresOn": NOW + 10 * DAY}, "refused", "UPDATE-720-END-BEFORE-START"),
    ({}, {"expiresOn": NOW - DAY}, "refused", "UPDATE-720-OR-724"),
    ({}, {"id": MISSING}, "refused", "UPDATE-ID-MISSING"),
    ({}, {"id": None}, "refused", "UPDATE-ID-NULL"),
    ({}, {"name": "Taken"}, "refused", "UPDATE-NAME-TAKEN"),
    ({}, {"name": MISSING}, "open", None),
    ({}, {"startOn": NOW + 90 * DAY}, "refused", "UPDATE-720-START-AFTER-END"),
    ({}, {"startOn": NOW - 101 * YEAR}, "refused", "UPDATE-START-100-YEARS"),
    ({}, {"startOn": NOW - 9 * DAY, "expiresOn": NOW - DAY}, "refused", "UPDATE-724-END-PAST-UPCOMING"),
    ({}, {"startOn": NOW - DAY}, "accepted", None),
    ({}, WINDOW, "accepted", None),
    (LIVE, LIVE, "accepted", None),
    (LIVE, {**LIVE, "expiresOn": NOW - DAY}, "refused", "UPDATE-724-END-PAST-LIVE"),
    (LIVE, {"startOn": NOW + 9 * DAY}, "refused", "UPDATE-START-FROZEN-LIVE-FUTURE"),
    (LIVE, {"startOn": NOW - 29 * DAY}, "refused", "UPDATE-START-FROZEN-LIVE"),
    (LIVE | VALUE, LIVE | NOTHING, "open", None),
    (LIVE | VALUE, LIVE | ROLL, "accepted", None),
    (LIVE | VALUE, LIVE | WINDOW, "refused", "UPDATE-826-BADGE-VALUE-TO-WINDOW"),
    (LIVE | WINDOW, LIVE | ROLL, "refused", "UPDATE-826-BADGE-WINDOW-TO-ROLLING"),
    (OVER, {"startOn": NOW - 7 * DAY}, "refused", "UPDATE-START-FROZEN-EXPIRED"),
]


@pytest.mark.parametrize(("before", "changes", "acceptance", "rule"), UPDATES, ids=range(len(UPDATES)))
def test_updates_follow_the_state_of_the_badge(before, changes, acceptance, rule):
    weighed = due("update", changes, badge=badge(**before))
    assert weighed.acceptance == acceptance
    assert [reason.rule for reason in weighed.broken] == ([rule] if rule else [])


def test_an_unknown_id_is_refused():
    weighed = due("update", {"id": "none"})
    assert [reason.rule for reason in weighed.broken] == ["UPDATE-ID-UNKNOWN"]
