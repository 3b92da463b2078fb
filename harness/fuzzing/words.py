"""The documented words and sizes of request bodies, and what counts as plain text and plain numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from harness.model import OWNERS as OWNERS

EARN_TYPES = ("EARN", "ISSUE_EARN")
EXPIRY_TYPES = ("RELATIVE", "ABSOLUTE", "NEVER")
ABSOLUTE_TYPES = ("WITH_BADGE_META", "FIXED_DATE")
UNITS = ("DAYS", "WEEKS", "MONTHS")
# The tables' own words for the units of windows (003:L89); a target may read them or not.
TABLE_UNITS = {"DAILY": "DAYS", "WEEKLY": "WEEKS", "MONTHLY": "MONTHS"}
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
IMAGE_TAGS = ("EARNED", "UN_EARNED", "IN_PROGRESS")
KINDS = ("FIXED_VALUE", "FIXED_WINDOW", "ROLLING_WINDOW", "NO_LIMIT")
LEVEL_PREFIXES = {"CUSTOMER": "CUSTOMER_BADGE_", "BADGE": "BADGE_"}
# The tenth owner, which only one page names (003:L83).
DOUBTFUL_OWNERS = ("Membercare",)

CUSTOMER_SPANS = (
    ("maxEarnForDays", "rollForDays"),
    ("maxEarnForWeeks", "rollForWeeks"),
    ("maxEarnForMonths", "rollForMonths"),
)

# No page gives bounds. What is usual is surely accepted; up to the plain a target may have a bound of its
# own, but keeps what it accepts; beyond that all is left open.
LONGEST_USUAL_TEXT, LONGEST_PLAIN_TEXT = 50, 200
# Words, or a sentence; a target may look for markup, commands and paths in what has other signs.
USUAL_TEXT = re.compile(r"[A-Za-z0-9]+(?:(?:, |[ _-])[A-Za-z0-9]+)*\.?")
USUAL_ADDRESS = re.compile(r"https://[a-z0-9.]+(?:/[A-Za-z0-9._-]+)*")
LARGEST_USUAL_NUMBER, LARGEST_USUAL_LIMIT, LARGEST_PLAIN_NUMBER = 30, 10_000, 100_000
EARLIEST_PLAIN_TIME = -2_208_988_800  # the year 1900, in epoch seconds
LATEST_USUAL_TIME = 2_051_222_400  # the year 2035: a target may say how far ahead a badge may end
LATEST_PLAIN_TIME = 7_258_118_400  # the year 2200
# As many as a page shows together; the largest limit of a page is usual, too (004:L112-115).
MOST_USUAL_IMAGES, MOST_USUAL_TAGS = 2, 3


def is_plain(text: str) -> bool:
    """Whether a target that accepts the text has to keep it: short, printable, no blanks around it."""
    return (
        0 < len(text) <= LONGEST_PLAIN_TEXT
        and text.isprintable()
        and text == text.strip()
        and max(text) <= "\uffff"
    )


def is_usual(text: str) -> bool:
    """Whether a target surely accepts the text: short, and of common letters, as those of the pages are."""
    return 0 < len(text) <= LONGEST_USUAL_TEXT and USUAL_TEXT.fullmatch(text) is not None


def is_near(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text is a documented word but for case, blanks or signs; a lenient reader may take it."""
    bare = _bare(text)
    return not bare or any(bare == _bare(word) for word in words)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).lower()


def iso_seconds(moment: float) -> str:
    """Epoch seconds as the ISO text of a body (004:L29-30)."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_millis(moment: float) -> str:
    """Epoch seconds as the ISO text of a list filter (000:L113)."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
