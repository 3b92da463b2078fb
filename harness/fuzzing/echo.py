"""What an accepted write must show of its body, and which requirement says so for each field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from harness import reading
from harness.fuzzing.business import effective
from harness.fuzzing.due import PREFIXES, Due
from harness.reading import Canonical, Difference, kind_of

# Canonical field of the badge → member of the body that decides it.
MEMBERS = {
    "name": "name",
    "description": "description",
    "startOn": "startOn",
    "expiresOn": "expiresOn",
    "earnedBadgeExpiry": "earnedBadgeExpiry",
    "issuedBadgeExpiry": "issuedBadgeExpiry",
    "owners": "ownership",
    "images": "images",
    "customerConstraints": "customerConstraints",
    "badgeConstraints": "badgeConstraints",
    "tags": "tags",
    "earnType": "earnType",
    "active": "active",
    "badgeRank": "badgeRank",
    "customFields": "customFields",
}
# What comes back empty when a create leaves it out.
DEFAULTS: Mapping[str, tuple[Any, str]] = {
    "images": ([], "CREATE-DEFAULT-IMAGES"),
    "tags": ([], "CREATE-DEFAULT-TAGS"),
    "customFields": ({}, "CREATE-DEFAULT-CUSTOM-FIELDS"),
    "customerConstraints": ([], "CREATE-DEFAULT-CUSTOMER-CONSTRAINTS"),
    "badgeConstraints": ([], "CREATE-DEFAULT-BADGE-CONSTRAINTS"),
    "issuedBadgeExpiry": (None, "CREATE-DEFAULT-ISSUED-EXPIRY"),
    "badgeRank": (None, "CREATE-DEFAULT-RANK"),
}
TEXTS = ("name", "description")
# Half of a surrogate pair is no character: what becomes of it is open (RFC 8259, section 8.2).
HALF_PAIR = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Deviation:
    """A field that does not show what it must, and the requirement that says what it must show."""

    requirement: str
    difference: Difference


def predicted(body: Mapping[str, Any], due: Due) -> Canonical:
    """What the badge of an accepted body must show; members with something open in them are left out."""
    shown = reading.read_request(body)
    loose = due.open_members
    expected = {
        field: shown[field] for field, member in MEMBERS.items() if field in shown and member not in loose
    }
    for field in ("startOn", "expiresOn"):
        moment = effective(body, field)
        if field in expected and moment is not None and f"{field}ISO" not in loose:
            expected[field] = moment
        else:
            expected.pop(field, None)
    if body.get("earnType") != "ISSUE_EARN":
        # Whether an EARN badge keeps an issued expiry is left open (003:L187, L510-532).
        expected.pop("issuedBadgeExpiry", None)
    for field in ("customerConstraints", "badgeConstraints"):
        if any(kind_of(limit) == "NO_LIMIT" for limit in body.get(field) or () if isinstance(limit, dict)):
            # How NO_LIMIT comes back is an observation.
            expected.pop(field, None)
    for field in ("earnedBadgeExpiry", "issuedBadgeExpiry"):
        if isinstance(expected.get(field), dict):
            expected[field] = {key: value for key, value in expected[field].items() if value is not None}
    for text in TEXTS:
        # A text beyond the plain may be refused; when it is accepted it comes back unchanged.
        if _is_telling(body.get(text)) and sum(name.lower() == text for name in body) == 1:
            expected[text] = body[text]
    return _composed(expected)


def _composed(badge: Mapping[str, Any]) -> Canonical:
    """A badge whose texts have one spelling: a letter and its accent are the same, as one sign or as two."""
    texts = {
        text: unicodedata.normalize("NFC", badge[text]) for text in TEXTS if isinstance(badge.get(text), str)
    }
    return {**badge, **texts}


def _is_telling(text: Any) -> bool:
    return isinstance(text, str) and text != "" and text == text.strip() and not HALF_PAIR.search(text)


def deviations(
    operation: str, body: Mapping[str, Any], due: Due, shown: Canonical, fields: Iterable[str] | None = None
) -> list[Deviation]:
    """Where the badge in the answer to an accepted write shows something else than its body."""
    expected = predicted(body, due)
    if fields is not None:
        expected = {key: value for key, value in expected.items() if key in fields}
    found = [
        Deviation(requirement_of(operation, body, difference), difference)
        for difference in reading.differences(expected, _composed(shown))
    ]
    if operation == "create" and fields is None:
        found.extend(_defaults(body, due, shown))
    return found


def _defaults(body: Mapping[str, Any], due: Due, shown: Canonical) -> list[Deviation]:
    return [
        Deviation(rule, Difference(f"/{field}", empty, shown[field]))
        for field, (empty, rule) in DEFAULTS.items()
        if body.get(MEMBERS[field]) is None
        and field not in due.open_members
        and shown.get(field) not in (None, [], {})
    ]


def requirement_of(operation: str, body: Mapping[str, Any], difference: Difference) -> str:
    """The requirement that a field of a write's answer keeps or breaks."""
    prefix = PREFIXES[operation]
    field = difference.pointer.split("/")[1]
    if field in TEXTS:
        telling = body.get(field)
        plain = (
            isinstance(telling, str) and telling.isascii() and telling.isprintable() and len(telling) < 100
        )
        return f"{prefix}-ECHO-{field.upper()}" if plain else f"FUZZ-{prefix}-TEXT-UNCHANGED"
    if field in ("startOn", "expiresOn"):
        return _of_date(prefix, body, field)
    if field == "earnedBadgeExpiry":
        return f"{prefix}-ECHO-EARNED-{_expiry_kind(body.get(field))}"
    if field == "issuedBadgeExpiry":
        kind = _expiry_kind(body.get(field))
        if prefix == "UPDATE":
            return "UPDATE-ECHO-ISSUED-EXPIRY"
        return f"CREATE-ECHO-ISSUED-{kind}" if kind in ("RELATIVE", "FIXED-DATE") else "FUZZ-MODEL-FIELDS"
    if field in ("customerConstraints", "badgeConstraints"):
        return _of_limits(prefix, body, field)
    if field == "active":
        return f"{prefix}-ECHO-ACTIVE-{str(body.get('active')).upper()}"
    if field == "earnType":
        if prefix == "UPDATE":
            return "UPDATE-ECHO-EARN-TYPE"
        return f"CREATE-ECHO-EARN-TYPE-{str(body.get('earnType')).replace('_', '-')}"
    names = {"badgeRank": "BADGE-RANK", "customFields": "CUSTOM-FIELDS"}
    return f"{prefix}-ECHO-{names.get(field, field.upper())}"


def _is_human(text: Any) -> bool:
    return isinstance(text, str) and text.isascii() and text.isprintable() and len(text) < 100


def _of_date(prefix: str, body: Mapping[str, Any], field: str) -> str:
    if body.get(f"{field}ISO") is not None:
        agrees = effective({field: body.get(field)}, field) == effective(body, field)
        word = "START" if field == "startOn" else "EXPIRES"
        return "CREATE-ISO-AGREEING" if agrees else f"CREATE-{word}-ISO-WINS"
    if prefix == "CREATE" and isinstance(body.get(field), float) and not body[field].is_integer():
        return "CREATE-ECHO-TIME-FRACTION"
    return f"{prefix}-ECHO-{'START' if field == 'startOn' else 'EXPIRES'}"


def _expiry_kind(expiry: Any) -> str:
    if not isinstance(expiry, Mapping):
        return "NEVER"
    kind = expiry.get("type") if expiry.get("expiryType") == "ABSOLUTE" else expiry.get("expiryType")
    return str(kind).replace("_", "-")


def _of_limits(prefix: str, body: Mapping[str, Any], field: str) -> str:
    level = "CUSTOMER" if field.startswith("customer") else "BADGE"
    limits = [limit for limit in body.get(field) or () if isinstance(limit, Mapping)]
    if len(limits) != 1:
        return (
            "FUZZ-MODEL-FIELDS"
            if (prefix, level) == ("UPDATE", "CUSTOMER")
            else f"{prefix}-ECHO-{level}-COMBINED"
        )
    kind = kind_of(limits[0])
    if kind == "FIXED_WINDOW":
        return f"{prefix}-ECHO-{level}-WINDOW-{limits[0].get('durationType')}"
    return f"{prefix}-ECHO-{level}-{'ROLLING' if kind == 'ROLLING_WINDOW' else 'FIXED-VALUE'}"
