# ruff: noqa: ARG005
"""What a create keeps of the plain fields that were sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from reference.edits import (
    Change,
    always,
    copied,
    detailed_as,
    drop,
    milliseconds,
    misread,
    noted,
    several,
    shown,
    stored,
)
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import Badge
from reference.policy import Policy

_INDIA = 19_800
_TRUTHS = {"true": True, "false": False}


def _swapped(one: dict[str, Any]) -> dict[str, Any]:
    return {"name": one["value"], "value": one["name"]}


def _loses_every_second(policy: Policy) -> Policy:
    """Every second badge, the first included, is answered but cannot be found again."""
    created: list[str] = []

    def note(badge: Badge, before: Badge | None) -> None:
        if before is None:
            created.append(badge.id)

    return noted(note)(policy).wrap(
        "lookups.badge",
        lambda original: (
            lambda store, badge_id: None if badge_id in created[::2] else original(store, badge_id)
        ),
    )


_TEXTS = (
    must(
        "create-cuts-names",
        "A create keeps the first thirty characters of the name.",
        "POST-079 POST-008 XEP-001",
        "CREATE-ECHO-NAME",
        stored("create", lambda badge, before: {"name": badge.name[:30]}),
    ),
    must(
        "create-answers-lower-case-name",
        "A create answers the name in lower case, though it is stored as sent.",
        "POST-079",
        "CREATE-ECHO-NAME",
        shown("views.created", "name", str.lower),
    ),
    must(
        "create-collapses-digits-of-names",
        "Digits at the end of a name are lost on create.",
        "POST-079 POST-008 XEP-001",
        "CREATE-ECHO-NAME",
        stored("create", lambda badge, before: {"name": badge.name.rstrip("0123456789")}),
    ),
    should(
        "create-loses-letters-beyond-latin",
        "A create answers the name without the letters that Latin-1 does not have.",
        "POST-079",
        "CREATE-ECHO-NAME-UNICODE",
        shown("views.created", "name", lambda name: name.encode("latin-1", "ignore").decode("latin-1")),
    ),
    must(
        "create-forgets-description",
        "A create does not store the description.",
        "POST-080 POST-009 XEP-001",
        "CREATE-ECHO-DESCRIPTION",
        stored("create", lambda badge, before: {"description": None}),
    ),
    must(
        "create-answers-name-as-description",
        "A create answers the name in place of the description.",
        "POST-080",
        "CREATE-ECHO-DESCRIPTION",
        copied("views.created", "name", "description"),
    ),
)

_DATES = (
    must(
        "create-answers-start-in-milliseconds",
        "A create answers startOn in milliseconds.",
        "POST-081 POST-082",
        "CREATE-ECHO-START BADGE-META-ISO-START",
        shown("views.created", "startOn", milliseconds),
    ),
    must(
        "create-rounds-start-to-hours",
        "A create stores the start at the full hour before it.",
        "POST-081 POST-010 XEP-001",
        "CREATE-ECHO-START",
        stored("create", lambda badge, before: {"start_on": badge.start_on // 3600 * 3600}),
    ),
    must(
        "create-moves-start-by-zone",
        "A create stores the start as if it were local time in India.",
        "POST-081 POST-010 XEP-001",
        "CREATE-ECHO-START",
        stored("create", lambda badge, before: {"start_on": badge.start_on - _INDIA}),
    ),
    must(
        "create-ends-at-midnight",
        "A create stores the end at midnight of its day.",
        "POST-083 POST-014 XEP-001",
        "CREATE-ECHO-EXPIRES",
        stored("create", lambda badge, before: {"expires_on": badge.expires_on // DAY * DAY}),
    ),
    must(
        "create-answers-start-as-end",
        "A create answers the start in place of the end.",
        "POST-083 POST-084",
        "CREATE-ECHO-EXPIRES BADGE-META-ISO-EXPIRES",
        copied("views.created", "startOn", "expiresOn"),
    ),
    should(
        "create-cuts-fractions",
        "A create cuts decimal seconds off both dates.",
        "POST-081 POST-083 CMN-022",
        "CREATE-ECHO-TIME-FRACTION",
        stored(
            "create",
            lambda badge, before: {
                "start_on": float(int(badge.start_on)),
                "expires_on": float(int(badge.expires_on)),
            },
        ),
    ),
)

# slug, sentence, statements, requirements, change
_PARTS: tuple[tuple[str, str, str, str, Change], ...] = (
    (
        "keeps-first-image",
        "A create keeps only the first image.",
        "POST-093",
        "CREATE-ECHO-IMAGES",
        misread("create", "images", several(1)),
    ),
    (
        "swaps-image-url-and-handle",
        "A create stores the handle of an image as its url and the url as its handle.",
        "POST-093",
        "CREATE-ECHO-IMAGES",
        misread(
            "create",
            "images[]",
            lambda one: {**one, "url": one["fileSvcHandle"], "fileSvcHandle": one["url"]} if one else one,
        ),
    ),
    (
        "tags-every-image-earned",
        "A create stores every image with the tag EARNED.",
        "POST-093",
        "CREATE-ECHO-IMAGES",
        misread("create", "images[].tag", always("EARNED")),
    ),
    (
        "keeps-last-tag",
        "A create keeps only the last tag.",
        "POST-104 POST-073",
        "CREATE-ECHO-TAGS",
        misread("create", "tags", lambda tags: tags[-1:]),
    ),
    (
        "swaps-tags",
        "A create answers tags with name and value swapped.",
        "POST-104 POST-073",
        "CREATE-ECHO-TAGS",
        shown("views.created", "tags[]", _swapped),
    ),
    (
        "keeps-one-image-per-file",
        "Of several images with one handle a create keeps the last.",
        "POST-093",
        "CREATE-ECHO-IMAGES",
        misread(
            "create", "images", lambda images: list({one["fileSvcHandle"]: one for one in images}.values())
        ),
    ),
    (
        "caps-ranks",
        "A create stores ranks above nine as nine.",
        "POST-106 POST-067",
        "CREATE-ECHO-BADGE-RANK",
        misread("create", "badgeRank", lambda rank: min(rank, 9)),
    ),
    (
        "keeps-ranks-in-a-byte",
        "A create stores ranks above 127 as 127.",
        "POST-106 POST-067",
        "CREATE-ECHO-BADGE-RANK",
        misread("create", "badgeRank", lambda rank: min(rank, 127)),
    ),
    (
        "keeps-eight-owners",
        "A create keeps at most eight owners.",
        "POST-096 POST-028",
        "CREATE-ECHO-OWNERS",
        stored("create", lambda badge, before: {"owners": badge.owners[:8]}),
    ),
    (
        "counts-ranks-from-one",
        "A create answers the rank one higher than it was sent.",
        "POST-106 POST-067",
        "CREATE-ECHO-BADGE-RANK",
        shown("views.created", "badgeRank", lambda rank: rank + 1),
    ),
    (
        "keeps-rank-with-group-only",
        "A create forgets the rank of a badge without a group.",
        "POST-106 POST-067 XEP-013",
        "CREATE-ECHO-BADGE-RANK",
        stored("create", lambda badge, before: {"rank": badge.rank if badge.group_id else None}),
    ),
    (
        "forgets-group",
        "A create does not put the badge into the group.",
        "POST-066 POST-105",
        "CREATE-ECHO-BADGE-GROUP",
        stored("create", lambda badge, before: {"group_id": None}),
    ),
    (
        "is-always-active",
        "A badge created inactive is stored as active.",
        "POST-118 POST-064 XEP-003",
        "CREATE-ECHO-ACTIVE-FALSE",
        stored("create", lambda badge, before: {"active": True}),
    ),
    (
        "answers-inactive",
        "A create answers every badge as inactive.",
        "POST-118",
        "CREATE-ECHO-ACTIVE-TRUE",
        shown("views.created", "active", always(False)),
    ),
    (
        "turns-issue-earn-into-earn",
        "An ISSUE_EARN badge is stored as EARN.",
        "POST-107 POST-060 XEP-002",
        "CREATE-ECHO-EARN-TYPE-ISSUE-EARN",
        stored("create", lambda badge, before: {"earn_type": "EARN"}),
    ),
    (
        "answers-earn-as-issue-earn",
        "A create answers an EARN badge as ISSUE_EARN.",
        "POST-107",
        "CREATE-ECHO-EARN-TYPE-EARN",
        shown("views.created", "earnType", always("ISSUE_EARN")),
    ),
    (
        "keeps-first-owner",
        "A create keeps only the first owner.",
        "POST-096 POST-025 POST-027 XEP-004",
        "CREATE-ECHO-OWNERS",
        stored("create", lambda badge, before: {"owners": badge.owners[:1]}),
    ),
    (
        "adds-loyalty-owner",
        "A create adds Loyalty to the owners.",
        "POST-096 POST-028 XEP-004",
        "CREATE-OWNERS-EACH CREATE-ECHO-OWNERS",
        stored("create", lambda badge, before: {"owners": sorted({*badge.owners, "Loyalty"})}),
    ),
    (
        "loses-badges",
        "Every second created badge is not found afterwards.",
        "POST-002",
        "CREATE-STORED",
        _loses_every_second,
    ),
)


def _parts() -> Iterator[Fault]:
    for slug, sentence, statements, requirements, change in _PARTS:
        yield must(f"create-{slug}", sentence, statements, requirements, change)


_REST = (
    must(
        "create-keeps-first-custom-field",
        "A create keeps only the first custom field.",
        "POST-119 POST-065 POST-072",
        "CREATE-ECHO-CUSTOM-FIELDS",
        misread("create", "customFields", lambda fields: dict(list(fields.items())[:1])),
    ),
    must(
        "create-takes-null-of-custom-fields-for-none",
        "The answer to a create shows null for a custom field with the text null.",
        "POST-119 POST-065 POST-072",
        "CREATE-ECHO-CUSTOM-FIELDS",
        shown(
            "views.created",
            "customFields",
            lambda fields: {key: None if text == "null" else text for key, text in fields.items()},
        ),
    ),
    must(
        "create-takes-texts-of-custom-fields-for-truth-values",
        "The answer to a create shows a custom field with the text true or false as a truth value.",
        "POST-119 POST-065 POST-072",
        "CREATE-ECHO-CUSTOM-FIELDS",
        shown(
            "views.created",
            "customFields",
            lambda fields: {key: _TRUTHS.get(text, text) for key, text in fields.items()},
        ),
    ),
    must(
        "create-decodes-urls-of-images",
        "A create decodes the URL of an image before it stores it.",
        "POST-093",
        "CREATE-ECHO-IMAGES",
        misread("create", "images", lambda images: [{**one, "url": unquote(one["url"])} for one in images]),
    ),
    must(
        "create-drops-custom-fields",
        "A create accepts custom fields and stores none.",
        "POST-119 POST-065",
        "CREATE-ECHO-CUSTOM-FIELDS",
        misread("create", "customFields", lambda fields: {}),
    ),
    must(
        "create-lowers-names-of-custom-fields",
        "A create stores the names of custom fields in lower case.",
        "POST-119 POST-065 POST-072",
        "CREATE-ECHO-CUSTOM-FIELDS",
        misread("create", "customFields", lambda fields: {key.lower(): fields[key] for key in fields}),
    ),
    must(
        "create-leaves-nothing-in-the-detail",
        "The detail of a badge that no update has touched shows no description.",
        "POST-009 EXPL-017 XEP-001",
        "CROSS-DESCRIPTION",
        detailed_as(
            lambda badge: replace(badge, description=None) if badge.updated_on == badge.created_on else badge
        ),
    ),
    must(
        "create-answers-without-owners",
        "A create answers no owner list.",
        "POST-096",
        "BADGE-META-OWNERS CREATE-ECHO-OWNERS",
        shown("views.created", "ownership.restrictedToOwners", drop),
    ),
)

FAULTS: tuple[Fault, ...] = (*_TEXTS, *_DATES, *_parts(), *_REST)
