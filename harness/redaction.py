"""Keeps secrets out of everything that is shown: reports, logs, curl lines, tracebacks.

Two rules work together.
A header whose *name* says that it carries credentials never shows its value.
A *value* that is known to be secret is replaced wherever it turns up, in whatever spelling:
plain, URL-encoded, JSON- or HTML-escaped, as MD5, in Base64 (also in the middle of a longer Base64 text).

Secrets are registered once, process-wide, as soon as they are known (profile read, token fetched).
Process-wide on purpose: a text can leak from any place, so there must be no place that lacks the list.
"""

import base64
import hashlib
import html
import json
import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

REDACTED = "[redacted]"

SENSITIVE_HEADERS = frozenset(
    {
        "authorization",
        "cookie",
        "proxy-authorization",
        "set-cookie",
        "x-api-key",
        "x-cap-api-oauth-token",
    }
)

# A short secret ("demo") is a common word: it only counts where it stands alone.
_SHORT = 8
# The stable middle of a Base64 text must be this long before it says anything about a secret.
_CORE = 8


class Redactor:
    """Replaces known secrets by ``[redacted]``; safe to use from several threads."""

    def __init__(self, secrets: Iterable[str] = (), headers: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._secrets: set[str] = set()
        self._headers = set(SENSITIVE_HEADERS)
        self._anywhere: tuple[str, ...] = ()
        self._alone: tuple[tuple[str, re.Pattern[str]], ...] = ()
        self._anywhere_bytes: tuple[bytes, ...] = ()
        self._alone_bytes: tuple[tuple[bytes, re.Pattern[bytes]], ...] = ()
        self.add(*secrets)
        self.hide_headers(*headers)

    def add(self, *secrets: str) -> None:
        """Learn secrets; empty ones and those already known are ignored."""
        with self._lock:
            new = {secret for secret in secrets if secret} - self._secrets
            if not new:
                return
            self._secrets |= new
            forms = {form for secret in self._secrets for form in _spellings(secret)}
            # Longest first: a spelling that contains another must go before it.
            ordered = sorted(forms, key=lambda form: (-len(form), form))
            self._anywhere = tuple(form for form in ordered if len(form) >= _SHORT)
            self._alone = tuple(
                (form, re.compile(rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])"))
                for form in ordered
                if len(form) < _SHORT
            )
            self._anywhere_bytes = tuple(form.encode() for form in self._anywhere)
            self._alone_bytes = tuple(
                (form.encode(), re.compile(pattern.pattern.encode())) for form, pattern in self._alone
            )

    def hide_headers(self, *names: str) -> None:
        """Treat these header names as sensitive, whatever their value."""
        with self._lock:
            self._headers = self._headers | {name.lower() for name in names if name}

    def hides(self, header: str) -> bool:
        """Whether the value of this header is never shown."""
        return header.lower() in self._headers

    def text(self, text: str) -> str:
        """The text without any known secret."""
        for form in self._anywhere:
            if form in text:
                text = text.replace(form, REDACTED)
        for form, pattern in self._alone:
            if form in text:
                text = pattern.sub(REDACTED, text)
        return text

    def octets(self, octets: bytes) -> bytes:
        """The bytes without the UTF-8 spelling of any known secret."""
        mark = REDACTED.encode()
        for form in self._anywhere_bytes:
            if form in octets:
                octets = octets.replace(form, mark)
        for form, pattern in self._alone_bytes:
            if form in octets:
                octets = pattern.sub(mark, octets)
        return octets

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers with sensitive values hidden and known secrets replaced."""
        shown = {
            name: REDACTED if name.lower() in self._headers else value for name, value in headers.items()
        }
        # One look at all of them together, as hardly any has a secret.
        together = "\n".join((*shown, *shown.values()))
        if self.text(together) == together:
            return shown
        return {self.text(name): self.text(value) for name, value in shown.items()}

    def structure(self, value: Any) -> Any:
        """A JSON-like value with every string in it (keys included) redacted; other values as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes):
            return self.octets(value)
        if isinstance(value, Mapping):
            return {self.structure(key): self.structure(item) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return type(value)(self.structure(item) for item in value)
        return value


PROCESS = Redactor()
"""The redactor that knows every secret of this process."""


def redact(text: str) -> str:
    """The text without any secret known to this process."""
    return PROCESS.text(text)


def excerpt(text: str, limit: int) -> str:
    """The beginning of a text; redacted before it is cut, as half a secret would not be recognised."""
    return PROCESS.text(text)[:limit]


def _spellings(secret: str) -> set[str]:
    digest = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
    quoted = {quote(secret), quote(secret, safe=""), quote_plus(secret)}
    escaped_json = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    forms = {
        secret,
        digest,
        digest.upper(),
        html.escape(secret),
        html.escape(secret, quote=False),
        *quoted,
        *(re.sub("%[0-9A-F]{2}", lambda match: match.group().lower(), form) for form in quoted),
        *escaped_json,
        *(html.escape(form) for form in escaped_json),
        *_base64_forms(secret.encode()),
        *_base64_forms(digest.encode()),
    }
    return {form for form in forms if form}


def _base64_forms(octets: bytes) -> set[str]:
    """Base64 of the bytes, alone and at each of the three places they can have inside a longer text."""
    whole = base64.b64encode(octets).decode()
    forms = {whole, whole.rstrip("="), quote(whole, safe="")}
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + octets).decode().rstrip("=")
        # The first and the last character may also hold bits of the neighbours.
        start = (0, 2, 3)[offset]
        end = len(encoded) - (1 if (offset + len(octets)) % 3 else 0)
        forms.add(encoded[start:end])
    forms |= {form.replace("+", "-").replace("/", "_") for form in forms}
    return {form for form in forms if len(form) >= _CORE}
