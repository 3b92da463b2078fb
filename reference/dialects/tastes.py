"""What a server may dislike, or spell in its own way, as common frameworks and gateways do."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from reference.dialects.bounds import written_checks
from reference.dialects.dialect import EXPIRIES, LIMITS, Dialect
from reference.edits import Change, chain, edited, judged, misread, reading, refuses, refuses_bodies, shown
from reference.instants import DAY
from reference.model import JsonObject
from reference.rules.checks import Case
from reference.rules.problems import INVALID, Problem, RefusedError, problem

_MARKUP = ("<", ">", "--", "../", "${")
_SPANS = ("maxEarnForDays", "maxEarnForWeeks", "maxEarnForMonths")
_DAYS = {"DAYS": 1, "WEEKS": 7, "MONTHS": 31}
_WORDS = re.compile(r"[A-Za-z0-9 _.-]+")
_ADDRESS = re.compile(r"https://[a-z0-9.]+(?:/.*)?")


def _odd(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda text: isinstance(text, str) and not pattern.fullmatch(text)


def _has_markup(body: JsonObject) -> bool:
    return any(mark in json.dumps(body, ensure_ascii=False) for mark in _MARKUP)


def _firewall(body: JsonObject, draft: JsonObject) -> list[Problem]:  # noqa: ARG001
    if _has_markup(body):
        raise RefusedError([], 403)
    return []


def _late_enough(case: Case) -> Problem | None:
    """Fixed dates lie ahead, and after the start of the badge."""
    for name in EXPIRIES:
        date = (case.draft.get(name) or {}).get("expiresOn")
        if date is not None and date <= max(case.now, case.draft.get("startOn") or 0):
            return problem(INVALID, f"{name}.expiresOn", "Too early")
    return None


def _shrinks(limit: Any) -> bool:
    most = [limit.get(name) for name in _SPANS] if isinstance(limit, dict) else []
    numbers = [number for number in most if isinstance(number, int)]
    return numbers != sorted(numbers)


def _days(limit: Mapping[str, Any]) -> int:
    lengths = [
        (limit.get("durationType"), limit.get("refreshRate")),
        (limit.get("rollType"), limit.get("rollValue")),
        *((unit, limit.get(f"rollFor{unit.capitalize()}")) for unit in _DAYS),
    ]
    return max(_DAYS.get(str(unit), 0) * (length or 0) for unit, length in lengths)


def _within(case: Case) -> Problem | None:
    """No window or roll is longer than the badge lasts."""
    start, end = case.draft.get("startOn"), case.draft.get("expiresOn")
    longest = max((_days(limit) for array in LIMITS for limit in case.draft.get(array) or ()), default=0)
    if start is None or end is None or longest * DAY <= end - start:
        return None
    return problem(INVALID, "expiresOn", "Shorter than its windows")


def _any_spelling(original: Callable[..., Any]) -> Callable[..., Any]:
    """Members are found in any case; the last of them counts."""

    def read(fields: tuple[Any, ...], body: JsonObject) -> Any:
        known = {name.lower(): name for field in fields for name in (field.name, *field.also)}
        return original(fields, {known.get(name.lower(), name): value for name, value in body.items()})

    return read


def _with_fractions(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_fractions(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_with_fractions(member) for member in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _composed(text: Any) -> Any:
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def _zero(expiry: Any) -> Any:
    return {"value": 0, **expiry} if isinstance(expiry, dict) else expiry


def _without_zero(body: JsonObject) -> JsonObject:
    for name in EXPIRIES:
        body = edited(
            body, name, lambda expiry: {key: one for key, one in expiry.items() if one != 0 or key != "value"}
        )
    return body


def _locks_out(most: int, seconds: float) -> Change:
    """So many attempts without valid credentials in so many seconds, and further ones are answered 429."""
    failed: deque[float] = deque(maxlen=most)

    def judge(original: Callable[..., bool]) -> Callable[..., bool]:
        def is_authorised(*arguments: Any) -> bool:
            if original(*arguments):
                return True
            now = time.monotonic()
            if len(failed) == most and now - failed[0] < seconds:
                raise RefusedError([], 429, {"Retry-After": "1"})
            failed.append(now)
            return False

        return is_authorised

    return lambda policy: policy.wrap("access.is_authorised", judge)


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "no-markup",
        "Texts with signs of markup, commands and paths are refused.",
        refuses_bodies("write", _has_markup),
    ),
    Dialect(
        "firewall",
        "Bodies with signs of markup, commands and paths are answered 403 without a code.",
        judged("write", _firewall),
    ),
    Dialect(
        "common-letters",
        "Names, tags and handles of images are of common letters, addresses of images begin with https.",
        chain(
            *(
                refuses("write", path, _odd(_WORDS))
                for path in ("name", "tags[].name", "tags[].value", "images[].name", "images[].fileSvcHandle")
            ),
            refuses("write", "images[].url", _odd(_ADDRESS)),
        ),
    ),
    Dialect(
        "expires-after-start",
        "The fixed date of an expiry that is past or before the badge's start is refused.",
        written_checks("late_enough", _late_enough),
    ),
    Dialect(
        "limits-grow",
        "A customer's limit of a day above that of a week, or of a week above that of a month, is refused.",
        refuses("write", "customerConstraints[]", _shrinks),
    ),
    Dialect(
        "windows-within-badge",
        "A window or roll that is longer than the badge lasts is refused.",
        written_checks("within", _within),
    ),
    Dialect(
        "issued-expiry-for-issue-earn",
        "An issued expiry of an EARN badge is refused.",
        refuses_bodies(
            "write", lambda body: body.get("earnType") == "EARN" and body.get("issuedBadgeExpiry") is not None
        ),
    ),
    Dialect(
        "members-in-any-case",
        "Members of bodies are found in any case.",
        lambda policy: policy.wrap("drafts.read", _any_spelling),
    ),
    Dialect(
        "composed-letters",
        "Letters with accents are stored as one sign each.",
        chain(*(misread("write", name, _composed) for name in ("name", "description"))),
    ),
    Dialect(
        "fractions-everywhere",
        "Every number is written with a fraction, codes as well.",
        lambda policy: policy.wrap(
            "views.render", lambda render: lambda payload: render(_with_fractions(payload))
        ),
    ),
    Dialect(
        "no-tags-is-null",
        "A badge without tags has null for them.",
        chain(
            *(
                shown(view, "tags", lambda tags: tags or None)
                for view in ("views.written_badge", "views.detail")
            )
        ),
    ),
    Dialect(
        "value-is-zero",
        "Expiries that are not relative have the value 0.",
        chain(
            reading("write", _without_zero),
            *(shown("views.written_badge", name, _zero) for name in EXPIRIES),
            *(shown("views.detail", name, _zero) for name in ("earnExpiry", "issueExpiry")),
        ),
    ),
    Dialect(
        "lockout",
        "Ten calls without valid credentials in a minute, and further ones are answered 429.",
        _locks_out(10, 60),
    ),
)
