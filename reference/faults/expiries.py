# ruff: noqa: ARG005
"""When earned and issued badges end: what writes make of it, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import DROP, Change, Edit, always, misread, refuses, shown, stored
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import Badge, JsonObject

_CENTURY = 36_525 * DAY


def _earned(operation: str, edit: Callable[[JsonObject, Badge], JsonObject]) -> Change:
    return stored(operation, lambda badge, before: {"earned_expiry": edit(badge.earned_expiry, badge)})


def _issued(operation: str, edit: Callable[[JsonObject, Badge], JsonObject | None]) -> Change:
    return stored(
        operation,
        lambda badge, before: {"issued_expiry": badge.issued_expiry and edit(badge.issued_expiry, badge)},
    )


def _relative_only(edit: Edit) -> Callable[[JsonObject, Badge], JsonObject]:
    return lambda old, badge: edit(old) if old["expiryType"] == "RELATIVE" else old


def _in_days(old: JsonObject) -> JsonObject:
    days = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30}[old["relativeExpirytype"]]
    return {**old, "relativeExpirytype": "DAYS", "value": old["value"] * days}


def _dated(edit: Callable[[float, Badge], float]) -> Callable[[JsonObject, Badge], JsonObject]:
    """A fixed date becomes another."""
    return lambda old, badge: (
        {**old, "expiresOn": edit(old["expiresOn"], badge)} if old.get("type") == "FIXED_DATE" else old
    )


def _fixed(date: float) -> JsonObject:
    return {"expiryType": "ABSOLUTE", "type": "FIXED_DATE", "expiresOn": date, "expireWithBadgeMeta": False}


def _with_badge_dated(old: JsonObject, badge: Badge) -> JsonObject:
    return {**old, "expiresOn": badge.expires_on} if old.get("type") == "WITH_BADGE_META" else old


def _with_badge_fixed(old: JsonObject, badge: Badge) -> JsonObject:
    return _fixed(badge.expires_on) if old.get("type") == "WITH_BADGE_META" else old


def _never_in_a_century(old: JsonObject, badge: Badge) -> JsonObject:
    return _fixed(badge.updated_on + _CENTURY) if old["expiryType"] == "NEVER" else old


def _first_date(expiry: str) -> Change:
    """A fixed date stays what it was, where both the badge and its update have one."""

    def former(badge: Badge, before: Badge | None) -> dict[str, Any]:
        new, old = getattr(badge, expiry), getattr(before, expiry)
        both = {(each or {}).get("type") for each in (new, old)} == {"FIXED_DATE"}
        return {expiry: {**new, "expiresOn": old["expiresOn"]}} if both else {}

    return stored("update", former)


def _dateless(expiry: Any) -> Any:
    """A fixed date that is not given ends with the badge."""
    if isinstance(expiry, dict) and expiry.get("type") == "FIXED_DATE" and not expiry.get("expiresOn"):
        return {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META"}
    return expiry


def _flag(edit: Callable[[Any, str], Any]) -> Edit:
    """The flag of an absolute expiry becomes another, from what it is and the type beside it."""

    def change(expiry: Any) -> Any:
        if not isinstance(expiry, dict) or expiry.get("expiryType") != "ABSOLUTE":
            return expiry
        flag = edit(expiry.get("expireWithBadgeMeta"), str(expiry.get("type")))
        kept = {name: value for name, value in expiry.items() if name != "expireWithBadgeMeta"}
        return kept if flag is DROP else {**kept, "expireWithBadgeMeta": flag}

    return change


# slug, sentence of what "A create" or "An update" does, statements and requirements of both, change
_Row = tuple[str, str, str, str, str, str, Callable[[str], Change]]
_BOTH: tuple[_Row, ...] = (
    (
        "counts-relative-expiry-in-days",
        "stores a relative earned expiry in days, whatever its unit",
        "POST-089 POST-085 POST-024",
        "CREATE-ECHO-EARNED-RELATIVE CREATE-ENUM-RELATIVE-TYPE-VALUES",
        "PUT-032 PUT-096",
        "UPDATE-ECHO-EARNED-RELATIVE UPDATE-ENUM-RELATIVE-TYPE-VALUES",
        lambda operation: _earned(operation, _relative_only(_in_days)),
    ),
    (
        "forgets-value-of-relative-expiry",
        "stores every relative earned expiry with the value 1",
        "POST-089 POST-085",
        "CREATE-ECHO-EARNED-RELATIVE",
        "PUT-032 PUT-096",
        "UPDATE-ECHO-EARNED-RELATIVE",
        lambda operation: _earned(operation, _relative_only(lambda old: {**old, "value": 1})),
    ),
    (
        "takes-badge-end-for-fixed-date",
        "stores the end of the badge in place of a fixed earned expiry",
        "POST-090 POST-085",
        "CREATE-ECHO-EARNED-FIXED-DATE",
        "PUT-030 PUT-096 PUT-099",
        "UPDATE-ECHO-EARNED-FIXED-DATE",
        lambda operation: _earned(operation, _dated(lambda date, badge: badge.expires_on)),
    ),
    (
        "rounds-fixed-date-to-days",
        "stores a fixed earned expiry at the begin of its day",
        "POST-090 POST-085",
        "CREATE-ECHO-EARNED-FIXED-DATE",
        "PUT-030 PUT-096 PUT-099",
        "UPDATE-ECHO-EARNED-FIXED-DATE",
        lambda operation: _earned(operation, _dated(lambda date, badge: date // DAY * DAY)),
    ),
    (
        "dates-expiry-with-badge",
        "answers an expiry with the badge with the date of the badge's end",
        "POST-091 POST-085",
        "BADGE-META-EXPIRY-WITH-BADGE-META CREATE-ECHO-EARNED-WITH-BADGE-META",
        "PUT-099 PUT-029",
        "BADGE-META-EXPIRY-WITH-BADGE-META UPDATE-ECHO-EARNED-WITH-BADGE-META",
        lambda operation: _earned(operation, _with_badge_dated),
    ),
    (
        "turns-expiry-with-badge-into-fixed-date",
        "stores an expiry with the badge as the fixed date of the badge's end",
        "POST-091 POST-085 POST-087",
        "CREATE-ECHO-EARNED-WITH-BADGE-META",
        "PUT-029 PUT-096 PUT-098",
        "UPDATE-ECHO-EARNED-WITH-BADGE-META",
        lambda operation: _earned(operation, _with_badge_fixed),
    ),
    (
        "turns-never-into-a-century",
        "stores NEVER as a fixed date a hundred years ahead",
        "POST-018 POST-085 POST-086",
        "CREATE-ECHO-EARNED-NEVER",
        "PUT-024 PUT-096 PUT-097",
        "UPDATE-ECHO-EARNED-NEVER",
        lambda operation: _earned(operation, _never_in_a_century),
    ),
    (
        "answers-flag-false-always",
        "answers expireWithBadgeMeta false for every absolute expiry",
        "POST-088 POST-091",
        "CREATE-EXPIRY-FLAG-WITH-BADGE-META BADGE-META-EXPIRY-WITH-BADGE-META",
        "PUT-031 PUT-098 PUT-100",
        "UPDATE-EXPIRY-FLAG-WITH-BADGE-META BADGE-META-EXPIRY-WITH-BADGE-META",
        lambda operation: shown(f"views.{operation}d", "earnedBadgeExpiry", _flag(lambda flag, kind: False)),
    ),
    (
        "answers-flag-true-always",
        "answers expireWithBadgeMeta true for every absolute expiry",
        "POST-088 POST-090",
        "CREATE-EXPIRY-FLAG-FIXED-DATE BADGE-META-EXPIRY-FIXED-DATE",
        "PUT-031 PUT-098 PUT-100",
        "UPDATE-EXPIRY-FLAG-FIXED-DATE BADGE-META-EXPIRY-FIXED-DATE",
        lambda operation: shown(f"views.{operation}d", "earnedBadgeExpiry", _flag(lambda flag, kind: True)),
    ),
    (
        "swaps-fixed-dates",
        "stores the fixed date of the issued expiry as the end of the badge",
        "POST-092 POST-090",
        "CREATE-ECHO-ISSUED-FIXED-DATE",
        "PUT-101",
        "UPDATE-ECHO-ISSUED-EXPIRY",
        lambda operation: _issued(operation, _dated(lambda date, badge: badge.expires_on)),
    ),
    (
        "takes-earned-for-issued-expiry",
        "answers the earned expiry in place of the issued one",
        "POST-092",
        "CREATE-ECHO-ISSUED-FIXED-DATE",
        "PUT-101",
        "UPDATE-ECHO-ISSUED-EXPIRY",
        lambda operation: _issued(operation, lambda old, badge: badge.earned_expiry),
    ),
)


def _both() -> Iterator[Fault]:
    for slug, sentence, on_create, of_create, on_update, of_update, change in _BOTH:
        yield must(f"create-{slug}", f"A create {sentence}.", on_create, of_create, change("create"))
        yield must(f"update-{slug}", f"An update {sentence}.", on_update, of_update, change("update"))


_REST = (
    must(
        "create-forgets-issued-expiry",
        "A create does not store the issued expiry.",
        "POST-092",
        "CREATE-ECHO-ISSUED-FIXED-DATE",
        stored("create", lambda badge, before: {"issued_expiry": None}),
    ),
    should(
        "create-issued-expiry-is-absolute",
        "A create stores a relative issued expiry as one with the badge.",
        "POST-092 POST-089",
        "CREATE-ECHO-ISSUED-RELATIVE",
        _issued(
            "create",
            _relative_only(
                always(
                    {
                        "expiryType": "ABSOLUTE",
                        "type": "WITH_BADGE_META",
                        "expiresOn": None,
                        "expireWithBadgeMeta": True,
                    }
                )
            ),
        ),
    ),
    should(
        "create-refuses-endless-issued-expiry",
        "A create refuses NEVER in the issued expiry.",
        "POST-092 EXPL-060",
        "CREATE-ECHO-ISSUED-NEVER",
        refuses("create", "issuedBadgeExpiry.expiryType", lambda kind: kind == "NEVER"),
    ),
    should(
        "create-issued-expiry-loses-its-unit",
        "A create stores a relative issued expiry in days.",
        "POST-092 POST-089",
        "CREATE-ECHO-ISSUED-RELATIVE",
        misread("create", "issuedBadgeExpiry.relativeExpirytype", always("DAYS")),
    ),
    must(
        "create-completes-flag-wrongly",
        "A create completes a missing expireWithBadgeMeta with true for a fixed date.",
        "POST-090 POST-088",
        "CREATE-EXPIRY-FLAG-COMPLETED BADGE-META-EXPIRY-FIXED-DATE",
        shown("views.created", "earnedBadgeExpiry", _flag(lambda flag, kind: True)),
    ),
    must(
        "update-completes-no-flag",
        "An update leaves out expireWithBadgeMeta in its answer.",
        "PUT-100",
        "BADGE-META-EXPIRE-WITH-BADGE-META UPDATE-EXPIRY-FLAG-COMPLETED",
        shown("views.updated", "earnedBadgeExpiry", _flag(lambda flag, kind: DROP)),
    ),
    must(
        "create-completes-no-flag",
        "A create leaves out expireWithBadgeMeta in its answer.",
        "POST-088",
        "BADGE-META-EXPIRE-WITH-BADGE-META CREATE-EXPIRY-FLAG-COMPLETED",
        shown("views.created", "earnedBadgeExpiry", _flag(lambda flag, kind: DROP)),
    ),
    should(
        "create-fixed-date-needs-no-date",
        "A FIXED_DATE earned expiry without a date is accepted on create.",
        "POST-021 POST-090",
        "CREATE-FIXED-DATE-NEEDS-DATE",
        misread("create", "earnedBadgeExpiry", _dateless),
    ),
    must(
        "update-keeps-the-first-fixed-date",
        "An update from one fixed date of the earned expiry to another keeps the first.",
        "PUT-099 PUT-030",
        "UPDATE-ECHO-EARNED-FIXED-DATE",
        _first_date("earned_expiry"),
    ),
    must(
        "update-keeps-the-first-issued-date",
        "An update from one fixed date of the issued expiry to another keeps the first.",
        "PUT-101 PUT-030",
        "UPDATE-ECHO-ISSUED-EXPIRY",
        _first_date("issued_expiry"),
    ),
    should(
        "update-fixed-date-needs-no-date",
        "A FIXED_DATE earned expiry without a date is accepted on update.",
        "PUT-018",
        "UPDATE-FIXED-DATE-NEEDS-DATE",
        misread("update", "earnedBadgeExpiry", _dateless),
    ),
)

FAULTS: tuple[Fault, ...] = (*_both(), *_REST)
