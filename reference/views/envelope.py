"""What surrounds every payload: data, errors, warnings (004:L539-613, 004:L691-716)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reference.model import JsonObject
from reference.rules.problems import UNKNOWN_BADGE, UNKNOWN_CUSTOMER, Problem

MEDIA_TYPE = "application/json"
CREATED_STATUS = 201
SUCCESS_STATUS = 200
REFUSED_STATUS = 400
NOT_FOUND_STATUS = 404


def success(data: Any) -> JsonObject:
    """The envelope of an accepted request."""
    return {"data": data, "errors": [], "warnings": []}


def refusal(problems: Sequence[Problem]) -> JsonObject:
    """The envelope of a refused request: all that is wrong, each thing once."""
    errors = [
        {"code": one.code, "message": one.message, "reference": one.reference}
        for one in dict.fromkeys(problems)
    ]
    return {"data": None, "errors": errors, "warnings": None}


def refusal_status(problems: Sequence[Problem]) -> int:
    """404 when the only trouble is that the thing is not there, else 400."""
    codes = {one.code for one in problems}
    return NOT_FOUND_STATUS if codes <= {UNKNOWN_BADGE, UNKNOWN_CUSTOMER} else REFUSED_STATUS


def render(payload: Any) -> bytes:
    """The bytes of a payload: JSON in UTF-8, without blanks."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
