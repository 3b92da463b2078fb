"""From what a test asks for to the request that is sent."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.util import SKIP_HEADER

from harness.target_parts import HEADER_NAME

Params = Mapping[str, Any] | Iterable[tuple[str, Any]]
"""Query parameters: None is left out, a list repeats its name, true and false are in lower case."""

# Kept as they are; everything else is percent-encoded.  "%" stays in a path, so that a test can send an
# escape of its own, complete or broken.
_PATH_SAFE = "/%:@!$&'()*+,;=~?"
_QUERY_SAFE = "~:@!$'()*,;/?"


def prepare(
    method: str, url: str, headers: Iterable[tuple[str, str]], body: bytes | None
) -> requests.PreparedRequest:
    """A whole request, exactly as given.  Nothing in it can smuggle in a second request line or header.

    Raises ValueError, with a sentence, for a method or header that cannot be sent.
    """
    if not HEADER_NAME.fullmatch(method):
        raise ValueError(f"{method!r} cannot be a method.")
    prepared = requests.PreparedRequest()
    prepared.method, prepared.url, prepared.body = method, url, body
    # What urllib3 would add of its own accord.
    prepared.headers = CaseInsensitiveDict(
        dict.fromkeys(("Host", "User-Agent", "Accept-Encoding"), SKIP_HEADER)
    )
    for name, value in headers:
        if not HEADER_NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot name a header.")
        if _LINE_BREAK.search(value):
            raise ValueError(f"The value of the header {name} has a line break or a NUL in it.")
        prepared.headers[name] = _octets(value)  # type: ignore[assignment]  # bytes are as good as text
    return prepared


_LINE_BREAK = re.compile("[\r\n\0]")


def _octets(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")


def encode_json(value: Any) -> bytes:
    """A value as JSON in UTF-8, with half surrogates (which UTF-8 cannot hold) as escapes.

    Raises ValueError for NaN and infinities, TypeError for what JSON does not know.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False, separators=(",", ":")).encode()


def split_url(url: str) -> tuple[str, str]:
    """Origin (scheme, host, port) and the rest of a URL."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin, url[len(origin) :]


def request_target(path: str, params: Params | None) -> str:
    """Path and query as they go over the line."""
    target = quote(path, safe=_PATH_SAFE, errors="surrogatepass")
    if not target.startswith("/"):
        target = f"/{target}"
    pairs = [
        (name, _word(item))
        for name, value in (params.items() if isinstance(params, Mapping) else params or ())
        for item in (value if isinstance(value, list | tuple) else (value,))
        if item is not None
    ]
    if not pairs:
        return target
    query = urlencode(pairs, quote_via=quote, safe=_QUERY_SAFE, errors="surrogatepass")
    return f"{target}{'&' if '?' in target else '?'}{query}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
