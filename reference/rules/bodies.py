"""From bytes to a JSON object: whatever is no plain, bounded one is refused at the door."""

from __future__ import annotations

import json
from typing import Any

from reference.rules.problems import INVALID, RefusedError, problem

#: The largest body that is read, in bytes; more is refused with 413.
MAX_BYTES = 1_048_576
#: The deepest nesting of arrays and objects.
MAX_DEPTH = 40
MEDIA_TYPES = ("application/json",)


def invalid(message: str, status: int = 400) -> RefusedError:
    """A refusal of the body as a whole, with code 400."""
    return RefusedError([problem(INVALID, None, message)], status)


def too_large(limit: int) -> RefusedError:
    """The refusal of a body over the limit."""
    return invalid(f"The body must not exceed {limit} bytes", 413)


def check_media_type(content_type: str | None) -> None:
    """Refuse a body that says that it is no JSON in UTF-8; saying nothing is fine."""
    if content_type is None:
        return
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    if media_type not in MEDIA_TYPES and not (
        media_type.startswith("application/") and media_type.endswith("+json")
    ):
        raise invalid("The body must be application/json", 415)
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8"):
            raise invalid("The body must be encoded in UTF-8", 415)


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object in the body; raises RefusedError with 400 when there is none."""
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _depth(body) > MAX_DEPTH:
        raise invalid(f"The body must not be nested deeper than {MAX_DEPTH} levels")
    try:
        value = json.loads(body.decode(), object_pairs_hook=_unique, parse_constant=_no_constant)
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        # ValueError covers bad UTF-8, bad JSON, endless integers, duplicate names and NaN.
        raise invalid("The body must be a JSON object") from None
    if not isinstance(value, dict):
        raise invalid("The body must be a JSON object")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("duplicate name")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _depth(body: bytes) -> int:
    """The deepest nesting outside strings."""
    depth = deepest = 0
    in_string = escaped = False
    for byte in body:
        if in_string:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                in_string = False
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest
