"""Writes that mind what is far from right, and let pass, confuse or lose what comes close to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reference.edits import Change, misread, reading, stored
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject
from reference.rules.constraints import ROLLING_WINDOW

#: The last second that fits into 32 bits.
_LAST = float(2**31 - 1)
_UNITS = ("badgeConstraints[].durationType", "customerConstraints[].durationType")


def _taken_for(operation: str, path: str, word: str, listed: str) -> Change:
    """A word that is not listed is read as one that is."""
    return misread(operation, path, lambda value: listed if value == word else value)


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


def _ends_in_time(badge: Badge, before: Badge | None) -> Mapping[str, Any]:  # noqa: ARG001
    return {"expires_on": min(badge.expires_on, _LAST)}


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
        _taken_for("create", "earnedBadgeExpiry.relativeExpirytype", "YEARS", "MONTHS"),
        *(_taken_for("create", path, "YEARS", "MONTHS") for path in _UNITS),
    ),
    must(
        "create-knows-hours",
        "HOURS is taken for DAYS as a roll type on create.",
        "POST-136 POST-057",
        "CREATE-ENUM-ROLL-TYPE-UNKNOWN",
        _taken_for("create", "badgeConstraints[].rollType", "HOURS", "DAYS"),
    ),
    must(
        "create-takes-no-unit-for-days",
        "An empty text is taken for DAYS as duration and roll type on create.",
        "POST-136 POST-033 POST-050 POST-057",
        "CREATE-ENUM-ROLL-TYPE-UNKNOWN CREATE-ENUM-BADGE-DURATION-UNKNOWN"
        " CREATE-ENUM-CUSTOMER-DURATION-UNKNOWN",
        *(_taken_for("create", path, "", "DAYS") for path in (*_UNITS, "badgeConstraints[].rollType")),
    ),
    must(
        "create-takes-no-kind-for-earn",
        "An empty text is taken for EARN as earn type, and for NEVER as expiry type on create.",
        "POST-136 POST-060 POST-018",
        "CREATE-ENUM-EARN-TYPE-UNKNOWN CREATE-ENUM-EXPIRY-TYPE-UNKNOWN",
        _taken_for("create", "earnType", "", "EARN"),
        _taken_for("create", "earnedBadgeExpiry.expiryType", "", "NEVER"),
    ),
    must(
        "update-takes-years",
        "An earned expiry in YEARS is taken for one in MONTHS.",
        "PUT-032 PUT-135",
        "UPDATE-ENUM-RELATIVE-TYPE-UNKNOWN",
        _taken_for("update", "earnedBadgeExpiry.relativeExpirytype", "YEARS", "MONTHS"),
    ),
    must(
        "update-takes-hours",
        "A rolling window by HOURS is taken for one by DAYS.",
        "PUT-068 PUT-135",
        "UPDATE-ENUM-ROLL-TYPE-UNKNOWN",
        _taken_for("update", "badgeConstraints[].rollType", "HOURS", "DAYS"),
    ),
    should(
        "update-takes-any-issued-type",
        "An unknown type of the issued expiry is taken for FIXED_DATE.",
        "PUT-028 PUT-135",
        "UPDATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN",
        misread(
            "update",
            "issuedBadgeExpiry.type",
            lambda kind: kind if kind == "WITH_BADGE_META" else "FIXED_DATE",
        ),
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
        stored("create", _ends_in_time),
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
    should(
        "update-issued-fixed-date-needs-no-date",
        "An issued expiry of the type FIXED_DATE without a date gets the end of the badge.",
        "PUT-018 PUT-101",
        "UPDATE-FIXED-DATE-NEEDS-DATE",
        reading("update", _dated_by_end),
    ),
    must(
        "update-ends-before-2038",
        "An end after January 2038 is stored as the last second that fits into 31 bits.",
        "PUT-095 PUT-017 PUT-019",
        "UPDATE-EXPIRES-LATER",
        stored("update", _ends_in_time),
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
    should(
        "update-passes-over-null-beside-others",
        "null behind other elements of an array is passed over.",
        "POST-127 PUT-135 PUT-137",
        "UPDATE-NULL-IN-ARRAY",
        reading("update", _without_null),
    ),
)

FAULTS: tuple[Fault, ...] = (*_WORDS, *_DATES, *_ARRAYS)
