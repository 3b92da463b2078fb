# ruff: noqa: ARG001, ARG005
"""Claims: made by writes that cannot make any, and owners removed although they hold one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from reference.edits import Change, chain, judged, noted, shown
from reference.faults.registry import Fault, must
from reference.model import Badge, Claim, JsonObject
from reference.policy import Policy
from reference.rules.problems import Problem

Claims = tuple[Claim, ...]


def claimed(
    operation: str, views: tuple[str, ...], *, when: Callable[[Badge], bool] = lambda badge: True
) -> Change:
    """The claims of a body become those of the badge, as far as some views show, always or of such badges."""

    def apply(policy: Policy) -> Policy:
        sent: list[Any] = []
        made: dict[str, Claims] = {}

        def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
            sent[:] = draft.get("ownership", {}).get("claims") or []
            return []

        def keep(badge: Badge, before: Badge | None) -> None:
            if sent and when(badge) and (before is None) == (operation == "create"):
                made[badge.id] = tuple(Claim(each["ownerType"], each["referenceId"]) for each in sent)

        policy = chain(judged(operation, note), noted(keep))(policy)
        for view in views:
            policy = policy.wrap(f"views.{view}", _WITH_CLAIMS[view](made))
        return policy

    return apply


def _in_writes(made: dict[str, Claims]) -> Callable[[Any], Any]:
    return lambda original: (
        lambda own, one, claims, *rest: original(own, one, (*claims, *made.get(one.id, ())), *rest)
    )


def _in_rows(made: dict[str, Claims]) -> Callable[[Any], Any]:
    return lambda original: (
        lambda own, one, *rest: original(
            own, one._replace(claims=(*one.claims, *made.get(one.badge.id, ()))), *rest
        )
    )


def _in_details(made: dict[str, Claims]) -> Callable[[Any], Any]:
    return lambda original: (
        lambda own, subject, *rest: original(
            own, replace(subject, claims=(*subject.claims, *made.get(subject.badge.id, ()))), *rest
        )
    )


_WITH_CLAIMS = {"created": _in_writes, "updated": _in_writes, "row": _in_rows, "detail": _in_details}


def _first_owner_claims(owners: list[str], claims: Claims) -> JsonObject:
    """Every badge is shown as claimed by its first owner."""
    made = [{"ownerType": owner, "referenceId": "0", "isActive": True} for owner in owners[:1]]
    return {"restrictedToOwners": owners, "claims": made}


def _removed(judge: Callable[[set[str], Claims], set[str]]) -> Change:
    """Which of the removed owners count as claiming."""

    def removed(before: Iterable[str], after: Iterable[str], claims: Claims) -> set[str]:
        return judge(set(before) - set(after), claims)

    return lambda policy: policy.put("owners.removed_with_claim", removed)


FAULTS: tuple[Fault, ...] = (
    must(
        "create-makes-claims",
        "The claims in the body of a create become those of the badge.",
        "POST-003 POST-097 LIST-097 EXPL-040",
        "CREATE-CLAIMS-IGNORED LIST-MAPS-NO-CLAIMS CROSS-NO-CLAIMS",
        claimed("create", ("created", "updated", "row", "detail")),
    ),
    must(
        "create-answers-claims",
        "A create answers the claims of its body, which are not stored.",
        "POST-003 POST-097",
        "CREATE-CLAIMS-IGNORED",
        claimed("create", ("created",)),
    ),
    must(
        "create-makes-claims-seen-in-reads",
        "The claims in the body of a create are dropped from the answer and shown by list and detail.",
        "POST-003 LIST-097 EXPL-040",
        "LIST-MAPS-NO-CLAIMS CROSS-NO-CLAIMS CREATE-CLAIMS-IGNORED",
        claimed("create", ("row", "detail")),
    ),
    must(
        "create-claims-for-first-owner",
        "A new badge comes back as claimed by its first owner.",
        "POST-097 POST-003",
        "CREATE-CLAIMS-EMPTY",
        lambda policy: policy.wrap(
            "views.created",
            lambda original: (
                lambda own, *rest: original(own.put("views.ownership", _first_owner_claims), *rest)
            ),
        ),
    ),
    must(
        "update-makes-claims",
        "The claims in the body of an update become those of the badge.",
        "PUT-003 PUT-106",
        "UPDATE-CLAIMS-IGNORED",
        claimed("update", ("updated", "row", "detail")),
    ),
    must(
        "update-makes-claims-of-live-badges",
        "The claims in the body of an update of a LIVE badge become those of the badge.",
        "PUT-003 PUT-106",
        "UPDATE-CLAIMS-IGNORED",
        claimed(
            "update", ("updated", "row", "detail"), when=lambda badge: badge.start_on <= badge.updated_on
        ),
    ),
    must(
        "update-makes-claims-seen-in-detail",
        "The claims in the body of an update are dropped from the answer and shown by the detail.",
        "PUT-003 PUT-106",
        "UPDATE-CLAIMS-IGNORED",
        claimed("update", ("detail",)),
    ),
    must(
        "update-makes-claims-seen-in-list",
        "The claims in the body of an update are dropped from the answer and shown by the list.",
        "PUT-003 PUT-106",
        "UPDATE-CLAIMS-IGNORED",
        claimed("update", ("row",)),
    ),
    must(
        "update-makes-claims-of-live-badges-seen-in-list",
        "The claims in the body of an update of a LIVE badge are dropped from the answer and listed.",
        "PUT-003 PUT-106",
        "UPDATE-CLAIMS-IGNORED",
        claimed("update", ("row",), when=lambda badge: badge.start_on <= badge.updated_on),
    ),
    must(
        "update-answers-claims",
        "An update answers the claims of its body, which are not stored.",
        "PUT-003 PUT-106",
        "UPDATE-CLAIMS-IGNORED",
        claimed("update", ("updated",)),
    ),
    must(
        "update-claims-for-first-owner",
        "An updated badge comes back as claimed by its first owner.",
        "PUT-106 PUT-003",
        "UPDATE-CLAIMS-EMPTY",
        lambda policy: policy.wrap(
            "views.updated",
            lambda original: (
                lambda own, *rest: original(own.put("views.ownership", _first_owner_claims), *rest)
            ),
        ),
    ),
    must(
        "update-removes-claiming-owners",
        "An owner with an active claim can be removed.",
        "PUT-034 POST-026 PUT-035",
        "UPDATE-CLAIMED-OWNER-KEPT UPDATE-CLAIMED-OWNER-CHANGES-NOTHING",
        lambda policy: policy.without("checks.update.claimed_owner_removed"),
    ),
    must(
        "update-guards-first-claim-only",
        "Only the owner of the first claim cannot be removed.",
        "PUT-034 PUT-035",
        "UPDATE-CLAIMED-OWNER-KEPT",
        _removed(lambda removed, claims: removed & {claim.owner_type for claim in claims[:1]}),
    ),
    must(
        "update-guards-inactive-claims",
        "Only an owner whose claim is inactive cannot be removed.",
        "PUT-034 POST-026 PUT-035",
        "UPDATE-CLAIMED-OWNER-KEPT",
        _removed(
            lambda removed, claims: removed & {claim.owner_type for claim in claims if not claim.is_active}
        ),
    ),
    must(
        "update-keeps-claiming-owner-silently",
        "The removal of an owner with an active claim is accepted, and the claim goes.",
        "PUT-034 POST-026",
        "UPDATE-CLAIMED-OWNER-KEPT",
        lambda policy: policy.without("checks.update.claimed_owner_removed"),
        shown("views.updated", "ownership.claims", lambda claims: []),
    ),
    must(
        "update-refuses-owner-removal",
        "No owner of a badge can be removed, claimed or not.",
        "PUT-034 PUT-105",
        "UPDATE-OWNER-REMOVED UPDATE-LIVE-OWNERS",
        _removed(lambda removed, claims: removed),
    ),
)
