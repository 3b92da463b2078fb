"""A badge of the profile that somebody claimed, as bodies of updates.

Such a badge was not created by this suite, so its body has to be told from what the detail shows of it.
"""

from dataclasses import dataclass

from harness.expectations import Inconclusive, NotApplicable, given
from harness.model import OWNERS
from harness.payloads import changed
from harness.reading import COMPUTED_IN_CONSTRAINTS

SAME = ("name", "description", "startOn", "expiresOn", "earnType", "active", "earnedBadgeExpiry")
OPTIONAL = ("issuedBadgeExpiry", "images", "tags", "customFields", "badgeRank", "badgeGroupId")

# What an update that is refused for a claimed owner must not store either.
INNOCENT = {"description": "Nobody ought to read this", "badgeRank": 99}

PREFIXES = {"customerConstraints": "CUSTOMER_BADGE_", "badgeConstraints": "BADGE_"}


@dataclass(frozen=True)
class Claimed:
    """The badge, and those of its owners that hold a claim, in the order of the claims."""

    id: str
    body: dict
    holders: list

    @property
    def owners(self):
        """All owners of the badge."""
        return self.body["ownership"]["restrictedToOwners"]

    def without(self, *holders, **fields):
        """The body without these owners, and with changes that no rule forbids.

        Another owner takes their place when there is no other left.
        """
        others = [owner for owner in self.owners if owner not in holders] or [_another(self.owners)]
        return changed(self.body, {**INNOCENT, "ownership.restrictedToOwners": others, **fields})

    def replacing(self, holder):
        """The body with another owner in the place of this one, so that there are as many as before."""
        free = [owner for owner in OWNERS if owner not in self.owners]
        owners = [owner for owner in self.owners if owner != holder] + free[:1]
        return changed(self.body, {**INNOCENT, "ownership.restrictedToOwners": owners})


def claimed_badge(detail):
    """The claimed badge that this detail shows; Inconclusive when it shows no claim of an owner.

    An EXPIRED one may be closed to every update, and its own end is a past one: it can give no control.
    """
    badge = given(detail).accepted().badge
    if badge.get("status") == "EXPIRED":
        raise NotApplicable(f"the badge {badge.get('id')} of the profile is over, and its own end is past")
    owners = [owner for owner in _listed(badge.get("owners")) if isinstance(owner, str)]
    holders = [owner for owner in _active(given(detail).data.get("claimedBy")) if owner in owners]
    if not holders:
        raise Inconclusive(f"the badge under claimed in [fixtures] shows no claim (exchange {detail.id})")
    body = {
        "id": badge.get("id"),
        **{key: badge.get(key) for key in SAME},
        # What is empty is left out: not every target takes it back.
        **{key: badge[key] for key in OPTIONAL if badge.get(key)},
        "ownership": {"restrictedToOwners": owners},
        **{array: _limits(badge[array], PREFIXES[array]) for array in PREFIXES if badge.get(array)},
    }
    return Claimed(str(badge.get("id")), body, holders)


def holders_of(claimed, written):
    """Its holders without those of whom the answer to a write shows inactive claims only (003:L81)."""
    ownership = given(written).data.get("ownership")
    claims = _listed(ownership.get("claims") if isinstance(ownership, dict) else None)
    idle = {claim.get("ownerType") for claim in claims if isinstance(claim, dict)} - set(_active(claims))
    holders = [owner for owner in claimed.holders if owner not in idle]
    if not holders:
        raise NotApplicable(f"the claims of the badge {claimed.id} of the profile are not active")
    return holders


def _active(claims):
    """The owners of claims, which are written as names or as objects, without the inactive ones."""
    for claim in _listed(claims):
        if not isinstance(claim, dict):
            yield claim
        elif claim.get("isActive") is not False:
            yield claim.get("ownerType")


def _limits(limits, prefix):
    """Limits in the words of a body; a computed member is left to the server."""
    return [
        {
            "constraintType": f"{prefix}{limit.get('kind')}",
            **{
                key: value
                for key, value in limit.items()
                if key != "kind" and key not in COMPUTED_IN_CONSTRAINTS
            },
        }
        for limit in _listed(limits)
        if isinstance(limit, dict)
    ]


def _listed(value):
    return value if isinstance(value, list) else []


def _another(owners):
    """A module that is none of these; the first of all when there is no other."""
    return next((owner for owner in OWNERS if owner not in owners), OWNERS[0])
