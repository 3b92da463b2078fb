# ruff: noqa: ARG005
"""Callers with an OAuth token, who are let in as others are, and then treated otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.access import TOKEN_HEADER
from reference.edits import Change, always, cut, drop, misread, several, shown
from reference.faults.registry import must
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.owners import MODULES
from reference.rules.problems import Problem

Caller = dict[str, bool]


def _by_token(change: Callable[[Policy, Caller], Policy]) -> Change:
    """A change that knows whether the caller has sent a token."""

    def apply(policy: Policy) -> Policy:
        caller: Caller = {"token": False}

        def is_authorised(original: Callable[..., bool]) -> Callable[..., bool]:
            def noted(operation: str, account: Any, tokens: Any, headers: Any, now: float) -> bool:
                caller["token"] = TOKEN_HEADER in headers
                return original(operation, account, tokens, headers, now)

            return noted

        return change(policy.wrap("access.is_authorised", is_authorised), caller)

    return apply


def _shown(point: str, path: str, edit: Callable[[Any], Any]) -> Change:
    """A view in which what lies at the path is edited for them."""
    return _by_token(
        lambda policy, caller: shown(point, path, edit, when=lambda answer: caller["token"])(policy)
    )


def _spared(operation: str, name: str) -> Change:
    """A check that they are spared."""

    def check(original: Callable[[Case], Problem | None], caller: Caller) -> Callable[[Case], Problem | None]:
        return lambda case: None if caller["token"] else original(case)

    return _by_token(
        lambda policy, caller: policy.wrap(
            f"checks.{operation}.{name}", lambda original: check(original, caller)
        )
    )


FAULTS = (
    must(
        "list-token-cuts-descriptions",
        "A list asked for with an OAuth token shows the beginnings of descriptions.",
        "CMN-002",
        "ACCESS-LIST-OAUTH",
        _shown("views.row", "description", cut(8)),
    ),
    must(
        "list-token-shows-one-owner",
        "A list asked for with an OAuth token shows one owner of each badge.",
        "CMN-002",
        "ACCESS-LIST-OAUTH",
        _shown("views.row", "ownership.restrictedToOwners", several(1)),
    ),
    must(
        "detail-token-hides-tags",
        "A detail asked for with an OAuth token shows no tags.",
        "CMN-002",
        "ACCESS-DETAIL-OAUTH",
        _shown("views.detail", "tags", drop),
    ),
    must(
        "detail-token-hides-constraints",
        "A detail asked for with an OAuth token shows no constraints of the badge.",
        "CMN-002",
        "ACCESS-DETAIL-OAUTH",
        _shown("views.detail", "badgeConstraints", always([])),
    ),
    must(
        "create-token-takes-any-owner",
        "A create with an OAuth token takes Loyalty for an owner that nobody knows.",
        "POST-125",
        "CREATE-714-UNKNOWN-OWNER",
        _by_token(
            lambda policy, caller: misread(
                "create",
                "ownership.restrictedToOwners[]",
                lambda owner: "Loyalty" if caller["token"] and owner not in MODULES else owner,
            )(policy)
        ),
    ),
    must(
        "create-token-needs-no-migration-header",
        "A create with an OAuth token takes a start in the past.",
        "POST-124",
        "CREATE-722-START-PAST",
        _spared("create", "past_start"),
    ),
    must(
        "update-token-moves-a-start",
        "An update with an OAuth token moves the start of a LIVE badge.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        _spared("update", "frozen_start"),
    ),
)
