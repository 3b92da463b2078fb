# ruff: noqa: ARG001, ARG005
"""Other ways to read a body: stricter, more lenient, or with another code where none is documented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reference.dialects.dialect import Dialect
from reference.edits import (
    Change,
    chain,
    checks_also,
    demands,
    judged,
    misread,
    noted,
    operation_of,
    reading,
    recoded,
    refuses,
    refuses_bodies,
    reread,
    shown,
    silent,
    stored,
)
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.constraints import WEEKDAYS, kind_of
from reference.rules.dates import EXPIRED, LIVE
from reference.rules.fields import CREATE, UPDATE
from reference.rules.problems import (
    EXPIRY_IS_PAST,
    ID_MISSING,
    INTERNAL,
    INVALID,
    KIND_FROZEN,
    NO_OWNER,
    START_NOT_BEFORE_END,
    Problem,
    problem,
)

_OWNERS = "ownership.restrictedToOwners"
_LIMITS = ("customerConstraints", "badgeConstraints")


def _strict_members(operation: str, body: JsonObject) -> bool:
    """Whether a body has a member that no page names."""
    shown_back = {"orgId", "status", "createdOn", "createdBy", "lastUpdatedOn", "lastUpdatedBy"}
    twins = {"createdOnISO", "lastUpdatedOnISO", "startOnISO", "expiresOnISO", "issuedCount", "earnedCount"}
    table = CREATE if operation == "create" else UPDATE
    known = {name for field in table for name in (field.name, *field.also)} | shown_back | twins | {"id"}
    return bool(set(body) - known)


def _constraints(body: JsonObject) -> list[JsonObject]:
    return [each for array in _LIMITS for each in body.get(array) or [] if isinstance(each, dict)]


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
    return chain(*(misread("write", f"{array}[].{member}", edit) for array in _LIMITS))


def _shown_limits(edit: Callable[[Any], Any], member: str) -> Change:
    """A member of every constraint is shown otherwise, in writes and in the detail."""
    writes = (shown("views.written_badge", f"{array}[].{member}", edit) for array in _LIMITS)
    return chain(*writes, *(shown("views.detail", f"{array}[].{member}", edit) for array in _LIMITS))


_TABLE_WORDS = {"DAYS": "DAILY", "WEEKS": "WEEKLY", "MONTHS": "MONTHLY"}


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


def _merging(policy: Policy) -> Policy:
    """An update keeps what its body leaves out."""
    names = {
        "description": "description",
        "issuedBadgeExpiry": "issued_expiry",
        "customerConstraints": "customer_constraints",
        "badgeConstraints": "badge_constraints",
        "images": "images",
        "tags": "tags",
        "customFields": "custom_fields",
        "badgeGroupId": "group_id",
        "badgeRank": "rank",
        "active": "active",
    }
    missing: list[str] = []

    def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
        missing[:] = [attribute for name, attribute in names.items() if name not in draft]
        return []

    def change(badge: Badge, before: Badge | None) -> Mapping[str, Any]:
        return {attribute: getattr(before, attribute) for attribute in missing}

    return chain(judged("update", note), stored("update", change))(policy)


def _inactive_names_are_free(policy: Policy) -> Policy:
    """The name of a badge that is inactive can be used for a new one."""
    known: dict[str, Badge] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        known[badge.id] = badge

    def spared(case: Case) -> bool:
        holder = known.get(case.name_holder or "")
        if holder is None:
            return False
        # A name that was free and was given away is held by several, of whom none may be active.
        return not any(badge.active for badge in known.values() if badge.name == holder.name)

    return chain(
        noted(note),
        silent("checks.create.name_taken", spared),
        lambda own: own.put("names.unique_index", False),
    )(policy)


def _dated_never(view: str) -> Change:
    """NEVER with the date that it stands for (004:L35)."""

    def wrapper(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoken(*arguments: Any) -> JsonObject:
            answer = original(*arguments)
            expiry = answer["earnedBadgeExpiry"]
            if expiry["expiryType"] != "NEVER":
                return answer
            date = answer["createdOn"] + 36_525 * DAY
            return {**answer, "earnedBadgeExpiry": {**expiry, "expiresOn": date}}

        return spoken

    return lambda policy: policy.wrap(f"views.{view}", wrapper)


def _edits_within_kind(case: Case) -> Problem | None:
    """Once live, a constraint changes its kind where that is allowed, and nothing else."""
    if case.badge is None or case.status != LIVE:
        return None
    pairs = (
        (case.badge.customer_constraints, case.draft.get("customerConstraints", [])),
        (case.badge.badge_constraints, case.draft.get("badgeConstraints", [])),
    )
    for before, after in pairs:
        kinds = sorted(map(kind_of, before)), sorted(map(kind_of, after))
        if len(before) != len(after) or (kinds[0] == kinds[1] and before != after):
            return problem(KIND_FROZEN)
    return None


def _earn_type_is_fixed(case: Case) -> Problem | None:
    earn_type = case.draft.get("earnType")
    changed = case.badge is not None and earn_type not in (None, case.badge.earn_type)
    return problem(INVALID) if changed else None


def _expired_is_final(case: Case) -> Problem | None:
    return problem(INVALID) if case.status == EXPIRED else None


def _past_end(case: Case) -> Problem | None:
    end = case.draft.get("expiresOn")
    return problem(EXPIRY_IS_PAST) if end is not None and end < case.now else None


def _only(first: str, second: str) -> Change:
    """When both checks of an update object, only the first says so."""

    def quiet(policy: Policy) -> Policy:
        check = policy.point(f"checks.update.{first}")
        return silent(f"checks.update.{second}", lambda case: check(case) is not None)(policy)

    return quiet


def _one_at_a_time(policy: Policy) -> Policy:
    return policy.wrap("views.refusal", lambda original: lambda problems: original(list(problems)[:1]))


def _issued_for_issue_only(badge: Badge, before: Badge | None) -> Mapping[str, Any]:
    return {"issued_expiry": badge.issued_expiry if badge.earn_type == "ISSUE_EARN" else None}


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
                for array in _LIMITS
            ),
            *(
                refuses("write", f"{array}[].durationType", lambda unit: unit in _TABLE_WORDS.values())
                for array in _LIMITS
            ),
        ),
    ),
    Dialect(
        "table-words",
        "Windows are shown in the words of the table: DAILY, WEEKLY, MONTHLY.",
        _shown_limits(lambda unit: _TABLE_WORDS.get(unit, unit), "durationType"),
    ),
    Dialect(
        "days-from-one",
        "A start day sent as a number counts from 1.",
        _each_limit(_from_one, "startDayOfTheWeek"),
    ),
    Dialect(
        "reference-of-its-own",
        "References of fixed windows follow another rule.",
        lambda policy: policy.wrap(
            "windows.reference_id",
            lambda original: (
                lambda constraint: f"ref-{original(constraint)}-{constraint.get('maxEarnLimit')}"
            ),
        ),
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
                    for name in ("earnedBadgeExpiry", "issuedBadgeExpiry")
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
        "codes-of-its-own",
        "Where no code is documented the server has its own.",
        chain(
            recoded("checks.update.name_taken", INVALID),
            recoded("checks.update.unknown_badge", ID_MISSING),
            recoded("checks.update.claimed_owner_removed", INVALID),
            recoded("checks.update.ancient_start", START_NOT_BEFORE_END),
            recoded("checks.create.ancient_start", INVALID),
            recoded("checks.create.reversed_dates", INVALID),
            reread("update", ID_MISSING, INVALID),
            reread("update", NO_OWNER, INVALID),
        ),
    ),
    Dialect("one-error", "A refusal names one problem only.", _one_at_a_time),
    Dialect(
        "720-before-724",
        "An end that is past and before the start is 720.",
        _only("reversed_dates", "past_expiry"),
    ),
    Dialect(
        "724-before-720",
        "An end that is past and before the start is 724.",
        _only("past_expiry", "reversed_dates"),
    ),
    Dialect(
        "expired-start-400",
        "A moved start of an EXPIRED badge is refused with 400.",
        lambda policy: checks_also(
            "update",
            "expired_start",
            lambda case: (
                problem(INVALID)
                if case.badge is not None
                and case.status == EXPIRED
                and case.policy.dates.is_moved(
                    case.badge.start_on, case.draft.get("startOn", case.badge.start_on)
                )
                else None
            ),
        )(policy.put("dates.start_frozen_in", frozenset({LIVE}))),
    ),
    Dialect(
        "expired-is-final",
        "A badge past its end cannot be updated at all.",
        checks_also("update", "expired", _expired_is_final),
    ),
    Dialect("merging", "An update keeps what its body leaves out.", _merging),
    Dialect(
        "custom-fields-merged",
        "The custom fields of an update are added to those of the badge, name by name.",
        stored(
            "update",
            lambda badge, before: (
                {"custom_fields": {**before.custom_fields, **badge.custom_fields}} if before else {}
            ),
        ),
    ),
    Dialect(
        "custom-fields-unknown-refused",
        "Custom fields that the organisation has not set up are refused.",
        refuses_bodies("write", lambda body: bool(body.get("customFields"))),
    ),
    Dialect(
        "earn-type-is-fixed",
        "The earn type of a badge cannot change.",
        checks_also("update", "earn_type", _earn_type_is_fixed),
    ),
    Dialect(
        "earn-type-is-kept",
        "Another earn type in an update is passed over.",
        stored("update", lambda badge, before: {"earn_type": before.earn_type} if before else {}),
    ),
    Dialect(
        "live-limits-are-fixed",
        "Once live, constraints change their kind where that is allowed, and nothing else.",
        checks_also("update", "within_kind", _edits_within_kind),
    ),
    Dialect(
        "names-of-inactive-are-free",
        "The name of an inactive badge can be used again.",
        _inactive_names_are_free,
    ),
    Dialect(
        "issued-expiry-of-issue-earn",
        "An EARN badge has no issued expiry, whatever the body says.",
        stored("write", _issued_for_issue_only),
    ),
    Dialect(
        "names-trimmed",
        "Blanks around a name are dropped.",
        misread("write", "name", lambda name: name.strip()),
    ),
    Dialect(
        "never-has-a-date",
        "An expiry that is NEVER has a date a hundred years after the creation.",
        chain(*(_dated_never(view) for view in ("created", "updated"))),
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
        "window-ends-with-badge",
        "The fixed window of an ISSUE_EARN badge ends with the badge.",
        lambda policy: policy.put("windows.end", lambda badge: badge.expires_on),
    ),
    Dialect(
        "till-signs",
        "The till of the body, where it names one, is the creator.",
        stored("create", lambda badge, before: {"created_by": badge.till_id or badge.created_by}),
    ),
    Dialect(
        "unknown-group-dropped",
        "A group that does not exist is passed over.",
        misread("write", "badgeGroupId", lambda group: group if len(str(group)) == 24 else None),
    ),
)
