"""Views that are right for a badge on its own, and wrong for one in a group."""

from __future__ import annotations

from reference.edits import Change, always, several, shown
from reference.faults.registry import Fault, must, should
from reference.faults.view_edits import DETAIL, ROW, When, has, has_values, plus

_is_grouped, _has_images = has("badgeGroupId"), has("images")
_is_upcoming, _is_inactive = has_values(badgeStatus="UPCOMING"), has_values(active=False)


def _without_group(when: When) -> tuple[Change, Change]:
    """Rows of such badges show neither id nor name of the group."""
    return (
        shown(ROW, "badgeGroupId", always(None), when=when),
        shown(ROW, "badgeGroupName", always(None), when=when),
    )


FAULTS: tuple[Fault, ...] = (
    must(
        "list-row-of-grouped-loses-images",
        "A row of a badge in a group shows no images.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images", always([]), when=_is_grouped),
    ),
    must(
        "list-row-of-grouped-has-one-owner",
        "A row of a badge in a group shows the first of its owners only.",
        "LIST-095 LIST-096",
        "LIST-MAPS-OWNERS",
        shown(ROW, "ownership.restrictedToOwners", several(1), when=_is_grouped),
    ),
    must(
        "list-row-of-upcoming-loses-group",
        "A row of an UPCOMING badge in a group shows neither id nor name of the group.",
        "LIST-089 LIST-091",
        "LIST-GROUPED-SHOWN",
        *_without_group(_is_upcoming),
    ),
    must(
        "list-row-of-inactive-loses-group",
        "A row of an inactive badge in a group shows neither id nor name of the group.",
        "LIST-089 LIST-091",
        "LIST-GROUPED-SHOWN",
        *_without_group(_is_inactive),
    ),
    must(
        "list-row-with-images-shows-another-group",
        "A row of a badge that has images shows another group than its own.",
        "LIST-089",
        "LIST-GROUPED-SHOWN",
        shown(ROW, "badgeGroupId", always("0" * 24), when=_has_images),
    ),
    must(
        "detail-of-grouped-cuts-urls",
        "The detail of a badge in a group shows the first twenty characters of the URL of an image.",
        "EXPL-046",
        "CROSS-IMAGES",
        shown(DETAIL, "images[].url", lambda url: url and url[:20], when=_is_grouped),
    ),
    should(
        "detail-of-grouped-loses-tags",
        "The detail of a badge in a group shows no tags.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(DETAIL, "tags", always([]), when=_is_grouped),
    ),
    must(
        "detail-of-grouped-never-expires",
        "The detail of a badge in a group shows NEVER as its earned expiry.",
        "EXPL-048 EXPL-049",
        "CROSS-EARN-EXPIRY-RELATIVE",
        shown(DETAIL, "earnExpiry", always({"expiryType": "NEVER"}), when=_is_grouped),
    ),
    must(
        "detail-of-grouped-has-larger-limits",
        "The detail of a badge in a group shows the limit of a customer one too high.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        shown(DETAIL, "customerConstraints[].maxEarnLimit", plus(1), when=_is_grouped),
    ),
    should(
        "detail-of-upcoming-shows-another-group",
        "The detail of an UPCOMING badge in a group shows the id of another group.",
        "EXPL-100",
        "DETAIL-GROUP-SHOWN",
        shown(DETAIL, "badgeGroupId", always("0" * 24), when=_is_upcoming),
    ),
    should(
        "list-row-of-plain-grouped-changes-rank",
        "A row of a badge in a group that has no images shows its rank one too high.",
        "LIST-090",
        "CROSS-LIST-DETAIL-RANK",
        shown(ROW, "badgeRank", plus(1), when=lambda row: _is_grouped(row) and not _has_images(row)),
    ),
)
