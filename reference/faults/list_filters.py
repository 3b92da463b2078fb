# ruff: noqa: ARG001, ARG005
"""Filters of the list by name, type and status: ignored, inverted, or right for some badges only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from reference.edits import Change, shown
from reference.faults.list_edits import by_sql, earned, ignored, ignored_when, judged_by, narrowed, refused
from reference.faults.registry import Fault, must, should
from reference.listing import Search
from reference.model import JsonObject
from reference.policy import Policy
from reference.rules.dates import EXPIRED, LIVE, UPCOMING
from reference.store import Condition


def _type_is(kind: str) -> Callable[[JsonObject], bool]:
    return lambda values: values["badgeType"] == kind


def _status_is(status: str) -> Callable[[JsonObject], bool]:
    return lambda values: values.get("badgeStatus") == status


def _status_condition(changed: str, sql: str) -> Change:
    """One status is looked for by another condition; `?` stands for now."""
    return lambda policy: policy.wrap(
        "listing.status_condition",
        lambda original: (
            lambda status, now: (
                Condition(sql, (now,) * sql.count("?")) if status == changed else original(status, now)
            )
        ),
    )


def _type_condition(kind: str, sql: str) -> Change:
    """One kind of list by another condition; `?` stands for now."""
    return lambda policy: policy.wrap(
        "listing.filters.badgeType",
        lambda original: (
            lambda own, search: (
                Condition(sql, (search.now,) * sql.count("?"))
                if search.values["badgeType"] == kind
                else original(own, search)
            )
        ),
    )


def _found_nothing(policy: Policy, search: Search) -> Condition | None:
    """A name that no badge has does not filter."""
    name = search.values.get("name")
    sql = "b.name = ? OR NOT EXISTS (SELECT 1 FROM badges WHERE name = ?)"
    return None if name is None else Condition(sql, (name, name))


def _type_is_optional(policy: Policy) -> Policy:
    defaults = {**policy.listing.defaults, "badgeType": "ANY"}
    return policy.put("listing.defaults", defaults).wrap(
        "listing.filters.badgeType",
        lambda original: (
            lambda own, search: None if search.values["badgeType"] == "ANY" else original(own, search)
        ),
    )


_NAMES = (
    must(
        "list-ignores-name",
        "The name filter has no effect.",
        "LIST-024",
        "LIST-NAME-SOUND LIST-NAME-UNKNOWN",
        ignored("name"),
    ),
    must(
        "list-unknown-name-lists-all",
        "A name that no badge has lists every badge.",
        "LIST-024 LIST-082",
        "LIST-NAME-UNKNOWN LIST-TOTAL-EMPTY",
        judged_by("name", _found_nothing),
    ),
    must(
        "list-name-is-a-prefix",
        "The name filter compares the first ten characters.",
        "LIST-024",
        "LIST-NAME-SOUND LIST-NAME-UNKNOWN",
        by_sql("name", "substr(b.name, 1, 10) = substr(?, 1, 10)"),
    ),
    must(
        "list-name-in-lower-case",
        "The name filter looks for the name in lower case among names as they are.",
        "LIST-024 LIST-002",
        "LIST-NAME-COMPLETE",
        by_sql("name", "b.name = lower(?)"),
    ),
    must(
        "list-name-is-decoded-twice",
        "Percent signs and plus signs of a queried name are decoded twice.",
        "LIST-024",
        "LIST-NAME-ENCODED",
        by_sql("name", "b.name = ?", unquote_plus),
    ),
    must(
        "list-name-loses-other-letters",
        "Letters beyond ASCII are dropped from a queried name.",
        "LIST-024",
        "LIST-NAME-ENCODED",
        by_sql("name", "b.name = ?", lambda name: name.encode("ascii", "ignore").decode()),
    ),
    should(
        "list-name-takes-wildcards",
        "Percent signs and underscores of a queried name are wildcards.",
        "LIST-024",
        "LIST-NAME-LITERAL",
        by_sql("name", "b.name LIKE ?"),
    ),
    must(
        "list-name-finds-active-only",
        "The name filter does not find inactive badges.",
        "LIST-024 LIST-036 LIST-078 PUT-129",
        "LIST-ACTION-DEACTIVATED-COMPLETE LIST-MAPS-ACTIVE LIFECYCLE-DEACTIVATION-IN-LIST",
        by_sql("name", "b.name = ? AND b.active"),
    ),
)

# slug, sentence after "The filter … has no effect", when
_BESIDE: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("up", "in ascending order", lambda values: values["order"] == "ASC"),
    ("by-modification", "in a list by last modification", lambda values: "MODIFIED" in values["sortOn"]),
    ("on-later-pages", "on the second page and later ones", lambda values: values["page"] > 0),
)
_BESIDES = tuple(
    must(
        f"list-ignores-{slug}-{name.lower()}",
        f"The filter {name} has no effect {words}.",
        statement,
        "LIST-FILTERS-HOLD-EVERYWHERE",
        ignored_when(name, when),
    )
    for name, statement in (("owner", "LIST-041"), ("badgeStatus", "LIST-038"), ("action", "LIST-036"))
    for slug, words, when in _BESIDE
)


_TYPES = (
    must(
        "list-type-defaults-to-available",
        "Without badgeType the list is that of AVAILABLE.",
        "LIST-026",
        "LIST-DEFAULT-BADGE-TYPE",
        lambda policy: policy.put("listing.defaults.badgeType", "AVAILABLE"),
    ),
    must(
        "list-type-defaults-to-all",
        "Without badgeType the list has badges of both types.",
        "LIST-026",
        "LIST-DEFAULT-BADGE-TYPE",
        _type_is_optional,
    ),
    must(
        "list-types-are-swapped",
        "AVAILABLE lists badges to be issued, AVAILABLE_TO_ISSUE those to be earned.",
        "LIST-027 LIST-028 LIST-031 LIST-032",
        "LIST-TYPE-ISSUE-SOUND LIST-TYPE-AVAILABLE-SOUND LIST-TYPE-ISSUE-COMPLETE",
        lambda policy: policy.put(
            "listing.earn_types", {"AVAILABLE": "ISSUE_EARN", "AVAILABLE_TO_ISSUE": "EARN"}
        ),
    ),
    must(
        "list-to-issue-has-all",
        "AVAILABLE_TO_ISSUE lists badges of both types.",
        "LIST-027 LIST-031",
        "LIST-TYPE-ISSUE-SOUND",
        _type_condition("AVAILABLE_TO_ISSUE", "1"),
    ),
    must(
        "list-available-has-all",
        "AVAILABLE lists badges of both types.",
        "LIST-028 LIST-032",
        "LIST-TYPE-AVAILABLE-SOUND",
        _type_condition("AVAILABLE", "1"),
    ),
    must(
        "list-to-issue-has-live-only",
        "AVAILABLE_TO_ISSUE does not list UPCOMING badges.",
        "LIST-027 LIST-002",
        "LIST-TYPE-ISSUE-COMPLETE LIST-NAME-COMPLETE",
        narrowed("type", "b.start_on <= ?", _type_is("AVAILABLE_TO_ISSUE")),
    ),
    must(
        "list-available-has-upcoming-only",
        "AVAILABLE does not list LIVE badges.",
        "LIST-028 LIST-002 LIST-038",
        "LIST-TYPE-AVAILABLE-COMPLETE LIST-STATUS-LIVE-COMPLETE",
        narrowed("type", "b.start_on > ?", _type_is("AVAILABLE")),
    ),
    must(
        "list-available-has-loyalty-only",
        "AVAILABLE lists only badges that Loyalty may claim.",
        "LIST-028 LIST-041",
        "LIST-OWNER-COMPLETE LIST-TYPE-AVAILABLE-COMPLETE",
        narrowed("type", "instr(b.owners, '|Loyalty|') > 0", _type_is("AVAILABLE")),
    ),
    must(
        "list-refuses-earned",
        "badgeType EARNED is refused.",
        "LIST-025 LIST-029",
        "LIST-TYPE-VALUES-ACCEPTED LIST-TYPE-EARNED-COMPLETE",
        refused("badgeType", "EARNED"),
    ),
    must(
        "list-refuses-available",
        "badgeType AVAILABLE is refused.",
        "LIST-025 LIST-028",
        "LIST-TYPE-VALUES-ACCEPTED",
        refused("badgeType", "AVAILABLE"),
    ),
    must(
        "list-earned-has-all-of-type-earn",
        "EARNED lists every badge of type EARN.",
        "LIST-029 LIST-033",
        "LIST-TYPE-EARNED-SOUND LIST-TYPE-EARNED-COUNT",
        earned("b.earn_type = 'EARN'"),
    ),
    should(
        "list-earned-by-anybody",
        "EARNED lists what any customer has earned.",
        "LIST-029 LIST-033",
        "LIST-TYPE-EARNED-COUNT LIST-TYPE-EARNED-DATE",
        earned("b.id IN (SELECT badge_id FROM progress WHERE earn_count >= 1)"),
    ),
    must(
        "list-earned-or-issued",
        "EARNED lists what the customer has earned, and what was issued to him besides.",
        "LIST-029 LIST-033",
        "LIST-TYPE-EARNED-SOUND",
        earned("b.id IN (SELECT badge_id FROM progress WHERE customer_id = ?)"),
    ),
    must(
        "list-earned-more-than-once",
        "EARNED lists only badges that were earned more than once.",
        "LIST-029",
        "LIST-TYPE-EARNED-COMPLETE",
        earned("b.id IN (SELECT badge_id FROM progress WHERE customer_id = ? AND earn_count > 1)"),
    ),
    must(
        "list-earned-has-issued",
        "EARNED lists what was issued to the customer.",
        "LIST-029",
        "LIST-TYPE-EARNED-COMPLETE",
        earned("b.id IN (SELECT badge_id FROM progress WHERE customer_id = ? AND issuals != '[]')"),
    ),
    should(
        "list-earned-counts-nothing",
        "Rows under EARNED count no earnings.",
        "LIST-033",
        "LIST-TYPE-EARNED-COUNT",
        shown("views.row", "earnCount", lambda count: 0),
    ),
    should(
        "list-earned-has-no-date",
        "Rows of earned badges do not say when they were earned.",
        "LIST-033 LIST-076",
        "LIST-TYPE-EARNED-DATE LIST-ROW-EARNED-PAIR",
        shown("views.row", "lastEarnedOn", lambda date: None),
    ),
    must(
        "list-expired-has-inactive",
        "EXPIRED also lists inactive badges that are not over.",
        "LIST-030 LIST-034",
        "LIST-TYPE-EXPIRED-SOUND LIST-TYPE-EXPIRED-STATUS",
        _type_condition("EXPIRED", "NOT b.active OR b.expires_on <= ?"),
    ),
    must(
        "list-expired-has-all",
        "EXPIRED lists every badge.",
        "LIST-030 LIST-034",
        "LIST-TYPE-EXPIRED-SOUND LIST-TYPE-EXPIRED-STATUS",
        _type_condition("EXPIRED", "1"),
    ),
    must(
        "list-expired-after-a-day",
        "EXPIRED lists a badge a day after its end.",
        "LIST-030 LIST-002",
        "LIST-TYPE-EXPIRED-COMPLETE",
        _type_condition("EXPIRED", "b.expires_on <= ? - 86400"),
    ),
    must(
        "list-expired-has-to-issue-only",
        "EXPIRED lists only badges to be issued.",
        "LIST-030 LIST-002",
        "LIST-TYPE-EXPIRED-COMPLETE",
        narrowed("type", "b.earn_type = 'ISSUE_EARN'", _type_is("EXPIRED")),
    ),
)

_STATUSES = (
    must(
        "list-ignores-status",
        "The status filter has no effect.",
        "LIST-038",
        "LIST-STATUS-UPCOMING-SOUND LIST-STATUS-LIVE-SOUND LIST-STATUS-EXPIRED-SOUND",
        ignored("badgeStatus"),
    ),
    must(
        "list-upcoming-has-live",
        "The filter UPCOMING also lists LIVE badges.",
        "LIST-038",
        "LIST-STATUS-UPCOMING-SOUND LIFECYCLE-LIVE-FILTER-FOLLOWS",
        _status_condition(UPCOMING, "b.expires_on > ?"),
    ),
    must(
        "list-upcoming-within-a-week",
        "The filter UPCOMING lists what starts within a week.",
        "LIST-038",
        "LIST-STATUS-UPCOMING-COMPLETE",
        _status_condition(UPCOMING, "b.start_on > ? AND b.start_on < ? + 604800"),
    ),
    must(
        "list-live-has-upcoming",
        "The filter LIVE also lists UPCOMING badges.",
        "LIST-038",
        "LIST-STATUS-LIVE-SOUND",
        _status_condition(LIVE, "b.expires_on > ?"),
    ),
    must(
        "list-live-leaves-out-inactive",
        "The filter LIVE does not list inactive badges.",
        "LIST-038",
        "LIST-STATUS-LIVE-COMPLETE",
        narrowed("status", "b.active", _status_is(LIVE)),
    ),
    must(
        "list-live-started-a-day-ago",
        "The filter LIVE lists badges from the day after their start.",
        "LIST-038 XEP-012",
        "LIST-STATUS-LIVE-COMPLETE LIFECYCLE-LIVE-FILTER-FOLLOWS",
        _status_condition(LIVE, "b.start_on <= ? - 86400 AND b.expires_on > ?"),
    ),
    must(
        "list-live-started-a-minute-ago",
        "The filter LIVE lists badges from the minute after their start.",
        "LIST-038 XEP-012",
        "LIST-STATUS-LIVE-COMPLETE LIFECYCLE-LIVE-FILTER-FOLLOWS",
        _status_condition(LIVE, "b.start_on <= ? - 60 AND b.expires_on > ?"),
    ),
    must(
        "list-expired-filter-has-live",
        "The filter EXPIRED lists every badge that has started.",
        "LIST-038",
        "LIST-STATUS-EXPIRED-SOUND",
        _status_condition(EXPIRED, "b.start_on <= ?"),
    ),
    must(
        "list-expired-filter-is-late",
        "The filter EXPIRED lists a badge a day after its end.",
        "LIST-038 XEP-012",
        "LIST-STATUS-EXPIRED-COMPLETE LIFECYCLE-EXPIRED-FILTER-FOLLOWS",
        _status_condition(EXPIRED, "b.expires_on <= ? - 86400"),
    ),
    must(
        "list-expired-filter-is-a-minute-late",
        "The filter EXPIRED lists a badge a minute after its end.",
        "LIST-038 XEP-012",
        "LIST-STATUS-EXPIRED-COMPLETE LIFECYCLE-EXPIRED-FILTER-FOLLOWS",
        _status_condition(EXPIRED, "b.expires_on <= ? - 60"),
    ),
    must(
        "list-refuses-status-expired",
        "badgeStatus EXPIRED is refused.",
        "LIST-037 LIST-038",
        "LIST-STATUS-VALUES-ACCEPTED LIST-STATUS-EXPIRED-COMPLETE",
        refused("badgeStatus", EXPIRED),
    ),
    must(
        "list-status-only-without-type",
        "The status filter has no effect beside AVAILABLE.",
        "LIST-039 LIST-038",
        "LIST-COMBINE-STATUS-TYPE",
        lambda policy: policy.wrap(
            "listing.filters.badgeStatus",
            lambda original: (
                lambda own, search: (
                    None if search.values["badgeType"] == "AVAILABLE" else original(own, search)
                )
            ),
        ),
    ),
)


FAULTS: tuple[Fault, ...] = (*_NAMES, *_BESIDES, *_TYPES, *_STATUSES)
