"""What the shape of a constraint makes due (003:L85-125, 004:L41-61)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.fuzzing import words
from harness.fuzzing.places import Place, Reader, is_array, is_object, limit, whole, word

# At most.
DAYS_OF = {"DAYS": 1, "WEEKS": 7, "MONTHS": 31}


def constraints(level: str) -> Reader:
    """The limits of one level, CUSTOMER or BADGE (003:L85-125, 004:L41-61)."""

    def read(place: Place, value: Any) -> None:
        nulls = f"{level}-CONSTRAINTS"
        if is_array(place, value, _constraint(level), nulls) and not _shown_together(value):
            place.leave("limits that no page shows together")

    return read


def compared(place: Place, body: Mapping[str, Any]) -> None:
    """Limits that can never be reached beside others, which a target may refuse."""
    least = {
        array: min(
            (
                limit["maxEarnLimit"]
                for limit in body.get(array) or ()
                if isinstance(limit, dict)
                and str(limit.get("constraintType")).endswith("FIXED_VALUE")
                and isinstance(limit.get("maxEarnLimit"), int)
            ),
            default=None,
        )
        for array in ("customerConstraints", "badgeConstraints")
        if isinstance(body.get(array), list)
    }
    own, all_of_them = least.get("customerConstraints"), least.get("badgeConstraints")
    if own is not None and all_of_them is not None and own > all_of_them:
        (place / "customerConstraints").bounded("more for a customer than there is")


def longest(limits: Any) -> float:
    """Days that the longest window or roll among these limits lasts; 0 without any."""
    spans = [0.0]
    for one in limits if isinstance(limits, list) else ():
        if not isinstance(one, dict):
            continue
        lengths = [
            (one.get("durationType"), one.get("refreshRate")),
            (one.get("rollType"), one.get("rollValue")),
            *zip(words.UNITS, (one.get(roll) for _, roll in words.CUSTOMER_SPANS), strict=True),
        ]
        spans += [
            DAYS_OF[unit] * length
            for unit, length in lengths
            if isinstance(unit, str) and unit in DAYS_OF and isinstance(length, int)
        ]
    return max(spans)


def _shown_together(limits: list[Any]) -> bool:
    """One limit alone, or what the bodies show beside a fixed value: rolling windows (003:L212-235)."""
    kinds = [str(one.get("constraintType")) for one in limits if isinstance(one, dict)]
    rolling = [one for one in limits if isinstance(one, dict) and "ROLLING" in str(one)]
    others = [kind for kind in kinds if "ROLLING" not in kind]
    units = [str(limit.get("rollType")) for limit in rolling]
    return len(limits) <= 1 or (
        len(set(units)) == len(units)
        and len(others) <= 1
        and all(kind.endswith("FIXED_VALUE") for kind in others)
    )


def _constraint(level: str) -> Reader:
    prefix = words.LEVEL_PREFIXES[level]
    known = tuple(prefix + kind for kind in words.KINDS)
    foreign = tuple(other + kind for other in words.LEVEL_PREFIXES.values() for kind in words.KINDS)

    def read(place: Place, value: Any) -> None:
        if not is_object(place, value):
            return
        kind = value.get("constraintType")
        if kind is None:
            (place / "constraintType").leave("a limit without its kind")
            return
        rule = place.rule(f"ENUM-{level}-CONSTRAINT-UNKNOWN")
        word(place / "constraintType", kind, known, rule, doubtful=foreign)
        if kind not in known:
            return
        kind = kind.removeprefix(prefix)
        members = _members_of(level, kind)
        for name, member in value.items():
            if name != "constraintType" and name not in members and member is not None:
                (place / name).leave("a member that this kind of limit does not have")
        _limit(place, value, members)
        spans = [value.get(most) for most, _ in words.CUSTOMER_SPANS]
        grown = [most for most in spans if isinstance(most, int)]
        if grown != sorted(grown):
            place.bounded("more in a short time than in a long one")
        if kind == "FIXED_WINDOW":
            _window(place, value, level)
        elif kind == "ROLLING_WINDOW" and level == "BADGE" and value.get("rollType") is not None:
            roll = place / "rollType"
            word(roll, value["rollType"], words.UNITS, place.rule("ENUM-ROLL-TYPE-UNKNOWN"))

    return read


def _members_of(level: str, kind: str) -> tuple[str, ...]:
    """The members that a limit of this kind must have beside its kind."""
    if kind == "NO_LIMIT":
        return ()
    if kind == "FIXED_WINDOW":
        return ("durationType", "refreshRate", "startDayOfTheWeek", "maxEarnLimit")
    if kind == "FIXED_VALUE":
        return ("maxEarnLimit",)
    if level == "BADGE":
        return ("rollType", "rollValue", "maxEarnLimit")
    return tuple(name for span in words.CUSTOMER_SPANS for name in span)


def _limit(place: Place, value: Mapping[str, Any], members: tuple[str, ...]) -> None:
    for name in members:
        member = value.get(name)
        if name in ("durationType", "startDayOfTheWeek", "refreshRate"):
            continue
        if member is None:
            (place / name).leave("a limit without a number that every shown body has")
        elif name != "rollType":
            read = limit if name.startswith("maxEarn") else whole
            read(place / name, member)


def _window(place: Place, value: Mapping[str, Any], level: str) -> None:
    unit, rate, day = value.get("durationType"), value.get("refreshRate"), value.get("startDayOfTheWeek")
    if unit is None:
        (place / "durationType").leave("a window without its unit")
    elif isinstance(unit, str) and unit in words.TABLE_UNITS:
        (place / "durationType").leave("a unit in the words of the tables")
    else:
        rule = place.rule(f"ENUM-{level}-DURATION-UNKNOWN")
        doubtful = tuple(words.TABLE_UNITS)
        word(place / "durationType", unit, words.UNITS, rule, doubtful=doubtful)
    if unit in ("WEEKS", "MONTHS") and rate is not None:
        (place / "refreshRate").leave("a length beside weeks or months")
    elif rate is not None:
        whole(place / "refreshRate", rate)
    elif unit == "DAYS":
        (place / "refreshRate").leave("a window of days without its length")
    if unit == "WEEKS" and day is not None:
        rule = place.rule(f"ENUM-{level}-START-DAY-UNKNOWN")
        word(place / "startDayOfTheWeek", day, words.WEEKDAYS, rule)
    elif unit == "WEEKS":
        (place / "startDayOfTheWeek").leave("weeks without a start day")
    elif day is not None:
        (place / "startDayOfTheWeek").leave("a start day beside another unit")
