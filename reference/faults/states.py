# ruff: noqa: ARG001, ARG005
"""Status: computed from the wrong things, at the wrong time, or in one view only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import DROP, Change, chain, judged, noted, shown
from reference.faults.registry import Fault, must
from reference.instants import DAY
from reference.listing import Search
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.dates import EXPIRED, LIVE, UPCOMING
from reference.rules.problems import Problem
from reference.store import Condition

_WRITES, _ROW, _DETAIL = "views.written_badge", "views.row", "views.detail"


def _row_at(moment: Callable[[Badge, float], float]) -> Change:
    """Rows show the badge as it was at another moment."""
    return lambda policy: policy.wrap(
        _ROW,
        lambda original: lambda own, one, group, now: original(own, one, group, moment(one.badge, now)),
    )


def _detail_at(moment: Callable[[Badge, float], float]) -> Change:
    """Details show the badge as it was at another moment."""
    return lambda policy: policy.wrap(
        _DETAIL,
        lambda original: (
            lambda own, subject, statistics, now: original(
                own, subject, statistics, moment(subject.badge, now)
            )
        ),
    )


def _written_at(moment: Callable[[Badge, float], float]) -> Change:
    """Writes answer the badge as it was at another moment."""
    return lambda policy: policy.wrap(
        _WRITES,
        lambda original: (
            lambda own, one, claims, tallies, now: original(own, one, claims, tallies, moment(one, now))
        ),
    )


def _last_write(badge: Badge, now: float) -> float:
    return badge.updated_on


def _creation(badge: Badge, now: float) -> float:
    return badge.created_on


def _status(status: Callable[[float, float, float], str]) -> Change:
    return lambda policy: policy.put("status_at", status)


def _never_over(start: float, end: float, now: float) -> str:
    return UPCOMING if now < start else LIVE


def _over_by_start(start: float, end: float, now: float) -> str:
    """A badge is over a day after its start."""
    if now < start:
        return UPCOMING
    return EXPIRED if now >= min(end, start + DAY) else LIVE


def _when(field: str, value: Any) -> Callable[[JsonObject], bool]:
    return lambda answer: answer.get(field) == value


def _settable(policy: Policy) -> Policy:
    """The status of an update's body is what the answer shows."""
    sent: dict[str, Any] = {}

    def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
        sent["status"] = body.get("status")
        return []

    return chain(
        judged("update", note), shown("views.updated", "status", lambda status: sent["status"] or status)
    )(policy)


def _by_first_end(policy: Policy) -> Policy:
    """The detail remembers the end that a badge was created with."""
    first: dict[str, float] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        first.setdefault(badge.id, badge.expires_on)

    def over(badge: Badge, now: float) -> float:
        return max(now, badge.expires_on) if now >= first.get(badge.id, badge.expires_on) else now

    return chain(noted(note), _detail_at(over))(policy)


def _written_status(policy: Policy, search: Search) -> Condition | None:
    """The status at the last write, in SQL."""
    status = search.values.get("badgeStatus")
    conditions = {
        UPCOMING: "b.start_on > b.updated_on",
        LIVE: "b.start_on <= b.updated_on AND b.expires_on > b.updated_on",
        EXPIRED: "b.expires_on <= b.updated_on",
    }
    return None if status is None else Condition(conditions[status])


FAULTS: tuple[Fault, ...] = (
    must(
        "create-answers-live",
        "A create answers every active badge as LIVE.",
        "POST-110 POST-111",
        "CREATE-STATUS-UPCOMING BADGE-META-STATUS-BY-CLOCK",
        shown("views.created", "status", lambda status: LIVE, when=_when("active", True)),
    ),
    must(
        "create-answers-upcoming",
        "A create answers every badge as UPCOMING.",
        "POST-110",
        "CREATE-STATUS-LIVE BADGE-META-STATUS-BY-CLOCK",
        shown("views.created", "status", lambda status: UPCOMING),
    ),
    must(
        "update-answers-upcoming-always",
        "An update answers every badge as UPCOMING.",
        "PUT-119 PUT-120 PUT-121",
        "UPDATE-STATUS-LIVE BADGE-META-STATUS-BY-CLOCK LIFECYCLE-LIVE-BY-WAITING-IN-WRITE",
        shown("views.updated", "status", lambda status: UPCOMING),
    ),
    must(
        "update-answers-live-always",
        "An update answers every active badge as LIVE.",
        "PUT-119 PUT-120 PUT-121",
        "UPDATE-STATUS-UPCOMING BADGE-META-STATUS-BY-CLOCK",
        shown("views.updated", "status", lambda status: LIVE, when=_when("active", True)),
    ),
    must(
        "update-inactive-is-expired",
        "A LIVE badge that an update deactivates comes back EXPIRED.",
        "PUT-120 PUT-121",
        "UPDATE-STATUS-LIVE-INACTIVE BADGE-META-STATUS-BY-CLOCK",
        shown(
            _WRITES,
            "status",
            lambda status: EXPIRED if status == LIVE else status,
            when=_when("active", False),
        ),
    ),
    must(
        "update-takes-status-from-body",
        "The status that an update sends is the one that it answers.",
        "PUT-121 PUT-119",
        "UPDATE-STATUS-NOT-SETTABLE",
        _settable,
    ),
    must(
        "writes-are-a-day-late",
        "Writes compute the status as of yesterday.",
        "PUT-121 POST-110 PUT-119 PUT-120",
        "BADGE-META-STATUS-BY-CLOCK UPDATE-STATUS-LIVE CREATE-STATUS-LIVE",
        _written_at(lambda badge, now: now - DAY),
    ),
    must(
        "status-never-expires",
        "A badge stays LIVE after its end, everywhere.",
        "LIST-069 EXPL-105 XEP-012 PUT-121",
        "LIFECYCLE-EXPIRED-BY-WAITING-IN-LIST LIFECYCLE-EXPIRED-BY-WAITING-IN-DETAIL LIST-STATUS-CLOCK",
        _status(_never_over),
    ),
    must(
        "status-expires-a-day-after-start",
        "A badge is EXPIRED a day after its start, whatever its end.",
        "LIST-069 EXPL-105 PUT-121 PUT-120",
        "LIST-STATUS-CLOCK DETAIL-STATUS-CLOCK BADGE-META-STATUS-BY-CLOCK",
        _status(_over_by_start),
    ),
    must(
        "status-swaps-upcoming-and-expired",
        "A badge is EXPIRED before its start and UPCOMING after its end.",
        "LIST-069 EXPL-105 PUT-121 POST-111",
        "LIST-STATUS-CLOCK DETAIL-STATUS-CLOCK LIFECYCLE-UPCOMING-IN-LIST",
        _status(lambda start, end, now: EXPIRED if now < start else UPCOMING if now >= end else LIVE),
    ),
    must(
        "list-status-is-that-of-last-write",
        "The list shows the status that a badge had when it was written.",
        "LIST-069 XEP-012",
        "LIFECYCLE-LIVE-BY-WAITING-IN-LIST LIFECYCLE-EXPIRED-BY-WAITING-IN-LIST LIST-STATUS-CLOCK",
        _row_at(_last_write),
    ),
    must(
        "list-status-is-that-of-creation",
        "The list shows the status that a badge had when it was created.",
        "LIST-069 PUT-015 PUT-121",
        "LIFECYCLE-LIVE-BY-MOVED-START-IN-LIST LIST-STATUS-CLOCK",
        _row_at(_creation),
    ),
    must(
        "list-status-of-inactive-is-expired",
        "The list shows inactive badges as EXPIRED.",
        "LIST-069 EXPL-034",
        "LIFECYCLE-DEACTIVATED-IS-LIVE LIST-STATUS-CLOCK",
        shown(_ROW, "badgeStatus", lambda status: EXPIRED, when=_when("active", False)),
    ),
    must(
        "list-status-in-local-time",
        "The list computes the status by a clock that is five and a half hours ahead.",
        "LIST-069 XEP-012",
        "LIST-STATUS-CLOCK LIFECYCLE-UPCOMING-IN-LIST",
        _row_at(lambda badge, now: now + 19_800),
    ),
    must(
        "list-status-is-upcoming-until-midnight",
        "The list shows a badge as UPCOMING until the day after its start.",
        "LIST-069 XEP-012",
        "LIFECYCLE-LIVE-BY-WAITING-IN-LIST LIST-STATUS-CLOCK",
        _row_at(
            lambda badge, now: min(now, badge.start_on - 1) if now // DAY == badge.start_on // DAY else now
        ),
    ),
    must(
        "detail-status-is-that-of-last-write",
        "The detail shows the status that a badge had when it was written.",
        "EXPL-105 XEP-012 EXPL-036",
        "LIFECYCLE-LIVE-BY-WAITING-IN-DETAIL LIFECYCLE-EXPIRED-BY-WAITING-IN-DETAIL DETAIL-STATUS-CLOCK",
        _detail_at(_last_write),
    ),
    must(
        "detail-status-is-that-of-creation",
        "The detail shows the status that a badge had when it was created.",
        "EXPL-105 PUT-015 PUT-121",
        "LIFECYCLE-LIVE-BY-MOVED-START-IN-DETAIL DETAIL-STATUS-CLOCK",
        _detail_at(_creation),
    ),
    must(
        "detail-status-of-inactive-is-upcoming",
        "The detail shows inactive badges as UPCOMING.",
        "EXPL-105 EXPL-034",
        "LIFECYCLE-DEACTIVATED-IS-LIVE DETAIL-STATUS-CLOCK",
        shown(_DETAIL, "badgeStatus", lambda status: UPCOMING, when=_when("action", "DE_ACTIVATED")),
    ),
    must(
        "detail-status-in-local-time",
        "The detail computes the status by a clock that is five and a half hours ahead.",
        "EXPL-105 XEP-012",
        "DETAIL-STATUS-CLOCK LIFECYCLE-UPCOMING-IN-DETAIL CROSS-LIST-DETAIL-STATUS",
        _detail_at(lambda badge, now: now + 19_800),
    ),
    must(
        "detail-expires-by-first-end",
        "The detail shows a badge as EXPIRED once the end has passed that it was created with.",
        "PUT-019 EXPL-105",
        "LIFECYCLE-NEW-END-COUNTS DETAIL-STATUS-CLOCK",
        _by_first_end,
    ),
    must(
        "list-expiry-deactivates",
        "The list shows badges that are over as inactive.",
        "LIST-104 LIST-078",
        "LIFECYCLE-ACTIVE-SURVIVES-EXPIRY",
        shown(_ROW, "active", lambda active: False, when=_when("badgeStatus", EXPIRED)),
    ),
    must(
        "detail-expiry-deactivates",
        "The detail shows badges that are over as DE_ACTIVATED.",
        "LIST-104 EXPL-034 EXPL-032",
        "LIFECYCLE-ACTIVE-SURVIVES-EXPIRY",
        shown(_DETAIL, "action", lambda action: "DE_ACTIVATED", when=_when("badgeStatus", EXPIRED)),
    ),
    must(
        "list-live-filter-is-that-of-last-write",
        "The status filter of the list goes by the status that a badge had when it was written.",
        "LIST-038 XEP-012",
        "LIFECYCLE-LIVE-FILTER-FOLLOWS LIFECYCLE-EXPIRED-FILTER-FOLLOWS",
        lambda policy: policy.put("listing.filters.badgeStatus", _written_status),
    ),
    must(
        "list-row-without-status",
        "The list shows no status for badges that are over.",
        "LIST-067 LIST-068",
        "LIST-ROW-STATUS",
        shown(_ROW, "badgeStatus", lambda status: DROP if status == EXPIRED else status),
    ),
)
