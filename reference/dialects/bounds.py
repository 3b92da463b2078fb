"""Bounds of the server's own, where no page names one: how long, how many, how far ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reference.dialects.dialect import EXPIRIES, LIMITS, Dialect
from reference.edits import Change, chain, checks_also, refuses, refuses_bodies
from reference.instants import DAY
from reference.rules.checks import Case
from reference.rules.problems import INVALID, Problem, problem

_LENGTHS = ("refreshRate", "rollValue", "rollForDays", "rollForWeeks", "rollForMonths")


def written_checks(name: str, check: Callable[[Case], Problem | None]) -> Change:
    """One more check of both writes."""
    return chain(*(checks_also(operation, name, check) for operation in ("create", "update")))


def _lasts(seconds: float) -> Change:
    """Both writes refuse a badge that ends sooner after its start."""

    def too_short(case: Case) -> Problem | None:
        start, end = case.draft.get("startOn"), case.draft.get("expiresOn")
        if case.badge is not None:
            start = case.badge.start_on if start is None else start
            end = case.badge.expires_on if end is None else end
        if start is None or end is None or not 0 < end - start < seconds:
            return None
        return problem(INVALID, "expiresOn", "A badge lasts longer")

    return written_checks("too_short", too_short)


def _needless_header(case: Case) -> Problem | None:
    start = case.draft.get("startOn")
    ahead = case.migration and start is not None and start > case.now
    return problem(INVALID, "startOn", "Nothing to migrate") if ahead else None


def _ends_within(seconds: float) -> Change:
    def too_far(case: Case) -> Problem | None:
        end = case.draft.get("expiresOn")
        far = end is not None and end > case.now + seconds
        return problem(INVALID, "expiresOn", "Too far ahead") if far else None

    return written_checks("too_far", too_far)


def _longer_than(most: int) -> Callable[[Any], bool]:
    return lambda text: isinstance(text, str) and len(text) > most


def _above(most: int) -> Callable[[Any], bool]:
    return lambda number: isinstance(number, int | float) and number > most


def _at_most(name: str, most: int) -> Change:
    return refuses_bodies("write", lambda body: len(body.get(name) or []) > most)


DIALECTS: tuple[Dialect, ...] = (
    Dialect("lasts-an-hour", "A badge that ends within an hour of its start is refused.", _lasts(DAY / 24)),
    Dialect("lasts-a-day", "A badge that ends within a day of its start is refused.", _lasts(DAY)),
    Dialect(
        "header-for-the-past-alone",
        "The migration header beside a start that is not past is refused.",
        checks_also("create", "needless_header", _needless_header),
    ),
    Dialect(
        "short-texts",
        "Names have 50 letters at most, descriptions and the texts of custom fields and tags 255.",
        chain(
            refuses("write", "name", _longer_than(50)),
            refuses("write", "description", _longer_than(255)),
            refuses("write", "customFields[].value", _longer_than(255)),
            refuses("write", "tags[].value", _longer_than(255)),
        ),
    ),
    Dialect(
        "few-of-each",
        "A badge has two images, three tags, five custom fields and six limits of a kind at most.",
        chain(
            _at_most("images", 2),
            _at_most("tags", 3),
            _at_most("customFields", 5),
            *(_at_most(array, 6) for array in LIMITS),
        ),
    ),
    Dialect(
        "small-numbers",
        "A rank is at most 99; an expiry comes after 100 days, weeks or months at most, a window has 31.",
        chain(
            refuses("write", "badgeRank", _above(99)),
            *(refuses("write", f"{expiry}.value", _above(100)) for expiry in EXPIRIES),
            *(refuses("write", f"{array}[].{length}", _above(31)) for array in LIMITS for length in _LENGTHS),
        ),
    ),
    Dialect(
        "ends-within-years", "A badge that ends in more than ten years is refused.", _ends_within(3650 * DAY)
    ),
)
