"""Single faults of what create and update return, each with the requirements that must be blamed for it."""

from __future__ import annotations

from typing import Any

from payloads_at_hand import GONE

EARN = "create/response-01"  # upcoming, fixed windows, tags, expiry with the badge
ISSUE = "create/response-02"  # relative and fixed-date expiry, image, rolling windows
VALUES = "update/response-01"  # fixed value and rolling window of the customer

WINDOW = "/data/customerConstraints/0"

BADGE_META: list[tuple[str, dict[str, Any], set[str]]] = [
    (EARN, {"/data/id": GONE}, {"BADGE-META-ID"}),
    (EARN, {"/data/id": ""}, {"BADGE-META-ID"}),
    (EARN, {"/data/orgId": "100458"}, {"BADGE-META-ORG-ID"}),
    (EARN, {"/data/name": None}, {"BADGE-META-NAME"}),
    (EARN, {"/data/description": GONE}, {"BADGE-META-DESCRIPTION"}),
    (EARN, {"/data/description": 7}, {"BADGE-META-DESCRIPTION"}),
    (EARN, {"/data/startOn": GONE, "/data/startsOn": 1716803487}, {"BADGE-META-START-ON"}),
    (EARN, {"/data/startOnISO": "27 May 2024"}, {"BADGE-META-START-ON-ISO"}),
    (EARN, {"/data/expiresOn": "1726804000"}, {"BADGE-META-EXPIRES-ON"}),
    (EARN, {"/data/expiresOnISO": 1726804000}, {"BADGE-META-EXPIRES-ON-ISO"}),
    (EARN, {"/data/earnedBadgeExpiry": None}, {"BADGE-META-EARNED-EXPIRY"}),
    (EARN, {"/data/issuedBadgeExpiry": "NEVER"}, {"BADGE-META-ISSUED-EXPIRY"}),
    (EARN, {"/data/earnedBadgeExpiry/expiryType": GONE}, {"BADGE-META-EXPIRY-TYPE"}),
    (EARN, {"/data/earnedBadgeExpiry/type": "DAYS"}, {"BADGE-META-EXPIRY-METHOD"}),
    (EARN, {"/data/earnedBadgeExpiry/type": GONE}, {"BADGE-META-EXPIRY-METHOD"}),
    (EARN, {"/data/earnedBadgeExpiry/expireWithBadgeMeta": GONE}, {"BADGE-META-EXPIRE-WITH-BADGE-META"}),
    (EARN, {"/data/earnedBadgeExpiry/expireWithBadgeMeta": False}, {"BADGE-META-EXPIRY-WITH-BADGE-META"}),
    (EARN, {"/data/earnedBadgeExpiry/expiresOn": 1726804000}, {"BADGE-META-EXPIRY-WITH-BADGE-META"}),
    (ISSUE, {"/data/issuedBadgeExpiry/expiresOn": None}, {"BADGE-META-EXPIRY-FIXED-DATE"}),
    (ISSUE, {"/data/issuedBadgeExpiry/expireWithBadgeMeta": True}, {"BADGE-META-EXPIRY-FIXED-DATE"}),
    (ISSUE, {"/data/issuedBadgeExpiry/expiresOnISO": "2031"}, {"BADGE-META-EXPIRY-DATE"}),
    (ISSUE, {"/data/earnedBadgeExpiry/relativeExpirytype": GONE}, {"BADGE-META-EXPIRY-RELATIVE"}),
    (ISSUE, {"/data/earnedBadgeExpiry/relativeExpirytype": "YEARS"}, {"BADGE-META-EXPIRY-RELATIVE"}),
    (ISSUE, {"/data/earnedBadgeExpiry/value": "2"}, {"BADGE-META-EXPIRY-RELATIVE"}),
    (ISSUE, {"/data/earnedBadgeExpiry/expiryType": "NEVER"}, {"BADGE-META-EXPIRY-NEVER"}),
    (ISSUE, {"/data/images": None}, {"BADGE-META-IMAGES"}),
    (ISSUE, {"/data/images/0/fileSvcHandle": GONE}, {"BADGE-META-IMAGE"}),
    (ISSUE, {"/data/ownership": GONE}, {"BADGE-META-OWNERSHIP"}),
    (ISSUE, {"/data/ownership/restrictedToOwners": "Loyalty"}, {"BADGE-META-OWNERS"}),
    (ISSUE, {"/data/ownership/restrictedToOwners/0": "LOYALTY"}, {"BADGE-META-OWNERS"}),
    (ISSUE, {"/data/ownership/claims": GONE}, {"BADGE-META-CLAIMS"}),
    (ISSUE, {"/data/customerConstraints": GONE}, {"BADGE-META-CUSTOMER-CONSTRAINTS"}),
    (ISSUE, {f"{WINDOW}/constraintType": "FIXED_WINDOW"}, {"BADGE-META-CUSTOMER-CONSTRAINT-TYPE"}),
    (ISSUE, {f"{WINDOW}/constraintType": "BADGE_FIXED_WINDOW"}, {"BADGE-META-CUSTOMER-CONSTRAINT-TYPE"}),
    (VALUES, {"/data/customerConstraints/1/maxEarnForDays": "1"}, {"BADGE-META-CUSTOMER-ROLLING-WINDOW"}),
    (VALUES, {"/data/customerConstraints/0/maxEarnLimit": GONE}, {"BADGE-META-FIXED-VALUE"}),
    (VALUES, {"/data/badgeConstraints": {}}, {"BADGE-META-BADGE-CONSTRAINTS"}),
    (VALUES, {"/data/badgeConstraints/0": None}, {"BADGE-META-BADGE-CONSTRAINTS"}),
    (VALUES, {"/data/badgeConstraints/0/constraintType": "OVERALL"}, {"BADGE-META-BADGE-CONSTRAINT-TYPE"}),
    (VALUES, {"/data/badgeConstraints/1/rollType": "WEEKLY"}, {"BADGE-META-BADGE-ROLLING-WINDOW"}),
    (VALUES, {"/data/badgeConstraints/1/rollValue": GONE}, {"BADGE-META-BADGE-ROLLING-WINDOW"}),
    (ISSUE, {f"{WINDOW}/durationType": GONE}, {"BADGE-META-FIXED-WINDOW"}),
    (ISSUE, {f"{WINDOW}/refreshRate": None}, {"BADGE-META-FIXED-WINDOW"}),
    (ISSUE, {f"{WINDOW}/maxEarnLimit": "2"}, {"BADGE-META-FIXED-WINDOW"}),
    (ISSUE, {f"{WINDOW}/startDate": GONE}, {"BADGE-META-FIXED-WINDOW"}),
    (ISSUE, {f"{WINDOW}/endDate": None}, {"BADGE-META-FIXED-WINDOW"}),
    (ISSUE, {f"{WINDOW}/cycleStatus": GONE}, {"BADGE-META-FIXED-WINDOW"}),
    (ISSUE, {f"{WINDOW}/startDayOfTheWeek": 1}, {"BADGE-META-FIXED-WINDOW"}),
    (EARN, {"/data/tags": {}}, {"BADGE-META-TAGS"}),
    (EARN, {"/data/tags/0/value": GONE}, {"BADGE-META-TAG"}),
    (EARN, {"/data/badgeGroupId": 1}, {"BADGE-META-GROUP-ID"}),
    (EARN, {"/data/badgeRank": "1"}, {"BADGE-META-RANK"}),
    (EARN, {"/data/earnType": GONE, "/data/badgeType": "EARN"}, {"BADGE-META-EARN-TYPE"}),
    (EARN, {"/data/earnType": "DIRECT"}, {"BADGE-META-EARN-TYPE"}),
    (EARN, {"/data/issuedCount": "0"}, {"BADGE-META-ISSUED-COUNT"}),
    (EARN, {"/data/earnedCount": -1}, {"BADGE-META-EARNED-COUNT"}),
    (EARN, {"/data/status": "ACTIVE"}, {"BADGE-META-STATUS"}),
    (EARN, {"/data/createdOn": "2024-04-23"}, {"BADGE-META-CREATED-ON"}),
    (EARN, {"/data/createdOnISO": ""}, {"BADGE-META-CREATED-ON-ISO"}),
    (EARN, {"/data/createdBy": "75086856"}, {"BADGE-META-CREATED-BY"}),
    (EARN, {"/data/lastUpdatedOn": GONE}, {"BADGE-META-LAST-UPDATED-ON"}),
    (EARN, {"/data/lastUpdatedOnISO": "now"}, {"BADGE-META-LAST-UPDATED-ON-ISO"}),
    (EARN, {"/data/lastUpdatedBy": None}, {"BADGE-META-LAST-UPDATED-BY"}),
    (EARN, {"/data/customFields": GONE}, {"BADGE-META-CUSTOM-FIELDS"}),
    (EARN, {"/data/customFields": {"CF1": 1}}, {"BADGE-META-CUSTOM-FIELDS"}),
    (EARN, {"/data/active": GONE, "/data/isActive": False}, {"BADGE-META-ACTIVE"}),
]  # fmt: skip
