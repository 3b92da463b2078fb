"""A dozen badges in a stretch of the far future that nobody else uses: the ground of paging and sorting.

Start and end filters around the stretch show these badges and nothing else, however large the tenant is.
Their orders by creation, start, end and modification all differ, so that a list sorted by a wrong key shows.
"""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from harness.clock import DAY
from harness.expectations import Inconclusive, NotApplicable
from harness.payloads import ADORNED, Badge, fixed_date
from harness.row_verbs import is_row_of, rows_of

HOUR = 3600
# The list of the badges, and the one of those that are made in a second series.
KIND, DIRECT = "AVAILABLE_TO_ISSUE", "AVAILABLE"

LETTERS = "ABCDEFGHIJKL"

# Badge by badge in the order of creation: its rank by start and by end (0 comes first).
STARTS = (3, 7, 0, 9, 5, 1, 10, 4, 8, 2, 6, 11)
ENDS = (6, 3, 1, 4, 0, 8, 2, 11, 9, 7, 5, 10)
# These are updated later, in this order.
UPDATED = (7, 2, 5)

# Seconds by rank: two badges an hour apart, then a gap of days, wider than any two zones, then the rest, of
# which the first share a minute and an hour: who compares by these cannot tell them apart.
SLOTS = (
    0,
    HOUR,
    *(72 * HOUR + after for after in (0, 3, 40, 600)),
    *(hour * HOUR for hour in range(73, 79)),
)
GAP = 36  # hours from the first to the middle of the gap
ENDS_FROM = 120  # hours from the first start to the first end
MARGIN = 24  # hours from the edges of the stretch to the badges in it

# The first second of the year 10000.
END_OF_TIME = 253_402_300_800

# The years in which stretches are sought.
FROM, DAYS = round(datetime(2040, 1, 1, tzinfo=UTC).timestamp()), 58 * 365
# Workers of one run keep so many days from each other.
WORKER_DAYS = 14
# Days from now until the first of the nearer stretches, and from that to the last.
NEAR = 100


def iso(instant):
    """Epoch seconds as the date filters want them (000:L113); NotApplicable beyond the year 9999."""
    if not 0 <= instant < END_OF_TIME:
        raise NotApplicable(f"no date of four digits a year names the instant {instant:.0f}")
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass(frozen=True)
class Series:
    """The badges in the order of their creation, the start of the first one (epoch seconds), their list."""

    badges: tuple[Badge, ...]
    origin: float
    kind: str = KIND

    @property
    def query(self):
        """The parameters that show the whole series and nothing else."""
        return stretch(self.origin, self.kind)

    @property
    def untouched(self):
        """The badges that `updated` leaves alone: whenever a list was asked for, it shows them as created."""
        return [badge for index, badge in enumerate(self.badges) if index not in UPDATED]

    @property
    def by_start(self):
        """The badges, the one that starts first in front."""
        return sorted(self.badges, key=lambda badge: badge.start_on)

    @property
    def by_end(self):
        """The badges, the one that ends first in front."""
        return sorted(self.badges, key=lambda badge: badge.expires_on)

    @property
    def start_gap(self):
        """An instant after the first two starts and before the others, more than a day from any of them."""
        return self.origin + GAP * HOUR

    @property
    def end_gap(self):
        """An instant after the first two ends and before the others, more than a day from any of them."""
        return self.origin + (ENDS_FROM + GAP) * HOUR

    def order(self, *pages):
        """Those of the badges that these answers show, in the order of the rows."""
        rows = [row for page in pages for row in rows_of(page)]
        return [badge for row in rows for badge in self.badges if is_row_of(row, badge)]

    def turned(self, update):
        """The series after updates that gave the badges each other's ends, the last one that of the first.

        The first one was updated again at last.
        """
        ends = [badge.expires_on for badge in reversed(self.badges)]
        badges = [
            update(badge, badge.with_(expires_on=end)) for badge, end in zip(self.badges, ends, strict=True)
        ]
        badges[0] = update(badges[0], badges[0].with_(description="Updated once more"))
        return replace(self, badges=tuple(badges))

    def updated(self, update):
        """The series after some of its badges were updated, in an order of their own."""
        badges = list(self.badges)
        for index in UPDATED:
            badge = badges[index]
            badges[index] = update(badge, badge.with_(description=f"{badge.request['description']} (new)"))
        return replace(self, badges=tuple(badges))


def stretch(origin, kind=KIND):
    """Start and end filters around the stretch that begins there, and the list of its badges."""
    return {
        "badgeType": kind,
        "startOn": iso(origin - MARGIN * HOUR),
        "startOnOperator": "GREATER_THAN",
        "expiresOn": iso(origin + SLOTS[-1] + (ENDS_FROM + MARGIN) * HOUR),
        "expiresOnOperator": "LESS_THAN",
    }


def origins(run, worker, first=FROM, days=DAYS):
    """Starts of stretches to try: far from those of other workers and, most likely, of other runs.

    They lie within so many days of the first, in epoch seconds.
    """
    number = int("".join(filter(str.isdigit, worker)) or 0)
    choice = random.Random(run)
    while True:
        yield first + (choice.randrange(days) + number * WORKER_DAYS) % days * round(DAY)


def create_series(nursery, payloads, origin, kind=KIND, count=None, varied=None):
    """Create the badges, or so many of them, one request each; Inconclusive when one is refused.

    `varied` gives a badge more than that, by its number in the order of creation.
    """
    stem = payloads.name()
    badges = []
    for letter, start, end in islice(zip(LETTERS, STARTS, ENDS, strict=True), count):
        start_on = origin + SLOTS[start]
        expires_on = origin + ENDS_FROM * HOUR + SLOTS[end]
        own = {
            "name": f"{stem} {letter}",
            "startOn": start_on,
            "expiresOn": expires_on,
            "images": [{**image, "name": f"{image['name']} {letter}"} for image in ADORNED["images"]],
            "badgeRank": LETTERS.index(letter) + 1,
            **(varied(len(badges)) if varied else {}),
        }
        issued = {"issuedBadgeExpiry": fixed_date(expires_on + round(30 * DAY))}
        body = payloads.issue_earn({**own, **issued}) if kind == KIND else payloads.earn(own)
        badges.append(nursery.create(body))
    return Series(tuple(badges), origin, kind)


def ends_on(badge):
    """The end of a badge, as it was written."""
    return badge.expires_on


def modified_on(badge):
    """When the badge was last written, as the write said."""
    moment = badge.data.get("lastUpdatedOn")
    if isinstance(moment, bool) or not isinstance(moment, int | float):
        raise Inconclusive("a write response tells no lastUpdatedOn, so the order by it is unknown")
    return moment
