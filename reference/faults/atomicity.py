# ruff: noqa: ARG001
"""Refusals that leave something behind: the badge, its name, half of an update, or a touched neighbour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reference.edits import Change, chain, checks_also, judged, noted, operation_of, seen_as
from reference.faults.registry import Fault, must
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import NAME_TAKEN, Problem, problem

#: What a stored badge has in place of what could not be read.
_STAND_INS: JsonObject = {
    "name": "Nameless",
    "startOn": 4_102_444_800.0,
    "expiresOn": 4_102_444_800.0 + 30 * DAY,
    "earnedBadgeExpiry": {"expiryType": "NEVER"},
    "earnType": "EARN",
}
_OWNERS = "restrictedToOwners"
_ATTRIBUTES = {
    "name": "name",
    "description": "description",
    "startOn": "start_on",
    "expiresOn": "expires_on",
    "earnedBadgeExpiry": "earned_expiry",
    "issuedBadgeExpiry": "issued_expiry",
    "images": "images",
    "customerConstraints": "customer_constraints",
    "badgeConstraints": "badge_constraints",
    "tags": "tags",
    "badgeGroupId": "group_id",
    "badgeRank": "rank",
    "earnType": "earn_type",
    "active": "active",
    "customFields": "custom_fields",
}

Codes = frozenset[int]


def _owned(draft: JsonObject, instead: list[str]) -> JsonObject:
    """The owners of a draft, or others when they could not be read."""
    return {"ownership": {_OWNERS: draft.get("ownership", {}).get(_OWNERS, instead)}}


def _codes(problems: Sequence[Problem]) -> Codes:
    return frozenset(one.code for one in problems)


def _stored(operation: str, *codes: int) -> Change:
    """What is refused with one of the codes is stored all the same."""

    def stores(refused: str, problems: Sequence[Problem]) -> bool:
        return refused == operation and bool(_codes(problems) & set(codes))

    def completed(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        return lambda draft, defaults: original(
            {**_STAND_INS, **draft, **_owned(draft, ["Loyalty"])}, defaults
        )

    def mended(original: Callable[..., Badge]) -> Callable[..., Badge]:
        def changed(before: Badge, draft: JsonObject, *rest: Any) -> Badge:
            known = {name: getattr(before, attribute) for name, attribute in _ATTRIBUTES.items()}
            return original(before, {**known, **draft, **_owned(draft, before.owners)}, *rest)

        return changed

    def apply(policy: Policy) -> Policy:
        policy = policy.put("drafts.stores_refused", stores)
        if operation == "create":
            return policy.wrap("drafts.complete", completed)
        return policy.wrap("drafts.changed", mended)

    return apply


def refused_drafts(operation: str, then: Callable[[Case], None], *codes: int) -> Change:
    """Be told of the writes that are refused with one of the codes."""

    def apply(policy: Policy) -> Policy:
        shape: list[Problem] = []

        def note(original: Callable[..., Any]) -> Callable[..., Any]:
            def read(fields: tuple[Any, ...], body: JsonObject) -> Any:
                draft, problems = original(fields, body)
                if operation_of(fields) == operation:
                    shape[:] = problems
                return draft, problems

            return read

        policy = policy.wrap("drafts.read", note)
        checks = dict(policy.point(f"checks.{operation}"))

        def check(case: Case) -> Problem | None:
            found = [found for one in checks.values() if (found := one(case)) is not None]
            if _codes([*shape, *found]) & set(codes):
                then(case)
            return None

        return checks_also(operation, "witness", check)(policy)

    return apply


def _burnt(operation: str, *codes: int) -> Change:
    """The new name of a write that is refused with one of the codes stays taken for creates."""

    def apply(policy: Policy) -> Policy:
        burnt: set[str] = set()

        def taken(case: Case) -> Problem | None:
            return problem(NAME_TAKEN) if case.draft.get("name") in burnt else None

        def burn(case: Case) -> None:
            if case.badge is None or case.draft.get("name") != case.badge.name:
                burnt.add(case.draft.get("name", ""))

        # The check comes first, so that a refused name is not found burnt by its own refusal.
        return chain(checks_also("create", "burnt", taken), refused_drafts(operation, burn, *codes))(policy)

    return apply


def _half(*codes: int, taken: tuple[str, ...] = ("description",)) -> Change:
    """Of an update that is refused with one of the codes, some members are seen as stored."""

    def apply(policy: Policy) -> Policy:
        changes: dict[str, dict[str, Any]] = {}

        def note(case: Case) -> None:
            if case.badge is not None:
                changes[case.badge.id] = {
                    _ATTRIBUTES[name]: case.draft[name] for name in taken if name in case.draft
                }

        def forget(badge: Badge, before: Badge | None) -> None:
            changes.pop(badge.id, None)

        return chain(
            seen_as(lambda badge: replace(badge, **changes.get(badge.id, {}))),
            noted(forget),
            refused_drafts("update", note, *codes),
        )(policy)

    return apply


def _touched(*codes: int) -> Change:
    """An update that is refused with one of the codes moves the time of the last update."""

    def apply(policy: Policy) -> Policy:
        times: dict[str, float] = {}

        def note(case: Case) -> None:
            if case.badge is not None:
                times[case.badge.id] = round(case.now, 3)

        return chain(
            seen_as(lambda badge: replace(badge, updated_on=max(badge.updated_on, times.get(badge.id, 0.0)))),
            refused_drafts("update", note, *codes),
        )(policy)

    return apply


def _holder_takes_description(operation: str) -> Change:
    """A write refused for a taken name changes the description of the badge that has the name."""

    def apply(policy: Policy) -> Policy:
        texts: dict[str, Any] = {}

        def note(case: Case) -> None:
            texts[case.name_holder or ""] = case.draft.get("description")

        return chain(
            seen_as(lambda badge: replace(badge, description=texts.get(badge.id, badge.description))),
            refused_drafts(operation, note, NAME_TAKEN),
        )(policy)

    return apply


def _burnt_by_update(policy: Policy) -> Policy:
    burnt: set[str] = set()

    def taken(case: Case) -> Problem | None:
        return problem(NAME_TAKEN) if case.draft.get("name") in burnt else None

    def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
        if "id" not in draft:
            burnt.add(draft.get("name", ""))
        return []

    def burn(case: Case) -> None:
        burnt.add(case.draft.get("name", ""))

    return chain(
        checks_also("create", "burnt", taken), judged("update", note), refused_drafts("update", burn, 404)
    )(policy)


_ON_CREATE: tuple[tuple[str, int, str, str], ...] = (
    ("an unknown owner", 714, "POST-128 POST-125", "CREATE-REFUSED-714-STORES-NOTHING"),
    ("a past start", 722, "POST-128 POST-124", "CREATE-REFUSED-722-STORES-NOTHING"),
    ("a missing owner", 728, "POST-128 POST-121", "CREATE-REFUSED-728-STORES-NOTHING"),
    ("null in an array", 999999, "POST-128 POST-127", "CREATE-REFUSED-999999-STORES-NOTHING"),
    ("an invalid field", 400, "POST-128", "CREATE-REFUSED-FIELD-STORES-NOTHING"),
)
_ON_UPDATE: tuple[tuple[str, int, str, str], ...] = (
    ("an invalid field", 400, "PUT-137 PUT-135", "UPDATE-REFUSED-400-CHANGES-NOTHING"),
    ("an end before the start", 720, "PUT-137 PUT-132", "UPDATE-REFUSED-720-CHANGES-NOTHING"),
    ("a frozen start", 723, "PUT-137 PUT-131", "UPDATE-REFUSED-723-CHANGES-NOTHING"),
    ("a past end", 724, "PUT-137 PUT-133", "UPDATE-REFUSED-724-CHANGES-NOTHING"),
    ("a frozen kind", 826, "PUT-137 PUT-134", "UPDATE-REFUSED-826-CHANGES-NOTHING"),
    ("a claimed owner", 738, "PUT-137 PUT-034", "UPDATE-CLAIMED-OWNER-CHANGES-NOTHING"),
)


def _slug(words: str) -> str:
    return words.removeprefix("an ").removeprefix("a ").replace(" ", "-")


def _creates() -> Iterator[Fault]:
    for words, code, statements, requirement in _ON_CREATE:
        yield must(
            f"create-stores-in-spite-of-{_slug(words)}",
            f"A create that is refused for {words} is stored all the same.",
            statements,
            requirement,
            _stored("create", code),
        )
        yield must(
            f"create-burns-name-for-{_slug(words)}",
            f"The name of a create that is refused for {words} cannot be used again.",
            statements,
            requirement,
            _burnt("create", code),
        )


def _updates() -> Iterator[Fault]:
    for words, code, statements, requirement in _ON_UPDATE:
        yield must(
            f"update-stores-in-spite-of-{_slug(words)}",
            f"An update that is refused for {words} is stored all the same.",
            statements,
            requirement,
            _stored("update", code),
        )
        yield must(
            f"update-stores-half-in-spite-of-{_slug(words)}",
            f"Of an update that is refused for {words} the description is stored.",
            statements,
            requirement,
            _half(code),
        )


_REST = (
    must(
        "create-taken-name-is-stored",
        "A create that is refused for its name is stored all the same.",
        "POST-128 POST-123",
        "CREATE-REFUSED-725-STORES-NOTHING",
        chain(_stored("create", 725), lambda policy: policy.put("names.unique_index", False)),
    ),
    must(
        "create-taken-name-changes-its-holder",
        "A create that is refused for its name changes the description of the badge that has the name.",
        "POST-128 POST-123",
        "CREATE-REFUSED-725-CHANGES-NOTHING",
        _holder_takes_description("create"),
    ),
    must(
        "update-taken-name-changes-its-holder",
        "An update that is refused for its name changes the description of the badge that has the name.",
        "PUT-137 PUT-004",
        "UPDATE-REFUSED-NAME-CHANGES-NOTHING",
        _holder_takes_description("update"),
    ),
    must(
        "update-taken-name-is-stored-in-half",
        "Of an update that is refused for its name the dates are stored.",
        "PUT-137 PUT-004",
        "UPDATE-REFUSED-NAME-CHANGES-NOTHING",
        _half(725, taken=("startOn", "expiresOn", "description", "active")),
    ),
    must(
        "update-refused-for-frozen-start-is-touched",
        "An update that is refused for a frozen start moves the time of the last update.",
        "PUT-137 PUT-131",
        "UPDATE-REFUSED-723-CHANGES-NOTHING",
        _touched(723),
    ),
    must(
        "update-refused-for-field-is-touched",
        "An update that is refused for an invalid field moves the time of the last update.",
        "PUT-137 PUT-135",
        "UPDATE-REFUSED-400-CHANGES-NOTHING",
        _touched(400),
    ),
    must(
        "update-refused-for-frozen-kind-stores-end",
        "Of an update that is refused for a frozen kind the new end and the new limits are stored.",
        "PUT-137 PUT-134",
        "UPDATE-REFUSED-826-CHANGES-NOTHING",
        _half(826, taken=("expiresOn", "customerConstraints", "badgeConstraints")),
    ),
    must(
        "update-of-expired-start-is-stored",
        "An update that is refused for the start of an EXPIRED badge is stored all the same.",
        "PUT-137 PUT-013",
        "UPDATE-REFUSED-EXPIRED-CHANGES-NOTHING",
        _half(723, taken=("startOn", "description")),
    ),
    must(
        "update-refused-for-past-end-stores-custom-fields",
        "Of an update that is refused for a past end the custom fields are stored.",
        "PUT-137",
        "UPDATE-REFUSED-CUSTOM-FIELDS-KEPT",
        _half(724, taken=("customFields",)),
    ),
    must(
        "update-of-unknown-id-burns-name",
        "The name of an update with an unknown id cannot be used again.",
        "PUT-006 PUT-137",
        "UPDATE-ID-UNKNOWN-CREATES-NOTHING",
        _burnt_by_update,
    ),
    must(
        "update-720-burns-the-name",
        "The new name of an update that is refused for its dates stays taken.",
        "PUT-137",
        "UPDATE-REFUSED-720-CHANGES-NOTHING",
        _burnt("update", 720),
    ),
    must(
        "update-723-burns-the-name",
        "The new name of an update that is refused for its start stays taken.",
        "PUT-137",
        "UPDATE-REFUSED-723-CHANGES-NOTHING",
        _burnt("update", 723),
    ),
    must(
        "update-826-burns-the-name",
        "The new name of an update that is refused for its limits stays taken.",
        "PUT-137",
        "UPDATE-REFUSED-826-CHANGES-NOTHING",
        _burnt("update", 826),
    ),
)


FAULTS: tuple[Fault, ...] = (*_creates(), *_updates(), *_REST)
