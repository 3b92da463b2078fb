"""Calendar arithmetic, window references and cycles."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest

from reference import instants
from reference.instants import DAY
from reference.rules.windows import cycle_at, reference_id


def epoch(text: str) -> float:
    seconds = instants.parse(text)
    assert seconds is not None, text
    return seconds


def test_agrees_with_the_standard_library() -> None:
    dice = random.Random(1)
    for _ in range(2000):
        seconds = dice.randint(-62_135_596_800, 253_402_300_799)
        moment = datetime.fromtimestamp(seconds, UTC)
        assert instants.iso(seconds) == moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
        assert epoch(moment.isoformat()) == seconds
        assert instants.civil_from_days(seconds // DAY) == (moment.year, moment.month, moment.day)


FAR = (instants.EARLIEST, -1, 0, 253_402_300_800, 1_765_178_896_000, instants.LATEST)


@pytest.mark.parametrize("seconds", FAR)
@pytest.mark.parametrize("offset", [0, 330, -90])
def test_there_and_back(seconds: int, offset: int) -> None:
    text = instants.iso(seconds, offset)
    assert text is not None
    assert instants.parse(text) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2025-09-10T15:00:00+05:30", 1_757_496_600),
        ("2025-12-08T09:13:33Z", 1_765_185_213),
        ("+57906-04-18T07:06:40Z", 1_765_178_896_000 + 4),
        ("2023-11-14T21:51:00.192Z", 1_699_998_660.192),
        ("2023-11-14t21:51z", 1_699_998_660),
        ("2023-11-14T21:51:00", 1_699_998_660),
        ("2000-02-29T00:00:00-0000", 951_782_400),
    ],
)
def test_spellings(text: str, seconds: float) -> None:
    assert epoch(text) == pytest.approx(seconds, abs=5 if text.startswith("+") else 1e-6)


NO_TIMESTAMPS = (
    "",
    "now",
    "1700000000",
    "2023-11-14",
    "2023-13-01T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2023-01-01T24:00:00Z",
    "2023-01-01T00:60:00Z",
    "2023-01-01T00:00:00+24:00",
    "2023-01-01T00:00:00 Z",
    "٢٠٢٣-01-01T00:00:00Z",
)


@pytest.mark.parametrize("text", NO_TIMESTAMPS)
def test_what_is_no_timestamp(text: str) -> None:
    assert instants.parse(text) is None


@pytest.mark.parametrize(
    ("level", "days", "expected"),
    [
        ("CUSTOMER", 3, "e6791ec9-e92f-34af-bdc3-be2607fdf82c"),
        ("BADGE", 3, "a1350b49-eb8e-3500-9e43-01f5493c91c1"),
        ("CUSTOMER", 5, "1c11e757-4f00-3bb2-8aa0-b34e25083bb3"),
    ],
)
def test_references_are_those_of_the_documents(level: str, days: int, expected: str) -> None:
    prefix = "CUSTOMER_BADGE" if level == "CUSTOMER" else "BADGE"
    window = {"constraintType": f"{prefix}_FIXED_WINDOW", "durationType": "DAYS", "refreshRate": days}
    assert reference_id(window) == expected


def days_of(window: dict[str, Any], start: str, now: str) -> tuple[str, str]:
    cycle = cycle_at(window, epoch(start), epoch(now))
    return (instants.iso(cycle.start) or "")[:10], (instants.iso(cycle.end) or "")[:10]


def test_daily_cycle_of_the_documented_badge() -> None:
    window = {"durationType": "DAYS", "refreshRate": 3}
    cycle = cycle_at(window, 1_716_803_487, 1_719_900_534.389096)
    assert cycle == (1_719_900_534.389096, 1_720_073_334.389096)
    assert days_of(window, "2027-01-01T20:00:00Z", "2027-01-04T01:00:00Z") == ("2027-01-04", "2027-01-06")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2023-09-25T10:00:00Z", ("2023-09-25", "2023-10-01")),
        ("2023-10-01T23:00:00Z", ("2023-09-25", "2023-10-01")),
        ("2023-10-02T00:00:00Z", ("2023-10-02", "2023-10-08")),
        ("2023-10-12T09:00:00Z", ("2023-10-09", "2023-10-15")),
    ],
)
def test_weekly_cycles_of_the_documented_example(now: str, expected: tuple[str, str]) -> None:
    week = {"durationType": "WEEKS", "startDayOfTheWeek": "MONDAY"}
    assert days_of(week, "2023-09-25T08:00:00Z", now) == expected


def test_a_first_week_is_cut_short() -> None:
    week = {"durationType": "WEEKS", "startDayOfTheWeek": "MONDAY"}
    assert days_of(week, "2023-09-27T08:00:00Z", "2023-09-28T08:00:00Z") == ("2023-09-27", "2023-10-01")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2027-01-31T12:00:00Z", ("2027-01-31", "2027-02-27")),
        ("2027-02-28T12:00:00Z", ("2027-02-28", "2027-03-30")),
        ("2027-03-30T12:00:00Z", ("2027-02-28", "2027-03-30")),
        ("2028-01-05T12:00:00Z", ("2027-12-31", "2028-01-30")),
    ],
)
def test_months_begin_on_the_day_of_the_start(now: str, expected: tuple[str, str]) -> None:
    assert days_of({"durationType": "MONTHS"}, "2027-01-31T08:00:00Z", now) == expected
