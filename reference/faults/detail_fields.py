# ruff: noqa: ARG001
"""The detail of a badge: members that show something else than was written."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reference.edits import Change, always, chain, copied, detailed_as, drop, milliseconds, noted, shown
from reference.faults.registry import Fault, must, should
from reference.model import Badge, Claim, JsonObject
from reference.policy import Policy
from reference.rules.problems import INVALID, RefusedError, problem

_DETAIL = "views.detail"
_INDIA = 19_800


def _first_seen(*attributes: str) -> Change:
    """The detail keeps what a badge was created with."""

    def apply(policy: Policy) -> Policy:
        first: dict[str, dict[str, Any]] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            first.setdefault(badge.id, {name: getattr(badge, name) for name in attributes})

        return chain(noted(note), detailed_as(lambda badge: replace(badge, **first.get(badge.id, {}))))(
            policy
        )

    return apply


_STALE = (
    ("name", "name", "EXPL-016 PUT-138", "UPDATE-VISIBLE-IN-DETAIL CROSS-NAME"),
    ("description", "description", "EXPL-017 PUT-138", "UPDATE-VISIBLE-IN-DETAIL CROSS-DESCRIPTION"),
    ("start", "start_on", "EXPL-024 PUT-138", "CROSS-STARTS-ON UPDATE-VISIBLE-IN-DETAIL"),
    ("end", "expires_on", "EXPL-027 PUT-138", "CROSS-EXPIRES-ON UPDATE-VISIBLE-IN-DETAIL"),
    ("owners", "owners", "EXPL-038 PUT-138", "CROSS-OWNERS UPDATE-VISIBLE-IN-DETAIL"),
    ("activation", "active", "EXPL-032 PUT-129 PUT-138", "LIFECYCLE-DEACTIVATION-IN-DETAIL"),
    ("last-update", "updated_on", "EXPL-021 PUT-138", "CROSS-LAST-UPDATED-ON"),
)


def _stale() -> Iterator[Fault]:
    for slug, attribute, statements, requirements in _STALE:
        yield must(
            f"detail-keeps-first-{slug}",
            f"The detail shows the {slug.replace('-', ' ')} that a badge was created with.",
            statements,
            requirements,
            _first_seen(attribute),
        )


def _stored_as_json(text: Any) -> Any:
    """Quotes and line breaks come back escaped."""
    return html.escape(text).replace("\n", "\\n") if isinstance(text, str) else text


def _one_detail(policy: Policy) -> Policy:
    first: list[Any] = []

    def view(original: Callable[..., Any]) -> Callable[..., Any]:
        def spoilt(*arguments: Any) -> Any:
            first.append(original(*arguments))
            return first[0]

        return spoilt

    return policy.wrap(_DETAIL, view)


def _started_only(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
    def view(*arguments: Any) -> JsonObject:
        answer = original(*arguments)
        if answer["badgeStatus"] == "UPCOMING":
            raise RefusedError([problem(INVALID, "badgeId", "The badge is not live")], 400)
        return answer

    return view


FAULTS: tuple[Fault, ...] = (
    *_stale(),
    must(
        "detail-keeps-first-custom-fields",
        "The detail shows the custom fields that a badge was created with.",
        "EXPL-102 PUT-138",
        "UPDATE-CUSTOM-FIELDS-VISIBLE",
        _first_seen("custom_fields"),
    ),
    must(
        "detail-refuses-upcoming",
        "The detail of a badge that has not started is refused.",
        "EXPL-001 EXPL-002",
        "DETAIL-ACCEPTED",
        lambda policy: policy.wrap("views.detail", _started_only),
    ),
    must(
        "detail-shows-another-id",
        "The detail shows an id that differs from the one in the path.",
        "EXPL-006 EXPL-015",
        "DETAIL-ID-ECHO",
        shown(_DETAIL, "id", lambda badge_id: badge_id[::-1]),
    ),
    must(
        "detail-shows-first-badge-again",
        "Every detail is that of the badge that was looked at first.",
        "EXPL-006 EXPL-016 XEP-001",
        "DETAIL-ID-ECHO",
        _one_detail,
    ),
    must(
        "detail-cuts-names",
        "The detail shows the first twenty characters of a name.",
        "EXPL-016 XEP-001 EXPL-106",
        "CROSS-NAME CROSS-LIST-DETAIL-NAME",
        shown(_DETAIL, "name", lambda name: name[:20]),
    ),
    must(
        "detail-shows-name-as-description",
        "The detail shows the name in place of the description.",
        "EXPL-017 XEP-001 EXPL-106",
        "CROSS-DESCRIPTION CROSS-LIST-DETAIL-DESCRIPTION",
        copied(_DETAIL, "name", "description"),
    ),
    should(
        "detail-escapes-text",
        "The detail shows quotes, ampersands and line breaks escaped.",
        "XEP-001",
        "CROSS-TEXT-UNCHANGED",
        shown(_DETAIL, "name", _stored_as_json),
        shown(_DETAIL, "description", _stored_as_json),
    ),
    should(
        "detail-loses-letters",
        "The detail shows letters beyond ASCII as question marks.",
        "XEP-001",
        "CROSS-TEXT-UNCHANGED",
        shown(_DETAIL, "name", lambda name: name.encode("ascii", "replace").decode()),
    ),
    must(
        "detail-shows-start-in-local-time",
        "The detail shows the start five and a half hours late.",
        "EXPL-024 EXPL-026 XEP-001 EXPL-106",
        "CROSS-STARTS-ON CROSS-LIST-DETAIL-STARTS-ON DETAIL-ISO-STARTS-ON",
        shown(_DETAIL, "startsOn", lambda value: value + _INDIA),
    ),
    must(
        "detail-shows-end-in-milliseconds",
        "The detail shows the end in milliseconds.",
        "EXPL-027 EXPL-029 XEP-001 EXPL-106",
        "CROSS-EXPIRES-ON CROSS-LIST-DETAIL-EXPIRES-ON DETAIL-ISO-EXPIRES-ON",
        shown(_DETAIL, "expiresOn", milliseconds),
    ),
    must(
        "detail-cuts-fraction-of-dates",
        "The detail shows start and end without their fractions.",
        "EXPL-024 EXPL-027 XEP-001",
        "CROSS-STARTS-ON CROSS-EXPIRES-ON",
        shown(_DETAIL, "startsOn", lambda value: float(int(value))),
        shown(_DETAIL, "expiresOn", lambda value: float(int(value))),
    ),
    must(
        "detail-cuts-fraction-of-creation",
        "The detail shows the creation without its fraction.",
        "EXPL-018 XEP-011 EXPL-106",
        "CROSS-CREATED-ON CROSS-LIST-DETAIL-CREATED-ON",
        shown(_DETAIL, "createdOn", lambda value: float(int(value))),
    ),
    must(
        "detail-shows-update-as-creation",
        "The detail shows the last update in place of the creation.",
        "EXPL-018 XEP-011 EXPL-020 EXPL-106",
        "CROSS-CREATED-ON CROSS-LIST-DETAIL-CREATED-ON",
        copied(_DETAIL, "lastUpdatedOn", "createdOn"),
        copied(_DETAIL, "lastUpdatedOnISO", "createdOnISO"),
    ),
    must(
        "detail-shows-creation-as-update",
        "The detail shows the creation in place of the last update.",
        "EXPL-021",
        "CROSS-LAST-UPDATED-ON",
        copied(_DETAIL, "createdOn", "lastUpdatedOn"),
        copied(_DETAIL, "createdOnISO", "lastUpdatedOnISO"),
    ),
    should(
        "detail-was-updated-before-creation",
        "The detail of a badge that no update has touched shows an update before the creation.",
        "EXPL-104",
        "DETAIL-CREATED-BEFORE-UPDATED",
        detailed_as(
            lambda badge: (
                replace(badge, updated_on=badge.created_on - 1)
                if badge.updated_on == badge.created_on
                else badge
            )
        ),
    ),
    should(
        "detail-swaps-dates",
        "The detail shows start and end swapped.",
        "EXPL-103 EXPL-024 EXPL-027",
        "DETAIL-START-BEFORE-END",
        lambda policy: policy.wrap(
            _DETAIL,
            lambda original: (
                lambda *arguments: {
                    **(view := original(*arguments)),
                    "startsOn": view["expiresOn"],
                    "startsOnISO": view["expiresOnISO"],
                    "expiresOn": view["startsOn"],
                    "expiresOnISO": view["startsOnISO"],
                }
            ),
        ),
    ),
    must(
        "detail-shows-earn-always",
        "The detail shows every badge as of type EARN.",
        "EXPL-035 XEP-002",
        "CROSS-BADGE-TYPE",
        shown(_DETAIL, "badgeType", always("EARN")),
    ),
    must(
        "detail-shows-all-as-activated",
        "The detail shows every badge as ACTIVATED.",
        "EXPL-033 XEP-003 EXPL-032",
        "CROSS-DEACTIVATED LIFECYCLE-DEACTIVATION-IN-DETAIL CROSS-LIST-DETAIL-ACTIVE",
        shown(_DETAIL, "action", always("ACTIVATED")),
    ),
    must(
        "detail-shows-all-as-deactivated",
        "The detail shows every badge as DE_ACTIVATED.",
        "EXPL-032 EXPL-033",
        "CROSS-ACTIVATED LIFECYCLE-REACTIVATION-IN-DETAIL CROSS-LIST-DETAIL-ACTIVE",
        shown(_DETAIL, "action", always("DE_ACTIVATED")),
    ),
    must(
        "detail-shows-filter-word-for-inactive",
        "The detail shows DEACTIVATED, the word of the filter.",
        "EXPL-033",
        "DETAIL-ACTION-VALUES",
        shown(_DETAIL, "action", lambda action: action.replace("DE_", "DE")),
    ),
    should(
        "detail-shows-another-activity",
        "The detail shows isActive true for every badge.",
        "EXPL-042",
        "DETAIL-IS-ACTIVE-AGREES",
        shown(_DETAIL, "isActive", always(True), absent=True),
    ),
    must(
        "detail-shows-first-owner",
        "The detail shows the first owner only.",
        "EXPL-038 EXPL-039 XEP-004",
        "CROSS-OWNERS CROSS-LIST-DETAIL-OWNERS",
        shown(_DETAIL, "owner", lambda owners: owners[:1]),
    ),
    must(
        "detail-shows-claims-of-owners",
        "The detail shows the owners as those who claimed the badge.",
        "EXPL-040",
        "CROSS-NO-CLAIMS",
        copied(_DETAIL, "owner", "claimedBy"),
    ),
    must(
        "detail-shows-a-claim",
        "The detail shows a claim of Loyalty for every badge.",
        "EXPL-040",
        "CROSS-NO-CLAIMS",
        lambda policy: policy.wrap(
            _DETAIL,
            lambda original: (
                lambda own, subject, *rest: original(
                    own, replace(subject, claims=(*subject.claims, Claim("Loyalty", "0"))), *rest
                )
            ),
        ),
    ),
    should(
        "detail-shows-no-claims",
        "The detail shows nobody as having claimed the badge.",
        "EXPL-040",
        "DETAIL-CLAIMED-SHOWN",
        shown(_DETAIL, "claimedBy", always([])),
    ),
    must(
        "detail-shows-one-image",
        "The detail shows the first image only.",
        "EXPL-043",
        "CROSS-IMAGES",
        shown(_DETAIL, "images", lambda images: images[:1]),
    ),
    must(
        "detail-shows-handle-as-url",
        "The detail shows the handle of an image as its url.",
        "EXPL-046",
        "CROSS-IMAGES",
        shown(_DETAIL, "images[]", lambda image: {**image, "url": image["fileSvcHandle"]}),
    ),
    should(
        "detail-tags-every-image-earned",
        "The detail shows every image with the tag EARNED.",
        "EXPL-047",
        "CROSS-IMAGE-TAGS",
        shown(_DETAIL, "images[].tag", always("EARNED")),
    ),
    should(
        "detail-shows-no-tags",
        "The detail shows no tags.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(_DETAIL, "tags", always([])),
    ),
    should(
        "detail-ranks-from-zero",
        "The detail shows ranks one lower than they were written.",
        "EXPL-101 XEP-013",
        "CROSS-RANK",
        shown(_DETAIL, "badgeRank", lambda rank: rank - 1),
    ),
    should(
        "detail-ranks-all",
        "The detail of a badge without a rank shows rank 0.",
        "EXPL-101",
        "CROSS-NO-RANK",
        shown(_DETAIL, "badgeRank", lambda rank: rank or 0, absent=True),
    ),
    should(
        "detail-shows-no-custom-fields",
        "The detail shows no custom fields.",
        "EXPL-102",
        "CROSS-CUSTOM-FIELDS",
        shown(_DETAIL, "customFields", always({})),
    ),
    should(
        "detail-adds-a-custom-field",
        "The detail shows a custom field that was not written.",
        "XEP-014 EXPL-102",
        "CROSS-CUSTOM-FIELDS-EMPTY CROSS-CUSTOM-FIELDS",
        shown(_DETAIL, "customFields", lambda fields: {**fields, "source": "api"}),
    ),
    should(
        "detail-shows-no-group",
        "The detail of a badge in a group shows neither its id nor its name.",
        "EXPL-100",
        "DETAIL-GROUP-SHOWN",
        shown(_DETAIL, "badgeGroupId", drop),
        shown(_DETAIL, "badgeGroupName", drop),
    ),
    should(
        "detail-shows-group-without-name",
        "The detail of a badge in a group shows the id of the group and no name.",
        "EXPL-100",
        "DETAIL-GROUP-PAIRING DETAIL-GROUP-SHOWN",
        shown(_DETAIL, "badgeGroupName", drop),
    ),
    should(
        "detail-shows-a-group-for-all",
        "The detail of a badge without a group shows a default group.",
        "EXPL-100",
        "DETAIL-NO-GROUP",
        shown(_DETAIL, "badgeGroupId", lambda group: group or "default", absent=True),
        shown(_DETAIL, "badgeGroupName", lambda name: name or "Default", absent=True),
    ),
)
