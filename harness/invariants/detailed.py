"""Rules of every detail: dates, activation, windows and statistics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard
from urllib.parse import unquote, urlsplit

from harness.clock import DAY
from harness.invariants.engine import Answer, Check, rule, same
from harness.invariants.written import order_check, status_check, twin_check
from harness.reading import ACTIVATION, DURATIONS, instant, kind_of

BLOCKS = {"customerConstraints": "CUSTOMER", "badgeConstraints": "BADGE"}


def _constraints(answer: Answer) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for block, level in BLOCKS.items():
        items = answer.data.get(block)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, Mapping):
                yield f"/data/{block}/{index}", level, item


def _windows(answer: Answer) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any], Any]]:
    for pointer, _, item in _constraints(answer):
        if kind_of(item) == "FIXED_WINDOW":
            statistics = item.get("earnConstraintBlockStatistics")
            yield (
                pointer,
                item,
                statistics if isinstance(statistics, Mapping) else {},
                item.get("fixedWindowCycle"),
            )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


@rule("DETAIL-ID-ECHO", "detail")
def id_of_the_path(answer: Answer) -> Iterator[Check]:
    """data.id is the badge that was asked for (002:L9, L42)."""
    asked = unquote(urlsplit(answer.exchange.url).path.rpartition("/")[2])
    if "id" in answer.data:
        yield same(asked, answer.data["id"], "/data/id", answer.data["id"] == asked)


@rule("DETAIL-NOT-PAGED", "detail")
def one_badge_without_paging(answer: Answer) -> Iterator[Check]:
    """One object, no page (002:L17)."""
    if answer.accepted and isinstance(answer.body, dict) and answer.body.get("data") is not None:
        data = answer.body["data"]
        paged = isinstance(data, dict) and ("pagination" in data or "customerBadges" in data)
        yield Check(
            isinstance(data, dict) and not paged, "one badge object", f"a {type(data).__name__}", "/data"
        )


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
    if isinstance(text, str) and text.replace(".", "", 1).isdigit():
        text = float(text)
    shown = {"lastEarnedOn": answer.data.get("lastEarnedOn"), "lastEarnedOnISO": text}
    yield from twin_check(shown, "/data", "lastEarnedOn", "lastEarnedOnISO")


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
    if isinstance(flag, bool) and action in ACTIVATION:
        yield same(f"the state of action ({action})", flag, "/data/isActive", flag is ACTIVATION[action])


@rule("DETAIL-CONSTRAINT-LEVEL", "detail")
def level_of_the_block(answer: Answer) -> Iterator[Check]:
    """constraintLevel (002:L92, L114)."""
    for pointer, level, item in _constraints(answer):
        if item.get("constraintLevel") is not None:
            shown = item["constraintLevel"]
            yield same(level, shown, f"{pointer}/constraintLevel", shown == level)


@rule("DETAIL-WINDOW-UPCOMING-EMPTY", "detail")
def upcoming_window_is_empty(answer: Answer) -> Iterator[Check]:
    """No cycle and no count before the start (002:L97-107)."""
    for pointer, item, statistics, cycle in _windows(answer):
        if item.get("cycleStatus") == "UPCOMING":
            count = statistics.get("currentEarnCount")
            yield same("no cycle", cycle, f"{pointer}/fixedWindowCycle", cycle is None)
            place = f"{pointer}/earnConstraintBlockStatistics/currentEarnCount"
            yield same("no count", count, place, count is None)


@rule("DETAIL-WINDOW-ACTIVE-CYCLE", "detail")
def active_window_has_a_cycle(answer: Answer) -> Iterator[Check]:
    """Two dates and a count while the window runs (002:L323-336)."""
    for pointer, item, statistics, cycle in _windows(answer):
        if item.get("cycleStatus") == "ACTIVE":
            dated = isinstance(cycle, Mapping) and all(
                _is_number(cycle.get(name)) for name in ("startDate", "endDate")
            )
            yield same("a cycle with two dates", cycle, f"{pointer}/fixedWindowCycle", dated)
            count = statistics.get("currentEarnCount")
            place = f"{pointer}/earnConstraintBlockStatistics/currentEarnCount"
            yield same("a count of at least 0", count, place, _is_number(count) and count >= 0)


def _cycles(answer: Answer) -> Iterator[tuple[str, float, float, int]]:
    """Start, end and length in days of the cycles of daily windows."""
    for pointer, item, _, cycle in _windows(answer):
        rate, unit = item.get("refreshRate"), item.get("durationType")
        start = instant(cycle.get("startDate")) if isinstance(cycle, Mapping) else None
        end = instant(cycle.get("endDate")) if isinstance(cycle, Mapping) else None
        if start is None or end is None or not isinstance(rate, int) or isinstance(rate, bool):
            continue
        if isinstance(unit, str) and DURATIONS.get(unit, unit) == "DAYS":
            yield f"{pointer}/fixedWindowCycle", start, end, rate


@rule("DETAIL-WINDOW-CYCLE-ORDER", "detail")
def cycle_in_order(answer: Answer) -> Iterator[Check]:
    """A cycle does not end before it starts (002:L334-335)."""
    for pointer, start, end, rate in _cycles(answer):
        holds = start < end if rate > 1 else start <= end + 1
        yield Check(holds, "a cycle that ends after its start", f"{start} to {end}", pointer)


@rule("DETAIL-WINDOW-CYCLE-LENGTH", "detail")
def cycle_has_its_length(answer: Answer) -> Iterator[Check]:
    """refreshRate days, or one less (002:L321, L334-335)."""
    for pointer, start, end, rate in _cycles(answer):
        days = (end - start) / DAY
        # One second of tolerance, as for every pair of times that a server rounds by itself.
        holds = any(abs(end - start - count * DAY) <= 1 for count in (rate - 1, rate))
        yield Check(holds, f"{rate - 1} or {rate} days", f"{days:.4f} days", pointer)


@rule("DETAIL-COUNT-WITHIN-LIMIT", "detail")
def count_within_limit(answer: Answer) -> Iterator[Check]:
    """currentEarnCount ≤ maxEarnLimit (002:L100-102)."""
    for pointer, _, item in _constraints(answer):
        statistics, limit = item.get("earnConstraintBlockStatistics"), item.get("maxEarnLimit")
        count = statistics.get("currentEarnCount") if isinstance(statistics, Mapping) else None
        if _is_number(count) and _is_number(limit):
            place = f"{pointer}/earnConstraintBlockStatistics/currentEarnCount"
            yield same(f"at most {limit}", count, place, count <= limit)


def _counted(answer: Answer, block: str, count: str, items: str) -> tuple[int, list[Any]] | None:
    details = answer.data.get(block)
    if not isinstance(details, Mapping):
        return None
    number, listed = details.get(count), details.get(items)
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(listed, list):
        return None
    return number, listed


@rule("DETAIL-ISSUED-COUNT", "detail")
def issued_count(answer: Answer) -> Iterator[Check]:
    """issuedCount counts the issuals (002:L175-176)."""
    if known := _counted(answer, "issualDetails", "issuedCount", "issuals"):
        number, listed = known
        yield same(len(listed), number, "/data/issualDetails/issuedCount", number == len(listed))


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
            observed[:120],
            "/data/badgeGroupName",
        )
