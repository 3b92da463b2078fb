"""Rules of every answer: body, status, envelope, nothing that belongs to the inside of a server."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.answers import INTERNAL, codes_of, outcome_of
from harness.invariants.engine import JUDGED_REFUSALS, WRITES, Answer, Check, rule, unescaped
from harness.redaction import excerpt

STACK_TRACE = re.compile(
    r"""
      Traceback\ \(most\ recent\ call\ last\)
    | \bat\ [\w$.<>]+\([\w$]+\.(?:java|kt|scala|groovy):\d+\)          # a Java frame
    | \bFile\ "[^"]+",\ line\ \d+                                       # a Python frame
    | \bat\ [^\n]{1,200}\ \([^\n()]{1,200}\.[cm]?[jt]s:\d+:\d+\)          # a JavaScript frame
    | \bgoroutine\ \d+\ \[running\]
    """,
    re.VERBOSE,
)
# One of these stands in whatever the pattern finds; looking for them takes a tenth of the time.
STACK_TRACE_MARKS = (
    *("Traceback", "goroutine", 'File "', ".java:", ".kt:", ".scala:", ".groovy:", "js:", "ts:"),
)
INTERNALS = re.compile(
    r"""
      \bSQLSTATE\[ | \bORA-\d{5}\b | \bSQLSyntaxError | \bMongo(?:Write|Command)?Exception\b
    | (?i:\bselect\s.{1,200}\sfrom\s\w+(?:\s\w+)?\s+where\s[\w.]+\s*(?:=|<|>|in\s*\(|like\s))
    | (?i:\binsert\s+into\s+\w+\s*\() | (?i:\bupdate\s+\w+\s+set\s+\w+\s*=)
    | (?<![\w/:.])/(?:home|usr|var|opt|srv|etc)/[\w.-]+/[\w./-]+
    """,
    re.VERBOSE | re.DOTALL,
)


@rule("COMMON-BODY-JSON")
def body_is_json(answer: Answer) -> Iterator[Check]:
    """What the service itself answers is JSON; that it is an object is said by the contracts (000:L216).

    The pages of the reads describe no refusal, so that one may come from whatever looks at the address first.
    """
    if answer.accepted or (answer.operation in WRITES and answer.status in JUDGED_REFUSALS):
        problem = answer.exchange.problem
        yield Check(problem is None, "a body that is JSON", problem or "")


@rule("COMMON-CONTENT-TYPE")
def content_type_is_json(answer: Answer) -> Iterator[Check]:
    """A JSON body says that it is one."""
    if isinstance(answer.body, dict):
        declared = answer.exchange.header("content-type") or "no Content-Type"
        kind = declared.split(";")[0].strip().lower()
        yield Check(
            kind == "application/json" or kind.endswith("+json"),
            "a JSON content type",
            excerpt(declared, 120),
        )


@rule("COMMON-REFUSAL-STATUS")
def refusals_have_a_client_error(answer: Answer) -> Iterator[Check]:
    """Errors come under 4xx."""
    if answer.errors and answer.status < 500 and not answer.two_minded:
        yield Check(400 <= answer.status < 500, "a 4xx status with errors", outcome_of(answer.exchange))


@rule("COMMON-NO-SERVER-ERROR", *WRITES)
def writes_never_fail_unexpectedly(answer: Answer) -> Iterator[Check]:
    """No 5xx but the documented 999999 (004:L723)."""
    internal = INTERNAL in (codes_of(answer.exchange) or ())
    yield Check(
        answer.status < 500 or internal, "an answer without a server error", outcome_of(answer.exchange)
    )


def _leak(answer: Answer, pattern: re.Pattern[str]) -> str | None:
    """What the pattern finds in the body; what the request itself carried is an echo, no leak."""
    found = pattern.search(answer.text)
    if found is None:
        return None
    sent = unescaped(answer.exchange.request_body or b"") + answer.exchange.url
    return None if found[0][:40] in sent else excerpt(found[0], 120)


@rule("COMMON-NO-STACK-TRACE")
def no_stack_trace(answer: Answer) -> Iterator[Check]:
    """No frame of any language in any body, but for what others may have written into a badge."""
    if not answer.accepted:
        marked = any(mark in answer.text for mark in STACK_TRACE_MARKS)
        leak = _leak(answer, STACK_TRACE) if marked else None
        yield Check(leak is None, "a body without a stack trace", leak or "")


@rule("COMMON-NO-INTERNALS")
def nothing_of_the_inside(answer: Answer) -> Iterator[Check]:
    """No query, path or driver message in the errors of any body."""
    if not answer.accepted:
        leak = _leak(answer, INTERNALS)
        yield Check(leak is None, "a body without internals of the server", leak or "")
