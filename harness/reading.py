"""Reading badges: the four views (request, write response, list row, detail) in one vocabulary.

The pages name one attribute differently from endpoint to endpoint (`startOn` and `startsOn`,
`earnType` and `badgeType`, `active` and `action`), spell values in several ways and leave nulls
out here and print them there. Everything that compares badges goes through this module, so that
no such difference is ever taken for a defect. The canonical keys are those of the write side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = Any
Canonical = dict[str, Any]

# Times are stored with microseconds by some endpoints and milliseconds by others (004:L604, 002:L296).
TIME_TOLERANCE = 0.001
# An ISO twin has whole seconds (002:L45-46).
ISO_TOLERANCE = 1.0

DURATIONS = {"DAILY": "DAYS", "WEEKLY": "WEEKS", "MONTHLY": "MONTHS"}
STATUSES = {"ENDED": "EXPIRED"}
ACTIVATION = {"ACTIVATED": True, "DE_ACTIVATED": False, "DEACTIVATED": False}
KINDS = {"OVERALL": "FIXED_VALUE"}

# Computed by the server, hence never part of a comparison with what was sent (002:L334, 003:L352).
COMPUTED_IN_CONSTRAINTS = frozenset(
    {
        "referenceId",
        "cycleStatus",
        "startDate",
        "endDate",
        "fixedWindowCycle",
        "earnConstraintBlockStatistics",
    }
)
CUSTOMER_ROLLING_LIMITS = frozenset(
    {"maxEarnForDays", "rollForDays", "maxEarnForWeeks", "rollForWeeks", "maxEarnForMonths", "rollForMonths"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two badges disagree; `pointer` is a JSON pointer in canonical names."""

    pointer: str
    expected: Any
    observed: Any


def read_request(body: Mapping[str, Json]) -> Canonical:
    """A create or update body; keys that were not sent are absent."""
    return _written(body)


def read_written(data: Mapping[str, Json]) -> Canonical:
    """`data` of a create or update response (003:L569-643, 004:L499-538)."""
    return _written(data)


def read_row(row: Mapping[str, Json]) -> Canonical:
    """One row of `data.customerBadges` (000:L153-211)."""
    read = _pick(
        row,
        id="badgeMetaId",
        name="name",
        description="description",
        startOn="startsOn",
        expiresOn="expiresOn",
        earnType="badgeType",
        active="active",
        images="images",
        badgeRank="badgeRank",
        badgeGroupId="badgeGroupId",
        badgeGroupName="badgeGroupName",
        createdOn="createdOn",
        lastUpdatedOn="lastUpdatedOn",
    )
    _put(read, "status", row.get("badgeStatus"), status_of)
    _put_ownership(read, row.get("ownership"))
    return read


def read_detail(data: Mapping[str, Json]) -> Canonical:
    """`data` of the detail response (002:L40-200)."""
    read = _pick(
        data,
        id="id",
        name="name",
        description="description",
        startOn="startsOn",
        expiresOn="expiresOn",
        owners="owner",
        images="images",
        tags="tags",
        customFields="customFields",
        badgeRank="badgeRank",
        badgeGroupId="badgeGroupId",
        badgeGroupName="badgeGroupName",
        createdOn="createdOn",
        lastUpdatedOn="lastUpdatedOn",
    )
    _put(read, "status", data.get("badgeStatus"), status_of)
    _put(read, "earnType", data.get("badgeType"), lambda value: str(value).upper())
    _put(read, "active", data.get("action"), _activation)
    _put(read, "earnedBadgeExpiry", data.get("earnExpiry"), _expiry)
    _put(read, "issuedBadgeExpiry", data.get("issueExpiry"), _expiry)
    _put(read, "customerConstraints", data.get("customerConstraints"), _constraints)
    _put(read, "badgeConstraints", data.get("badgeConstraints"), _constraints)
    return read


def is_nothing(value: object) -> bool:
    """Whether this is how a member without content may look: absent, null or empty."""
    return value in (None, "", [], {})


def differences(
    expected: Mapping[str, Any], observed: Mapping[str, Any], fields: Iterable[str] | None = None
) -> list[Difference]:
    """Where `observed` fails to show what `expected` holds, in canonical values.

    Absent equals null, arrays are sets, numbers compare as instants do (1 ms), and keys that only
    `observed` has are nobody's business. With `fields`, only those top-level keys are compared.
    """
    found: list[Difference] = []
    for key in expected if fields is None else fields:
        found.extend(_compare(f"/{key}", expected.get(key), observed.get(key)))
    return found


def status_of(value: Json) -> Json:
    """The status with the alias ENDED read as EXPIRED (003:L623)."""
    return STATUSES.get(value, value) if isinstance(value, str) else value


def unordered(value: Json) -> Json:
    """A JSON value in which the order of arrays does not count, for comparisons: they are sets."""
    if isinstance(value, Mapping):
        return {name: unordered(value[name]) for name in sorted(value)}
    return sorted(map(repr, map(unordered, value))) if isinstance(value, list) else value


def whole(value: object) -> int | None:
    """A whole number, however it is written: JSON knows no difference between 2 and 2.0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == value // 1 else None


def instant(value: Json) -> float | None:
    """Epoch seconds of a number or of an ISO 8601 text; None when it is neither.

    Expanded years beyond 9999 ("+57906-04-18T07:06:40Z", 002:L50) are computed by cycles of
    400 years, which have the same number of days each.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    if not isinstance(value, str):
        return None
    text, surplus = value.strip(), 0
    if text[:1] in "+-" and "-" in text[1:]:
        year, _, rest = text[1:].partition("-")
        if text[0] == "-" or not year.isdigit():
            return None
        cycles = max(0, (int(year) - 2000) // 400)
        text, surplus = f"{int(year) - 400 * cycles:04d}-{rest}", cycles * 146_097 * 86_400
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment.timestamp() + surplus


def kind_of(constraint: Mapping[str, Json]) -> str:
    """FIXED_VALUE, FIXED_WINDOW, ROLLING_WINDOW or NO_LIMIT, from either vocabulary (002:L93, 003:L87)."""
    kind = str(constraint.get("constraintType"))
    kind = kind.removeprefix("CUSTOMER_BADGE_").removeprefix("BADGE_")
    return KINDS.get(kind, kind)


# -- one view at a time -------------------------------------------------------------------------


def _written(data: Mapping[str, Json]) -> Canonical:
    same = (
        "id name description startOn expiresOn earnType active images tags customFields badgeRank "
        "badgeGroupId createdOn createdBy lastUpdatedOn lastUpdatedBy issuedCount earnedCount orgId "
        "defaultTillId"
    )
    read = _pick(data, **{key: key for key in same.split()})
    if "active" not in read and "isActive" in data:
        read["active"] = data["isActive"]
    _put(read, "status", data.get("status"), status_of)
    _put(read, "earnedBadgeExpiry", data.get("earnedBadgeExpiry"), _expiry)
    _put(read, "issuedBadgeExpiry", data.get("issuedBadgeExpiry"), _expiry)
    _put(read, "customerConstraints", data.get("customerConstraints"), _constraints)
    _put(read, "badgeConstraints", data.get("badgeConstraints"), _constraints)
    _put_ownership(read, data.get("ownership"))
    return read


def _pick(source: Mapping[str, Json], **names: str) -> Canonical:
    return {key: source[name] for key, name in names.items() if source.get(name) is not None}


def _put(read: Canonical, key: str, value: Json, convert: Callable[[Any], Any]) -> None:
    if value is not None:
        read[key] = convert(value)


def _put_ownership(read: Canonical, ownership: Json) -> None:
    if isinstance(ownership, Mapping):
        _put(read, "owners", ownership.get("restrictedToOwners"), lambda value: value)
        _put(read, "claims", ownership.get("claims"), lambda value: value)


def _activation(value: Json) -> Json:
    return ACTIVATION.get(value, value) if isinstance(value, str) else value


def _expiry(expiry: Json) -> Json:
    if not isinstance(expiry, Mapping):
        return expiry
    read = {key: value for key, value in expiry.items() if value is not None}
    if "relativeExpiryType" in read:
        read["relativeExpirytype"] = read.pop("relativeExpiryType")
    return read


def _constraints(constraints: Json) -> Json:
    if not isinstance(constraints, list):
        return constraints
    return [_constraint(item) if isinstance(item, Mapping) else item for item in constraints]


def _constraint(constraint: Mapping[str, Json]) -> Canonical:
    read = {
        key: value
        for key, value in constraint.items()
        if value is not None and key not in ("constraintType", "constraintLevel", "fixedWindowReferenceId")
    }
    read["kind"] = kind_of(constraint)
    if constraint.get("fixedWindowReferenceId") is not None:
        read["referenceId"] = constraint["fixedWindowReferenceId"]
    if isinstance(read.get("durationType"), str):
        read["durationType"] = DURATIONS.get(read["durationType"], read["durationType"])
    return read


# -- comparison ---------------------------------------------------------------------------------


def _compare(pointer: str, expected: Any, observed: Any) -> list[Difference]:
    if isinstance(expected, Mapping) and isinstance(observed, Mapping):
        found: list[Difference] = []
        for key, value in expected.items():
            found.extend(_compare(f"{pointer}/{key}", value, observed.get(key)))
        return found
    if _is_list(expected) and _is_list(observed):
        return _compare_sets(pointer, expected, observed)
    # An array without elements need not be there; where it must, the contracts say so.
    if _equal(expected, observed) or (expected == [] and observed is None):
        return []
    return [Difference(pointer, expected, observed)]


def _compare_sets(pointer: str, expected: Sequence[Any], observed: Sequence[Any]) -> list[Difference]:
    if len(expected) == len(observed) == 1:
        return _compare(f"{pointer}/0", expected[0], observed[0])
    left = list(observed)
    for item in expected:
        match = next((other for other in left if not _compare(pointer, item, other)), _NOTHING)
        if match is _NOTHING:
            return [Difference(pointer, expected, observed)]
        left.remove(match)
    return [Difference(pointer, expected, observed)] if left else []


def _equal(expected: Any, observed: Any) -> bool:
    if isinstance(expected, bool) or isinstance(observed, bool):
        return expected is observed
    if isinstance(expected, int | float) and isinstance(observed, int | float):
        return abs(expected - observed) <= TIME_TOLERANCE + 1e-6
    return bool(expected == observed)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


_NOTHING = object()
