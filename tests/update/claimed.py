"""A badge of the profile that somebody claimed, as bodies of updates.

Such a badge was not created by this suite, so its body has to be told from what the detail shows of it.
"""

from dataclasses import dataclass

from harness.expectations import Inconclusive, given
from harness.model import OWNERS
from harness.payloads import changed
from harness.reading import COMPUTED_IN_CONSTRAINTS

SAME = ("name", "description", "startOn", "expiresOn", "earnType", "active", "earnedBadgeExpiry")
OPTIONAL = ("issuedBadgeExpiry", "images", "tags", "customFields", "badgeRank", "badgeGroupId")
PREFIXES = {"customerConstraints": "CUSTOMER_BADGE_", "badgeConstraints": "BADGE_"}


@dataclass(frozen=True)
class Claimed:
    """The badge, and one of its owners that holds a claim."""

    id: str
    body: dict
    owner: str

    @property
    def without_its_owner(self):
        """The same body without the owner; another one takes its place when there is no other left."""
        owners = self.body["ownership"]["restrictedToOwners"]
        others = [owner for owner in owners if owner != self.owner]
        return changed(self.body, {"ownership.restrictedToOwners": others or [_another(self.owner)]})


def claimed_badge(detail):
    """The claimed badge that this detail shows; Inconclusive when it shows no claim of an owner."""
    badge = given(detail).accepted().badge
    owners = [owner for owner in _listed(badge.get("owners")) if isinstance(owner, str)]
    holders = [owner for owner in _holders(given(detail).data.get("claimedBy")) if owner in owners]
    if not holders:
        raise Inconclusive(f"the badge under claimed in [fixtures] shows no claim (exchange {detail.id})")
    body = {
        "id": badge.get("id"),
        **{key: badge.get(key) for key in SAME},
        **{key: badge[key] for key in OPTIONAL if key in badge},
        "ownership": {"restrictedToOwners": owners},
        **{array: _limits(badge[array], PREFIXES[array]) for array in PREFIXES if badge.get(array)},
    }
    return Claimed(str(badge.get("id")), body, holders[0])


def _holders(claims):
    """The owners of claims, which are written as names or as objects."""
    for claim in _listed(claims):
        yield claim.get("ownerType") if isinstance(claim, dict) else claim


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


def _another(owner):
    return next(other for other in OWNERS if other != owner)
