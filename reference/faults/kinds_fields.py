# ruff: noqa: ARG005
"""What an update stores of plain badges, and does not of those of another kind; who wrote them and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, kept, noted, stored
from reference.faults.registry import Fault, must, should
from reference.faults.update_fields import was_live
from reference.model import Badge, JsonObject
from reference.policy import Policy

_INDIA = 19_800

# Of the badge to be stored and the one before, which every update has.
When = Callable[[Badge, Badge | None], bool]


def _live_inactive(badge: Badge, before: Badge | None) -> bool:
    return was_live(badge, before) and not badge.active


def _live_enrolment(badge: Badge, before: Badge | None) -> bool:
    return was_live(badge, before) and badge.earn_type == "ISSUE_EARN"


def _inactive(badge: Badge, before: Badge | None) -> bool:
    was_inactive = before is not None and not before.active
    return was_inactive and not badge.active and badge.earn_type == "EARN"


def _enrolment(badge: Badge, before: Badge | None) -> bool:
    was_ahead = before is not None and before.active and badge.updated_on < before.start_on
    return was_ahead and badge.active and badge.earn_type == "ISSUE_EARN"


def _activates(badge: Badge, before: Badge | None) -> bool:
    return before is not None and badge.active and not before.active


# attribute, what it is called, statements, requirement of an UPCOMING badge and of a LIVE one
_FIELDS: tuple[tuple[str, str, str, str, str], ...] = (
    ("description", "description", "PUT-093", "UPDATE-ECHO-DESCRIPTION", "UPDATE-LIVE-DESCRIPTION"),
    ("earned_expiry", "earned expiry", "PUT-096", "UPDATE-ECHO-EARNED-RELATIVE", "UPDATE-LIVE-EARNED-EXPIRY"),
    ("expires_on", "end", "PUT-095", "UPDATE-ECHO-EXPIRES", "UPDATE-LIVE-EXPIRES"),
    ("images", "images", "PUT-102", "UPDATE-ECHO-IMAGES", "UPDATE-LIVE-IMAGES"),
    ("name", "name", "PUT-092", "UPDATE-ECHO-NAME", "UPDATE-LIVE-NAME"),
    ("owners", "owners", "PUT-105", "UPDATE-ECHO-OWNERS", "UPDATE-LIVE-OWNERS"),
    ("rank", "rank", "PUT-115", "UPDATE-ECHO-BADGE-RANK", "UPDATE-LIVE-BADGE-RANK"),
    ("tags", "tags", "PUT-113", "UPDATE-ECHO-TAGS", "UPDATE-LIVE-TAGS"),
)
_KINDS: tuple[tuple[str, str, When], ...] = (
    ("inactive", "an UPCOMING EARN badge that is not active", _inactive),
    ("enrolment", "an UPCOMING ISSUE_EARN badge that is active", _enrolment),
    ("live-inactive", "a LIVE badge that is not active", _live_inactive),
    ("live-enrolment", "a LIVE ISSUE_EARN badge", _live_enrolment),
)


def _kept_faults() -> Iterator[Fault]:
    for attribute, what, statement, of_upcoming, of_live in _FIELDS:
        for kind, sentence, when in _KINDS:
            live = kind.startswith("live")
            level = should if live and what != "end" else must
            yield level(
                f"update-of-{kind}-keeps-{what.replace(' ', '-')}",
                f"An update of {sentence} does not take over the {what}.",
                f"{statement} PUT-002",
                of_live if live else of_upcoming,
                kept(attribute, when=when),
            )


def _windows_keep_their_end(policy: Policy) -> Policy:
    """Fixed windows of a LIVE badge end when they did before the end of the badge moved."""
    ends: dict[str, float] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and was_live(badge, before):
            ends.setdefault(badge.id, before.expires_on)

    return noted(note)(policy).wrap(
        "windows.end", lambda original: lambda badge: ends.get(badge.id, original(badge))
    )


def _rolling_of(limits: list[JsonObject]) -> JsonObject:
    return next((limit for limit in limits if "ROLLING" in limit["constraintType"]), {})


def _spans_stay(badge: Badge, before: Badge | None) -> dict[str, Any]:
    old = _rolling_of(before.customer_constraints) if before is not None else {}
    return {
        "customer_constraints": [
            {**old, **limit} if "ROLLING" in limit["constraintType"] else limit
            for limit in badge.customer_constraints
        ]
    }


def _created_anew(when: When) -> Change:
    return stored(
        "update", lambda badge, before: {"created_on": badge.updated_on} if when(badge, before) else {}
    )


def _created_by_another(badge: Badge, before: Badge | None) -> dict[str, Any]:
    return {"created_by": badge.created_by + 1} if was_live(badge, before) else {}


def _switches(badge: Badge, before: Badge | None) -> bool:
    return before is not None and badge.active != before.active


_OTHERS: tuple[Fault, ...] = (
    must(
        "update-of-live-enrolment-keeps-issued-expiry",
        "An update of a LIVE ISSUE_EARN badge does not take over the issued expiry.",
        "PUT-101",
        "UPDATE-ECHO-ISSUED-EXPIRY",
        kept("issued_expiry", when=_live_enrolment),
    ),
    must(
        "update-of-live-keeps-group",
        "An update of a LIVE badge does not take over the group.",
        "PUT-076 PUT-114",
        "UPDATE-ECHO-BADGE-GROUP",
        kept("group_id", when=was_live),
    ),
    must(
        "update-of-inactive-keeps-group",
        "An update of a badge that is not active does not take over the group.",
        "PUT-076 PUT-114",
        "UPDATE-ECHO-BADGE-GROUP",
        kept("group_id", when=_inactive),
    ),
    must(
        "update-of-inactive-keeps-custom-fields",
        "An update of a badge that is not active does not take over the custom fields.",
        "PUT-074 PUT-127",
        "UPDATE-ECHO-CUSTOM-FIELDS",
        kept("custom_fields", when=_inactive),
    ),
    must(
        "update-of-inactive-keeps-limits",
        "An update of a badge that is not active does not take over its limits.",
        "PUT-107 PUT-108",
        "UPDATE-ECHO-BADGE-FIXED-VALUE UPDATE-ECHO-CUSTOMER-FIXED-VALUE",
        kept("badge_constraints", when=_inactive),
        kept("customer_constraints", when=_inactive),
    ),
    should(
        "update-windows-of-live-keep-their-end",
        "Fixed windows of a LIVE badge do not end later when the badge does.",
        "PUT-110",
        "UPDATE-WINDOW-FOLLOWS-DATES",
        _windows_keep_their_end,
    ),
    must(
        "update-rolling-spans-stay",
        "Spans of a customer rolling window that an update leaves out stay.",
        "PUT-107 PUT-078",
        "UPDATE-UPCOMING-CUSTOMER-ROLLING",
        stored("update", _spans_stay),
    ),
    must(
        "update-of-live-was-the-creation",
        "An update of a LIVE badge sets createdOn anew.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        _created_anew(was_live),
    ),
    must(
        "reactivation-was-the-creation",
        "An update that activates a badge again sets createdOn anew.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        _created_anew(_activates),
    ),
    must(
        "update-of-live-changes-creator",
        "An update of a LIVE badge changes createdBy.",
        "PUT-123",
        "UPDATE-CREATED-BY-KEPT",
        stored("update", _created_by_another),
    ),
    must(
        "update-of-live-is-not-timed",
        "An update of a LIVE badge leaves lastUpdatedOn as it was.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        kept("updated_on", when=was_live),
    ),
    must(
        "deactivation-is-not-timed",
        "An update that changes nothing but the activation leaves lastUpdatedOn as it was.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        kept("updated_on", when=_switches),
    ),
    must(
        "update-is-timed-in-india",
        "lastUpdatedOn of an update is the local time of India.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        stored("update", lambda badge, before: {"updated_on": badge.updated_on + _INDIA}),
    ),
)

FAULTS: tuple[Fault, ...] = (*_kept_faults(), *_OTHERS)
