# ruff: noqa: ARG001
"""Names and descriptions that are kept or shown with other letters than were sent."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from reference.edits import shown, stored
from reference.faults.registry import Fault, should
from reference.model import Badge, JsonObject

_COLUMN = 255  # letters


def _one_line(text: Any) -> Any:
    return " ".join(text.split()) if isinstance(text, str) else text


def _escaped(text: Any) -> Any:
    return html.escape(text) if isinstance(text, str) else text


def _without_surrogates(text: Any) -> Any:
    return "".join(letter if ord(letter) < 0x10000 else "?" for letter in text) if text else text


def _cut(badge: Badge, before: Badge | None) -> JsonObject:
    return {"description": (badge.description or "")[:_COLUMN] or None}


def _without_signs() -> Iterator[Fault]:
    for operation, article, view, statement in (
        ("create", "a", "created", "POST-079"),
        ("update", "an", "updated", "PUT-092"),
    ):
        yield should(
            f"{operation}-name-loses-percent",
            f"The answer of {article} {operation} shows the name without its percent signs.",
            statement,
            f"{operation.upper()}-ECHO-NAME-SIGNS",
            shown(f"views.{view}", "name", lambda name: name.replace("%", "")),
        )


def _in_ascii() -> Iterator[Fault]:
    for field, statement in (("name", "PUT-092"), ("description", "PUT-093")):
        yield should(
            f"update-{field}-in-ascii",
            f"The answer of an update shows the {field} with question marks for letters beyond ASCII.",
            statement,
            "UPDATE-ECHO-UNICODE",
            shown("views.updated", field, lambda text: text and text.encode("ascii", "replace").decode()),
        )


FAULTS: tuple[Fault, ...] = (
    *_without_signs(),
    *_in_ascii(),
    should(
        "create-joins-lines-of-description",
        "A create answers the description in one line.",
        "POST-080",
        "CREATE-ECHO-DESCRIPTION-TEXT",
        shown("views.created", "description", _one_line),
    ),
    should(
        "create-cuts-description",
        "A create keeps the first 255 letters of the description.",
        "POST-080",
        "CREATE-ECHO-DESCRIPTION-TEXT",
        stored("create", _cut),
    ),
    should(
        "update-joins-lines-of-description",
        "An update answers the description in one line.",
        "PUT-093",
        "UPDATE-ECHO-TEXT",
        shown("views.updated", "description", _one_line),
    ),
    should(
        "update-escapes-name",
        "An update answers the name with its markup escaped.",
        "PUT-092",
        "UPDATE-ECHO-TEXT",
        shown("views.updated", "name", _escaped),
    ),
    should(
        "update-loses-emoji",
        "An update answers a question mark for letters beyond the basic plane.",
        "PUT-092 PUT-093",
        "UPDATE-ECHO-TEXT",
        shown("views.updated", "name", _without_surrogates),
        shown("views.updated", "description", _without_surrogates),
    ),
    should(
        "list-escapes-description",
        "A row shows the description with its markup escaped.",
        "LIST-055",
        "LIST-TEXT-UNCHANGED",
        shown("views.row", "description", _escaped),
    ),
    should(
        "list-cuts-description",
        "A row shows the first 255 letters of the description.",
        "LIST-055",
        "LIST-TEXT-UNCHANGED",
        shown("views.row", "description", lambda text: text and text[:_COLUMN]),
    ),
)
