"""Where a statement stands, in words: `003:L67` is line 67 of the update page."""

from __future__ import annotations

import re
from typing import Final

#: The five source pages by the number that citations use.
PAGES: Final[dict[str, str]] = {
    "000": "List of a customer's badges (newer page)",
    "001": "List of a customer's badges (older page)",
    "002": "Badge detail page",
    "003": "Update page",
    "004": "Create page",
}

_CITATION = re.compile(r"\b(\d{3}):((?:L?\d+(?:-L?\d+)?)(?:,L?\d+(?:-L?\d+)?)*)")


def in_words(source: str) -> str:
    """A citation such as `000:L17 003:L25,30-31` in words; what is no citation stays as it is."""
    found = _CITATION.findall(source)
    if not found:
        return source
    return "; ".join(f"{PAGES.get(page, f'Page {page}')}, {_lines(lines)}" for page, lines in found)


def _lines(lines: str) -> str:
    parts = [part.replace("L", "").replace("-", "–") for part in lines.split(",")]
    word = "line" if len(parts) == 1 and "–" not in parts[0] else "lines"
    return f"{word} {', '.join(parts)}"
