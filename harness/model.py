"""The oracle: what the documents say must be seen, as pure functions of times and values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from harness.reading import instant, kind_of, status_of

UPCOMING, LIVE, EXPIRED = "UPCOMING", "LIVE", "EXPIRED"

OWNERS = (
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

# What a LIVE badge may not do to a constraint, by kind before and after (003:L161-167, code 826).
FROZEN_KIND_CHANGES = frozenset(
    {
        ("FIXED_WINDOW", "ROLLING_WINDOW"),
        ("ROLLING_WINDOW", "FIXED_WINDOW"),
        ("FIXED_WINDOW", "FIXED_VALUE"),
        ("FIXED_VALUE", "FIXED_WINDOW"),
    }
)
# What it explicitly may (003:L169-171).
FREE_KIND_CHANGES = frozenset({("ROLLING_WINDOW", "FIXED_VALUE"), ("FIXED_VALUE", "ROLLING_WINDOW")})


def status_at(start: float, end: float, moment: float) -> str:
    """The status of a badge at one instant (003:L623). All values are epoch seconds."""
    if moment < start:
        return UPCOMING
    return LIVE if moment <= end else EXPIRED


def statuses_between(start: float, end: float, earliest: float, latest: float) -> frozenset[str]:
    """The statuses that a response computed between two instants may show."""
    moments = [earliest, latest, *(edge for edge in (start, end) if earliest <= edge <= latest)]
    just_after = [math.nextafter(edge, math.inf) for edge in moments]
    return frozenset(status_at(start, end, moment) for moment in (*moments, *just_after))


def kind_change_refused(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> bool | None:
    """Whether a LIVE badge must refuse this change of a constraint array with 826.

    True or False where the documents decide; None where they do not (arrays of other lengths than
    one, kinds outside the six listed changes).
    """
    if len(before) != 1 or len(after) != 1:
        return None
    change = (kind_of(before[0]), kind_of(after[0]))
    if change in FROZEN_KIND_CHANGES:
        return True
    return False if change in FREE_KIND_CHANGES else None


def total_pages(total: int, size: int) -> frozenset[int]:
    """The page counts that are right for so many rows; an empty result has 0 or 1 page."""
    return frozenset({0, 1}) if total == 0 else frozenset({math.ceil(total / size)})


def rows_on_page(total: int, size: int, page: int) -> int:
    """How many rows the zero-based page holds."""
    return max(0, min(size, total - page * size))


# -- filters of the list: does a row satisfy the parameter? (000:L101-121) ----------------------


def _status(row: Mapping[str, Any], wanted: str) -> bool:
    return bool(status_of(row.get("badgeStatus")) == wanted)


def _owners(row: Mapping[str, Any], wanted: str) -> bool:
    return wanted in (_ownership(row).get("restrictedToOwners") or ())


def _claimed(row: Mapping[str, Any], wanted: str) -> bool:
    claims = _ownership(row).get("claims") or ()
    return any(isinstance(claim, Mapping) and claim.get("ownerType") == wanted for claim in claims)


def _earned(count: Any) -> bool:
    # A count that is no number breaks the contract of the row, which is judged there, once.
    return count >= 1 if isinstance(count, int | float) else count is not None


def _ownership(row: Mapping[str, Any]) -> Mapping[str, Any]:
    ownership = row.get("ownership")
    return ownership if isinstance(ownership, Mapping) else {}


# The list in which a badge stands that nobody has earned and that is not over, by its earn type (000:L103).
LIST_OF: Mapping[str, str] = {"EARN": "AVAILABLE", "ISSUE_EARN": "AVAILABLE_TO_ISSUE"}

BADGE_TYPE_FILTERS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "AVAILABLE_TO_ISSUE": lambda row: row.get("badgeType") == "ISSUE_EARN",
    "AVAILABLE": lambda row: row.get("badgeType") == "EARN",
    "EARNED": lambda row: _earned(row.get("earnCount")),
    "EXPIRED": lambda row: _status(row, EXPIRED),
}


def unsatisfied(row: Mapping[str, Any], query: Mapping[str, Any]) -> str | None:
    """The first query parameter that this row does not satisfy; None when it satisfies all.

    Only parameters whose meaning the documents give are looked at; `name` is not (whether it
    matches the whole name or a part is left open, 000:L101).
    """
    for name, value in query.items():
        if not _satisfies(row, name, value, query):
            return name
    return None


def _satisfies(row: Mapping[str, Any], name: str, value: Any, query: Mapping[str, Any]) -> bool:
    if name == "badgeType":
        return BADGE_TYPE_FILTERS[value](row) if value in BADGE_TYPE_FILTERS else True
    if name == "action":
        return row.get("active") is (value == "ACTIVATED")
    if name == "badgeStatus":
        return _status(row, value)
    if name == "owner":
        return _owners(row, value)
    if name == "claimedBy":
        return _claimed(row, value)
    if name == "groupId":
        return bool(row.get("badgeGroupId") == value)
    if name in ("startOn", "expiresOn"):
        field = "startsOn" if name == "startOn" else "expiresOn"
        return _on_the_right_side(row.get(field), query.get(f"{name}Operator"), value)
    return True


def _on_the_right_side(shown: Any, operator: Any, bound: Any) -> bool:
    moment, limit = instant(shown), instant(bound)
    if moment is None or limit is None or operator not in ("LESS_THAN", "GREATER_THAN"):
        return True
    return moment < limit if operator == "LESS_THAN" else moment > limit


# -- sorting (000:L97-99) -----------------------------------------------------------------------

SORT_FIELDS = {
    "EXPIRES_ON": "expiresOn",
    "LAST_MODIFIED_DATE": "lastUpdatedOn",
    "LAST_EARNED_EVENT_DATE": "lastEarnEventDate",
    "LAST_EARNED_ON_DATE": "lastEarnedOnDate",
}


def first_out_of_order(rows: Iterable[Mapping[str, Any]], sort_on: str, order: str) -> int | None:
    """Index of the first row that breaks the order; None when the order holds.

    Ties are free and rows without a value are passed over: the documents place neither.
    """
    field, last = SORT_FIELDS[sort_on], None
    for index, row in enumerate(rows):
        value = instant(row.get(field))
        if value is None:
            continue
        if last is not None and (value > last if order == "DESC" else value < last):
            return index
        last = value
    return None
