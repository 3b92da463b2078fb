"""Which requirement says that a read shows a field of a badge as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.reading import kind_of

DETAIL_RULES = {
    "name": "CROSS-NAME",
    "startOn": "CROSS-STARTS-ON",
    "expiresOn": "CROSS-EXPIRES-ON",
    "earnType": "CROSS-BADGE-TYPE",
    "owners": "CROSS-OWNERS",
    "images": "CROSS-IMAGES",
    "tags": "CROSS-TAGS",
    "badgeRank": "CROSS-RANK",
}
ROW_RULES = {
    "name": "LIST-MAPS-NAME",
    "description": "LIST-MAPS-DESCRIPTION",
    "startOn": "LIST-MAPS-STARTS-ON",
    "expiresOn": "LIST-MAPS-EXPIRES-ON",
    "earnType": "LIST-MAPS-TYPE",
    "active": "LIST-MAPS-ACTIVE",
    "owners": "LIST-MAPS-OWNERS",
    "images": "LIST-MAPS-IMAGES",
    "badgeRank": "LIST-MAPS-RANK",
}
EXPIRY_WORDS = {
    "RELATIVE": "RELATIVE",
    "FIXED_DATE": "FIXED-DATE",
    "WITH_BADGE_META": "WITH-BADGE",
    "NEVER": "NEVER",
}
ARRAYS = {"customerConstraints": "CUSTOMER", "badgeConstraints": "BADGE"}
KIND_WORDS = {
    "FIXED_WINDOW": "FIXED-WINDOW",
    "FIXED_VALUE": "FIXED-VALUE",
    "ROLLING_WINDOW": "ROLLING-WINDOW",
}
GENERIC = "FUZZ-MODEL-FIELDS"


def detail_rule(body: Mapping[str, Any], pointer: str) -> str:
    """The requirement that a field of the detail keeps or breaks; `body` is what was written."""
    field = pointer.split("/")[1]
    if field == "description":
        text = body.get(field)
        return "CROSS-DESCRIPTION" if isinstance(text, str) and text.isascii() else "CROSS-TEXT-UNCHANGED"
    if field == "active":
        return "CROSS-ACTIVATED" if body.get("active") else "CROSS-DEACTIVATED"
    if field in ("earnedBadgeExpiry", "issuedBadgeExpiry"):
        expiry = body.get(field) or {}
        word = EXPIRY_WORDS.get(str(expiry.get("type") or expiry.get("expiryType")), "NEVER")
        return f"CROSS-{'EARN' if field.startswith('earned') else 'ISSUE'}-EXPIRY-{word}"
    return DETAIL_RULES.get(field, GENERIC)


def row_rule(pointer: str) -> str:
    """The requirement that a field of a list row keeps or breaks."""
    return ROW_RULES.get(pointer.split("/")[1], "FUZZ-MODEL-LIST")


def missing_kinds(limits: Mapping[str, Any], read: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Kinds of limits that were written and are not read, as (requirement, field, kind, kinds shown).

    How the numbers of a limit are laid out in a detail is left open.
    """
    found = []
    for name, written in limits.items():
        shown = {str(limit.get("kind")) for limit in read.get(name) or () if isinstance(limit, dict)}
        for limit in written:
            kind = str(limit.get("kind") or kind_of(limit))
            if kind not in shown and kind in KIND_WORDS:
                rule = f"CROSS-{ARRAYS[name]}-{KIND_WORDS[kind]}"
                found.append((rule, name, kind, ", ".join(sorted(shown)) or "none"))
    return found
