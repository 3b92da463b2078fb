"""A request or response body as lines to look at, with the offending part marked.

The body is shown as it was sent, not as a parser understood it: numbers keep their digits, keys that occur
twice stay, and a body that is cut or broken is laid out as far as it goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from harness.reporting.visible import visible

#: Lines of one body that a report shows, and how many of them stand around a marked line.
LINES_SHOWN: Final = 30
_AROUND: Final = 5
_HEAD: Final = 4

_LINE_LIMIT: Final = 240
_PLAIN_LIMIT: Final = 3000
_LAID_OUT_LIMIT: Final = 200_000
_FLAT_LIMIT: Final = 2000
_DEEPEST_INDENT: Final = 24
_DEEPEST: Final = 200

_TOKEN = re.compile(r'\s*([{}\[\]:,]|"(?:[^"\\]|\\.)*"?|[^\s{}\[\]:,"]+)', re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of a laid-out body; `pointer` is the JSON pointer of the value that begins on it."""

    pointer: str | None
    text: str


@dataclass(frozen=True)
class Body:
    """A body ready for the page: escaped markup, and a sentence about the mark where one is needed."""

    markup: Markup
    note: str | None = None
    empty: bool = False


def body(
    text: str | None, offending: str | None = None, changed: Collection[str] = (), limit: int = LINES_SHOWN
) -> Body:
    """Lay out `text`, mark the value at the JSON pointer `offending` and those at the pointers `changed`.

    When there is nothing at `offending` (a missing property, say), the nearest value above it is marked and
    the note says what is missing.  Bodies of more than `limit` lines are cut to what stands around the marks.
    """
    if not text:
        return Body(Markup(""), empty=True)
    if text.lstrip()[:1] not in ("{", "["):
        shown = visible(text, _PLAIN_LIMIT).split("\n")
        rest = len(shown) - limit
        more = [_gap(rest)] if rest > 0 else []
        return Body(Markup("\n").join([*(escape(line) for line in shown[:limit]), *more]))
    lines = list(_laid_out(text[:_LAID_OUT_LIMIT]))
    marks: dict[int, str] = {}
    for number, line in enumerate(lines):
        if line.pointer is not None and line.pointer in changed:
            marks[number] = "changed"
    note = None
    if offending is not None:
        at, missing = _find(lines, offending)
        if at is not None:
            marks[at] = "offending"
        note = f"There is nothing at {offending} (marked: what stands above it)." if missing else None
    return Body(_markup(lines, marks, limit), note)


def differing(control: str | None, other: str | None) -> tuple[list[str], list[str]]:
    """JSON pointers at which `other` differs from `control`, and those that only `control` has."""
    first, second = _flat(control), _flat(other)
    if first is None or second is None:
        return [], []
    changed = [
        pointer for pointer, value in second.items() if pointer not in first or first[pointer] != value
    ]
    gone = [pointer for pointer in first if pointer not in second and not _below(pointer, changed)]
    return changed, gone


def _laid_out(text: str) -> Iterator[Line]:
    """The JSON text line by line, two blanks a level; what is no JSON any more follows as it is."""
    stack: list[_Frame] = []
    line = ""
    pointer: str | None = None
    position = 0
    while len(stack) <= _DEEPEST:
        found = _TOKEN.match(text, position)
        if found is None:
            break
        piece = found[1]
        position = found.end()
        top = stack[-1] if stack else None
        if piece in "}]":
            if line:
                yield Line(pointer, line)
            line, pointer = piece, None
            if top is None:
                break
            stack.pop()
            # An empty container stays on the line that opened it.
            line, pointer = (
                (top.opening + piece, top.pointer) if top.empty else (_indent(stack) + piece, None)
            )
            continue
        if top is not None and top.empty:
            top.empty = False
            yield Line(top.pointer, top.opening)
        if piece == ",":
            yield Line(pointer, line + piece)
            line, pointer = "", None
            if top is not None:
                top.index, top.key = top.index + 1, None
        elif piece == ":":
            line += ": "
        elif top is not None and top.kind == "{" and top.key is None and piece[0] == '"':
            top.key = _unquoted(piece)
            line, pointer = _indent(stack) + piece, top.pointer_here()
        else:
            line = line or _indent(stack)
            pointer = (top.pointer_here() if top else "") if pointer is None else pointer
            if piece in "{[":
                stack.append(_Frame(piece, pointer, line + piece))
                line, pointer = "", None
            else:
                line += piece
    if stack and stack[-1].empty:
        yield Line(stack[-1].pointer, stack[-1].opening)
    if line:
        yield Line(pointer, line)
    rest = text[position:].strip()
    if rest:
        yield from (Line(None, part) for part in rest[:_PLAIN_LIMIT].split("\n")[:LINES_SHOWN])


@dataclass
class _Frame:
    """An open object or array while a body is laid out."""

    kind: str
    pointer: str
    opening: str
    index: int = 0
    key: str | None = None
    empty: bool = True

    def pointer_here(self) -> str:
        name = str(self.index) if self.kind == "[" else (self.key or "")
        return f"{self.pointer}/{name.replace('~', '~0').replace('/', '~1')}"


def _indent(stack: list[_Frame]) -> str:
    return "  " * min(len(stack), _DEEPEST_INDENT)


def _unquoted(token: str) -> str:
    try:
        return str(json.loads(token, strict=False))
    except ValueError:  # a name that breaks off, or with an escape that is none
        return token.strip('"')


def _find(lines: list[Line], pointer: str) -> tuple[int | None, bool]:
    """The line of the value at `pointer`, or of the nearest one above it, and whether it is missing."""
    by_pointer: dict[str, int] = {}
    for number, line in enumerate(lines):
        if line.pointer is not None:
            by_pointer.setdefault(line.pointer, number)
    if pointer in by_pointer:
        return by_pointer[pointer], False
    above = pointer
    while above:
        above = above.rpartition("/")[0]
        if above in by_pointer:
            return by_pointer[above], True
    return by_pointer.get(""), True


def _markup(lines: list[Line], marks: dict[int, str], limit: int) -> Markup:
    """The lines with their marks, cut to the beginning and to what stands around the marks."""
    shown = set(range(len(lines)))
    if len(lines) > limit + 1:
        centres = sorted(marks, key=lambda number: (marks[number] != "offending", number))
        shown = set(range(_HEAD if centres else limit))
        for centre in centres:
            window = set(range(max(0, centre - _AROUND), min(len(lines), centre + _AROUND + 1)))
            if len(shown | window) > limit + _AROUND:
                break
            shown |= window
    parts: list[Markup] = []
    left_out = 0
    for number, line in enumerate(lines):
        if number not in shown:
            left_out += 1
            continue
        if left_out:
            parts.append(_gap(left_out))
            left_out = 0
        text = visible(line.text, _LINE_LIMIT).replace("\n", "␊")
        if number in marks:
            bare = text.lstrip(" ")
            mark = Markup('{}<mark class="{}">{}</mark>')
            parts.append(mark.format(" " * (len(text) - len(bare)), marks[number], bare))
        else:
            parts.append(escape(text))
    if left_out:
        parts.append(_gap(left_out))
    return Markup("\n").join(parts)


def _gap(count: int) -> Markup:
    return Markup('<span class="gap">⋯ {} more line{} ⋯</span>').format(count, "" if count == 1 else "s")


def _flat(text: str | None) -> dict[str, Any] | None:
    """The scalars of a JSON text by pointer, at most a bounded number of them; None if it is no JSON."""
    try:
        value = json.loads(text or "", strict=False)
    except (ValueError, RecursionError):
        return None
    flat: dict[str, Any] = {}
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting and len(flat) < _FLAT_LIMIT:
        pointer, item = waiting.pop()
        if isinstance(item, dict) and item:
            names = ((name.replace("~", "~0").replace("/", "~1"), inner) for name, inner in item.items())
            waiting += [(f"{pointer}/{name}", inner) for name, inner in names]
        elif isinstance(item, list) and item:
            waiting += [(f"{pointer}/{index}", inner) for index, inner in enumerate(item)]
        else:
            flat[pointer] = item
    return dict(sorted(flat.items()))


def _below(pointer: str, others: Collection[str]) -> bool:
    return any(pointer.startswith(f"{other}/") for other in others)
