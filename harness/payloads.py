"""Valid documented request bodies with human values and run-scoped names, and variations of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from harness.clock import DAY, Clock
from harness.exchange import Exchange
from harness.model import LIST_OF

if TYPE_CHECKING:
    from faker import Faker

Body = dict[str, Any]

WITH_BADGE_META: Body = {"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META", "expireWithBadgeMeta": True}
RELATIVE: Body = {"expiryType": "RELATIVE", "relativeExpirytype": "WEEKS", "value": 2}
NEVER: Body = {"expiryType": "NEVER"}


def relative(unit: str, value: int) -> Body:
    """A RELATIVE expiry: so many DAYS, WEEKS or MONTHS after the badge is earned or issued (004:L146-151)."""
    return {"expiryType": "RELATIVE", "relativeExpirytype": unit, "value": value}


def fixed_date(expires_on: float) -> Body:
    """An ABSOLUTE expiry on a date of its own (004:L141-145); epoch seconds."""
    return {
        "expiryType": "ABSOLUTE",
        "type": "FIXED_DATE",
        "expiresOn": expires_on,
        "expireWithBadgeMeta": False,
    }


# One constraint of each kind and level, as the bodies of the pages write them (004:L99-128, 258-272).
CONSTRAINTS: Mapping[tuple[str, str], Body] = {
    ("CUSTOMER", "FIXED_VALUE"): {"constraintType": "CUSTOMER_BADGE_FIXED_VALUE", "maxEarnLimit": 100},
    ("CUSTOMER", "FIXED_WINDOW"): {
        "constraintType": "CUSTOMER_BADGE_FIXED_WINDOW",
        "maxEarnLimit": 2,
        "durationType": "DAYS",
        "refreshRate": 3,
    },
    ("CUSTOMER", "ROLLING_WINDOW"): {
        "constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW",
        "maxEarnForDays": 50,
        "rollForDays": 5,
        "maxEarnForWeeks": 100,
        "rollForWeeks": 1,
        "maxEarnForMonths": 200,
        "rollForMonths": 1,
    },
    ("BADGE", "FIXED_VALUE"): {"constraintType": "BADGE_FIXED_VALUE", "maxEarnLimit": 10000},
    ("BADGE", "FIXED_WINDOW"): {
        "constraintType": "BADGE_FIXED_WINDOW",
        "maxEarnLimit": 2,
        "durationType": "DAYS",
        "refreshRate": 3,
    },
    ("BADGE", "ROLLING_WINDOW"): {
        "constraintType": "BADGE_ROLLING_WINDOW",
        "rollType": "DAYS",
        "rollValue": 1,
        "maxEarnLimit": 300,
    },
}
# How the names of generated badges begin; any part of such a badge may be odd.
GENERATED = "Fuzz "
# Text that careless servers lose, escape or cut: letters of the whole of Unicode, quotes, markup.
ODD_NAME = " – Größe 徽章 \"a\" 'b' \\ & <b> 🏅"
# Names that careless columns, indexes, URLs and patterns lose or change; {} is the place of one of our own.
ODD_NAMES: Mapping[str, str] = {
    "a blank at the end": "{} ",
    "a combining accent": "Cafe\u0301 {}",
    "a composed accent": "Caf\u00e9 {}",
    "a form of a letter": "\ufb01nest coffee {}",
    "a tab": "Cup\tof tea {}",
    "an emoji": "\U0001f3c5 {}",
    "beyond ASCII": "Größe Łódź ñandú 徽章 {}",
    "many letters": f"{'A long name of a badge ' * 6}{{}}",
    "markup": "<b>Tea</b> &amp; {}",
    "percent escapes": "Already %41%2B encoded {}",
    "quotes": "O'Neil's \"best\" (back\\slash) {}",
    "reserved characters": "Tea & cake = 50% off? #1, yes/no; a+b {}",
    "two blanks": "Two  blanks {}",
}
# A description may have several lines, too, and more letters than a short column holds.
ODD_TEXT = f"{ODD_NAME}\nsecond line\tend {'of a long text ' * 30}."
ARRAY_OF = {"CUSTOMER": "customerConstraints", "BADGE": "badgeConstraints"}


def array_of(limit: Mapping[str, Any]) -> str:
    """The array that a constraint belongs to, by the prefix of its kind (003:L87, L111)."""
    return ARRAY_OF["CUSTOMER" if limit["constraintType"].startswith("CUSTOMER") else "BADGE"]


def constraint(level: str, kind: str, **changes: Any) -> Body:
    """One constraint of a level (CUSTOMER, BADGE) and kind (FIXED_VALUE, FIXED_WINDOW, ROLLING_WINDOW)."""
    return {**CONSTRAINTS[level, kind], **changes}


# What a fixed window must say beside its unit; more is optional (003:L89-93, 004:L43-45).
WINDOW_MEMBERS: Mapping[str, Body] = {
    "DAYS": {"refreshRate": 3},
    "WEEKS": {"startDayOfTheWeek": "MONDAY"},
    "MONTHS": {},
}


def window(level: str, unit: str, **changes: Any) -> Body:
    """A fixed window of a level (CUSTOMER, BADGE) by a unit (DAYS, WEEKS, MONTHS)."""
    kind = {"constraintType": CONSTRAINTS[level, "FIXED_WINDOW"]["constraintType"], "maxEarnLimit": 2}
    return {**kind, "durationType": unit, **WINDOW_MEMBERS[unit], **changes}


# Field and value with the smallest numbers that make sense, by what they are.
SMALLEST: Mapping[str, tuple[str, Any]] = {
    "BADGE-ROLLING": ("badgeConstraints", [constraint("BADGE", "ROLLING_WINDOW", maxEarnLimit=1)]),
    "CUSTOMER-FIXED-VALUE": ("customerConstraints", [constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=1)]),
    "CUSTOMER-WINDOW-DAYS": ("customerConstraints", [window("CUSTOMER", "DAYS", refreshRate=1)]),
    "EARNED-RELATIVE": ("earnedBadgeExpiry", {**RELATIVE, "value": 1}),
}


# As long as those of the pages, where a column for short texts has an end (004:L98).
_URL = f"https://img.example.com/v0/b/badges/o/{'x' * 270}.png?alt=media&token=66b2f0bc"
#: Longer than what fits into the usual columns for texts.
LONG_TEXT = "A sentence about a badge, one of many that a description may have. " * 70 + "The last one."
_LONG = "A text of some length, as people write them when nobody says how long it may be: " * 2

# Field and value that go beyond what fits into a byte, a short column or the usual three entries. No page has
# a bound, and a server may have one all the same: what it accepts must come back whole.
LARGEST: Mapping[str, tuple[str, Any]] = {
    "BADGE-FIXED-VALUE": ("badgeConstraints", [constraint("BADGE", "FIXED_VALUE", maxEarnLimit=70_000)]),
    "BADGE-RANK": ("badgeRank", 40_000),
    "BADGE-ROLLING": (
        "badgeConstraints",
        [constraint("BADGE", "ROLLING_WINDOW", rollValue=400, maxEarnLimit=50_000)],
    ),
    "BADGE-WINDOW-DAYS": ("badgeConstraints", [window("BADGE", "DAYS", refreshRate=400)]),
    "CUSTOMER-FIXED-VALUE": (
        "customerConstraints",
        [constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=60_000)],
    ),
    "CUSTOMER-ROLLING": (
        "customerConstraints",
        [
            constraint(
                "CUSTOMER",
                "ROLLING_WINDOW",
                **{"maxEarnForDays": 300, "rollForDays": 400},
                **{"maxEarnForWeeks": 3_000, "rollForWeeks": 200},
                **{"maxEarnForMonths": 35_000, "rollForMonths": 150},
            )
        ],
    ),
    "CUSTOMER-WINDOW-DAYS": ("customerConstraints", [window("CUSTOMER", "DAYS", refreshRate=400)]),
    "CUSTOM-FIELDS": ("customFields", {f"CF {number}": f"{_LONG}{number}" for number in range(5)}),
    "EARNED-RELATIVE": ("earnedBadgeExpiry", {**RELATIVE, "value": 400}),
    "IMAGES": (
        "images",
        [
            {"name": f"Image {number}", "fileSvcHandle": f"h-{number}", "url": f"{_URL}{number}", "tag": tag}
            for number, tag in enumerate(("EARNED", "UN_EARNED") * 2)
        ],
    ),
    "TAGS": ("tags", [{"name": f"{_LONG[:70]}{number}", "value": f"{_LONG}{number}"} for number in range(6)]),
}


# Everything optional that a badge can have without anybody's set-up: no group, that is, and no custom fields.
ADORNED: Body = {
    "badgeRank": 4,
    "images": [
        {
            "name": "Gold",
            "fileSvcHandle": "gold-1",
            "url": "https://img.example.com/1?x=1&y",
            "tag": "EARNED",
        },
        {
            "name": "Grey",
            "fileSvcHandle": "grey-2",
            "url": "https://img.example.com/2.png",
            "tag": "UN_EARNED",
        },
    ],
    "tags": [
        {"name": "Type1", "value": "Birthday"},
        {"name": "category", "value": "rare"},
        {"name": "Priority", "value": "1"},
    ],
    "ownership": {"restrictedToOwners": ["Goodwill_Module", "Historical_Import", "Journeys"]},
    "earnedBadgeExpiry": relative("WEEKS", 5),
    "customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=83)],
    "badgeConstraints": [
        constraint("BADGE", "ROLLING_WINDOW", rollType="WEEKS", rollValue=3, maxEarnLimit=3001)
    ],
}


def copied(value: Any) -> Any:
    """A deep copy of a JSON value; copy.deepcopy takes ten times as long, as it expects anything."""
    if isinstance(value, dict):
        return {name: copied(member) for name, member in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def changed(body: Mapping[str, Any], changes: Mapping[str, Any]) -> Body:
    """A deep copy with values set at dotted paths ("ownership.restrictedToOwners", "images.0.tag")."""
    made: Body = copied(dict(body))
    for path, value in changes.items():
        holder, key = _walk(made, path)
        # A copy, as a later path may lead into it.
        holder[key] = copied(value)
    return made


def without(body: Mapping[str, Any], *paths: str) -> Body:
    """A deep copy in which the members at these dotted paths are missing."""
    made: Body = copied(dict(body))
    for path in paths:
        holder, key = _walk(made, path)
        del holder[key]
    return made


@dataclass(frozen=True)
class Badge:
    """A badge that the suite created: the last accepted body, what came back, and where."""

    request: Body
    exchange: Exchange

    @cached_property
    def data(self) -> Body:
        """`data` of the last accepted write."""
        payload = self.exchange.payload
        data = payload.get("data") if isinstance(payload, dict) else None
        return dict(data) if isinstance(data, dict) else {}

    @property
    def id(self) -> str:
        """The badge meta id."""
        return str(self.data.get("id"))

    @property
    def name(self) -> str:
        """The name as it was sent."""
        return str(self.request["name"])

    @property
    def start_on(self) -> float:
        """Start in epoch seconds, as it was sent."""
        return float(self.request["startOn"])

    @property
    def expires_on(self) -> float:
        """End in epoch seconds, as it was sent."""
        return float(self.request["expiresOn"])

    @property
    def query(self) -> Body:
        """The query that lists it by its name while it is neither over nor switched off (000:L101-105)."""
        return {"name": self.name, "badgeType": LIST_OF[self.request["earnType"]]}

    def with_(self, changes: Mapping[str, Any] | None = None, /, **fields: Any) -> Body:
        """A full update body: everything that was sent, the id, and these changes.

        Keyword names may be snake_case (`start_on`); `changes` takes dotted paths.
        """
        renamed = {_camel(key): value for key, value in fields.items()}
        return changed({**self.request, "id": self.id}, {**renamed, **(changes or {})})

    def after(self, body: Mapping[str, Any], exchange: Exchange) -> Badge:
        """The same badge after an accepted update."""
        return Badge(dict(body), exchange)


@dataclass
class Payloads:
    """Bodies for one process of a run; every name is new and carries the run's id."""

    run: str
    worker: str
    clock: Clock
    seed: int = 0
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @cached_property
    def fake(self) -> Faker:
        """Human values, the same for the same seed."""
        # Imported late, and two of its twenty providers: Faker takes a tenth of a second, and a run that only
        # reads need not pay for it.
        from faker import Faker

        fake = Faker("en_US", providers=["faker.providers.company", "faker.providers.lorem"])
        fake.seed_instance(f"{self.seed}-{self.worker}")
        return fake

    @cached_property
    def random(self) -> random.Random:
        """Choices that need no secrecy, the same for the same seed."""
        return random.Random(f"{self.seed}-{self.worker}")  # noqa: S311

    def name(self, words: int = 16) -> str:
        """A badge name that no other badge has: human words of so many letters, the run's id, a number.

        Short, of letters, digits and single blanks: a target may have bounds of its own, and tidy blanks up.
        Without words it leaves room for others within 50 letters.
        """
        phrase = "".join(sign if sign.isalnum() else " " for sign in self.fake.catch_phrase())
        said = " ".join(phrase.split())[:words].strip()
        return f"{said} {self.run}-{self.worker}-{next(self._numbers)}".strip()

    def in_days(self, days: float) -> int:
        """Whole epoch seconds of the server's time so many days ahead (behind when negative)."""
        return round(self.clock.now() + days * DAY)

    def earn(self, changes: Mapping[str, Any] | None = None, /, **fields: Any) -> Body:
        """An EARN badge that starts in 30 days (modelled on 004:L188-235)."""
        start = self.in_days(30)
        body: Body = {
            "name": self.name(),
            "description": self.fake.sentence(nb_words=3),
            "startOn": start,
            # Longer than the windows and rolls of the bodies.
            "expiresOn": start + round(330 * DAY),
            "earnType": "EARN",
            "earnedBadgeExpiry": dict(WITH_BADGE_META),
            "ownership": {"restrictedToOwners": ["Loyalty", "Milestones"]},
            "active": True,
        }
        return changed(body, {**{_camel(key): value for key, value in fields.items()}, **(changes or {})})

    def issue_earn(self, changes: Mapping[str, Any] | None = None, /, **fields: Any) -> Body:
        """An ISSUE_EARN badge with both expiries (modelled on 004:L70-128)."""
        body = self.earn(earn_type="ISSUE_EARN", earned_badge_expiry=dict(RELATIVE))
        body["issuedBadgeExpiry"] = fixed_date(body["expiresOn"] + round(30 * DAY))
        return changed(body, {**{_camel(key): value for key, value in fields.items()}, **(changes or {})})


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _walk(body: Body, path: str) -> tuple[Any, Any]:
    *parents, last = path.split(".")
    holder: Any = body
    for key in parents:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    return holder, int(last) if isinstance(holder, list) else last
