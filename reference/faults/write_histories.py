# ruff: noqa: ARG001
"""Writes that hold the past against a badge: what it was, what was refused, what else changes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reference.edits import (
    Change,
    chain,
    checks_also,
    detailed_as,
    noted,
    reading,
    silent,
    stored,
)
from reference.faults.atomicity import refused_drafts
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.constraints import kind_of
from reference.rules.problems import INVALID, Problem, problem

_CODES = (400, 720, 723, 724, 826)


def _closed_after(code: int) -> Change:
    """After a refusal with the code the badge takes no update."""

    def apply(policy: Policy) -> Policy:
        closed: set[str] = set()

        def note(case: Case) -> None:
            if case.badge is not None:
                closed.add(case.badge.id)

        def check(case: Case) -> Problem | None:
            return problem(INVALID) if case.badge is not None and case.badge.id in closed else None

        return refused_drafts("update", note, code)(checks_also("update", "closed", check)(policy))

    return apply


def _once(attribute: str) -> Change:
    """An update that gives a badge back what it had before the last one is ignored."""

    def apply(policy: Policy) -> Policy:
        had: dict[str, list[Any]] = {}

        def change(badge: Badge, before: Badge | None) -> JsonObject:
            values = had.setdefault(badge.id, [])
            value, now = getattr(badge, attribute), None if before is None else getattr(before, attribute)
            if before is not None and value != now and value in values:
                return {attribute: now}
            values.append(value)
            return {}

        return stored("write", change)(policy)

    return apply


def _created_anew(when: Callable[[Badge, Badge], bool]) -> Change:
    return stored(
        "update",
        lambda badge, before: {"created_on": badge.updated_on} if before and when(badge, before) else {},
    )


def _untimed(*attributes: str) -> Change:
    """An update that changes nothing but some attributes leaves the time of the last update."""

    def change(badge: Badge, before: Badge | None) -> JsonObject:
        same = {"updated_on", "updated_by", *attributes}
        others = [name for name in badge.__dataclass_fields__ if name not in same]
        only = before is not None and all(getattr(badge, name) == getattr(before, name) for name in others)
        changed = before is not None and any(
            getattr(badge, name) != getattr(before, name) for name in attributes
        )
        return {"updated_on": before.updated_on} if before and only and changed else {}

    return stored("update", change)


def _other_kinds(case: Case) -> list[bool]:
    """Of each array with one constraint before and after, whether its kind changes."""
    if case.badge is None:
        return []
    pairs = (
        (case.badge.customer_constraints, case.draft.get("customerConstraints")),
        (case.badge.badge_constraints, case.draft.get("badgeConstraints")),
    )
    return [kind_of(before[0]) != kind_of(after[0]) for before, after in pairs if before and after]


def _free_after_a_change(policy: Policy) -> Policy:
    """A LIVE badge whose constraints changed once may have any others."""
    freed: set[str] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and before.badge_constraints != badge.badge_constraints:
            freed.add(badge.id)
        if before is not None and before.customer_constraints != badge.customer_constraints:
            freed.add(badge.id)

    free = silent("checks.update.frozen_kind", lambda case: case.badge is not None and case.badge.id in freed)
    return chain(noted(note), free)(policy)


def _switched_off_once(policy: Policy) -> Policy:
    """A badge that was switched off and on again stays on."""
    on_again: set[str] = set()

    def change(badge: Badge, before: Badge | None) -> JsonObject:
        if before is not None and badge.active and not before.active:
            on_again.add(badge.id)
        return {"active": True} if badge.id in on_again else {}

    return stored("update", change)(policy)


def _taken_from_body(member: str, attribute: str) -> Change:
    """What only the server knows is taken from the body of a create."""

    def apply(policy: Policy) -> Policy:
        sent: dict[str, Any] = {}

        def note(body: JsonObject) -> JsonObject:
            sent["value"] = body.get(member)
            return body

        def change(badge: Badge, before: Badge | None) -> JsonObject:
            return {} if sent.get("value") is None else {attribute: sent["value"]}

        return chain(reading("create", note), stored("create", change))(policy)

    return apply


def _until_the_first(attribute: str, late: bool) -> Change:
    """The detail goes by the first value of a date, where that is later (or earlier) than the present one."""

    def apply(policy: Policy) -> Policy:
        first: dict[str, float] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            first.setdefault(badge.id, getattr(badge, attribute))

        def seen(badge: Badge) -> Badge:
            was = first.get(badge.id, getattr(badge, attribute))
            extreme = max if late else min
            return replace(badge, **{attribute: extreme(was, getattr(badge, attribute))})

        status: Callable[..., Any] = lambda original: (  # noqa: E731
            lambda own, subject, *rest: {
                **original(own, subject, *rest),
                "badgeStatus": original(own, replace(subject, badge=seen(subject.badge)), *rest)[
                    "badgeStatus"
                ],
            }
        )
        return chain(noted(note), lambda own: own.wrap("views.detail", status))(policy)

    return apply


def _first_without_statistics(policy: Policy) -> Policy:
    """A detail without statistics is shown again as it was first shown."""
    known: dict[str, JsonObject] = {}

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def cached(own: Policy, subject: Any, statistics: bool, now: float) -> JsonObject:
            answer = original(own, subject, statistics, now)
            return answer if statistics else known.setdefault(subject.badge.id, answer)

        return cached

    return policy.wrap("views.detail", view)


def _half_of_a_start_of_long_ago(policy: Policy) -> Policy:
    """Of an update that is refused for a start of long ago the description is shown."""
    wanted: dict[str, Any] = {}

    def note(original: Callable[[Case], Problem | None]) -> Callable[[Case], Problem | None]:
        def check(case: Case) -> Problem | None:
            found = original(case)
            if found is not None and case.badge is not None:
                wanted[case.badge.id] = case.draft.get("description")
            return found

        return check

    shown = detailed_as(lambda badge: replace(badge, description=wanted.get(badge.id, badge.description)))
    return shown(policy.wrap("checks.update.ancient_start", note))


def _closing() -> Iterator[Fault]:
    for code in _CODES:
        yield must(
            f"update-{code}-closes-the-badge",
            f"After a refusal with {code} a badge takes no update any more.",
            "PUT-137",
            f"UPDATE-REFUSED-{code}-CHANGES-NOTHING",
            _closed_after(code),
        )


def _returning() -> Iterator[Fault]:
    for attribute, statement, key in (
        ("description", "PUT-093", "DESCRIPTION"),
        ("rank", "PUT-115", "BADGE-RANK"),
        ("owners", "PUT-105", "OWNERS"),
        ("tags", "PUT-113", "TAGS"),
        ("earned_expiry", "PUT-096", "EARNED-RELATIVE"),
        ("start_on", "PUT-094", "START"),
        ("expires_on", "PUT-095", "EXPIRES"),
    ):
        words = attribute.replace("_", " ")
        yield must(
            f"update-takes-no-{attribute.replace('_', '-')}-back",
            f"An update that gives a badge the {words} back that it had before is ignored.",
            statement,
            f"UPDATE-ECHO-{key}",
            _once(attribute),
        )


def _timing() -> Iterator[Fault]:
    for slug, words, attributes in (
        ("tags", "tags or images", ("tags", "images")),
        ("limits", "constraints", ("customer_constraints", "badge_constraints")),
        ("rank", "the rank", ("rank",)),
        ("owners", "owners", ("owners",)),
        ("dates", "start or end", ("start_on", "expires_on")),
    ):
        yield must(
            f"update-of-{slug}-has-no-time",
            f"An update that changes nothing but {words} leaves the time of the last update.",
            "PUT-125",
            "UPDATE-LAST-UPDATED-ON-ADVANCES",
            _untimed(*attributes),
        )


def _settable() -> Iterator[Fault]:
    for member, attribute, statement, requirement, level in (
        ("createdOn", "created_on", "POST-112", "CREATE-CREATED-ON-NOW", must),
        ("createdBy", "created_by", "POST-114", "CREATE-CREATED-BY-CONSTANT", should),
        ("orgId", "org_id", "POST-078", "CREATE-ORG-ID-CONSTANT", should),
        ("id", "id", "POST-076 POST-077", "CREATE-ID-FRESH", must),
    ):
        yield level(
            f"create-takes-{member.lower()}-from-the-body",
            f"A create takes {member} from its body.",
            statement,
            requirement,
            _taken_from_body(member, attribute),
        )


FAULTS: tuple[Fault, ...] = (
    *_closing(),
    *_returning(),
    *_timing(),
    *_settable(),
    must(
        "update-of-the-name-creates-anew",
        "An update that renames a badge sets createdOn anew.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        _created_anew(lambda badge, before: badge.name != before.name),
    ),
    must(
        "update-of-the-owners-creates-anew",
        "An update that changes the owners sets createdOn anew.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        _created_anew(lambda badge, before: badge.owners != before.owners),
    ),
    must(
        "update-frees-kinds-with-a-deactivation",
        "An update that deactivates a LIVE badge may change its constraints in any way.",
        "PUT-081 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-VALUE UPDATE-826-CUSTOMER-WINDOW-TO-VALUE",
        silent(
            "checks.update.frozen_kind",
            lambda case: case.badge is not None and case.badge.active and case.draft.get("active") is False,
        ),
    ),
    must(
        "update-frees-kinds-of-both-arrays",
        "A LIVE badge may change the kinds of both its arrays at once.",
        "PUT-081 PUT-134",
        "UPDATE-826-BADGE-WINDOW-TO-VALUE UPDATE-826-CUSTOMER-WINDOW-TO-VALUE",
        silent("checks.update.frozen_kind", lambda case: _other_kinds(case) == [True, True]),
    ),
    must(
        "update-frees-kinds-after-a-change",
        "A LIVE badge whose constraints changed once may change them in any way.",
        "PUT-082 PUT-134",
        "UPDATE-826-BADGE-VALUE-TO-WINDOW UPDATE-826-CUSTOMER-VALUE-TO-WINDOW",
        _free_after_a_change,
    ),
    must(
        "update-deactivates-once",
        "A badge that was deactivated and activated again cannot be deactivated.",
        "PUT-129",
        "LIFECYCLE-DEACTIVATION-IN-DETAIL",
        _switched_off_once,
    ),
    must(
        "update-activates-no-live-badge",
        "A badge that was created inactive cannot be activated once it is LIVE.",
        "PUT-129",
        "LIFECYCLE-REACTIVATION-IN-DETAIL",
        stored(
            "update",
            lambda badge, before: (
                {"active": False}
                if before and not before.active and badge.start_on <= before.updated_on == before.created_on
                else {}
            ),
        ),
    ),
    must(
        "detail-goes-by-the-later-end",
        "A badge whose end was moved to an earlier one is LIVE in the detail until the first end.",
        "EXPL-105",
        "LIFECYCLE-EXPIRED-BY-WAITING-IN-DETAIL DETAIL-STATUS-CLOCK",
        _until_the_first("expires_on", late=True),
    ),
    must(
        "detail-goes-by-the-later-start",
        "A badge whose start was moved to an earlier one is UPCOMING in the detail until the first start.",
        "EXPL-105",
        "LIFECYCLE-LIVE-BY-WAITING-IN-DETAIL DETAIL-STATUS-CLOCK",
        _until_the_first("start_on", late=True),
    ),
    must(
        "detail-goes-by-the-earlier-start",
        "A badge whose start was moved to a later one is LIVE in the detail from the first start on.",
        "EXPL-105",
        "LIFECYCLE-UPCOMING-IN-DETAIL DETAIL-STATUS-CLOCK",
        _until_the_first("start_on", late=False),
    ),
    must(
        "detail-without-statistics-stays-as-first-shown",
        "A detail without statistics is shown again as it was first shown.",
        "PUT-138",
        "UPDATE-VISIBLE-IN-DETAIL",
        _first_without_statistics,
    ),
    must(
        "update-keeps-half-of-a-start-of-long-ago",
        "Of an update that is refused for a start of more than a century ago the description is shown.",
        "PUT-011 PUT-137",
        "UPDATE-START-100-YEARS",
        _half_of_a_start_of_long_ago,
    ),
)
