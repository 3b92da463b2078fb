"""One badge for one customer, with and without statistics (002:L41-200, 002:L378-407)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reference.instants import DAY
from reference.model import Badge, Claim, JsonObject, Progress
from reference.rules.constraints import FIXED_VALUE, FIXED_WINDOW, ROLLING_WINDOW, kind_of, spans_of
from reference.rules.windows import ACTIVE

if TYPE_CHECKING:
    from reference.policy import Policy

#: How the read side names the kinds (002:L93-135).
READ_KINDS = {FIXED_VALUE: "OVERALL", FIXED_WINDOW: "FIXED_WINDOW", ROLLING_WINDOW: "ROLLING_WINDOW"}
_UNIT_DAYS = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30}
_UNIT_COUNTS = {
    "DAYS": "currentEarnCountDays",
    "WEEKS": "currentEarnCountWeeks",
    "MONTHS": "currentEarnCountMonths",
}
_OMITTED_WHEN_NULL = (
    "issueExpiry",
    "badgeGroupId",
    "badgeGroupName",
    "badgeRank",
    "issuedStatus",
    "lastEarnedOn",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a detail shows: the badge, its claims, and what everybody did with it."""

    badge: Badge
    customer_id: str
    claims: tuple[Claim, ...]
    progress: Sequence[Progress]
    group_name: str | None

    @property
    def own(self) -> Progress:
        """What this customer did."""
        found = (one for one in self.progress if one.customer_id == self.customer_id)
        return next(found, Progress(self.customer_id, self.badge.id))

    def earned(self, level: str, since: float, until: float) -> int:
        """Earns within the span, of this customer or of everybody."""
        counted = [self.own] if level == "CUSTOMER" else self.progress
        return sum(since <= earn["earnedOn"] <= until for one in counted for earn in one.earns)


def detail(policy: Policy, subject: Subject, statistics: bool, now: float) -> JsonObject:
    """The badge in the read vocabulary; members without a value are left out where the documents do."""
    badge, own, iso = subject.badge, subject.own, policy.views.iso
    result: JsonObject = {
        "id": badge.id,
        "name": badge.name,
        "description": badge.description,
        "createdOn": badge.created_on,
        "createdOnISO": iso(badge.created_on),
        "lastUpdatedOn": badge.updated_on,
        "lastUpdatedOnISO": iso(badge.updated_on),
        "startsOn": badge.start_on,
        "startsOnISO": iso(badge.start_on),
        "expiresOn": badge.expires_on,
        "expiresOnISO": iso(badge.expires_on),
        "action": policy.views.action(badge.active),
        "badgeType": badge.earn_type,
        "badgeStatus": policy.status_at(badge.start_on, badge.expires_on, now),
        "owner": badge.owners,
        "claimedBy": policy.views.claimed_by(subject.claims),
        "images": [policy.views.image(each) for each in badge.images],
        "earnExpiry": policy.views.read_expiry(policy, badge.earned_expiry),
        "issueExpiry": policy.views.read_expiry(policy, badge.issued_expiry),
        "tags": badge.tags,
        "badgeGroupId": badge.group_id,
        "badgeGroupName": subject.group_name,
        "badgeRank": badge.rank,
    }
    if statistics:
        result |= policy.views.statistics(policy, subject, now)
    result |= {
        "issuedStatus": policy.views.issued_status(own.issuals),
        "activeEarnedCount": own.active_earned_count,
        "lastEarnedOn": own.last_earned_on,
        "lastEarnedOnISO": iso(own.last_earned_on),
        "customFields": badge.custom_fields,
        "lastEarnedOnDateISO": iso(own.last_earned_on),
        "lastEarnEventDateISO": iso(own.last_event_on),
    }
    for name in _OMITTED_WHEN_NULL:
        if result[name] is None:
            del result[name]
    return result


def statistics(policy: Policy, subject: Subject, now: float) -> JsonObject:
    """The four blocks that includeStatistics=true adds (002:L38)."""
    badge, own = subject.badge, subject.own
    return {
        "customerConstraints": [
            policy.views.read_constraint(policy, subject, "CUSTOMER", each, now)
            for each in badge.customer_constraints
        ],
        "badgeConstraints": [
            policy.views.read_constraint(policy, subject, "BADGE", each, now)
            for each in badge.badge_constraints
        ],
        "issualDetails": {"issuedCount": len(own.issuals), "issuals": own.issuals},
        "earnDetails": {"earnCount": own.earn_count, "earns": own.earns},
    }


def constraint(policy: Policy, subject: Subject, level: str, stored: JsonObject, now: float) -> JsonObject:
    """One constraint with its current counts; the kinds have names of their own here (002:L91-110)."""
    kind = kind_of(stored)
    badge = subject.badge
    status = policy.status_at(badge.start_on, badge.expires_on, now)
    cycle_status = policy.windows.cycle_status(status) if kind == FIXED_WINDOW else None
    cycle = policy.windows.cycle_at(stored, badge.start_on, now) if cycle_status == ACTIVE else None
    roll = policy.views.roll(stored)
    return {
        "constraintLevel": level,
        "constraintType": policy.views.read_kinds.get(kind, kind),
        "rollType": roll.unit,
        "refreshRate": stored.get("refreshRate"),
        "durationType": stored.get("durationType"),
        "cycleStatus": cycle_status,
        "startDayOfTheWeek": stored.get("startDayOfTheWeek"),
        "rollValue": roll.value,
        "maxEarnLimit": roll.limit,
        "earnConstraintBlockStatistics": policy.views.counts(subject, level, stored, cycle, now),
        "fixedWindowCycle": None if cycle is None else {"startDate": cycle.start, "endDate": cycle.end},
        "fixedWindowReferenceId": policy.windows.reference_id(stored) if kind == FIXED_WINDOW else None,
        "rollingWindowLimits": roll.limits,
    }


class Roll(NamedTuple):
    """How a limit looks back: over one unit, or over several that `limits` lists."""

    unit: str | None = None
    value: int | None = None
    limit: int | None = None
    limits: JsonObject | None = None


def roll_of(stored: JsonObject) -> Roll:
    """A customer's single rolling window reads like a badge's; several are listed apart (002:L109)."""
    spans = spans_of(stored)
    if not spans:
        return Roll(stored.get("rollType"), stored.get("rollValue"), stored.get("maxEarnLimit"))
    if len(spans) > 1:
        return Roll(limits={name: stored[name] for names in spans.values() for name in names})
    ((unit, (limit, value)),) = spans.items()
    return Roll(unit, stored[value], stored[limit])


def counts(
    subject: Subject, level: str, stored: JsonObject, cycle: tuple[float, float] | None, now: float
) -> JsonObject:
    """Earns so far under a constraint; a window that does not run has no count (002:L97-107)."""
    kind = kind_of(stored)
    result: JsonObject = {"currentEarnCount": None, **dict.fromkeys(_UNIT_COUNTS.values())}
    if kind == FIXED_WINDOW:
        # The first day of a cycle counts from midnight, whatever time of day is printed.
        if cycle is not None:
            result["currentEarnCount"] = subject.earned(level, cycle[0] // DAY * DAY, now)
    elif spans := spans_of(stored):
        for unit, (_, length) in spans.items():
            since = now - stored[length] * _UNIT_DAYS[unit] * DAY
            result[_UNIT_COUNTS[unit]] = subject.earned(level, since, now)
    elif kind == ROLLING_WINDOW:
        since = now - stored["rollValue"] * _UNIT_DAYS[stored["rollType"]] * DAY
        result["currentEarnCount"] = subject.earned(level, since, now)
    else:
        result["currentEarnCount"] = subject.earned(level, 0, now)
    return result


def action(active: bool) -> str:
    """The activation state (002:L53, 002:L300)."""
    return "ACTIVATED" if active else "DE_ACTIVATED"


def claimed_by(claims: tuple[Claim, ...]) -> list[str]:
    """The modules that hold an active claim, each once (002:L678)."""
    return list(dict.fromkeys(claim.owner_type for claim in claims if claim.is_active))


def issued_status(issuals: Sequence[JsonObject]) -> str | None:
    """The state of the latest issue (002:L648)."""
    return str(issuals[-1]["issuedStatus"]) if issuals else None


def expiry(policy: Policy, stored: JsonObject | None) -> JsonObject | None:
    """An expiry; a fixed date has its ISO twin (002:L80-87)."""
    if stored is None or stored.get("expiresOn") is None:
        return stored
    result = {}
    for name, value in stored.items():
        result[name] = value
        if name == "expiresOn":
            result["expiresOnISO"] = policy.views.iso(value)
    return result
