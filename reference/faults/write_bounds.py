# ruff: noqa: ARG001, ARG005
"""Writes that draw a bound where no page has one, or none where a page does: dates, names, nulls, groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import Change, chain, noted, refuses_bodies, silent, stored
from reference.faults.names import unnoticed
from reference.faults.registry import Fault, must
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import INVALID, RefusedError, problem


def _named_apart(when: Callable[[Badge, Case], bool]) -> Change:
    """A taken name passes on create when its holder and the newcomer are such."""

    def apply(policy: Policy) -> Policy:
        known: dict[str, Badge] = {}

        def spared(case: Case) -> bool:
            holder = known.get(case.name_holder or "")
            return holder is not None and when(holder, case)

        def note(badge: Badge, before: Badge | None) -> None:
            known[badge.id] = badge

        return chain(noted(note), unnoticed("create", spared))(policy)

    return apply


def _has_nulls(body: JsonObject, *names: str) -> bool:
    """Whether a member of these parts, or of their elements, is null."""
    found = [body.get(name) for name in names]
    parts = [part for one in found for part in (one if isinstance(one, list) else [one])]
    return any(value is None for part in parts if isinstance(part, dict) for value in part.values())


def _refuses_types(what: Callable[[str], bool]) -> Change:
    """Some spellings of the content type are refused."""

    def check(original: Callable[..., Any]) -> Callable[..., Any]:
        def judge(content_type: str | None) -> Any:
            if content_type and what(content_type):
                raise RefusedError([problem(INVALID)], 415)
            return original(content_type)

        return judge

    return lambda policy: policy.wrap("bodies.check_media_type", check)


FAULTS: tuple[Fault, ...] = (
    must(
        "update-takes-an-end-at-the-start",
        "An end at the moment of the start is accepted on update.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START",
        silent(
            "checks.update.reversed_dates",
            lambda case: bool(case.draft.get("startOn") == case.draft.get("expiresOn")),
        ),
    ),
    must(
        "update-keeps-the-later-end-of-live",
        "A LIVE badge whose end is moved to an earlier date to come keeps its end.",
        "PUT-019",
        "UPDATE-LIVE-EXPIRES",
        stored(
            "update",
            lambda badge, before: (
                {"expires_on": max(badge.expires_on, before.expires_on)}
                if before and before.start_on <= before.updated_on
                else {}
            ),
        ),
    ),
    must(
        "create-refuses-long-validity",
        "A badge of more than a year is refused on create.",
        "POST-001 POST-002",
        "CREATE-ACCEPTED",
        refuses_bodies("create", lambda body: 400 * DAY < body["expiresOn"] - body["startOn"] < 2000 * DAY),
    ),
    must(
        "update-refuses-long-validity",
        "A badge of more than a year is refused on update.",
        "PUT-019",
        "UPDATE-EXPIRES-LATER",
        refuses_bodies("update", lambda body: body["expiresOn"] - body["startOn"] > 400 * DAY),
    ),
    must(
        "create-frees-names-by-validity",
        "A name is free for a badge that begins when the holder of the name is over.",
        "POST-004 POST-123",
        "CREATE-725-NAME-TAKEN",
        _named_apart(lambda holder, case: case.draft.get("startOn", 0) >= holder.expires_on),
    ),
    must(
        "create-frees-names-by-owners",
        "A name is free for a badge of other owners.",
        "POST-004 POST-123",
        "CREATE-725-NAME-TAKEN",
        _named_apart(lambda holder, case: set(holder.owners) != set(case.owners or holder.owners)),
    ),
    must(
        "create-refuses-nulls-in-expiries",
        "null inside an expiry is refused on create.",
        "POST-029",
        "CREATE-OPTIONAL-NULL",
        refuses_bodies("create", lambda body: _has_nulls(body, "earnedBadgeExpiry")),
    ),
    must(
        "create-refuses-nulls-in-limits",
        "null inside a constraint is refused on create.",
        "POST-047",
        "CREATE-OPTIONAL-NULL",
        refuses_bodies("create", lambda body: _has_nulls(body, "customerConstraints", "badgeConstraints")),
    ),
    must(
        "create-loses-ranks-in-groups",
        "A badge that is created in a group loses its rank.",
        "POST-106",
        "CREATE-ECHO-BADGE-RANK",
        stored("create", lambda badge, before: {"rank": None} if badge.group_id else {}),
    ),
    must(
        "update-loses-ranks-in-groups",
        "A badge that joins a group by an update loses its rank.",
        "PUT-115",
        "UPDATE-ECHO-BADGE-RANK",
        stored(
            "update",
            lambda badge, before: {"rank": None} if badge.group_id and before and not before.group_id else {},
        ),
    ),
    must(
        "writes-refuse-a-charset",
        "A content type that names the charset is refused.",
        "POST-001 POST-002",
        "CREATE-ACCEPTED",
        _refuses_types(lambda content_type: ";" in content_type),
    ),
)
