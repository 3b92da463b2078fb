# ruff: noqa: ARG005
"""Which of the fields that an update sends are taken over, in which state, and in which view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, always, copied, kept, milliseconds, misread, shown, stored
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import Badge

# what, attribute, statements, requirement
_FIELDS: tuple[tuple[str, str, str, str], ...] = (
    ("name", "name", "PUT-092 PUT-008", "UPDATE-ECHO-NAME"),
    ("description", "description", "PUT-093 PUT-009", "UPDATE-ECHO-DESCRIPTION"),
    ("start", "start_on", "PUT-094 PUT-010 PUT-014", "UPDATE-ECHO-START UPDATE-START-UPCOMING-LATER"),
    ("end", "expires_on", "PUT-095 PUT-017 PUT-019", "UPDATE-ECHO-EXPIRES UPDATE-EXPIRES-LATER"),
    (
        "earned expiry",
        "earned_expiry",
        "PUT-023 PUT-096 PUT-097 PUT-098 PUT-099",
        "UPDATE-ECHO-EARNED-RELATIVE UPDATE-ECHO-EARNED-FIXED-DATE UPDATE-ECHO-EARNED-NEVER",
    ),
    ("issued expiry", "issued_expiry", "PUT-101 PUT-087", "UPDATE-ECHO-ISSUED-EXPIRY"),
    ("images", "images", "PUT-102 PUT-103", "UPDATE-ECHO-IMAGES"),
    ("tags", "tags", "PUT-113", "UPDATE-ECHO-TAGS"),
    ("rank", "rank", "PUT-077 PUT-115", "UPDATE-ECHO-BADGE-RANK"),
    ("group", "group_id", "PUT-076 PUT-114", "UPDATE-ECHO-BADGE-GROUP"),
    ("activation", "active", "PUT-073 PUT-129", "UPDATE-ECHO-ACTIVE-FALSE UPDATE-ECHO-ACTIVE-TRUE"),
    ("owners", "owners", "PUT-033 PUT-105", "UPDATE-ECHO-OWNERS UPDATE-OWNERS-EACH"),
)


def _all_states() -> Iterator[Fault]:
    for what, attribute, statements, requirements in _FIELDS:
        yield must(
            f"update-keeps-old-{what.replace(' ', '-')}",
            f"An update does not take over the {what}.",
            statements,
            requirements,
            kept(attribute),
        )


def was_live(badge: Badge, before: Badge | None) -> bool:
    """Whether a badge was LIVE when it was updated."""
    return before is not None and before.start_on <= badge.updated_on < before.expires_on


_LIVE: tuple[tuple[str, str, str, str], ...] = (
    ("name", "name", "PUT-092", "UPDATE-LIVE-NAME"),
    ("description", "description", "PUT-093", "UPDATE-LIVE-DESCRIPTION"),
    ("activation", "active", "PUT-129", "UPDATE-LIVE-ACTIVE"),
    ("owners", "owners", "PUT-105 PUT-034", "UPDATE-LIVE-OWNERS"),
    ("earned expiry", "earned_expiry", "PUT-096", "UPDATE-LIVE-EARNED-EXPIRY"),
    ("images", "images", "PUT-102", "UPDATE-LIVE-IMAGES"),
    ("tags", "tags", "PUT-113", "UPDATE-LIVE-TAGS"),
    ("custom fields", "custom_fields", "PUT-127", "UPDATE-LIVE-CUSTOM-FIELDS"),
    ("rank", "rank", "PUT-115", "UPDATE-LIVE-BADGE-RANK"),
)


def _live_state() -> Iterator[Fault]:
    for what, attribute, statements, requirement in _LIVE:
        yield should(
            f"update-keeps-old-{what.replace(' ', '-')}-when-live",
            f"An update of a LIVE badge does not take over the {what}.",
            statements,
            requirement,
            kept(attribute, when=was_live),
        )


def _was_active(before: Badge | None) -> bool:
    return before is not None and before.active


def _appended(attribute: str) -> Callable[[Badge, Badge | None], dict[str, Any]]:
    def change(badge: Badge, before: Badge | None) -> dict[str, Any]:
        old: list[Any] = getattr(before, attribute)
        return {attribute: [*old, *(one for one in getattr(badge, attribute) if one not in old)]}

    return change


_REST = (
    must(
        "update-live-end-stays",
        "An update of a LIVE badge does not take over the end.",
        "PUT-019 PUT-095",
        "UPDATE-LIVE-EXPIRES",
        kept("expires_on", when=was_live),
    ),
    must(
        "update-cuts-names",
        "An update keeps the first thirty characters of the name.",
        "PUT-092",
        "UPDATE-ECHO-NAME",
        stored("update", lambda badge, before: {"name": badge.name[:30]}),
    ),
    must(
        "update-answers-upper-case-description",
        "An update answers the description in upper case.",
        "PUT-093",
        "UPDATE-ECHO-DESCRIPTION",
        shown("views.updated", "description", str.upper),
    ),
    must(
        "update-answers-start-in-milliseconds",
        "An update answers startOn in milliseconds.",
        "PUT-094",
        "UPDATE-ECHO-START",
        shown("views.updated", "startOn", milliseconds),
    ),
    must(
        "update-ends-at-midnight",
        "An update stores the end at midnight of its day.",
        "PUT-095 PUT-017",
        "UPDATE-ECHO-EXPIRES",
        stored("update", lambda badge, before: {"expires_on": badge.expires_on // DAY * DAY}),
    ),
    must(
        "update-appends-images",
        "An update adds to the images instead of replacing them.",
        "PUT-102",
        "UPDATE-ECHO-IMAGES",
        stored("update", _appended("images")),
    ),
    must(
        "update-appends-tags",
        "An update adds to the tags instead of replacing them.",
        "PUT-113",
        "UPDATE-ECHO-TAGS",
        stored("update", _appended("tags")),
    ),
    must(
        "update-never-removes-owners",
        "An update adds owners and removes none.",
        "PUT-105 PUT-033",
        "UPDATE-OWNER-REMOVED UPDATE-ECHO-OWNERS",
        stored("update", _appended("owners")),
    ),
    must(
        "update-cannot-activate",
        "An update can deactivate a badge and never activate it.",
        "PUT-073 PUT-129",
        "UPDATE-ECHO-ACTIVE-TRUE LIFECYCLE-REACTIVATION-IN-LIST LIFECYCLE-REACTIVATION-IN-DETAIL",
        stored(
            "update", lambda badge, before: {"active": badge.active and before is not None and before.active}
        ),
    ),
    must(
        "update-cannot-deactivate",
        "An update can activate a badge and never deactivate it.",
        "PUT-073 PUT-129",
        "UPDATE-ECHO-ACTIVE-FALSE LIFECYCLE-DEACTIVATION-IN-LIST LIFECYCLE-DEACTIVATION-IN-DETAIL",
        stored(
            "update", lambda badge, before: {"active": badge.active or (before is not None and before.active)}
        ),
    ),
    must(
        "update-answers-active-always",
        "An update answers every badge as active.",
        "PUT-129",
        "UPDATE-ECHO-ACTIVE-FALSE",
        shown("views.updated", "active", always(True)),
    ),
    must(
        "update-loses-image-url",
        "An update stores the name of an image as its url.",
        "PUT-103",
        "UPDATE-ECHO-IMAGES",
        misread("update", "images[]", lambda one: {**one, "url": one["name"]} if one else one),
    ),
    must(
        "update-keeps-first-owner",
        "An update keeps only the first owner.",
        "PUT-033 PUT-035 PUT-105",
        "UPDATE-ECHO-OWNERS",
        misread("update", "ownership.restrictedToOwners", lambda owners: owners[:1]),
    ),
    must(
        "update-answers-earn-always",
        "An update answers every badge as EARN.",
        "PUT-116",
        "UPDATE-ECHO-EARN-TYPE",
        shown("views.updated", "earnType", always("EARN")),
    ),
    must(
        "update-answers-end-as-start",
        "An update answers the end in place of the start.",
        "PUT-094",
        "UPDATE-ECHO-START",
        copied("views.updated", "expiresOn", "startOn"),
    ),
    must(
        "update-forgets-rank",
        "An update stores no rank for a badge without a group.",
        "PUT-077 PUT-115",
        "UPDATE-ECHO-BADGE-RANK",
        stored("update", lambda badge, before: {"rank": badge.rank if badge.group_id else None}),
    ),
)


def _default(name: str, value: Any) -> Change:
    """An update stores this when the member is left out."""
    return misread("update", name, lambda old: value if old is None else old, absent=True)


_DEFAULTS = (
    should(
        "update-passes-over-empty-arrays",
        "An update takes an empty array of images or tags for one that was left out.",
        "PUT-102 PUT-113",
        "UPDATE-ARRAYS-EMPTIED",
        stored(
            "update",
            lambda badge, before: (
                {"images": badge.images or before.images, "tags": badge.tags or before.tags} if before else {}
            ),
        ),
    ),
    must(
        "update-keeps-old-texts-of-custom-fields",
        "A custom field that a badge has keeps its text on update.",
        "PUT-127 PUT-128",
        "UPDATE-ECHO-CUSTOM-FIELDS",
        stored(
            "update",
            lambda badge, before: {
                "custom_fields": {
                    name: (before.custom_fields if before else {}).get(name, text)
                    for name, text in badge.custom_fields.items()
                }
            },
        ),
    ),
    must(
        "update-keeps-old-custom-fields",
        "An update does not take over the custom fields.",
        "PUT-074 PUT-127 PUT-128",
        "UPDATE-ECHO-CUSTOM-FIELDS",
        kept("custom_fields"),
    ),
    should(
        "update-adds-a-customer-constraint",
        "A badge updated without customer constraints gets the one of no limit.",
        "PUT-087",
        "UPDATE-DEFAULT-CUSTOMER-CONSTRAINTS",
        _default("customerConstraints", [{"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}]),
    ),
    should(
        "update-adds-a-badge-constraint",
        "A badge updated without badge constraints gets the one of no limit.",
        "PUT-087",
        "UPDATE-DEFAULT-BADGE-CONSTRAINTS",
        _default("badgeConstraints", [{"constraintType": "BADGE_NO_LIMIT"}]),
    ),
    must(
        "update-answers-null-images",
        "A badge updated without images comes back with null in place of the list.",
        "PUT-102 PUT-087",
        "BADGE-META-IMAGES UPDATE-DEFAULT-IMAGES",
        shown("views.updated", "images", lambda images: images or None),
    ),
    should(
        "update-adds-a-default-image",
        "A badge updated without images gets one.",
        "PUT-087",
        "UPDATE-DEFAULT-IMAGES",
        _default(
            "images", [{"name": "D", "fileSvcHandle": "d", "url": "https://img.example.com", "tag": "EARNED"}]
        ),
    ),
    should(
        "update-adds-a-custom-field",
        "A badge updated without custom fields gets one.",
        "PUT-087 PUT-127",
        "UPDATE-DEFAULT-CUSTOM-FIELDS",
        _default("customFields", {"source": "api"}),
    ),
    should(
        "update-ranks-zero",
        "A badge updated without a rank gets rank 0.",
        "PUT-115",
        "UPDATE-DEFAULT-RANK",
        _default("badgeRank", 0),
    ),
    should(
        "update-deactivates-by-default",
        "A badge updated without active is deactivated.",
        "PUT-087",
        "UPDATE-DEFAULT-ACTIVE",
        _default("active", False),
    ),
)

FAULTS: tuple[Fault, ...] = (*_all_states(), *_live_state(), *_REST, *_DEFAULTS)
