# ruff: noqa: ARG001
"""Filters of the list by activation, module and group."""

from __future__ import annotations

from reference.edits import Change, noted
from reference.faults.list_edits import by_sql, ignored, ignored_for, judged_by, narrowed, refused
from reference.faults.registry import Fault, must
from reference.listing import Search
from reference.model import Badge
from reference.policy import Policy
from reference.store import Condition


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
        "list-hides-grouped-badges",
        "Badges of a group stand in no list unless their group is asked for.",
        "LIST-002 LIST-051",
        "LIST-GROUP-COMPLETE",
        lambda policy: policy.wrap(
            "listing.filters.groupId",
            lambda original: lambda own, search: original(own, search) or Condition("b.group_id IS NULL", ()),
        ),
    ),
    must(
        "list-group-by-name",
        "The filter groupId looks for the name of a group.",
        "LIST-050 LIST-051",
        "LIST-GROUP-COMPLETE",
        by_sql("groupId", "b.group_id IN (SELECT id FROM badge_groups WHERE name = ?)"),
    ),
)

FAULTS: tuple[Fault, ...] = (*_ACTIONS, *_MODULES)
