# ruff: noqa: ARG001, ARG005
"""Other outcomes of a write: what it answers, what it stores, and what may still change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reference.dialects.dialect import LIMITS, Dialect
from reference.edits import (
    Change,
    chain,
    checks_also,
    judged,
    noted,
    recoded,
    reread,
    shown,
    silent,
    stored,
)
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.constraints import kind_of
from reference.rules.dates import EXPIRED, LIVE
from reference.rules.problems import (
    ID_MISSING,
    INVALID,
    KIND_FROZEN,
    NO_OWNER,
    START_NOT_BEFORE_END,
    Problem,
    problem,
)


def _shown_limits(edit: Callable[[Any], Any], member: str) -> Change:
    """A member of every constraint is shown otherwise, in writes and in the detail."""
    writes = (shown("views.written_badge", f"{array}[].{member}", edit) for array in LIMITS)
    return chain(*writes, *(shown("views.detail", f"{array}[].{member}", edit) for array in LIMITS))


_TABLE_WORDS = {"DAYS": "DAILY", "WEEKS": "WEEKLY", "MONTHS": "MONTHLY"}


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


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "table-words",
        "Windows are shown in the words of the table: DAILY, WEEKLY, MONTHLY.",
        _shown_limits(lambda unit: _TABLE_WORDS.get(unit, unit), "durationType"),
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
        "never-has-a-date",
        "An expiry that is NEVER has a date a hundred years after the creation.",
        chain(*(_dated_never(view) for view in ("created", "updated"))),
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
)
