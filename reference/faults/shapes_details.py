"""Details of the wrong shape: members that are missing, or of another type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Edit, always, chain, drop, milliseconds, shown
from reference.faults.registry import Fault, must, should

_DETAIL, _STATISTICS = "views.detail", "views.statistics"


def _date(text: Any) -> Any:
    return text[:10]


def _local(text: Any) -> Any:
    return text[:19]


# slug, sentence, view, ((path, edit), …), statements, requirements
_Row = tuple[str, str, str, tuple[tuple[str, Edit], ...], str, str]
_DETAILS: tuple[_Row, ...] = (
    (
        "detail-id-is-a-number",
        "The id of a detail is a number.",
        _DETAIL,
        (("id", lambda badge_id: int(badge_id, 16)),),
        "EXPL-015",
        "DETAIL-ID",
    ),
    (
        "detail-has-no-name",
        "The detail has no name.",
        _DETAIL,
        (("name", drop),),
        "EXPL-016",
        "DETAIL-NAME",
    ),
    (
        "detail-description-is-an-object",
        "The description of a detail is an object.",
        _DETAIL,
        (("description", lambda text: {"en": text}),),
        "EXPL-017",
        "DETAIL-DESCRIPTION",
    ),
    (
        "detail-audit-times-are-texts",
        "createdOn and lastUpdatedOn of a detail are texts.",
        _DETAIL,
        (("createdOn", str), ("lastUpdatedOn", str)),
        "EXPL-018 EXPL-021",
        "DETAIL-CREATED-ON DETAIL-LAST-UPDATED-ON",
    ),
    (
        "detail-audit-times-are-milliseconds",
        "createdOn and lastUpdatedOn of a detail are milliseconds, as the table has it.",
        _DETAIL,
        (("createdOn", milliseconds), ("lastUpdatedOn", milliseconds)),
        "CMN-022 EXPL-020 EXPL-023 EXPL-018",
        "COMMON-TIMESTAMP-SECONDS DETAIL-ISO-CREATED-ON",
    ),
    (
        "detail-audit-iso-times-have-no-time",
        "createdOnISO and lastUpdatedOnISO of a detail are dates.",
        _DETAIL,
        (("createdOnISO", _date), ("lastUpdatedOnISO", _date)),
        "EXPL-019 EXPL-022",
        "DETAIL-CREATED-ON-ISO DETAIL-LAST-UPDATED-ON-ISO",
    ),
    (
        "detail-dates-are-texts",
        "startsOn and expiresOn of a detail are texts.",
        _DETAIL,
        (("startsOn", str), ("expiresOn", str)),
        "EXPL-024 EXPL-027",
        "DETAIL-STARTS-ON DETAIL-EXPIRES-ON",
    ),
    (
        "detail-iso-dates-have-no-zone",
        "startsOnISO and expiresOnISO of a detail have no zone.",
        _DETAIL,
        (("startsOnISO", _local), ("expiresOnISO", _local)),
        "EXPL-025 EXPL-028",
        "DETAIL-STARTS-ON-ISO DETAIL-EXPIRES-ON-ISO",
    ),
    (
        "detail-action-is-a-flag",
        "action of a detail is a boolean.",
        _DETAIL,
        (("action", lambda action: action == "ACTIVATED"),),
        "EXPL-032",
        "DETAIL-ACTION",
    ),
    (
        "detail-type-is-in-mixed-case",
        "badgeType of a detail is Direct or Enrol.",
        _DETAIL,
        (("badgeType", lambda kind: "Direct" if kind == "EARN" else "Enrol"),),
        "EXPL-035",
        "DETAIL-TYPE",
    ),
    (
        "detail-has-no-status",
        "The detail has no status.",
        _DETAIL,
        (("badgeStatus", drop),),
        "EXPL-036",
        "DETAIL-STATUS",
    ),
    (
        "detail-status-is-active",
        "badgeStatus of a LIVE badge is ACTIVE in a detail.",
        _DETAIL,
        (("badgeStatus", lambda status: "ACTIVE" if status == "LIVE" else status),),
        "EXPL-037 EXPL-105",
        "DETAIL-STATUS-VALUES",
    ),
    (
        "detail-owner-is-a-text",
        "The owner of a detail is a text with commas.",
        _DETAIL,
        (("owner", ",".join),),
        "EXPL-038",
        "DETAIL-OWNER",
    ),
    (
        "detail-owners-are-in-upper-case",
        "The owners of a detail are in upper case.",
        _DETAIL,
        (("owner[]", str.upper),),
        "EXPL-039",
        "DETAIL-OWNER-VALUES",
    ),
    (
        "detail-claimed-by-is-null",
        "claimedBy of a detail is null when nobody claimed the badge.",
        _DETAIL,
        (("claimedBy", lambda claims: claims or None),),
        "EXPL-040",
        "DETAIL-CLAIMED-BY",
    ),
    (
        "detail-images-are-null",
        "Images of a detail are null when there are none.",
        _DETAIL,
        (("images", lambda images: images or None),),
        "EXPL-043",
        "DETAIL-IMAGES",
    ),
    (
        "detail-image-names-are-null",
        "Name and url of an image are null in the detail.",
        _DETAIL,
        (("images[].name", always(None)), ("images[].url", always(None))),
        "EXPL-044 EXPL-046",
        "DETAIL-IMAGE-NAME DETAIL-IMAGE-URL",
    ),
    (
        "detail-image-handle-is-of-the-table",
        "The handle of an image is called filehandle in the detail, as in the table.",
        _DETAIL,
        (("images[].fileSvcHandle", drop),),
        "EXPL-045",
        "DETAIL-IMAGE-HANDLE",
    ),
    (
        "detail-image-tag-is-a-list",
        "The tag of an image is a list in the detail.",
        _DETAIL,
        (("images[].tag", lambda tag: [tag]),),
        "EXPL-047",
        "DETAIL-IMAGE-TAG",
    ),
    (
        "detail-tags-are-a-map",
        "Tags of a detail are a map.",
        _DETAIL,
        (("tags", lambda tags: {each["name"]: each["value"] for each in tags}),),
        "EXPL-099",
        "DETAIL-TAGS",
    ),
    (
        "detail-group-is-an-object",
        "badgeGroupId of a detail is an object.",
        _DETAIL,
        (("badgeGroupId", lambda group: {"id": group}),),
        "EXPL-100",
        "DETAIL-GROUP",
    ),
    (
        "detail-rank-is-a-text",
        "badgeRank of a detail is a text.",
        _DETAIL,
        (("badgeRank", str),),
        "EXPL-101",
        "DETAIL-RANK",
    ),
    (
        "detail-custom-fields-are-a-list",
        "Custom fields of a detail are a list.",
        _DETAIL,
        (("customFields", lambda fields: [{"name": name, "value": fields[name]} for name in fields]),),
        "EXPL-102",
        "DETAIL-CUSTOM-FIELDS",
    ),
)


def _made(rows: tuple[_Row, ...]) -> Iterator[Fault]:
    for slug, sentence, view, edits, statements, requirements in rows:
        changes = (shown(view, path, edit) for path, edit in edits)
        yield must(slug, sentence, statements, requirements, chain(*changes))


_REST = (
    must(
        "detail-is-an-array",
        "The data of a detail is an array of one badge.",
        "EXPL-014 EXPL-003",
        "DETAIL-DATA",
        lambda policy: policy.wrap(_DETAIL, lambda original: lambda *arguments: [original(*arguments)]),
    ),
    must(
        "detail-has-an-upper-case-owner-type",
        "The detail shows an ownerType in upper case.",
        "EXPL-041",
        "DETAIL-OWNER-TYPE",
        shown(_DETAIL, "ownerType", always("MODULE_OF_LOYALTY"), absent=True),
    ),
    must(
        "detail-is-active-is-a-text",
        "isActive of a detail is a text.",
        "EXPL-042",
        "DETAIL-IS-ACTIVE",
        shown(_DETAIL, "isActive", always("true"), absent=True),
    ),
    should(
        "detail-image-tag-is-of-its-own",
        "The tag of an image of a detail is SMALL.",
        "EXPL-047",
        "DETAIL-IMAGE-TAG-VALUES",
        shown(_DETAIL, "images[].tag", always("SMALL")),
    ),
)

FAULTS: tuple[Fault, ...] = (*_made(_DETAILS), *_REST)
