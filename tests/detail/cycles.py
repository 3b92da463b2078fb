"""The cycles of fixed windows in words that do not change from day to day."""

from datetime import UTC, datetime

from harness.clock import DAY
from harness.reading import instant

from .parts import raw_constraints


def cycle(detail, array):
    """Start and end of the first window of the array, in epoch seconds; None without a readable cycle."""
    shown = next((item.get("fixedWindowCycle") for item in raw_constraints(detail, array)), None)
    if not isinstance(shown, dict):
        return None
    dates = instant(shown.get("startDate")), instant(shown.get("endDate"))
    return None if None in dates else dates


def length(dates, rate):
    """How long a cycle of so many days lasts."""
    if dates is None:
        return "no cycle"
    days = round((dates[1] - dates[0]) / DAY, 2)
    words = {rate - 1: "the end is the last day", rate: "the end is the day after the last"}
    return words.get(days, f"{days} days for {rate}")


def anchor(dates, badge, array):
    """Where a cycle starts, seen from the start of the badge."""
    if dates is None:
        return "no cycle"
    whole = (_day(dates[0]) - _day(badge.start_on)) % badge.request[array][0]["refreshRate"] == 0
    between = (dates[0] - badge.start_on) % DAY
    clock = "the same time of day" if min(between, DAY - between) < 1 else "another time of day"
    return f"{'whole windows' if whole else 'no whole windows'} after the badge, at {clock}"


def week(dates, badge, array):
    """From which day a cycle of a week runs, and for how long."""
    if dates is None:
        return "weeks: no cycle"
    asked = badge.request[array][0]["startDayOfTheWeek"]
    day = "the day that was asked for" if f"{_date(dates[0]):%A}".upper() == asked else "another day"
    return f"weeks: from {day}, over {_day(dates[1]) - _day(dates[0])} days"


def month(dates, badge, array):
    """From which day a cycle of a month runs, and to which."""
    if dates is None:
        return "months: no cycle"
    begin, after = _date(dates[0]).day, _date(dates[1] + DAY).day
    own = "the day on which the badge starts" if begin == _date(badge.start_on).day else "another day"
    return f"months: from {own} to {'the day before it' if after == begin else 'another day'}"


def _day(moment):
    return int(moment // DAY)


def _date(moment):
    return datetime.fromtimestamp(moment, UTC)
