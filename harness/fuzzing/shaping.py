"""Making generated data reach the business logic, without losing what was generated.

Random bodies end at the first rule: a name that is taken, a start in 1970, an id of nothing. Shaping gives
them new names, dates ahead and real ids, and takes out what the documents leave open; kinds, words,
combinations and texts stay. Only members that are well-formed are shaped, so the defect of a negative case
stays as well, and stays the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jsonschema_rs

from harness.clock import DAY
from harness.contracts import load_contracts
from harness.fuzzing import words
from harness.fuzzing.enrichment import enriched, iso_twins
from harness.payloads import copied, relative
from harness.reading import kind_of

Body = dict[str, Any]
DROP = object()
# Where start and end of shaped badges lie, in days from now; they last longer than their usual windows.
FIRST_START, STARTS, FIRST_END, ENDS = 30, 300, 631, 300
# One in so many cases breaks a rule on purpose, keeps a description as it was generated, has letters of all
# kinds, and has more or larger values than usual; the last three a target may refuse.
TRANSGRESSIONS, RAW_TEXTS, ODD_TEXTS, UNUSUAL = 10, 4, 8, 8
LARGEST_LIMIT, LARGEST_USUAL_LENGTH, LARGEST_NUMBER, MOST_TAGS = 50_000, 9, 1000, 20


@dataclass(frozen=True)
class Shape:
    """What a body is shaped with: a new name, the server's time, and a number to vary by."""

    name: str
    now: float
    token: int
    turn: int = 0
    operation: str = "create"
    migration: bool = False
    #: Whether features are added, and one in so many bodies is made to break a rule of dates.
    random: bool = False
    #: What an update keeps as it is.
    keep: Mapping[str, Any] = field(default_factory=dict)

    def at_most(self, usual: int, unusual: int) -> int:
        """How much there may be of something: as usual, or in some bodies more, which a target may refuse."""
        return unusual if self.token % UNUSUAL == 1 else usual

    def start(self, value: float) -> float:
        """An instant ahead made of a generated one; with the migration header also one that is past."""
        if self.migration and self.token % 3:
            return round(self.now - (2 + abs(value) % STARTS) * DAY)
        return self._ahead(FIRST_START + int(abs(value)) % STARTS, value)

    def end(self, value: float) -> float:
        """An instant after every shaped start."""
        return self._ahead(FIRST_END + int(abs(value)) % ENDS, value)

    def _ahead(self, days: int, value: float) -> float:
        whole = round(self.now) + round(days * DAY)
        fraction = round(value % 1, 3) if isinstance(value, float) else 0
        return round(whole + fraction, 3) if 0 < fraction < 1 else whole


def shaped(body: Any, shape: Shape) -> Any:
    """A copy of a write body whose well-formed members reach the business logic; the others are kept."""
    if not isinstance(body, dict):
        return body
    made: Body = {}
    for name, member in copied(body).items():
        formed = _member(name, member, shape)
        if formed is not DROP:
            made[name] = formed
    if made.get("active") is None:
        # Whether it may be left out is an observation of its own.
        made["active"] = True
    if made.get("earnType") == "ISSUE_EARN" and made.get("issuedBadgeExpiry") is None:
        made["issuedBadgeExpiry"] = relative("DAYS", 7)
    elif made.get("earnType") == "EARN" and "issuedBadgeExpiry" not in shape.keep:
        made.pop("issuedBadgeExpiry", None)
    return _varied(made, shape) if shape.random else made


def _varied(body: Body, shape: Shape) -> Body:
    """A random valid body with features added, or with a rule of dates broken on purpose."""
    made = enriched(body, shape.token)
    if shape.operation == "create" and not shape.migration:
        made = iso_twins(made, shape.token)
    transgress = TRANSGRESS[shape.operation].get(shape.turn % TRANSGRESSIONS)
    if transgress is not None and not shape.migration:
        transgress(made, shape)
    return made


def transgresses(operation: str, turn: int) -> bool:
    """Whether a body of this turn is one of those that are made to break a rule of dates."""
    return turn % TRANSGRESSIONS in TRANSGRESS[operation]


def _member(name: str, member: Any, shape: Shape) -> Any:
    validator = _validators(shape.operation).get(name)
    if member is None or validator is None or not validator.is_valid(member):
        return member
    if name in LEFT_OPEN:
        return DROP
    if name in shape.keep:
        return shape.keep[name]
    return SHAPERS[name](member, shape) if name in SHAPERS else member


@cache
def _validators(operation: str) -> Mapping[str, jsonschema_rs.Draft202012Validator]:
    """For each member of a body, whether a value is well-formed by the contract of the operation."""
    contracts = load_contracts()

    def named(uri: str) -> Any:
        return contracts.schema(uri.rsplit("/", 1)[-1].removesuffix(".schema.json"))

    return {
        name: jsonschema_rs.Draft202012Validator(schema, retriever=named, base_uri="contract:///")
        for name, schema in named(f"{operation}-request")["properties"].items()
    }


def _past_end(body: Body, shape: Shape) -> None:
    body["startOn"] = round(shape.now - 50 * DAY)
    body["expiresOn"] = round(shape.now - 5 * DAY)


def _past_start(body: Body, shape: Shape) -> None:
    body["startOn"] = round(shape.now - 40 * DAY)
    body.pop("startOnISO", None)


def _reversed(body: Body, shape: Shape) -> None:
    body["expiresOn"] = round(shape.now + 5 * DAY)
    body.pop("expiresOnISO", None)


# An UPCOMING badge may get a past start (003:L67), a new one may not (004:L720).
TRANSGRESS: Mapping[str, Mapping[int, Callable[[Body, Shape], None]]] = {
    "create": {3: _past_start, 7: _reversed},
    "update": {1: _past_end, 3: _past_start, 7: _reversed},
}
LEFT_OPEN = (
    "badgeGroupId",
    "customFields",
    "defaultTillId",
    "isActive",
    "orgId",
    "badgeNumericId",
    "issuedCount",
    "earnedCount",
    "status",
    "createdOn",
    "createdBy",
    "lastUpdatedOn",
    "lastUpdatedBy",
)


# -- members ----------------------------------------------------------------------------------------


def _name(_: str, shape: Shape) -> Any:
    return shape.name


def _text(value: str, shape: Shape, fallback: str = "text", most: int = words.LONGEST_USUAL_TEXT) -> str:
    """The text without what a target may dislike, of so many letters at most; in some bodies any letters."""
    odd = shape.token % ODD_TEXTS == 0
    kept = "".join(
        sign if odd or (sign.isascii() and sign.isalnum()) else " "
        for sign in value
        if sign.isprintable() and sign <= "\uffff"
    )
    kept = kept.strip() if odd else " ".join(kept.split())
    return kept[:most].strip() or fallback


def _description(value: str, shape: Shape) -> Any:
    if shape.token % RAW_TEXTS == 0:
        return value
    return _text(value, shape, most=shape.at_most(words.LONGEST_USUAL_TEXT, words.LONGEST_PLAIN_TEXT))


def _iso(made: Callable[[Shape, float], float]) -> Callable[[str, Shape], str]:
    def member(value: str, shape: Shape) -> str:
        moment = made(shape, float(len(value) + shape.token % 97))
        return words.iso_seconds(moment)

    return member


def _ownership(value: Body, shape: Shape) -> Body:  # noqa: ARG001 - as every shaper
    return {"restrictedToOwners": list(dict.fromkeys(value["restrictedToOwners"]))}


def _expiry(value: Body, shape: Shape) -> Body:
    if value["expiryType"] == "ABSOLUTE":
        value["expireWithBadgeMeta"] = value["type"] == "WITH_BADGE_META"
    if value.get("expiresOn") is not None:
        value["expiresOn"] = shape.end(value["expiresOn"])
    if "value" in value:
        value["value"] = _length(value["value"], shape)
    return value


def _issued(value: Body, shape: Shape) -> Any:
    # Whether an EARN badge keeps one is left open; `shaped` gives one to every ISSUE_EARN badge without.
    return _expiry(value, shape) if shape.token % 2 else DROP


def _up_to(usual: int, unusual: int) -> Callable[[float, Shape], int]:
    """Makes whole numbers from 1 to as much as is usual, in some bodies more."""
    return lambda value, shape: 1 + abs(int(value)) % shape.at_most(usual, unusual)


_rank = _up_to(words.LARGEST_USUAL_NUMBER, LARGEST_NUMBER)
# Of days, weeks or months.
_length = _up_to(LARGEST_USUAL_LENGTH, LARGEST_NUMBER)
# A limit may be large (004:L112-115).
_most = _up_to(words.LARGEST_USUAL_LIMIT, LARGEST_LIMIT)


def _images(value: list[Body], shape: Shape) -> list[Body]:
    kept = list({item["tag"]: item for item in value}.values())
    kept = kept[: shape.at_most(words.MOST_USUAL_IMAGES, len(words.IMAGE_TAGS))]
    for index, item in enumerate(kept):
        item["name"] = _text(item["name"], shape, "image")
        item["fileSvcHandle"] = _text(item["fileSvcHandle"], shape, "handle")
        item["url"] = f"https://img.example.com/{shape.token % 1000}-{index}.png"
    return kept


def _tags(value: list[Body], shape: Shape) -> list[Body]:
    most = shape.at_most(words.MOST_USUAL_TAGS, MOST_TAGS)
    kept = {_text(item["name"], shape, "tag"): _text(item["value"], shape, "value") for item in value[:most]}
    return [{"name": name, "value": text} for name, text in kept.items()]


def _limits(value: list[Body], shape: Shape) -> list[Body]:
    limits = [_limit(limit, shape) for limit in value]
    rolling = {limit.get("rollType"): limit for limit in limits if kind_of(limit) == "ROLLING_WINDOW"}
    fixed = [limit for limit in limits if kind_of(limit) == "FIXED_VALUE"][:1]
    others = [limit for limit in limits if kind_of(limit) in ("FIXED_WINDOW", "NO_LIMIT")]
    # What the pages show together is a fixed value and rolling windows; other limits stand alone.
    alone = others and (shape.token % 2 or not (rolling or fixed))
    return others[:1] if alone else [*rolling.values(), *fixed]


def _limit(limit: Body, shape: Shape) -> Body:
    numbers = {name: value for name, value in limit.items() if name in NUMBERS and value is not None}
    made = {"constraintType": limit["constraintType"]}
    kind = kind_of(limit)
    if kind == "NO_LIMIT":
        return made
    for name, value in numbers.items():
        made[name] = (_most if name.startswith("maxEarn") else _length)(value, shape)
    mosts = [most for most, _ in words.CUSTOMER_SPANS if most in made]
    # A day has no more than a week, and a week no more than a month.
    made |= dict(zip(mosts, sorted(made[most] for most in mosts), strict=True))
    if "rollType" in limit:
        made["rollType"] = limit["rollType"]
    if kind == "FIXED_WINDOW":
        made["durationType"] = words.TABLE_UNITS.get(limit["durationType"], limit["durationType"])
        if made["durationType"] != "DAYS":
            made.pop("refreshRate", None)
        if made["durationType"] == "WEEKS":
            day = limit.get("startDayOfTheWeek", 0)
            made["startDayOfTheWeek"] = day if isinstance(day, str) else words.WEEKDAYS[int(day)]
    return made


NUMBERS = (
    "maxEarnLimit",
    "refreshRate",
    "rollValue",
    *(name for span in words.CUSTOMER_SPANS for name in span),
)

SHAPERS: Mapping[str, Callable[[Any, Shape], Any]] = {
    "name": _name,
    "description": _description,
    "startOn": lambda value, shape: shape.start(value),
    "startOnISO": _iso(Shape.start),
    "expiresOn": lambda value, shape: shape.end(value),
    "expiresOnISO": _iso(Shape.end),
    "ownership": _ownership,
    "earnedBadgeExpiry": _expiry,
    "issuedBadgeExpiry": _issued,
    "badgeRank": _rank,
    "images": _images,
    "tags": _tags,
    "customerConstraints": _limits,
    "badgeConstraints": _limits,
}
