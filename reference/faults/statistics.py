# ruff: noqa: ARG005
"""Statistics of a detail: the switch, and what was issued, earned and counted for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, drop, shown
from reference.faults.registry import Fault, must, should
from reference.model import JsonObject
from reference.policy import Policy

_DETAIL, _STATISTICS = "views.detail", "views.statistics"
_BLOCKS = (
    ("customerConstraints", "customer-constraints", "EXPL-008", "CUSTOMER-CONSTRAINTS"),
    ("badgeConstraints", "badge-constraints", "EXPL-009", "BADGE-CONSTRAINTS"),
    ("issualDetails", "issuals", "EXPL-010", "ISSUALS"),
    ("earnDetails", "earns", "EXPL-011", "EARNS"),
)


def _blocks() -> Iterator[Fault]:
    for name, slug, statement, requirement in _BLOCKS:
        yield must(
            f"detail-with-statistics-lacks-{slug}",
            f"With statistics on the detail lacks {name}.",
            f"EXPL-007 {statement}",
            f"DETAIL-STATISTICS-ON-{requirement}",
            shown(_STATISTICS, name, drop),
        )
        yield must(
            f"detail-without-statistics-has-{slug}",
            f"With statistics off the detail has {name} all the same.",
            "EXPL-007 EXPL-012",
            f"DETAIL-STATISTICS-OFF-{requirement}",
            _leaks(name),
        )


def _leaks(name: str) -> Change:
    """One block is shown whatever the switch says."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(policy: Policy, subject: Any, statistics: bool, now: float) -> JsonObject:
            answer = original(policy, subject, statistics, now)
            return {**answer, name: policy.views.statistics(policy, subject, now)[name]}

        return spoilt

    return lambda policy: policy.wrap(_DETAIL, view)


def _when_off(edit: Callable[[JsonObject], JsonObject]) -> Change:
    """The detail without statistics, changed."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(policy: Policy, subject: Any, statistics: bool, now: float) -> JsonObject:
            answer = original(policy, subject, statistics, now)
            return answer if statistics else edit(answer)

        return spoilt

    return lambda policy: policy.wrap(_DETAIL, view)


FAULTS: tuple[Fault, ...] = (
    *_blocks(),
    must(
        "detail-ignores-switch-off",
        "Statistics are shown whatever includeStatistics says.",
        "EXPL-007 EXPL-012",
        "DETAIL-STATISTICS-OFF-ISSUALS DETAIL-STATISTICS-OFF-EARNS",
        lambda policy: policy.put("listing.read_statistics", lambda sent, default: (True, [])),
    ),
    must(
        "detail-ignores-switch-on",
        "Statistics are never shown.",
        "EXPL-007 EXPL-008 EXPL-009 EXPL-010 EXPL-011",
        "DETAIL-STATISTICS-ON-ISSUALS DETAIL-STATISTICS-ON-EARNS DETAIL-STATISTICS-ON-CUSTOMER-CONSTRAINTS",
        lambda policy: policy.put("listing.read_statistics", lambda sent, default: (False, [])),
    ),
    must(
        "detail-inverts-switch",
        "includeStatistics=true leaves the statistics out, false shows them.",
        "EXPL-007 EXPL-008 EXPL-012",
        "DETAIL-STATISTICS-ON-CUSTOMER-CONSTRAINTS DETAIL-STATISTICS-OFF-CUSTOMER-CONSTRAINTS",
        lambda policy: policy.put(
            "listing.read_statistics", lambda sent, default: ("true" not in sent if sent else default, [])
        ),
    ),
    must(
        "detail-demands-switch",
        "A detail without includeStatistics is refused.",
        "EXPL-007",
        "DETAIL-STATISTICS-OMITTED",
        lambda policy: policy.wrap(
            "listing.read_statistics",
            lambda original: lambda sent, default: original(sent or ["missing"], default),
        ),
    ),
    must(
        "detail-without-statistics-has-no-owners",
        "With statistics off the detail shows no owners.",
        "EXPL-013",
        "DETAIL-STATISTICS-SAME-CORE",
        _when_off(lambda answer: {**answer, "owner": []}),
    ),
    must(
        "detail-without-statistics-shortens-description",
        "With statistics off the detail shows the first word of the description.",
        "EXPL-013",
        "DETAIL-STATISTICS-SAME-CORE",
        _when_off(lambda answer: {**answer, "description": (answer["description"] or "").split(" ")[0]}),
    ),
    should(
        "detail-without-statistics-has-no-images",
        "With statistics off the detail shows no images.",
        "EXPL-013",
        "DETAIL-STATISTICS-SAME-REST",
        _when_off(lambda answer: {**answer, "images": []}),
    ),
    should(
        "detail-without-statistics-has-no-custom-fields",
        "With statistics off the detail shows neither tags nor custom fields.",
        "EXPL-013",
        "DETAIL-STATISTICS-SAME-REST",
        _when_off(lambda answer: {**answer, "tags": [], "customFields": {}}),
    ),
    must(
        "detail-without-statistics-has-no-active-count",
        "With statistics off the detail has no activeEarnedCount.",
        "EXPL-093 EXPL-094",
        "DETAIL-ACTIVE-EARNED-COUNT",
        _when_off(
            lambda answer: {name: value for name, value in answer.items() if name != "activeEarnedCount"}
        ),
    ),
    must(
        "detail-counts-an-issue-for-all",
        "The detail of a new badge counts one issue.",
        "EXPL-081 EXPL-082",
        "DETAIL-NEW-ISSUED-ZERO DETAIL-ISSUED-COUNT",
        shown(_STATISTICS, "issualDetails.issuedCount", lambda count: count or 1),
    ),
    must(
        "detail-counts-an-earning-for-all",
        "The detail of a new badge counts one earning.",
        "EXPL-092",
        "DETAIL-NEW-EARNED-ZERO DETAIL-EARN-COUNT",
        shown(_STATISTICS, "earnDetails.earnCount", lambda count: count or 1),
    ),
    must(
        "detail-counts-an-active-badge-for-all",
        "The detail of a new badge counts one active earned badge.",
        "EXPL-093 EXPL-095",
        "DETAIL-NEW-ACTIVE-ZERO DETAIL-ACTIVE-WITHIN-EARNED",
        shown(_DETAIL, "activeEarnedCount", lambda count: count or 1),
    ),
    should(
        "detail-dates-earning-by-creation",
        "The detail of a new badge shows its creation as the last earning.",
        "EXPL-096 EXPL-097",
        "DETAIL-NEW-LAST-EARNED-NULL",
        lambda policy: policy.wrap(
            _DETAIL,
            lambda original: (
                lambda *arguments: {
                    "lastEarnedOn": (view := original(*arguments))["createdOn"],
                    **view,
                    "lastEarnedOnISO": view["lastEarnedOnISO"] or view["createdOnISO"],
                }
            ),
        ),
    ),
    should(
        "detail-counts-against-limits-of-all",
        "The constraints of a badge that nobody has earned count one earning.",
        "EXPL-075 EXPL-076",
        "DETAIL-NEW-CONSTRAINT-ZERO",
        shown(
            "views.read_constraint",
            "earnConstraintBlockStatistics.currentEarnCount",
            lambda count: count or 1,
        ),
    ),
    should(
        "detail-counts-over-the-limit",
        "A constraint counts one earning more than its limit.",
        "EXPL-077",
        "DETAIL-COUNT-WITHIN-LIMIT",
        lambda policy: policy.wrap(
            "views.read_constraint",
            lambda original: (
                lambda *arguments: {
                    **(one := original(*arguments)),
                    "earnConstraintBlockStatistics": {
                        **one["earnConstraintBlockStatistics"],
                        "currentEarnCount": one["maxEarnLimit"] and one["maxEarnLimit"] + 1,
                    },
                }
            ),
        ),
    ),
)
