"""The request bodies of both writes as tables (004:L23-69, 003:L51-139)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from reference.rules import shapes
from reference.rules.constraints import constraint_of
from reference.rules.expiries import expiry
from reference.rules.owners import MODULES_ON_UPDATE, create_owner, owners_of, update_owner
from reference.rules.problems import ID_MISSING, NO_OWNER, OWNERS_REFERENCE
from reference.rules.shapes import Field

EARN_TYPES = ("EARN", "ISSUE_EARN")
IMAGE_TAGS = ("EARNED", "UN_EARNED", "IN_PROGRESS")

IMAGE: tuple[Field, ...] = (
    Field("name", shapes.text, required=True),
    Field("fileSvcHandle", shapes.text, required=True),
    Field("url", shapes.text, required=True),
    Field("tag", shapes.one_of(IMAGE_TAGS), required=True),
)
TAG: tuple[Field, ...] = (
    Field("name", shapes.text, required=True),
    Field("value", shapes.text, required=True),
)
#: Claims are read only so that nonsense is refused; they never take effect (004:L3).
CLAIM: tuple[Field, ...] = (
    Field("badgeMetaId", shapes.text),
    Field("ownerType", shapes.one_of(MODULES_ON_UPDATE), required=True),
    Field("referenceId", shapes.text, required=True),
    Field("isActive", shapes.flag),
)


def ownership_of(owner: shapes.Reader) -> tuple[Field, ...]:
    """The members of the ownership object, with the operation's own list of owners."""
    return (
        Field(
            "restrictedToOwners",
            owners_of(owner),
            required=True,
            missing_code=NO_OWNER,
            missing_reference=OWNERS_REFERENCE,
        ),
        Field("claims", shapes.list_of(shapes.object_of(CLAIM))),
    )


#: The create page has ISO spellings, the update page has none (004:L29-32, 003:L67-69).
CREATE_DATES: tuple[Field, ...] = (
    Field("startOn", shapes.instant, required=True, unless="startOnISO"),
    Field("startOnISO", shapes.iso_instant),
    Field("expiresOn", shapes.instant, required=True, unless="expiresOnISO"),
    Field("expiresOnISO", shapes.iso_instant),
)
UPDATE_DATES: tuple[Field, ...] = (
    Field("startOn", shapes.instant, required=True),
    Field("expiresOn", shapes.instant, required=True),
)


def common_fields(owner: shapes.Reader, dates: tuple[Field, ...]) -> tuple[Field, ...]:
    """What both writes take, with the operation's own list of owners and spellings of dates."""
    return (
        Field("name", shapes.filled_text, required=True),
        Field("description", shapes.text),
        *dates,
        Field("earnedBadgeExpiry", expiry, required=True),
        Field("issuedBadgeExpiry", expiry),
        Field(
            "ownership",
            shapes.object_of(ownership_of(owner)),
            required=True,
            missing_code=NO_OWNER,
            missing_reference=OWNERS_REFERENCE,
        ),
        Field("customerConstraints", shapes.list_of(constraint_of("CUSTOMER"))),
        Field("badgeConstraints", shapes.list_of(constraint_of("BADGE"))),
        Field("earnType", shapes.one_of(EARN_TYPES), required=True),
        Field("images", shapes.list_of(shapes.object_of(IMAGE))),
        Field("tags", shapes.list_of(shapes.object_of(TAG))),
        Field("customFields", shapes.text_map),
        Field("badgeGroupId", shapes.text),
        Field("badgeRank", shapes.whole(0)),
        Field("defaultTillId", shapes.whole(1)),
        # The table says active, most bodies say isActive (004:L64, 004:L87).
        Field("active", shapes.flag, also=("isActive",)),
    )


CREATE: tuple[Field, ...] = common_fields(create_owner, CREATE_DATES)
UPDATE: tuple[Field, ...] = (
    Field("id", shapes.text, required=True, missing_code=ID_MISSING, missing_reference="id"),
    *common_fields(update_owner, UPDATE_DATES),
)

#: What an absent optional field is stored as (003:L962-1003).
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "description": None,
        "issuedBadgeExpiry": None,
        "customerConstraints": (),
        "badgeConstraints": (),
        "images": (),
        "tags": (),
        "customFields": MappingProxyType({}),
        "badgeGroupId": None,
        "badgeRank": None,
        "defaultTillId": None,
        "active": True,
    }
)


def settle_dates(draft: dict[str, Any]) -> None:
    """Let each ISO spelling override its epoch twin (004:L29-32)."""
    for name in ("startOn", "expiresOn"):
        if name + "ISO" in draft:
            draft[name] = draft.pop(name + "ISO")
