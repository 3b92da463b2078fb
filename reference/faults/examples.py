"""One fault per area."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.faults.registry import Fault
from reference.model import JsonObject
from reference.rules.dates import EXPIRED, LIVE


def _answer_without(name: str) -> Callable[[Any], Any]:
    def wrapper(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def view(*arguments: Any) -> JsonObject:
            return {key: value for key, value in original(*arguments).items() if key != name}

        return view

    return wrapper


FAULTS: tuple[Fault, ...] = (
    Fault(
        "create-accepts-past-start",
        "A create with a start in the past is accepted although the migration header is missing.",
        ("POST-124",),
        "MUST",
        lambda policy: policy.without("checks.create.past_start"),
    ),
    Fault(
        "update-moves-live-start",
        "The start of a LIVE badge can be moved; only that of an EXPIRED one is frozen.",
        ("PUT-012", "PUT-016", "PUT-131"),
        "MUST",
        lambda policy: policy.put("dates.start_frozen_in", frozenset({EXPIRED})),
    ),
    Fault(
        "list-status-live-includes-expired",
        "The filter badgeStatus=LIVE also lists badges that have expired.",
        ("LIST-038",),
        "MUST",
        lambda policy: policy.wrap(
            "listing.status_condition",
            lambda original: (
                lambda status, now: (
                    original(LIVE, now)._replace(sql="b.start_on <= ?", parameters=(now,))
                    if status == LIVE
                    else original(status, now)
                )
            ),
        ),
    ),
    Fault(
        "detail-forgets-rank",
        "The detail does not show the rank of a badge.",
        ("XEP-013",),
        "MUST",
        lambda policy: policy.wrap("views.detail", _answer_without("badgeRank")),
    ),
    Fault(
        "access-list-is-open",
        "The list answers without credentials.",
        ("CMN-003",),
        "MUST",
        lambda policy: policy.wrap(
            "access.is_authorised",
            lambda original: lambda operation, *rest: operation == "list" or original(operation, *rest),
        ),
    ),
)
