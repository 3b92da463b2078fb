"""Finding what a request names. The store answers; what is asked of it is decided here."""

from __future__ import annotations

from reference.model import Badge, Customer
from reference.store import Store


def customer(store: Store, key: str, value: str) -> Customer | None:
    """The customer whose identifier of that kind is exactly the value (000:L41-53)."""
    return store.customer(key, value)


def badge(store: Store, badge_id: str) -> Badge | None:
    """The badge with that id (002:L34, 003:L61)."""
    return store.badge(badge_id)


def group_name(store: Store, group_id: str | None) -> str | None:
    """The name of a badge's group; a group that nobody named is called by its id (000:L201)."""
    if group_id is None:
        return None
    return store.group_name(group_id) or group_id
