"""Creates that go wrong for one kind of badge only: inactive, enrolled for, or historical."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reference.edits import Change, chain, checks_also, silent, spares, stored
from reference.faults.claims import claimed
from reference.faults.registry import Fault, must
from reference.model import Badge
from reference.rules.checks import Case
from reference.rules.problems import INVALID, Problem, problem

Is = Callable[[Badge], bool]

_VIEWS = ("created", "updated", "row", "detail")


def _inactive(badge: Badge) -> bool:
    return badge.earn_type == "EARN" and not badge.active


def _to_issue(badge: Badge) -> bool:
    return badge.earn_type == "ISSUE_EARN" and badge.active and not _historical(badge)


def _historical(badge: Badge) -> bool:
    return badge.start_on < badge.created_on


# kind of badge, in words, what such a badge loses (see `_LOST`)
_LOSERS: tuple[tuple[str, str, Is, tuple[str, ...]], ...] = (
    ("inactive", "an inactive EARN badge", _inactive, ("adornments", "limits", "description", "extras")),
    (
        "to-issue",
        "an active, UPCOMING ISSUE_EARN badge",
        _to_issue,
        ("adornments", "limits", "description", "extras"),
    ),
    ("historical", "a historical badge", _historical, ("extras", "issued-expiry")),
)

# What is lost: in words, how it is stored then, statements, requirements.
_LOST: Mapping[str, tuple[str, Mapping[str, Any], str, str]] = {
    "adornments": (
        "images, tags and rank",
        {"images": [], "tags": [], "rank": None},
        "POST-093 POST-104 POST-106",
        "CREATE-ECHO-IMAGES CREATE-ECHO-TAGS CREATE-ECHO-BADGE-RANK",
    ),
    "limits": (
        "constraints",
        {"customer_constraints": [], "badge_constraints": []},
        "POST-098 POST-099",
        "CREATE-ECHO-CUSTOMER-ROLLING CREATE-ECHO-BADGE-COMBINED",
    ),
    "description": ("description", {"description": None}, "POST-080 POST-009", "CREATE-ECHO-DESCRIPTION"),
    "extras": (
        "custom fields and group",
        {"custom_fields": {}, "group_id": None},
        "POST-119 POST-065 POST-105 POST-066",
        "CREATE-ECHO-CUSTOM-FIELDS CREATE-ECHO-BADGE-GROUP",
    ),
    "issued-expiry": (
        "issued expiry",
        {"issued_expiry": None},
        "POST-092",
        "CREATE-ECHO-ISSUED-FIXED-DATE",
    ),
}


def _losing(is_such: Is, instead: Mapping[str, Any]) -> Change:
    return stored("create", lambda badge, before: instead if is_such(badge) else {})  # noqa: ARG005


def _losses() -> Iterator[Fault]:
    for kind, badge, is_such, losses in _LOSERS:
        for what in losses:
            words, instead, statements, aims = _LOST[what]
            yield must(
                f"create-{kind}-loses-{what}",
                f"A create of {badge} loses its {words}.",
                statements,
                aims,
                _losing(is_such, instead),
            )


def _no_expiry(case: Case) -> Problem | None:
    """Only with the migration header may the earned expiry be left out."""
    missing = "earnedBadgeExpiry" not in case.draft and not case.migration
    return problem(INVALID, "earnedBadgeExpiry", "earnedBadgeExpiry is mandatory") if missing else None


_AGE = (
    must(
        "create-ancient-start-to-issue",
        "An ISSUE_EARN badge may start more than 100 years ago.",
        "POST-011",
        "CREATE-START-100-YEARS",
        silent("checks.create.ancient_start", lambda case: case.draft.get("earnType") == "ISSUE_EARN"),
    ),
    must(
        "create-ancient-start-when-inactive",
        "An inactive badge may start more than 100 years ago.",
        "POST-011",
        "CREATE-START-100-YEARS",
        silent("checks.create.ancient_start", lambda case: case.draft.get("active") is False),
    ),
    must(
        "create-starts-in-1970",
        "A historical badge that started before 1970 is stored as starting then.",
        "POST-007 POST-081 POST-011",
        "CREATE-MIGRATION-PAST-START",
        stored("create", lambda badge, before: {"start_on": max(0.0, badge.start_on)}),  # noqa: ARG005
    ),
    must(
        "create-historical-is-created-at-start",
        "A historical badge is created and last updated when it starts.",
        "POST-112",
        "CREATE-CREATED-ON-NOW",
        stored(
            "create",
            lambda badge, before: (  # noqa: ARG005
                {"created_on": badge.start_on, "updated_on": badge.start_on} if _historical(badge) else {}
            ),
        ),
    ),
)

_RULES = (
    must(
        "create-makes-claims-to-issue",
        "Claims in the body of a create take effect on ISSUE_EARN badges.",
        "POST-003 POST-097",
        "CREATE-CLAIMS-IGNORED",
        claimed("create", _VIEWS, when=lambda badge: badge.earn_type == "ISSUE_EARN"),
    ),
    must(
        "create-makes-claims-when-inactive",
        "Claims in the body of a create take effect on inactive badges.",
        "POST-003 POST-097",
        "CREATE-CLAIMS-IGNORED",
        claimed("create", _VIEWS, when=lambda badge: not badge.active),
    ),
    must(
        "create-makes-claims-of-history",
        "Claims in the body of a historical create take effect.",
        "POST-003 POST-097",
        "CREATE-CLAIMS-IGNORED",
        claimed("create", _VIEWS, when=_historical),
    ),
    must(
        "create-historical-needs-no-expiry",
        "With the migration header a missing earned expiry is taken for NEVER.",
        "POST-132 POST-017",
        "CREATE-MANDATORY-EARNED-EXPIRY",
        chain(
            spares("create", "earnedBadgeExpiry", {"expiryType": "NEVER"}),
            checks_also("create", "no_expiry", _no_expiry),
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_losses(), *_AGE, *_RULES)
