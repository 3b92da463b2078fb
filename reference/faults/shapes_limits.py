"""Expiries and constraints of the wrong shape in write answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import DROP, Edit, always, chain, drop, milliseconds, shown
from reference.faults.registry import Fault, must, should

_WRITES, _CREATED = "views.written_badge", "views.created"


def _by_kind(array: Any) -> dict[str, Any]:
    return {each["constraintType"]: each for each in array}


def _of_kind(kind: str, edit: Edit) -> Edit:
    return lambda one: edit(one) if kind in one["constraintType"] else one


def _member(name: str, edit: Edit) -> Edit:
    """A member of an object, edited."""

    def change(one: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in one.items() if key != name}
        value = edit(one.get(name))
        return kept if value is DROP else {**kept, name: value}

    return change


def _expiry(what: str, edit: Edit) -> Edit:
    """An expiry of a type or of a method, edited."""
    return lambda expiry: edit(expiry) if what in (expiry.get("expiryType"), expiry.get("type")) else expiry


# slug, sentence, view, ((path, edit), …), statements, requirements
_Row = tuple[str, str, str, tuple[tuple[str, Edit], ...], str, str]
_ROWS: tuple[_Row, ...] = (
    (
        "create-answers-no-earned-expiry",
        "A create answers no earned expiry.",
        _CREATED,
        (("earnedBadgeExpiry", drop),),
        "POST-085",
        "BADGE-META-EARNED-EXPIRY CREATE-ECHO-EARNED-RELATIVE",
    ),
    (
        "writes-show-issued-expiry-as-text",
        "Writes answer the issued expiry as the text of its type.",
        _WRITES,
        (("issuedBadgeExpiry", lambda expiry: expiry["expiryType"]),),
        "POST-092 PUT-101",
        "BADGE-META-ISSUED-EXPIRY",
    ),
    (
        "writes-show-expiry-type-in-lower-case",
        "Writes answer expiryType in lower case.",
        _WRITES,
        (("earnedBadgeExpiry.expiryType", str.lower),),
        "POST-086 PUT-097",
        "BADGE-META-EXPIRY-TYPE",
    ),
    (
        "writes-show-expiry-without-method",
        "Writes answer an ABSOLUTE expiry without its type.",
        _WRITES,
        (("earnedBadgeExpiry.type", drop),),
        "POST-087 PUT-098",
        "BADGE-META-EXPIRY-METHOD",
    ),
    (
        "writes-show-expiry-date-as-text",
        "Writes answer the date of an expiry as a text.",
        _WRITES,
        (("earnedBadgeExpiry.expiresOn", str), ("issuedBadgeExpiry.expiresOn", str)),
        "POST-090 PUT-099",
        "BADGE-META-EXPIRY-DATE BADGE-META-EXPIRY-FIXED-DATE",
    ),
    (
        "writes-show-relative-expiry-without-value",
        "Writes answer a RELATIVE expiry without its value.",
        _WRITES,
        (("earnedBadgeExpiry.value", drop),),
        "POST-089",
        "BADGE-META-EXPIRY-RELATIVE",
    ),
    (
        "writes-show-constraints-by-type",
        "Writes answer constraints as objects keyed by type.",
        _WRITES,
        (("customerConstraints", _by_kind), ("badgeConstraints", _by_kind)),
        "POST-098 POST-099 PUT-107 PUT-108",
        "BADGE-META-CUSTOMER-CONSTRAINTS BADGE-META-BADGE-CONSTRAINTS",
    ),
    (
        "create-answers-null-constraints",
        "A badge created without constraints comes back with null in place of the arrays.",
        _CREATED,
        (("customerConstraints", lambda old: old or None), ("badgeConstraints", lambda old: old or None)),
        "POST-098 POST-099",
        "BADGE-META-CUSTOMER-CONSTRAINTS BADGE-META-BADGE-CONSTRAINTS",
    ),
    (
        "writes-show-constraint-types-as-read",
        "Writes answer constraint types in the words of the detail.",
        _WRITES,
        (
            ("customerConstraints[].constraintType", lambda kind: kind.removeprefix("CUSTOMER_BADGE_")),
            ("badgeConstraints[].constraintType", lambda kind: kind.removeprefix("BADGE_")),
        ),
        "POST-098 POST-099 PUT-107 PUT-108",
        "BADGE-META-CUSTOMER-CONSTRAINT-TYPE BADGE-META-BADGE-CONSTRAINT-TYPE",
    ),
    (
        "writes-show-customer-rolling-limits-as-texts",
        "Writes answer the numbers of a customer rolling window as texts.",
        _WRITES,
        (("customerConstraints[].maxEarnForDays", str), ("customerConstraints[].rollForMonths", str)),
        "POST-098 PUT-107",
        "BADGE-META-CUSTOMER-ROLLING-WINDOW",
    ),
    (
        "writes-show-rolling-window-without-type",
        "Writes answer a rolling window of the badge without its roll type.",
        _WRITES,
        (("badgeConstraints[].rollType", drop),),
        "POST-099 PUT-108",
        "BADGE-META-BADGE-ROLLING-WINDOW",
    ),
    (
        "writes-show-fixed-value-as-text",
        "Writes answer the limit of a fixed value as a text.",
        _WRITES,
        (
            ("customerConstraints[]", _of_kind("FIXED_VALUE", _member("maxEarnLimit", str))),
            ("badgeConstraints[]", _of_kind("FIXED_VALUE", _member("maxEarnLimit", str))),
        ),
        "POST-098 POST-099 PUT-107 PUT-108",
        "BADGE-META-FIXED-VALUE",
    ),
    (
        "writes-show-window-without-dates",
        "Writes answer a fixed window without state, start and end.",
        _WRITES,
        tuple(
            (f"{array}[].{name}", drop)
            for array in ("customerConstraints", "badgeConstraints")
            for name in ("cycleStatus", "startDate", "endDate")
        ),
        "POST-100 PUT-109",
        "BADGE-META-FIXED-WINDOW",
    ),
    (
        "writes-show-window-in-milliseconds",
        "Writes answer the dates of fixed windows in milliseconds.",
        _WRITES,
        tuple(
            (f"{array}[].{name}", milliseconds)
            for array in ("customerConstraints", "badgeConstraints")
            for name in ("startDate", "endDate")
        ),
        "CMN-022 POST-100 PUT-109",
        "COMMON-TIMESTAMP-SECONDS",
    ),
    (
        "writes-show-start-day-as-number",
        "Writes answer the start day of a week as its number.",
        _WRITES,
        (
            ("customerConstraints[].startDayOfTheWeek", always(1)),
            ("badgeConstraints[].startDayOfTheWeek", always(1)),
        ),
        "POST-100 POST-098 POST-099 PUT-109",
        "BADGE-META-FIXED-WINDOW",
    ),
)


def _rows() -> Iterator[Fault]:
    for slug, sentence, view, edits, statements, requirements in _ROWS:
        changes = (shown(view, path, edit) for path, edit in edits)
        yield must(slug, sentence, statements, requirements, chain(*changes))


FAULTS: tuple[Fault, ...] = (
    *_rows(),
    should(
        "writes-show-never-with-a-unit",
        "Writes answer an expiry that is NEVER with a unit.",
        "PUT-032 POST-024",
        "BADGE-META-EXPIRY-NEVER",
        shown(
            _WRITES, "earnedBadgeExpiry", _expiry("NEVER", _member("relativeExpirytype", always("MONTHS")))
        ),
    ),
)
