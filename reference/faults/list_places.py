# ruff: noqa: ARG001, ARG005
"""Orders, pages and filters that are right for badges to be issued, and wrong in the other lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reference.edits import Change, chain, stored
from reference.faults.list_edits import by_sql, ignored_when, judged_by, narrowed
from reference.faults.registry import Fault, must
from reference.listing import Search
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.store import Condition

Asked = dict[str, Any]
_ENDS, _UPDATED = "b.expires_on", "b.updated_on"


def _asking(change: Callable[[Policy, Asked], Policy]) -> Change:
    """A change that knows what is asked: the parameters, those that were sent under "sent"."""

    def apply(policy: Policy) -> Policy:
        asked: Asked = {}

        def read(original: Callable[..., Any]) -> Callable[..., Any]:
            def noted(parameters: Any, items: Any, defaults: Any) -> Any:
                pairs = list(items)
                values, problems = original(parameters, pairs, defaults)
                asked.clear()
                asked.update(values, sent={name for name, _ in pairs})
                return values, problems

            return noted

        return change(policy.wrap("listing.read", read), asked)

    return apply


def _is(**values: Any) -> Callable[[Mapping[str, Any]], bool]:
    return lambda asked: all(asked.get(name) == value for name, value in values.items())


def _ordered(when: Callable[[Asked], bool], order: Callable[[str, str], str], *columns: str) -> Change:
    """Another order in such lists, for some columns or for all."""
    return _asking(
        lambda policy, asked: policy.wrap(
            "listing.order",
            lambda original: (
                lambda column, direction: (
                    order(column, direction)
                    if when(asked) and column in (columns or (column,))
                    else original(column, direction)
                )
            ),
        )
    )


def _as_created(column: str, direction: str) -> str:
    return "b.number ASC"


def _sized(when: Callable[[Asked], bool], size: Callable[[int], int]) -> Change:
    """Another number of rows in such lists."""
    return _asking(
        lambda policy, asked: policy.wrap(
            "listing.limit",
            lambda original: lambda sent: size(original(sent)) if when(asked) else original(sent),
        )
    )


def _first_page(when: Callable[[Asked], bool]) -> Change:
    """Every page of such lists is the first one."""
    return _asking(
        lambda policy, asked: policy.wrap(
            "listing.offset",
            lambda original: lambda page, size: 0 if when(asked) else original(page, size),
        )
    )


def _sorted_by_the_past(column: str, operation: str, attribute: str) -> Change:
    """A sort key that later updates do not move: what the first write of this operation stored."""

    def apply(policy: Policy) -> Policy:
        known: dict[str, float] = {}

        def remember(badge: Badge, before: Badge | None) -> JsonObject:  # the badge itself is stored as it is
            known.setdefault(badge.id, getattr(badge, attribute))
            return {}

        def order(key: str, direction: str) -> str:
            cases = " ".join(f"WHEN '{badge}' THEN {value!r}" for badge, value in known.items())
            past = f"CASE b.id {cases} ELSE {key} END" if cases else key
            return f"{past} {direction}, b.number {direction}"

        return chain(stored(operation, remember), _ordered(lambda asked: True, order, column))(policy)

    return apply


def _once_inactive(policy: Policy) -> Policy:
    """The filter for deactivated badges never forgets one."""
    once: set[str] = set()

    def remember(badge: Badge, before: Badge | None) -> JsonObject:
        if not badge.active:
            once.add(badge.id)
        return {}

    def judge(own: Policy, search: Search) -> Condition | None:
        ids = ", ".join(f"'{badge}'" for badge in once)
        where = {"ACTIVATED": "b.active", "DEACTIVATED": f"NOT b.active OR b.id IN ({ids})"}
        action = search.values.get("action")
        return None if action is None else Condition(where[action])

    return chain(stored("write", remember), judged_by("action", judge))(policy)


def _turned_later(policy: Policy) -> Policy:
    """In descending order the rows of later pages come in ascending order."""

    def page(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def view(rows: list[JsonObject], pagination: JsonObject) -> JsonObject:
            down = len(rows) > 1 and rows[0]["expiresOn"] > rows[-1]["expiresOn"]
            return original(rows[::-1] if down and pagination["page"] > 0 else rows, pagination)

        return view

    return policy.wrap("views.page", page)


def _name_read_as(edit: Callable[[str], str]) -> Change:
    return by_sql("name", "b.name = ?", edit)


def _first_owner_only(policy: Policy, search: Search) -> Condition | None:
    owner = search.values.get("owner")
    where = "instr(b.owners, ?) = 1" if search.values["badgeType"] == "EXPIRED" else "instr(b.owners, ?) > 0"
    return None if owner is None else Condition(where, (f"|{owner}|",))


def _places() -> Iterator[Fault]:
    for kind in ("AVAILABLE", "EARNED", "EXPIRED"):
        yield must(
            f"list-{kind.lower()}-is-unsorted",
            f"The list {kind} comes as the badges were created, whatever the key and the order.",
            "LIST-015 LIST-016 LIST-021",
            "LIST-SORT-EXPIRES-ON-ASC LIST-SORT-EXPIRES-ON-DESC LIST-SORT-LAST-MODIFIED-DESC",
            _ordered(_is(badgeType=kind), _as_created, _ENDS, _UPDATED),
        )
        yield must(
            f"list-{kind.lower()}-has-one-page",
            f"Every page of the list {kind} is the first one.",
            "LIST-007 LIST-008",
            "LIST-PAGE-ZERO-BASED",
            _first_page(_is(badgeType=kind)),
        )
        yield must(
            f"list-{kind.lower()}-has-ten-rows-at-least",
            f"In the list {kind} a size below ten has no effect.",
            "LIST-010 LIST-013",
            "LIST-SIZE-BOUND",
            _sized(_is(badgeType=kind), lambda size: max(size, 10)),
        )


def _names() -> Iterator[Fault]:
    edits: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("loses-emoji", "loses emoji", lambda name: "".join(one for one in name if ord(one) < 65_536)),
        ("loses-blanks", "has one blank where there were two", lambda name: re.sub(" +", " ", name)),
        ("is-cut", "is cut after 128 letters", lambda name: name[:128]),
        ("loses-tabs", "loses control characters", lambda name: "".join(filter(str.isprintable, name))),
    )
    for slug, words, edit in edits:
        yield must(
            f"list-queried-name-{slug}",
            f"A name in a query {words}.",
            "LIST-024",
            "LIST-NAME-ENCODED",
            _name_read_as(edit),
        )


FAULTS: tuple[Fault, ...] = (
    *_places(),
    *_names(),
    must(
        "list-sorts-by-the-first-end",
        "EXPIRES_ON sorts by the end that a badge was created with.",
        "LIST-015",
        "LIST-SORT-EXPIRES-ON-ASC LIST-SORT-EXPIRES-ON-DESC",
        _sorted_by_the_past(_ENDS, "create", "expires_on"),
    ),
    must(
        "list-sorts-by-the-first-update",
        "LAST_MODIFIED_DATE sorts by the first update of a badge.",
        "LIST-016",
        "LIST-SORT-LAST-MODIFIED-ASC LIST-SORT-LAST-MODIFIED-DESC",
        _sorted_by_the_past(_UPDATED, "update", "updated_on"),
    ),
    must(
        "list-turns-later-pages",
        "In descending order the rows of the second page and later ones come in ascending order.",
        "LIST-015 LIST-086",
        "LIST-SORT-ACROSS-PAGES",
        _turned_later,
    ),
    must(
        "list-sorts-writes-on-the-first-page-only",
        "LAST_MODIFIED_DATE sorts the first page only.",
        "LIST-016 LIST-086",
        "LIST-SORT-ACROSS-PAGES",
        _ordered(
            lambda asked: asked["page"] > 0, lambda column, direction: f"b.number {direction}", _UPDATED
        ),
    ),
    must(
        "list-of-a-group-is-unsorted",
        "The badges of a group come as they were created, whatever the key and the order.",
        "LIST-015 LIST-021",
        "LIST-SORT-UNDER-FILTERS",
        _ordered(lambda asked: bool(asked.get("groupId")), _as_created, _ENDS, _UPDATED),
    ),
    must(
        "list-earned-loses-rows-by-modification",
        "The list EARNED is empty when it is sorted by LAST_MODIFIED_DATE.",
        "LIST-016",
        "LIST-SORT-KEEPS-ROWS",
        narrowed("earned", "0", _is(badgeType="EARNED", sortOn="LAST_MODIFIED_DATE")),
    ),
    must(
        "list-later-pages-need-a-size",
        "Without size every page is the first one.",
        "LIST-007 LIST-011",
        "LIST-SIZE-DEFAULT",
        _first_page(lambda asked: "size" not in asked["sent"]),
    ),
    must(
        "list-earned-has-one-row-by-default",
        "Without size the list EARNED has one row.",
        "LIST-011",
        "LIST-SIZE-DEFAULT",
        _sized(lambda asked: asked["badgeType"] == "EARNED" and "size" not in asked["sent"], lambda size: 1),
    ),
    must(
        "list-has-ten-rows-beside-an-owner",
        "Beside owner a page has ten rows at most.",
        "LIST-012 LIST-085",
        "LIST-SIZE-50 LIST-ROW-COUNT",
        _sized(lambda asked: "owner" in asked, lambda size: min(size, 10)),
    ),
    must(
        "list-ends-after-four-pages",
        "Pages from the fifth on are empty.",
        "LIST-004 LIST-086",
        "LIST-PAGES-NO-GAPS",
        _sized(lambda asked: asked["page"] >= 4, lambda size: 0),
    ),
    must(
        "list-expired-omits-inactive",
        "The list EXPIRED has no inactive badges, also where these are asked for.",
        "LIST-036",
        "LIST-COMBINE-EXPIRED",
        narrowed("expired", "b.active", _is(badgeType="EXPIRED")),
    ),
    must(
        "list-reactivated-is-deactivated",
        "A badge that was inactive once is listed as deactivated, though it is active again.",
        "LIST-035 LIST-036",
        "LIST-ACTION-DEACTIVATED-SOUND",
        _once_inactive,
    ),
    must(
        "list-expired-knows-the-first-owner-only",
        "In the list EXPIRED the filter by owner looks at the first owner only.",
        "LIST-040 LIST-041",
        "LIST-OWNER-COMPLETE",
        judged_by("owner", _first_owner_only),
    ),
    must(
        "list-to-issue-ignores-referrals",
        "In AVAILABLE_TO_ISSUE the filter by the owner Referral_Campaigns has no effect.",
        "LIST-040 LIST-041",
        "LIST-OWNER-SOUND",
        ignored_when("owner", _is(badgeType="AVAILABLE_TO_ISSUE", owner="Referral_Campaigns")),
    ),
    must(
        "list-of-claimed-has-no-live-badges",
        "Beside claimedBy the status LIVE finds nothing.",
        "LIST-038 LIST-043",
        "LIST-COMBINE-CLAIMED",
        narrowed(
            "claimed", "0", lambda values: bool(values.get("claimedBy")) and _is(badgeStatus="LIVE")(values)
        ),
    ),
    must(
        "list-of-earned-has-no-live-badges",
        "Beside EARNED the status LIVE finds nothing.",
        "LIST-038",
        "LIST-COMBINE-EARNED",
        narrowed("earned", "0", _is(badgeType="EARNED", badgeStatus="LIVE")),
    ),
    must(
        "list-of-a-group-needs-a-name",
        "A group has no badges unless a name is given as well.",
        "LIST-051",
        "LIST-GROUP-COMPLETE",
        narrowed("group", "0", lambda values: bool(values.get("groupId")) and not values.get("name")),
    ),
    must(
        "list-of-a-claimant-needs-a-name",
        "A module has claimed nothing unless a name is given as well.",
        "LIST-043",
        "LIST-CLAIMED-BY-COMPLETE",
        narrowed("claims", "0", lambda values: bool(values.get("claimedBy")) and not values.get("name")),
    ),
    must(
        "list-of-a-group-compares-beginnings",
        "groupId finds the badges of groups whose id begins in the same way.",
        "LIST-050 LIST-051",
        "LIST-GROUP-SOUND",
        by_sql("groupId", "substr(b.group_id, 1, 20) = ?", lambda group: group[:20]),
    ),
    must(
        "list-takes-null-for-no-name",
        "The name null filters nothing.",
        "LIST-024",
        "LIST-NAME-SOUND",
        ignored_when("name", _is(name="null")),
    ),
    must(
        "list-expired-comes-early",
        "The list EXPIRED has badges that end within the next ten minutes.",
        "LIST-025 LIST-030",
        "LIST-TYPE-EXPIRED-SOUND",
        lambda policy: policy.wrap(
            "listing.filters.badgeType",
            lambda original: (
                lambda own, search: (
                    Condition("b.expires_on <= ?", (search.now + 600,))
                    if search.values["badgeType"] == "EXPIRED"
                    else original(own, search)
                )
            ),
        ),
    ),
)
