"""One badge of a customer's list, and the page around the rows (000:L143-273)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.model import JsonObject, Progress
from reference.store import Row

if TYPE_CHECKING:
    from reference.policy import Policy

_NOTHING = Progress("", "")


def row(policy: Policy, one: Row, group_name: str | None, now: float) -> JsonObject:
    """A list row; what the customer never did is 0 or null (000:L246-263)."""
    badge, progress = one.badge, one.progress or _NOTHING
    return {
        "name": badge.name,
        "description": badge.description,
        "badgeMetaId": badge.id,
        "badgeType": badge.earn_type,
        "badgeGroupId": badge.group_id,
        "badgeGroupName": group_name,
        "badgeRank": badge.rank,
        "createdOn": badge.created_on,
        "lastUpdatedOn": badge.updated_on,
        "images": [policy.views.image(each) for each in badge.images],
        "badgeStatus": policy.status_at(badge.start_on, badge.expires_on, now),
        "lastEarnedOn": progress.last_earned_on,
        "startsOn": badge.start_on,
        "expiresOn": badge.expires_on,
        "earnCount": progress.earn_count,
        "ownership": policy.views.ownership(badge.owners, one.claims),
        "issueStatus": None,
        "active": badge.active,
        "lastEarnedOnDate": progress.last_earned_on,
        "lastEarnEventDate": progress.last_event_on,
    }


def page(rows: list[JsonObject], pagination: JsonObject) -> JsonObject:
    """The rows and where they stand (000:L644-649)."""
    return {"customerBadges": rows, "pagination": pagination}
