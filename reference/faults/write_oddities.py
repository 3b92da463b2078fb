# ruff: noqa: ARG001, E501
"""Writes that take a value for something else: escapes, templates, words like values, near duplicates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

from reference.edits import Change, Edit, misread, one_each, stored, unprogressed
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject


def _fields(edit: Callable[[str, Any], tuple[str, Any]]) -> Edit:
    return lambda fields: dict(edit(name, text) for name, text in fields.items())


def _templates(text: Any) -> Any:
    return re.sub(r"\{\{.*?\}\}|[$#]\{.*?\}", "", text) if isinstance(text, str) else text


def _weeks_for_days(expiry: JsonObject) -> JsonObject:
    days = expiry.get("value")
    whole = expiry.get("relativeExpirytype") == "DAYS" and isinstance(days, int) and days % 7 == 0
    return {**expiry, "relativeExpirytype": "WEEKS", "value": days // 7} if whole and days else expiry


def _cap(unit: str, most: int) -> Edit:
    return lambda expiry: (
        {**expiry, "value": min(expiry["value"], most)}
        if expiry.get("relativeExpirytype") == unit and isinstance(expiry.get("value"), int)
        else expiry
    )


def _week_of_window(limit: JsonObject) -> JsonObject:
    if (limit.get("durationType"), limit.get("refreshRate")) != ("DAYS", 7):
        return limit
    return {**limit, "durationType": "WEEKS", "refreshRate": None, "startDayOfTheWeek": "MONDAY"}


def _week_of_roll(limit: JsonObject) -> JsonObject:
    seven = (limit.get("rollType"), limit.get("rollValue")) == ("DAYS", 7)
    return {**limit, "rollType": "WEEKS", "rollValue": 1} if seven else limit


# slug, what becomes of what, path, edit, level, statements and requirement on create and on update
_MISREAD: tuple[tuple[str, str, str, Edit, str, str, str], ...] = (
    ("decodes-entities", "Entities of a description become the letters that they name", "description", unescape, "DESCRIPTION", "POST-080", "PUT-093"),
    ("decodes-escapes", "Percent escapes of a description are decoded", "description", unquote, "DESCRIPTION", "POST-080", "PUT-093"),
    ("fills-templates", "Placeholders in a description are replaced by nothing", "description", _templates, "DESCRIPTION", "POST-080", "PUT-093"),
    ("reads-null", "A description that says null is stored as none", "description", lambda text: None if text == "null" else text, "DESCRIPTION", "POST-080", "PUT-093"),
    ("replaces-dots", "Dots in the names of custom fields become underscores", "customFields", _fields(lambda name, text: (name.replace(".", "_"), text)), "CUSTOM-FIELDS", "POST-119", "PUT-127"),
    ("drops-zeros", "Leading zeros of custom fields are dropped", "customFields", _fields(lambda name, text: (name, text.lstrip("0") or text)), "CUSTOM-FIELDS", "POST-119", "PUT-127"),
    ("merges-tags-by-name", "Of several tags of one name the last is kept", "tags", one_each(lambda tag: tag["name"]), "TAGS", "POST-104", "PUT-113"),
    ("merges-tags-by-value", "Of several tags of one value the last is kept", "tags", one_each(lambda tag: tag["value"]), "TAGS", "POST-104", "PUT-113"),
    ("merges-tags-in-any-case", "Of tags whose names differ in case only the last is kept", "tags", one_each(lambda tag: tag["name"].lower()), "TAGS", "POST-104", "PUT-113"),
    ("merges-images-by-address", "Of several images of one address the last is kept", "images", one_each(lambda image: image["url"]), "IMAGES", "POST-093", "PUT-102"),
    ("drops-fragments", "Addresses of images lose what follows the number sign", "images[].url", lambda url: url.partition("#")[0], "IMAGES", "POST-093", "PUT-102"),
    ("secures-addresses", "Addresses of images by http become such by https", "images[].url", lambda url: url.replace("http://", "https://"), "IMAGES", "POST-093", "PUT-102"),
    ("counts-in-weeks", "A relative expiry of whole weeks in DAYS is stored in WEEKS", "earnedBadgeExpiry", _weeks_for_days, "EARNED-RELATIVE", "POST-089", "PUT-096"),
    ("caps-months", "A relative expiry of more than twelve MONTHS is stored as twelve", "earnedBadgeExpiry", _cap("MONTHS", 12), "EARNED-RELATIVE", "POST-089", "PUT-096"),
    ("takes-seven-days-for-a-week", "A window of seven days is stored as one of a week", "badgeConstraints[]", _week_of_window, "BADGE-WINDOW-DAYS", "POST-099", "PUT-108"),
    ("rolls-by-weeks", "A rolling window of seven DAYS is stored as one of a WEEK", "badgeConstraints[]", _week_of_roll, "BADGE-ROLLING", "POST-099", "PUT-108"),
)  # fmt: skip


def _misreadings() -> Iterator[Fault]:
    for slug, sentence, path, edit, key, on_create, on_update in _MISREAD:
        for operation, statement in (("create", on_create), ("update", on_update)):
            yield must(
                f"{operation}-{slug}",
                f"{sentence} on {operation}.",
                statement,
                f"{operation.upper()}-ECHO-{key}",
                misread(operation, path, edit),
            )


def _limits(
    edit: Callable[[JsonObject], JsonObject], when: Callable[[Badge, Badge | None], bool], operation: str
) -> Change:
    """The constraints that such a write stores, edited."""
    return stored(
        operation,
        lambda badge, before: (
            {
                name: [edit(limit) for limit in getattr(badge, name)]
                for name in ("customer_constraints", "badge_constraints")
            }
            if when(badge, before)
            else {}
        ),
    )


def _on_monday(limit: JsonObject) -> JsonObject:
    return {**limit, "startDayOfTheWeek": "MONDAY"} if limit.get("durationType") == "WEEKS" else limit


def _daily(limit: JsonObject) -> JsonObject:
    return {**limit, "refreshRate": 1} if limit.get("refreshRate") else limit


def _one_more(limit: JsonObject) -> JsonObject:
    return {**limit, "maxEarnLimit": limit["maxEarnLimit"] + 1} if limit.get("maxEarnLimit") else limit


def _is_to_issue(badge: Badge, before: Badge | None) -> bool:
    return badge.earn_type == "ISSUE_EARN"


def _is_inactive(badge: Badge, before: Badge | None) -> bool:
    return not badge.active


def _is_historical(badge: Badge, before: Badge | None) -> bool:
    return badge.start_on < badge.created_on


def _was_live(badge: Badge, before: Badge | None) -> bool:
    return before is not None and before.start_on <= before.updated_on


_KINDS: tuple[tuple[str, str, Callable[[Badge, Badge | None], bool]], ...] = (
    ("issue", "an ISSUE_EARN badge", _is_to_issue),
    ("inactive", "an inactive badge", _is_inactive),
    ("historical", "a historical badge", _is_historical),
)


def _by_kind() -> Iterator[Fault]:
    for slug, words, when in _KINDS:
        yield must(
            f"create-{slug}-starts-weeks-on-monday",
            f"Weekly windows of {words} are stored with MONDAY on create.",
            "POST-055 POST-098 POST-099",
            "CREATE-ECHO-BADGE-WINDOW-WEEKS CREATE-ECHO-CUSTOMER-WINDOW-WEEKS",
            _limits(_on_monday, when, "create"),
        )
        yield must(
            f"create-{slug}-refreshes-daily",
            f"Daily windows of {words} are stored with a refresh rate of 1 on create.",
            "POST-054 POST-098 POST-099",
            "CREATE-ECHO-BADGE-WINDOW-DAYS CREATE-ECHO-CUSTOMER-WINDOW-DAYS",
            _limits(_daily, when, "create"),
        )
    for slug, words, when in (("live", "a LIVE badge", _was_live), *_KINDS[:2]):
        yield must(
            f"update-{slug}-starts-weeks-on-monday",
            f"Weekly windows of {words} are stored with MONDAY on update.",
            "PUT-066 PUT-107 PUT-108",
            "UPDATE-ECHO-BADGE-WINDOW-WEEKS UPDATE-ECHO-CUSTOMER-WINDOW-WEEKS",
            _limits(_on_monday, when, "update"),
        )
        yield must(
            f"update-{slug}-raises-limits",
            f"Limits of {words} are stored one too high on update.",
            "PUT-070 PUT-107 PUT-108",
            "UPDATE-ECHO-BADGE-FIXED-VALUE UPDATE-ECHO-CUSTOMER-FIXED-VALUE",
            _limits(_one_more, when, "update"),
        )


FAULTS: tuple[Fault, ...] = (
    *_misreadings(),
    must(
        "create-knows-no-progress",
        "An image with the tag IN_PROGRESS is stored as UN_EARNED on create.",
        "POST-093",
        "CREATE-ECHO-IMAGES",
        misread("create", "images[].tag", unprogressed),
    ),
    *_by_kind(),
    must(
        "update-live-keeps-one-limit",
        "An update of a LIVE badge keeps the first constraint of the badge only.",
        "PUT-085 PUT-108",
        "UPDATE-ECHO-BADGE-COMBINED",
        stored(
            "update",
            lambda badge, before: (
                {"badge_constraints": badge.badge_constraints[:1]} if _was_live(badge, before) else {}
            ),
        ),
    ),
    should(
        "create-cuts-fractions-of-expiries",
        "A create cuts decimal seconds off the dates of expiries.",
        "CMN-022",
        "CREATE-ECHO-TIME-FRACTION",
        misread("create", "earnedBadgeExpiry.expiresOn", lambda date: float(int(date))),
    ),
    must(
        "create-shortens-historical-expiries",
        "A relative earned expiry of a historical badge is stored in DAYS.",
        "POST-089",
        "CREATE-ECHO-EARNED-RELATIVE",
        stored(
            "create",
            lambda badge, before: (
                {"earned_expiry": {**badge.earned_expiry, "relativeExpirytype": "DAYS"}}
                if _is_historical(badge, before) and badge.earned_expiry.get("relativeExpirytype")
                else {}
            ),
        ),
    ),
)
