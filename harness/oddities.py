"""Values that careless code reads as something else: escapes, templates, words like values, near duplicates.

No page forbids one of them, and none promises that a server takes them all: what is accepted is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.payloads import Body, constraint, relative, window

_URL = "https://img.example.com/1.png"


def _image(name: str, tag: str = "EARNED", url: str = _URL) -> Body:
    return {"name": name, "fileSvcHandle": f"handle of {name}", "url": url, "tag": tag}


def _tag(name: str, value: str) -> Body:
    return {"name": name, "value": value}


_DESCRIPTIONS = {
    "backslashes": "C:\\new\\table \\u0041",
    "entities": "Tea &amp; cake &lt;3 &quot;now&quot;",
    "escapes of URLs": "50%25 off, %41%2B and 1+1",
    "places of a template": "Hello {{name}}, ${x}, #{y}, {0} and %s",
    "a word like nothing": "null",
    "digits": "0012",
    "a truth value": "true",
}
_CUSTOM_FIELDS = {
    "dates": {"CF 31": "2024-01-05", "CF 32": "05/01/2024"},
    "names with signs": {"a.b": "1", "c-d": "2", "e$f": "3"},
    "numbers with zeros": {"CF 1": "007", "CF 2": "1.50", "CF 3": "1e3"},
    "other letters": {"Größe": "Łódź 徽章"},
}
_TAGS = {
    "names in two cases": [_tag("Type", "A"), _tag("type", "B")],
    "one name twice": [_tag("Type", "A"), _tag("Type", "B")],
    "one value twice": [_tag("Type", "A"), _tag("Kind", "A")],
    "other letters": [_tag("Größe", "Łódź 徽章")],
    "words like values": [_tag("a", "true"), _tag("b", "null"), _tag("c", "007")],
}
_IMAGES = {
    "addresses in parts": [_image("Web", url="http://img.example.com/a%20b/c.png?x=%2F&y=1#part")],
    "one address twice": [_image("Gold"), _image("Grey", "UN_EARNED")],
    "other letters": [_image("Größe 徽章")],
    "progress": [_image("Half", "IN_PROGRESS")],
}
_EXPIRIES = {
    "days like weeks": relative("DAYS", 14),
    "many months": relative("MONTHS", 24),
    "many days": relative("DAYS", 500),
}
_BADGE_LIMITS = {
    "BADGE-ROLLING": {
        "days like a week": [constraint("BADGE", "ROLLING_WINDOW", rollType="DAYS", rollValue=7)],
    },
    "BADGE-WINDOW-DAYS": {
        "days like a month": [window("BADGE", "DAYS", refreshRate=30)],
        "days like a week": [window("BADGE", "DAYS", refreshRate=7)],
    },
}


def odd_values() -> Iterator[tuple[str, str, str, Any]]:
    """What the echo requirement of a field is called, the field, what is odd, and the value."""
    tables: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("CUSTOM-FIELDS", "customFields", _CUSTOM_FIELDS),
        ("DESCRIPTION", "description", _DESCRIPTIONS),
        ("EARNED-RELATIVE", "earnedBadgeExpiry", _EXPIRIES),
        ("IMAGES", "images", _IMAGES),
        ("TAGS", "tags", _TAGS),
        *((key, "badgeConstraints", table) for key, table in _BADGE_LIMITS.items()),
    )
    for key, field, table in tables:
        for words, value in table.items():
            yield key, field, words, value
