# ruff: noqa: ARG001, ARG005
"""What an update stores of plain badges, and does not of those of another kind; who wrote them and when."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import Change, noted, stored
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.dates import LIVE, UPCOMING, status_at

_INDIA = 19_800

# Of the badge as it was and the badge to be stored.
When = Callable[[Badge, Badge], bool]


def _is(badge: Badge, now: float, status: str) -> bool:
    return status_at(badge.start_on, badge.expires_on, now) == status


def _live(before: Badge, after: Badge) -> bool:
    return _is(before, after.updated_on, LIVE)


def _live_inactive(before: Badge, after: Badge) -> bool:
    return _live(before, after) and not after.active


def _live_enrolment(before: Badge, after: Badge) -> bool:
    return _live(before, after) and after.earn_type == "ISSUE_EARN"


def _inactive(before: Badge, after: Badge) -> bool:
    return not before.active and not after.active and after.earn_type == "EARN"


def _enrolment(before: Badge, after: Badge) -> bool:
    upcoming = _is(before, after.updated_on, UPCOMING)
    return upcoming and after.earn_type == "ISSUE_EARN" and before.active and after.active


def _when(when: When, change: Callable[[Badge, Badge], dict[str, Any]]) -> Change:
    """An update changes more than it should of the badges of which this holds."""
    return stored(
        "update",
        lambda after, before: change(before, after) if before is not None and when(before, after) else {},
    )


def _kept(attribute: str, when: When) -> Change:
    return _when(when, lambda before, after: {attribute: getattr(before, attribute)})


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
                _kept(attribute, when),
            )


def _windows_keep_their_end(policy: Policy) -> Policy:
    """Fixed windows of a LIVE badge end when they did before the end of the badge moved."""
    ends: dict[str, float] = {}

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and _live(before, badge):
            ends.setdefault(badge.id, before.expires_on)

    return noted(note)(policy).wrap(
        "windows.end", lambda original: lambda badge: ends.get(badge.id, original(badge))
    )


def _rolling_of(limits: list[JsonObject]) -> JsonObject:
    return next((limit for limit in limits if "ROLLING" in limit["constraintType"]), {})


def _spans_stay(before: Badge, after: Badge) -> dict[str, Any]:
    old = _rolling_of(before.customer_constraints)
    return {
        "customer_constraints": [
            {**old, **limit} if "ROLLING" in limit["constraintType"] else limit
            for limit in after.customer_constraints
        ]
    }


def _always(before: Badge, after: Badge) -> bool:
    return True


_OTHERS: tuple[Fault, ...] = (
    must(
        "update-of-live-enrolment-keeps-issued-expiry",
        "An update of a LIVE ISSUE_EARN badge does not take over the issued expiry.",
        "PUT-101",
        "UPDATE-ECHO-ISSUED-EXPIRY",
        _kept("issued_expiry", _live_enrolment),
    ),
    must(
        "update-of-live-keeps-group",
        "An update of a LIVE badge does not take over the group.",
        "PUT-076 PUT-114",
        "UPDATE-ECHO-BADGE-GROUP",
        _kept("group_id", _live),
    ),
    must(
        "update-of-inactive-keeps-group",
        "An update of a badge that is not active does not take over the group.",
        "PUT-076 PUT-114",
        "UPDATE-ECHO-BADGE-GROUP",
        _kept("group_id", _inactive),
    ),
    must(
        "update-of-inactive-keeps-custom-fields",
        "An update of a badge that is not active does not take over the custom fields.",
        "PUT-074 PUT-127",
        "UPDATE-ECHO-CUSTOM-FIELDS",
        _kept("custom_fields", _inactive),
    ),
    must(
        "update-of-inactive-keeps-limits",
        "An update of a badge that is not active does not take over its limits.",
        "PUT-107 PUT-108",
        "UPDATE-ECHO-BADGE-FIXED-VALUE UPDATE-ECHO-CUSTOMER-FIXED-VALUE",
        _kept("badge_constraints", _inactive),
        _kept("customer_constraints", _inactive),
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
        _when(_always, _spans_stay),
    ),
    must(
        "update-ends-before-2038",
        "An end after January 2038 is stored as the last second that fits into 31 bits.",
        "PUT-095 PUT-017 PUT-019",
        "UPDATE-EXPIRES-LATER",
        _when(_always, lambda before, after: {"expires_on": min(after.expires_on, 2**31 - 1)}),
    ),
    must(
        "update-of-live-was-the-creation",
        "An update of a LIVE badge sets createdOn anew.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        _when(_live, lambda before, after: {"created_on": after.updated_on}),
    ),
    must(
        "reactivation-was-the-creation",
        "An update that activates a badge again sets createdOn anew.",
        "PUT-122",
        "UPDATE-CREATED-ON-KEPT",
        _when(
            lambda before, after: after.active and not before.active,
            lambda before, after: {"created_on": after.updated_on},
        ),
    ),
    must(
        "update-of-live-changes-creator",
        "An update of a LIVE badge changes createdBy.",
        "PUT-123",
        "UPDATE-CREATED-BY-KEPT",
        _when(_live, lambda before, after: {"created_by": after.created_by + 1}),
    ),
    must(
        "update-of-live-is-not-timed",
        "An update of a LIVE badge leaves lastUpdatedOn as it was.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        _kept("updated_on", _live),
    ),
    must(
        "deactivation-is-not-timed",
        "An update that changes nothing but the activation leaves lastUpdatedOn as it was.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        _kept("updated_on", lambda before, after: before.active != after.active),
    ),
    must(
        "update-is-timed-in-india",
        "lastUpdatedOn of an update is the local time of India.",
        "PUT-125",
        "UPDATE-LAST-UPDATED-ON-ADVANCES",
        _when(_always, lambda before, after: {"updated_on": max(before.updated_on, time.time() + _INDIA)}),
    ),
)

FAULTS: tuple[Fault, ...] = (*_kept_faults(), *_OTHERS)
