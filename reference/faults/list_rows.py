# ruff: noqa: ARG001
"""Rows of a list: members that show something else than was written, or the wrong customer's doing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reference.edits import Change, always, chain, copied, listed_as, milliseconds, noted, shown
from reference.faults.registry import Fault, must, should
from reference.model import Badge, Claim
from reference.policy import Policy

_ROW = "views.row"
_INDIA = 19_800
_PLACEHOLDER = {"name": "None", "fileSvcHandle": "0", "url": "https://img.example.com/0", "tag": "EARNED"}


def _first_seen(*attributes: str) -> Change:
    """The list keeps what a badge was created with."""

    def apply(policy: Policy) -> Policy:
        first: dict[str, dict[str, Any]] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            first.setdefault(badge.id, {name: getattr(badge, name) for name in attributes})

        return chain(noted(note), listed_as(lambda badge: replace(badge, **first.get(badge.id, {}))))(policy)

    return apply


_STALE = (
    ("name", "name", "LIST-054 PUT-138", "LIST-MAPS-NAME UPDATE-VISIBLE-IN-LIST"),
    ("description", "description", "LIST-055 PUT-138", "LIST-MAPS-DESCRIPTION UPDATE-VISIBLE-IN-LIST"),
    ("start", "start_on", "LIST-071 PUT-138", "LIST-MAPS-STARTS-ON UPDATE-VISIBLE-IN-LIST"),
    ("end", "expires_on", "LIST-072 PUT-138", "LIST-MAPS-EXPIRES-ON UPDATE-VISIBLE-IN-LIST"),
    ("owners", "owners", "LIST-095 LIST-096 PUT-138", "LIST-MAPS-OWNERS"),
    (
        "activation",
        "active",
        "LIST-078 PUT-129 PUT-138",
        "LIST-MAPS-ACTIVE LIFECYCLE-DEACTIVATION-IN-LIST",
    ),
    ("last-update", "updated_on", "LIST-061 PUT-138", "LIST-MAPS-LAST-UPDATED-ON"),
)


def _stale() -> Iterator[Fault]:
    for slug, attribute, statements, requirements in _STALE:
        yield must(
            f"list-keeps-first-{slug}",
            f"The list shows the {slug.replace('-', ' ')} that a badge was created with.",
            statements,
            requirements,
            _first_seen(attribute),
        )


FAULTS: tuple[Fault, ...] = (
    *_stale(),
    must(
        "list-shows-another-id",
        "A row shows as badgeMetaId a number that no other view knows.",
        "LIST-056",
        "LIST-MAPS-ID",
        shown(_ROW, "badgeMetaId", lambda badge_id: badge_id[::-1]),
    ),
    must(
        "list-cuts-names",
        "A row shows the first twenty characters of a name.",
        "LIST-054 LIST-024",
        "LIST-MAPS-NAME",
        shown(_ROW, "name", lambda name: name[:20]),
    ),
    must(
        "list-shows-name-as-description",
        "A row shows the name in place of the description.",
        "LIST-055",
        "LIST-MAPS-DESCRIPTION",
        copied(_ROW, "name", "description"),
    ),
    must(
        "list-shows-earn-always",
        "A row shows every badge as of type EARN.",
        "LIST-058 LIST-059 LIST-031",
        "LIST-MAPS-TYPE LIST-TYPE-ISSUE-SOUND",
        shown(_ROW, "badgeType", always("EARN")),
    ),
    must(
        "list-shows-query-word-as-type",
        "A row shows AVAILABLE as the type of an EARN badge.",
        "LIST-059",
        "LIST-ROW-TYPE-VALUES",
        shown(_ROW, "badgeType", lambda kind: "AVAILABLE" if kind == "EARN" else kind),
    ),
    must(
        "list-shows-all-as-active",
        "A row shows every badge as active.",
        "LIST-078",
        "LIST-MAPS-ACTIVE LIFECYCLE-DEACTIVATION-IN-LIST",
        shown(_ROW, "active", always(True)),
    ),
    must(
        "list-shows-all-as-inactive",
        "A row shows every badge as inactive.",
        "LIST-078 LIST-104",
        "LIST-MAPS-ACTIVE LIFECYCLE-REACTIVATION-IN-LIST",
        shown(_ROW, "active", always(False)),
    ),
    must(
        "list-shows-start-in-local-time",
        "A row shows the start five and a half hours late.",
        "LIST-071",
        "LIST-MAPS-STARTS-ON",
        shown(_ROW, "startsOn", lambda value: value + _INDIA),
    ),
    must(
        "list-cuts-fraction-of-start",
        "A row shows the start without its fraction.",
        "LIST-071",
        "LIST-MAPS-STARTS-ON",
        shown(_ROW, "startsOn", lambda value: float(int(value))),
    ),
    must(
        "list-shows-end-in-milliseconds",
        "A row shows the end in milliseconds.",
        "LIST-072",
        "LIST-MAPS-EXPIRES-ON",
        shown(_ROW, "expiresOn", milliseconds),
    ),
    must(
        "list-shows-start-as-end",
        "A row shows the start in place of the end.",
        "LIST-072 LIST-073",
        "LIST-MAPS-EXPIRES-ON LIST-START-BEFORE-END",
        copied(_ROW, "startsOn", "expiresOn"),
    ),
    must(
        "list-swaps-dates-of-the-past",
        "Rows of badges that are over show start and end swapped.",
        "LIST-071 LIST-072 LIST-073",
        "LIST-START-BEFORE-END LIST-MAPS-STARTS-ON LIST-MAPS-EXPIRES-ON",
        lambda policy: policy.wrap(
            _ROW,
            lambda original: (
                lambda own, one, group, now: (
                    {**row, "startsOn": row["expiresOn"], "expiresOn": row["startsOn"]}
                    if (row := original(own, one, group, now))["badgeStatus"] == "EXPIRED"
                    else row
                )
            ),
        ),
    ),
    must(
        "list-shows-start-as-creation",
        "A row shows the start in place of the creation.",
        "LIST-060 LIST-062",
        "LIST-MAPS-CREATED-ON",
        copied(_ROW, "startsOn", "createdOn"),
    ),
    must(
        "list-shows-update-as-creation",
        "A row shows the last update in place of the creation.",
        "LIST-060",
        "LIST-MAPS-CREATED-ON",
        copied(_ROW, "lastUpdatedOn", "createdOn"),
    ),
    must(
        "list-shows-creation-as-update",
        "A row shows the creation in place of the last update.",
        "LIST-061",
        "LIST-MAPS-LAST-UPDATED-ON",
        copied(_ROW, "createdOn", "lastUpdatedOn"),
    ),
    should(
        "list-was-updated-before-creation",
        "Rows of badges that no update has touched were updated a second before their creation.",
        "LIST-062",
        "LIST-CREATED-BEFORE-UPDATED",
        listed_as(
            lambda badge: (
                replace(badge, updated_on=badge.created_on - 1)
                if badge.updated_on == badge.created_on
                else badge
            )
        ),
    ),
    must(
        "list-shows-first-owner",
        "A row shows the first owner only.",
        "LIST-095 LIST-096 LIST-041",
        "LIST-MAPS-OWNERS LIST-OWNER-SOUND",
        shown(_ROW, "ownership.restrictedToOwners", lambda owners: owners[:1]),
    ),
    must(
        "list-shows-no-owners",
        "Rows of badges with one owner show none.",
        "LIST-096 LIST-041",
        "LIST-OWNER-SOUND LIST-ROW-OWNERS-NONEMPTY",
        shown(_ROW, "ownership.restrictedToOwners", lambda owners: owners if len(owners) > 1 else []),
    ),
    must(
        "list-shows-no-claims",
        "A row shows no claims.",
        "LIST-097 LIST-043",
        "LIST-CLAIMED-SHOWN LIST-CLAIMED-BY-SOUND",
        shown(_ROW, "ownership.claims", always([])),
    ),
    must(
        "list-shows-claims-of-all",
        "A row shows a claim of Loyalty for every badge.",
        "LIST-097",
        "LIST-MAPS-NO-CLAIMS",
        lambda policy: policy.wrap(
            _ROW,
            lambda original: (
                lambda own, one, *rest: original(own, one._replace(claims=(Claim("Loyalty", "0"),)), *rest)
            ),
        ),
    ),
    should(
        "list-shows-claim-of-another-module",
        "A row shows the claims of a badge as those of Historical_Import.",
        "LIST-099",
        "LIST-CLAIM-OWNERS",
        shown(_ROW, "ownership.claims[].ownerType", always("Historical_Import")),
    ),
    must(
        "list-loses-images",
        "A row shows no images.",
        "LIST-063 LIST-064",
        "LIST-MAPS-IMAGES",
        shown(_ROW, "images", always([])),
    ),
    must(
        "list-shows-handle-as-url",
        "A row shows the handle of an image as its url.",
        "LIST-064",
        "LIST-MAPS-IMAGES",
        shown(_ROW, "images[]", lambda image: {**image, "url": image["fileSvcHandle"]}),
    ),
    must(
        "list-shows-a-placeholder-image",
        "A row of a badge without images shows a placeholder.",
        "LIST-065",
        "LIST-MAPS-NO-IMAGES",
        shown(
            _ROW,
            "images",
            lambda images: images or [_PLACEHOLDER],
        ),
    ),
    must(
        "list-shows-no-rank",
        "A row of a badge without a group shows no rank.",
        "LIST-090 LIST-093",
        "LIST-MAPS-RANK",
        listed_as(lambda badge: replace(badge, rank=badge.rank if badge.group_id else None)),
    ),
    must(
        "list-shows-a-group-for-all",
        "A row of a badge without a group shows a default group.",
        "LIST-089 LIST-091 LIST-092",
        "LIST-MAPS-NO-GROUP",
        shown(_ROW, "badgeGroupId", lambda group: group or "default", absent=True),
        shown(_ROW, "badgeGroupName", lambda name: name or "Default", absent=True),
    ),
    must(
        "list-shows-no-group",
        "A row of a badge in a group shows neither its id nor its name.",
        "LIST-089 LIST-091 LIST-051",
        "LIST-GROUPED-SHOWN",
        shown(_ROW, "badgeGroupId", always(None)),
        shown(_ROW, "badgeGroupName", always(None)),
    ),
    should(
        "list-shows-group-without-name",
        "A row of a badge in a group shows the id of the group and no name.",
        "LIST-091 LIST-092",
        "LIST-ROW-GROUP-PAIR",
        shown(_ROW, "badgeGroupName", always(None)),
    ),
    must(
        "list-counts-an-earning",
        "A row of a badge that was never earned counts one earning.",
        "LIST-074 LIST-076",
        "LIST-NEW-UNEARNED",
        shown(_ROW, "earnCount", lambda count: count or 1),
    ),
    must(
        "list-dates-earning-by-creation",
        "A row of a badge that was never earned shows its creation as the last earning.",
        "LIST-070 LIST-076",
        "LIST-NEW-UNEARNED LIST-ROW-EARNED-PAIR",
        lambda policy: policy.wrap(
            _ROW,
            lambda original: (
                lambda *arguments: {
                    **(row := original(*arguments)),
                    "lastEarnedOn": row["lastEarnedOn"] or row["createdOn"],
                }
            ),
        ),
    ),
    should(
        "list-mixes-units-of-earnings",
        "A row shows lastEarnEventDate in milliseconds and lastEarnedOnDate in seconds.",
        "LIST-101 LIST-102",
        "LIST-EARNED-DATES-UNIT",
        shown(_ROW, "lastEarnEventDate", milliseconds),
    ),
)
