"""When an earned or an issued badge expires (003:L73-79, 004:L35-38)."""

from __future__ import annotations

from typing import Any

from reference.rules import shapes
from reference.rules.shapes import Field

EXPIRY_TYPES = ("RELATIVE", "ABSOLUTE", "NEVER")
ABSOLUTE_TYPES = ("WITH_BADGE_META", "FIXED_DATE")
UNITS = ("DAYS", "WEEKS", "MONTHS")

FIELDS: tuple[Field, ...] = (
    Field("expiryType", shapes.one_of(EXPIRY_TYPES), required=True),
    Field("type", shapes.one_of(ABSOLUTE_TYPES)),
    Field("expireWithBadgeMeta", shapes.flag),
    # Bodies that work write the small t, the tables the capital one (004:L78, 004:L38).
    Field("relativeExpirytype", shapes.one_of(UNITS), also=("relativeExpiryType",)),
    Field("value", shapes.whole(1)),
    Field("expiresOn", shapes.instant),
    Field("expiresOnISO", shapes.iso_instant),
)


def relative(fields: dict[str, Any], path: str, problems: shapes.Problems) -> Any:
    """A span after the issue: unit and value, and nothing else (004:L617-621)."""
    for name in ("relativeExpirytype", "value"):
        if name not in fields:
            return shapes.wrong(problems, f"{path}.{name}", f"{path}.{name} is mandatory with RELATIVE")
    return {
        "expiryType": "RELATIVE",
        "relativeExpirytype": fields["relativeExpirytype"],
        "value": fields["value"],
    }


def absolute(fields: dict[str, Any], path: str, problems: shapes.Problems) -> Any:
    """With the badge, or on a date of its own, which must then be given (003:L69).

    The flag says the same as the type, and may be left out (004:L80); the server completes it.
    """
    date = fields.get("expiresOnISO", fields.get("expiresOn"))
    kind = fields.get("type")
    if kind is None:
        return shapes.wrong(problems, f"{path}.type", f"{path}.type is mandatory with ABSOLUTE")
    with_badge = kind == "WITH_BADGE_META"
    if fields.get("expireWithBadgeMeta", with_badge) != with_badge:
        return shapes.wrong(
            problems, f"{path}.expireWithBadgeMeta", f"{path}.expireWithBadgeMeta contradicts {path}.type"
        )
    if with_badge:
        return {"expiryType": "ABSOLUTE", "type": kind, "expiresOn": None, "expireWithBadgeMeta": True}
    if date is None:
        return shapes.wrong(problems, f"{path}.expiresOn", f"{path}.expiresOn is mandatory with FIXED_DATE")
    return {"expiryType": "ABSOLUTE", "type": kind, "expiresOn": date, "expireWithBadgeMeta": False}


def never(fields: dict[str, Any], path: str, problems: shapes.Problems) -> Any:  # noqa: ARG001
    """No date at all."""
    return {"expiryType": "NEVER"}


KINDS = {"RELATIVE": relative, "ABSOLUTE": absolute, "NEVER": never}


def expiry(value: Any, path: str, problems: shapes.Problems) -> Any:
    """Read an expiry object and complete what the server fills in (003:L977-982)."""
    if not isinstance(value, dict):
        return shapes.wrong(problems, path, f"{path} must be an object")
    before = len(problems)
    fields = shapes.read_object(FIELDS, value, path, problems)
    if len(problems) > before:
        return shapes.MISSING
    return KINDS[fields["expiryType"]](fields, path, problems)
