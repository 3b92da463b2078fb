"""Single faults of a list and of the envelopes, each with the requirements that must be blamed for it."""

from __future__ import annotations

from typing import Any

from payloads_at_hand import GONE

PAGE = "list/response-01"  # ten rows with claims
EARNED = "list/response-04"  # one row, earned
GROUP = "list/response-08"  # rows of a group, never earned
CREATED = "create/response-01"
REFUSED = "create/response-03"

ROW = "/data/customerBadges/0"

ENVELOPE: list[tuple[str, str, dict[str, Any], set[str]]] = [
    # contract         example   change                                            blamed
    ("envelope-create", CREATED, {"": []}, {"COMMON-ENVELOPE-OBJECT"}),
    ("envelope-create", CREATED, {"": {}}, {"COMMON-ENVELOPE-DATA", "COMMON-ENVELOPE-ERRORS-LIST",
        "COMMON-ENVELOPE-WARNINGS-LIST"}),
    ("envelope-create", CREATED, {"/data": None}, {"COMMON-ENVELOPE-DATA"}),
    ("envelope-create", CREATED, {"/data": GONE}, {"COMMON-ENVELOPE-DATA"}),
    ("envelope-create", CREATED, {"/data": []}, {"BADGE-META-DATA"}),
    ("envelope-detail", CREATED, {"/data": []}, {"DETAIL-DATA"}),
    ("envelope-list", CREATED, {"/data": []}, {"LIST-DATA"}),
    ("envelope-list", PAGE, {"/errors": [{"code": 1}]}, {"COMMON-ENVELOPE-ERRORS-EMPTY"}),
    ("envelope-list", PAGE, {"/errors": {}}, {"COMMON-ENVELOPE-ERRORS-EMPTY", "COMMON-ENVELOPE-ERRORS-LIST"}),
    ("envelope-list", PAGE, {"/errors": None}, {"COMMON-ENVELOPE-ERRORS-LIST"}),
    ("envelope-list", PAGE, {"/errors": GONE}, {"COMMON-ENVELOPE-ERRORS-LIST"}),
    ("envelope-list", PAGE, {"/warnings": "none"}, {"COMMON-ENVELOPE-WARNINGS",
        "COMMON-ENVELOPE-WARNINGS-LIST"}),
    ("envelope-list", PAGE, {"/warnings": None}, {"COMMON-ENVELOPE-WARNINGS-LIST"}),
    ("envelope-list", PAGE, {"/warnings": GONE}, {"COMMON-ENVELOPE-WARNINGS-LIST"}),
    ("envelope-refusal", REFUSED, {"": None}, {"COMMON-REFUSAL-ENVELOPE"}),
    ("envelope-refusal", REFUSED, {"/data": {}}, {"COMMON-REFUSAL-DATA"}),
    ("envelope-refusal", REFUSED, {"/errors": []}, {"COMMON-REFUSAL-ERRORS"}),
    ("envelope-refusal", REFUSED, {"/errors": GONE}, {"COMMON-REFUSAL-ERRORS"}),
    ("envelope-refusal", REFUSED, {"/errors": {"code": 728}}, {"COMMON-REFUSAL-ERRORS"}),
    ("envelope-refusal", REFUSED, {"/errors/0": "728"}, {"COMMON-REFUSAL-ERRORS"}),
    ("envelope-refusal", REFUSED, {"/warnings": ["late"]}, {"COMMON-REFUSAL-WARNINGS"}),
    ("envelope-refusal", REFUSED, {"/errors/0/code": "728"}, {"COMMON-ERROR-CODE"}),
    ("envelope-refusal", REFUSED, {"/errors/1/code": GONE}, {"COMMON-ERROR-CODE"}),
    ("envelope-refusal", REFUSED, {"/errors/0/message": ""}, {"COMMON-ERROR-MESSAGE"}),
    ("envelope-refusal", REFUSED, {"/errors/0/message": None}, {"COMMON-ERROR-MESSAGE"}),
    ("envelope-refusal", REFUSED, {"/errors/0/message": GONE}, {"COMMON-ERROR-MESSAGE"}),
    ("envelope-refusal", REFUSED, {"/errors/0/reference": ["name"]}, {"COMMON-ERROR-REFERENCE"}),
    ("envelope-create", CREATED, {"/data/createdOn": 1713850688811}, {"COMMON-TIMESTAMP-SECONDS"}),
    ("envelope-list", PAGE, {f"{ROW}/lastUpdatedOn": 1702280979343.0}, {"COMMON-TIMESTAMP-SECONDS"}),
    ("envelope-detail", "detail/response-07",
        {"/data/issualDetails/issuals/0/issuedOn": 1728281969300}, {"COMMON-TIMESTAMP-SECONDS"}),
]  # fmt: skip

LIST: list[tuple[str, dict[str, Any], set[str]]] = [
    (PAGE, {"/data/customerBadges": GONE}, {"LIST-ROWS"}),
    (PAGE, {"/data/customerBadges": {}}, {"LIST-ROWS"}),
    (PAGE, {ROW: "badge"}, {"LIST-ROWS"}),
    (PAGE, {"/data/pagination": GONE}, {"LIST-PAGINATION"}),
    (PAGE, {"/data/pagination": [0, 10]}, {"LIST-PAGINATION"}),
    (PAGE, {"/data/pagination/page": "0"}, {"LIST-PAGINATION-PAGE"}),
    (PAGE, {"/data/pagination/size": 1.5}, {"LIST-PAGINATION-SIZE"}),
    (PAGE, {"/data/pagination/total": GONE}, {"LIST-PAGINATION-TOTAL"}),
    (PAGE, {"/data/pagination/totalPages": None}, {"LIST-PAGINATION-TOTAL-PAGES"}),
    (PAGE, {f"{ROW}/name": GONE}, {"LIST-ROW-NAME"}),
    (PAGE, {f"{ROW}/name": None}, {"LIST-ROW-NAME"}),
    (PAGE, {f"{ROW}/name": GONE, f"{ROW}/active": GONE}, {"LIST-ROW-NAME", "LIST-ROW-ACTIVE"}),
    (PAGE, {f"{ROW}/description": GONE}, {"LIST-ROW-DESCRIPTION"}),
    (PAGE, {f"{ROW}/description": 7}, {"LIST-ROW-DESCRIPTION"}),
    (PAGE, {f"{ROW}/badgeMetaId": 7}, {"LIST-ROW-ID"}),
    (PAGE, {f"{ROW}/badgeMetaId": ""}, {"LIST-ROW-ID"}),
    (PAGE, {f"{ROW}/badgeType": GONE}, {"LIST-ROW-TYPE"}),
    (PAGE, {f"{ROW}/badgeType": "AVAILABLE"}, {"LIST-ROW-TYPE-VALUES"}),
    (PAGE, {f"{ROW}/createdOn": "1702280977"}, {"LIST-ROW-CREATED-ON"}),
    (PAGE, {f"{ROW}/createdOn": GONE}, {"LIST-ROW-CREATED-ON"}),
    (PAGE, {f"{ROW}/lastUpdatedOn": None}, {"LIST-ROW-LAST-UPDATED-ON"}),
    (PAGE, {f"{ROW}/images": None}, {"LIST-ROW-IMAGES"}),
    (PAGE, {f"{ROW}/images": {}}, {"LIST-ROW-IMAGES"}),
    (PAGE, {f"{ROW}/images/0/url": GONE}, {"LIST-ROW-IMAGE"}),
    (PAGE, {f"{ROW}/images/1/tag": GONE}, {"LIST-ROW-IMAGE"}),
    (PAGE, {f"{ROW}/images/0": "url"}, {"LIST-ROW-IMAGE"}),
    (PAGE, {f"{ROW}/images/0/tag": "EARNT"}, {"LIST-ROW-IMAGE-TAG-VALUES"}),
    (PAGE, {f"{ROW}/badgeStatus": GONE}, {"LIST-ROW-STATUS"}),
    (PAGE, {f"{ROW}/badgeStatus": "ACTIVE"}, {"LIST-ROW-STATUS-VALUES"}),
    (EARNED, {f"{ROW}/lastEarnedOn": "2024-05-15"}, {"LIST-ROW-LAST-EARNED-ON", "LIST-ROW-EARNED-PAIR"}),
    (PAGE, {f"{ROW}/startsOn": "2023-12-01T07:49:36Z"}, {"LIST-ROW-STARTS-ON"}),
    (PAGE, {f"{ROW}/expiresOn": GONE}, {"LIST-ROW-EXPIRES-ON"}),
    (PAGE, {f"{ROW}/earnCount": "0"}, {"LIST-ROW-EARN-COUNT"}),
    (PAGE, {f"{ROW}/earnCount": -1}, {"LIST-ROW-EARN-COUNT"}),
    (PAGE, {f"{ROW}/earnCount": 1}, {"LIST-ROW-EARNED-PAIR"}),
    (EARNED, {f"{ROW}/earnCount": 0}, {"LIST-ROW-EARNED-PAIR"}),
    (EARNED, {f"{ROW}/lastEarnedOn": GONE}, {"LIST-ROW-EARNED-PAIR"}),
    (PAGE, {f"{ROW}/issueStatus": 0}, {"LIST-ROW-ISSUE-STATUS"}),
    (PAGE, {f"{ROW}/active": "true"}, {"LIST-ROW-ACTIVE"}),
    (PAGE, {f"{ROW}/active": GONE}, {"LIST-ROW-ACTIVE"}),
    (GROUP, {f"{ROW}/badgeGroupId": 7}, {"LIST-ROW-GROUP-ID", "LIST-ROW-GROUP-PAIR"}),
    (GROUP, {f"{ROW}/badgeRank": "2"}, {"LIST-ROW-RANK"}),
    (GROUP, {f"{ROW}/badgeGroupName": 2024}, {"LIST-ROW-GROUP-NAME", "LIST-ROW-GROUP-PAIR"}),
    (GROUP, {f"{ROW}/badgeGroupName": None}, {"LIST-ROW-GROUP-PAIR"}),
    (GROUP, {f"{ROW}/badgeGroupId": None}, {"LIST-ROW-GROUP-PAIR"}),
    (PAGE, {f"{ROW}/ownership": "Loyalty"}, {"LIST-ROW-OWNERSHIP"}),
    (PAGE, {f"{ROW}/ownership": GONE}, {"LIST-ROW-OWNERSHIP"}),
    (PAGE, {f"{ROW}/ownership/restrictedToOwners": {}}, {"LIST-ROW-OWNERS"}),
    (PAGE, {f"{ROW}/ownership/restrictedToOwners": GONE}, {"LIST-ROW-OWNERS"}),
    (PAGE, {f"{ROW}/ownership/restrictedToOwners": ["LOYALTY"]}, {"LIST-ROW-OWNERS-VALUES"}),
    (PAGE, {f"{ROW}/ownership/restrictedToOwners": []}, {"LIST-ROW-OWNERS-NONEMPTY"}),
    (PAGE, {f"{ROW}/ownership/claims": GONE}, {"LIST-ROW-CLAIMS"}),
    (PAGE, {f"{ROW}/ownership/claims/0/isActive": "yes"}, {"LIST-ROW-CLAIM"}),
    (PAGE, {f"{ROW}/ownership/claims/0/referenceId": 1175688}, {"LIST-ROW-CLAIM"}),
    (PAGE, {f"{ROW}/ownership/claims/0/ownerType": GONE}, {"LIST-ROW-CLAIM"}),
    (PAGE, {f"{ROW}/lastEarnEventDate": "1748880000"}, {"LIST-ROW-LAST-EARN-EVENT-DATE"}),
    (PAGE, {f"{ROW}/lastEarnedOnDate": True}, {"LIST-ROW-LAST-EARNED-ON-DATE"}),
]  # fmt: skip
