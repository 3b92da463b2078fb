# ruff: noqa: ARG005
"""Constraints in the detail: kinds, limits, windows and their cycles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, Edit, always, chain, drop, milliseconds, shown
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import JsonObject
from reference.rules.dates import LIVE
from reference.rules.windows import Cycle

_POINT = "views.read_constraint"


def _of(edit: Edit, kind: str | None = None, level: str | None = None) -> Change:
    """Edit the constraints of a kind and a level, as the detail shows them."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(own: Any, subject: Any, at: str, *rest: Any) -> JsonObject:
            one = original(own, subject, at, *rest)
            ours = kind in (None, one["constraintType"]) and level in (None, at)
            changed: JsonObject = edit(one) if ours else one
            return changed

        return spoilt

    return lambda policy: policy.wrap(_POINT, view)


def _with(**members: Any) -> Edit:
    return lambda one: {**one, **members}


def _changed(name: str, edit: Edit) -> Edit:
    return lambda one: one if one[name] is None else {**one, name: edit(one[name])}


# level, kind, what it is shown as, statements, requirement
_KINDS = (
    ("CUSTOMER", "FIXED_WINDOW", "OVERALL", "EXPL-064 XEP-009", "CROSS-CUSTOMER-FIXED-WINDOW"),
    ("CUSTOMER", "OVERALL", "ROLLING_WINDOW", "EXPL-064 XEP-010", "CROSS-CUSTOMER-FIXED-VALUE"),
    ("CUSTOMER", "ROLLING_WINDOW", "OVERALL", "EXPL-064 XEP-010", "CROSS-CUSTOMER-ROLLING-WINDOW"),
    ("BADGE", "FIXED_WINDOW", "ROLLING_WINDOW", "EXPL-064 XEP-009", "CROSS-BADGE-FIXED-WINDOW"),
    ("BADGE", "OVERALL", "FIXED_WINDOW", "EXPL-064 XEP-010", "CROSS-BADGE-FIXED-VALUE"),
    ("BADGE", "ROLLING_WINDOW", "OVERALL", "EXPL-064 XEP-010", "CROSS-BADGE-ROLLING-WINDOW"),
)


def _kinds() -> Iterator[Fault]:
    for level, kind, other, statements, requirement in _KINDS:
        slug = kind.lower().replace("_", "-")
        yield must(
            f"detail-shows-{level.lower()}-{slug}-as-{other.lower().replace('_', '-')}",
            f"The detail shows a {level.lower()} constraint of the kind {kind} as {other}.",
            statements,
            requirement,
            _of(_with(constraintType=other), kind, level),
        )


def _array(name: str, edit: Edit) -> Change:
    return shown("views.statistics", name, edit)


def _cycle(at: Callable[[Cycle, JsonObject], Cycle]) -> Change:
    """The cycle of a window, made from the right one and the constraint."""
    return lambda policy: policy.wrap(
        "windows.cycle_at",
        lambda original: (
            lambda constraint, start_on, now: at(original(constraint, start_on, now), constraint)
        ),
    )


FAULTS: tuple[Fault, ...] = (
    *_kinds(),
    must(
        "detail-swaps-constraint-arrays",
        "The detail shows the customer constraints among those of the badge and the other way round.",
        "EXPL-062 EXPL-063 EXPL-068",
        "DETAIL-LIMIT-LEVEL CROSS-CUSTOMER-FIXED-WINDOW CROSS-BADGE-FIXED-WINDOW",
        lambda policy: policy.wrap(
            "views.statistics",
            lambda original: (
                lambda *arguments: {
                    **(view := original(*arguments)),
                    "customerConstraints": view["badgeConstraints"],
                    "badgeConstraints": view["customerConstraints"],
                }
            ),
        ),
    ),
    must(
        "detail-shows-first-badge-constraint",
        "The detail shows the first badge constraint only.",
        "EXPL-063 XEP-010",
        "CROSS-CONSTRAINTS-COMPLETE",
        _array("badgeConstraints", lambda array: array[:1]),
    ),
    must(
        "detail-shows-badge-constraints-by-type",
        "Of several badge constraints of one type the detail shows the last.",
        "EXPL-063 XEP-010",
        "CROSS-CONSTRAINTS-COMPLETE",
        _array(
            "badgeConstraints", lambda array: list({each["constraintType"]: each for each in array}.values())
        ),
    ),
    must(
        "detail-shows-constraints-twice",
        "The detail shows every customer constraint twice.",
        "EXPL-062 XEP-010",
        "CROSS-CONSTRAINTS-COMPLETE",
        _array("customerConstraints", lambda array: [*array, *array]),
    ),
    must(
        "detail-shows-remaining-limit",
        "The detail shows limits one too low.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        _of(_changed("maxEarnLimit", lambda limit: limit - 1)),
    ),
    must(
        "detail-shows-window-limit-as-rate",
        "The detail shows the limit of a fixed window in place of its refresh rate.",
        "EXPL-072 XEP-008",
        "CROSS-REFRESH-RATE",
        _of(lambda one: {**one, "refreshRate": one["maxEarnLimit"]} if one["refreshRate"] else one),
    ),
    must(
        "detail-shows-all-windows-in-days",
        "The detail shows every fixed window in days.",
        "EXPL-072 XEP-008",
        "CROSS-DURATION-TYPE",
        _of(_changed("durationType", always("DAYS"))),
    ),
    should(
        "detail-shows-weeks-from-monday",
        "The detail shows every weekly window with MONDAY.",
        "EXPL-069",
        "CROSS-START-DAY",
        _of(_changed("startDayOfTheWeek", always("MONDAY"))),
    ),
    must(
        "detail-shows-rolling-days-always",
        "The detail shows every rolling window of the badge in days.",
        "EXPL-071 XEP-010",
        "CROSS-ROLL-TYPE",
        _of(_changed("rollType", always("DAYS")), level="BADGE"),
    ),
    must(
        "detail-shows-roll-value-of-one",
        "The detail shows every rolling window of the badge with a roll value of 1.",
        "EXPL-071 XEP-010",
        "CROSS-ROLL-VALUE",
        _of(_changed("rollValue", always(1)), level="BADGE"),
    ),
    must(
        "detail-shows-roll-value-as-limit",
        "The detail shows the roll value of a rolling window in place of its limit.",
        "EXPL-067 EXPL-071",
        "CROSS-ROLLING-LIMIT",
        _of(lambda one: {**one, "maxEarnLimit": one["rollValue"]}, "ROLLING_WINDOW", "BADGE"),
    ),
    should(
        "detail-swaps-customer-rolling-members",
        "The detail shows limit and length of a customer rolling window swapped.",
        "EXPL-071",
        "CROSS-CUSTOMER-ROLLING-LIMIT",
        _of(
            lambda one: {**one, "maxEarnLimit": one["rollValue"], "rollValue": one["maxEarnLimit"]},
            "ROLLING_WINDOW",
            "CUSTOMER",
        ),
    ),
    should(
        "detail-makes-window-references-anew",
        "The detail shows another reference of a fixed window than the write.",
        "EXPL-072 XEP-007",
        "CROSS-WINDOW-REFERENCE",
        _of(_changed("fixedWindowReferenceId", lambda reference: reference[::-1])),
    ),
    should(
        "detail-window-is-active-at-once",
        "The fixed window of an UPCOMING badge has the cycle status ACTIVE in the detail.",
        "EXPL-073 EXPL-074",
        "DETAIL-WINDOW-STATUS-UPCOMING",
        lambda policy: policy.put("windows.cycle_status", lambda status: "ACTIVE"),
    ),
    should(
        "detail-window-stays-upcoming",
        "The fixed window of a LIVE badge has the cycle status UPCOMING in the detail.",
        "EXPL-073 EXPL-075",
        "DETAIL-WINDOW-STATUS-ACTIVE",
        lambda policy: policy.put("windows.cycle_status", lambda status: "UPCOMING"),
    ),
    must(
        "detail-window-is-live",
        "The fixed window of a LIVE badge has the cycle status LIVE.",
        "EXPL-073 EXPL-075",
        "DETAIL-CYCLE-STATUS DETAIL-WINDOW-STATUS-ACTIVE",
        lambda policy: policy.wrap(
            "windows.cycle_status",
            lambda original: lambda status: "LIVE" if status == LIVE else original(status),
        ),
    ),
    should(
        "detail-cycle-runs-backwards",
        "The cycle of a fixed window ends before it starts.",
        "EXPL-075",
        "DETAIL-WINDOW-CYCLE-ORDER",
        _cycle(lambda cycle, constraint: Cycle(cycle.end, cycle.start - DAY)),
    ),
    should(
        "detail-cycle-is-empty",
        "The cycle of a fixed window ends when it starts.",
        "EXPL-075 EXPL-078",
        "DETAIL-WINDOW-CYCLE-ORDER DETAIL-WINDOW-CYCLE-LENGTH",
        _cycle(lambda cycle, constraint: Cycle(cycle.start, cycle.start)),
    ),
    should(
        "detail-cycle-is-two-turns-long",
        "The cycle of a daily window lasts twice its refresh rate.",
        "EXPL-078",
        "DETAIL-WINDOW-CYCLE-LENGTH",
        _cycle(
            lambda cycle, constraint: Cycle(
                cycle.start, cycle.start + 2 * DAY * (constraint.get("refreshRate") or 7)
            )
        ),
    ),
    should(
        "detail-cycle-is-a-day-short",
        "The cycle of a daily window is two days shorter than its refresh rate.",
        "EXPL-078",
        "DETAIL-WINDOW-CYCLE-LENGTH",
        _cycle(lambda cycle, constraint: Cycle(cycle.start, cycle.end - DAY)),
    ),
    should(
        "detail-cycle-is-in-hours",
        "The cycle of a daily window lasts as many hours as it should days.",
        "EXPL-078",
        "DETAIL-WINDOW-CYCLE-LENGTH",
        _cycle(
            lambda cycle, constraint: Cycle(
                cycle.start, cycle.start + 3600 * (constraint.get("refreshRate") or 7)
            )
        ),
    ),
    should(
        "detail-upcoming-window-has-a-cycle",
        "The fixed window of an UPCOMING badge shows a cycle and a count.",
        "EXPL-074",
        "DETAIL-CYCLE-UPCOMING",
        _of(
            lambda one: (
                {
                    **one,
                    "fixedWindowCycle": {"startDate": 1.0, "endDate": 2.0},
                    "earnConstraintBlockStatistics": {
                        **one["earnConstraintBlockStatistics"],
                        "currentEarnCount": 0,
                    },
                }
                if one["cycleStatus"] == "UPCOMING"
                else one
            )
        ),
    ),
    should(
        "detail-active-window-has-no-cycle",
        "The fixed window of a LIVE badge shows no cycle.",
        "EXPL-075",
        "DETAIL-CYCLE-ACTIVE",
        _of(_with(fixedWindowCycle=None)),
    ),
    must(
        "detail-cycle-has-no-end",
        "The cycle of a fixed window shows no end.",
        "EXPL-075",
        "DETAIL-WINDOW-CYCLE",
        shown(_POINT, "fixedWindowCycle.endDate", drop),
    ),
    must(
        "detail-cycle-is-in-milliseconds",
        "The cycle of a fixed window shows its dates in milliseconds.",
        "EXPL-075 CMN-022",
        "COMMON-TIMESTAMP-SECONDS",
        chain(
            shown(_POINT, "fixedWindowCycle.startDate", milliseconds),
            shown(_POINT, "fixedWindowCycle.endDate", milliseconds),
        ),
    ),
    must(
        "detail-cycle-is-in-iso",
        "The cycle of a fixed window shows its dates as texts.",
        "EXPL-075",
        "DETAIL-WINDOW-CYCLE",
        shown(_POINT, "fixedWindowCycle.startDate", str),
    ),
    must(
        "detail-names-constraint-of-write",
        "The detail shows a made-up constraint type.",
        "EXPL-064",
        "DETAIL-CONSTRAINT-TYPE",
        _of(lambda one: {**one, "constraintType": f"{one['constraintType']}_LIMIT"}),
    ),
    must(
        "detail-level-is-that-of-badge",
        "The detail shows the level BADGE for customer constraints.",
        "EXPL-068",
        "DETAIL-LIMIT-LEVEL",
        _of(_with(constraintLevel="BADGE"), level="CUSTOMER"),
    ),
    must(
        "detail-window-has-no-rate",
        "The detail of a daily window shows no refresh rate.",
        "EXPL-072",
        "DETAIL-CONSTRAINT-FIXED-WINDOW CROSS-REFRESH-RATE",
        _of(_with(refreshRate=None)),
    ),
    must(
        "detail-limit-is-unlimited",
        "The detail of a fixed value shows no limit.",
        "EXPL-067",
        "DETAIL-MAX-EARN-LIMIT CROSS-MAX-EARN-LIMIT",
        _of(_with(maxEarnLimit=None), "OVERALL"),
    ),
    must(
        "detail-rolling-window-has-no-unit",
        "The detail of a rolling window of the badge shows no roll type.",
        "EXPL-071",
        "DETAIL-CONSTRAINT-ROLLING-WINDOW CROSS-ROLL-TYPE",
        _of(_with(rollType=None), "ROLLING_WINDOW", "BADGE"),
    ),
    must(
        "detail-roll-type-is-singular",
        "The detail shows DAY, WEEK and MONTH as roll types.",
        "EXPL-069 EXPL-071",
        "DETAIL-CONSTRAINT-FIELDS",
        _of(_changed("rollType", lambda unit: unit[:-1])),
    ),
    should(
        "detail-overall-has-a-duration",
        "The detail of a fixed value shows a duration.",
        "EXPL-070",
        "DETAIL-CONSTRAINT-OVERALL",
        _of(_with(durationType="DAYS", refreshRate=1), "OVERALL"),
    ),
    should(
        "detail-rolling-window-has-a-rate",
        "The detail of a rolling window of the badge shows a refresh rate.",
        "EXPL-071",
        "DETAIL-CONSTRAINT-ROLLING-WINDOW-ONLY",
        _of(_with(durationType="DAYS", refreshRate=1), "ROLLING_WINDOW", "BADGE"),
    ),
    should(
        "detail-fixed-window-has-a-roll-type",
        "The detail of a fixed window shows a roll type and no reference.",
        "EXPL-072",
        "DETAIL-CONSTRAINT-FIXED-WINDOW-ONLY",
        _of(_with(rollType="DAYS", rollValue=1, fixedWindowReferenceId=None), "FIXED_WINDOW"),
    ),
    should(
        "detail-constraint-has-no-statistics",
        "Constraints of the detail have no statistics.",
        "EXPL-069 EXPL-076",
        "DETAIL-STATISTICS-PRESENT",
        _of(_with(earnConstraintBlockStatistics=None)),
    ),
    must(
        "detail-statistics-are-texts",
        "The counts of a constraint are texts.",
        "EXPL-076",
        "DETAIL-STATISTICS",
        shown(_POINT, "earnConstraintBlockStatistics.currentEarnCount", str),
    ),
    must(
        "detail-constraints-are-an-object",
        "The detail shows each array of constraints as an object keyed by type.",
        "EXPL-062 EXPL-063",
        "DETAIL-CUSTOMER-CONSTRAINTS DETAIL-BADGE-CONSTRAINTS",
        _array("customerConstraints", lambda array: {each["constraintType"]: each for each in array}),
        _array("badgeConstraints", lambda array: {each["constraintType"]: each for each in array}),
    ),
)
