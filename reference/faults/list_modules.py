# ruff: noqa: ARG001, ARG005
"""Filters of the list by activation, module, group and date, and several filters together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, noted
from reference.faults.list_edits import by_sql, ignored, ignored_for, judged_by, narrowed, refused
from reference.faults.registry import Fault, must
from reference.instants import DAY
from reference.listing import GREATER_THAN, LESS_THAN, Search
from reference.model import Badge
from reference.policy import Policy
from reference.store import Condition

_INDIA = 19_800


def _born_active(policy: Policy) -> Policy:
    """The action filter goes by what a badge was created as."""
    inactive: set[str] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is None and not badge.active:
            inactive.add(badge.id)

    def judge(own: Policy, search: Search) -> Condition | None:
        action = search.values.get("action")
        marks = ", ".join("?" * len(inactive))
        sql = f"b.id {'NOT IN' if action == 'ACTIVATED' else 'IN'} ({marks})"
        return None if action is None else Condition(sql, tuple(sorted(inactive)))

    return judged_by("action", judge)(noted(note)(policy))


def _action(active: str, inactive: str) -> Change:
    def judge(own: Policy, search: Search) -> Condition | None:
        action = search.values.get("action")
        return None if action is None else Condition(active if action == "ACTIVATED" else inactive)

    return judged_by("action", judge)


_ACTIONS = (
    must(
        "list-ignores-action",
        "The action filter has no effect.",
        "LIST-036",
        "LIST-ACTION-ACTIVATED-SOUND LIST-ACTION-DEACTIVATED-SOUND",
        ignored("action"),
    ),
    must(
        "list-inverts-action",
        "The filter ACTIVATED lists inactive badges, DEACTIVATED active ones.",
        "LIST-036",
        "LIST-ACTION-ACTIVATED-SOUND LIST-ACTION-DEACTIVATED-SOUND LIST-ACTION-ACTIVATED-COMPLETE",
        _action("NOT b.active", "b.active"),
    ),
    must(
        "list-deactivated-has-all",
        "The filter DEACTIVATED lists every badge.",
        "LIST-036",
        "LIST-ACTION-DEACTIVATED-SOUND",
        ignored_for("action", "DEACTIVATED"),
    ),
    must(
        "list-activated-has-all",
        "The filter ACTIVATED lists every badge.",
        "LIST-036",
        "LIST-ACTION-ACTIVATED-SOUND",
        ignored_for("action", "ACTIVATED"),
    ),
    must(
        "list-deactivated-has-nothing",
        "The filter DEACTIVATED never lists anything.",
        "LIST-036",
        "LIST-ACTION-DEACTIVATED-COMPLETE",
        _action("b.active", "0"),
    ),
    must(
        "list-activated-has-started-only",
        "The filter ACTIVATED lists only badges that have started.",
        "LIST-036",
        "LIST-ACTION-ACTIVATED-COMPLETE",
        narrowed("action", "b.start_on <= ?", lambda values: values.get("action") == "ACTIVATED"),
    ),
    must(
        "list-action-is-that-of-creation",
        "The action filter goes by what a badge was created as, not by what it is.",
        "LIST-036",
        "LIST-ACTION-DEACTIVATED-COMPLETE LIST-ACTION-ACTIVATED-SOUND",
        _born_active,
    ),
    must(
        "list-refuses-deactivated",
        "The action filter knows no word for inactive badges.",
        "LIST-035 LIST-036",
        "LIST-ACTION-VALUES-ACCEPTED",
        refused("action", "DEACTIVATED"),
        refused("action", "DE_ACTIVATED"),
    ),
    must(
        "list-refuses-activated",
        "The action filter refuses ACTIVATED.",
        "LIST-035 LIST-036",
        "LIST-ACTION-VALUES-ACCEPTED",
        refused("action", "ACTIVATED"),
    ),
)

_MODULES = (
    must(
        "list-ignores-owner",
        "The owner filter has no effect.",
        "LIST-041",
        "LIST-OWNER-SOUND",
        ignored("owner"),
    ),
    must(
        "list-owner-is-part-of-a-word",
        "The owner filter finds Loyalty in Loyalty_Promotion.",
        "LIST-041",
        "LIST-OWNER-SOUND",
        by_sql("owner", "instr(b.owners, ?) > 0"),
    ),
    must(
        "list-owner-is-the-first",
        "The owner filter looks at the first owner only.",
        "LIST-041",
        "LIST-OWNER-COMPLETE",
        by_sql("owner", "instr(b.owners, '|' || ? || '|') = 1"),
    ),
    must(
        "list-owner-is-the-only-one",
        "The owner filter finds badges that have no other owner.",
        "LIST-041",
        "LIST-OWNER-COMPLETE",
        by_sql("owner", "b.owners = '|' || ? || '|'"),
    ),
    must(
        "list-owner-has-claimed",
        "The owner filter lists what the module has claimed.",
        "LIST-041",
        "LIST-OWNER-COMPLETE",
        by_sql("owner", "b.id IN (SELECT badge_id FROM claims WHERE owner_type = ?)"),
    ),
    must(
        "list-ignores-owner-milestones",
        "The owner filter has no effect for Milestones.",
        "LIST-041",
        "LIST-OWNER-SOUND",
        ignored_for("owner", "Milestones"),
    ),
    must(
        "list-refuses-owner-historical-import",
        "The owner filter refuses Historical_Import.",
        "LIST-040",
        "LIST-OWNER-VALUES-ACCEPTED",
        refused("owner", "Historical_Import"),
    ),
    must(
        "list-refuses-owner-rewards-catalog",
        "The owner filter refuses Rewards_Catalog.",
        "LIST-040",
        "LIST-OWNER-VALUES-ACCEPTED",
        refused("owner", "Rewards_Catalog"),
    ),
    must(
        "list-ignores-claims",
        "The filter claimedBy has no effect.",
        "LIST-043",
        "LIST-CLAIMED-BY-SOUND",
        ignored("claimedBy"),
    ),
    must(
        "list-claimed-is-allowed",
        "The filter claimedBy lists what the module may claim.",
        "LIST-043",
        "LIST-CLAIMED-BY-SOUND",
        by_sql("claimedBy", "instr(b.owners, '|' || ? || '|') > 0"),
    ),
    must(
        "list-claimed-by-anybody",
        "The filter claimedBy lists what any module has claimed.",
        "LIST-043",
        "LIST-CLAIMED-BY-SOUND",
        by_sql("claimedBy", "b.id IN (SELECT badge_id FROM claims WHERE ? != '')"),
    ),
    must(
        "list-claimed-by-first",
        "The filter claimedBy looks at the first claim of a badge only.",
        "LIST-043",
        "LIST-CLAIMED-BY-COMPLETE",
        by_sql(
            "claimedBy",
            "? = (SELECT owner_type FROM claims c WHERE c.badge_id = b.id ORDER BY c.rowid LIMIT 1)",
        ),
    ),
    must(
        "list-claimed-has-nothing",
        "The filter claimedBy never lists anything.",
        "LIST-043",
        "LIST-CLAIMED-BY-COMPLETE",
        by_sql("claimedBy", "? = ''"),
    ),
    must(
        "list-refuses-claims-of-journeys",
        "The filter claimedBy refuses Journeys.",
        "LIST-042",
        "LIST-CLAIMED-BY-VALUES-ACCEPTED",
        refused("claimedBy", "Journeys"),
    ),
    must(
        "list-ignores-group",
        "The filter groupId has no effect.",
        "LIST-050 LIST-051",
        "LIST-GROUP-SOUND",
        ignored("groupId"),
    ),
    must(
        "list-group-has-all-groups",
        "The filter groupId lists the badges of every group.",
        "LIST-051",
        "LIST-GROUP-SOUND",
        by_sql("groupId", "b.group_id IS NOT NULL AND ? != ''"),
    ),
    must(
        "list-group-has-ungrouped",
        "The filter groupId also lists badges without a group.",
        "LIST-051",
        "LIST-GROUP-SOUND",
        by_sql("groupId", "b.group_id = ? OR b.group_id IS NULL"),
    ),
    must(
        "list-group-by-name",
        "The filter groupId looks for the name of a group.",
        "LIST-050 LIST-051",
        "LIST-GROUP-COMPLETE",
        by_sql("groupId", "b.group_id IN (SELECT id FROM badge_groups WHERE name = ?)"),
    ),
)

# Dates

_DATE_FIELDS = {
    "start": ("startOn", "b.start_on", "b.expires_on", "LIST-044 LIST-046 LIST-047"),
    "expiry": ("expiresOn", "b.expires_on", "b.start_on", "LIST-045 LIST-048 LIST-049"),
}


def _compared(
    which: str, sign: Callable[[str | None], str], column: str | None = None, shift: float = 0
) -> Change:
    """The filter of a date by another comparison, column, or instant."""
    name, own_column, _, _ = _DATE_FIELDS[which]

    def judge(policy: Policy, search: Search) -> Condition | None:
        instant = search.values.get(name)
        operator = search.values.get(f"{name}Operator")
        sql = f"{column or own_column} {sign(operator)} ?"
        return None if instant is None else Condition(sql, (instant + shift,))

    return judged_by(name, judge)


def _right(operator: str | None) -> str:
    return {LESS_THAN: "<", GREATER_THAN: ">"}.get(operator or "", "=")


def _inverted(operator: str | None) -> str:
    return {LESS_THAN: ">", GREATER_THAN: "<"}.get(operator or "", "=")


def _date_faults() -> Iterator[Fault]:
    for which, (name, column, other, statements) in _DATE_FIELDS.items():
        date = which.upper()
        both = f"LIST-{date}-LESS-SOUND LIST-{date}-GREATER-SOUND"
        table: tuple[tuple[str, str, str, Change], ...] = (
            (f"list-ignores-{which}", f"The filter {name} has no effect.", both, ignored(name)),
            (
                f"list-inverts-{which}",
                f"LESS_THAN and GREATER_THAN of {name} mean each other.",
                f"{both} LIST-{date}-LESS-COMPLETE",
                _compared(which, _inverted),
            ),
            (
                f"list-{which}-is-always-less",
                f"The filter {name} knows LESS_THAN only, whatever the operator.",
                f"LIST-{date}-GREATER-SOUND LIST-{date}-GREATER-COMPLETE",
                _compared(which, lambda operator: "<"),
            ),
            (
                f"list-{which}-is-always-greater",
                f"The filter {name} knows GREATER_THAN only, whatever the operator.",
                f"LIST-{date}-LESS-SOUND LIST-{date}-LESS-COMPLETE",
                _compared(which, lambda operator: ">"),
            ),
            (
                f"list-{which}-by-the-other-date",
                f"The filter {name} compares the other date of a badge.",
                f"{both} LIST-{date}-UTC",
                _compared(which, _right, other),
            ),
            (
                f"list-{which}-in-milliseconds",
                f"The filter {name} compares seconds with milliseconds.",
                f"LIST-{date}-GREATER-COMPLETE LIST-{date}-LESS-SOUND",
                _compared(which, lambda operator: f"* 0.001 {_right(operator)}", f"{column}"),
            ),
        )
        for identifier, sentence, requirements, change in table:
            yield must(identifier, sentence, statements, requirements, change)
        yield must(
            f"list-{which}-is-local-time",
            f"The filter {name} is taken as local time in India, in spite of its Z.",
            f"LIST-003 {statements.split()[0]}",
            f"LIST-{date}-UTC",
            _compared(which, _right, shift=-_INDIA),
        )
        yield must(
            f"list-{which}-by-the-day",
            f"The filter {name} compares days, not instants.",
            f"LIST-003 {statements.split()[0]}",
            f"LIST-{date}-UTC",
            judged_by(name, _by_day(name, column)),
        )


def _by_day(name: str, column: str) -> Callable[[Policy, Search], Condition | None]:
    def judge(policy: Policy, search: Search) -> Condition | None:
        instant = search.values.get(name)
        sign = _right(search.values.get(f"{name}Operator"))
        sql = f"CAST({column} / {DAY} AS INTEGER) {sign} ?"
        return None if instant is None else Condition(sql, (instant // DAY,))

    return judge


# Several filters


def _combined(combine: Callable[[list[Condition]], list[Condition]]) -> Change:
    return lambda policy: policy.wrap(
        "listing.combine", lambda original: lambda conditions: original(combine(list(conditions)))
    )


def _any_of(conditions: list[Condition]) -> list[Condition]:
    parameters: tuple[Any, ...] = tuple(value for one in conditions for value in one.parameters)
    return [Condition(" OR ".join(f"({one.sql})" for one in conditions) or "1", parameters)]


def _type_and_any_of(conditions: list[Condition]) -> list[Condition]:
    return [*conditions[:1], *(_any_of(conditions[1:]) if conditions[1:] else [])]


_TOGETHER = (
    must(
        "list-filters-are-alternatives",
        "Of several filters a badge must satisfy one.",
        "LIST-039 LIST-024 LIST-036 LIST-041",
        "LIST-COMBINE-STATUS-TYPE LIST-COMBINE-FILTERS",
        _combined(_type_and_any_of),
    ),
    must(
        "list-takes-three-filters",
        "Beyond the third filter of a query the others have no effect.",
        "LIST-024 LIST-036 LIST-041",
        "LIST-COMBINE-FILTERS",
        _combined(lambda conditions: conditions[:3]),
    ),
    must(
        "list-takes-one-date",
        "Beside a start the filter expiresOn has no effect.",
        "LIST-047 LIST-049",
        "LIST-COMBINE-DATES",
        lambda policy: policy.wrap(
            "listing.filters.expiresOn",
            lambda original: (
                lambda own, search: None if search.values.get("startOn") else original(own, search)
            ),
        ),
    ),
    must(
        "list-shares-one-operator",
        "Beside startOnOperator the other operator has no effect: the first serves both dates.",
        "LIST-047 LIST-049",
        "LIST-COMBINE-DATES",
        lambda policy: policy.wrap(
            "listing.filters.expiresOn",
            lambda original: (
                lambda own, search: own.listing.compare(
                    "b.expires_on",
                    search.values.get("expiresOn"),
                    search.values.get("startOnOperator") or search.values.get("expiresOnOperator"),
                )
            ),
        ),
    ),
    must(
        "list-forgets-type-beside-status",
        "Beside badgeStatus the type has no effect.",
        "LIST-039 LIST-032",
        "LIST-COMBINE-STATUS-TYPE",
        lambda policy: policy.wrap(
            "listing.filters.badgeType",
            lambda original: (
                lambda own, search: None if search.values.get("badgeStatus") else original(own, search)
            ),
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_ACTIONS, *_MODULES, *_date_faults(), *_TOGETHER)
