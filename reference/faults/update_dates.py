# ruff: noqa: ARG005
"""Dates of an update: which may move, in which state, and what forbids it."""

from __future__ import annotations

from collections.abc import Callable

from reference.edits import Change, a_day_early, chain, checks_also, noted, recoded, silent, stored
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import Badge
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.dates import EXPIRED, LIVE, UPCOMING
from reference.rules.problems import EXPIRY_IS_PAST, INVALID, START_NOT_BEFORE_END, Problem, problem


def _without(name: str) -> Change:
    return lambda policy: policy.without(f"checks.update.{name}")


def _frozen_in(*states: str) -> Change:
    return lambda policy: policy.put("dates.start_frozen_in", frozenset(states))


def _move(case: Case) -> float:
    """By how many seconds an update moves the start, later being positive."""
    return 0.0 if case.badge is None else case.draft.get("startOn", 0.0) - case.badge.start_on


def _end_move(case: Case) -> float:
    return 0.0 if case.badge is None else case.draft.get("expiresOn", 0.0) - case.badge.expires_on


def _refuses(name: str, wrong: Callable[[Case], bool], code: int = INVALID) -> Change:
    return checks_also("update", name, lambda case: problem(code) if wrong(case) else None)


def _silently_kept(policy: Policy) -> Policy:
    """A moved start of a LIVE badge is accepted, and the start stays."""

    def change(badge: Badge, before: Badge | None) -> dict[str, float]:
        live = before is not None and before.start_on <= badge.updated_on
        return {"start_on": before.start_on} if live and before else {}

    return chain(_without("frozen_start"), stored("update", change))(policy)


def _frozen_by_waiting_only(policy: Policy) -> Policy:
    """A start that an update has moved before may be moved again, LIVE or not."""
    moved: set[str] = set()

    def note(badge: Badge, before: Badge | None) -> None:
        if before is not None and before.start_on != badge.start_on:
            moved.add(badge.id)

    return chain(
        noted(note),
        silent("checks.update.frozen_start", lambda case: case.badge is not None and case.badge.id in moved),
    )(policy)


def _reversed_by_old_start(case: Case) -> Problem | None:
    """The new end against the old start."""
    end = case.draft.get("expiresOn")
    wrong = case.badge is not None and end is not None and case.badge.start_on >= end
    return problem(START_NOT_BEFORE_END) if wrong else None


def _reversed_by_old_end(case: Case) -> Problem | None:
    """The new start against the old end."""
    start = case.draft.get("startOn")
    wrong = case.badge is not None and start is not None and start >= case.badge.expires_on
    return problem(START_NOT_BEFORE_END) if wrong else None


def _ahead(case: Case) -> bool:
    """Whether both dates are in the wrong order and the end is in the future."""
    start, end = case.draft.get("startOn"), case.draft.get("expiresOn")
    return start is not None and end is not None and end <= start and end > case.now


def _put(name: str, check: Callable[[Case], Problem | None]) -> Change:
    return lambda policy: policy.put(f"checks.update.{name}", check)


_STARTS = (
    must(
        "update-upcoming-start-is-frozen",
        "The start of an UPCOMING badge cannot be moved.",
        "PUT-014 PUT-015",
        "UPDATE-START-UPCOMING-LATER UPDATE-START-UPCOMING-EARLIER UPDATE-START-UPCOMING-PAST",
        _frozen_in(UPCOMING, LIVE, EXPIRED),
    ),
    must(
        "update-start-cannot-move-later",
        "The start of an UPCOMING badge cannot be moved to a later date.",
        "PUT-014",
        "UPDATE-START-UPCOMING-LATER",
        _refuses("later", lambda case: case.status == UPCOMING and _move(case) > 0),
    ),
    must(
        "update-start-cannot-move-earlier",
        "The start of an UPCOMING badge cannot be moved to an earlier date.",
        "PUT-014 PUT-015",
        "UPDATE-START-UPCOMING-EARLIER UPDATE-START-UPCOMING-PAST",
        _refuses("earlier", lambda case: case.status == UPCOMING and _move(case) < 0),
    ),
    must(
        "update-refuses-past-start",
        "An UPCOMING badge cannot start in the past, as on create.",
        "PUT-015",
        "UPDATE-START-UPCOMING-PAST",
        _refuses(
            "past",
            lambda case: case.status == UPCOMING and case.draft.get("startOn", case.now) < case.now,
            722,
        ),
    ),
    must(
        "update-past-start-becomes-now",
        "A past start of an UPCOMING badge is accepted, and the badge starts now.",
        "PUT-015 PUT-094",
        "UPDATE-START-UPCOMING-PAST UPDATE-START-WITHIN-100-YEARS",
        stored(
            "update",
            lambda badge, before: (
                {"start_on": max(badge.start_on, badge.updated_on - 1)}
                if before and before.start_on > badge.updated_on
                else {}
            ),
        ),
    ),
    must(
        "update-live-start-may-move-back",
        "The start of a LIVE badge can be moved further into the past.",
        "PUT-012 PUT-016 PUT-131",
        "UPDATE-START-FROZEN-LIVE UPDATE-START-FROZEN-AFTER-PAST",
        silent("checks.update.frozen_start", lambda case: case.status == LIVE and _move(case) < 0),
    ),
    must(
        "update-live-start-may-move-ahead",
        "The start of a LIVE badge can be moved into the future.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE-FUTURE",
        silent(
            "checks.update.frozen_start",
            lambda case: case.status == LIVE and case.draft.get("startOn", 0) > case.now,
        ),
    ),
    must(
        "update-live-start-may-move-a-day",
        "The start of a LIVE badge can be moved by less than a day.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        lambda policy: policy.put("dates.is_moved", lambda before, after: abs(after - before) >= DAY),
    ),
    must(
        "update-live-start-may-move-a-minute",
        "The start of a LIVE badge can be moved by less than a minute.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        lambda policy: policy.put("dates.is_moved", lambda before, after: abs(after - before) >= 60),
    ),
    must(
        "update-moved-live-start-is-ignored",
        "A moved start of a LIVE badge is ignored instead of refused.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE UPDATE-START-FROZEN-LIVE-FUTURE",
        _silently_kept,
    ),
    must(
        "update-start-frozen-by-waiting-only",
        "A badge made LIVE by an update can have its start moved again.",
        "PUT-016 PUT-131",
        "UPDATE-START-FROZEN-AFTER-PAST",
        _frozen_by_waiting_only,
    ),
    must(
        "update-inactive-live-start-may-move",
        "The start of a LIVE badge can be moved when the update deactivates it.",
        "PUT-012 PUT-131",
        "UPDATE-START-FROZEN-LIVE",
        silent("checks.update.frozen_start", lambda case: case.draft.get("active") is False),
    ),
    must(
        "update-expired-start-may-move",
        "The start of an EXPIRED badge can be moved.",
        "PUT-013",
        "UPDATE-START-FROZEN-EXPIRED UPDATE-REFUSED-EXPIRED-CHANGES-NOTHING",
        _frozen_in(LIVE),
    ),
    should(
        "update-expired-start-is-400",
        "A moved start of an EXPIRED badge is refused with 400 instead of 723.",
        "PUT-013 PUT-131",
        "UPDATE-START-FROZEN-EXPIRED-723",
        _frozen_in(LIVE),
        _refuses("expired", lambda case: case.status == EXPIRED and _move(case) != 0),
    ),
    must(
        "update-frozen-start-is-722",
        "A moved start of a LIVE badge is refused with 722 instead of 723.",
        "PUT-131 PUT-012 PUT-016",
        "UPDATE-START-FROZEN-LIVE UPDATE-START-FROZEN-LIVE-FUTURE UPDATE-START-FROZEN-AFTER-PAST",
        recoded("checks.update.frozen_start", 722),
    ),
    must(
        "update-start-of-any-age",
        "The start of an UPCOMING badge can be moved to any date in the past.",
        "PUT-011",
        "UPDATE-START-100-YEARS",
        _without("ancient_start"),
    ),
    must(
        "update-start-within-ten-years",
        "The start of an UPCOMING badge can be moved ten years back at most.",
        "PUT-011 PUT-015",
        "UPDATE-START-WITHIN-100-YEARS",
        _refuses("old", lambda case: case.draft.get("startOn", case.now) < case.now - 3653 * DAY),
    ),
    must(
        "update-start-within-99-years",
        "The start of an UPCOMING badge can be moved 99 years back at most.",
        "PUT-011 PUT-015",
        "UPDATE-START-WITHIN-100-YEARS",
        _refuses("old", lambda case: case.draft.get("startOn", case.now) < case.now - 99 * 365.25 * DAY),
    ),
    must(
        "update-start-is-frozen-a-day-early",
        "A start within a day can no longer be moved.",
        "PUT-014",
        "UPDATE-START-UPCOMING-LATER",
        a_day_early("frozen_start"),
    ),
)

_ENDS = (
    must(
        "update-end-cannot-move-later",
        "The end of a badge cannot be moved to a later date.",
        "PUT-019",
        "UPDATE-EXPIRES-LATER UPDATE-LIVE-EXPIRES",
        _refuses("longer", lambda case: _end_move(case) > 0),
    ),
    must(
        "update-end-cannot-move-earlier",
        "The end of a badge cannot be moved to an earlier date.",
        "PUT-019",
        "UPDATE-EXPIRES-EARLIER",
        _refuses("shorter", lambda case: _end_move(case) < 0),
    ),
    must(
        "update-reversed-dates-are-stored",
        "An end before the start is accepted on update.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START UPDATE-720-START-AFTER-END",
        _without("reversed_dates"),
    ),
    must(
        "update-new-end-against-old-start",
        "The new end is compared with the start that the badge had.",
        "PUT-020 PUT-132",
        "UPDATE-720-START-AFTER-END",
        _put("reversed_dates", _reversed_by_old_start),
    ),
    must(
        "update-new-start-against-old-end",
        "The new start is compared with the end that the badge had.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START",
        _put("reversed_dates", _reversed_by_old_end),
    ),
    must(
        "update-compares-start-and-end-to-the-day",
        "An end less than a day before the start is accepted on update.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START UPDATE-720-START-AFTER-END",
        silent(
            "checks.update.reversed_dates",
            lambda case: case.draft.get("startOn", 0) - case.draft.get("expiresOn", 0) < DAY,
        ),
    ),
    must(
        "update-compares-start-and-end-to-the-minute",
        "An end less than a minute before the start is accepted on update.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START UPDATE-720-START-AFTER-END",
        silent(
            "checks.update.reversed_dates",
            lambda case: case.draft.get("startOn", 0) - case.draft.get("expiresOn", 0) < 60,
        ),
    ),
    must(
        "update-reversed-dates-are-724",
        "An end before the start is refused with 724 instead of 720.",
        "PUT-132 PUT-020",
        "UPDATE-720-END-BEFORE-START UPDATE-720-START-AFTER-END",
        recoded("checks.update.reversed_dates", EXPIRY_IS_PAST),
    ),
    must(
        "update-swaps-reversed-dates",
        "An end before the start is accepted on update, and both are swapped.",
        "PUT-020 PUT-132",
        "UPDATE-720-END-BEFORE-START",
        _without("reversed_dates"),
        stored(
            "update",
            lambda badge, before: {
                "start_on": min(badge.start_on, badge.expires_on),
                "expires_on": max(badge.start_on, badge.expires_on),
            },
        ),
    ),
    must(
        "update-past-end-is-stored",
        "An end in the past is accepted on update.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-LIVE UPDATE-724-END-PAST-UPCOMING",
        _without("past_expiry"),
    ),
    must(
        "update-past-end-of-live-is-stored",
        "A LIVE badge can be ended by an end in the past.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-LIVE",
        silent("checks.update.past_expiry", lambda case: case.status == LIVE),
    ),
    must(
        "update-past-end-of-upcoming-is-stored",
        "Start and end of an UPCOMING badge can both be moved into the past.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-UPCOMING",
        silent("checks.update.past_expiry", lambda case: case.status == UPCOMING),
    ),
    should(
        "update-past-end-of-expired-is-stored",
        "The end of an EXPIRED badge can be moved within the past.",
        "PUT-021",
        "UPDATE-END-PAST-EXPIRED",
        silent("checks.update.past_expiry", lambda case: case.status == EXPIRED),
    ),
    must(
        "update-past-end-just-now",
        "An end of the last ten minutes is accepted on update.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-LIVE UPDATE-724-END-PAST-UPCOMING",
        silent("checks.update.past_expiry", lambda case: case.now - case.draft.get("expiresOn", 0) < 600),
    ),
    must(
        "update-past-end-same-day",
        "An end earlier on the same day is accepted on update.",
        "PUT-021 PUT-133",
        "UPDATE-724-END-PAST-LIVE",
        silent(
            "checks.update.past_expiry",
            lambda case: case.draft.get("expiresOn", 0) // DAY == case.now // DAY,
        ),
    ),
    must(
        "update-past-end-is-720",
        "An end in the past, yet after the start, is refused with 720 instead of 724.",
        "PUT-133 PUT-021",
        "UPDATE-724-END-PAST-LIVE UPDATE-724-END-PAST-UPCOMING",
        recoded("checks.update.past_expiry", START_NOT_BEFORE_END),
    ),
    must(
        "update-reversed-past-end-is-400",
        "A past end before a future start is refused with 400 alone.",
        "PUT-020 PUT-021 PUT-132 PUT-133",
        "UPDATE-720-OR-724",
        silent("checks.update.past_expiry", lambda case: not _ahead(case)),
        lambda policy: policy.wrap(
            "checks.update.reversed_dates",
            lambda original: (
                lambda case: original(case) if _ahead(case) or original(case) is None else problem(INVALID)
            ),
        ),
    ),
)

FAULTS: tuple[Fault, ...] = (*_STARTS, *_ENDS)
