"""Exchanges made by hand."""

import itertools
import json
from typing import Any

from harness.exchange import Exchange, Headers

_numbers = itertools.count(1)


def answered(
    status: int | None = 200,
    body: Any = None,
    *,
    operation: str = "create",
    method: str | None = None,
    url: str = "http://target/api_gateway/v1/badges/badgeMeta",
    request: Any = None,
    raw: bytes | None = None,
    error: str | None = None,
    headers: dict[str, str] | None = None,
) -> Exchange:
    """An exchange with this answer; `body` is sent as JSON, `raw` as it is."""
    methods = {"create": "POST", "update": "PUT"}
    return Exchange(
        id=f"t-{next(_numbers)}",
        operation=operation,
        method=method or methods.get(operation, "GET"),
        url=url,
        request_headers=Headers(),
        request_body=None if request is None else json.dumps(request).encode(),
        started=1_700_000_000.0,
        elapsed=0.01,
        status=status,
        response_headers=Headers({"Content-Type": "application/json", **(headers or {})}),
        response_body=raw if raw is not None else json.dumps(body).encode(),
        error=error,
        attempts=1,
    )


def accepted(data: Any, operation: str = "create", **more: Any) -> Exchange:
    """A success envelope around this data."""
    return answered(200, {"data": data, "errors": [], "warnings": []}, operation=operation, **more)


def refused(*codes: Any, status: int = 400, **more: Any) -> Exchange:
    """A refusal envelope with these codes."""
    errors = [{"code": code, "message": f"message of {code}", "reference": None} for code in codes]
    return answered(status, {"data": None, "errors": errors, "warnings": None}, **more)
