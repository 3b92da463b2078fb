# ruff: noqa: ARG005
"""Documented bodies that a server turns away: optional things demanded, combinations not foreseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import Change, checks_also, demands, refuses, refuses_bodies
from reference.faults.registry import Fault, must, should
from reference.model import JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.dates import LIVE
from reference.rules.problems import INVALID, Problem, problem


def _kinds(array: str) -> Callable[[JsonObject], list[Any]]:
    return lambda body: [each.get("constraintType") for each in body.get(array) or [] if each]


def _has_null(*names: str) -> Callable[[JsonObject], bool]:
    return lambda body: any(name in body and body[name] is None for name in names)


def _has_empty(*names: str) -> Callable[[JsonObject], bool]:
    return lambda body: any(body.get(name) in ([], {}) for name in names)


def _is_early(body: JsonObject) -> bool:
    """Whether the issued expiry lies behind the end of the badge."""
    date, end = (body.get("issuedBadgeExpiry") or {}).get("expiresOn"), body.get("expiresOn")
    return isinstance(date, float | int) and isinstance(end, float | int) and date > end


def _refuses_live(case: Case) -> Problem | None:
    return problem(INVALID) if case.status == LIVE else None


def _unchanged(case: Case) -> Problem | None:
    """A server that takes an update without a change for a mistake."""
    if case.badge is None:
        return None
    name, text = case.draft.get("name"), case.draft.get("description")
    start, end = case.draft.get("startOn"), case.draft.get("expiresOn")
    before = (case.badge.name, case.badge.description, case.badge.start_on, case.badge.expires_on)
    return problem(INVALID) if (name, text, start, end) == before else None


def _knows_only(*names: str) -> Change:
    """Refuse members of a body that are only read."""
    return refuses_bodies("update", lambda body: any(name in body for name in names))


def _second_time(policy: Policy) -> Policy:
    seen: set[str] = set()

    def repeated(body: JsonObject) -> bool:
        text = repr(body)
        known = text in seen
        seen.add(text)
        return known

    return refuses_bodies("update", repeated)(policy)


_CREATE = (
    must(
        "create-demands-description",
        "A create without a description is refused.",
        "POST-001 POST-009",
        "CREATE-WITHOUT-DESCRIPTION CREATE-ACCEPTED",
        demands("create", "description"),
    ),
    must(
        "create-demands-customer-constraints",
        "A create without customer constraints is refused.",
        "POST-001 POST-029",
        "CREATE-WITHOUT-CONSTRAINTS",
        demands("create", "customerConstraints"),
    ),
    must(
        "create-demands-badge-constraints-of-earn",
        "A create of an EARN badge without badge constraints is refused.",
        "POST-001 POST-047",
        "CREATE-WITHOUT-CONSTRAINTS",
        refuses_bodies(
            "create", lambda body: body.get("earnType") == "EARN" and not body.get("badgeConstraints")
        ),
    ),
    must(
        "create-refuses-null-description",
        "null in the description is refused on create, although leaving it out is fine.",
        "POST-009",
        "CREATE-OPTIONAL-NULL",
        refuses_bodies("create", _has_null("description")),
    ),
    must(
        "create-refuses-null-collections",
        "null in place of constraints or custom fields is refused on create.",
        "POST-029 POST-047 POST-065",
        "CREATE-OPTIONAL-NULL",
        refuses_bodies("create", _has_null("customerConstraints", "badgeConstraints", "customFields")),
    ),
    should(
        "create-refuses-empty-collections",
        "Empty constraints or custom fields are refused on create.",
        "POST-029 POST-047 POST-065",
        "CREATE-OPTIONAL-EMPTY",
        refuses_bodies("create", _has_empty("customerConstraints", "badgeConstraints", "customFields")),
    ),
    must(
        "create-rank-needs-group",
        "A create with a rank but without a group is refused.",
        "POST-067",
        "CREATE-RANK-WITHOUT-GROUP",
        refuses_bodies(
            "create", lambda body: body.get("badgeRank") is not None and not body.get("badgeGroupId")
        ),
    ),
    must(
        "create-issued-expiry-within-badge",
        "A create is refused when the issued expiry lies behind the end of the badge.",
        "POST-068",
        "CREATE-ISSUED-EXPIRY-AFTER-BADGE CREATE-BODY-ISSUE-EARN",
        refuses_bodies("create", _is_early),
    ),
    must(
        "create-issue-earn-without-constraints",
        "Constraints are refused on an ISSUE_EARN badge, as the prose has it.",
        "POST-029 POST-047 POST-068",
        "CREATE-ISSUE-EARN-CONSTRAINTS CREATE-BODY-ISSUE-EARN",
        refuses_bodies(
            "create",
            lambda body: (
                body.get("earnType") == "ISSUE_EARN"
                and bool(body.get("customerConstraints") or body.get("badgeConstraints"))
            ),
        ),
    ),
    must(
        "create-earn-without-customer-constraints",
        "Customer constraints are refused on an EARN badge.",
        "POST-029 POST-069",
        "CREATE-EARN-CONSTRAINTS CREATE-BODY-EARN",
        refuses_bodies(
            "create", lambda body: body.get("earnType") == "EARN" and bool(body.get("customerConstraints"))
        ),
    ),
    must(
        "create-refuses-inactive",
        "A badge cannot be created inactive.",
        "POST-064 POST-069",
        "CREATE-BODY-EARN CREATE-ECHO-ACTIVE-FALSE",
        refuses("create", "active", lambda value: value is False),
    ),
    must(
        "create-one-customer-constraint",
        "A create with two customer constraints is refused.",
        "POST-070",
        "CREATE-BODY-CUSTOMER-COMBINED",
        refuses_bodies("create", lambda body: len(_kinds("customerConstraints")(body)) > 1),
    ),
    must(
        "create-one-constraint-of-each-type",
        "A create with two badge constraints of one type is refused, whatever their roll types.",
        "POST-071",
        "CREATE-BODY-BADGE-COMBINED",
        refuses_bodies(
            "create",
            lambda body: len(set(_kinds("badgeConstraints")(body))) < len(_kinds("badgeConstraints")(body)),
        ),
    ),
    must(
        "create-earn-not-with-relative-expiry",
        "A RELATIVE earned expiry is refused on an ISSUE_EARN badge.",
        "POST-018 POST-068",
        "CREATE-BODY-ISSUE-EARN",
        refuses_bodies(
            "create",
            lambda body: (
                body.get("earnType") == "ISSUE_EARN"
                and (body.get("earnedBadgeExpiry") or {}).get("expiryType") == "RELATIVE"
            ),
        ),
    ),
)

_UPDATE = (
    must(
        "update-refuses-unchanged",
        "An update that changes nothing is refused.",
        "PUT-002",
        "UPDATE-ACCEPTED",
        checks_also("update", "unchanged", _unchanged),
    ),
    must(
        "update-refuses-live",
        "A LIVE badge cannot be updated at all.",
        "PUT-002 PUT-019",
        "UPDATE-LIVE-ACCEPTED UPDATE-LIVE-EXPIRES",
        checks_also("update", "live", _refuses_live),
    ),
    must(
        "update-refuses-rolling-bodies",
        "An update is refused when it has a fixed value beside rolling windows.",
        "PUT-085",
        "UPDATE-BODY-ROLLING UPDATE-ECHO-BADGE-COMBINED",
        refuses_bodies(
            "update",
            lambda body: (
                {"BADGE_FIXED_VALUE", "BADGE_ROLLING_WINDOW"} <= set(_kinds("badgeConstraints")(body))
            ),
        ),
    ),
    must(
        "update-refuses-read-only-fields",
        "An update is refused when the body carries createdOn, as answers do.",
        "PUT-086",
        "UPDATE-BODY-WINDOW",
        _knows_only("createdOn", "createdOnISO", "lastUpdatedOn", "status"),
    ),
    must(
        "update-refuses-five-days",
        "A customer window of five days is refused on update.",
        "PUT-086 PUT-048",
        "UPDATE-BODY-WINDOW",
        refuses("update", "customerConstraints[].refreshRate", lambda value: value == 5),
    ),
    should(
        "update-demands-active",
        "An update without active is refused.",
        "PUT-087",
        "UPDATE-BODY-SHORT",
        demands("update", "active"),
    ),
    must(
        "update-demands-description",
        "An update without a description is refused.",
        "PUT-009",
        "UPDATE-OPTIONAL-OMITTED",
        demands("update", "description"),
    ),
    must(
        "update-demands-custom-fields",
        "An update without custom fields is refused.",
        "PUT-002 PUT-074 PUT-087",
        "UPDATE-OPTIONAL-OMITTED UPDATE-ACCEPTED",
        demands("update", "customFields"),
    ),
    must(
        "update-demands-constraints",
        "An update without customer constraints is refused.",
        "PUT-002 PUT-038 PUT-087",
        "UPDATE-OPTIONAL-OMITTED UPDATE-ACCEPTED",
        demands("update", "customerConstraints"),
    ),
    must(
        "update-refuses-null-rank",
        "null in the rank is refused on update.",
        "PUT-077",
        "UPDATE-OPTIONAL-NULL",
        refuses_bodies("update", _has_null("badgeRank")),
    ),
    must(
        "update-refuses-null-description",
        "null in the description is refused on update.",
        "PUT-009",
        "UPDATE-OPTIONAL-NULL",
        refuses_bodies("update", _has_null("description")),
    ),
    should(
        "update-refuses-repetition",
        "The second of two equal updates is refused.",
        "PUT-002",
        "UPDATE-REPEATED",
        _second_time,
    ),
    must(
        "update-own-name-is-taken",
        "An update that keeps the name is refused as a duplicate of itself.",
        "PUT-002 PUT-004",
        "UPDATE-NAME-OWN UPDATE-ACCEPTED",
        lambda policy: policy.put("names.is_taken", lambda holder, own_id: holder is not None),
    ),
    must(
        "update-issue-earn-without-constraints",
        "Constraints are refused when an ISSUE_EARN badge is updated.",
        "PUT-038 PUT-057",
        "UPDATE-ISSUE-EARN-CONSTRAINTS",
        refuses_bodies(
            "update",
            lambda body: (
                body.get("earnType") == "ISSUE_EARN"
                and bool(body.get("customerConstraints") or body.get("badgeConstraints"))
            ),
        ),
    ),
    must(
        "update-rank-needs-group",
        "An update with a rank but without a group is refused.",
        "PUT-077",
        "UPDATE-ECHO-BADGE-RANK",
        refuses_bodies(
            "update", lambda body: body.get("badgeRank") is not None and not body.get("badgeGroupId")
        ),
    ),
    must(
        "update-live-end-is-fixed",
        "The end of a LIVE badge cannot be moved.",
        "PUT-019 PUT-095",
        "UPDATE-LIVE-EXPIRES",
        checks_also(
            "update",
            "frozen_end",
            lambda case: (
                problem(INVALID)
                if case.badge and case.status == LIVE and case.draft.get("expiresOn") != case.badge.expires_on
                else None
            ),
        ),
    ),
    must(
        "update-live-start-must-be-future",
        "Sending a LIVE badge back is refused, its unchanged start being in the past.",
        "PUT-002 PUT-012",
        "UPDATE-LIVE-ACCEPTED",
        checks_also(
            "update",
            "future_start",
            lambda case: (
                problem(INVALID)
                if case.status == LIVE and case.draft.get("startOn", case.now) < case.now
                else None
            ),
        ),
    ),
    must(
        "update-live-unchanged-window-is-refused",
        "A LIVE badge with a fixed window is refused with 826 even when the window stays as it is.",
        "PUT-107 PUT-108 PUT-134",
        "UPDATE-LIVE-CUSTOMER-UNCHANGED UPDATE-LIVE-BADGE-UNCHANGED",
        lambda policy: policy.put(
            "constraints.is_frozen_change",
            lambda before, after: any("FIXED_WINDOW" in each["constraintType"] for each in (*before, *after)),
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_CREATE, *_UPDATE)
