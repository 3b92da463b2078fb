"""Badges that put a strain on what shows them: large, odd and many values, each in a badge of its own.

No page says that a target must take such values: where one is refused, or not taken over as it was sent, its
tests do not apply. What was taken over is shown by the list and by the detail as it was written.
"""

from harness.model import OWNERS
from harness.payloads import LARGEST, LONG_TEXT, ODD_NAME


def image(name, tag="EARNED", url="https://img.example.com/1.png"):
    """An image as the bodies of the pages have it (004:L98-103)."""
    return {"name": name, "fileSvcHandle": f"handle of {name}", "url": url, "tag": tag}


def tags(**values):
    """Tags by name and value (004:L130-139)."""
    return [{"name": name, "value": value} for name, value in values.items()]


# Field, specimen, value; custom fields and tags are shown by the detail only.
VALUES = [
    ("badgeRank",    "a large number",       LARGEST["BADGE-RANK"][1]),
    ("badgeRank",    "the first one",        1),
    ("customFields", "letters of all kinds", {"Größe 徽章": ODD_NAME}),
    ("customFields", "many and long ones",   LARGEST["CUSTOM-FIELDS"][1]),
    ("customFields", "texts like values",    {"a": "0", "b": "false", "c": "null", "d": "1.50", "e": " x "}),
    ("description",  "a blank at the end",   "Ends in a blank "),
    ("description",  "a long text",          LONG_TEXT),
    ("description",  "a word like a value",  "null"),
    ("images",       "a place in progress",  [image("Half", "IN_PROGRESS")]),
    ("images",       "an address escaped",   [image("Web", url="https://img.example.com/a%20b?x=%2F&amp;y#z")]),
    ("images",       "an empty name",        [image("")]),
    ("images",       "letters of all kinds", [image(ODD_NAME)]),
    ("images",       "many and long ones",   LARGEST["IMAGES"][1]),
    ("images",       "two with one name",    [image("One", "EARNED"), image("One", "UN_EARNED")]),
    ("owners",       "all of them",          list(OWNERS)),
    ("owners",       "one with underlines",  ["Loyalty_Promotion"]),
    ("tags",         "letters of all kinds", tags(**{"Größe 徽章": ODD_NAME})),
    ("tags",         "many and long ones",   LARGEST["TAGS"][1]),
    ("tags",         "texts like values",    tags(a="0", b="false", c="null", d=" x ")),
    ("tags",         "two with one name",    [*tags(Type="A"), *tags(Type="B")]),
]  # fmt: skip

# By field: the requirement of the row, and that of the detail.
ROW = {
    "badgeRank":   "LIST-MAPS-RANK",
    "description": "LIST-MAPS-DESCRIPTION",
    "images":      "LIST-MAPS-IMAGES",
    "owners":      "LIST-MAPS-OWNERS",
}  # fmt: skip
DETAIL = {
    "badgeRank":    "CROSS-RANK",
    "customFields": "CROSS-CUSTOM-FIELDS",
    "description":  "CROSS-DESCRIPTION",
    "images":       "CROSS-IMAGES",
    "owners":       "CROSS-OWNERS",
    "tags":         "CROSS-TAGS",
}  # fmt: skip

# Where the bodies of writes have them.
PLACES = {"owners": "ownership.restrictedToOwners"}
