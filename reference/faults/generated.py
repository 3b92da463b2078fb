# ruff: noqa: ARG001, ARG005
"""Faults on values and sequences that nobody writes down, and that generated requests come upon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import (
    Change,
    chain,
    crashes,
    failure,
    misread,
    noted,
    refuses_bodies,
    seen_as,
    shown,
    silent,
    values_at,
)
from reference.faults.registry import Fault, must, should
from reference.listing import Search
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import INTERNAL, Problem
from reference.store import Condition


def _texts(body: JsonObject) -> list[str]:
    return [
        text for path in ("name", "description") for text in values_at(body, path) if isinstance(text, str)
    ]


def _beyond_plane(body: JsonObject) -> bool:
    return any(ord(letter) > 0xFFFF for text in _texts(body) for letter in text)


def _printable(text: Any) -> Any:
    return "".join(letter for letter in text if letter.isprintable())


def _long(most: int) -> Callable[[JsonObject], bool]:
    return lambda body: any(len(text) > most for text in _texts(body))


def _null_field(body: JsonObject) -> bool:
    fields = body.get("customFields")
    return isinstance(fields, dict) and (None in fields.values() or not all(fields))


def _wrapped(value: Any) -> Any:
    """A single value in the place of an array is taken for one of one element."""
    return [value] if isinstance(value, dict) and value else value


def _fails_on(what: Callable[[Search], bool]) -> Change:
    """The server falls over some queries."""

    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def judge(own: Policy, search: Search) -> Condition | None:
            if what(search):
                raise failure()
            found: Condition | None = original(own, search)
            return found

        return judge

    return lambda policy: policy.wrap("listing.filters.name", wrapper)


def _odd_id(original: Callable[..., Any]) -> Callable[..., Any]:
    def lookup(store: Any, badge_id: str) -> Any:
        if not badge_id.isascii() or "%" in badge_id or "'" in badge_id:
            raise failure()
        return original(store, badge_id)

    return lookup


def _third_update_lost(policy: Policy) -> Policy:
    """The third update of a badge is answered and not stored."""
    updates: dict[str, int] = {}
    hidden: dict[str, Badge] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        number = updates[badge.id] = updates.get(badge.id, -1) + 1
        hidden.pop(badge.id, None)
        if before is not None and number == 3:
            hidden[badge.id] = before

    return chain(noted(note), seen_as(lambda badge: hidden.get(badge.id, badge)))(policy)


def _names_of_renamed(policy: Policy) -> Policy:
    """The name of a badge that was renamed twice can be taken by another."""
    renamed: dict[str, int] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        renamed[badge.id] = renamed.get(badge.id, 0) + (before is not None and before.name != badge.name)

    def spared(case: Case) -> bool:
        return renamed.get(case.name_holder or "", 0) >= 2

    return chain(
        noted(note),
        silent("checks.create.name_taken", spared),
        silent("checks.update.name_taken", spared),
        lambda own: own.put("names.unique_index", False),
    )(policy)


def _unlisted_after(times: int) -> Change:
    """A badge that was updated so many times falls out of every list."""

    def apply(policy: Policy) -> Policy:
        updates: dict[str, int] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            updates[badge.id] = updates.get(badge.id, -1) + 1

        def judge(own: Policy, search: Search) -> Condition | None:
            lost = [badge_id for badge_id, number in updates.items() if number >= times]
            if not lost:
                return None
            return Condition(f"b.id NOT IN ({', '.join('?' * len(lost))})", tuple(lost))

        return noted(note)(policy).wrap("listing.filters", lambda filters: {**filters, "lost": judge})

    return apply


def _status_of_moved(policy: Policy) -> Policy:
    """A badge whose start was moved twice keeps the status UPCOMING in the detail."""
    moves: dict[str, int] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        moves[badge.id] = moves.get(badge.id, 0) + (before is not None and before.start_on != badge.start_on)

    def is_moved(answer: JsonObject) -> bool:
        return moves.get(answer["id"], 0) >= 2

    return chain(noted(note), shown("views.detail", "badgeStatus", lambda status: "UPCOMING", when=is_moved))(
        policy
    )


def _stored_in_spite(operation: str) -> Change:
    """What is refused for the value of a tag or an image alone is stored without it."""

    def stores(refused: str, problems: list[Problem]) -> bool:
        paths = {(one.reference or "").partition("[")[0] for one in problems}
        return refused == operation and paths <= {"tags", "images"} and bool(paths)

    return lambda policy: policy.put("drafts.stores_refused", stores)


FAULTS: tuple[Fault, ...] = (
    must(
        "create-fails-on-emoji",
        "A name or description with a letter beyond the basic plane ends in a 500 on create.",
        "POST-001 CMN-016",
        "FUZZ-CREATE-SERVER-ERROR",
        crashes("create", _beyond_plane),
    ),
    must(
        "update-fails-on-emoji",
        "A name or description with a letter beyond the basic plane ends in a 500 on update.",
        "PUT-001 CMN-016",
        "FUZZ-UPDATE-SERVER-ERROR",
        crashes("update", _beyond_plane),
    ),
    must(
        "create-fails-on-long-text",
        "A text of more than 255 characters ends in a 500 on create.",
        "POST-001 CMN-016",
        "FUZZ-CREATE-SERVER-ERROR",
        crashes("create", _long(255)),
    ),
    must(
        "update-fails-on-numbers-for-texts",
        "A number in the place of the description ends in a 500 on update.",
        "PUT-001 CMN-016",
        "FUZZ-UPDATE-SERVER-ERROR",
        crashes("update", lambda body: isinstance(body.get("description"), int | float)),
    ),
    should(
        "create-drops-control-characters",
        "A create answers text without its control characters.",
        "POST-079 POST-080",
        "FUZZ-CREATE-TEXT-UNCHANGED",
        shown("views.created", "name", _printable),
        shown("views.created", "description", _printable),
    ),
    should(
        "update-drops-control-characters",
        "An update answers text without its control characters.",
        "PUT-092 PUT-093",
        "FUZZ-UPDATE-TEXT-UNCHANGED",
        shown("views.updated", "name", _printable),
        shown("views.updated", "description", _printable),
    ),
    should(
        "create-refuses-digits",
        "A description with a digit is refused on create.",
        "POST-001",
        "FUZZ-CREATE-VALID-ACCEPTED",
        refuses_bodies(
            "create",
            lambda body: any(set("0123456789") & set(str(text)) for text in values_at(body, "description")),
        ),
    ),
    should(
        "update-refuses-large-limits",
        "A limit of more than 5000 is refused on update.",
        "PUT-001",
        "FUZZ-UPDATE-VALID-ACCEPTED",
        refuses_bodies(
            "update",
            lambda body: any(
                isinstance(limit, int) and limit > 5000
                for array in ("customerConstraints", "badgeConstraints")
                for limit in values_at(body, f"{array}[].maxEarnLimit")
            ),
        ),
    ),
    should(
        "create-nulls-in-fields-are-999999",
        "null in a custom field ends in 999999 on create.",
        "POST-127",
        "FUZZ-CREATE-999999",
        refuses_bodies("create", _null_field, INTERNAL),
    ),
    should(
        "update-nulls-in-fields-are-999999",
        "null in a custom field ends in 999999 on update.",
        "PUT-001 POST-127",
        "FUZZ-UPDATE-999999",
        refuses_bodies("update", _null_field, INTERNAL),
    ),
    should(
        "create-takes-object-for-array",
        "An object in the place of an array is taken for an array of one on create.",
        "POST-001",
        "FUZZ-CREATE-WRONG-STRUCTURE",
        *(
            misread("create", name, _wrapped)
            for name in ("images", "tags", "customerConstraints", "badgeConstraints")
        ),
        misread("create", "customFields", lambda value: {} if isinstance(value, list) else value),
    ),
    should(
        "update-takes-object-for-array",
        "An object in the place of an array is taken for an array of one on update.",
        "PUT-001",
        "FUZZ-UPDATE-WRONG-STRUCTURE",
        *(
            misread("update", name, _wrapped)
            for name in ("images", "tags", "customerConstraints", "badgeConstraints")
        ),
        misread("update", "customFields", lambda value: {} if isinstance(value, list) else value),
    ),
    must(
        "create-stores-in-spite-of-a-tag",
        "A create that is refused for a tag or an image alone is stored without it.",
        "POST-128",
        "FUZZ-CREATE-REFUSED-STORES-NOTHING",
        _stored_in_spite("create"),
    ),
    must(
        "update-stores-in-spite-of-a-tag",
        "An update that is refused for a tag or an image alone is stored without it.",
        "PUT-137",
        "FUZZ-UPDATE-REFUSED-CHANGES-NOTHING",
        _stored_in_spite("update"),
    ),
    should(
        "list-fails-on-percent",
        "A percent sign in a queried name ends in a 500.",
        "CMN-016 LIST-024",
        "FUZZ-LIST-NO-SERVER-ERROR",
        _fails_on(lambda search: "%" in (search.values.get("name") or "")),
    ),
    must(
        "list-fails-on-group-and-owner",
        "A query by group and by owner at once ends in a 500.",
        "LIST-001 CMN-016",
        "FUZZ-LIST-VALID",
        _fails_on(lambda search: bool(search.values.get("groupId") and search.values.get("owner"))),
    ),
    should(
        "detail-fails-on-odd-letters",
        "A badge id with a letter beyond ASCII, a quotation mark or a percent sign ends in a 500.",
        "CMN-016 EXPL-005",
        "FUZZ-DETAIL-NO-SERVER-ERROR",
        lambda policy: policy.wrap("lookups.badge", _odd_id),
    ),
    must(
        "update-loses-the-third",
        "The third update of a badge is answered and not stored.",
        "PUT-138 XEP-001",
        "FUZZ-MODEL-FIELDS",
        _third_update_lost,
    ),
    must(
        "names-of-renamed-are-free",
        "The name of a badge that was renamed twice can be taken by another.",
        "POST-123 PUT-004",
        "CREATE-725-NAME-TAKEN FUZZ-MODEL-REFUSALS",
        _names_of_renamed,
    ),
    must(
        "detail-of-moved-stays-upcoming",
        "The detail shows a badge whose start was moved twice as UPCOMING.",
        "XEP-012 EXPL-105",
        "FUZZ-MODEL-STATUS DETAIL-STATUS-CLOCK",
        _status_of_moved,
    ),
    must(
        "list-loses-what-was-updated-thrice",
        "A badge that was updated three times falls out of every list.",
        "LIST-002 PUT-138",
        "FUZZ-MODEL-LIST",
        _unlisted_after(3),
    ),
)
