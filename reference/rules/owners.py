"""Who may claim a badge (003:L83, 004:L40)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reference.model import Claim
from reference.rules import shapes
from reference.rules.problems import INVALID, NO_OWNER, OWNER_NOT_ALLOWED, OWNERS_REFERENCE, problem

#: The modules that every page names.
MODULES = (
    "Loyalty",
    "Loyalty_Promotion",
    "Referral_Campaigns",
    "Journeys",
    "Audience_Campaigns",
    "Rewards_Catalog",
    "Goodwill_Module",
    "Milestones",
    "Historical_Import",
)
#: The update page alone names one more (003:L83).
MODULES_ON_UPDATE = (*MODULES, "Membercare")


def owner_of(allowed: Sequence[str], unknown_code: int) -> shapes.Reader:
    """Reads one owner; create answers an unknown one with 714, update with 400 (004:L718, 003:L1135)."""

    def read(value: Any, path: str, problems: shapes.Problems) -> Any:
        if not isinstance(value, str):
            return shapes.wrong(problems, path, f"{path} must be a string")
        if value in allowed:
            return value
        message = "Invalid enum value" if unknown_code == INVALID else None
        problems.append(problem(unknown_code, OWNERS_REFERENCE, message))
        return shapes.MISSING

    return read


def owners_of(owner: shapes.Reader) -> shapes.Reader:
    """Reads the list of owners: a set with at least one member, else 728 (004:L722)."""
    read_list = shapes.list_of(owner)

    def read(value: Any, path: str, problems: shapes.Problems) -> Any:
        if value == []:
            problems.append(problem(NO_OWNER, OWNERS_REFERENCE))
            return shapes.MISSING
        found = read_list(value, path, problems)
        return found if found is shapes.MISSING else list(dict.fromkeys(found))

    return read


create_owner = owner_of(MODULES, OWNER_NOT_ALLOWED)
update_owner = owner_of(MODULES_ON_UPDATE, INVALID)


def removed_with_claim(before: Iterable[str], after: Iterable[str], claims: Iterable[Claim]) -> set[str]:
    """The owners that an update would remove although they hold an active claim (003:L81)."""
    active = {claim.owner_type for claim in claims if claim.is_active}
    return (set(before) - set(after)) & active
