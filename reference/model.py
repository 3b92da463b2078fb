"""The things that the reference stores. Times are epoch seconds throughout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge as stored: write vocabulary, normalised, without anything that depends on the clock."""

    id: str
    number: int
    org_id: int
    name: str
    description: str | None
    start_on: float
    expires_on: float
    earned_expiry: JsonObject
    issued_expiry: JsonObject | None
    images: list[JsonObject]
    owners: list[str]
    customer_constraints: list[JsonObject]
    badge_constraints: list[JsonObject]
    tags: list[JsonObject]
    group_id: str | None
    rank: int | None
    earn_type: str
    active: bool
    custom_fields: dict[str, str]
    till_id: int | None
    created_on: float
    created_by: int
    updated_on: float
    updated_by: int


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer and the identifiers by which the identifier header may name them (000:L41-53)."""

    id: str
    email: str
    mobile: str
    external_id: str
    card_number: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A module's hold on a badge; no write can make one (004:L3)."""

    owner_type: str
    reference_id: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """What one customer has done with one badge."""

    customer_id: str
    badge_id: str
    earn_count: int = 0
    active_earned_count: int = 0
    last_earned_on: float | None = None
    last_event_on: float | None = None
    last_issued_on: float | None = None
    issuals: list[JsonObject] = field(default_factory=list)
    earns: list[JsonObject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of a badge over all customers (004:L527-528)."""

    issued: int = 0
    earned: int = 0
