"""Text from a target, made safe to look at.

A server under test may answer anything: terminal escapes, right-to-left overrides, zero-width characters,
five megabytes in a name.  What a report prints goes through `visible`: nothing is dropped silently, nothing
is invisible, nothing is longer than its place allows.  (Escaping for HTML, Markdown or TOML is the business
of whoever prints it.)
"""

from __future__ import annotations

import re
from typing import Final

#: Characters shown of a value where nothing else is said.
LIMIT: Final = 600

# Characters that are unseen or steer how the rest is shown: controls, bidirectional marks and overrides,
# zero-width and filler characters, soft hyphen, separators that break lines, lone surrogates, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Marks that pile up on one letter until they cover the lines above and below.
_PILE_OF_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+)"
)


def visible(text: str, limit: int = LIMIT) -> str:
    """`text` with every unseen character replaced by a visible sign, cut after `limit` characters.

    Line feeds and tabs stay.  ASCII controls become their control pictures (`␛`), others their number
    (`⟨U+202E⟩`).  A cut is said, with the full length.
    """
    shown = text[:limit].replace("\r\n", "\n")
    shown = _UNSEEN.sub(_sign, shown)
    shown = _PILE_OF_MARKS.sub(lambda found: f"{found[1]}⟨{len(found[2])} more marks⟩", shown)
    if len(text) > limit:
        shown += f"… ⟨cut: {len(text):,} characters in all⟩"
    return shown


def one_line(text: str, limit: int = LIMIT) -> str:
    """Like `visible`, with every run of blanks and line breaks folded into one blank."""
    return " ".join(visible(text, limit).split())


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
