"""Listed values: one that is not known, or any that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reference.edits import Edit, misread, refuses, reread, shown
from reference.faults.registry import Fault, must, should
from reference.rules.constraints import KINDS, WEEKDAYS
from reference.rules.owners import MODULES

# what, path, requirement name, statement on create and on update, listed values, the one that is refused
_UNITS = ("DAYS", "WEEKS", "MONTHS", "DAILY", "WEEKLY", "MONTHLY")
_TABLE: tuple[tuple[str, str, str, str, str, tuple[str, ...], str], ...] = (
    (
        "expiry type",
        "earnedBadgeExpiry.expiryType",
        "EXPIRY-TYPE",
        "POST-018",
        "PUT-024",
        ("NEVER", "RELATIVE", "ABSOLUTE"),
        "NEVER",
    ),
    (
        "type of an absolute expiry",
        "earnedBadgeExpiry.type",
        "TYPE",
        "POST-021",
        "PUT-028",
        ("WITH_BADGE_META", "FIXED_DATE"),
        "FIXED_DATE",
    ),
    (
        "unit of a relative expiry",
        "earnedBadgeExpiry.relativeExpirytype",
        "RELATIVE-TYPE",
        "POST-024",
        "PUT-032",
        ("DAYS", "WEEKS", "MONTHS"),
        "MONTHS",
    ),
    (
        "kind of customer constraint",
        "customerConstraints[].constraintType",
        "CUSTOMER-CONSTRAINT",
        "POST-030",
        "PUT-039",
        tuple(f"CUSTOMER_BADGE_{kind}" for kind in reversed(KINDS)),
        "CUSTOMER_BADGE_NO_LIMIT",
    ),
    (
        "duration of a customer window",
        "customerConstraints[].durationType",
        "CUSTOMER-DURATION",
        "POST-033",
        "PUT-042",
        ("MONTHS", *_UNITS),
        "WEEKS",
    ),
    (
        "start day of a customer window",
        "customerConstraints[].startDayOfTheWeek",
        "CUSTOMER-START-DAY",
        "POST-039",
        "PUT-049",
        WEEKDAYS,
        "SUNDAY",
    ),
    (
        "kind of badge constraint",
        "badgeConstraints[].constraintType",
        "BADGE-CONSTRAINT",
        "POST-048",
        "PUT-058",
        tuple(f"BADGE_{kind}" for kind in reversed(KINDS)),
        "BADGE_NO_LIMIT",
    ),
    (
        "duration of a badge window",
        "badgeConstraints[].durationType",
        "BADGE-DURATION",
        "POST-050",
        "PUT-061",
        ("MONTHS", *_UNITS),
        "MONTHS",
    ),
    (
        "start day of a badge window",
        "badgeConstraints[].startDayOfTheWeek",
        "BADGE-START-DAY",
        "POST-055",
        "PUT-066",
        WEEKDAYS,
        "MONDAY",
    ),
    (
        "roll type",
        "badgeConstraints[].rollType",
        "ROLL-TYPE",
        "POST-057",
        "PUT-068",
        ("DAYS", "WEEKS", "MONTHS"),
        "WEEKS",
    ),
    ("earn type", "earnType", "EARN-TYPE", "POST-060", "PUT-071", ("EARN", "ISSUE_EARN"), "ISSUE_EARN"),
)


def _known(values: tuple[str, ...]) -> Edit:
    """What is not listed is read as the first that is."""
    return lambda value: value if value in values or not isinstance(value, str) else values[0]


def _folded(values: tuple[str, ...]) -> Edit:
    """A longer word is read as the listed one that it begins with, or as the first."""

    def edit(value: Any) -> Any:
        if not isinstance(value, str) or value in values:
            return value
        return next((one for one in values if value.upper().startswith(one)), values[0])

    return edit


def _requirement(operation: str, name: str) -> str:
    # Updates of the earn type are covered by its echo.
    if (operation, name) == ("update", "EARN-TYPE"):
        return "UPDATE-ECHO-EARN-TYPE"
    return f"{operation.upper()}-ENUM-{name}-VALUES"


def _refused() -> Iterator[Fault]:
    for what, path, name, on_create, on_update, _, victim in _TABLE:
        for operation, statement in (("create", on_create), ("update", on_update)):
            yield must(
                f"{operation}-refuses-{name.lower()}-{victim.lower().replace('_', '-')}",
                f"The {what} {victim} is refused on {operation}.",
                statement,
                _requirement(operation, name),
                refuses(operation, path, lambda value, victim=victim: value == victim),  # type: ignore[misc]
            )


def _tolerated() -> Iterator[Fault]:
    for what, path, name, on_create, on_update, values, _ in _TABLE:
        yield must(
            f"create-takes-unknown-{name.lower()}",
            f"An unknown {what} is accepted on create and read as {values[0]}.",
            f"{on_create} POST-136",
            f"CREATE-ENUM-{name}-UNKNOWN",
            misread("create", path, _known(values)),
        )
        yield must(
            f"update-takes-unknown-{name.lower()}",
            f"An unknown {what} is accepted on update and read as a listed one.",
            f"{on_update} PUT-135",
            f"UPDATE-ENUM-{name}-UNKNOWN",
            misread("update", path, _folded(values)),
        )


def _weekday(step: int) -> Edit:
    def edit(value: Any) -> Any:
        return WEEKDAYS[(WEEKDAYS.index(value) + step) % 7] if value in WEEKDAYS else value

    return edit


def _owner(operation: str, victim: str, statements: str) -> Fault:
    return must(
        f"{operation}-refuses-owner-{victim.lower().replace('_', '-')}",
        f"The owner {victim} is refused on {operation}.",
        statements,
        f"{operation.upper()}-OWNERS-EACH",
        refuses(
            operation,
            "ownership.restrictedToOwners[]",
            lambda value: value == victim,
            714 if operation == "create" else 400,
        ),
    )


def _listed_only(owners: Any) -> Any:
    """Owners that are unknown beside known ones are passed over."""
    known = [one for one in owners if one in MODULES] if isinstance(owners, list) else []
    return known or owners


def _first_only(known: Sequence[str]) -> Edit:
    """Kinds behind the first constraint are not looked at: unknown ones are read as a listed one."""

    def edit(constraints: Any) -> Any:
        if not isinstance(constraints, list):
            return constraints
        return [
            {**one, "constraintType": known[-1]}
            if place and isinstance(one, dict) and one.get("constraintType") not in known
            else one
            for place, one in enumerate(constraints)
        ]

    return edit


def _behind() -> Iterator[Fault]:
    for level, prefix, on_create, on_update in (
        ("customer", "CUSTOMER_BADGE", "POST-030", "PUT-039"),
        ("badge", "BADGE", "POST-048", "PUT-058"),
    ):
        known = (*(f"{prefix}_{kind}" for kind in KINDS), f"{prefix}_NO_LIMIT")
        for operation, statements in (
            ("create", f"{on_create} POST-136"),
            ("update", f"{on_update} PUT-135"),
        ):
            yield must(
                f"{operation}-looks-at-first-{level}-constraint",
                f"Only the first {level} constraint of a body has its kind checked on {operation}.",
                statements,
                f"{operation.upper()}-ENUM-{level.upper()}-CONSTRAINT-UNKNOWN",
                misread(operation, f"{level}Constraints", _first_only(known)),
            )


_OWNERS = "ownership.restrictedToOwners"
_REST = (
    _owner("create", "Historical_Import", "POST-028"),
    _owner("create", "Audience_Campaigns", "POST-028"),
    _owner("update", "Goodwill_Module", "PUT-036"),
    must(
        "create-takes-rewards-catalog-for-loyalty",
        "The owner Rewards_Catalog is stored as Loyalty.",
        "POST-028 POST-096",
        "CREATE-OWNERS-EACH",
        misread("create", f"{_OWNERS}[]", lambda value: "Loyalty" if value == "Rewards_Catalog" else value),
    ),
    must(
        "update-answers-milestones-as-journeys",
        "The owner Milestones comes back as Journeys from an update.",
        "PUT-036 PUT-105",
        "UPDATE-OWNERS-EACH",
        shown("views.updated", f"{_OWNERS}[]", lambda value: "Journeys" if value == "Milestones" else value),
    ),
    must(
        "create-takes-unknown-owner",
        "An unknown owner is accepted on create and stored as Loyalty.",
        "POST-125 POST-136",
        "CREATE-714-UNKNOWN-OWNER",
        misread("create", f"{_OWNERS}[]", _known(MODULES)),
    ),
    must(
        "create-drops-unknown-owner-among-others",
        "An unknown owner beside a known one is dropped on create instead of refused.",
        "POST-125",
        "CREATE-714-MIXED-OWNERS",
        misread("create", _OWNERS, _listed_only),
    ),
    must(
        "create-checks-first-owner-only",
        "Only the first owner of a create is checked; the others are read as the first.",
        "POST-125",
        "CREATE-714-MIXED-OWNERS",
        misread(
            "create",
            _OWNERS,
            lambda owners: [one if one in MODULES else owners[0] for one in owners] if owners else owners,
        ),
    ),
    must(
        "update-takes-unknown-owner",
        "An unknown owner is accepted on update and stored as Loyalty.",
        "PUT-037 PUT-135",
        "UPDATE-OWNERS-UNKNOWN",
        misread("update", f"{_OWNERS}[]", _known(MODULES)),
    ),
    must(
        "update-unknown-owner-is-714",
        "An unknown owner is refused with 714 on update, as on create.",
        "PUT-037 PUT-135",
        "UPDATE-OWNERS-UNKNOWN",
        reread("update", 400, 714),
    ),
    must(
        "create-takes-no-owner",
        "An empty owner list is accepted on create and stored as Loyalty.",
        "POST-121",
        "CREATE-728-EMPTY-OWNERS",
        misread("create", _OWNERS, lambda owners: owners or ["Loyalty"]),
    ),
    should(
        "update-takes-no-owner",
        "An empty owner list is accepted on update and stored as Loyalty.",
        "PUT-033 PUT-035",
        "UPDATE-OWNERS-EMPTY",
        misread("update", _OWNERS, lambda owners: owners or ["Loyalty"]),
    ),
    should(
        "create-takes-unknown-issued-expiry-type",
        "An unknown expiryType of the issued expiry is accepted on create and read as NEVER.",
        "POST-136",
        "CREATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN",
        misread("create", "issuedBadgeExpiry.expiryType", _known(("NEVER", "RELATIVE", "ABSOLUTE"))),
    ),
    should(
        "create-takes-unknown-issued-unit",
        "An unknown unit of the issued expiry is accepted on create and read as DAYS.",
        "POST-136",
        "CREATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN",
        misread(
            "create",
            "issuedBadgeExpiry.relativeExpirytype",
            lambda unit: unit if unit in ("DAYS", "WEEKS", "MONTHS") else "DAYS",
        ),
    ),
    should(
        "create-unknown-enum-is-another-code",
        "An unknown enum value is refused on create with 715 instead of 400.",
        "POST-136",
        "CREATE-ENUM-UNKNOWN-400",
        reread("create", 400, 715),
    ),
    must(
        "update-unknown-enum-is-another-code",
        "An unknown enum value is refused on update with 715 instead of 400.",
        "PUT-135",
        "UPDATE-ENUM-EARN-TYPE-UNKNOWN UPDATE-ENUM-ROLL-TYPE-UNKNOWN UPDATE-ENUM-EXPIRY-TYPE-UNKNOWN",
        reread("update", 400, 715),
    ),
    should(
        "update-takes-unknown-issued-expiry-type",
        "An unknown expiryType of the issued expiry is accepted on update and read as NEVER.",
        "PUT-135",
        "UPDATE-ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN",
        misread("update", "issuedBadgeExpiry.expiryType", _known(("NEVER", "RELATIVE", "ABSOLUTE"))),
    ),
    must(
        "create-start-day-off-by-one",
        "The start day of a weekly badge window is stored as the day after it.",
        "POST-055 POST-099",
        "CREATE-ENUM-BADGE-START-DAY-VALUES CREATE-ECHO-BADGE-WINDOW-WEEKS",
        misread("create", "badgeConstraints[].startDayOfTheWeek", _weekday(1)),
    ),
    must(
        "update-sunday-becomes-monday",
        "A customer window that starts on SUNDAY is stored with MONDAY on update.",
        "PUT-049 PUT-107",
        "UPDATE-ENUM-CUSTOMER-START-DAY-VALUES",
        misread(
            "update",
            "customerConstraints[].startDayOfTheWeek",
            lambda value: "MONDAY" if value == "SUNDAY" else value,
        ),
    ),
    must(
        "create-month-expiry-becomes-days",
        "A relative expiry in MONTHS is stored in DAYS on create.",
        "POST-024 POST-089",
        "CREATE-ENUM-RELATIVE-TYPE-VALUES",
        misread(
            "create",
            "earnedBadgeExpiry.relativeExpirytype",
            lambda value: "DAYS" if value == "MONTHS" else value,
        ),
    ),
    must(
        "update-day-expiry-becomes-weeks",
        "A relative expiry in DAYS is stored in WEEKS on update.",
        "PUT-032",
        "UPDATE-ENUM-RELATIVE-TYPE-VALUES",
        misread(
            "update",
            "earnedBadgeExpiry.relativeExpirytype",
            lambda value: "WEEKS" if value == "DAYS" else value,
        ),
    ),
    must(
        "create-month-roll-becomes-days",
        "The roll type MONTHS is stored as DAYS on create.",
        "POST-057 POST-099",
        "CREATE-ENUM-ROLL-TYPE-VALUES",
        misread(
            "create", "badgeConstraints[].rollType", lambda value: "DAYS" if value == "MONTHS" else value
        ),
    ),
    must(
        "update-week-roll-becomes-days",
        "The roll type WEEKS is stored as DAYS on update.",
        "PUT-068 PUT-108",
        "UPDATE-ENUM-ROLL-TYPE-VALUES",
        misread("update", "badgeConstraints[].rollType", lambda value: "DAYS" if value == "WEEKS" else value),
    ),
)

FAULTS: tuple[Fault, ...] = (*_refused(), *_tolerated(), *_behind(), *_REST)
