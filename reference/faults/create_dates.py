# ruff: noqa: ARG001, ARG005
"""Dates of a create: the past, the migration header, the ISO spellings, and the windows made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.edits import (
    Change,
    chain,
    checks_also,
    judged,
    misread,
    reading,
    recoded,
    shown,
    silent,
    stored,
)
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import INVALID, START_IS_PAST, Problem, problem

_INDIA = 19_800


def _without(name: str) -> Change:
    return lambda policy: policy.without(f"checks.create.{name}")


def _migration(is_migration: Callable[[str | None], bool]) -> Change:
    return lambda policy: policy.put("access.is_migration", is_migration)


def _oldest(years: int) -> Change:
    return lambda policy: policy.put(
        "dates.is_too_old", lambda start_on, now: start_on < now - years * 365.25 * DAY
    )


def _same_day(case: Case) -> bool:
    return bool(case.draft.get("startOn", 0) // DAY == case.now // DAY)


def _future_with_header(case: Case) -> Problem | None:
    """A server for which the header means that the start must be in the past."""
    return problem(INVALID) if case.migration and case.draft.get("startOn", 0) > case.now else None


def _past_to_issue(case: Case) -> Problem | None:
    """A past start of an ISSUE_EARN badge, migrated or not."""
    past = case.draft.get("startOn", case.now) < case.now
    return problem(START_IS_PAST) if past and case.draft.get("earnType") == "ISSUE_EARN" else None


def _epoch_wins(name: str) -> Change:
    """The ISO spelling is taken only when the other is missing."""

    def before(body: JsonObject) -> JsonObject:
        return {key: value for key, value in body.items() if key != f"{name}ISO" or body.get(name) is None}

    return reading("create", before)


def _one_iso(body: JsonObject) -> JsonObject:
    """Of two ISO spellings only that of the start is read."""
    both = body.get("startOnISO") and body.get("expiresOnISO") and body.get("expiresOn") is not None
    return {key: value for key, value in body.items() if key != "expiresOnISO"} if both else body


def _zoneless(text: Any) -> Any:
    """A timestamp read as local time in India, whatever zone it names."""
    if not isinstance(text, str) or len(text) < 19:
        return text
    return text[:19] + "+05:30"


def _offsetless(text: Any) -> Any:
    """A timestamp without its offset, and so in UTC."""
    return text[:19] + "Z" if isinstance(text, str) and len(text) > 20 else text


def _past_by_epoch(policy: Policy) -> Policy:
    """The past is judged by startOn, the start is taken from startOnISO."""
    sent: dict[str, Any] = {}

    def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
        sent["startOn"] = body.get("startOn")
        return []

    def is_future(case: Case) -> bool:
        return isinstance(sent["startOn"], int | float) and sent["startOn"] > case.now

    return chain(judged("create", note), silent("checks.create.past_start", is_future))(policy)


def _migrated(badge: Badge, before: Badge | None) -> dict[str, Any]:
    return {"start_on": max(badge.start_on, badge.created_on)}


def _answers_sent_start(policy: Policy) -> Policy:
    sent: dict[str, Any] = {}

    def note(body: JsonObject, draft: JsonObject) -> list[Problem]:
        sent.clear()
        if isinstance(body.get("startOn"), int | float) and body.get("startOnISO"):
            sent["startOn"] = body["startOn"]
        return []

    return chain(
        judged("create", note),
        shown("views.created", "startOn", lambda value: sent.get("startOn", value)),
    )(policy)


def _first_start(policy: Policy) -> Policy:
    first: dict[str, float] = {}
    return policy.put("windows.start", lambda badge: first.setdefault(badge.id, badge.start_on))


_PAST = (
    must(
        "create-past-start-same-day",
        "A start earlier on the same day is accepted without the migration header.",
        "POST-124 POST-007",
        "CREATE-722-START-PAST",
        silent("checks.create.past_start", _same_day),
    ),
    must(
        "create-past-start-just-now",
        "A start of the last ten minutes is accepted without the migration header.",
        "POST-124 POST-007",
        "CREATE-722-START-PAST",
        silent("checks.create.past_start", lambda case: case.now - case.draft.get("startOn", 0) < 600),
    ),
    must(
        "create-past-start-only-when-active",
        "A past start is accepted without the migration header when the badge is not active.",
        "POST-124",
        "CREATE-722-START-PAST",
        silent("checks.create.past_start", lambda case: case.draft.get("active") is False),
    ),
    must(
        "create-past-start-of-issue-earn",
        "An ISSUE_EARN badge with a past start is accepted without the migration header.",
        "POST-124",
        "CREATE-722-START-PAST",
        silent("checks.create.past_start", lambda case: case.draft.get("earnType") == "ISSUE_EARN"),
    ),
    must(
        "create-past-start-becomes-now",
        "A past start is accepted without the migration header and moved to now.",
        "POST-124",
        "CREATE-722-START-PAST",
        _without("past_start"),
        stored("create", _migrated),
    ),
    must(
        "create-past-start-is-720",
        "A past start is refused with 720 instead of 722.",
        "POST-124",
        "CREATE-722-START-PAST",
        recoded("checks.create.past_start", 720),
    ),
    must(
        "create-past-start-is-400",
        "A past start is refused with 400 instead of 722.",
        "POST-124",
        "CREATE-722-START-PAST CREATE-REFUSED-722-STORES-NOTHING",
        recoded("checks.create.past_start", 400),
    ),
    should(
        "create-past-start-by-epoch",
        "Whether the start is past is judged by startOn, though startOnISO decides the start.",
        "POST-124 POST-013",
        "CREATE-722-START-PAST-BY-ISO",
        _past_by_epoch,
    ),
    must(
        "create-ignores-migration-header",
        "A past start is refused even with the migration header.",
        "POST-006 POST-007",
        "CREATE-MIGRATION-PAST-START",
        _migration(lambda header: False),
    ),
    must(
        "create-ignores-migration-of-issue-earn",
        "The migration header does not help an ISSUE_EARN badge.",
        "POST-006 POST-007",
        "CREATE-MIGRATION-PAST-START",
        checks_also("create", "migrated_issue_earn", _past_to_issue),
    ),
    must(
        "create-migration-means-true",
        "The migration header must say true.",
        "POST-006 POST-007",
        "CREATE-MIGRATION-PAST-START",
        _migration(lambda header: header == "true"),
    ),
    must(
        "create-migration-moves-start-to-now",
        "With the migration header a past start is accepted, and the badge starts now.",
        "POST-007 POST-081",
        "CREATE-MIGRATION-PAST-START",
        stored("create", _migrated),
    ),
    should(
        "create-migration-refuses-future-start",
        "With the migration header a future start is refused.",
        "POST-006",
        "CREATE-MIGRATION-FUTURE-START",
        checks_also("create", "future_start", _future_with_header),
    ),
    must(
        "create-start-of-any-age",
        "With the migration header a start of any age is accepted.",
        "POST-011",
        "CREATE-START-100-YEARS",
        _without("ancient_start"),
    ),
    must(
        "create-start-within-a-thousand-years",
        "With the migration header a start is refused only when it is a thousand years old.",
        "POST-011",
        "CREATE-START-100-YEARS",
        _oldest(1000),
    ),
    must(
        "create-start-within-fifty-years",
        "With the migration header a start more than fifty years back is refused.",
        "POST-011 POST-007",
        "CREATE-START-WITHIN-100-YEARS",
        _oldest(50),
    ),
    must(
        "start-within-101-years",
        "A start is refused only when it is 101 years old.",
        "POST-011 PUT-011",
        "CREATE-START-100-YEARS UPDATE-START-100-YEARS",
        _oldest(101),
    ),
    must(
        "start-within-99-years",
        "A start more than 99 years back is refused.",
        "POST-011 POST-007 PUT-011 PUT-015",
        "CREATE-START-WITHIN-100-YEARS UPDATE-START-WITHIN-100-YEARS",
        _oldest(99),
    ),
    should(
        "create-start-after-end",
        "A create with a start after its end is accepted.",
        "POST-014 POST-010",
        "CREATE-START-AFTER-END",
        _without("reversed_dates"),
    ),
)

_ISO = (
    must(
        "create-epoch-start-wins",
        "startOn decides the start when startOnISO says otherwise.",
        "POST-012 POST-013",
        "CREATE-START-ISO-WINS CREATE-ISO-BOTH-WIN",
        _epoch_wins("startOn"),
    ),
    must(
        "create-epoch-end-wins",
        "expiresOn decides the end when expiresOnISO says otherwise.",
        "POST-015 POST-016",
        "CREATE-EXPIRES-ISO-WINS CREATE-ISO-BOTH-WIN",
        _epoch_wins("expiresOn"),
    ),
    must(
        "create-reads-one-iso-date",
        "When both ISO dates are sent, only that of the start is read.",
        "POST-015 POST-016",
        "CREATE-ISO-BOTH-WIN",
        reading("create", _one_iso),
    ),
    must(
        "create-reads-iso-start-as-local",
        "startOnISO is read as local time in India, whatever zone it names.",
        "POST-012 POST-013",
        "CREATE-START-ISO-WINS CREATE-ISO-AGREEING",
        misread("create", "startOnISO", _zoneless),
    ),
    should(
        "create-ignores-iso-offsets",
        "The offset of an ISO text is cut off, and the rest read as UTC.",
        "POST-012 POST-015",
        "CREATE-ISO-OFFSET",
        chain(misread("create", "startOnISO", _offsetless), misread("create", "expiresOnISO", _offsetless)),
    ),
    must(
        "create-reads-iso-end-as-date",
        "Of expiresOnISO only the date is read.",
        "POST-015 POST-016",
        "CREATE-EXPIRES-ISO-WINS",
        misread(
            "create", "expiresOnISO", lambda text: f"{text[:10]}T00:00:00Z" if isinstance(text, str) else text
        ),
    ),
    must(
        "create-refuses-both-spellings",
        "A create that carries a date in both spellings is refused.",
        "POST-012 POST-013",
        "CREATE-ISO-AGREEING CREATE-START-ISO-WINS",
        judged(
            "create",
            lambda body, draft: [problem(INVALID)] if body.get("startOn") and body.get("startOnISO") else [],
        ),
    ),
    must(
        "create-iso-start-does-not-move-answer",
        "startOnISO decides what is stored, and the answer shows startOn as it was sent.",
        "POST-013 POST-081",
        "CREATE-START-ISO-WINS",
        _answers_sent_start,
    ),
)


_WINDOWS = (
    should(
        "window-starts-at-creation",
        "A fixed window starts when the badge was created.",
        "POST-100 POST-101 POST-102 PUT-110",
        "CREATE-WINDOW-START-EARN CREATE-WINDOW-START-ISSUE-EARN UPDATE-WINDOW-START",
        lambda policy: policy.put("windows.start", lambda badge: badge.created_on),
    ),
    should(
        "window-starts-at-midnight",
        "A fixed window starts at midnight of the badge's first day.",
        "POST-100 POST-101 POST-102 PUT-110",
        "CREATE-WINDOW-START-EARN CREATE-WINDOW-START-ISSUE-EARN UPDATE-WINDOW-START",
        lambda policy: policy.put("windows.start", lambda badge: badge.start_on // DAY * DAY),
    ),
    should(
        "window-ends-with-its-first-turn",
        "A fixed window ends a week after the badge's start, not with the badge.",
        "POST-100 POST-101 POST-035 PUT-110",
        "CREATE-WINDOW-END-EARN UPDATE-WINDOW-END",
        lambda policy: policy.wrap(
            "windows.end",
            lambda original: (
                lambda badge: badge.start_on + 7 * DAY if badge.earn_type == "EARN" else original(badge)
            ),
        ),
    ),
    should(
        "window-of-issue-earn-has-no-end",
        "The fixed window of an ISSUE_EARN badge ends in a hundred years.",
        "POST-100 POST-102",
        "CREATE-WINDOW-END-ISSUE-EARN",
        lambda policy: policy.wrap(
            "windows.end",
            lambda original: (
                lambda badge: original(badge) if badge.earn_type == "EARN" else badge.start_on + 36_525 * DAY
            ),
        ),
    ),
    should(
        "window-is-active-at-once",
        "The fixed window of a badge that has not started has the cycle status ACTIVE in writes.",
        "POST-100 POST-031 PUT-109 PUT-111",
        "CREATE-WINDOW-STATUS-UPCOMING UPDATE-WINDOW-STATUS-UPCOMING",
        shown("views.written_constraint", "cycleStatus", lambda status: "ACTIVE"),
    ),
    should(
        "window-keeps-first-dates",
        "The fixed window of a badge keeps the start that the badge had at first.",
        "PUT-110 PUT-014",
        "UPDATE-WINDOW-FOLLOWS-DATES",
        _first_start,
    ),
)


FAULTS: tuple[Fault, ...] = (*_PAST, *_ISO, *_WINDOWS)
