# ruff: noqa: ARG001, ARG005
"""Views that forget later updates or what was emptied, and rows that take a history for another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reference.edits import Change, chain, detailed_as, listed_as, noted, shown
from reference.faults.registry import Fault, must, should
from reference.faults.view_edits import DETAIL, ROW
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy

View = Callable[[Callable[[Badge], Badge]], Change]
# All that a badge was, in the order of its writes.
Past = list[Badge]


def _remembering(view: View, seen: Callable[[Badge, Past], Badge]) -> Change:
    """A view of badges that depends on what they were."""

    def apply(policy: Policy) -> Policy:
        past: dict[str, Past] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            past.setdefault(badge.id, []).append(badge)

        return chain(noted(note), view(lambda badge: seen(badge, past.get(badge.id, []))))(policy)

    return apply


def _after_the_first_update(attribute: str) -> Callable[[Badge, Past], Badge]:
    """Only the first update of an attribute is seen."""
    return lambda badge, past: (
        replace(badge, **{attribute: getattr(past[1], attribute)}) if len(past) > 2 else badge
    )


def _when_emptied(attribute: str) -> Callable[[Badge, Past], Badge]:
    """What was emptied is seen as it was before."""

    def seen(badge: Badge, past: Past) -> Badge:
        filled = [value for one in past if (value := getattr(one, attribute))]
        return (
            replace(badge, **{attribute: filled[-1]}) if filled and not getattr(badge, attribute) else badge
        )

    return seen


def _second_updates() -> Iterator[Fault]:
    rows = (("images", "LIST-063"), ("owners", "LIST-095"), ("rank", "LIST-090"), ("description", "LIST-055"))
    for attribute, statement in rows:
        yield must(
            f"list-row-keeps-{attribute}-of-first-update",
            f"A row shows the {attribute} of the first update, however many follow.",
            f"{statement} PUT-002",
            "UPDATE-VISIBLE-IN-LIST",
            _remembering(listed_as, _after_the_first_update(attribute)),
        )
    details = (
        ("images", "EXPL-043"),
        ("tags", "EXPL-099"),
        ("owners", "EXPL-038"),
        ("rank", "EXPL-101"),
        ("customer_constraints", "EXPL-067"),
        ("earned_expiry", "EXPL-048"),
    )
    for attribute, statement in details:
        words = attribute.replace("_", " ")
        yield must(
            f"detail-keeps-{attribute.replace('_', '-')}-of-first-update",
            f"The detail shows the {words} of the first update, however many follow.",
            f"{statement} PUT-002",
            "UPDATE-VISIBLE-IN-DETAIL",
            _remembering(detailed_as, _after_the_first_update(attribute)),
        )


def _emptied() -> Iterator[Fault]:
    details = (
        ("images", "EXPL-043"),
        ("tags", "EXPL-099"),
        ("customer_constraints", "EXPL-062"),
        ("badge_constraints", "EXPL-063"),
        ("rank", "EXPL-101"),
        ("description", "EXPL-017"),
    )
    for attribute, statement in details:
        words = attribute.replace("_", " ")
        yield must(
            f"detail-keeps-emptied-{attribute.replace('_', '-')}",
            f"The detail shows the {words} that an update has emptied.",
            f"{statement} PUT-002",
            "UPDATE-VISIBLE-IN-DETAIL",
            _remembering(detailed_as, _when_emptied(attribute)),
        )
    for attribute, statement in (("images", "LIST-063"), ("description", "LIST-055")):
        yield must(
            f"list-row-keeps-emptied-{attribute}",
            f"A row shows the {attribute} that an update has emptied.",
            f"{statement} PUT-002",
            "UPDATE-VISIBLE-IN-LIST",
            _remembering(listed_as, _when_emptied(attribute)),
        )


def _progressing(edit: Callable[[Any], JsonObject]) -> Change:
    """A row that reads the progress of the customer in another way."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(own: Policy, one: Any, *rest: Any) -> JsonObject:
            row = original(own, one, *rest)
            return row if one.progress is None else {**row, **edit(one.progress)}

        return spoilt

    return lambda policy: policy.wrap(ROW, view)


def _rubbing_off(*names: str, when: Callable[[JsonObject, JsonObject], bool]) -> Change:
    """Some rows show members of the row before them."""

    def page(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(rows: list[JsonObject], pagination: JsonObject) -> JsonObject:
            pairs = zip([{}, *rows], rows, strict=False)
            mixed = [
                {**row, **{name: before[name] for name in names}} if before and when(before, row) else row
                for before, row in pairs
            ]
            return original(mixed, pagination)

        return spoilt

    return lambda policy: policy.wrap("views.page", page)


def _claims(row: JsonObject) -> list[Any]:
    return list(row["ownership"]["claims"])


FAULTS: tuple[Fault, ...] = (
    *_second_updates(),
    *_emptied(),
    must(
        "list-row-keeps-its-first-type",
        "A row shows the earn type that the badge was created with.",
        "LIST-058 LIST-059",
        "LIST-MAPS-TYPE",
        _remembering(
            listed_as, lambda badge, past: replace(badge, earn_type=past[0].earn_type) if past else badge
        ),
    ),
    should(
        "list-row-counts-issuals",
        "A row counts issuals among the earnings.",
        "LIST-074",
        "LIST-EARN-COUNT",
        _progressing(
            lambda progress: {
                "earnCount": progress.earn_count + len(progress.issuals),
                "lastEarnedOn": progress.last_earned_on or progress.last_issued_on,
            }
        ),
    ),
    should(
        "list-row-shows-the-first-earning",
        "A row shows the first earning as the last one.",
        "LIST-070",
        "CROSS-LIST-DETAIL-LAST-EARNED",
        _progressing(
            lambda progress: {"lastEarnedOn": progress.earns[0]["earnedOn"]} if progress.earns else {}
        ),
    ),
    should(
        "list-row-dates-the-earning-a-day-early",
        "A row shows the day before the event of the last earning as that of the earning.",
        "LIST-070 LIST-102",
        "CROSS-LIST-DETAIL-LAST-EARNED",
        _progressing(
            lambda progress: (
                dict.fromkeys(("lastEarnedOn", "lastEarnedOnDate"), progress.last_event_on - DAY)
                if progress.earns
                else {}
            )
        ),
    ),
    must(
        "list-earnings-rub-off",
        "An unearned badge shows the earnings of the row before it.",
        "LIST-070 LIST-074",
        "LIST-NEW-UNEARNED",
        _rubbing_off(
            "earnCount",
            "lastEarnedOn",
            "lastEarnedOnDate",
            "lastEarnEventDate",
            when=lambda before, row: not row["earnCount"],
        ),
    ),
    must(
        "list-groups-rub-off",
        "A badge in no group shows the group of the row before it.",
        "LIST-089 LIST-091",
        "LIST-MAPS-NO-GROUP",
        _rubbing_off("badgeGroupId", "badgeGroupName", when=lambda before, row: not row["badgeGroupId"]),
    ),
    must(
        "list-claims-rub-off",
        "A badge without claims shows those of the row before it, and its modules.",
        "LIST-097",
        "LIST-MAPS-NO-CLAIMS",
        _rubbing_off("ownership", when=lambda before, row: bool(_claims(before)) and not _claims(row)),
    ),
    should(
        "detail-without-statistics-has-no-claims",
        "Without statistics the detail shows no claims.",
        "EXPL-013",
        "DETAIL-STATISTICS-SAME-REST",
        shown(DETAIL, "claimedBy", lambda claims: [], when=lambda detail: "earnDetails" not in detail),
    ),
    must(
        "detail-of-nearly-the-id",
        "A badge is found by an id that is longer than its own.",
        "EXPL-005 EXPL-015",
        "DETAIL-ID-ECHO DETAIL-BADGE-UNKNOWN",
        lambda policy: policy.wrap(
            "lookups.badge", lambda original: lambda store, badge_id: original(store, badge_id[:24])
        ),
    ),
    should(
        "customer-internal-id-is-found-as-an-address",
        "Under every identifier header the internal id finds the customer as well.",
        "CMN-023",
        "LIST-CUSTOMER-WRONG-KIND DETAIL-CUSTOMER-WRONG-KIND",
        lambda policy: policy.wrap(
            "lookups.customer",
            lambda original: (
                lambda store, key, value: original(store, key, value) or original(store, "id", value)
            ),
        ),
    ),
)
