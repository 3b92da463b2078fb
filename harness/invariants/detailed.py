"""Rules of every detail: dates, activation, windows and statistics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard
from urllib.parse import unquote, urlsplit

from harness.clock import DAY
from harness.invariants.engine import Answer, Check, rule, same
from harness.invariants.written import order_check, status_check, twin_check
from harness.reading import ACTIVATION, DURATIONS, instant, kind_of, whole
from harness.redaction import excerpt

BLOCKS = ("customerConstraints", "badgeConstraints")


def _constraints(answer: Answer) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for block in BLOCKS:
        items = answer.data.get(block)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, Mapping):
                yield f"/data/{block}/{index}", item


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


@rule("DETAIL-ID-ECHO", "detail")
def id_of_the_path(answer: Answer) -> Iterator[Check]:
    """data.id is the badge that was asked for (002:L9, L42)."""
    asked = unquote(urlsplit(answer.exchange.url).path.rpartition("/")[2])
    if "id" in answer.data:
        yield same(asked, answer.data["id"], "/data/id", answer.data["id"] == asked)


@rule("DETAIL-ISO-CREATED-ON", "detail")
def created_twin(answer: Answer) -> Iterator[Check]:
    """createdOnISO (002:L45-46)."""
    yield from twin_check(answer.data, "/data", "createdOn", "createdOnISO")


@rule("DETAIL-ISO-LAST-UPDATED-ON", "detail")
def updated_twin(answer: Answer) -> Iterator[Check]:
    """lastUpdatedOnISO (002:L47-48)."""
    yield from twin_check(answer.data, "/data", "lastUpdatedOn", "lastUpdatedOnISO")


@rule("DETAIL-ISO-STARTS-ON", "detail")
def starts_twin(answer: Answer) -> Iterator[Check]:
    """startsOnISO (002:L49-50)."""
    yield from twin_check(answer.data, "/data", "startsOn", "startsOnISO")


@rule("DETAIL-ISO-EXPIRES-ON", "detail")
def expires_twin(answer: Answer) -> Iterator[Check]:
    """expiresOnISO (002:L51-52)."""
    yield from twin_check(answer.data, "/data", "expiresOn", "expiresOnISO")


@rule("DETAIL-ISO-EXPIRY", "detail")
def expiry_twins(answer: Answer) -> Iterator[Check]:
    """expiresOnISO inside an expiry (002:L84-85)."""
    for name in ("earnExpiry", "issueExpiry"):
        block = answer.data.get(name)
        if isinstance(block, Mapping):
            yield from twin_check(block, f"/data/{name}", "expiresOn", "expiresOnISO")


@rule("DETAIL-ISO-LAST-EARNED", "detail")
def last_earned_twin(answer: Answer) -> Iterator[Check]:
    """lastEarnedOnISO; a numeric text, which one row describes, is read as a number (002:L701)."""
    text = answer.data.get("lastEarnedOnISO")
    if isinstance(text, str) and text.isascii() and text.replace(".", "", 1).isdigit():
        text = float(text)
    shown = {"lastEarnedOn": answer.data.get("lastEarnedOn"), "lastEarnedOnISO": text}
    yield from twin_check(shown, "/data", "lastEarnedOn", "lastEarnedOnISO", any_format=True)


@rule("DETAIL-CREATED-BEFORE-UPDATED", "detail")
def created_before_updated(answer: Answer) -> Iterator[Check]:
    """createdOn ≤ lastUpdatedOn (002:L45-47)."""
    yield from order_check(answer.data, "/data", "createdOn", "lastUpdatedOn")


@rule("DETAIL-START-BEFORE-END", "detail")
def start_before_end(answer: Answer) -> Iterator[Check]:
    """startsOn < expiresOn (002:L208-209)."""
    yield from order_check(answer.data, "/data", "startsOn", "expiresOn", strict=True)


@rule("DETAIL-STATUS-CLOCK", "detail")
def status_follows_the_clock(answer: Answer) -> Iterator[Check]:
    """badgeStatus against startsOn, expiresOn and the server's clock (002:L509-513)."""
    yield from status_check(answer, answer.data, "/data", ("badgeStatus", "startsOn", "expiresOn"))


@rule("DETAIL-IS-ACTIVE-AGREES", "detail")
def is_active_agrees(answer: Answer) -> Iterator[Check]:
    """isActive beside action (002:L674, L680)."""
    flag, action = answer.data.get("isActive"), answer.data.get("action")
    if isinstance(flag, bool) and isinstance(action, str) and action in ACTIVATION:
        yield same(f"the state of action ({action})", flag, "/data/isActive", flag is ACTIVATION[action])


def _cycles(answer: Answer) -> Iterator[tuple[str, float, float, int | None]]:
    """Start and end of the cycles of fixed windows; for daily ones also their length in days."""
    for pointer, item in _constraints(answer):
        cycle = item.get("fixedWindowCycle")
        if kind_of(item) != "FIXED_WINDOW" or not isinstance(cycle, Mapping):
            continue
        start, end = instant(cycle.get("startDate")), instant(cycle.get("endDate"))
        if start is not None and end is not None:
            yield f"{pointer}/fixedWindowCycle", start, end, _days(item)


def _days(window: Mapping[str, Any]) -> int | None:
    rate, unit = whole(window.get("refreshRate")), window.get("durationType")
    daily = isinstance(unit, str) and DURATIONS.get(unit, unit) == "DAYS"
    return rate if daily else None


@rule("DETAIL-WINDOW-CYCLE-ORDER", "detail")
def cycle_in_order(answer: Answer) -> Iterator[Check]:
    """A cycle does not end before it starts (002:L334-335)."""
    for pointer, start, end, days in _cycles(answer):
        holds = start < end if days is not None and days > 1 else start <= end + 1
        yield Check(holds, "a cycle that ends after its start", f"{start} to {end}", pointer)


@rule("DETAIL-WINDOW-CYCLE-PRESENT", "detail")
def cycle_is_the_present_one(answer: Answer) -> Iterator[Check]:
    """The running cycle is shown (002:L323, L333-336).

    Its end may be printed as its last day, and either date in another zone: hence two days of tolerance.
    """
    for pointer, start, end, _ in _cycles(answer):
        holds = start - 2 * DAY <= answer.latest and answer.earliest <= end + 2 * DAY
        now = (answer.earliest + answer.latest) / 2
        yield Check(holds, f"a cycle that contains {now:.0f}", f"{start:.0f} to {end:.0f}", pointer)


@rule("DETAIL-WINDOW-CYCLE-LENGTH", "detail")
def cycle_has_its_length(answer: Answer) -> Iterator[Check]:
    """refreshRate days, or one less (002:L321, L334-335)."""
    for pointer, start, end, days in _cycles(answer):
        # A cycle that runs backwards has no length to speak of: the rule above says so.
        if days is not None and start <= end:
            # One second of tolerance, as for every pair of times that a server rounds by itself.
            holds = any(abs(end - start - count * DAY) <= 1 for count in (days - 1, days))
            words = f"{(end - start) / DAY:.4f} days"
            yield Check(holds, f"{days - 1} or {days} days", words, pointer)


@rule("DETAIL-COUNT-WITHIN-LIMIT", "detail")
def count_within_limit(answer: Answer) -> Iterator[Check]:
    """currentEarnCount ≤ maxEarnLimit (002:L100-102)."""
    for pointer, item in _constraints(answer):
        statistics, limit = item.get("earnConstraintBlockStatistics"), item.get("maxEarnLimit")
        count = statistics.get("currentEarnCount") if isinstance(statistics, Mapping) else None
        if _is_number(count) and _is_number(limit):
            place = f"{pointer}/earnConstraintBlockStatistics/currentEarnCount"
            yield same(f"at most {limit}", count, place, count <= limit)


def _counted(answer: Answer, block: str, count: str, items: str) -> tuple[int, list[Any]] | None:
    details = answer.data.get(block)
    if not isinstance(details, Mapping):
        return None
    number, listed = whole(details.get(count)), details.get(items)
    if number is None or not isinstance(listed, list):
        return None
    return number, listed


@rule("DETAIL-ISSUED-COUNT", "detail")
def issued_count(answer: Answer) -> Iterator[Check]:
    """issuedCount counts the issuals, revoked ones with them or not (002:L175-176, L634-638)."""
    if known := _counted(answer, "issualDetails", "issuedCount", "issuals"):
        number, listed = known
        revoked = sum(isinstance(item, Mapping) and item.get("issuedStatus") == "REVOKED" for item in listed)
        words = f"{len(listed)}{f' or {len(listed) - revoked}' if revoked else ''}"
        holds = number in (len(listed), len(listed) - revoked)
        yield Check(holds, words, str(number), "/data/issualDetails/issuedCount")


@rule("DETAIL-EARN-COUNT", "detail")
def earn_count(answer: Answer) -> Iterator[Check]:
    """earnCount is 0 exactly if nothing is listed (002:L178-181)."""
    if known := _counted(answer, "earnDetails", "earnCount", "earns"):
        number, listed = known
        words = f"{'a count above 0' if listed else 'a count of 0'} beside {len(listed)} earnings"
        yield same(words, number, "/data/earnDetails/earnCount", bool(number) == bool(listed))


@rule("DETAIL-ACTIVE-WITHIN-EARNED", "detail")
def active_within_earned(answer: Answer) -> Iterator[Check]:
    """activeEarnedCount ≤ earnCount (002:L179-182)."""
    known = _counted(answer, "earnDetails", "earnCount", "earns")
    active = answer.data.get("activeEarnedCount")
    if known and _is_number(active):
        yield same(f"at most {known[0]}", active, "/data/activeEarnedCount", active <= known[0])


@rule("DETAIL-GROUP-PAIRING", "detail")
def group_id_and_name(answer: Answer) -> Iterator[Check]:
    """A group name exactly where there is a group id (002:L483-484)."""
    if answer.data:
        has_id = answer.data.get("badgeGroupId") is not None
        has_name = answer.data.get("badgeGroupName") is not None
        observed = f"id {answer.data.get('badgeGroupId')} and name {answer.data.get('badgeGroupName')}"
        yield Check(
            has_id == has_name,
            "group id and name both given or both missing",
            excerpt(observed, 120),
            "/data/badgeGroupName",
        )
