"""Reading an answer: its data, its errors and codes, whether it accepts, and what to say about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.exchange import Exchange
from harness.reading import whole
from harness.redaction import redact

# The documented failure of the server itself, and how its message begins (004:L723).
INTERNAL, INTERNAL_MESSAGE = 999999, "HV000028"
# Statuses that the gateway in front of a service gives by itself; their bodies are free.
GATEWAY_STATUSES = frozenset({401, 403, 405, 406, 408, 413, 414, 415, 429, 431, 501, 502, 503, 504})


def data_of(exchange: Exchange) -> dict[str, Any] | None:
    """The `data` object of a response; None when there is none."""
    payload = exchange.payload
    data = payload.get("data") if isinstance(payload, dict) else None
    return data if isinstance(data, dict) else None


def errors_of(exchange: Exchange) -> list[Any] | None:
    """The `errors` of a response; [] when absent or null, None when they are no list."""
    payload = exchange.payload
    if not isinstance(payload, dict):
        return None
    errors = payload.get("errors")
    if errors is None:
        return []
    return errors if isinstance(errors, list) else None


def codes_of(exchange: Exchange) -> frozenset[int] | None:
    """The error codes of a response; None when the body does not hold a readable list of errors."""
    errors = errors_of(exchange)
    if not errors:
        return None
    codes = map(code_of, errors)
    return frozenset(code for code in codes if code is not None) or None


def code_of(error: Any) -> int | None:
    """The code of one error, however the number is written; None where it has none.

    A code in quotes breaks the contract of the envelope, which is judged there, once.
    """
    code = error.get("code") if isinstance(error, Mapping) else None
    return int(code) if isinstance(code, str) and code.isdecimal() else whole(code)


def is_documented_failure(error: Any) -> bool:
    """Whether an error is the failure of the server that the pages describe (004:L723)."""
    return code_of(error) == INTERNAL and str(error.get("message")).startswith(INTERNAL_MESSAGE)


def is_accepted(exchange: Exchange) -> bool:
    """2xx, without errors."""
    return exchange.status is not None and 200 <= exchange.status < 300 and not errors_of(exchange)


def refuses_credentials(exchange: Exchange) -> bool:
    """Whether a refusal is about who asks: a 401, or a 403 without a code of the API."""
    return exchange.status == 401 or (exchange.status == 403 and codes_of(exchange) is None)


def is_kept_out(exchange: Exchange) -> bool:
    """Whether a firewall in front of the target refuses a body that it dislikes: without an envelope."""
    return exchange.status in (403, 406) and not errors_of(exchange)


def outcome_of(exchange: Exchange) -> str:
    """What came back, in words that fit after "observed"."""
    if exchange.error:
        return f"no answer ({exchange.error})"
    codes = codes_of(exchange)
    if codes:
        return f"HTTP {exchange.status} with the codes {', '.join(map(str, sorted(codes)))}"
    if is_accepted(exchange):
        return f"HTTP {exchange.status}, accepted"
    return f"HTTP {exchange.status} with no readable error code"


def shown(value: object, limit: int = 200) -> str:
    """A value as it stands in a message."""
    # Redacted before it is cut, as half a secret would not be recognised.
    text = redact(json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
