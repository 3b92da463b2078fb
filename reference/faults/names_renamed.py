"""Names that badges had before, got by an update, or were refused."""

from __future__ import annotations

from reference.edits import Change, checks_also, noted, silent
from reference.faults.registry import Fault, must, should
from reference.model import Badge
from reference.policy import Policy
from reference.rules.checks import Case, Check
from reference.rules.problems import NAME_TAKEN, Problem, problem


def _names_of_renamed(policy: Policy) -> Policy:
    """The names that badges got by an update are not looked at."""
    given: set[str] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and before.name != badge.name:
            given.add(badge.name)

    unseen = silent("checks.update.name_taken", lambda case: case.draft.get("name") in given)
    return unseen(noted(note)(policy)).put("names.unique_index", False)


def _own_former_name(policy: Policy) -> Policy:
    """A badge cannot have a name again that it had before."""
    former: set[tuple[str, str]] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and before.name != badge.name:
            former.add((badge.id, before.name))

    def taken(case: Case) -> Problem | None:
        if case.badge is None or (case.badge.id, str(case.draft.get("name"))) not in former:
            return None
        return problem(NAME_TAKEN) if case.draft["name"] != case.badge.name else None

    return checks_also("update", "former_name", taken)(noted(note)(policy))


def _refused_name_is_taken(check: str) -> Change:
    """The name that an update asked for stays taken although the update was refused."""

    def apply(policy: Policy) -> Policy:
        burnt: set[str] = set()

        def note(original: Check) -> Check:
            def noting(case: Case) -> Problem | None:
                found = original(case)
                if found is not None and case.badge is not None and case.draft.get("name") != case.badge.name:
                    burnt.add(str(case.draft.get("name")))
                return found

            return noting

        def taken(case: Case) -> Problem | None:
            return problem(NAME_TAKEN) if case.draft.get("name") in burnt else None

        return checks_also("create", "burnt", taken)(policy.wrap(f"checks.update.{check}", note))

    return apply


def _lower_beyond_ascii(name: str) -> str:
    return "".join(letter if letter.isascii() else letter.lower() for letter in name)


FAULTS: tuple[Fault, ...] = (
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
        _own_former_name,
    ),
    must(
        "names-lose-case-beyond-ascii",
        "Names that differ only in the case of letters beyond ASCII are one name.",
        "POST-005 PUT-005",
        "UPDATE-NAME-OTHER-CASE",
        lambda policy: policy.put("names.key", _lower_beyond_ascii),
    ),
    must(
        "update-720-burns-the-name",
        "The new name of an update that is refused for its dates stays taken.",
        "PUT-137",
        "UPDATE-REFUSED-720-CHANGES-NOTHING",
        _refused_name_is_taken("reversed_dates"),
    ),
    must(
        "update-723-burns-the-name",
        "The new name of an update that is refused for its start stays taken.",
        "PUT-137",
        "UPDATE-REFUSED-723-CHANGES-NOTHING",
        _refused_name_is_taken("frozen_start"),
    ),
    must(
        "update-826-burns-the-name",
        "The new name of an update that is refused for its limits stays taken.",
        "PUT-137",
        "UPDATE-REFUSED-826-CHANGES-NOTHING",
        _refused_name_is_taken("frozen_kind"),
    ),
)
