"""Observations that any response can show: what the target does where the documents leave it open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.answers import code_of, codes_of
from harness.invariants.engine import WRITES, Answer, watch
from harness.reading import instant
from harness.redaction import excerpt


def _style(value: Any, *, present: bool) -> str:
    if not present:
        return "absent"
    return "null" if value is None else "[]" if value == [] else "filled"


def _members(answer: Answer, *names: str) -> str:
    body = answer.body if isinstance(answer.body, dict) else {}
    return ", ".join(f"{name} {_style(body.get(name), present=name in body)}" for name in names)


@watch("COMMON-EMPTY-ARRAYS-OBSERVED")
def empty_arrays(answer: Answer) -> Iterator[str]:
    """errors and warnings of a success (000:L651-652)."""
    if answer.accepted and isinstance(answer.body, dict):
        yield f"{answer.operation}: {_members(answer, 'errors', 'warnings')}"


@watch("COMMON-REFUSAL-WARNINGS-OBSERVED")
def refusal_warnings(answer: Answer) -> Iterator[str]:
    """warnings of a refusal (004:L715)."""
    if answer.errors:
        yield _members(answer, "warnings")


@watch("COMMON-STATUS-WORDS-OBSERVED")
def status_words(answer: Answer) -> Iterator[str]:
    """EXPIRED or ENDED (003:L623)."""
    badges = [row for _, row in answer.rows] or [answer.data]
    for badge in badges:
        word = badge.get("badgeStatus", badge.get("status"))
        if word in ("EXPIRED", "ENDED"):
            yield f"{answer.operation}: {word}"


def _http_status(operation: str, requirement: str) -> None:
    @watch(requirement, operation)
    def success_code(answer: Answer) -> Iterator[str]:
        """The status of a success, which no page states."""
        if answer.accepted and answer.data:
            yield f"HTTP {answer.status}"


for _operation, _requirement in (
    ("create", "CREATE-HTTP-STATUS-OBSERVED"),
    ("update", "UPDATE-HTTP-STATUS-OBSERVED"),
    ("list", "LIST-SUCCESS-CODE-OBSERVED"),
    ("detail", "DETAIL-SUCCESS-CODE-OBSERVED"),
):
    _http_status(_operation, _requirement)


def _refusals(operation: str, status: str, messages: str, documented: frozenset[int]) -> None:
    @watch(status, operation)
    def refusal_status(answer: Answer) -> Iterator[str]:
        """The status of a refusal, which no page states."""
        for code in sorted(codes_of(answer.exchange) or ()):
            yield f"{code}: HTTP {answer.status}"

    @watch(messages, operation)
    def message_texts(answer: Answer) -> Iterator[str]:
        """The text that goes with a documented code; drift of texts is no defect (004:L695-722)."""
        for error in answer.errors:
            if (code := code_of(error)) in documented:
                yield f"{code}: {excerpt(str(error.get('message')), 120)}"


_refusals(
    "create",
    "CREATE-REFUSAL-STATUS-OBSERVED",
    "CREATE-MESSAGES-OBSERVED",
    frozenset({714, 722, 725, 728, 999999}),
)
_refusals(
    "update",
    "UPDATE-REFUSAL-STATUS-OBSERVED",
    "UPDATE-MESSAGES-OBSERVED",
    frozenset({400, 720, 723, 724, 826}),
)


def _references(operation: str, requirement: str, codes: frozenset[int]) -> None:
    @watch(requirement, operation)
    def reference(answer: Answer) -> Iterator[str]:
        """What an error refers to (004:L697, 003:L1062)."""
        for error in answer.errors:
            if (code := code_of(error)) in codes:
                yield excerpt(f"{code}: {error.get('reference')}", 160)


_references("create", "CREATE-714-REFERENCE-OBSERVED", frozenset({714}))
_references("create", "CREATE-728-REFERENCE-OBSERVED", frozenset({728}))
_references("update", "UPDATE-REFERENCES-OBSERVED", frozenset({720, 723, 724, 826}))


@watch("CREATE-ISO-ZONE-OBSERVED", *WRITES)
def iso_zone(answer: Answer) -> Iterator[str]:
    """The zone in which ISO twins are written (002:L667)."""
    text = answer.data.get("startOnISO")
    if isinstance(text, str) and instant(text) is not None:
        yield "Z" if text.endswith("Z") else text[-6:]


@watch("LIST-SIZE-MEANING-OBSERVED", "list")
def size_meaning(answer: Answer) -> Iterator[str]:
    """pagination.size: what was asked for, or what came (000:L187)."""
    pagination = answer.data.get("pagination")
    asked = (answer.query or {}).get("size", "10")
    if isinstance(pagination, dict) and asked.isdigit() and len(answer.rows) != int(asked):
        shown = pagination.get("size")
        if shown == int(asked):
            yield "the requested size"
        elif shown == len(answer.rows):
            yield "the number of rows"


@watch("LIST-EMPTY-TOTAL-PAGES-OBSERVED", "list")
def pages_of_nothing(answer: Answer) -> Iterator[str]:
    """totalPages of an empty result (000:L191)."""
    pagination = answer.data.get("pagination")
    if isinstance(pagination, dict) and pagination.get("total") == 0:
        yield f"totalPages {pagination.get('totalPages')}"[:40]


@watch("LIST-EARNED-DATES-UNIT-OBSERVED", "list")
def earned_dates_unit(answer: Answer) -> Iterator[str]:
    """Seconds or milliseconds (000:L209-211, L262)."""
    for _, row in answer.rows:
        value = row.get("lastEarnedOnDate")
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield "milliseconds" if value >= 1e11 else "seconds"


@watch("LIST-EARNED-EVENT-OBSERVED", "list")
def event_before_earning(answer: Answer) -> Iterator[str]:
    """lastEarnEventDate beside lastEarnedOnDate (000:L262-263)."""
    for _, row in answer.rows:
        event, earned = instant(row.get("lastEarnEventDate")), instant(row.get("lastEarnedOnDate"))
        if event is not None and earned is not None:
            yield "the event comes first" if event <= earned else "the event comes later"


@watch("LIST-ISSUE-STATUS-OBSERVED", "list")
def issue_status(answer: Answer) -> Iterator[str]:
    """issueStatus, null in every example (000:L260)."""
    for _, row in answer.rows:
        yield excerpt(str(row.get("issueStatus")), 60)


@watch("LIST-IMAGE-TAG-OBSERVED", "list")
def image_tags(answer: Answer) -> Iterator[str]:
    """Tags of images (000:L234)."""
    for _, row in answer.rows:
        images = row.get("images")
        for image in images if isinstance(images, list) else ():
            if isinstance(image, dict):
                yield excerpt(str(image.get("tag")), 60)


@watch("LIST-NEWER-FIELDS-OBSERVED", "list")
def newer_fields(answer: Answer) -> Iterator[str]:
    """The two fields that only the newer page has (000:L209-211)."""
    for _, row in answer.rows[:1]:
        there = [name for name in ("lastEarnEventDate", "lastEarnedOnDate") if name in row]
        yield f"{', '.join(there)} present" if there else "absent"


@watch("LIST-ERRORS-OBSERVED", "list")
def errors_of_success(answer: Answer) -> Iterator[str]:
    """errors and warnings of a successful list (000:L193-195)."""
    if answer.data:
        yield _members(answer, "errors", "warnings")


@watch("DETAIL-NULLS-OBSERVED", "detail")
def null_style(answer: Answer) -> Iterator[str]:
    """Nulls printed or left out (002:L202-287)."""
    for name in ("badgeRank", "badgeGroupId", "badgeGroupName", "issueExpiry", "lastEarnedOnISO"):
        if answer.data and answer.data.get(name) is None:
            yield f"{name} {'null' if name in answer.data else 'absent'}"


@watch("DETAIL-TABLE-FIELDS-OBSERVED", "detail")
def table_fields(answer: Answer) -> Iterator[str]:
    """Fields that the table has and no example (002:L679-700)."""
    if answer.data:
        there = [name for name in ("ownerType", "isActive", "lastEarnedOn") if name in answer.data]
        yield f"{', '.join(there) or 'none'} given"


@watch("DETAIL-CLAIMED-BY-OBSERVED", "detail")
def claimed_by(answer: Answer) -> Iterator[str]:
    """The elements of claimedBy (002:L67)."""
    claims = answer.data.get("claimedBy")
    for claim in claims if isinstance(claims, list) else ():
        yield "objects" if isinstance(claim, dict) else "names" if isinstance(claim, str) else "other values"
