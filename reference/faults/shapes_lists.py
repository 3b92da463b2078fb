# ruff: noqa: ARG005
"""Rows and pages of the wrong shape: members that are missing, or of another type."""

from __future__ import annotations

from collections.abc import Iterator

from reference.edits import Edit, always, chain, drop, milliseconds, shown
from reference.faults.registry import Fault, must, should

_ROW, _PAGE = "views.row", "views.page"


# slug, sentence, view, ((path, edit), …), statements, requirements
_Row = tuple[str, str, str, tuple[tuple[str, Edit], ...], str, str]
_PAGES: tuple[_Row, ...] = (
    (
        "list-rows-are-keyed-by-id",
        "The rows of a list are an object keyed by id.",
        _PAGE,
        (("customerBadges", lambda rows: {row["badgeMetaId"]: row for row in rows}),),
        "LIST-052",
        "LIST-ROWS",
    ),
    (
        "list-has-no-pagination",
        "A list has no pagination.",
        _PAGE,
        (("pagination", drop),),
        "LIST-053 LIST-082",
        "LIST-PAGINATION",
    ),
    (
        "list-pagination-is-of-texts",
        "Page and size of a pagination are texts.",
        _PAGE,
        (("pagination.page", str), ("pagination.size", str)),
        "LIST-053 LIST-079 LIST-081",
        "LIST-PAGINATION-PAGE LIST-PAGINATION-SIZE",
    ),
    (
        "list-pagination-has-no-totals",
        "A pagination has neither total nor number of pages.",
        _PAGE,
        (("pagination.total", drop), ("pagination.totalPages", drop)),
        "LIST-053 LIST-082 LIST-083",
        "LIST-PAGINATION-TOTAL LIST-PAGINATION-TOTAL-PAGES",
    ),
)

_ROWS: tuple[_Row, ...] = (
    (
        "list-row-has-no-name",
        "The rows of a list have no name.",
        _ROW,
        (("name", drop),),
        "LIST-054",
        "LIST-ROW-NAME",
    ),
    (
        "list-row-description-is-an-object",
        "The description of a row is an object.",
        _ROW,
        (("description", lambda text: {"en": text}),),
        "LIST-055",
        "LIST-ROW-DESCRIPTION",
    ),
    (
        "list-row-id-is-a-number",
        "badgeMetaId of a row is a number.",
        _ROW,
        (("badgeMetaId", lambda badge_id: int(badge_id, 16)),),
        "LIST-056",
        "LIST-ROW-ID",
    ),
    (
        "list-row-type-is-an-array",
        "badgeType of a row is an array.",
        _ROW,
        (("badgeType", lambda kind: [kind]),),
        "LIST-058",
        "LIST-ROW-TYPE",
    ),
    (
        "list-row-dates-are-texts",
        "startsOn and expiresOn of a row are ISO texts.",
        _ROW,
        (("startsOn", always("2030-01-01T00:00:00Z")), ("expiresOn", always("2030-02-01T00:00:00Z"))),
        "LIST-071 LIST-072 LIST-003",
        "LIST-ROW-STARTS-ON LIST-ROW-EXPIRES-ON",
    ),
    (
        "list-row-audit-times-are-texts",
        "createdOn and lastUpdatedOn of a row are texts.",
        _ROW,
        (("createdOn", str), ("lastUpdatedOn", str)),
        "LIST-060 LIST-061",
        "LIST-ROW-CREATED-ON LIST-ROW-LAST-UPDATED-ON",
    ),
    (
        "list-row-audit-times-are-milliseconds",
        "createdOn and lastUpdatedOn of a row are milliseconds.",
        _ROW,
        (("createdOn", milliseconds), ("lastUpdatedOn", milliseconds)),
        "CMN-022 LIST-060 LIST-061",
        "COMMON-TIMESTAMP-SECONDS LIST-MAPS-CREATED-ON",
    ),
    (
        "list-row-images-are-null",
        "Images of a row are null when there are none.",
        _ROW,
        (("images", lambda images: images or None),),
        "LIST-063 LIST-065",
        "LIST-ROW-IMAGES",
    ),
    (
        "list-row-image-is-a-url",
        "An image of a row is its url as text.",
        _ROW,
        (("images[]", lambda image: image["url"]),),
        "LIST-064",
        "LIST-ROW-IMAGE",
    ),
    (
        "list-row-status-is-active",
        "badgeStatus of a LIVE badge is ACTIVE in a row.",
        _ROW,
        (("badgeStatus", lambda status: "ACTIVE" if status == "LIVE" else status),),
        "LIST-068 LIST-069",
        "LIST-ROW-STATUS-VALUES",
    ),
    (
        "list-row-earnings-are-texts",
        "lastEarnedOn and earnCount of a row are texts.",
        _ROW,
        (("lastEarnedOn", str), ("earnCount", str)),
        "LIST-070 LIST-074",
        "LIST-ROW-LAST-EARNED-ON LIST-ROW-EARN-COUNT",
    ),
    (
        "list-row-active-is-a-number",
        "active of a row is 0 or 1.",
        _ROW,
        (("active", int),),
        "LIST-078 LIST-104",
        "LIST-ROW-ACTIVE",
    ),
    (
        "list-row-group-is-a-number",
        "Group id and group name of a row are numbers, as the table has it.",
        _ROW,
        (("badgeGroupId", always(1)), ("badgeGroupName", always(1))),
        "LIST-089 LIST-091",
        "LIST-ROW-GROUP-ID LIST-ROW-GROUP-NAME",
    ),
    (
        "list-row-rank-is-a-text",
        "badgeRank of a row is a text.",
        _ROW,
        (("badgeRank", str),),
        "LIST-090 LIST-093",
        "LIST-ROW-RANK",
    ),
    (
        "list-row-ownership-is-a-list",
        "The ownership of a row is the list of owners.",
        _ROW,
        (("ownership", lambda ownership: ownership["restrictedToOwners"]),),
        "LIST-094",
        "LIST-ROW-OWNERSHIP",
    ),
    (
        "list-row-owners-are-a-text",
        "The owners of a row are a text with commas.",
        _ROW,
        (("ownership.restrictedToOwners", ",".join),),
        "LIST-095",
        "LIST-ROW-OWNERS",
    ),
    (
        "list-row-owners-are-in-upper-case",
        "The owners of a row are in upper case.",
        _ROW,
        (("ownership.restrictedToOwners[]", str.upper),),
        "LIST-096",
        "LIST-ROW-OWNERS-VALUES",
    ),
    (
        "list-row-claims-are-a-count",
        "The claims of a row are their number.",
        _ROW,
        (("ownership.claims", len),),
        "LIST-097",
        "LIST-ROW-CLAIMS",
    ),
    (
        "list-row-claim-has-no-state",
        "A claim of a row does not say whether it is active.",
        _ROW,
        (("ownership.claims[].isActive", drop),),
        "LIST-098",
        "LIST-ROW-CLAIM",
    ),
    (
        "list-row-earn-dates-are-texts",
        "lastEarnEventDate and lastEarnedOnDate of a row are texts.",
        _ROW,
        (("lastEarnEventDate", str), ("lastEarnedOnDate", str)),
        "LIST-101 LIST-102",
        "LIST-ROW-LAST-EARN-EVENT-DATE LIST-ROW-LAST-EARNED-ON-DATE",
    ),
)


def _made(rows: tuple[_Row, ...]) -> Iterator[Fault]:
    for slug, sentence, view, edits, statements, requirements in rows:
        changes = (shown(view, path, edit) for path, edit in edits)
        yield must(slug, sentence, statements, requirements, chain(*changes))


_REST = (
    must(
        "list-page-is-the-rows",
        "The data of a list is the array of rows.",
        "LIST-052 LIST-053",
        "LIST-DATA",
        lambda policy: policy.wrap("views.page", lambda original: lambda rows, pagination: rows),
    ),
    must(
        "list-row-issue-status-is-a-flag",
        "issueStatus of a row is a boolean.",
        "LIST-077",
        "LIST-ROW-ISSUE-STATUS",
        shown(_ROW, "issueStatus", always(False), absent=True),
    ),
    should(
        "list-row-image-tag-is-of-its-own",
        "The tag of an image of a row is SMALL.",
        "LIST-066",
        "LIST-ROW-IMAGE-TAG-VALUES",
        shown(_ROW, "images[].tag", always("SMALL")),
    ),
)

FAULTS: tuple[Fault, ...] = (*_made(_PAGES), *_made(_ROWS), *_REST)
