# ruff: noqa: ARG001, ARG005
"""Names: which of them count as taken, when, and what a race makes of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from reference.edits import Change, chain, checks_also, noted, recoded, silent
from reference.faults.registry import Fault, must, should
from reference.model import Badge
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import NAME_TAKEN, Problem, problem


def _key(key: Callable[[str], str]) -> Change:
    return lambda policy: policy.put("names.key", key)


def _no_index(policy: Policy) -> Policy:
    return policy.put("names.unique_index", False)


def unnoticed(operation: str, when: Callable[[Case], bool] = lambda case: True) -> Change:
    """Neither the check nor the index minds a taken name."""
    return chain(_no_index, silent(f"checks.{operation}.name_taken", when))


def _holder_is(what: Callable[[Badge], bool]) -> Change:
    """A name is free when what is known of its holder is such."""

    def apply(policy: Policy) -> Policy:
        known: dict[str, Badge] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            known[badge.id] = badge

        def spared(case: Case) -> bool:
            holder = known.get(case.name_holder or "")
            return holder is not None and what(holder)

        return chain(noted(note), unnoticed("create", spared))(policy)

    return apply


def _taken_also(
    operation: str, names: Callable[[Badge, Badge | None], set[str]], *, for_itself: bool = False
) -> Change:
    """Names that a write leaves taken although no badge has them: for others, or for the badge itself."""

    def apply(policy: Policy) -> Policy:
        reserved: dict[str, str] = {}

        def note(badge: Badge, before: Badge | None) -> None:
            reserved.update(dict.fromkeys(names(badge, before), badge.id))

        def check(case: Case) -> Problem | None:
            holder = reserved.get(case.draft.get("name", ""))
            own = None if case.badge is None else case.badge.id
            if for_itself:
                taken = case.badge is not None and holder == own and case.draft["name"] != case.badge.name
            else:
                taken = holder not in (None, own)
            return problem(NAME_TAKEN) if taken else None

        return chain(noted(note), checks_also(operation, "reserved", check))(policy)

    return apply


def _given_up(badge: Badge, before: Badge | None) -> set[str]:
    return {before.name} if before is not None and before.name != badge.name else set()


def _unaccented(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _folded_beyond_ascii(name: str) -> str:
    return "".join(letter if letter.isascii() else letter.lower() for letter in name)


def _names_of_renamed(policy: Policy) -> Policy:
    """The names that badges got by an update are not looked at."""
    given: set[str] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and before.name != badge.name:
            given.add(badge.name)

    return chain(noted(note), unnoticed("update", lambda case: case.draft.get("name") in given))(policy)


def _first_names_only(policy: Policy) -> Policy:
    """Only the names that badges were created with are taken."""
    created: set[str] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is None:
            created.add(badge.name)

    return chain(noted(note), unnoticed("create", lambda case: case.draft.get("name") not in created))(policy)


def _own_case_collides(policy: Policy) -> Policy:
    """The same name in another case is taken, even by the badge itself."""
    names: dict[str, set[str]] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        names.setdefault(badge.name.lower(), set()).add(badge.name)

    def check(case: Case) -> Problem | None:
        name = case.draft.get("name", "")
        known = names.get(name.lower(), set())
        return problem(NAME_TAKEN) if known and name not in known else None

    return chain(noted(note), checks_also("update", "case", check))(policy)


FAULTS: tuple[Fault, ...] = (
    must(
        "create-name-may-be-taken",
        "A name that another badge has is accepted on create.",
        "POST-004 POST-123",
        "CREATE-725-NAME-TAKEN",
        unnoticed("create"),
    ),
    must(
        "create-name-is-not-checked-with-the-header",
        "With the migration header the name of another badge is accepted on create.",
        "POST-004 POST-123",
        "CREATE-725-NAME-TAKEN",
        unnoticed("create", lambda case: case.migration),
    ),
    must(
        "create-name-is-unique-by-type",
        "An EARN badge can have the name of an ISSUE_EARN badge.",
        "POST-004 POST-123",
        "CREATE-725-NAME-TAKEN",
        _holder_is(lambda badge: badge.earn_type == "ISSUE_EARN"),
    ),
    must(
        "create-name-of-started-badge-is-free",
        "The name of a badge that has started can be used for a new one.",
        "POST-004 POST-123",
        "CREATE-725-NAME-TAKEN",
        _holder_is(lambda badge: badge.start_on < badge.updated_on),
    ),
    must(
        "create-taken-name-is-400",
        "A taken name is refused with 400 instead of 725 on create.",
        "POST-123",
        "CREATE-725-NAME-TAKEN",
        recoded("checks.create.name_taken", 400),
    ),
    must(
        "names-ignore-case",
        "Names that differ only in case collide.",
        "POST-005 PUT-005",
        "CREATE-NAME-OTHER-CASE UPDATE-NAME-OTHER-CASE",
        _key(str.lower),
    ),
    must(
        "names-ignore-case-on-update",
        "A badge cannot change the case of its own name.",
        "PUT-005 PUT-092",
        "UPDATE-NAME-OWN-OTHER-CASE",
        _own_case_collides,
    ),
    should(
        "create-names-race",
        "Of two simultaneous creations with one name both are accepted.",
        "POST-004",
        "CREATE-NAME-RACE",
        _no_index,
        lambda policy: policy.put("drafts.pause", 0.05),
    ),
    must(
        "update-name-may-be-taken",
        "A badge can be renamed to the name of another.",
        "PUT-004",
        "UPDATE-NAME-TAKEN UPDATE-REFUSED-NAME-CHANGES-NOTHING",
        unnoticed("update"),
    ),
    must(
        "update-name-of-upcoming-is-not-checked",
        "An UPCOMING badge can be renamed to the name of another.",
        "PUT-004",
        "UPDATE-NAME-TAKEN",
        unnoticed("update", lambda case: case.status == "UPCOMING"),
    ),
    should(
        "update-given-up-name-stays-taken",
        "The name that a renamed badge gave up cannot be used again.",
        "PUT-004",
        "UPDATE-NAME-FREED",
        _taken_also("create", _given_up),
        _taken_also("update", _given_up),
    ),
    must(
        "update-new-name-is-not-reserved",
        "The name that a renamed badge took can be used for a new one.",
        "PUT-004 POST-004",
        "UPDATE-NAME-NEW-RESERVED",
        _first_names_only,
    ),
    must(
        "update-gives-name-of-renamed",
        "A badge can be renamed to what another one was renamed to.",
        "PUT-004",
        "UPDATE-NAME-TAKEN",
        _names_of_renamed,
    ),
    should(
        "update-refuses-own-former-name",
        "A badge cannot have the name back that it gave up.",
        "PUT-004",
        "UPDATE-NAME-FREED",
        _taken_also("update", _given_up, for_itself=True),
    ),
    must(
        "names-compared-by-first-100",
        "Only the first 100 letters of names are compared.",
        "POST-004 PUT-004 POST-002",
        "CREATE-ACCEPTED",
        _key(lambda name: name[:100]),
    ),
    should(
        "names-compared-without-accents",
        "Names that differ only in accents count as the same.",
        "POST-004 PUT-004 POST-079",
        "CREATE-ECHO-NAME-UNICODE",
        _key(_unaccented),
    ),
    must(
        "names-folded-in-the-first-letter",
        "The case of the first letter does not part names.",
        "POST-005 PUT-005",
        "CREATE-NAME-OTHER-CASE UPDATE-NAME-OTHER-CASE",
        _key(lambda name: name[:1].lower() + name[1:]),
    ),
    must(
        "names-folded-beyond-ascii",
        "Names that differ only in the case of letters beyond ASCII count as the same.",
        "POST-005 PUT-005",
        "CREATE-NAME-OTHER-CASE UPDATE-NAME-OTHER-CASE",
        _key(_folded_beyond_ascii),
    ),
)
