"""From a request body to the badge that is stored."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from reference.model import Badge
from reference.rules import fields, shapes
from reference.rules.shapes import Field

#: Storage keeps this many decimals of a second (002:L296).
DECIMALS = 3
#: The least by which lastUpdatedOn advances, in seconds.
TICK = 0.001


def read(body_fields: Sequence[Field], body: Mapping[str, Any]) -> tuple[dict[str, Any], shapes.Problems]:
    """The normalised members of a body and everything that is wrong with their shape."""
    problems: shapes.Problems = []
    draft = shapes.read_object(body_fields, body, "", problems)
    fields.settle_dates(draft)
    return draft, problems


def complete(draft: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The draft with the documented default for every optional member that is absent."""
    return {name: copy.deepcopy(_plain(value)) for name, value in defaults.items()} | dict(draft)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def new_id(now: float) -> str:
    """An opaque identifier: 24 hexadecimal digits that begin with the time (004:L541)."""
    return f"{int(now) & 0xFFFFFFFF:08x}{secrets.token_hex(8)}"


def stored_time(now: float) -> float:
    """The clock as storage keeps it."""
    return round(now, DECIMALS)


def born(draft: Mapping[str, Any], badge_id: str, now: float, who: int, org_id: int) -> Badge:
    """The badge that a create stores: never claimed, updated when and by whom it was created."""
    created = stored_time(now)
    return Badge(
        id=badge_id,
        number=0,
        org_id=org_id,
        created_on=created,
        created_by=who,
        updated_on=created,
        updated_by=who,
        **_content(draft),
    )


def changed(badge: Badge, draft: Mapping[str, Any], now: float, who: int) -> Badge:
    """The badge that an update stores: all anew except its identity and its creation (003:L639)."""
    return Badge(
        id=badge.id,
        number=badge.number,
        org_id=badge.org_id,
        created_on=badge.created_on,
        created_by=badge.created_by,
        updated_on=advanced(badge.updated_on, now),
        updated_by=who,
        **_content(draft),
    )


def advanced(before: float, now: float) -> float:
    """The time of an update, later than the one before even within one tick of the clock (003:L641)."""
    return max(stored_time(now), round(before + TICK, DECIMALS))


def _content(draft: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": draft["name"],
        "description": draft["description"],
        "start_on": draft["startOn"],
        "expires_on": draft["expiresOn"],
        "earned_expiry": draft["earnedBadgeExpiry"],
        "issued_expiry": draft["issuedBadgeExpiry"],
        "images": draft["images"],
        "owners": draft["ownership"]["restrictedToOwners"],
        "customer_constraints": draft["customerConstraints"],
        "badge_constraints": draft["badgeConstraints"],
        "tags": draft["tags"],
        "group_id": draft["badgeGroupId"],
        "rank": draft["badgeRank"],
        "earn_type": draft["earnType"],
        "active": draft["active"],
        "custom_fields": draft["customFields"],
        "till_id": draft["defaultTillId"],
    }
