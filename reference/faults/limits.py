# ruff: noqa: ARG005
"""Constraints: what writes keep of them, member by member, in one array or the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Change, Edit, misread, shown, stored
from reference.faults.registry import Fault, must
from reference.model import JsonObject

ARRAYS = {"customer": "customerConstraints", "badge": "badgeConstraints"}


def _of_kind(kind: str, edit: Edit, unit: str | None = None) -> Edit:
    """Edit the constraints of a kind, and of a unit when one is given."""

    def change(one: Any) -> Any:
        if not isinstance(one, dict) or kind not in str(one.get("constraintType")):
            return one
        return one if unit not in (None, one.get("durationType")) else edit(one)

    return change


def _with(**members: Any) -> Edit:
    return lambda one: {**one, **members}


def _without(*names: str) -> Edit:
    return lambda one: {name: value for name, value in one.items() if name not in names}


def _more(one: JsonObject) -> JsonObject:
    return {**one, "maxEarnLimit": one["maxEarnLimit"] + 1}


def _swapped(first: str, second: str) -> Edit:
    return lambda one: {**one, first: one.get(second), second: one.get(first)}


def _on_sunday(one: Any) -> Any:
    """What no start day is sent for begins on Sunday; only weeks keep it."""
    return {"startDayOfTheWeek": "SUNDAY", **one} if isinstance(one, dict) else one


# slug, sentence, level, statements and requirements on create and on update, edit of one constraint
_Row = tuple[str, str, str, str, str, str, str, Edit]
_MEMBERS: tuple[_Row, ...] = (
    (
        "raises-customer-value",
        "stores the limit of a customer fixed value one too high",
        "customer",
        "POST-098 POST-030 XEP-008",
        "CREATE-ECHO-CUSTOMER-FIXED-VALUE",
        "PUT-107 PUT-039",
        "UPDATE-ECHO-CUSTOMER-FIXED-VALUE",
        _of_kind("FIXED_VALUE", _more),
    ),
    (
        "makes-customer-windows-daily",
        "stores every customer window of days with a refresh rate of 1",
        "customer",
        "POST-098 POST-038 XEP-008",
        "CREATE-ECHO-CUSTOMER-WINDOW-DAYS",
        "PUT-107 PUT-048",
        "UPDATE-ECHO-CUSTOMER-WINDOW-DAYS",
        _of_kind("FIXED_WINDOW", _with(refreshRate=1), "DAYS"),
    ),
    (
        "starts-customer-weeks-on-monday",
        "stores every customer window of weeks with MONDAY",
        "customer",
        "POST-098 POST-039",
        "CREATE-ECHO-CUSTOMER-WINDOW-WEEKS CREATE-ENUM-CUSTOMER-START-DAY-VALUES",
        "PUT-107 PUT-049",
        "UPDATE-ECHO-CUSTOMER-WINDOW-WEEKS UPDATE-ENUM-CUSTOMER-START-DAY-VALUES",
        _of_kind("FIXED_WINDOW", _with(startDayOfTheWeek="MONDAY"), "WEEKS"),
    ),
    (
        "turns-customer-months-into-weeks",
        "stores a customer window of months as one of weeks",
        "customer",
        "POST-098 POST-033 XEP-008",
        "CREATE-ECHO-CUSTOMER-WINDOW-MONTHS CREATE-ENUM-CUSTOMER-DURATION-VALUES",
        "PUT-107 PUT-042",
        "UPDATE-ECHO-CUSTOMER-WINDOW-MONTHS UPDATE-ENUM-CUSTOMER-DURATION-VALUES",
        _of_kind("FIXED_WINDOW", _with(durationType="WEEKS"), "MONTHS"),
    ),
    (
        "loses-customer-rolling-months",
        "does not store the months of a customer rolling window",
        "customer",
        "POST-098 POST-045 POST-046",
        "CREATE-ECHO-CUSTOMER-ROLLING",
        "PUT-107 PUT-055 PUT-056",
        "UPDATE-ECHO-CUSTOMER-ROLLING",
        _of_kind("ROLLING_WINDOW", _without("maxEarnForMonths", "rollForMonths")),
    ),
    (
        "swaps-customer-rolling-days",
        "stores limit and length of the days of a customer rolling window swapped",
        "customer",
        "POST-098 POST-041 POST-042",
        "CREATE-ECHO-CUSTOMER-ROLLING",
        "PUT-107 PUT-051 PUT-052",
        "UPDATE-ECHO-CUSTOMER-ROLLING",
        _of_kind("ROLLING_WINDOW", _swapped("maxEarnForDays", "rollForDays")),
    ),
    (
        "swaps-customer-rolling-weeks-and-months",
        "stores the weeks of a customer rolling window as its months and the months as its weeks",
        "customer",
        "POST-098 POST-043 POST-045",
        "CREATE-ECHO-CUSTOMER-ROLLING",
        "PUT-107 PUT-053 PUT-055",
        "UPDATE-ECHO-CUSTOMER-ROLLING",
        _of_kind("ROLLING_WINDOW", _swapped("maxEarnForWeeks", "maxEarnForMonths")),
    ),
    (
        "raises-badge-value",
        "stores the limit of a badge fixed value one too high",
        "badge",
        "POST-099 POST-059 XEP-008",
        "CREATE-ECHO-BADGE-FIXED-VALUE",
        "PUT-108 PUT-070",
        "UPDATE-ECHO-BADGE-FIXED-VALUE",
        _of_kind("FIXED_VALUE", _more),
    ),
    (
        "swaps-limit-and-rate-of-badge-windows",
        "stores limit and refresh rate of a badge window of days swapped",
        "badge",
        "POST-099 POST-054 POST-056 XEP-008",
        "CREATE-ECHO-BADGE-WINDOW-DAYS",
        "PUT-108 PUT-065 PUT-067",
        "UPDATE-ECHO-BADGE-WINDOW-DAYS",
        _of_kind("FIXED_WINDOW", _swapped("maxEarnLimit", "refreshRate"), "DAYS"),
    ),
    (
        "starts-badge-weeks-on-monday",
        "stores every badge window of weeks with MONDAY",
        "badge",
        "POST-099 POST-055",
        "CREATE-ECHO-BADGE-WINDOW-WEEKS CREATE-ENUM-BADGE-START-DAY-VALUES",
        "PUT-108 PUT-066",
        "UPDATE-ECHO-BADGE-WINDOW-WEEKS UPDATE-ENUM-BADGE-START-DAY-VALUES",
        _of_kind("FIXED_WINDOW", _with(startDayOfTheWeek="MONDAY"), "WEEKS"),
    ),
    (
        "raises-limit-of-badge-months",
        "stores the limit of a badge window of months one too high",
        "badge",
        "POST-099 POST-056 XEP-008",
        "CREATE-ECHO-BADGE-WINDOW-MONTHS",
        "PUT-108 PUT-067",
        "UPDATE-ECHO-BADGE-WINDOW-MONTHS",
        _of_kind("FIXED_WINDOW", _more, "MONTHS"),
    ),
    (
        "rolls-badges-over-one-unit",
        "stores every badge rolling window with a roll value of 1",
        "badge",
        "POST-099 POST-058",
        "CREATE-ECHO-BADGE-ROLLING",
        "PUT-108 PUT-069",
        "UPDATE-ECHO-BADGE-ROLLING",
        _of_kind("ROLLING_WINDOW", _with(rollValue=1)),
    ),
    (
        "rolls-badges-over-days",
        "stores every badge rolling window with the roll type DAYS",
        "badge",
        "POST-099 POST-057",
        "CREATE-ECHO-BADGE-ROLLING CREATE-ENUM-ROLL-TYPE-VALUES",
        "PUT-108 PUT-068",
        "UPDATE-ECHO-BADGE-ROLLING UPDATE-ENUM-ROLL-TYPE-VALUES",
        _of_kind("ROLLING_WINDOW", _with(rollType="DAYS")),
    ),
)


def _members() -> Iterator[Fault]:
    for slug, sentence, level, on_create, of_create, on_update, of_update, edit in _MEMBERS:
        path = f"{ARRAYS[level]}[]"
        yield must(
            f"create-{slug}", f"A create {sentence}.", on_create, of_create, misread("create", path, edit)
        )
        yield must(
            f"update-{slug}", f"An update {sentence}.", on_update, of_update, misread("update", path, edit)
        )


def _by_type(array: Any) -> Any:
    """Constraints kept in a map by their type: of several of one type the last stays."""
    return list({each.get("constraintType"): each for each in array if each}.values())


def _answered(operation: str, level: str, edit: Edit) -> Change:
    return shown(f"views.{operation}d", ARRAYS[level], edit)


_REST = (
    must(
        "create-keeps-last-customer-constraint",
        "A create keeps only the last customer constraint.",
        "POST-098 POST-070",
        "CREATE-ECHO-CUSTOMER-COMBINED",
        misread("create", "customerConstraints", lambda array: array[-1:]),
    ),
    must(
        "create-keys-badge-constraints-by-type",
        "Of several badge constraints of one type a create keeps the last.",
        "POST-099 POST-071",
        "CREATE-ECHO-BADGE-COMBINED",
        misread("create", "badgeConstraints", _by_type),
    ),
    must(
        "create-caps-refresh-rates",
        "A create stores windows of more than nine days as windows of nine.",
        "POST-038 POST-054 POST-098 POST-099",
        "CREATE-ECHO-BADGE-WINDOW-DAYS CREATE-ECHO-CUSTOMER-WINDOW-DAYS",
        misread("create", "customerConstraints[].refreshRate", lambda days: min(days, 9)),
        misread("create", "badgeConstraints[].refreshRate", lambda days: min(days, 9)),
    ),
    must(
        "update-keys-badge-constraints-by-type",
        "Of several badge constraints of one type an update keeps the last.",
        "PUT-108 PUT-085",
        "UPDATE-ECHO-BADGE-COMBINED",
        misread("update", "badgeConstraints", _by_type),
    ),
    must(
        "create-drops-constraints-of-issue-earn",
        "A create does not store the badge constraints of an ISSUE_EARN badge.",
        "POST-047 POST-099",
        "CREATE-ISSUE-EARN-CONSTRAINTS",
        stored(
            "create",
            lambda badge, before: {
                "badge_constraints": [] if badge.earn_type == "ISSUE_EARN" else badge.badge_constraints
            },
        ),
    ),
    must(
        "create-drops-customer-constraints-of-earn",
        "A create does not store the customer constraints of an EARN badge.",
        "POST-029 POST-098",
        "CREATE-EARN-CONSTRAINTS",
        stored(
            "create",
            lambda badge, before: {
                "customer_constraints": [] if badge.earn_type == "EARN" else badge.customer_constraints
            },
        ),
    ),
    must(
        "update-drops-constraints-of-issue-earn",
        "An update does not store the customer constraints of an ISSUE_EARN badge.",
        "PUT-038 PUT-107",
        "UPDATE-ISSUE-EARN-CONSTRAINTS",
        stored(
            "update",
            lambda badge, before: {
                "customer_constraints": [] if badge.earn_type == "ISSUE_EARN" else badge.customer_constraints
            },
        ),
    ),
    must(
        "create-answers-one-badge-constraint",
        "A create answers only the first badge constraint, though all are stored.",
        "POST-099 POST-071",
        "CREATE-ECHO-BADGE-COMBINED",
        _answered("create", "badge", lambda array: array[:1]),
    ),
    must(
        "update-answers-no-customer-constraints",
        "An update answers no customer constraints, though they are stored.",
        "PUT-107",
        "UPDATE-ECHO-CUSTOMER-FIXED-VALUE UPDATE-ECHO-CUSTOMER-WINDOW-DAYS UPDATE-ECHO-CUSTOMER-ROLLING",
        _answered("update", "customer", lambda array: []),
    ),
    must(
        "create-weeks-begin-on-sunday",
        "A weekly customer window without a start day is stored with SUNDAY on create.",
        "POST-036",
        "CREATE-CUSTOMER-WEEKS-START-DAY",
        misread(
            "create",
            "customerConstraints[]",
            _on_sunday,
        ),
    ),
    must(
        "create-badge-weeks-begin-on-sunday",
        "A weekly badge window without a start day is stored with SUNDAY on create.",
        "POST-052",
        "CREATE-BADGE-WEEKS-START-DAY",
        misread(
            "create",
            "badgeConstraints[]",
            _on_sunday,
        ),
    ),
    must(
        "update-weeks-begin-on-sunday",
        "A weekly customer window without a start day is stored with SUNDAY on update.",
        "PUT-045 PUT-046",
        "UPDATE-CUSTOMER-WEEKS-START-DAY",
        misread(
            "update",
            "customerConstraints[]",
            _on_sunday,
        ),
    ),
    must(
        "update-badge-weeks-begin-on-sunday",
        "A weekly badge window without a start day is stored with SUNDAY on update.",
        "PUT-063",
        "UPDATE-BADGE-WEEKS-START-DAY",
        misread(
            "update",
            "badgeConstraints[]",
            _on_sunday,
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_members(), *_REST)
