# ruff: noqa: ARG001, ARG005
"""Who and when: ids, organisation, creation and update times, counts, and what a body may not set of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, always, chain, copied, judged, shown, stored
from reference.faults.registry import Fault, must, should
from reference.instants import DAY, iso
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.problems import Problem

_INDIA = 19_800


def _sent(operation: str, name: str, then: Callable[[Callable[[], Any]], Change]) -> Change:
    """A change that knows what the last body of an operation held under a name."""

    def apply(policy: Policy) -> Policy:
        last: dict[str, Any] = {}

        def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
            last["value"] = body.get(name)
            return []

        return chain(judged(operation, note), then(lambda: last["value"]))(policy)

    return apply


def _stored_from_body(name: str, attribute: str) -> Change:
    """An update stores what its body says of a member that only the server sets."""

    def then(value: Callable[[], Any]) -> Change:
        def change(badge: Badge, before: Badge | None) -> dict[str, Any]:
            found = value()
            return {attribute: found} if isinstance(found, int | float) else {}

        return stored("update", change)

    return _sent("update", name, then)


def _answered_from_body(name: str) -> Change:
    """An update answers what its body says of a member that only the server sets."""

    def then(value: Callable[[], Any]) -> Change:
        return shown("views.updated", name, lambda old: old if value() is None else value(), absent=True)

    return _sent("update", name, then)


_SETTABLE: tuple[tuple[str, str, str, str, Change, bool], ...] = (
    (
        "createdOn",
        "created-on",
        "PUT-122",
        "UPDATE-CREATED-ON-NOT-SETTABLE",
        _stored_from_body("createdOn", "created_on"),
        True,
    ),
    (
        "createdBy",
        "created-by",
        "PUT-123",
        "UPDATE-CREATED-BY-NOT-SETTABLE",
        _stored_from_body("createdBy", "created_by"),
        True,
    ),
    (
        "lastUpdatedOn",
        "last-updated-on",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-NOT-SETTABLE UPDATE-LAST-UPDATED-ON-ADVANCES",
        _stored_from_body("lastUpdatedOn", "updated_on"),
        True,
    ),
    ("orgId", "org-id", "PUT-090", "UPDATE-ORG-ID-KEPT", _stored_from_body("orgId", "org_id"), False),
    (
        "issuedCount",
        "issued-count",
        "PUT-117",
        "UPDATE-COUNTS-NOT-SETTABLE",
        _answered_from_body("issuedCount"),
        False,
    ),
    (
        "earnedCount",
        "earned-count",
        "PUT-118",
        "UPDATE-COUNTS-NOT-SETTABLE",
        _answered_from_body("earnedCount"),
        False,
    ),
)


def _settable() -> Iterator[Fault]:
    for name, slug, statement, requirements, change, is_must in _SETTABLE:
        yield (must if is_must else should)(
            f"update-takes-{slug}-from-body",
            f"An update takes {name} from its body.",
            statement,
            requirements,
            change,
        )


_TWINS = (
    ("startOn", "start", "POST-082", "BADGE-META-ISO-START"),
    ("expiresOn", "end", "POST-084", "BADGE-META-ISO-EXPIRES"),
    ("createdOn", "creation", "POST-113", "BADGE-META-ISO-CREATED"),
    ("lastUpdatedOn", "last-update", "POST-116", "BADGE-META-ISO-LAST-UPDATED"),
)


def _zoned_wrongly(text: Any) -> Any:
    """The digits of one zone with the sign of another."""
    return f"{text[:19]}+05:30" if isinstance(text, str) else text


def _twins() -> Iterator[Fault]:
    for name, slug, statement, requirement in _TWINS:
        yield must(
            f"writes-show-{slug}-in-another-zone",
            f"{name}ISO of a write shows the digits of UTC with the offset of India.",
            statement,
            requirement,
            shown("views.written_badge", f"{name}ISO", _zoned_wrongly),
        )


def _now_or_later(policy: Policy) -> Policy:
    """The time of the last update is the time of the answer only when the name changes."""

    def change(badge: Badge, before: Badge | None) -> dict[str, Any]:
        same = before is not None and badge.name == before.name
        return {"updated_on": before.updated_on} if same and before else {}

    return stored("update", change)(policy)


def _counted(name: str) -> Change:
    return shown("views.created", name, always(1))


def _constant_id(policy: Policy) -> Policy:
    """Every answer of a create names the badge that was created first."""
    first: list[str] = []

    def edit(badge_id: Any) -> Any:
        first.append(badge_id)
        return first[0]

    return shown("views.created", "id", edit)(policy)


def _alternating(values: tuple[int, ...]) -> Callable[[Any], Any]:
    calls: list[Any] = []

    def edit(old: Any) -> Any:
        calls.append(old)
        return values[len(calls) % len(values)]

    return edit


FAULTS: tuple[Fault, ...] = (
    *_settable(),
    *_twins(),
    must(
        "create-answers-first-id-again",
        "Every create answers the id of the first one.",
        "POST-076 POST-077 POST-002",
        "CREATE-ID-FRESH",
        _constant_id,
    ),
    should(
        "create-answers-any-organisation",
        "The organisation of a created badge changes from answer to answer.",
        "POST-078",
        "CREATE-ORG-ID-CONSTANT",
        shown("views.created", "orgId", _alternating((100458, 100459))),
    ),
    should(
        "create-answers-any-creator",
        "The creator of a badge changes from answer to answer.",
        "POST-114 POST-063",
        "CREATE-CREATED-BY-CONSTANT",
        shown("views.created", "createdBy", _alternating((75086856, 75086857, 75086858))),
    ),
    must(
        "create-answers-start-as-creation",
        "A create answers the start of the badge as its creation.",
        "POST-112 POST-113",
        "CREATE-CREATED-ON-NOW",
        copied("views.created", "startOn", "createdOn"),
        copied("views.created", "startOnISO", "createdOnISO"),
        copied("views.created", "startOn", "lastUpdatedOn"),
        copied("views.created", "startOnISO", "lastUpdatedOnISO"),
    ),
    must(
        "create-stamps-local-time",
        "createdOn is the local time of India taken for UTC.",
        "POST-112",
        "CREATE-CREATED-ON-NOW",
        stored(
            "create",
            lambda badge, before: {
                "created_on": badge.created_on + _INDIA,
                "updated_on": badge.updated_on + _INDIA,
            },
        ),
    ),
    must(
        "create-stamps-the-day",
        "createdOn is the begin of the day.",
        "POST-112",
        "CREATE-CREATED-ON-NOW",
        stored("create", lambda badge, before: {"created_on": badge.created_on // DAY * DAY}),
    ),
    should(
        "create-was-updated-later",
        "A new badge was last updated a minute after its creation.",
        "POST-115",
        "CREATE-LAST-UPDATED-ON",
        stored("create", lambda badge, before: {"updated_on": badge.updated_on + 60}),
    ),
    must(
        "create-was-updated-before",
        "A new badge was last updated a minute before its creation.",
        "POST-115 POST-112",
        "BADGE-META-CREATED-BEFORE-UPDATED CREATE-LAST-UPDATED-ON",
        stored("create", lambda badge, before: {"updated_on": badge.updated_on - 60}),
    ),
    should(
        "create-was-updated-by-nobody",
        "A new badge was last updated by user 0.",
        "POST-117",
        "CREATE-LAST-UPDATED-BY",
        stored("create", lambda badge, before: {"updated_by": 0}),
    ),
    must(
        "create-counts-an-issue",
        "A new badge counts one issue.",
        "POST-108 POST-109",
        "CREATE-COUNTS-ZERO",
        _counted("issuedCount"),
    ),
    must(
        "create-counts-an-earn",
        "A new badge counts one earning.",
        "POST-108 POST-109",
        "CREATE-COUNTS-ZERO",
        _counted("earnedCount"),
    ),
    must(
        "update-answers-another-id",
        "An update answers an id that differs from the one sent in its last digit.",
        "PUT-089",
        "UPDATE-ID-ECHO",
        shown("views.updated", "id", lambda badge_id: badge_id[:-1] + ("0" if badge_id[-1] != "0" else "1")),
    ),
    should(
        "update-answers-another-organisation",
        "An update answers another organisation than the create.",
        "PUT-090 PUT-091",
        "UPDATE-ORG-ID-KEPT",
        shown("views.updated", "orgId", lambda org: org + 1),
    ),
    must(
        "update-creates-anew",
        "An update sets createdOn to its own time.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        stored("update", lambda badge, before: {"created_on": badge.updated_on}),
    ),
    must(
        "update-rounds-creation-to-minutes",
        "An update answers createdOn at the full minute before it.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        shown("views.updated", "createdOn", lambda value: value // 60 * 60),
    ),
    must(
        "update-changes-creator",
        "An update sets createdBy to another user.",
        "PUT-123",
        "UPDATE-CREATED-BY-KEPT",
        stored("update", lambda badge, before: {"created_by": badge.created_by + 1}),
    ),
    must(
        "update-leaves-no-time",
        "An update leaves lastUpdatedOn as it was.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        stored("update", lambda badge, before: {"updated_on": before.updated_on if before else 0.0}),
    ),
    must(
        "update-leaves-time-with-rename-only",
        "An update moves lastUpdatedOn only when it changes the name.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        _now_or_later,
    ),
    must(
        "update-stamps-time-going-back",
        "An update sets lastUpdatedOn to a time before the last one.",
        "PUT-125 PUT-122",
        "UPDATE-LAST-UPDATED-ON-ADVANCES BADGE-META-CREATED-BEFORE-UPDATED",
        stored("update", lambda badge, before: {"updated_on": before.updated_on - 1 if before else 0.0}),
    ),
    should(
        "update-is-by-nobody",
        "An update names user 0 as the last editor.",
        "PUT-126",
        "UPDATE-LAST-UPDATED-BY",
        stored("update", lambda badge, before: {"updated_by": 0}),
    ),
    must(
        "update-answers-iso-of-the-epoch",
        "An update answers the first of January 1970 as lastUpdatedOnISO.",
        "POST-116",
        "BADGE-META-ISO-LAST-UPDATED",
        shown("views.updated", "lastUpdatedOnISO", lambda text: iso(0.0)),
    ),
)
