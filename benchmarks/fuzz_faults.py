"""Three hand-made faults per operation, for `benchmarks.counted` to switch in.

They are meant to be found by generated requests: each shows only on some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reference.faults.registry import Fault
from reference.policy import Policy
from reference.rules.problems import INVALID, problem


class Crash(Exception):  # noqa: N818 - what it is
    """Stands for any defect that ends in a stack trace."""


def _crash_if(condition: Callable[..., bool]) -> Callable[[Any], Any]:
    """A function that crashes on some of its arguments, and otherwise does what it did."""

    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def point(*arguments: Any, **named: Any) -> Any:
            if condition(*arguments, **named):
                raise Crash
            return original(*arguments, **named)

        return point

    return wrapper


def _answer(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Any], Any]:
    """A view whose answer is changed."""

    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments: change(dict(original(*arguments)))

    return wrapper


def _no_journeys(case: Any) -> Any:
    owners = case.owners or ()
    return problem(INVALID, "ownership") if "Journeys" in owners else None


def _months_as_days(detail: dict[str, Any]) -> dict[str, Any]:
    expiry = detail.get("earnExpiry")
    if isinstance(expiry, Mapping) and expiry.get("relativeExpirytype") == "MONTHS":
        return {**detail, "earnExpiry": {**expiry, "relativeExpirytype": "DAYS"}}
    return detail


def _without_rolling(detail: dict[str, Any]) -> dict[str, Any]:
    limits = detail.get("badgeConstraints")
    if not isinstance(limits, list):
        return detail
    kept = [limit for limit in limits if limit.get("constraintType") != "ROLLING_WINDOW"]
    return {**detail, "badgeConstraints": kept}


def _unmapped_word(fields: Any, body: Mapping[str, Any]) -> bool:  # noqa: ARG001 - as `drafts.read`
    unit = body.get("earnedBadgeExpiry")
    word = unit.get("relativeExpirytype") if isinstance(unit, Mapping) else None
    return "id" in body and isinstance(word, str) and word not in ("DAYS", "WEEKS", "MONTHS")


FAULTS: tuple[Fault, ...] = (
    Fault(
        "create-owner-refused",
        "A create with the owner Journeys is refused.",
        ("POST-028",),
        "MUST",
        lambda policy: policy.put("checks.create", {**policy.checks.create, "journeys": _no_journeys}),
    ),
    Fault(
        "create-refused-stored",
        "A create that is refused because it starts after its end is stored all the same.",
        ("POST-128",),
        "MUST",
        lambda policy: policy.put(
            "drafts.stores_refused",
            lambda operation, problems: operation == "create" and {one.code for one in problems} == {720},
        ),
    ),
    Fault(
        "create-text-lost",
        "A create keeps no letters beyond ASCII in a description.",
        ("POST-080",),
        "MUST",
        lambda policy: policy.wrap(
            "drafts.born",
            lambda original: (
                lambda draft, *rest: original(
                    {
                        **draft,
                        "description": (draft["description"] or "").encode("ascii", "replace").decode(),
                    },
                    *rest,
                )
            ),
        ),
    ),
    Fault(
        "update-rank-kept",
        "An update leaves the rank of a badge as it was.",
        ("PUT-115",),
        "MUST",
        lambda policy: policy.wrap(
            "drafts.changed",
            lambda original: (
                lambda badge, draft, *rest: original(badge, {**draft, "badgeRank": badge.rank}, *rest)
            ),
        ),
    ),
    Fault(
        "update-unit-crash",
        "An update with an unknown unit of a relative expiry ends in a server error.",
        ("PUT-135",),
        "MUST",
        lambda policy: policy.wrap("drafts.read", _crash_if(_unmapped_word)),
    ),
    Fault(
        "update-live-start",
        "The start of a LIVE badge can be moved.",
        ("PUT-012",),
        "MUST",
        lambda policy: policy.put("dates.start_frozen_in", frozenset({"EXPIRED"})),
    ),
    Fault(
        "list-owner-ignored",
        "The owner filter is ignored beside a badgeStatus.",
        ("LIST-041",),
        "MUST",
        lambda policy: policy.wrap(
            "listing.filters.owner",
            lambda original: (
                lambda policy, search: None if "badgeStatus" in search.values else original(policy, search)
            ),
        ),
    ),
    Fault(
        "list-page-crash",
        "A page of more than 40 rows ends in a server error.",
        ("LIST-012",),
        "MUST",
        lambda policy: policy.wrap(
            "listing.offset",
            _crash_if(lambda page, size: size > 40),  # noqa: ARG005
        ),
    ),
    Fault(
        "list-order-swapped",
        "LAST_MODIFIED_DATE is sorted the wrong way round when it is to be ascending.",
        ("LIST-021",),
        "MUST",
        lambda policy: policy.wrap(
            "listing.order",
            lambda original: (
                lambda column, direction: original(column, "DESC" if column == "b.updated_on" else direction)
            ),
        ),
    ),
    Fault(
        "detail-months-as-days",
        "The detail shows MONTHS of an earned expiry as DAYS.",
        ("EXPL-053",),
        "MUST",
        lambda policy: policy.wrap("views.detail", _answer(_months_as_days)),
    ),
    Fault(
        "detail-rolling-lost",
        "The detail does not show the rolling windows of a badge.",
        ("EXPL-063",),
        "MUST",
        lambda policy: policy.wrap("views.statistics", _answer(_without_rolling)),
    ),
    Fault(
        "detail-inactive-crash",
        "The detail of an inactive badge ends in a server error.",
        ("EXPL-032",),
        "MUST",
        lambda policy: policy.wrap("views.action", _crash_if(lambda active: not active)),
    ),
)


def check(policy: Policy) -> None:
    """Raise KeyError when a fault names a point that the reference no longer has."""
    for fault in FAULTS:
        fault.apply(policy)
