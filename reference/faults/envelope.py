"""What surrounds every payload: the envelope, its errors, its status, and what it gives away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from reference.edits import Change, Edit, always, drop, shown
from reference.faults.registry import Fault, must, should
from reference.model import JsonObject
from reference.rules.problems import INVALID, NAME_TAKEN, START_FROZEN, Problem
from reference.views.envelope import render

_SUCCESS, _REFUSAL = "views.success", "views.refusal"
_TRACE = (
    "java.lang.NullPointerException: null\n"
    "\tat com.example.badges.BadgeMetaService.update(BadgeMetaService.java:214)\n"
    "\tat com.example.badges.BadgeMetaController.put(BadgeMetaController.java:58)"
)
_QUERY = "could not execute statement; SQL [insert into badge_meta (id, name) values (?, ?)]"


def _errors(edit: Callable[[JsonObject], Any]) -> Change:
    return shown(_REFUSAL, "errors[]", edit)


def _for_code(code: int, edit: Edit) -> Edit:
    return lambda error: edit(error) if error["code"] == code else error


def _bytes(spoil: Callable[[Any, bytes], bytes]) -> Change:
    """The bytes of an answer, made from it and the right ones."""
    return lambda policy: policy.put("views.render", lambda payload: spoil(payload, render(payload)))


def _is_refusal(payload: Any) -> bool:
    return isinstance(payload, dict) and bool(payload.get("errors"))


def _status(status: int, *codes: int) -> Change:
    """Refusals with one of the codes, or all of them, come with another status."""

    def wrapper(original: Callable[[list[Problem]], int]) -> Callable[[list[Problem]], int]:
        def refusal_status(problems: list[Problem]) -> int:
            ours = not codes or {one.code for one in problems} & set(codes)
            return status if ours else original(problems)

        return refusal_status

    return lambda policy: policy.wrap("views.refusal_status", wrapper)


FAULTS: tuple[Fault, ...] = (
    must(
        "answers-are-cut-short",
        "A refusal lacks its last brace.",
        "CMN-011",
        "COMMON-BODY-JSON",
        _bytes(lambda payload, right: right[:-1] if _is_refusal(payload) else right),
    ),
    must(
        "details-are-python",
        "A success writes True, False and None for true, false and null.",
        "CMN-011",
        "COMMON-BODY-JSON",
        _bytes(lambda payload, right: right if _is_refusal(payload) else str(json.loads(right)).encode()),
    ),
    must(
        "refusals-are-html",
        "A refusal is a page of HTML.",
        "CMN-011 CMN-014 CMN-016",
        "COMMON-BODY-JSON COMMON-REFUSAL-ENVELOPE",
        _bytes(
            lambda payload, right: b"<html><body>Bad Request</body></html>" if _is_refusal(payload) else right
        ),
    ),
    should(
        "answers-are-plain-text",
        "Answers are declared as plain text.",
        "CMN-011",
        "COMMON-CONTENT-TYPE",
        lambda policy: policy.put("views.media_type", "text/plain"),
    ),
    must(
        "success-is-data-alone",
        "A success is its data, without an envelope.",
        "CMN-011",
        "COMMON-ENVELOPE-OBJECT COMMON-ENVELOPE-DATA",
        lambda policy: policy.put(_SUCCESS, lambda data: [data]),
    ),
    must(
        "success-has-result",
        "A success carries its data as result.",
        "CMN-011",
        "COMMON-ENVELOPE-DATA",
        lambda policy: policy.put(_SUCCESS, lambda data: {"result": data, "errors": [], "warnings": []}),
    ),
    must(
        "success-has-errors",
        "A success reports an error of code 0.",
        "CMN-012 LIST-087 PUT-130 POST-120",
        "COMMON-ENVELOPE-ERRORS-EMPTY",
        shown(_SUCCESS, "errors", always([{"code": 0, "message": "OK", "reference": None}])),
    ),
    should(
        "success-has-no-errors",
        "A success leaves errors out.",
        "CMN-011 CMN-012 LIST-087",
        "COMMON-ENVELOPE-ERRORS-LIST",
        shown(_SUCCESS, "errors", drop),
    ),
    must(
        "success-warns-in-a-text",
        "The warnings of a success are a text.",
        "CMN-013 LIST-088 PUT-130 POST-120",
        "COMMON-ENVELOPE-WARNINGS",
        shown(_SUCCESS, "warnings", always("")),
    ),
    should(
        "success-warns-null",
        "The warnings of a success are null.",
        "CMN-011 CMN-013 LIST-088",
        "COMMON-ENVELOPE-WARNINGS-LIST",
        shown(_SUCCESS, "warnings", always(None)),
    ),
    must(
        "refusal-is-an-array",
        "A refusal is the array of its errors.",
        "CMN-014 CMN-016",
        "COMMON-REFUSAL-ENVELOPE",
        _bytes(lambda payload, right: render(payload["errors"]) if _is_refusal(payload) else right),
    ),
    must(
        "refusal-has-data",
        "A refusal carries an empty object as data.",
        "CMN-014",
        "COMMON-REFUSAL-DATA",
        shown(_REFUSAL, "data", always({}), absent=True),
    ),
    must(
        "refusal-has-one-error",
        "A refusal carries one error in place of the array.",
        "CMN-016",
        "COMMON-REFUSAL-ERRORS",
        shown(_REFUSAL, "errors", lambda errors: errors[0]),
    ),
    must(
        "refusal-has-no-errors",
        "A refusal carries an empty array of errors.",
        "CMN-016",
        "COMMON-REFUSAL-ERRORS",
        shown(_REFUSAL, "errors", always([])),
    ),
    must(
        "refusal-warns",
        "A refusal repeats its errors as warnings.",
        "CMN-015",
        "COMMON-REFUSAL-WARNINGS",
        shown(_REFUSAL, "warnings", always([{"code": 1, "message": "refused"}]), absent=True),
    ),
    must(
        "error-code-is-a-text",
        "The code of an error is a text.",
        "CMN-017 CMN-018",
        "COMMON-ERROR-CODE",
        _errors(lambda error: {**error, "code": str(error["code"])}),
    ),
    must(
        "error-code-is-missing",
        "An error with 400 has no code.",
        "CMN-017 CMN-018",
        "COMMON-ERROR-CODE",
        _errors(_for_code(INVALID, lambda error: {"message": error["message"], "reference": None})),
    ),
    must(
        "error-message-is-empty",
        "The message of an error is empty.",
        "CMN-017 CMN-019",
        "COMMON-ERROR-MESSAGE",
        _errors(lambda error: {**error, "message": ""}),
    ),
    must(
        "error-message-is-null",
        "The message of the error 725 is null.",
        "CMN-017 CMN-019",
        "COMMON-ERROR-MESSAGE",
        _errors(_for_code(NAME_TAKEN, lambda error: {**error, "message": None})),
    ),
    must(
        "error-reference-is-a-list",
        "The reference of an error is a list of names.",
        "CMN-017 CMN-020 POST-122 POST-126",
        "COMMON-ERROR-REFERENCE",
        _errors(lambda error: {**error, "reference": str(error["reference"]).split(".")}),
    ),
    must(
        "error-shows-stack-trace",
        "The message of an error is a stack trace.",
        "CMN-016 CMN-019",
        "COMMON-NO-STACK-TRACE",
        _errors(_for_code(INVALID, lambda error: {**error, "message": _TRACE})),
    ),
    should(
        "error-shows-query",
        "The message of the error 725 shows a statement to the database.",
        "CMN-019",
        "COMMON-NO-INTERNALS",
        _errors(_for_code(NAME_TAKEN, lambda error: {**error, "message": _QUERY})),
    ),
    should(
        "error-shows-file",
        "The message of an error names a source file of the server.",
        "CMN-019",
        "COMMON-NO-INTERNALS",
        _errors(
            _for_code(
                START_FROZEN, lambda error: {**error, "message": "rejected at /opt/badges/app/rules.py:88"}
            )
        ),
    ),
    should(
        "refusals-are-2xx",
        "Refusals come with status 200.",
        "CMN-014 CMN-016",
        "COMMON-REFUSAL-STATUS",
        _status(200),
    ),
    should(
        "refusal-of-name-is-a-redirect",
        "The refusal of a taken name comes with status 302.",
        "CMN-014 CMN-016",
        "COMMON-REFUSAL-STATUS",
        _status(302, NAME_TAKEN),
    ),
    must(
        "refusals-are-500",
        "Every refusal comes with status 500.",
        "CMN-016",
        "COMMON-NO-SERVER-ERROR",
        _status(500),
    ),
)
