# ruff: noqa: ARG001, ARG005
"""Views that do not see what was written: caches, lost updates, and badges that change with others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reference.edits import Change, chain, noted, seen_as, shown
from reference.faults.list_edits import judged_by
from reference.faults.registry import Fault, must, should
from reference.listing import Search
from reference.model import Badge
from reference.policy import Policy
from reference.store import Condition, Row


def _cached_detail(policy: Policy) -> Policy:
    """A detail that was shown once is shown again."""
    seen: dict[Any, Any] = {}

    def view(original: Callable[..., Any]) -> Callable[..., Any]:
        def cached(own: Policy, subject: Any, statistics: bool, now: float) -> Any:
            key = (subject.badge.id, subject.customer_id, statistics)
            return seen.setdefault(key, original(own, subject, statistics, now))

        return cached

    return policy.wrap("views.detail", view)


def _cached_row(policy: Policy) -> Policy:
    """A row that was shown once is shown again."""
    seen: dict[str, Any] = {}

    def view(original: Callable[..., Any]) -> Callable[..., Any]:
        return lambda own, one, *rest: seen.setdefault(one.badge.id, original(own, one, *rest))

    return policy.wrap("views.row", view)


def _first_in_detail(attribute: str) -> Change:
    """The detail shows what the creation wrote into one field, whatever was written since."""

    def apply(policy: Policy) -> Policy:
        first: dict[str, Any] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            first.setdefault(badge.id, getattr(badge if before is None else before, attribute))

        def view(original: Callable[..., Any]) -> Callable[..., Any]:
            def stale(own: Policy, subject: Any, *rest: Any) -> Any:
                badge = subject.badge
                old = replace(badge, **{attribute: first.get(badge.id, getattr(badge, attribute))})
                return original(own, replace(subject, badge=old), *rest)

            return stale

        return chain(noted(note), lambda own: own.wrap("views.detail", view))(policy)

    return apply


def _lost(when: Callable[[int], bool]) -> Change:
    """Some updates of a badge, by their number, are answered and not stored."""

    def apply(policy: Policy) -> Policy:
        updates: dict[str, int] = {}
        hidden: dict[str, Badge] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            number = updates[badge.id] = updates.get(badge.id, -1) + 1
            if before is not None and when(number):
                hidden.setdefault(badge.id, before)
            else:
                hidden.pop(badge.id, None)

        return chain(noted(note), seen_as(lambda badge: hidden.get(badge.id, badge)))(policy)

    return apply


def _either_name(policy: Policy) -> Policy:
    """The name filter knows every name that a badge ever had."""
    names: dict[str, set[str]] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        for one in (badge, before):
            if one is not None:
                names.setdefault(one.name, set()).add(one.id)

    def judge(own: Policy, search: Search) -> Condition | None:
        name = search.values.get("name")
        found = sorted(names.get(name or "", ()))
        return None if name is None else Condition(f"b.name = ? OR b.id IN ({_marks(found)})", (name, *found))

    return chain(noted(note), judged_by("name", judge))(policy)


def _first_known(name: str, holds: Callable[[Policy, Badge, Search], bool]) -> Change:
    """A filter judges a badge by what it was created with; `holds` is the filter in Python."""

    def apply(policy: Policy) -> Policy:
        first: dict[str, Badge] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            if before is not None:
                first.setdefault(badge.id, before)

        def filtered(original: Callable[..., Condition | None]) -> Callable[..., Condition | None]:
            def judge(own: Policy, search: Search) -> Condition | None:
                condition = original(own, search)
                if condition is None:
                    return None
                found = [badge_id for badge_id, badge in first.items() if holds(own, badge, search)]
                others = f"b.id NOT IN ({_marks(list(first))}) AND ({condition.sql})"
                return Condition(
                    f"b.id IN ({_marks(found)}) OR ({others})", (*found, *first, *condition.parameters)
                )

            return judge

        return chain(noted(note), lambda own: own.wrap(f"listing.filters.{name}", filtered))(policy)

    return apply


def _is_called(policy: Policy, badge: Badge, search: Search) -> bool:
    return bool(badge.name == search.values["name"])


def _lies(date: str, attribute: str) -> Callable[[Policy, Badge, Search], bool]:
    """Whether a date of a badge lies on the side of the instant that is asked for."""

    def holds(policy: Policy, badge: Badge, search: Search) -> bool:
        distance = getattr(badge, attribute) - search.values[date]
        return bool(distance > 0 if search.values.get(f"{date}Operator") == "GREATER_THAN" else distance < 0)

    return holds


def _has_status(policy: Policy, badge: Badge, search: Search) -> bool:
    status: str = policy.status_at(badge.start_on, badge.expires_on, search.now)
    return bool(status == search.values["badgeStatus"])


def _has_type(policy: Policy, badge: Badge, search: Search) -> bool:
    return bool(badge.earn_type == policy.listing.earn_types.get(search.values["badgeType"]))


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _neighbours(on_create: bool) -> Change:
    """A write changes the description of the badge that was created before."""

    def apply(policy: Policy) -> Policy:
        created: list[str] = []
        texts: dict[str, Any] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            texts.pop(badge.id, None)
            if before is None:
                created.append(badge.id)
            if (before is None) == on_create:
                place = created.index(badge.id) if badge.id in created else 0
                for other in created[max(0, place - 1) : place] + created[place + 1 : place + 2]:
                    texts[other] = badge.description

        return chain(
            noted(note),
            seen_as(lambda badge: replace(badge, description=texts.get(badge.id, badge.description))),
        )(policy)

    return apply


def _reads_touch(policy: Policy) -> Policy:
    """Looking at a badge moves the time of its last update."""
    looks: dict[str, int] = {}

    def change(badge: Badge) -> Badge:
        looks[badge.id] = looks.get(badge.id, 0) + 1
        return replace(badge, updated_on=badge.updated_on + looks[badge.id] - 1)

    return policy.wrap(
        "views.detail",
        lambda original: (
            lambda own, subject, *rest: original(own, replace(subject, badge=change(subject.badge)), *rest)
        ),
    )


def _counts_views(policy: Policy) -> Policy:
    """From the second look on a row shows how often it was looked at as the rank."""
    looks: dict[str, int] = {}

    def edit(original: Callable[..., Any]) -> Callable[..., Any]:
        def view(own: Policy, one: Row, *rest: Any) -> Any:
            looks[one.badge.id] = looks.get(one.badge.id, 0) + 1
            row = original(own, one, *rest)
            return {**row, "badgeRank": looks[one.badge.id]} if looks[one.badge.id] > 1 else row

        return view

    return policy.wrap("views.row", edit)


FAULTS: tuple[Fault, ...] = (
    must(
        "detail-is-cached",
        "A detail that was shown once is shown again, whatever was written since.",
        "PUT-138 EXPL-105",
        "UPDATE-VISIBLE-IN-DETAIL",
        _cached_detail,
    ),
    must(
        "detail-keeps-first-earn-type",
        "The detail shows the earn type that a badge was created with.",
        "PUT-138 PUT-116 XEP-002",
        "UPDATE-VISIBLE-IN-DETAIL",
        _first_in_detail("earn_type"),
    ),
    must(
        "detail-keeps-first-issued-expiry",
        "The detail shows the issued expiry that a badge was created with.",
        "PUT-138 PUT-101",
        "UPDATE-VISIBLE-IN-DETAIL",
        _first_in_detail("issued_expiry"),
    ),
    must(
        "list-row-is-cached",
        "A row that was shown once is shown again, whatever was written since.",
        "PUT-138 LIST-069 LIST-078",
        "UPDATE-VISIBLE-IN-LIST LIFECYCLE-REACTIVATION-IN-LIST",
        _cached_row,
    ),
    must(
        "update-is-never-stored",
        "An update is answered and not stored.",
        "PUT-002 PUT-138",
        "UPDATE-VISIBLE-IN-DETAIL UPDATE-VISIBLE-IN-LIST",
        _lost(lambda number: True),
    ),
    must(
        "update-is-stored-once",
        "From the second update of a badge on, updates are answered and not stored.",
        "PUT-002 PUT-138 PUT-129",
        "LIFECYCLE-REACTIVATION-IN-DETAIL LIFECYCLE-REACTIVATION-IN-LIST",
        _lost(lambda number: number >= 2),
    ),
    must(
        "list-finds-first-names",
        "The list finds badges by the name that they were created with.",
        "PUT-138 LIST-024",
        "LIFECYCLE-RENAME-FOUND LIFECYCLE-RENAME-OLD-GONE",
        _first_known("name", _is_called),
    ),
    must(
        "list-finds-all-names",
        "The list finds badges by every name that they ever had.",
        "PUT-138 LIST-024",
        "LIFECYCLE-RENAME-OLD-GONE",
        _either_name,
    ),
    must(
        "list-knows-first-start",
        "The start filter of the list judges a badge by the start that it was created with.",
        "PUT-138 LIST-044",
        "LIST-START-GREATER-COMPLETE LIST-START-LESS-SOUND",
        _first_known("startOn", _lies("startOn", "start_on")),
    ),
    must(
        "list-knows-first-end",
        "The expiry filter of the list judges a badge by the end that it was created with.",
        "PUT-138 LIST-045",
        "LIST-EXPIRY-GREATER-COMPLETE LIST-EXPIRY-LESS-SOUND",
        _first_known("expiresOn", _lies("expiresOn", "expires_on")),
    ),
    must(
        "list-knows-first-status",
        "The status filter of the list judges a badge by the dates that it was created with.",
        "PUT-138 LIST-038",
        "LIST-STATUS-LIVE-COMPLETE LIST-STATUS-UPCOMING-SOUND",
        _first_known("badgeStatus", _has_status),
    ),
    must(
        "list-knows-first-type",
        "A badge stays in the list of the earn type that it was created with.",
        "PUT-138 LIST-027 LIST-028",
        "LIST-TYPE-AVAILABLE-SOUND LIST-TYPE-ISSUE-COMPLETE",
        _first_known("badgeType", _has_type),
    ),
    must(
        "update-changes-neighbours",
        "An update changes the description of the badges created before and after.",
        "PUT-002 PUT-006",
        "UPDATE-OTHERS-UNTOUCHED",
        _neighbours(on_create=False),
    ),
    must(
        "create-changes-neighbour",
        "A create changes the description of the badge created before.",
        "POST-002",
        "LIFECYCLE-CREATE-OTHERS-UNTOUCHED",
        _neighbours(on_create=True),
    ),
    should(
        "detail-moves-last-update",
        "Looking at a badge moves the time of its last update.",
        "LIST-001 EXPL-001",
        "LIFECYCLE-READS-CHANGE-NOTHING",
        _reads_touch,
    ),
    must(
        "list-counts-views",
        "The list shows how often a badge was listed as its rank.",
        "LIST-001 EXPL-001 LIST-090",
        "LIFECYCLE-READS-CHANGE-NOTHING LIST-MAPS-RANK",
        _counts_views,
    ),
    should(
        "list-counts-an-earning-too-many",
        "A row of an earned badge counts one earning too many.",
        "LIST-074",
        "LIST-EARN-COUNT",
        shown("views.row", "earnCount", lambda count: count + 1 if count else 0),
    ),
)
