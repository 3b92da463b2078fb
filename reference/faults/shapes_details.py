"""Details of the wrong shape: members that are missing, or of another type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Edit, always, chain, drop, shown
from reference.faults.registry import Fault, must, should

_DETAIL, _STATISTICS = "views.detail", "views.statistics"


def _date(text: Any) -> Any:
    return text[:10]


def _local(text: Any) -> Any:
    return text[:19]


def _of(what: str, **members: Any) -> Edit:
    """An expiry of a type or of a method with other members."""
    return lambda expiry: (
        {**expiry, **members} if what in (expiry.get("expiryType"), expiry.get("type")) else expiry
    )


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
        (("createdOn", lambda value: value * 1000), ("lastUpdatedOn", lambda value: value * 1000)),
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
        "detail-has-no-earn-expiry",
        "The detail has no earnExpiry.",
        _DETAIL,
        (("earnExpiry", drop),),
        "EXPL-048",
        "DETAIL-EARN-EXPIRY",
    ),
    (
        "detail-expiry-types-are-in-lower-case",
        "expiryType is in lower case in both expiries of a detail.",
        _DETAIL,
        (("earnExpiry.expiryType", str.lower), ("issueExpiry.expiryType", str.lower)),
        "EXPL-049 EXPL-060",
        "DETAIL-EARN-EXPIRY-TYPE DETAIL-ISSUE-EXPIRY-TYPE",
    ),
    (
        "detail-issue-expiry-is-a-list",
        "issueExpiry of a detail is a list.",
        _DETAIL,
        (("issueExpiry", lambda expiry: [expiry]),),
        "EXPL-059",
        "DETAIL-ISSUE-EXPIRY",
    ),
    (
        "detail-relative-expiry-is-a-text",
        "Unit and value of a relative expiry are WEEK and a text in the detail.",
        _DETAIL,
        (("earnExpiry.relativeExpirytype", always("WEEK")), ("earnExpiry.value", str)),
        "EXPL-053 EXPL-054",
        "DETAIL-EXPIRY-UNIT DETAIL-EXPIRY-VALUE",
    ),
    (
        "detail-expiry-method-is-in-lower-case",
        "The type of an absolute expiry is in lower case in the detail.",
        _DETAIL,
        (("earnExpiry.type", str.lower), ("issueExpiry.type", str.lower)),
        "EXPL-056",
        "DETAIL-EXPIRY-METHOD",
    ),
    (
        "detail-expiry-date-is-a-text",
        "The date of an expiry is a text in the detail.",
        _DETAIL,
        (("earnExpiry.expiresOn", str), ("issueExpiry.expiresOn", str)),
        "EXPL-056 EXPL-058",
        "DETAIL-EXPIRY-DATE DETAIL-EXPIRY-FIXED-DATE",
    ),
    (
        "detail-relative-expiry-has-no-unit",
        "A relative expiry has no unit in the detail.",
        _DETAIL,
        (("earnExpiry.relativeExpirytype", drop),),
        "EXPL-055",
        "DETAIL-EXPIRY-RELATIVE",
    ),
    (
        "detail-expiry-with-badge-is-dated",
        "An expiry with the badge has a date in the detail.",
        _DETAIL,
        (("earnExpiry", _of("WITH_BADGE_META", expiresOn=1.0)),),
        "EXPL-057",
        "DETAIL-EXPIRY-WITH-BADGE-META",
    ),
    (
        "detail-fixed-date-is-with-badge",
        "A fixed date has expireWithBadgeMeta true in the detail.",
        _DETAIL,
        (
            ("earnExpiry", _of("FIXED_DATE", expireWithBadgeMeta=True)),
            ("issueExpiry", _of("FIXED_DATE", expireWithBadgeMeta=True)),
        ),
        "EXPL-058",
        "DETAIL-EXPIRY-FIXED-DATE",
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
    (
        "detail-details-are-lists",
        "issualDetails and earnDetails are the lists alone.",
        _STATISTICS,
        (
            ("issualDetails", lambda details: details["issuals"]),
            ("earnDetails", lambda details: details["earns"]),
        ),
        "EXPL-080 EXPL-091",
        "DETAIL-ISSUAL-DETAILS DETAIL-EARN-DETAILS",
    ),
    (
        "detail-counts-are-texts",
        "issuedCount and earnCount are texts.",
        _STATISTICS,
        (("issualDetails.issuedCount", str), ("earnDetails.earnCount", str)),
        "EXPL-081 EXPL-092",
        "DETAIL-ISSUED-COUNT-TYPE DETAIL-EARN-COUNT-TYPE",
    ),
    (
        "detail-records-are-null",
        "issuals and earns are null when there are none.",
        _STATISTICS,
        (("issualDetails.issuals", lambda old: old or None), ("earnDetails.earns", lambda old: old or None)),
        "EXPL-081 EXPL-092",
        "DETAIL-ISSUALS DETAIL-EARNS",
    ),
    (
        "detail-issual-has-no-identity",
        "An issual has neither id nor status.",
        _STATISTICS,
        (("issualDetails.issuals[].issueId", drop), ("issualDetails.issuals[].issuedStatus", drop)),
        "EXPL-083 EXPL-084 EXPL-085",
        "DETAIL-ISSUE-ID DETAIL-ISSUED-STATUS",
    ),
    (
        "detail-issual-times-are-texts",
        "The moments of an issual are texts.",
        _STATISTICS,
        (("issualDetails.issuals[].issuedOn", str), ("issualDetails.issuals[].issueEventDate", str)),
        "EXPL-085",
        "DETAIL-ISSUAL",
    ),
    (
        "detail-issual-owner-is-in-upper-case",
        "The module of an issual is in upper case.",
        _STATISTICS,
        (("issualDetails.issuals[].ownerType", str.upper),),
        "EXPL-089",
        "DETAIL-ISSUAL-OWNER-TYPE",
    ),
    (
        "detail-active-count-is-a-text",
        "activeEarnedCount of a detail is a text.",
        _DETAIL,
        (("activeEarnedCount", str),),
        "EXPL-093",
        "DETAIL-ACTIVE-EARNED-COUNT",
    ),
    (
        "detail-last-earning-is-a-text",
        "lastEarnedOn of a detail is a text and lastEarnedOnISO a number.",
        _DETAIL,
        (("lastEarnedOn", str), ("lastEarnedOnISO", always(0))),
        "EXPL-096 EXPL-097",
        "DETAIL-LAST-EARNED-ON DETAIL-LAST-EARNED-ON-ISO",
    ),
    (
        "detail-last-dates-are-numbers",
        "lastEarnedOnDateISO and lastEarnEventDateISO of a detail are numbers.",
        _DETAIL,
        (("lastEarnedOnDateISO", always(0)), ("lastEarnEventDateISO", always(0))),
        "EXPL-098",
        "DETAIL-LAST-EARNED-DATES-ISO",
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
    should(
        "detail-relative-expiry-has-a-method",
        "A relative expiry has a type in the detail.",
        "EXPL-055",
        "DETAIL-EXPIRY-RELATIVE-ONLY",
        shown(_DETAIL, "earnExpiry", _of("RELATIVE", type="FIXED_DATE")),
    ),
    should(
        "detail-absolute-expiry-has-no-flag",
        "An absolute expiry has no expireWithBadgeMeta in the detail.",
        "EXPL-056",
        "DETAIL-EXPIRY-ABSOLUTE",
        shown(_DETAIL, "earnExpiry.expireWithBadgeMeta", drop),
        shown(_DETAIL, "issueExpiry.expireWithBadgeMeta", drop),
    ),
    should(
        "detail-never-has-a-unit",
        "An expiry that is NEVER has a unit in the detail.",
        "EXPL-053",
        "DETAIL-EXPIRY-NEVER",
        shown(_DETAIL, "earnExpiry", _of("NEVER", relativeExpirytype="DAYS")),
    ),
    should(
        "detail-issual-is-short",
        "An issual has neither owner reference nor event date.",
        "EXPL-085",
        "DETAIL-ISSUAL-COMPLETE",
        shown(_STATISTICS, "issualDetails.issuals[].ownerReferenceId", drop),
        shown(_STATISTICS, "issualDetails.issuals[].issueEventDate", drop),
    ),
)

FAULTS: tuple[Fault, ...] = (*_made(_DETAILS), *_REST)
