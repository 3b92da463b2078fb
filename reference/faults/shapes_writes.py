# ruff: noqa: ARG005
"""Write answers of the wrong shape: members that are missing, or of another type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Edit, always, chain, drop, milliseconds, shown
from reference.faults.registry import Fault, must, should

_WRITES, _CREATED, _UPDATED = "views.written_badge", "views.created", "views.updated"


def _date(text: Any) -> Any:
    """The date of an ISO timestamp alone."""
    return text[:10]


def _local(text: Any) -> Any:
    """An ISO timestamp without its zone."""
    return text[:19]


# slug, sentence, view, ((path, edit), …), statements, requirements
_Row = tuple[str, str, str, tuple[tuple[str, Edit], ...], str, str]
_ROWS: tuple[_Row, ...] = (
    (
        "create-answers-id-as-number",
        "A create answers a number for the id.",
        _CREATED,
        (("id", lambda old: int(old, 16)),),
        "POST-076",
        "BADGE-META-ID",
    ),
    (
        "update-answers-no-id",
        "An update answers an empty id.",
        _UPDATED,
        (("id", always("")),),
        "PUT-089",
        "BADGE-META-ID UPDATE-ID-ECHO",
    ),
    (
        "writes-show-organisation-as-text",
        "Writes answer orgId as a text.",
        _WRITES,
        (("orgId", str),),
        "POST-078 PUT-090 PUT-091",
        "BADGE-META-ORG-ID",
    ),
    (
        "create-answers-no-name",
        "A create answers no name.",
        _CREATED,
        (("name", drop),),
        "POST-079",
        "BADGE-META-NAME CREATE-ECHO-NAME",
    ),
    (
        "writes-show-description-in-an-object",
        "Writes answer the description inside an object.",
        _WRITES,
        (("description", lambda text: {"en": text}),),
        "POST-080 PUT-093",
        "BADGE-META-DESCRIPTION",
    ),
    (
        "writes-show-dates-as-texts",
        "Writes answer startOn and expiresOn as texts.",
        _WRITES,
        (("startOn", str), ("expiresOn", str)),
        "POST-081 POST-083 PUT-094 PUT-095",
        "BADGE-META-START-ON BADGE-META-EXPIRES-ON",
    ),
    (
        "create-answers-iso-dates-only",
        "A create answers dates in their ISO spelling only.",
        _CREATED,
        (("startOn", drop), ("expiresOn", drop)),
        "POST-081 POST-083",
        "BADGE-META-START-ON BADGE-META-EXPIRES-ON",
    ),
    (
        "writes-show-iso-dates-without-zone",
        "Writes answer startOnISO and expiresOnISO without a zone.",
        _WRITES,
        (("startOnISO", _local), ("expiresOnISO", _local)),
        "POST-082 POST-084",
        "BADGE-META-START-ON-ISO BADGE-META-EXPIRES-ON-ISO",
    ),
    (
        "writes-show-audit-dates-without-time",
        "Writes answer createdOnISO and lastUpdatedOnISO without a time.",
        _WRITES,
        (("createdOnISO", _date), ("lastUpdatedOnISO", _date)),
        "POST-113 POST-116",
        "BADGE-META-CREATED-ON-ISO BADGE-META-LAST-UPDATED-ON-ISO",
    ),
    (
        "writes-show-audit-times-as-texts",
        "Writes answer createdOn and lastUpdatedOn as texts.",
        _WRITES,
        (("createdOn", str), ("lastUpdatedOn", str)),
        "POST-112 POST-115 PUT-122 PUT-125",
        "BADGE-META-CREATED-ON BADGE-META-LAST-UPDATED-ON",
    ),
    (
        "writes-show-audit-times-in-milliseconds",
        "Writes answer createdOn and lastUpdatedOn in milliseconds.",
        _WRITES,
        (("createdOn", milliseconds), ("lastUpdatedOn", milliseconds)),
        "CMN-022 POST-112 POST-113 POST-116",
        "COMMON-TIMESTAMP-SECONDS BADGE-META-ISO-CREATED",
    ),
    (
        "writes-show-users-by-name",
        "Writes answer createdBy and lastUpdatedBy as names.",
        _WRITES,
        (("createdBy", always("demo_till_1")), ("lastUpdatedBy", always("demo_till_1"))),
        "POST-114 POST-117 PUT-123 PUT-124 PUT-126",
        "BADGE-META-CREATED-BY BADGE-META-LAST-UPDATED-BY",
    ),
    (
        "create-answers-no-last-update",
        "A create answers neither time nor author of a last update.",
        _CREATED,
        (("lastUpdatedOn", drop), ("lastUpdatedBy", drop)),
        "POST-115 POST-117",
        "BADGE-META-LAST-UPDATED-ON BADGE-META-LAST-UPDATED-BY",
    ),
    (
        "writes-show-image-without-url",
        "Writes answer an image without its url.",
        _WRITES,
        (("images[].url", drop),),
        "POST-093 PUT-103",
        "BADGE-META-IMAGE",
    ),
    (
        "writes-show-image-handle-by-another-name",
        "Writes answer the handle of an image as filehandle.",
        _WRITES,
        (
            (
                "images[]",
                lambda one: {"filehandle" if key == "fileSvcHandle" else key: one[key] for key in one},
            ),
        ),
        "POST-093 PUT-103",
        "BADGE-META-IMAGE",
    ),
    (
        "writes-show-owners-as-ownership",
        "Writes answer the owner list in place of the ownership object.",
        _WRITES,
        (("ownership", lambda ownership: ownership["restrictedToOwners"]),),
        "POST-095 PUT-104",
        "BADGE-META-OWNERSHIP",
    ),
    (
        "writes-show-owners-in-upper-case",
        "Writes answer owners in upper case.",
        _WRITES,
        (("ownership.restrictedToOwners[]", str.upper),),
        "POST-096 PUT-105",
        "BADGE-META-OWNERS CREATE-ECHO-OWNERS",
    ),
    (
        "writes-show-claims-as-a-count",
        "Writes answer the number of claims in place of the claims.",
        _WRITES,
        (("ownership.claims", len),),
        "POST-097 PUT-106",
        "BADGE-META-CLAIMS",
    ),
    (
        "writes-show-tags-as-a-map",
        "Writes answer tags as a map.",
        _WRITES,
        (("tags", lambda tags: {each["name"]: each["value"] for each in tags}),),
        "POST-104 PUT-113",
        "BADGE-META-TAGS",
    ),
    (
        "writes-show-tags-by-name",
        "Writes answer the names of tags alone.",
        _WRITES,
        (("tags[]", lambda tag: {"name": tag["name"]}),),
        "POST-104",
        "BADGE-META-TAG",
    ),
    (
        "writes-show-rank-as-text",
        "Writes answer the rank as a text.",
        _WRITES,
        (("badgeRank", str),),
        "POST-106 PUT-115",
        "BADGE-META-RANK",
    ),
    (
        "writes-show-group-as-object",
        "Writes answer the group as an object.",
        _WRITES,
        (("badgeGroupId", lambda group: {"id": group}),),
        "POST-105 PUT-114",
        "BADGE-META-GROUP-ID",
    ),
    (
        "writes-show-earn-type-in-mixed-case",
        "Writes answer Earn and Issue_Earn for the earn type.",
        _WRITES,
        (("earnType", str.title),),
        "POST-107 PUT-116",
        "BADGE-META-EARN-TYPE",
    ),
    (
        "writes-show-counts-below-zero",
        "Writes answer -1 for counts that are not known.",
        _WRITES,
        (("issuedCount", always(-1)), ("earnedCount", always(-1))),
        "POST-108 PUT-117 PUT-118",
        "BADGE-META-ISSUED-COUNT BADGE-META-EARNED-COUNT",
    ),
    (
        "writes-show-status-in-lower-case",
        "Writes answer the status in lower case.",
        _WRITES,
        (("status", str.lower),),
        "POST-110 PUT-119",
        "BADGE-META-STATUS",
    ),
    (
        "update-answers-no-status",
        "An update answers no status.",
        _UPDATED,
        (("status", drop),),
        "PUT-119",
        "BADGE-META-STATUS",
    ),
    (
        "writes-show-custom-fields-as-a-list",
        "Writes answer custom fields as a list of names and values.",
        _WRITES,
        (
            (
                "customFields",
                lambda fields: [
                    {"customFieldName": name, "customFieldValue": fields[name]} for name in fields
                ],
            ),
        ),
        "POST-119 PUT-127 PUT-128",
        "BADGE-META-CUSTOM-FIELDS",
    ),
    (
        "writes-show-activity-as-text",
        "Writes answer ACTIVATED and DE_ACTIVATED in active.",
        _WRITES,
        (("active", lambda active: "ACTIVATED" if active else "DE_ACTIVATED"),),
        "POST-118 PUT-129",
        "BADGE-META-ACTIVE",
    ),
    (
        "create-answers-is-active",
        "A create answers isActive in place of active.",
        _CREATED,
        (("active", drop),),
        "POST-118",
        "BADGE-META-ACTIVE",
    ),
)


def _rows() -> Iterator[Fault]:
    for slug, sentence, view, edits, statements, requirements in _ROWS:
        changes = (shown(view, path, edit) for path, edit in edits)
        yield must(slug, sentence, statements, requirements, chain(*changes))


FAULTS: tuple[Fault, ...] = (
    *_rows(),
    should(
        "writes-show-claims-of-strangers",
        "Writes answer the claims of a badge as those of a module that may not claim it.",
        "POST-027 PUT-035",
        "BADGE-META-CLAIM-OWNERS-ALLOWED",
        shown(_WRITES, "ownership.claims[].ownerType", always("Historical_Import")),
    ),
    must(
        "create-answers-an-array",
        "A create answers an array of one badge.",
        "CMN-009 POST-075",
        "BADGE-META-DATA",
        lambda policy: policy.wrap(_CREATED, lambda original: lambda *arguments: [original(*arguments)]),
    ),
    must(
        "update-answers-true",
        "An update answers true in place of the badge.",
        "CMN-009 PUT-088",
        "BADGE-META-DATA",
        lambda policy: policy.wrap(_UPDATED, lambda original: lambda *arguments: True),
    ),
)
