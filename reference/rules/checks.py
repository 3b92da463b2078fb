"""The rules that need more than the body: the clock, the stored badge, other badges; one function each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reference.model import Badge, Claim
from reference.rules import problems as codes
from reference.rules.dates import UPCOMING
from reference.rules.problems import Problem, problem

if TYPE_CHECKING:
    from reference.policy import Policy


@dataclass(frozen=True, slots=True)
class Case:
    """A write to be judged: `draft` holds what could be read, `badge` what is stored (None on create)."""

    policy: Policy
    operation: str
    draft: Mapping[str, Any]
    badge: Badge | None
    now: float
    migration: bool = False
    name_holder: str | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def status(self) -> str:
        """What the stored badge is now; a badge to be created is UPCOMING."""
        if self.badge is None:
            return UPCOMING
        return self.policy.status_at(self.badge.start_on, self.badge.expires_on, self.now)

    @property
    def owners(self) -> list[str] | None:
        """The owners of the draft, or None when they could not be read."""
        owners: list[str] | None = self.draft.get("ownership", {}).get("restrictedToOwners")
        return owners


Check = Callable[[Case], Problem | None]


def past_start(case: Case) -> Problem | None:
    """A start in the past needs the migration header (004:L720, 004:L21)."""
    start = case.draft.get("startOn")
    if start is None or case.migration or not case.policy.dates.is_past(start, case.now):
        return None
    return problem(codes.START_IS_PAST)


def ancient_start(case: Case) -> Problem | None:
    """Nothing starts more than a century ago, whatever the header (003:L67, 004:L28)."""
    start = case.draft.get("startOn")
    if start is None or not case.policy.dates.is_too_old(start, case.now):
        return None
    code = codes.START_IS_PAST if case.operation == "create" else codes.INVALID
    return problem(code, "startOn", "Start Date cannot be more than 100 years in the past")


def reversed_dates(case: Case) -> Problem | None:
    """The start comes before the end (003:L1139)."""
    start, end = case.draft.get("startOn"), case.draft.get("expiresOn")
    if start is None or end is None or not case.policy.dates.is_reversed(start, end):
        return None
    return problem(codes.START_NOT_BEFORE_END)


def name_taken(case: Case) -> Problem | None:
    """No two badges share a name (004:L721, 003:L21)."""
    own_id = None if case.badge is None else case.badge.id
    return problem(codes.NAME_TAKEN) if case.policy.names.is_taken(case.name_holder, own_id) else None


def frozen_start(case: Case) -> Problem | None:
    """Once live, the start stays (003:L67)."""
    start = case.draft.get("startOn")
    if case.badge is None or start is None or case.status not in case.policy.dates.start_frozen_in:
        return None
    return problem(codes.START_FROZEN) if case.policy.dates.is_moved(case.badge.start_on, start) else None


def past_expiry(case: Case) -> Problem | None:
    """The end cannot be moved into the past (003:L1141)."""
    end = case.draft.get("expiresOn")
    if end is None or not case.policy.dates.is_past(end, case.now):
        return None
    return problem(codes.EXPIRY_IS_PAST)


def frozen_kind(case: Case) -> Problem | None:
    """Once live, windows stay windows, in both arrays (003:L159-171)."""
    if case.badge is None or case.status not in case.policy.constraints.frozen_in:
        return None
    arrays = {
        "customerConstraints": case.badge.customer_constraints,
        "badgeConstraints": case.badge.badge_constraints,
    }
    for name in case.policy.constraints.frozen_arrays:
        if case.policy.constraints.is_frozen_change(arrays[name], case.draft.get(name, [])):
            return problem(codes.KIND_FROZEN)
    return None


def claimed_owner_removed(case: Case) -> Problem | None:
    """An owner stays while it holds an active claim (003:L81)."""
    if case.badge is None or case.owners is None:
        return None
    removed = case.policy.owners.removed_with_claim(case.badge.owners, case.owners, case.claims)
    return problem(codes.OWNER_CLAIMED, codes.OWNERS_REFERENCE) if removed else None


def unknown_badge(case: Case) -> Problem | None:
    """Only a badge that exists can be updated (003:L61)."""
    known = case.badge is not None or "id" not in case.draft
    return None if known else problem(codes.UNKNOWN_BADGE, "id")


CREATE: Mapping[str, Check] = MappingProxyType(
    {
        "past_start": past_start,
        "ancient_start": ancient_start,
        "reversed_dates": reversed_dates,
        "name_taken": name_taken,
    }
)
UPDATE: Mapping[str, Check] = MappingProxyType(
    {
        "unknown_badge": unknown_badge,
        "ancient_start": ancient_start,
        "frozen_start": frozen_start,
        "reversed_dates": reversed_dates,
        "past_expiry": past_expiry,
        "name_taken": name_taken,
        "frozen_kind": frozen_kind,
        "claimed_owner_removed": claimed_owner_removed,
    }
)


def found_by(checks: Mapping[str, Check], case: Case) -> Iterator[Problem]:
    """Every problem that the checks find: a refusal names them all (004:L693-714)."""
    for check in checks.values():
        found = check(case)
        if found is not None:
            yield found
