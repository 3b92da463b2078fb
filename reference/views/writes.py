"""The badge as both writes answer it (004:L499-691, 003:L569-1003)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.model import Badge, Claim, JsonObject, Tallies
from reference.rules.constraints import FIXED_WINDOW, kind_of

if TYPE_CHECKING:
    from reference.policy import Policy


def badge(policy: Policy, one: Badge, claims: tuple[Claim, ...], tallies: Tallies, now: float) -> JsonObject:
    """The whole badge, in the write vocabulary."""
    iso = policy.views.iso
    status = policy.status_at(one.start_on, one.expires_on, now)
    return {
        "id": one.id,
        "orgId": one.org_id,
        "name": one.name,
        "description": one.description,
        "startOn": one.start_on,
        "startOnISO": iso(one.start_on),
        "expiresOn": one.expires_on,
        "expiresOnISO": iso(one.expires_on),
        "earnedBadgeExpiry": one.earned_expiry,
        "issuedBadgeExpiry": one.issued_expiry,
        "images": [policy.views.image(each) for each in one.images],
        "ownership": policy.views.ownership(one.owners, claims),
        "customerConstraints": [
            policy.views.written_constraint(policy, one, each, status) for each in one.customer_constraints
        ],
        "badgeConstraints": [
            policy.views.written_constraint(policy, one, each, status) for each in one.badge_constraints
        ],
        "tags": one.tags,
        "badgeGroupId": one.group_id,
        "badgeRank": one.rank,
        "earnType": one.earn_type,
        "issuedCount": tallies.issued,
        "earnedCount": tallies.earned,
        "status": status,
        "createdOn": one.created_on,
        "createdOnISO": iso(one.created_on),
        "createdBy": one.created_by,
        "lastUpdatedOn": one.updated_on,
        "lastUpdatedOnISO": iso(one.updated_on),
        "lastUpdatedBy": one.updated_by,
        "customFields": one.custom_fields,
        "active": one.active,
    }


def created(
    policy: Policy, one: Badge, claims: tuple[Claim, ...], tallies: Tallies, now: float
) -> JsonObject:
    """The answer to a create."""
    return policy.views.written_badge(policy, one, claims, tallies, now)


def updated(
    policy: Policy, one: Badge, claims: tuple[Claim, ...], tallies: Tallies, now: float
) -> JsonObject:
    """The answer to an update."""
    return policy.views.written_badge(policy, one, claims, tallies, now)


def constraint(policy: Policy, one: Badge, stored: JsonObject, status: str) -> JsonObject:
    """A constraint as sent; a fixed window gains what the server computes (004:L563-573)."""
    if kind_of(stored) != FIXED_WINDOW:
        return stored
    windows = policy.windows
    return {
        "constraintType": stored["constraintType"],
        "referenceId": windows.reference_id(stored),
        **{name: value for name, value in stored.items() if name != "constraintType"},
        "cycleStatus": windows.cycle_status(status),
        "startDate": windows.start(one),
        "endDate": windows.end(one),
    }


def ownership(owners: list[str], claims: tuple[Claim, ...]) -> JsonObject:
    """Who may claim, and who has (000:L248-259)."""
    return {"restrictedToOwners": owners, "claims": [claim(each) for each in claims]}


def claim(one: Claim) -> JsonObject:
    """One claim (000:L253-257)."""
    return {"ownerType": one.owner_type, "referenceId": one.reference_id, "isActive": one.is_active}


def image(stored: JsonObject) -> JsonObject:
    """An image with all four members, null where nothing was given (000:L229-234)."""
    return {name: stored.get(name) for name in ("name", "fileSvcHandle", "url", "tag")}
