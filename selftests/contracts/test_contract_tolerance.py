"""What conforming servers may do differently blames nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from payloads_at_hand import GONE, changed, example, index, without_nulls

Blamed = Callable[[str, object], set[str]]

RESPONSES = [row for row in index() if "/response-" in row["file"]]

LIST = "list/response-01"
EARNED = "list/response-04"
FULL = "detail/response-01"
LIVE = "detail/response-03"
SHORT = "detail/response-06"
ISSUED = "detail/response-07"
EARN = "create/response-01"
ISSUE = "create/response-02"
REFUSED = "create/response-03"

ROW = "/data/customerBadges/0"
CUSTOMER = "/data/customerConstraints/0"
BADGE = "/data/badgeConstraints/0"
SECONDS_ONLY = "2025-12-08T09:13:33Z"

VARIANTS: list[tuple[str, str, dict[str, Any]]] = [
    ("envelope-list", LIST, {"/warnings": [{"code": 1, "message": "slow"}]}),
    ("envelope-list", LIST, {f"{ROW}/badgeStatus": "ENDED"}),
    ("envelope-list", LIST, {f"{ROW}/createdOn": 1702280977}),
    ("envelope-list", LIST, {f"{ROW}/startsOn": 1701416976000}),
    ("envelope-list", LIST, {f"{ROW}/lastEarnEventDate": 1748880000000,
        f"{ROW}/lastEarnedOnDate": 1748890800000}),
    ("envelope-list", LIST, {f"{ROW}/earnCount": None}),
    ("envelope-list", LIST, {f"{ROW}/description": None}),
    ("envelope-list", LIST, {f"{ROW}/ownership/restrictedToOwners": ["Membercare"]}),
    ("envelope-list", LIST, {"/data/customerBadges": [], "/data/pagination/total": 0,
        "/data/pagination/totalPages": 0}),
    ("envelope-list", EARNED, {f"{ROW}/issueStatus": "ISSUED"}),
    ("envelope-detail", FULL, {"/data/badgeType": "Issue_Earn"}),
    ("envelope-detail", FULL, {"/data/ownerType": "LOYALTY", "/data/isActive": True}),
    ("envelope-detail", FULL, {"/data/claimedBy": ["Loyalty"]}),
    ("envelope-detail", FULL, {"/data/claimedBy": [{"ownerType": "Loyalty"}]}),
    ("envelope-detail", FULL, {"/data/createdOnISO": "2025-12-08T14:43:33.63+05:30"}),
    ("envelope-detail", FULL, {"/data/createdOnISO": "2025-12-08T09:13:33.000+0000"}),
    ("envelope-detail", FULL, {"/data/createdOnISO": "2025-12-08T09:13Z"}),
    ("envelope-detail", FULL, {"/data/expiresOnISO": "+285428751-11-12T07:36:33Z"}),
    ("envelope-detail", FULL, {"/data/customFields": {"half \ud83d": "half \udc00"}}),
    ("envelope-detail", FULL, {"/data/lastEarnedOn": 1738651682, "/data/lastEarnedOnISO": "1738651682"}),
    ("envelope-detail", FULL, {"/data/earnExpiry/relativeExpiryType": "WEEKS",
        "/data/earnExpiry/relativeExpirytype": GONE}),
    ("envelope-detail", FULL, {"/data/earnExpiry": {"expiryType": "NEVER"}}),
    ("envelope-detail", FULL, {"/data/earnExpiry": {"expiryType": "NEVER", "expiresOn": 4918000000,
        "value": None}}),
    ("envelope-detail", FULL, {"/data/issueExpiry": GONE}),
    ("envelope-detail", FULL, {"/data/tags": [{"name": "Type1", "value": "Birthday"}],
        "/data/customFields": GONE}),
    ("envelope-detail", FULL, {f"{CUSTOMER}/constraintType": "CUSTOMER_BADGE_FIXED_WINDOW",
        f"{CUSTOMER}/constraintLevel": GONE}),
    ("envelope-detail", FULL, {f"{BADGE}/constraintType": "BADGE_FIXED_VALUE"}),
    ("envelope-detail", FULL, {f"{BADGE}/constraintType": "NO_LIMIT", f"{BADGE}/maxEarnLimit": None}),
    ("envelope-detail", FULL, {f"{BADGE}/constraintType": "OVERALL", f"{BADGE}/maxEarnLimit": None}),
    ("envelope-detail", FULL, {f"{CUSTOMER}/durationType": "DAILY"}),
    ("envelope-detail", FULL, {f"{CUSTOMER}/durationType": "WEEKS", f"{CUSTOMER}/refreshRate": None,
        f"{CUSTOMER}/startDayOfTheWeek": "MONDAY"}),
    ("envelope-detail", FULL, {CUSTOMER: {
        "constraintLevel": "CUSTOMER", "constraintType": "ROLLING_WINDOW", "maxEarnLimit": None,
        "rollingWindowLimits": [{"rollType": "DAYS"}],
        "earnConstraintBlockStatistics": {"currentEarnCountDays": 0}}}),
    ("envelope-detail", LIVE, {"/data/badgeStatus": "EXPIRED", f"{CUSTOMER}/cycleStatus": "EXPIRED",
        f"{CUSTOMER}/fixedWindowCycle": None}),
    ("envelope-detail", SHORT, {"/data/description": GONE}),
    ("envelope-create", EARN, {"/data/startOn": 1716803487, "/data/startOnISO": SECONDS_ONLY,
        "/data/createdOnISO": SECONDS_ONLY}),
    ("envelope-create", EARN, {"/data/status": "ENDED", f"{CUSTOMER}/cycleStatus": None,
        f"{CUSTOMER}/endDate": GONE}),
    ("envelope-create", EARN, {"/data/earnType": "ISSUE EARN", "/data/tags": GONE, "/data/issuedCount": 0}),
    ("envelope-create", EARN, {f"{CUSTOMER}/referenceId": None, f"{CUSTOMER}/startDayOfTheWeek": None}),
    ("envelope-create", EARN, {"/data/customerConstraints": [{"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}]}),
    ("envelope-create", EARN, {"/data/ownership/claims": [{"ownerType": "Loyalty", "referenceId": "626"}]}),
    ("envelope-create", ISSUE, {"/data/earnedBadgeExpiry/relativeExpiryType": "WEEKS",
        "/data/earnedBadgeExpiry/relativeExpirytype": GONE}),
    ("envelope-create", ISSUE, {"/data/issuedBadgeExpiry": GONE, "/data/badgeGroupId": GONE,
        "/data/badgeRank": GONE}),
    ("envelope-create", ISSUE, {"/data/earnedBadgeExpiry": {"expiryType": "NEVER", "type": None}}),
    ("envelope-update", ISSUE, {f"{CUSTOMER}": {
        "constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW", "maxEarnForDays": 1, "rollForDays": 1,
        "maxEarnForWeeks": None}}),
    ("envelope-refusal", REFUSED, {"/data": GONE, "/warnings": GONE}),
    ("envelope-refusal", REFUSED, {"/warnings": []}),
    ("envelope-refusal", REFUSED, {"/errors/0/reference": GONE, "/errors/1/reference": "name"}),
    ("envelope-refusal", REFUSED, {"/errors/0/field": "name", "/status": 400}),
]  # fmt: skip


def _extended(value: Any) -> Any:
    if isinstance(value, dict):
        # Custom fields are a map of the vendor's own names, so a stranger there is no extra member.
        return {k: v if k == "customFields" else _extended(v) for k, v in value.items()} | {
            "xtra": {"deep": [1]}
        }
    return [_extended(member) for member in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("contract", "start", "changes"), VARIANTS, ids=lambda v: ", ".join(v) if isinstance(v, dict) else ""
)
def test_a_conforming_variant_blames_nobody(
    contract: str, start: str, changes: dict[str, Any], blamed: Blamed
) -> None:
    """Both readings of an open question, and every documented spelling, are accepted."""
    assert blamed(contract, changed(start, changes)) == set()


@pytest.mark.parametrize("row", RESPONSES, ids=lambda row: row["file"])
def test_left_out_nulls_and_unknown_members_blame_nobody(row: dict[str, Any], blamed: Blamed) -> None:
    """Absent means null, and members that no page knows are free."""
    payload = example(row["file"])
    assert blamed(row["schema"], without_nulls(payload)) == set()
    assert blamed(row["schema"], _extended(payload)) == set()


def test_a_missing_description_is_a_fault_only_among_printed_nulls(blamed: Blamed) -> None:
    """A server that leaves nulls out may leave out a description that was never given."""
    row = "/data/customerBadges/4/description"
    assert blamed("envelope-list", changed(LIST, {row: GONE})) == {"LIST-ROW-DESCRIPTION"}
    assert blamed("envelope-list", without_nulls(changed(LIST, {row: GONE}))) == set()
    assert blamed("envelope-create", without_nulls(changed(EARN, {"/data/description": GONE}))) == set()
