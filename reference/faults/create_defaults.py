"""What a create makes of the plain fields that were not sent."""

from __future__ import annotations

from typing import Any

from reference.edits import Change, misread, shown
from reference.faults.registry import Fault, must, should


def _default(name: str, value: Any) -> Change:
    """A create stores this when the member is left out."""
    return misread("create", name, lambda old: value if old is None else old, absent=True)


FAULTS: tuple[Fault, ...] = (
    must(
        "create-answers-null-images",
        "A badge created without images comes back with null in place of the list.",
        "POST-094 POST-093",
        "BADGE-META-IMAGES CREATE-DEFAULT-IMAGES",
        shown("views.created", "images", lambda images: images or None),
    ),
    should(
        "create-adds-a-default-image",
        "A badge created without images gets one.",
        "POST-094",
        "CREATE-DEFAULT-IMAGES",
        _default(
            "images",
            [
                {
                    "name": "Default",
                    "fileSvcHandle": "default",
                    "url": "https://img.example.com/0",
                    "tag": "EARNED",
                }
            ],
        ),
    ),
    should(
        "create-adds-a-default-tag",
        "A badge created without tags gets one.",
        "POST-104",
        "CREATE-DEFAULT-TAGS",
        _default("tags", [{"name": "source", "value": "api"}]),
    ),
    should(
        "create-adds-a-custom-field",
        "A badge created without custom fields gets one.",
        "POST-119",
        "CREATE-DEFAULT-CUSTOM-FIELDS",
        _default("customFields", {"source": "api"}),
    ),
    should(
        "create-adds-a-customer-constraint",
        "A badge created without customer constraints gets the one of no limit.",
        "POST-098",
        "CREATE-DEFAULT-CUSTOMER-CONSTRAINTS",
        _default("customerConstraints", [{"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}]),
    ),
    should(
        "create-adds-a-badge-constraint",
        "A badge created without badge constraints gets the one of no limit.",
        "POST-099",
        "CREATE-DEFAULT-BADGE-CONSTRAINTS",
        _default("badgeConstraints", [{"constraintType": "BADGE_NO_LIMIT"}]),
    ),
    should(
        "create-answers-an-issued-expiry",
        "An EARN badge created without an issued expiry comes back with NEVER.",
        "POST-092",
        "CREATE-DEFAULT-ISSUED-EXPIRY",
        shown("views.created", "issuedBadgeExpiry", lambda old: old or {"expiryType": "NEVER"}, absent=True),
    ),
    should(
        "create-puts-badges-into-a-group",
        "A badge created without a group comes back as a member of one.",
        "POST-105",
        "CREATE-DEFAULT-GROUP",
        shown("views.created", "badgeGroupId", lambda old: old or "default", absent=True),
    ),
    should(
        "create-ranks-zero",
        "A badge created without a rank comes back with rank 0.",
        "POST-106",
        "CREATE-DEFAULT-RANK",
        _default("badgeRank", 0),
    ),
    should(
        "create-is-inactive-by-default",
        "A badge created without active is inactive.",
        "POST-118 POST-064",
        "CREATE-DEFAULT-ACTIVE",
        _default("active", False),
    ),
)
