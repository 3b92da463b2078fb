"""ISO 8601 text to epoch seconds and back, for any year.

The standard library stops at the year 9999; a millisecond value sent as seconds is a badge in the year 57906
(002:L49-52), so the civil calendar is computed here.
"""

from __future__ import annotations

import re
import time

DAY = 86_400
#: The instants that are stored, in seconds: the years 0 to 999999; milliseconds sent by mistake fit in.
EARLIEST = -62_167_219_200
LATEST = 31_494_784_780_799

_ISO = re.compile(
    r"(?P<year>\d{4}|[+-]\d{4,9})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"[Tt](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?P<zone>[Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GMTIME_FROM = -62_135_596_800  # 0001-01-01
_GMTIME_TO = 253_402_300_799  # 9999-12-31


def parse(text: str) -> float | None:
    """Epoch seconds of an ISO 8601 timestamp, or None when it is none; without a zone it is UTC."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        return None
    if hour > 23 or minute > 59 or second > 60:
        return None
    offset = _offset(match["zone"])
    if offset is None:
        return None
    fraction = float(f"0.{match['fraction']}") if match["fraction"] else 0.0
    seconds = days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset
    return seconds + fraction


def _offset(zone: str | None) -> int | None:
    if zone is None or zone in "Zz":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 23 or minutes > 59:
        return None
    seconds = hours * 3600 + minutes * 60
    return -seconds if zone[0] == "-" else seconds


def iso(seconds: float | None, offset_minutes: int = 0) -> str | None:
    """The instant as ISO 8601 to the second, in the server's zone (002:L667); years over 9999 are signed."""
    if seconds is None:
        return None
    local = int(seconds // 1) + offset_minutes * 60
    if _GMTIME_FROM <= local <= _GMTIME_TO:
        year, month, day, hour, minute, second = time.gmtime(local)[:6]
        years = f"{year:04d}"
    else:
        days, rest = divmod(local, DAY)
        year, month, day = civil_from_days(days)
        hour, minute, second = rest // 3600, rest % 3600 // 60, rest % 60
        years = f"+{year}" if year > 9999 else f"{year:05d}" if year < 0 else f"{year:04d}"
    return f"{years}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{_zone(offset_minutes)}"


def _zone(offset_minutes: int) -> str:
    if not offset_minutes:
        return "Z"
    sign = "-" if offset_minutes < 0 else "+"
    return f"{sign}{abs(offset_minutes) // 60:02d}:{abs(offset_minutes) % 60:02d}"


def is_leap(year: int) -> bool:
    """Whether the proleptic Gregorian year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month, 28 to 31."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to the date, in the proleptic Gregorian calendar."""
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """The date that many days after 1970-01-01."""
    days += 719_468
    era = days // 146_097
    day_of_era = days - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day
