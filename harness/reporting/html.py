"""`conformance.html`: the report for people, one file that needs nothing else.

Every value passes through `visible` before it is escaped, whatever template prints it, so no value from a
target can run, hide, reorder or blow up the page; a content security policy stands behind that.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from harness.reporting import pictures
from harness.reporting.cards import anchor
from harness.reporting.results import write_text
from harness.reporting.sources import in_words
from harness.reporting.view import moment, seconds, view
from harness.reporting.visible import LIMIT, visible

FILE_NAME: Final = "conformance.html"

_TEMPLATES: Final = Path(__file__).parent / "templates"


class _Shown(str):
    """Text that has been made visible and cut already; still to be escaped."""

    __slots__ = ()


def render(document: Mapping[str, Any]) -> str:
    """The page for a report document (as in `contracts/report.schema.json`)."""
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8")
    script = (_TEMPLATES / "script.js").read_text(encoding="utf-8")
    page = environment().get_template("page.html.j2")
    return page.render(
        view=view(document),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=Markup(_policy(style, script)),  # noqa: S704 - made of hashes
    )


def write(document: Mapping[str, Any], directory: Path) -> Path:
    """Write `conformance.html` into `directory` in one step; raises ReportError when that fails."""
    return write_text(render(document), directory, FILE_NAME)


def environment() -> jinja2.Environment:
    """The templates' surroundings: escaping, and every printed value made visible and bounded."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        clip=_clip, words=in_words, moment=moment, seconds=seconds, anchor=anchor, state=pictures.state_of
    )
    return environment


def _clip(text: Any, limit: int) -> _Shown:
    """Text for a place that holds more, or less, than the usual number of characters."""
    return _Shown(visible(str(text), limit))


def _finalize(value: Any) -> Any:
    """What is printed for the value of any expression in any template."""
    if value is None:
        return ""
    if isinstance(value, Markup | _Shown | bool | int | float):
        return value
    return visible(str(value), LIMIT)


def _policy(style: str, script: str) -> str:
    """A content security policy that lets nothing run or load but our own style and script."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
