# ruff: noqa: ARG001, ARG005
"""Rules that are kept, but not in this company: of one kind of badge, beside one change, at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reference import instants
from reference.access import TOKEN_HEADER, basic_credentials
from reference.edits import Change, chain, edited, judged, listed_as, misread, noted, shown, silent, stored
from reference.faults.access import by_credentials
from reference.faults.atomicity import refused_drafts
from reference.faults.list_edits import ignored_when, narrowed
from reference.faults.names import unnoticed
from reference.faults.registry import Fault, must
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import INVALID, Problem, problem

_DETAIL = "views.detail"
_REFUSALS = (400, 720, 723, 724, 826)

# id, sentence after "of a LIVE badge", when the rule is not kept
_START: tuple[tuple[str, str, Callable[[Badge, Any], bool]], ...] = (
    ("in-a-group", "in a group can be moved", lambda badge, draft: badge.group_id is not None),
    (
        "activated",
        "can be moved by the update that activates it",
        lambda badge, draft: not badge.active and draft.get("active") is True,
    ),
    (
        "beside-limits",
        "can be moved together with its limits",
        lambda badge, draft: draft.get("customerConstraints", []) != badge.customer_constraints,
    ),
    (
        "beside-an-earlier-end",
        "can be moved together with an earlier end",
        lambda badge, draft: draft.get("expiresOn", 0) < badge.expires_on,
    ),
    (
        "by-years",
        "can be moved by more than a year",
        lambda badge, draft: abs(draft.get("startOn", 0) - badge.start_on) > 366 * DAY,
    ),
)
_KIND = _START[:2]


def _spared(check: str, when: Callable[[Badge, Any], bool]) -> Change:
    """A check of updates says nothing of some badges and drafts."""
    return silent(
        f"checks.update.{check}", lambda case: case.badge is not None and when(case.badge, case.draft)
    )


def _frozen() -> Iterator[Fault]:
    for slug, sentence, when in _START:
        yield must(
            f"update-moves-a-live-start-{slug}",
            f"The start of a LIVE badge {sentence}.",
            "PUT-012 PUT-131",
            "UPDATE-START-FROZEN-LIVE",
            _spared("frozen_start", when),
        )
    for slug, sentence, when in _KIND:
        yield must(
            f"update-changes-a-live-kind-{slug}",
            f"The kind of the limits of a LIVE badge {sentence.replace('moved', 'changed')}.",
            "PUT-081 PUT-134",
            "UPDATE-826-BADGE-WINDOW-TO-VALUE",
            _spared("frozen_kind", when),
        )


def _slower(body: JsonObject, draft: JsonObject) -> list[Problem]:
    rates = [one.get("refreshRate") for one in body.get("badgeConstraints", ())]
    return [problem(INVALID, "refreshRate")] if 2 in rates else []


def _listed_refused(policy: Policy) -> Policy:
    """Rows show the description of a refused update until the next write of the badge."""
    wanted: dict[str, Any] = {}

    def refused(case: Case) -> None:
        if case.badge is not None and "description" in case.draft:
            wanted[case.badge.id] = {"description": case.draft["description"]}

    return chain(
        refused_drafts("update", refused, *_REFUSALS),
        noted(lambda badge, before: wanted.pop(badge.id, None)),
        listed_as(lambda badge: replace(badge, **wanted.get(badge.id, {}))),
    )(policy)


def _freed_by_refusals(policy: Policy) -> Policy:
    """The name of a badge is free for others once it was refused another one."""
    freed: set[str] = set()

    def refused(case: Case) -> None:
        if case.badge is not None and case.draft.get("name") != case.badge.name:
            freed.add(case.badge.name)

    return chain(
        unnoticed("create", lambda case: case.draft.get("name") in freed),
        refused_drafts("update", refused, *_REFUSALS),
    )(policy)


def _by_name(policy: Policy) -> Policy:
    """An update whose id nobody knows finds the badge of that name."""
    sent: dict[str, Any] = {}

    def read(original: Callable[..., Any]) -> Callable[..., Any]:
        def noting(fields: tuple[Any, ...], body: JsonObject) -> Any:
            sent["name"] = body.get("name")
            return original(fields, body)

        return noting

    def target(original: Callable[..., Any]) -> Callable[..., Any]:
        def find(store: Any, key: str) -> Any:
            found = original(store, key)
            holder = store.holder(sent["name"]) if found is None and isinstance(sent["name"], str) else None
            return found if holder is None else store.badge(holder)

        return find

    return policy.wrap("drafts.read", read).wrap("lookups.target", target)


def _iso(edit: Callable[[str], float]) -> Change:
    """ISO texts are read with some seconds more."""

    def shifted(text: Any) -> Any:
        instant = instants.parse(text) if isinstance(text, str) else None
        return text if instant is None else instants.iso(instant + edit(text))

    return chain(misread("create", "startOnISO", shifted), misread("create", "expiresOnISO", shifted))


def _of_type_days(badge: Badge, before: Badge | None) -> JsonObject:
    """Of the rolling windows that there were, those by weeks and months stay as they were."""
    old = {one.get("rollType"): one for one in (before.badge_constraints if before else ())}
    return {
        "badge_constraints": [
            one if one.get("rollType") in (None, "DAYS") else old.get(one.get("rollType"), one)
            for one in badge.badge_constraints
        ]
    }


def _dated(edit: Callable[[Badge, Any], Any], path: str) -> Change:
    """A detail in which what lies at the path is edited by what is stored of the badge."""
    return lambda policy: policy.wrap(
        _DETAIL,
        lambda original: (
            lambda own, one, *rest: edited(original(own, one, *rest), path, lambda old: edit(one.badge, old))
        ),
    )


def _at_the_end(badge: Badge, expiry: Any) -> Any:
    with_badge = {
        "expiryType": "ABSOLUTE",
        "type": "WITH_BADGE_META",
        "expiresOn": None,
        "expireWithBadgeMeta": True,
    }
    return with_badge if expiry.get("expiresOn") == badge.expires_on else expiry


def _capped(badge: Badge, limit: Any) -> Any:
    limits = [
        one["maxEarnLimit"] for one in badge.badge_constraints if one["constraintType"] == "BADGE_FIXED_VALUE"
    ]
    return min([limit, *limits])


def _asks_for(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: values.get(name) is not None


def _empty_pair(right: Callable[[], bool], account: Any, headers: Any) -> bool:
    return right() or basic_credentials(headers.get("Authorization")) == ("", "")


def _longer(right: Callable[[], bool], account: Any, headers: Any) -> bool:
    user, password = basic_credentials(headers.get("Authorization")) or ("", "")
    return right() or (user == account.username and password.startswith(account.password))


FAULTS: tuple[Fault, ...] = (
    *_frozen(),
    must(
        "update-refuses-a-rate-of-two",
        "A refresh rate of 2 is refused before the badge is LIVE.",
        "PUT-078",
        "UPDATE-UPCOMING-BADGE-REFRESH-RATE",
        judged("update", _slower),
    ),
    must(
        "list-shows-descriptions-of-refused-updates",
        "A row shows the description of a refused update until the next write.",
        "PUT-137",
        "UPDATE-REFUSED-723-CHANGES-NOTHING",
        _listed_refused,
    ),
    must(
        "update-refusals-free-the-name",
        "After a refused renaming the name that the badge still has is free for others.",
        "PUT-137 PUT-004",
        "UPDATE-REFUSED-720-CHANGES-NOTHING",
        _freed_by_refusals,
    ),
    must(
        "update-finds-badges-by-name",
        "An update with an id that nobody knows changes the badge of that name.",
        "PUT-006",
        "UPDATE-ID-UNKNOWN",
        _by_name,
    ),
    must(
        "update-of-several-rolling-windows-takes-days",
        "Of several rolling windows only the one by days takes new numbers.",
        "PUT-108",
        "UPDATE-ECHO-BADGE-COMBINED",
        stored("update", _of_type_days),
    ),
    must(
        "update-gives-no-first-issued-expiry",
        "A badge without an issued expiry cannot be given one.",
        "PUT-101",
        "UPDATE-ECHO-ISSUED-EXPIRY",
        stored(
            "update",
            lambda badge, before: {"issued_expiry": None} if before and before.issued_expiry is None else {},
        ),
    ),
    must(
        "create-iso-noon-is-midnight",
        "Twelve o'clock of an ISO date is read as midnight.",
        "POST-013 POST-016",
        "CREATE-START-ISO-WINS CREATE-EXPIRES-ISO-WINS",
        _iso(lambda text: -DAY / 2 if text[11:13] == "12" else 0),
    ),
    must(
        "create-iso-leap-day-is-the-first-of-march",
        "The 29th of February of an ISO date is read as the first of March.",
        "POST-013 POST-016",
        "CREATE-START-ISO-WINS CREATE-EXPIRES-ISO-WINS",
        _iso(lambda text: DAY if text[5:10] == "02-29" else 0),
    ),
    must(
        "access-takes-longer-passwords",
        "A password with something behind it is good enough.",
        "CMN-003",
        "ACCESS-LIST-WRONG-CREDENTIALS",
        by_credentials("any", _longer),
    ),
    must(
        "access-takes-an-empty-pair",
        "Basic credentials of neither user nor password are good enough.",
        "CMN-003",
        "ACCESS-LIST-WRONG-CREDENTIALS",
        by_credentials("any", _empty_pair),
    ),
    must(
        "access-takes-any-bearer",
        "Any bearer token is good enough.",
        "CMN-003",
        "ACCESS-LIST-FORGED-TOKEN",
        by_credentials(
            "any",
            lambda right, account, headers: right() or "bearer" in headers.get("Authorization", "").lower(),
        ),
    ),
    must(
        "access-takes-an-empty-token",
        "The header of the token without a token is good enough.",
        "CMN-003",
        "ACCESS-LIST-FORGED-TOKEN",
        by_credentials(
            "any", lambda right, account, headers: right() or not headers.get(TOKEN_HEADER, "none").strip()
        ),
    ),
    *(
        must(
            f"list-group-is-lost-beside-{name.lower()}",
            f"Beside {name} a group id has no effect.",
            "LIST-051",
            "LIST-GROUP-SOUND",
            ignored_when("groupId", _asks_for(name)),
        )
        for name in ("action", "badgeStatus", "owner")
    ),
    must(
        "list-live-ends-before-2038",
        "LIVE finds what ends before 2038.",
        "LIST-038",
        "LIST-STATUS-LIVE-COMPLETE",
        narrowed("far ends", "b.expires_on < 2147483648", lambda values: values.get("badgeStatus") == "LIVE"),
    ),
    must(
        "list-row-knows-no-start-before-1970",
        "A row shows a start before 1970 as 0.",
        "LIST-071",
        "LIST-MAPS-STARTS-ON",
        shown("views.row", "startsOn", lambda start: max(start, 0)),
    ),
    must(
        "detail-knows-no-start-before-1970",
        "The detail shows a start before 1970 as 0.",
        "EXPL-024 XEP-001",
        "CROSS-STARTS-ON",
        shown(_DETAIL, "startsOn", lambda start: max(start, 0)),
    ),
    must(
        "detail-date-at-the-end-is-with-the-badge",
        "A fixed date that is the end of the badge is shown as an expiry with the badge.",
        "EXPL-058 XEP-005",
        "CROSS-EARN-EXPIRY-FIXED-DATE",
        _dated(_at_the_end, "earnExpiry"),
    ),
    must(
        "detail-merges-equal-limits",
        "Of two limits of the badge with the same kind and number the detail shows one.",
        "XEP-010 EXPL-063",
        "CROSS-ROLL-TYPE",
        shown(
            _DETAIL,
            "badgeConstraints",
            lambda limits: list(
                {(one["constraintType"], one["maxEarnLimit"]): one for one in limits}.values()
            ),
        ),
    ),
    must(
        "detail-caps-limits-of-customers",
        "The detail shows a limit of the customer as that of the badge where this is lower.",
        "XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        _dated(_capped, "customerConstraints[].maxEarnLimit"),
    ),
)
