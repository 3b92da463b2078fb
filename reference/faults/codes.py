# ruff: noqa: ARG001
"""Refusals that say the wrong thing, or only part of it, or fall over while they say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reference.edits import Change, chain, failure, judged, noted, operation_of, reading, reread
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import Problem, problem


def _refusals(edit: Callable[[list[Problem]], list[Problem]]) -> Change:
    """What refusals say, changed."""
    return lambda policy: policy.wrap(
        "views.refusal", lambda original: lambda problems: original(edit(list(dict.fromkeys(problems))))
    )


def _reported(operation: str, edit: Callable[[list[Problem]], list[Problem]]) -> Change:
    """What the refusals of an operation say, changed."""

    def apply(policy: Policy) -> Policy:
        last: dict[str, str] = {}

        def read(original: Callable[..., Any]) -> Callable[..., Any]:
            def told(fields: tuple[Any, ...], body: JsonObject) -> Any:
                last["operation"] = operation_of(fields)
                return original(fields, body)

            return told

        def ours(problems: list[Problem]) -> list[Problem]:
            return edit(problems) if last.get("operation") == operation else problems

        return _refusals(ours)(policy.wrap("drafts.read", read))

    return apply


def _codes(problems: Sequence[Problem]) -> set[int]:
    return {one.code for one in problems}


def _first(problems: list[Problem]) -> list[Problem]:
    return problems[:1]


def _generic(problems: list[Problem]) -> list[Problem]:
    """Several problems are reported as one that says nothing."""
    return [problem(400, None, "Several fields are invalid")] if len(problems) > 1 else problems


def _fails(check: str) -> Change:
    """A check that finds something falls over saying so."""

    def wrapper(original: Callable[[Case], Problem | None]) -> Callable[[Case], Problem | None]:
        def judge(case: Case) -> Problem | None:
            if original(case) is not None:
                raise failure()
            return None

        return judge

    return lambda policy: policy.wrap(check, wrapper)


def _fails_over(operation: str, code: int) -> Change:
    """What is wrong with the shape of a body makes the server fall over."""

    def read(original: Callable[..., Any]) -> Callable[..., Any]:
        def strict(fields: tuple[Any, ...], body: JsonObject) -> Any:
            draft, problems = original(fields, body)
            if operation == operation_of(fields) and code in _codes(problems):
                raise failure()
            return draft, problems

        return strict

    return lambda policy: policy.wrap("drafts.read", read)


# check, slug, words, statements, requirement
_FAILURES = (
    ("create.name_taken", "taken name", "POST-123 CMN-016", "CREATE-725-NAME-TAKEN"),
    ("create.past_start", "past start", "POST-124 CMN-016", "CREATE-722-START-PAST"),
    ("create.ancient_start", "start a century ago", "POST-011 CMN-016", "CREATE-START-100-YEARS"),
    ("update.unknown_badge", "unknown id", "PUT-006 CMN-016", "UPDATE-ID-UNKNOWN"),
    ("update.name_taken", "taken name", "PUT-004 CMN-016", "UPDATE-NAME-TAKEN"),
    (
        "update.frozen_start",
        "moved start of a LIVE badge",
        "PUT-131 PUT-012 CMN-016",
        "UPDATE-START-FROZEN-LIVE",
    ),
    (
        "update.reversed_dates",
        "end before the start",
        "PUT-132 PUT-020 CMN-016",
        "UPDATE-720-END-BEFORE-START",
    ),
    ("update.past_expiry", "past end", "PUT-133 PUT-021 CMN-016", "UPDATE-724-END-PAST-LIVE"),
    ("update.frozen_kind", "frozen kind", "PUT-134 PUT-079 CMN-016", "UPDATE-826-BADGE-WINDOW-TO-ROLLING"),
    (
        "update.claimed_owner_removed",
        "removed owner with a claim",
        "PUT-034 CMN-016",
        "UPDATE-CLAIMED-OWNER-KEPT",
    ),
)


def _failures() -> Iterator[Fault]:
    for check, words, statements, requirement in _FAILURES:
        operation = check.partition(".")[0]
        yield must(
            f"{operation}-fails-on-{words.lower().replace(' ', '-')}",
            f"The refusal of a {words} ends in a 500 on {operation}.",
            statements,
            f"{requirement} COMMON-NO-SERVER-ERROR",
            _fails(f"checks.{check}"),
        )


def _missing_owners_are_400(policy: Policy) -> Policy:
    def edit(body: JsonObject, draft: JsonObject) -> list[Problem]:
        ownership = body.get("ownership")
        missing = ownership is None or (
            isinstance(ownership, dict) and ownership.get("restrictedToOwners") is None
        )
        return [problem(400)] if missing else []

    return chain(judged("create", edit), _refusals(_without_owners))(policy)


def _without_owners(problems: list[Problem]) -> list[Problem]:
    """400 and 728 together are 400."""
    return [one for one in problems if one.code != 728] if {400, 728} <= _codes(problems) else problems


def _last_badge(null_only: bool) -> Change:
    """An id that is missing, or only one that is null, stands for the badge that was written last."""

    def apply(policy: Policy) -> Policy:
        last: list[str] = []

        def note(badge: Badge, before: Badge | None) -> None:
            last[:] = [badge.id]

        def before(body: JsonObject) -> JsonObject:
            meant = "id" in body if null_only else True
            return {**body, "id": last[0]} if last and meant and body.get("id") is None else body

        return chain(noted(note), reading("update", before))(policy)

    return apply


def _any_badge(policy: Policy) -> Policy:
    """An unknown id stands for the badge that was written last, for the length of the answer."""
    last: list[Badge] = []

    def note(badge: Badge, before: Badge | None) -> None:
        last[:] = [badge]

    def target(original: Callable[..., Badge | None]) -> Callable[..., Badge | None]:
        def found(store: Any, badge_id: str) -> Badge | None:
            badge = original(store, badge_id)
            return replace(last[0], id=badge_id) if badge is None and last else badge

        return found

    return noted(note)(policy).wrap("lookups.target", target)


FAULTS: tuple[Fault, ...] = (
    *_failures(),
    must(
        "create-fails-on-unknown-owner",
        "The refusal of an unknown owner ends in a 500 on create.",
        "POST-125 CMN-016",
        "CREATE-714-UNKNOWN-OWNER COMMON-NO-SERVER-ERROR",
        _fails_over("create", 714),
    ),
    must(
        "create-fails-on-no-owner",
        "The refusal of an empty owner list ends in a 500 on create.",
        "POST-121 CMN-016",
        "CREATE-728-EMPTY-OWNERS COMMON-NO-SERVER-ERROR",
        _fails_over("create", 728),
    ),
    must(
        "update-fails-on-invalid-field",
        "The refusal of an unknown enum value ends in a 500 on update.",
        "PUT-135 CMN-016",
        "UPDATE-ENUM-EARN-TYPE-UNKNOWN COMMON-NO-SERVER-ERROR",
        _fails_over("update", 400),
    ),
    must(
        "update-fails-on-missing-id",
        "The refusal of a missing id ends in a 500 on update.",
        "PUT-007 PUT-006",
        "UPDATE-ID-MISSING UPDATE-ID-NULL",
        _fails_over("update", 715),
    ),
    should(
        "create-names-first-problem-only",
        "A create that breaks several rules is answered with the code of the first.",
        "CMN-021",
        "CREATE-SEVERAL-ERRORS-LISTED",
        _reported("create", _first),
    ),
    should(
        "update-names-first-problem-only",
        "An update that breaks several rules is answered with the code of the first.",
        "CMN-021",
        "UPDATE-SEVERAL-ERRORS-LISTED",
        _reported("update", _first),
    ),
    must(
        "create-generalises-several-problems",
        "A create that breaks several rules is answered with 400 alone.",
        "CMN-021 POST-121 POST-123 POST-124",
        "CREATE-SEVERAL-ERRORS-REFUSED",
        _reported("create", _generic),
    ),
    must(
        "update-generalises-several-problems",
        "An update that breaks several rules is answered with 400 alone.",
        "CMN-021 PUT-131 PUT-133",
        "UPDATE-SEVERAL-ERRORS-REFUSED",
        _reported("update", _generic),
    ),
    must(
        "create-no-owner-is-714",
        "An empty owner list is refused with 714 instead of 728.",
        "POST-121",
        "CREATE-728-EMPTY-OWNERS",
        reread("create", 728, 714),
    ),
    must(
        "create-unknown-owner-is-400",
        "An unknown owner is refused with 400 instead of 714 on create.",
        "POST-125",
        "CREATE-714-UNKNOWN-OWNER CREATE-714-MIXED-OWNERS",
        reread("create", 714, 400),
    ),
    should(
        "create-missing-owners-are-400",
        "A missing owner list is refused with 400, though an empty one is refused with 728.",
        "POST-121 POST-134",
        "CREATE-728-MISSING-OWNERS",
        _missing_owners_are_400,
    ),
    must(
        "update-accepts-without-id",
        "An update without an id is taken for the badge that was updated last.",
        "PUT-006 PUT-007",
        "UPDATE-ID-MISSING UPDATE-ID-NULL",
        _last_badge(null_only=False),
    ),
    must(
        "update-unknown-id-is-accepted",
        "An update of an id that no badge has is answered as if it had been carried out.",
        "PUT-006",
        "UPDATE-ID-UNKNOWN",
        _any_badge,
    ),
    must(
        "update-null-id-is-accepted",
        "null for the id is taken for the badge that was updated last.",
        "PUT-006 PUT-007",
        "UPDATE-ID-NULL",
        _last_badge(null_only=True),
    ),
)
