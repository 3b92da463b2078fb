# ruff: noqa: ARG005
"""Other ways to read a body: stricter, more lenient, or with words of the server's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.dialects.dialect import EXPIRIES, LIMITS, Dialect
from reference.edits import (
    Change,
    chain,
    checks_also,
    demands,
    misread,
    operation_of,
    reading,
    refuses,
    refuses_bodies,
    reread,
)
from reference.model import JsonObject
from reference.rules.checks import Case
from reference.rules.constraints import WEEKDAYS
from reference.rules.fields import CREATE, UPDATE
from reference.rules.problems import (
    EXPIRY_IS_PAST,
    INTERNAL,
    INVALID,
    Problem,
    problem,
)

_OWNERS = "ownership.restrictedToOwners"


def _strict_members(operation: str, body: JsonObject) -> bool:
    """Whether a body has a member that no page names."""
    shown_back = {"orgId", "status", "createdOn", "createdBy", "lastUpdatedOn", "lastUpdatedBy"}
    twins = {"createdOnISO", "lastUpdatedOnISO", "startOnISO", "expiresOnISO", "issuedCount", "earnedCount"}
    table = CREATE if operation == "create" else UPDATE
    known = {name for field in table for name in (field.name, *field.also)} | shown_back | twins | {"id"}
    return bool(set(body) - known)


def _constraints(body: JsonObject) -> list[JsonObject]:
    return [each for array in LIMITS for each in body.get(array) or [] if isinstance(each, dict)]


def _weeks_without_day(body: JsonObject) -> bool:
    return any(
        each.get("durationType") == "WEEKS" and each.get("startDayOfTheWeek") is None
        for each in _constraints(body)
    )


def _days_without_rate(body: JsonObject) -> bool:
    return any(
        each.get("durationType") == "DAYS" and not each.get("refreshRate") for each in _constraints(body)
    )


def _from_one(day: Any) -> Any:
    """A number of a day counted from 1."""
    return WEEKDAYS[day - 1] if isinstance(day, int) and 1 <= day <= 7 else day


def _each_limit(edit: Callable[[Any], Any], member: str) -> Change:
    return chain(*(misread("write", f"{array}[].{member}", edit) for array in LIMITS))


_TABLE_WORDS = frozenset({"DAILY", "WEEKLY", "MONTHLY"})


def _claims(body: JsonObject) -> bool:
    ownership = body.get("ownership")
    return isinstance(ownership, dict) and bool(ownership.get("claims"))


def _unknown_owner_is_714(original: Callable[..., Any]) -> Callable[..., Any]:
    def read(fields: tuple[Any, ...], body: JsonObject) -> Any:
        draft, problems = original(fields, body)
        if operation_of(fields) == "create":
            problems = [
                one._replace(code=714) if one.reference == _OWNERS and one.code == INVALID else one
                for one in problems
            ]
        return draft, problems

    return read


def _past_end(case: Case) -> Problem | None:
    end = case.draft.get("expiresOn")
    return problem(EXPIRY_IS_PAST) if end is not None and end < case.now else None


def _lenient_scalars(body: JsonObject) -> JsonObject:
    """Numbers in texts and flags in texts are understood."""
    result = dict(body)
    for name in ("startOn", "expiresOn"):
        if isinstance(result.get(name), str) and result[name].replace(".", "", 1).isdigit():
            result[name] = float(result[name])
    if isinstance(result.get("active"), str) and result["active"].lower() in ("true", "false"):
        result["active"] = result["active"].lower() == "true"
    if isinstance(result.get("name"), int | float):
        result["name"] = str(result["name"])
    return result


def _named_json(original: Callable[..., None]) -> Callable[..., None]:
    """A body that does not say what it is, is as foreign as one that says it is something else."""
    return lambda content_type: original(content_type or "application/octet-stream")


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "content-type-needed",
        "A write whose body is not called JSON is refused with 415 before it is read.",
        lambda policy: policy.wrap("bodies.check_media_type", _named_json),
    ),
    Dialect(
        "strict-members",
        "A body with a member that no page names is refused.",
        chain(
            refuses_bodies("create", lambda body: _strict_members("create", body)),
            refuses_bodies("update", lambda body: _strict_members("update", body)),
        ),
    ),
    Dialect(
        "strict-dates",
        "A create refuses a past end, and dates in their ISO spelling alone or in the place of numbers.",
        chain(
            checks_also("create", "past_end", _past_end),
            refuses_bodies(
                "create",
                lambda body: any(
                    not isinstance(body.get(name), int | float) for name in ("startOn", "expiresOn")
                ),
            ),
        ),
    ),
    Dialect(
        "strict-windows",
        "Windows of weeks need a start day, a name of seven, and those of days a refresh rate.",
        chain(
            refuses_bodies("write", _weeks_without_day),
            refuses_bodies("write", _days_without_rate),
            *(
                refuses("write", f"{array}[].startDayOfTheWeek", lambda day: isinstance(day, int))
                for array in LIMITS
            ),
            *(
                refuses("write", f"{array}[].durationType", lambda unit: unit in _TABLE_WORDS)
                for array in LIMITS
            ),
        ),
    ),
    Dialect(
        "days-from-one",
        "A start day sent as a number counts from 1.",
        _each_limit(_from_one, "startDayOfTheWeek"),
    ),
    Dialect("claims-refused", "A body that carries claims is refused.", refuses_bodies("write", _claims)),
    Dialect(
        "flag-demanded",
        "An absolute expiry needs expireWithBadgeMeta, and a create needs active.",
        chain(
            demands("create", "active"),
            refuses_bodies(
                "write",
                lambda body: any(
                    isinstance(expiry := body.get(name), dict)
                    and expiry.get("expiryType") == "ABSOLUTE"
                    and expiry.get("expireWithBadgeMeta") is None
                    for name in EXPIRIES
                ),
            ),
        ),
    ),
    Dialect(
        "is-active-unknown",
        "isActive is no other name of active.",
        reading("write", lambda body: {name: value for name, value in body.items() if name != "isActive"}),
    ),
    Dialect(
        "membercare-everywhere",
        "Membercare is an owner on create as well.",
        lambda policy: policy.put(
            "drafts.create_fields",
            tuple(field for field in policy.drafts.create_fields if field.name != "ownership")
            + tuple(field for field in policy.drafts.update_fields if field.name == "ownership"),
        ).wrap("drafts.read", _unknown_owner_is_714),
    ),
    Dialect(
        "membercare-nowhere",
        "Membercare is no owner on update either.",
        refuses("update", f"{_OWNERS}[]", lambda owner: owner == "Membercare"),
    ),
    Dialect(
        "null-in-arrays-400",
        "null inside an array is refused with 400.",
        reread("write", INTERNAL, INVALID),
    ),
    Dialect(
        "custom-fields-unknown-refused",
        "Custom fields that the organisation has not set up are refused.",
        refuses_bodies("write", lambda body: bool(body.get("customFields"))),
    ),
    Dialect(
        "names-trimmed",
        "Blanks around a name are dropped.",
        misread("write", "name", lambda name: name.strip()),
    ),
    Dialect(
        "any-migration-header",
        "Any value of the migration header allows a past start.",
        lambda policy: policy.put("access.is_migration", bool),
    ),
    Dialect(
        "scalars-converted",
        "Texts that are numbers or flags are taken as such.",
        reading("write", _lenient_scalars),
    ),
    Dialect(
        "plain-text-taken",
        "A body is read whatever its media type.",
        lambda policy: policy.put("bodies.check_media_type", lambda content_type: None),
    ),
    Dialect(
        "unknown-group-dropped",
        "A group that does not exist is passed over.",
        misread("write", "badgeGroupId", lambda group: group if len(str(group)) == 24 else None),
    ),
)
