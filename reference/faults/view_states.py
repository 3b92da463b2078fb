"""Views that are right for a new badge, and wrong in one state of a badge or for one that has a history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reference.edits import Change, always, chain, detailed_as, listed_as, noted, several, shown
from reference.faults.registry import Fault, must, should
from reference.faults.view_edits import DETAIL, ROW, has, has_values, plus
from reference.model import Badge, JsonObject
from reference.policy import Policy


def _was_earned(row: JsonObject) -> bool:
    return bool(row["earnCount"])


def _is_updated(answer: JsonObject) -> bool:
    return bool(answer["lastUpdatedOn"] > answer["createdOn"])


def _is_never(detail: JsonObject) -> bool:
    return bool(detail["earnExpiry"]["expiryType"] == "NEVER")


def _was_reactivated(change: Callable[[Callable[[Badge], Badge]], Change], **members: Any) -> Change:
    """A view of badges that were inactive once and are active again shows other members."""

    def apply(policy: Policy) -> Policy:
        once: set[str] = set()

        def note(badge: Badge, before: Badge | None) -> None:  # noqa: ARG001
            if not badge.active:
                once.add(badge.id)

        def seen(badge: Badge) -> Badge:
            return replace(badge, **members) if badge.active and badge.id in once else badge

        return chain(noted(note), change(seen))(policy)

    return apply


FAULTS: tuple[Fault, ...] = (
    must(
        "detail-of-live-loses-images",
        "The detail of a LIVE badge shows no images.",
        "EXPL-043",
        "CROSS-IMAGES",
        shown(DETAIL, "images", always([]), when=has_values(badgeStatus="LIVE")),
    ),
    should(
        "detail-of-expired-loses-tags",
        "The detail of an EXPIRED badge shows the first of its tags only.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(DETAIL, "tags", several(1), when=has_values(badgeStatus="EXPIRED")),
    ),
    should(
        "detail-of-inactive-changes-rank",
        "The detail of an inactive badge shows its rank one too high.",
        "EXPL-101 XEP-013",
        "CROSS-RANK",
        shown(DETAIL, "badgeRank", plus(1), when=has_values(action="DE_ACTIVATED")),
    ),
    must(
        "detail-of-live-has-one-owner",
        "The detail of a LIVE badge shows the first of its owners only.",
        "EXPL-038 XEP-004",
        "CROSS-OWNERS",
        shown(DETAIL, "owner", several(1), when=has_values(badgeStatus="LIVE")),
    ),
    must(
        "detail-of-expired-has-limits-of-one",
        "The detail of an EXPIRED badge shows a limit of 1 for every constraint.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT CROSS-ROLLING-LIMIT",
        shown(
            DETAIL, "customerConstraints[].maxEarnLimit", always(1), when=has_values(badgeStatus="EXPIRED")
        ),
        shown(DETAIL, "badgeConstraints[].maxEarnLimit", always(1), when=has_values(badgeStatus="EXPIRED")),
    ),
    should(
        "detail-of-live-loses-custom-fields",
        "The detail of a LIVE badge shows no custom fields.",
        "EXPL-102",
        "CROSS-CUSTOM-FIELDS",
        shown(DETAIL, "customFields", always({}), when=has_values(badgeStatus="LIVE")),
    ),
    should(
        "detail-without-statistics-loses-tags",
        "A detail without statistics shows no tags.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(DETAIL, "tags", always([]), when=lambda detail: "earnDetails" not in detail),
    ),
    must(
        "detail-of-claimed-changes-description",
        "The detail of a claimed badge shows another description.",
        "EXPL-106",
        "CROSS-LIST-DETAIL-DESCRIPTION",
        shown(DETAIL, "description", always("Claimed"), when=has("claimedBy")),
    ),
    must(
        "detail-of-grouped-starts-later",
        "The detail of a badge in a group shows a start that is an hour late.",
        "EXPL-024",
        "CROSS-STARTS-ON",
        shown(DETAIL, "startsOn", plus(3600), when=has("badgeGroupId")),
    ),
    should(
        "detail-names-another-claim",
        "The detail of a claimed ISSUE_EARN badge names another module than the one that claimed it.",
        "EXPL-040",
        "CROSS-LIST-DETAIL-CLAIMS",
        shown(DETAIL, "claimedBy[]", always("Referral_Campaigns"), when=has_values(badgeType="ISSUE_EARN")),
    ),
    must(
        "create-of-live-answers-no-tags",
        "The answer to the creation of a LIVE badge shows neither its tags nor its rank.",
        "POST-104 POST-106",
        "CREATE-ECHO-TAGS CREATE-ECHO-BADGE-RANK",
        shown("views.created", "tags", always([]), when=has_values(status="LIVE")),
        shown("views.created", "badgeRank", always(None), when=has_values(status="LIVE")),
    ),
    must(
        "list-row-of-expired-loses-images",
        "A row of an EXPIRED badge shows no images.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images", always([]), when=has_values(badgeStatus="EXPIRED")),
    ),
    must(
        "list-row-of-live-changes-rank",
        "A row of a LIVE badge shows its rank one too high.",
        "LIST-090 LIST-093",
        "LIST-MAPS-RANK",
        shown(ROW, "badgeRank", plus(1), when=has_values(badgeStatus="LIVE")),
    ),
    must(
        "list-row-of-expired-was-just-updated",
        "A row of an EXPIRED badge shows a time of the last update that is an hour late.",
        "LIST-061",
        "LIST-MAPS-LAST-UPDATED-ON",
        shown(ROW, "lastUpdatedOn", plus(3600), when=has_values(badgeStatus="EXPIRED")),
    ),
    must(
        "list-row-of-earned-has-another-type",
        "A row of a badge that the customer earned shows ISSUE_EARN as its type.",
        "LIST-058",
        "CROSS-LIST-DETAIL-TYPE",
        shown(ROW, "badgeType", always("ISSUE_EARN"), when=_was_earned),
    ),
    must(
        "list-row-of-grouped-changes-rank",
        "A row of a badge in a group shows its rank one too high.",
        "LIST-090 LIST-093",
        "LIST-MAPS-RANK",
        shown(ROW, "badgeRank", plus(1), when=has("badgeGroupId")),
    ),
    should(
        "list-row-shows-another-group-name",
        "A row shows another name of the group than the detail.",
        "LIST-091",
        "CROSS-LIST-DETAIL-GROUP",
        shown(ROW, "badgeGroupName", always("a group"), when=has("badgeGroupName")),
    ),
    should(
        "list-row-of-earned-shows-other-images",
        "A row of a badge that the customer earned shows other images.",
        "LIST-063",
        "CROSS-LIST-DETAIL-IMAGES",
        shown(ROW, "images[].url", always("https://img.example.com/earned.png"), when=_was_earned),
    ),
    must(
        "list-row-of-grouped-was-just-updated",
        "A row of a badge in a group shows a time of the last update that is an hour late.",
        "LIST-061",
        "LIST-MAPS-LAST-UPDATED-ON",
        shown(ROW, "lastUpdatedOn", plus(3600), when=has("badgeGroupId")),
    ),
    must(
        "list-row-of-inactive-cuts-description",
        "A row of an inactive badge shows the first twelve characters of its description.",
        "LIST-055",
        "LIST-MAPS-DESCRIPTION",
        shown(ROW, "description", lambda text: text and text[:12], when=has_values(active=False)),
    ),
    must(
        "list-row-of-inactive-loses-images",
        "A row of an inactive badge shows no images.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images", always([]), when=has_values(active=False)),
    ),
    must(
        "list-row-of-inactive-changes-rank",
        "A row of an inactive badge shows its rank one too high.",
        "LIST-090 LIST-093",
        "LIST-MAPS-RANK",
        shown(ROW, "badgeRank", plus(1), when=has_values(active=False)),
    ),
    must(
        "list-row-of-inactive-ends-later",
        "A row of an inactive badge shows an end that is a minute late.",
        "LIST-072",
        "LIST-MAPS-EXPIRES-ON",
        shown(ROW, "expiresOn", plus(60), when=has_values(active=False)),
    ),
    must(
        "list-row-of-inactive-has-one-owner",
        "A row of an inactive badge shows the first of its owners only.",
        "LIST-095 LIST-096",
        "LIST-MAPS-OWNERS",
        shown(ROW, "ownership.restrictedToOwners", several(1), when=has_values(active=False)),
    ),
    must(
        "list-row-of-inactive-was-just-updated",
        "A row of an inactive badge shows a time of the last update that is a minute late.",
        "LIST-061",
        "LIST-MAPS-LAST-UPDATED-ON",
        shown(ROW, "lastUpdatedOn", plus(60), when=has_values(active=False)),
    ),
    must(
        "list-row-of-reactivated-loses-images",
        "A row of a badge that was inactive once and is active again shows no images.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        _was_reactivated(listed_as, images=[]),
    ),
    should(
        "detail-of-reactivated-loses-tags",
        "The detail of a badge that was inactive once and is active again shows no tags.",
        "EXPL-099",
        "CROSS-TAGS",
        _was_reactivated(detailed_as, tags=[]),
    ),
    must(
        "detail-of-never-loses-images",
        "The detail of a badge whose earnings never expire shows no images.",
        "EXPL-043",
        "CROSS-IMAGES",
        shown(DETAIL, "images", always([]), when=_is_never),
    ),
    must(
        "detail-of-live-issues-for-ever",
        "The detail of a LIVE badge shows its fixed issued expiry as NEVER.",
        "EXPL-059 EXPL-060",
        "CROSS-ISSUE-EXPIRY-FIXED-DATE",
        shown(DETAIL, "issueExpiry", always({"expiryType": "NEVER"}), when=has_values(badgeStatus="LIVE")),
    ),
    should(
        "detail-of-ranked-loses-custom-fields",
        "The detail of a badge with a rank shows no custom fields.",
        "EXPL-102",
        "CROSS-CUSTOM-FIELDS",
        shown(DETAIL, "customFields", always({}), when=has("badgeRank")),
    ),
    must(
        "detail-of-live-has-one-customer-limit",
        "The detail of a LIVE badge shows the first of several customer constraints only.",
        "EXPL-062 EXPL-064",
        "CROSS-CUSTOMER-ROLLING-WINDOW",
        shown(DETAIL, "customerConstraints", several(1), when=has_values(badgeStatus="LIVE")),
    ),
    must(
        "detail-of-updated-has-one-badge-limit",
        "The detail of a badge that was updated shows the first of several badge constraints only.",
        "EXPL-062 EXPL-063",
        "CROSS-CONSTRAINTS-COMPLETE",
        shown(DETAIL, "badgeConstraints", several(1), when=_is_updated),
    ),
    should(
        "list-row-of-earned-was-just-updated",
        "A row of a badge that the customer earned shows a time of the last update that is an hour late.",
        "LIST-061",
        "CROSS-LIST-DETAIL-LAST-UPDATED-ON",
        shown(ROW, "lastUpdatedOn", plus(3600), when=_was_earned),
    ),
)
