"""Rules of updates that hold for plain badges, and not for those of another kind or beside other changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reference.edits import Change, checks_also, noted, silent
from reference.faults.registry import Fault, must
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case, Check
from reference.rules.dates import EXPIRED, LIVE, UPCOMING
from reference.rules.problems import KIND_FROZEN, START_IS_PAST, Problem, problem

When = Callable[[Case], bool]

_ARRAYS = {"customerConstraints": "customer_constraints", "badgeConstraints": "badge_constraints"}


def _is_known(case: Case) -> bool:
    return case.badge is not None


def _before(case: Case) -> Badge:
    """The stored badge; checks of updates have one."""
    assert case.badge is not None
    return case.badge


def _limits_before(case: Case) -> list[JsonObject]:
    return [*_before(case).customer_constraints, *_before(case).badge_constraints]


def _limits_after(case: Case) -> list[JsonObject]:
    return [limit for array in _ARRAYS for limit in case.draft.get(array, ())]


def _to_issue(case: Case) -> bool:
    return _before(case).earn_type == "ISSUE_EARN"


def _inactive(case: Case) -> bool:
    return case.draft.get("active") is False


def _is(status: str) -> When:
    return lambda case: case.status == status


def _renames(case: Case) -> bool:
    return bool(case.draft.get("name") != _before(case).name)


def _prolongs(case: Case) -> bool:
    return bool(case.draft.get("expiresOn", 0) > _before(case).expires_on)


def _never_updated(case: Case) -> bool:
    return _before(case).updated_on == _before(case).created_on


def _by_weeks_or_months(case: Case) -> bool:
    limits = [*_limits_before(case), *_limits_after(case)]
    return any(limit.get("durationType") in ("WEEKS", "MONTHS") for limit in limits)


def _about(word: str) -> When:
    """A limit of this kind is there before or after."""
    return lambda case: any(
        word in limit["constraintType"] for limit in [*_limits_before(case), *_limits_after(case)]
    )


def _all(*conditions: When) -> When:
    return lambda case: all(holds(case) for holds in conditions)


# slug and sentence, statements, requirements, check, when it says nothing
_SILENT: tuple[tuple[str, str, str, str, str, When], ...] = (
    (
        "reversed-start-of-enrolment",
        "The start of an ISSUE_EARN badge can be moved behind its end.",
        "PUT-020 PUT-132",
        "UPDATE-720-START-AFTER-END",
        "reversed_dates",
        _all(_to_issue, lambda case: case.draft.get("expiresOn") == _before(case).expires_on),
    ),
    (
        "reversed-dates-of-inactive",
        "An end before the start is accepted of an EARN badge that is not active.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START UPDATE-720-START-AFTER-END",
        "reversed_dates",
        _all(_inactive, lambda case: not _to_issue(case)),
    ),
    (
        "past-end-of-inactive-live",
        "A LIVE EARN badge can be ended in the past when it is deactivated.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-LIVE",
        "past_expiry",
        _all(_inactive, _is(LIVE), lambda case: not _to_issue(case)),
    ),
    (
        "past-end-of-upcoming-enrolment",
        "Start and end of an UPCOMING ISSUE_EARN badge can be moved into the past.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-UPCOMING",
        "past_expiry",
        _all(_to_issue, _is(UPCOMING)),
    ),
    (
        "past-end-of-inactive-upcoming",
        "Start and end of an UPCOMING badge that is not active can be moved into the past.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-UPCOMING",
        "past_expiry",
        _all(_inactive, _is(UPCOMING)),
    ),
    (
        "moved-start-of-inactive-enrolment",
        "The start of a LIVE ISSUE_EARN badge that is not active can be moved.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        "frozen_start",
        _all(_inactive, _to_issue),
    ),
    (
        "moved-start-beside-later-end",
        "The start of a LIVE badge can be moved together with its end.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        "frozen_start",
        _all(_is(LIVE), _prolongs),
    ),
    (
        "moved-start-beside-name",
        "The start of a LIVE badge can be moved together with a new name.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        "frozen_start",
        _all(_is(LIVE), _renames),
    ),
    (
        "moved-start-in-first-update",
        "The first update of a LIVE badge can move its start.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        "frozen_start",
        _all(_is(LIVE), _never_updated),
    ),
    (
        "moved-start-of-expired-enrolment",
        "The start of an EXPIRED ISSUE_EARN badge can be moved.",
        "PUT-013",
        "UPDATE-START-FROZEN-EXPIRED",
        "frozen_start",
        _all(_to_issue, _is(EXPIRED)),
    ),
    (
        "moved-start-of-expired-inactive",
        "The start of an EXPIRED badge can be moved when it is deactivated.",
        "PUT-013",
        "UPDATE-START-FROZEN-EXPIRED",
        "frozen_start",
        _all(_inactive, _is(EXPIRED), lambda case: not _renames(case)),
    ),
    (
        "ancient-start-of-enrolment",
        "The start of an ISSUE_EARN badge can be moved more than 100 years back.",
        "PUT-011",
        "UPDATE-START-100-YEARS",
        "ancient_start",
        _to_issue,
    ),
    (
        "ancient-start-of-inactive",
        "The start of a badge that is not active can be moved more than 100 years back.",
        "PUT-011",
        "UPDATE-START-100-YEARS",
        "ancient_start",
        _inactive,
    ),
    (
        "another-kind-of-weekly-window",
        "Fixed windows by weeks or months of a LIVE badge can become limits of another kind, and back.",
        "PUT-079 PUT-080 PUT-081 PUT-082 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-VALUE UPDATE-826-CUSTOMER-VALUE-TO-WINDOW",
        "frozen_kind",
        _by_weeks_or_months,
    ),
    (
        "another-kind-of-enrolment",
        "Fixed windows and rolling windows of a LIVE ISSUE_EARN badge can become each other.",
        "PUT-079 PUT-080 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-ROLLING UPDATE-826-CUSTOMER-ROLLING-TO-WINDOW",
        "frozen_kind",
        _all(_to_issue, _about("ROLLING")),
    ),
    (
        "another-kind-of-inactive",
        "A fixed value of a LIVE badge that is not active can become a fixed window.",
        "PUT-081 PUT-082 PUT-134",
        "UPDATE-826-BADGE-VALUE-TO-WINDOW UPDATE-826-CUSTOMER-VALUE-TO-WINDOW",
        "frozen_kind",
        _all(_inactive, _about("FIXED_VALUE")),
    ),
    (
        "claimed-owner-goes-when-inactive",
        "An owner with a claim can be removed when the badge is deactivated.",
        "PUT-034 PUT-035",
        "UPDATE-CLAIMED-OWNER-KEPT",
        "claimed_owner_removed",
        _inactive,
    ),
    (
        "claimed-owner-goes-beside-name",
        "An owner with a claim can be removed when the badge gets another name.",
        "PUT-034 PUT-035",
        "UPDATE-CLAIMED-OWNER-KEPT",
        "claimed_owner_removed",
        _renames,
    ),
    (
        "claimed-owner-goes-with-all",
        "An owner with a claim can be removed when every owner is replaced.",
        "PUT-034 PUT-035",
        "UPDATE-CLAIMED-OWNER-KEPT",
        "claimed_owner_removed",
        lambda case: not set(case.owners or ()) & set(_before(case).owners),
    ),
)


def _silent_faults() -> Iterator[Fault]:
    for slug, sentence, statements, requirements, check, when in _SILENT:
        change = silent(f"checks.update.{check}", _all(_is_known, when))
        yield must(f"update-{slug}", sentence, statements, requirements, change)


def _kinds_are_frozen(when: When) -> Change:
    """The kinds of limits cannot change before the badge is LIVE either."""

    def check(case: Case) -> Problem | None:
        if case.badge is None or case.status != UPCOMING or not when(case):
            return None
        changes = case.policy.constraints.is_frozen_change
        frozen = any(
            changes(getattr(case.badge, attribute), case.draft.get(array, []))
            for array, attribute in _ARRAYS.items()
        )
        return problem(KIND_FROZEN) if frozen else None

    return checks_also("update", "frozen_too_early", check)


def _judged_by_first_limits(policy: Policy) -> Policy:
    """What kind a limit has is what it had when the badge was created."""
    first: dict[str, Badge] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        first.setdefault(badge.id, before or badge)

    def by_first(original: Check) -> Check:
        def check(case: Case) -> Problem | None:
            at_first = first.get(_before(case).id) if _is_known(case) else None
            if at_first is None:
                return original(case)
            limits = {name: getattr(at_first, name) for name in _ARRAYS.values()}
            return original(replace(case, badge=replace(_before(case), **limits)))

        return check

    return noted(note)(policy).wrap("checks.update.frozen_kind", by_first)


def _past_start_of_inactive(case: Case) -> Problem | None:
    early = case.status == UPCOMING and _inactive(case) and case.draft.get("startOn", case.now) < case.now
    return problem(START_IS_PAST) if case.badge is not None and early else None


_ODD: tuple[Fault, ...] = (
    must(
        "update-freezes-kinds-of-upcoming-enrolment",
        "The limits of an UPCOMING ISSUE_EARN badge cannot become ones of another kind.",
        "PUT-078",
        "UPDATE-UPCOMING-BADGE-TYPE UPDATE-UPCOMING-CUSTOMER-TYPE",
        _kinds_are_frozen(_to_issue),
    ),
    must(
        "update-freezes-kinds-of-upcoming-inactive",
        "The limits of an UPCOMING badge that is not active cannot become ones of another kind.",
        "PUT-078",
        "UPDATE-UPCOMING-BADGE-TYPE UPDATE-UPCOMING-CUSTOMER-TYPE",
        _kinds_are_frozen(lambda case: not _before(case).active),
    ),
    must(
        "update-judges-kinds-by-first-limits",
        "Limits of a LIVE badge count as of the kind that the badge was created with.",
        "PUT-079 PUT-080 PUT-081 PUT-082 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-VALUE UPDATE-826-CUSTOMER-WINDOW-TO-VALUE UPDATE-LIVE-BADGE-UNCHANGED",
        _judged_by_first_limits,
    ),
    must(
        "update-inactive-cannot-start",
        "The start of an UPCOMING badge that is not active cannot be moved into the past.",
        "PUT-015",
        "UPDATE-START-UPCOMING-PAST",
        checks_also("update", "past_start_of_inactive", _past_start_of_inactive),
    ),
)

FAULTS: tuple[Fault, ...] = (*_silent_faults(), *_ODD)
