"""The immutable record of one request and of what came back.

An exchange never holds credentials: the transport hides them before it makes the record, so that no
report, traceback or debugger can show what is not there.
Everything else is as sent and as received; :meth:`Exchange.to_dict` redacts what a server may have echoed.
"""

import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from harness.redaction import PROCESS, REDACTED

BODY_LIMIT = 65536
"""How much of a body (bytes) goes into a report."""

CURL_BODY_LIMIT = 32768
"""How much of a body (bytes) goes onto a curl line; shells and readers both have limits."""

ENVIRONMENTAL_STATUSES = frozenset({429, 502, 503, 504})
"""Statuses that speak of the way to the target, never of the target's rules."""

# What curl sets by itself, or what would break its own arithmetic.
_NOT_IN_CURL = frozenset({"accept-encoding", "connection", "content-length", "host", "user-agent"})

# Characters that break XML, terminals or the reader's trust (bidirectional overrides), shown as escapes.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


class Headers(Mapping[str, str]):
    """Headers by name, whatever the case of the name; iteration keeps the names as they were spelled.

    A name that occurs several times is one entry with its values joined by a comma and a blank.
    """

    __slots__ = ("_entries",)

    def __init__(self, pairs: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        entries: dict[str, tuple[str, str]] = {}
        for name, value in pairs.items() if isinstance(pairs, Mapping) else pairs:
            key = name.lower()
            known = entries.get(key)
            entries[key] = (known[0], f"{known[1]}, {value}") if known else (name, value)
        self._entries = entries

    def __getitem__(self, name: str) -> str:
        return self._entries[name.lower()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._entries

    def __repr__(self) -> str:
        return f"Headers({PROCESS.headers(self)!r})"


class _Missing:
    """What :meth:`Exchange.at` gives where there is nothing; false, and equal to nothing but itself."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


@dataclass(frozen=True, eq=False, repr=False)
class Exchange:
    """One request and its response, or the sentence that says why there is none.

    ``status`` is None exactly when ``error`` is set: an answer that is cut, endless or garbled is no
    answer, though the headers and the bytes that did arrive are kept as evidence.
    With retries, times and contents are those of the last attempt.
    """

    id: str
    operation: str | None
    method: str
    url: str
    request_headers: Mapping[str, str]
    request_body: bytes | None
    started: float  #: seconds since the epoch, by the clock of this machine
    elapsed: float  #: seconds until the last byte (or the failure)
    status: int | None
    response_headers: Mapping[str, str]
    response_body: bytes  #: content codings (gzip, deflate) undone
    error: str | None
    attempts: int  #: how often the request left this process; 0 when it never did
    authentication: str = ""  #: curl arguments that authenticate like the request did, without secrets
    once: str = ""  #: a part of the body that a target which accepted it takes no second time
    truncated: bool = False  #: bodies are not whole (only in a record read back from a report)
    recorded_curl: str | None = field(default=None)

    def __repr__(self) -> str:
        outcome = self.error if self.status is None else str(self.status)
        return PROCESS.text(f"<Exchange {self.id} {self.method} {self.url}: {outcome}>")

    @property
    def environmental(self) -> bool:
        """Whether this says something about the environment only, and nothing about the target's rules."""
        return self.error is not None or self.status in ENVIRONMENTAL_STATUSES

    @property
    def succeeded(self) -> bool:
        """Whether the status is any 2xx."""
        return self.status is not None and 200 <= self.status < 300

    def header(self, name: str) -> str | None:
        """The value of a response header, whatever the case of its name."""
        return self.response_headers.get(name)

    @property
    def payload(self) -> Any:
        """The response as parsed JSON; None when there is no JSON (see :attr:`problem`) or it is ``null``."""
        return self._parsed[0]

    @property
    def problem(self) -> str | None:
        """One sentence that says why the response is not JSON, or None when it is."""
        return self._parsed[1]

    @property
    def duplicate_keys(self) -> tuple[str, ...]:
        """Names that occur twice in one object of the response; the last value of each is in the payload."""
        return self._parsed[2]

    @cached_property
    def _parsed(self) -> tuple[Any, str | None, tuple[str, ...]]:
        if self.error is not None:
            return None, f"There is no response to read: {self.error}", ()
        if self.truncated:
            return None, "The recorded body is cut.", ()
        return parse_json(self.response_body)

    @cached_property
    def request_payload(self) -> Any:
        """The request body as parsed JSON; None when there is none."""
        return parse_json(self.request_body)[0] if self.request_body else None

    def at(self, pointer: str, default: Any = MISSING) -> Any:
        """The value at a JSON pointer (RFC 6901) in the payload, or ``default`` where there is none."""
        value = self.payload
        for token in pointer.split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                value = value[name]
            elif isinstance(value, list) and name.isascii() and name.isdigit() and int(name) < len(value):
                value = value[int(name)]
            else:
                return default
        return value

    def curl(self) -> str:
        """One POSIX-shell line that sends the same request, with credentials left to shell variables.

        The variables are ``BADGES_USER``, ``BADGES_PASSWORD`` (as sent: its MD5 where the profile says so)
        and ``BADGES_TOKEN``.  A body of more than 32 KiB is left out, and a comment says so.
        Where a part of the body is used up (:attr:`once`), the line puts the time in its place, so that it
        does the same again however often it is sent.
        """
        if self.recorded_curl is not None:
            return self.recorded_curl
        words = ["curl", "-sS"]
        if "/." in self.url:
            words.append("--path-as-is")
        if self.method == "HEAD":
            words.append("--head")
        elif self.method != "GET" or self.request_body is not None:
            words += ["-X", shlex.quote(self.method)]
        words.append(shlex.quote(PROCESS.text(self.url)))
        words += self._curl_headers()
        if self.authentication:
            words.append(self.authentication)
        body = self.request_body
        if body is None:
            return " ".join(words)
        if len(body) > CURL_BODY_LIMIT:
            return f"{' '.join(words)}  # the body of {len(body)} bytes is left out"
        body = PROCESS.octets(body)
        if _fits_on_a_line(body):
            quoted = shlex.quote(body.decode())
            if self.once and self.succeeded:
                quoted = quoted.replace(self.once, """'"$(date +%s)"'""")
            return " ".join([*words, "--data-binary", quoted])
        return f"printf '%b' {_octal(body)} | {' '.join(words)} --data-binary @-"

    def _curl_headers(self) -> list[str]:
        words: list[str] = []
        for name, value in PROCESS.headers(self.request_headers).items():
            if name.lower() in _NOT_IN_CURL or (value == REDACTED and PROCESS.hides(name)):
                continue
            # "Name;" is curl's way to say that a header is there and empty.
            words += ["-H", shlex.quote(f"{name}: {value}" if value else f"{name};")]
        if "content-type" not in self.request_headers and self.request_body is not None:
            words += ["-H", "'Content-Type:'"]
        if "accept" not in self.request_headers:
            words += ["-H", "'Accept:'"]
        return words

    def to_dict(self, limit: int = BODY_LIMIT) -> dict[str, Any]:
        """The record as plain JSON values, redacted, each body cut after ``limit`` bytes.

        Bodies are text: bytes that are no UTF-8 become U+FFFD, control characters become escapes.
        """
        request_body, request_cut = _shown(self.request_body, limit)
        response_body, response_cut = _shown(self.response_body, limit)
        return {
            "id": self.id,
            "operation": self.operation,
            "method": self.method,
            "url": printable(PROCESS.text(self.url)),
            "request_headers": _shown_headers(self.request_headers),
            "request_body": request_body,
            "status": self.status,
            "response_headers": _shown_headers(self.response_headers),
            "response_body": response_body or "",
            "elapsed": round(self.elapsed, 6),
            "started": round(self.started, 6),
            "error": None if self.error is None else printable(PROCESS.text(self.error)),
            "attempts": self.attempts,
            "curl": printable(self.curl()),
            "truncated": self.truncated or request_cut or response_cut,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """The exchange that :meth:`to_dict` wrote, as far as it was written."""
        request_body = record["request_body"]
        return cls(
            id=record["id"],
            operation=record["operation"],
            method=record["method"],
            url=record["url"],
            request_headers=Headers(record["request_headers"]),
            request_body=None if request_body is None else request_body.encode(),
            started=record["started"],
            elapsed=record["elapsed"],
            status=record["status"],
            response_headers=Headers(record["response_headers"]),
            response_body=record["response_body"].encode(),
            error=record["error"],
            attempts=record["attempts"],
            truncated=record["truncated"],
            recorded_curl=record["curl"],
        )


def parse_json(body: bytes) -> tuple[Any, str | None, tuple[str, ...]]:
    """Parse JSON strictly: (value, None, duplicate names), or (None, a sentence with the reason, ()).

    Stricter than Python's parser where RFC 8259 is: only UTF-8, no byte order mark, no NaN or Infinity.
    """
    if not body:
        return None, "The body is empty.", ()
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or body[:2] in (b"{\0", b"[\0", b"\0{", b"\0["):
        return None, "The body is UTF-16 or UTF-32; JSON is exchanged as UTF-8.", ()
    if body.startswith(b"\xef\xbb\xbf"):
        return None, "The body begins with a byte order mark, which JSON does not allow.", ()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as flaw:
        return None, f"The body is not UTF-8: byte {flaw.start} is 0x{body[flaw.start]:02x}.", ()
    twice: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return value

    try:
        value = json.loads(text, object_pairs_hook=members, parse_constant=_not_json)
    except json.JSONDecodeError as flaw:
        return None, f"The body is not JSON: {flaw.msg} at line {flaw.lineno}, column {flaw.colno}.", ()
    except ValueError as flaw:
        return None, f"The body is not JSON that can be read: {str(flaw).split(';')[0]}.", ()
    except RecursionError:
        return None, "The body is nested too deeply to be read.", ()
    return value, None, tuple(dict.fromkeys(twice))


def printable(text: str) -> str:
    """The text with control characters and bidirectional overrides as visible escapes."""
    return _UNPRINTABLE.sub(
        lambda match: f"\\x{ord(match[0]):02x}" if match[0] < "\u0100" else f"\\u{ord(match[0]):04x}", text
    )


def _not_json(constant: str) -> Any:
    raise ValueError(f"{constant} is not a JSON number")


def _fits_on_a_line(body: bytes) -> bool:
    """Whether the body can stand on a command line as it is (curl takes a leading @ for a file name)."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not (text.startswith("@") or "\n" in text or "\t" in text or _UNPRINTABLE.search(text))


def _octal(body: bytes) -> str:
    """The body as a quoted argument of ``printf '%b'``: exact to the byte, whatever the bytes."""
    plain = (chr(byte) if 32 <= byte < 127 and byte not in b"\\'" else f"\\0{byte:03o}" for byte in body)
    return f"'{''.join(plain)}'"


def _shown(body: bytes | None, limit: int) -> tuple[str | None, bool]:
    if body is None:
        return None, False
    # Redact before cutting: half a secret at the cut would no longer be recognised.
    text = PROCESS.octets(body[: 2 * limit + 4096]).decode("utf-8", "replace")
    cut = len(body) > limit
    return printable(text[:limit] if cut else text), cut


def _shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {printable(name): printable(value) for name, value in PROCESS.headers(headers).items()}
