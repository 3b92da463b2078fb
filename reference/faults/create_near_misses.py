"""Creates that mind what is far from right, and let pass, confuse or lose what comes close to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from reference.edits import Change, misread, reading, stored
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject
from reference.rules.constraints import ROLLING_WINDOW

#: The last second that fits into 32 bits.
_LAST = float(2**31 - 1)
_UNITS = ("badgeConstraints[].durationType", "customerConstraints[].durationType")


def _key(key: Callable[[str], str]) -> Change:
    return lambda policy: policy.put("names.key", key)


def _unaccented(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _folded_beyond_ascii(name: str) -> str:
    return "".join(letter if letter.isascii() else letter.lower() for letter in name)


def _taken_for(path: str, word: str, listed: str) -> Change:
    """A word that is not listed is read as one that is."""
    return misread("create", path, lambda value: listed if value == word else value)


def _dated_by_end(body: JsonObject) -> JsonObject:
    """A fixed date that an issued expiry leaves out is the end of the badge."""
    issued = body["issuedBadgeExpiry"]
    if issued.get("type") != "FIXED_DATE" or issued.get("expiresOn") is not None:
        return body
    return {**body, "issuedBadgeExpiry": {**issued, "expiresOn": body["expiresOn"]}}


def _without_null(value: Any) -> Any:
    """null is passed over where an array has anything else."""
    if isinstance(value, dict):
        return {name: _without_null(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_without_null(one) for one in value if one is not None] or value
    return value


def _at_most(expiry: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """An expiry whose date fits into 32 bits."""
    if expiry is None or expiry.get("expiresOn") is None:
        return expiry
    return {**expiry, "expiresOn": min(expiry["expiresOn"], _LAST)}


def _bounded_dates(badge: Badge, before: Badge | None) -> Mapping[str, Any]:  # noqa: ARG001
    return {"earned_expiry": _at_most(badge.earned_expiry), "issued_expiry": _at_most(badge.issued_expiry)}


def _by_days(limit: Mapping[str, Any]) -> Mapping[str, Any]:
    """A rolling window without days rolls over one day."""
    if not limit["constraintType"].endswith(ROLLING_WINDOW) or "rollForDays" in limit:
        return limit
    return {"constraintType": limit["constraintType"], "maxEarnForDays": 1, "rollForDays": 1}


_WORDS = (
    must(
        "create-knows-years",
        "YEARS is taken for MONTHS as the unit of a relative expiry and of windows on create.",
        "POST-136 POST-024 POST-033 POST-050",
        "CREATE-ENUM-RELATIVE-TYPE-UNKNOWN CREATE-ENUM-BADGE-DURATION-UNKNOWN"
        " CREATE-ENUM-CUSTOMER-DURATION-UNKNOWN",
        _taken_for("earnedBadgeExpiry.relativeExpirytype", "YEARS", "MONTHS"),
        *(_taken_for(path, "YEARS", "MONTHS") for path in _UNITS),
    ),
    must(
        "create-knows-hours",
        "HOURS is taken for DAYS as a roll type on create.",
        "POST-136 POST-057",
        "CREATE-ENUM-ROLL-TYPE-UNKNOWN",
        _taken_for("badgeConstraints[].rollType", "HOURS", "DAYS"),
    ),
    must(
        "create-takes-no-unit-for-days",
        "An empty text is taken for DAYS as duration and roll type on create.",
        "POST-136 POST-033 POST-050 POST-057",
        "CREATE-ENUM-ROLL-TYPE-UNKNOWN CREATE-ENUM-BADGE-DURATION-UNKNOWN"
        " CREATE-ENUM-CUSTOMER-DURATION-UNKNOWN",
        *(_taken_for(path, "", "DAYS") for path in (*_UNITS, "badgeConstraints[].rollType")),
    ),
    must(
        "create-takes-no-kind-for-earn",
        "An empty text is taken for EARN as earn type, and for NEVER as expiry type on create.",
        "POST-136 POST-060 POST-018",
        "CREATE-ENUM-EARN-TYPE-UNKNOWN CREATE-ENUM-EXPIRY-TYPE-UNKNOWN",
        _taken_for("earnType", "", "EARN"),
        _taken_for("earnedBadgeExpiry.expiryType", "", "NEVER"),
    ),
)

_NAMES = (
    must(
        "names-compared-by-first-100",
        "Only the first 100 letters of names are compared.",
        "POST-004 PUT-004 POST-002",
        "CREATE-ACCEPTED",
        _key(lambda name: name[:100]),
    ),
    should(
        "names-compared-without-accents",
        "Names that differ only in accents count as the same.",
        "POST-004 PUT-004 POST-079",
        "CREATE-ECHO-NAME-UNICODE",
        _key(_unaccented),
    ),
    must(
        "names-folded-beyond-ascii",
        "Names that differ only in the case of letters beyond ASCII count as the same.",
        "POST-005 PUT-005",
        "CREATE-NAME-OTHER-CASE",
        _key(_folded_beyond_ascii),
    ),
)

_DATES = (
    should(
        "create-issued-fixed-date-needs-no-date",
        "A FIXED_DATE issued expiry without a date is stored with the end of the badge on create.",
        "POST-021 POST-090",
        "CREATE-FIXED-DATE-NEEDS-DATE",
        reading("create", _dated_by_end),
    ),
    must(
        "create-ends-by-2038",
        "A create stores an end beyond January 2038 as that.",
        "POST-083 POST-014",
        "CREATE-ECHO-EXPIRES",
        stored("create", lambda badge, before: {"expires_on": min(badge.expires_on, _LAST)}),  # noqa: ARG005
    ),
    must(
        "create-starts-by-2038",
        "A create stores a start beyond January 2038 as one before 1970, as 32 bits have it.",
        "POST-081 POST-010",
        "CREATE-ECHO-START",
        stored(
            "create",
            lambda badge, before: {  # noqa: ARG005
                "start_on": badge.start_on - 2**32 if badge.start_on > _LAST else badge.start_on
            },
        ),
    ),
    must(
        "create-expiries-end-by-2038",
        "A create stores fixed dates of expiries beyond January 2038 as that.",
        "POST-085 POST-090 POST-092",
        "CREATE-ECHO-EARNED-FIXED-DATE CREATE-ECHO-ISSUED-FIXED-DATE",
        stored("create", _bounded_dates),
    ),
)

_ARRAYS = (
    must(
        "create-passes-over-null-among-others",
        "null beside valid elements of an array is passed over on create.",
        "POST-127",
        "CREATE-999999-TAGS CREATE-999999-IMAGES CREATE-999999-OWNERS",
        reading("create", _without_null),
    ),
    must(
        "create-rolls-by-days",
        "A customer's rolling window without days is stored as one of a day on create.",
        "POST-098 POST-043 POST-044 POST-045 POST-046",
        "CREATE-ECHO-CUSTOMER-ROLLING",
        stored(
            "create",
            lambda badge, before: {"customer_constraints": list(map(_by_days, badge.customer_constraints))},  # noqa: ARG005
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_WORDS, *_NAMES, *_DATES, *_ARRAYS)
