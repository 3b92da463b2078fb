# ruff: noqa: ARG005
"""Other ways to answer: envelope, status, spelling of members and values, order, zones and nulls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from reference.dialects.dialect import Dialect
from reference.edits import Change, always, chain, drop, shown
from reference.instants import iso
from reference.model import JsonObject
from reference.rules.problems import (
    INTERNAL,
    NAME_TAKEN,
    UNKNOWN_CUSTOMER,
    Problem,
    RefusedError,
    problem,
)

_WRITES, _ROW, _DETAIL = "views.written_badge", "views.row", "views.detail"
_SUCCESS, _REFUSAL = "views.success", "views.refusal"
_ARRAYS = (
    (_WRITES, ("images", "tags", "customerConstraints", "badgeConstraints", "ownership.restrictedToOwners")),
    (_ROW, ("images", "ownership.restrictedToOwners", "ownership.claims")),
    (_DETAIL, ("images", "tags", "owner", "customerConstraints", "badgeConstraints")),
)


def everywhere(edit: Callable[[Any], Any]) -> Change:
    """Every payload, edited before it is written."""
    return lambda policy: policy.wrap(
        "views.render", lambda original: lambda payload: original(edit(payload))
    )


def without_nulls(value: Any) -> Any:
    """The payload without the members that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


def whole_numbers(value: Any) -> Any:
    """The payload with every whole number written without a fraction."""
    if isinstance(value, dict):
        return {name: whole_numbers(one) for name, one in value.items()}
    if isinstance(value, list):
        return [whole_numbers(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _all_nulls(policy: Any) -> Any:
    """The detail spells out every member that has no value."""
    names = ("issueExpiry", "badgeGroupId", "badgeGroupName", "badgeRank", "issuedStatus", "lastEarnedOn")
    for name in names:
        policy = shown(_DETAIL, name, lambda value: value, absent=True)(policy)
    return policy


def _reversed(policy: Any) -> Any:
    for point, paths in _ARRAYS:
        for path in paths:
            policy = shown(point, path, lambda array: array[::-1])(policy)
    return policy


def _without_twins(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_twins(one) for name, one in value.items() if not name.endswith("ISO")}
    return [_without_twins(one) for one in value] if isinstance(value, list) else value


def _in_milliseconds(text: str | None) -> str | None:
    """An ISO timestamp with three decimals."""
    if text is None:
        return None
    cut = len(text) - (1 if text.endswith("Z") else 6)
    return f"{text[:cut]}.000{text[cut:]}"


def _capital_type(value: Any) -> Any:
    """The unit of a relative expiry under the spelling of the tables."""
    if not isinstance(value, dict) or "relativeExpirytype" not in value:
        return value
    return {
        ("relativeExpiryType" if name == "relativeExpirytype" else name): one for name, one in value.items()
    }


def _ended(policy: Any) -> Any:
    for point, path in ((_WRITES, "status"), (_ROW, "badgeStatus"), (_DETAIL, "badgeStatus")):
        policy = shown(point, path, lambda status: "ENDED" if status == "EXPIRED" else status)(policy)
    return policy


def _turned_away(original: Callable[..., bool]) -> Callable[..., bool]:
    """Whoever has no valid credentials hears 403 and nothing else."""

    def judge(*arguments: Any) -> bool:
        if not original(*arguments):
            raise RefusedError([], 403)
        return True

    return judge


def _specific_status(problems: Sequence[Problem]) -> int:
    codes = {one.code for one in problems}
    if INTERNAL in codes:
        return 500
    if codes == {NAME_TAKEN}:
        return 409
    return 404 if UNKNOWN_CUSTOMER in codes else 422


def _general_code(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
    return lambda problems: original([problem(400, None, "The request is not valid"), *problems])


def _terse(error: JsonObject) -> JsonObject:
    return {"code": error["code"], "message": f"E-{error['code']}"}


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "create-200",
        "A create answers 200 instead of 201.",
        lambda policy: policy.put("views.created_status", 200),
    ),
    Dialect(
        "writes-202",
        "Creates and reads alike answer 202.",
        lambda policy: policy.put("views.created_status", 202).put("views.success_status", 202),
    ),
    Dialect(
        "refusal-200",
        "Business errors come with HTTP status 200 and a filled errors array.",
        lambda policy: policy.put("views.refusal_status", lambda problems: 200),
    ),
    Dialect(
        "refusal-422",
        "Refusals come with the statuses 404, 409, 422 and 500.",
        lambda policy: policy.put("views.refusal_status", _specific_status),
    ),
    Dialect(
        "forbidden-403",
        "Calls without valid credentials are answered with 403.",
        lambda policy: policy.wrap("access.is_authorised", _turned_away),
    ),
    Dialect(
        "general-code",
        "Every refusal begins with the general code 400 and goes on with the documented ones.",
        lambda policy: policy.wrap(_REFUSAL, _general_code),
    ),
    Dialect(
        "terse-errors",
        "Messages are texts of the server's own, and errors have no reference.",
        shown(_REFUSAL, "errors[]", _terse),
    ),
    Dialect(
        "refusal-without-data",
        "A refusal leaves data out and has an empty array of warnings.",
        chain(
            shown(_REFUSAL, "warnings", always([]), absent=True),
            shown(_REFUSAL, "data", drop, absent=True),
        ),
    ),
    Dialect(
        "success-with-nulls",
        "errors and warnings of a success are null.",
        lambda policy: policy.put(_SUCCESS, lambda data: {"data": data, "errors": None, "warnings": None}),
    ),
    Dialect(
        "success-with-warnings",
        "A success carries a warning.",
        shown(_SUCCESS, "warnings", always([{"code": 1, "message": "deprecated", "reference": None}])),
    ),
    Dialect("nulls-left-out", "Members without a value are left out everywhere.", everywhere(without_nulls)),
    Dialect("nulls-spelt-out", "The detail shows every member that has no value as null.", _all_nulls),
    Dialect(
        "whole-numbers",
        "Times without a fraction are written as whole numbers.",
        everywhere(whole_numbers),
    ),
    Dialect(
        "more-members",
        "Answers have members that no page names.",
        chain(
            shown(_WRITES, "badgeNumericId", always(8), absent=True),
            shown(_ROW, "benefits", always([]), absent=True),
            shown(_DETAIL, "benefits", always([{"id": 1}]), absent=True),
            shown(_SUCCESS, "requestId", always("0af7651916cd43dd"), absent=True),
        ),
    ),
    Dialect(
        "arrays-reversed", "Owners, images, tags, constraints and claims come in another order.", _reversed
    ),
    Dialect(
        "iso-india",
        "ISO timestamps are written in the zone +05:30.",
        lambda policy: policy.put("views.iso", partial(iso, offset_minutes=330)),
    ),
    Dialect(
        "iso-milliseconds",
        "ISO timestamps have three decimals.",
        lambda policy: policy.wrap(
            "views.iso", lambda original: lambda seconds: _in_milliseconds(original(seconds))
        ),
    ),
    Dialect(
        "iso-america",
        "ISO timestamps are written in the zone -04:00 with three decimals.",
        lambda policy: policy.put(
            "views.iso", lambda seconds: _in_milliseconds(iso(seconds, offset_minutes=-240))
        ),
    ),
    Dialect(
        "no-iso-twins",
        "No answer has an ISO timestamp beside its number.",
        everywhere(_without_twins),
    ),
    Dialect(
        "relative-type-with-capital",
        "The unit of a relative expiry is called relativeExpiryType, as in the tables.",
        chain(
            shown(_WRITES, "earnedBadgeExpiry", _capital_type),
            shown(_WRITES, "issuedBadgeExpiry", _capital_type),
            shown(_DETAIL, "earnExpiry", _capital_type),
            shown(_DETAIL, "issueExpiry", _capital_type),
        ),
    ),
    Dialect("ended", "A badge past its end is called ENDED.", _ended),
    Dialect(
        "writes-without-counts",
        "Writes answer no counts of issues and earnings.",
        chain(shown(_WRITES, "issuedCount", drop), shown(_WRITES, "earnedCount", drop)),
    ),
    Dialect(
        "microseconds",
        "Creations answer createdOn to the microsecond, reads to the millisecond.",
        shown("views.created", "createdOn", lambda value: round(value + 0.000321, 6)),
    ),
    Dialect(
        "failure-500",
        "null inside an array ends in the documented internal failure, with status 500.",
        lambda policy: policy.wrap(
            "views.refusal_status",
            lambda original: (
                lambda problems: 500 if any(one.code == INTERNAL for one in problems) else original(problems)
            ),
        ),
    ),
)
