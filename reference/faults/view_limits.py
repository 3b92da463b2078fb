"""Details whose limits and expiries are right for a new badge, and wrong in a state or beside others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from reference.edits import Change, Edit, at_most, several, shown
from reference.faults.registry import Fault, must, should
from reference.faults.view_edits import DETAIL, When, has_values, plus
from reference.model import JsonObject
from reference.policy import Policy
from reference.rules.windows import Cycle

_WITH_BADGE = {
    "expiryType": "ABSOLUTE",
    "type": "WITH_BADGE_META",
    "expiresOn": None,
    "expireWithBadgeMeta": True,
}
_ARRAYS = ("customerConstraints", "badgeConstraints")
_is_live, _is_expired = has_values(badgeStatus="LIVE"), has_values(badgeStatus="EXPIRED")
_is_upcoming, _is_inactive = has_values(badgeStatus="UPCOMING"), has_values(action="DE_ACTIVATED")
_is_window = has_values(constraintType="FIXED_WINDOW")
_is_to_issue = has_values(badgeType="ISSUE_EARN")


def _both(*conditions: When) -> When:
    return lambda answer: all(condition(answer) for condition in conditions)


def _is_updated(detail: Mapping[str, Any]) -> bool:
    return bool(detail["lastUpdatedOn"] > detail["createdOn"])


def _limits(edit: Callable[[JsonObject], JsonObject], what: When, when: When) -> tuple[Change, Change]:
    """The constraints of a kind edited in both arrays of such details."""

    def one(limit: JsonObject) -> JsonObject:
        return {**limit, **edit(limit)} if what(limit) else limit

    first, second = (shown(DETAIL, f"{array}[]", one, when=when) for array in _ARRAYS)
    return first, second


def _less(limit: JsonObject) -> JsonObject:
    return {"maxEarnLimit": max(limit["maxEarnLimit"] - 1, 0)}


def _is(**members: Any) -> When:
    return _both(_is_window, has_values(**members))


def _expiry(name: str, is_such: When, edit: Edit, when: When) -> Change:
    """An expiry of a kind edited in such details."""
    return shown(DETAIL, name, lambda expiry: edit(expiry) if is_such(expiry) else expiry, when=when)


def _on_the_other_date(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
    def view(*arguments: Any) -> JsonObject:
        detail = original(*arguments)
        earned, issued = detail.get("earnExpiry"), detail.get("issueExpiry")
        dated = earned and issued and earned.get("expiresOn") and issued.get("expiresOn")
        return {**detail, "earnExpiry": issued} if dated else detail

    return view


def _cycle(change: Callable[[Cycle, float], Cycle]) -> Change:
    """Another cycle of a running window, made of the present one and the start of the badge."""
    return lambda policy: policy.wrap(
        "windows.cycle_at",
        lambda original: lambda stored, start, now: change(original(stored, start, now), start),
    )


def _counts_nothing(policy: Policy) -> Policy:
    return policy.wrap(
        "views.counts",
        lambda original: (
            lambda *arguments: {
                name: None if count is None else 0 for name, count in original(*arguments).items()
            }
        ),
    )


_in_every = has_values()

FAULTS: tuple[Fault, ...] = (
    must(
        "detail-of-live-lowers-windows",
        "The fixed windows of a LIVE badge show limits one too low.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        *_limits(_less, _is_window, _is_live),
    ),
    must(
        "detail-of-expired-lowers-windows",
        "The fixed windows of an EXPIRED badge show limits one too low.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        *_limits(_less, _is_window, _is_expired),
    ),
    must(
        "detail-of-upcoming-issue-lowers-limits",
        "The constraints of an UPCOMING ISSUE_EARN badge show limits one too low.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        *_limits(_less, lambda limit: limit["maxEarnLimit"] is not None, _both(_is_upcoming, _is_to_issue)),
    ),
    must(
        "detail-of-live-lowers-totals",
        "The fixed value of the badge of a LIVE badge shows a limit one too low.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        *_limits(_less, has_values(constraintType="OVERALL", constraintLevel="BADGE"), _is_live),
    ),
    must(
        "detail-of-live-takes-months-for-weeks",
        "The monthly windows of a LIVE badge show weeks.",
        "EXPL-072 XEP-008",
        "CROSS-DURATION-TYPE",
        *_limits(lambda limit: {"durationType": "WEEKS"}, _is(durationType="MONTHS"), _is_live),  # noqa: ARG005
    ),
    must(
        "detail-of-updated-refreshes-daily",
        "The daily windows of an UPCOMING badge that was updated show a refresh rate of 1.",
        "EXPL-072 XEP-008",
        "CROSS-REFRESH-RATE",
        *_limits(
            lambda limit: {"refreshRate": 1},  # noqa: ARG005
            _is(durationType="DAYS"),
            _both(_is_upcoming, _is_updated),
        ),
    ),
    should(
        "detail-of-live-starts-weeks-on-monday",
        "The weekly windows of a LIVE badge show MONDAY.",
        "EXPL-069",
        "CROSS-START-DAY",
        *_limits(lambda limit: {"startDayOfTheWeek": "MONDAY"}, _is(durationType="WEEKS"), _is_live),  # noqa: ARG005
    ),
    should(
        "detail-starts-no-week-on-sunday",
        "The detail shows weeks that start on SUNDAY as starting on MONDAY.",
        "EXPL-069",
        "CROSS-START-DAY",
        *_limits(lambda limit: {"startDayOfTheWeek": "MONDAY"}, _is(startDayOfTheWeek="SUNDAY"), _in_every),  # noqa: ARG005
    ),
    should(
        "detail-of-live-names-other-windows",
        "The detail of a LIVE badge shows another reference of a window at every look.",
        "EXPL-072 XEP-007",
        "CROSS-WINDOW-REFERENCE",
        *_limits(lambda limit: {"fixedWindowReferenceId": str(uuid4())}, _is_window, _is_live),  # noqa: ARG005
    ),
    should(
        "detail-of-live-issue-starts-no-window",
        "The windows of a LIVE ISSUE_EARN badge are UPCOMING, without a cycle or a count.",
        "EXPL-073 EXPL-075",
        "DETAIL-WINDOW-STATUS-ACTIVE",
        *_limits(
            lambda limit: {
                "cycleStatus": "UPCOMING",
                "fixedWindowCycle": None,
                "earnConstraintBlockStatistics": dict.fromkeys(limit["earnConstraintBlockStatistics"]),
            },
            _is_window,
            _both(_is_live, _is_to_issue),
        ),
    ),
    must(
        "detail-keeps-three-constraints",
        "The detail shows the first three constraints of the badge only.",
        "EXPL-063",
        "CROSS-CONSTRAINTS-COMPLETE",
        shown(DETAIL, "badgeConstraints", several(3)),
    ),
    must(
        "detail-of-expired-loses-constraints",
        "The detail of an EXPIRED badge shows no constraints of a customer.",
        "EXPL-008 EXPL-062",
        "DETAIL-STATISTICS-ON-CUSTOMER-CONSTRAINTS",
        shown(DETAIL, "customerConstraints", several(0), when=_is_expired),
    ),
    must(
        "detail-of-inactive-loses-constraints",
        "The detail of an inactive badge shows no constraints of the badge.",
        "EXPL-009 EXPL-063",
        "DETAIL-STATISTICS-ON-BADGE-CONSTRAINTS",
        shown(DETAIL, "badgeConstraints", several(0), when=_is_inactive),
    ),
    should(
        "detail-shows-the-first-cycle",
        "The cycle of a window stays the one that began with the badge.",
        "EXPL-075",
        "DETAIL-WINDOW-CYCLE-PRESENT",
        _cycle(lambda cycle, start: Cycle(start, start + cycle.end - cycle.start)),
    ),
    should(
        "detail-shows-a-later-cycle",
        "The cycle of a window is one that begins forty days later.",
        "EXPL-075",
        "DETAIL-WINDOW-CYCLE-PRESENT",
        _cycle(lambda cycle, start: Cycle(cycle.start + 40 * 86_400, cycle.end + 40 * 86_400)),  # noqa: ARG005
    ),
    should(
        "detail-counts-nothing",
        "No constraint counts what was earned.",
        "EXPL-076 EXPL-093",
        "DETAIL-TOTAL-COUNT",
        _counts_nothing,
    ),
    must(
        "detail-shows-one-date-for-both",
        "Where both expiries have a date the detail shows that of issues for both.",
        "EXPL-058 XEP-005",
        "CROSS-EARN-EXPIRY-FIXED-DATE",
        lambda policy: policy.wrap(DETAIL, _on_the_other_date),
    ),
    must(
        "detail-of-issue-never-lasts",
        "The detail of an ISSUE_EARN badge shows an earned expiry that is NEVER as one with the badge.",
        "EXPL-048 EXPL-049 XEP-005",
        "CROSS-EARN-EXPIRY-NEVER",
        _expiry("earnExpiry", has_values(expiryType="NEVER"), lambda expiry: _WITH_BADGE, _is_to_issue),  # noqa: ARG005
    ),
    must(
        "detail-of-issue-counts-months-as-weeks",
        "The detail of an ISSUE_EARN badge shows months of an earned expiry as weeks.",
        "EXPL-053",
        "CROSS-EARN-EXPIRY-RELATIVE",
        _expiry(
            "earnExpiry",
            has_values(relativeExpirytype="MONTHS"),
            lambda expiry: {**expiry, "relativeExpirytype": "WEEKS"},
            _is_to_issue,
        ),
    ),
    must(
        "detail-of-live-moves-earned-date",
        "The detail of a LIVE badge shows the fixed date of an earned expiry a day late.",
        "EXPL-058 XEP-005",
        "CROSS-EARN-EXPIRY-FIXED-DATE",
        _expiry(
            "earnExpiry",
            has_values(type="FIXED_DATE"),
            lambda expiry: (
                {"expiresOn": plus(86_400)(expiry["expiresOn"])}
                | {name: value for name, value in expiry.items() if name not in ("expiresOn", "expiresOnISO")}
            ),
            _is_live,
        ),
    ),
    should(
        "detail-of-live-issues-for-days",
        "The detail of a LIVE badge shows a relative issued expiry in days.",
        "EXPL-061",
        "CROSS-ISSUE-EXPIRY-RELATIVE",
        _expiry(
            "issueExpiry",
            has_values(expiryType="RELATIVE"),
            lambda expiry: {**expiry, "relativeExpirytype": "DAYS"},
            _is_live,
        ),
    ),
    must(
        "detail-of-inactive-shortens-expiries",
        "The detail of an inactive badge shows relative expiries of more than 30 units as 30.",
        "EXPL-054 XEP-005",
        "CROSS-EARN-EXPIRY-RELATIVE",
        shown(DETAIL, "earnExpiry.value", at_most(30), when=_is_inactive),
    ),
)
