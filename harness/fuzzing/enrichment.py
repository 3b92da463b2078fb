"""Documented features for bodies that have few: random JSON seldom has a limit, a picture or two owners.

What a body lacks is added with a chance, by the number that its generated case gives, so the same case is
always enriched in the same way.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from harness.fuzzing import words
from harness.payloads import ARRAY_OF, NEVER, WITH_BADGE_META, constraint, fixed_date, relative, window

Body = dict[str, Any]
DESCRIPTIONS = (
    "Ten percent off",
    "Five visits in a week",
    "For a friend of the house",
    "Zehn Prozent für Äpfel",
    "九折",
    'Buy <2>, get {1} & "save" 10% - it\'s yours; #badge @home',
)
# The chance that a missing feature is added.
CHANCE = 0.3


def enriched(body: Body, token: int) -> Body:
    """The body with documented features added to it, each with a chance; what it has is kept."""
    choose = random.Random(token)  # noqa: S311 - variety, no secret
    made = dict(body)
    for add in FEATURES:
        if choose.random() < CHANCE:
            add(made, choose)
    return made


def _limits(level: str) -> Callable[[Body, random.Random], None]:
    def add(body: Body, choose: random.Random) -> None:
        name = ARRAY_OF[level]
        if not body.get(name):
            body[name] = _limits_of(level, choose)

    return add


def _limits_of(level: str, choose: random.Random) -> list[Body]:
    number = choose.choice((choose.randint(1, 50), choose.randint(1000, words.LARGEST_USUAL_LIMIT)))
    rolling = _rolling(level, choose)
    return choose.choice(
        [
            [constraint(level, "FIXED_VALUE", maxEarnLimit=number)],
            [window(level, "DAYS", refreshRate=1 + number % 9, maxEarnLimit=number)],
            [window(level, "WEEKS", startDayOfTheWeek=choose.choice(words.WEEKDAYS), maxEarnLimit=number)],
            [window(level, "MONTHS", maxEarnLimit=number)],
            rolling,
            [*rolling, constraint(level, "FIXED_VALUE", maxEarnLimit=number)],
            [{"constraintType": f"{words.LEVEL_PREFIXES[level]}NO_LIMIT"}],
        ]
    )


def _rolling(level: str, choose: random.Random) -> list[Body]:
    if level == "CUSTOMER":
        return [constraint(level, "ROLLING_WINDOW", maxEarnForDays=choose.randint(1, 9))]
    units = choose.sample(words.UNITS, choose.randint(1, 3))
    return [
        constraint(level, "ROLLING_WINDOW", rollType=unit, rollValue=choose.randint(1, 9)) for unit in units
    ]


def _tags(body: Body, choose: random.Random) -> None:
    if not body.get("tags"):
        names = choose.sample(("category", "season", "tier"), choose.randint(1, 3))
        body["tags"] = [
            {"name": name, "value": choose.choice(("rare", "silver", "gold 1"))} for name in names
        ]


def _images(body: Body, choose: random.Random) -> None:
    if not body.get("images"):
        body["images"] = [
            {
                "name": tag.title(),
                "fileSvcHandle": f"handle-{tag}",
                "url": f"https://img.example.com/{tag}",
                "tag": tag,
            }
            for tag in choose.sample(words.IMAGE_TAGS, choose.randint(1, words.MOST_USUAL_IMAGES))
        ]


def _rank(body: Body, choose: random.Random) -> None:
    if body.get("badgeRank") is None:
        body["badgeRank"] = choose.randint(1, 20)


def _inactive(body: Body, choose: random.Random) -> None:  # noqa: ARG001 - as every feature
    body["active"] = False


def _owners(body: Body, choose: random.Random) -> None:
    body["ownership"] = {"restrictedToOwners": choose.sample(words.OWNERS, choose.randint(1, 4))}


def _earned(body: Body, choose: random.Random) -> None:
    body["earnedBadgeExpiry"] = _expiry(body, choose)


def _issued(body: Body, choose: random.Random) -> None:
    if body.get("earnType") == "ISSUE_EARN":
        body["issuedBadgeExpiry"] = _expiry(body, choose)


def _expiry(body: Body, choose: random.Random) -> Body:
    unit, value = choose.choice(words.UNITS), choose.randint(1, 30)
    end = body["expiresOn"] + 30 * 86_400
    return choose.choice(
        [
            relative(unit, value),
            fixed_date(end),
            dict(WITH_BADGE_META),
            dict(NEVER),
        ]
    )


def _description(body: Body, choose: random.Random) -> None:
    if choose.random() < 0.5:
        body.pop("description", None)
    else:
        body["description"] = choose.choice(DESCRIPTIONS)


def iso_twins(body: Body, token: int) -> Body:
    """A create body with ISO twins of some of its dates; some name another instant, and win (004:L29-32)."""
    choose = random.Random(f"iso {token}")  # noqa: S311
    made = dict(body)
    for name, later in (("startOn", 3_600), ("expiresOn", 86_400)):
        if made.get(f"{name}ISO") is None and choose.random() < CHANCE / 2:
            moment = int(made[name]) + (later if choose.random() < 0.5 else 0)
            made[f"{name}ISO"] = words.iso_seconds(moment)
    return made


FEATURES: tuple[Callable[[Body, random.Random], None], ...] = (
    _limits("CUSTOMER"),
    _limits("BADGE"),
    _tags,
    _images,
    _rank,
    _inactive,
    _owners,
    _earned,
    _issued,
    _description,
)
