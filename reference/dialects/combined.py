"""Servers that differ from the reference in many ways at once."""

from __future__ import annotations

from reference.dialects import answers, bodies, reads, writes
from reference.dialects.dialect import Dialect
from reference.edits import Change, chain

_SINGLE = {
    one.name: one.apply for one in (*answers.DIALECTS, *bodies.DIALECTS, *writes.DIALECTS, *reads.DIALECTS)
}


def _all(*names: str) -> Change:
    return chain(*(_SINGLE[name] for name in names))


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "india",
        "A server in India of the older revision, terse and without nulls.",
        _all(
            "iso-india",
            "nulls-left-out",
            "whole-numbers",
            "create-200",
            "terse-errors",
            "relative-type-with-capital",
            "older-sort-keys",
            "older-rows",
            "page-size-rows",
            "table-words",
            "unknown-is-400",
        ),
    ),
    Dialect(
        "strict",
        "A server that refuses whatever the documents let it refuse.",
        _all(
            "strict-members",
            "strict-dates",
            "strict-windows",
            "claims-refused",
            "flag-demanded",
            "is-active-unknown",
            "membercare-nowhere",
            "expired-is-final",
            "earn-type-is-fixed",
            "live-limits-are-fixed",
            "past-end-refused",
            "size-at-most-100",
            "exact-instants",
            "de-activated",
            "lower-case-parameters",
            "forbidden-403",
        ),
    ),
    Dialect(
        "lenient",
        "A server that takes whatever the documents let it take.",
        _all(
            "wrong-parameters-ignored",
            "several-modules",
            "identifiers-in-any-case",
            "lenient-switch",
            "any-migration-header",
            "scalars-converted",
            "plain-text-taken",
            "membercare-everywhere",
            "names-of-inactive-are-free",
            "merging",
            "name-contains",
        ),
    ),
    Dialect(
        "talkative",
        "A server that shows more than is asked for.",
        _all(
            "more-members",
            "nulls-spelt-out",
            "success-with-warnings",
            "general-code",
            "statistics-by-default",
            "members-of-the-table",
            "claims-as-objects",
            "iso-milliseconds",
            "arrays-reversed",
            "expired-cycle",
            "microseconds",
        ),
    ),
    Dialect(
        "laconic",
        "A server that shows as little as it may.",
        _all(
            "no-iso-twins",
            "nulls-left-out",
            "refusal-without-data",
            "one-error",
            "writes-without-counts",
            "unearned-is-null",
            "older-rows",
            "issued-expiry-of-issue-earn",
        ),
    ),
    Dialect(
        "newcomer",
        "A server written anew from the pages: other words, orders, codes and cycles.",
        _all(
            "ended",
            "refusal-422",
            "codes-of-its-own",
            "null-in-arrays-400",
            "constraints-named-as-written",
            "cycle-ends-after",
            "cycle-at-start-of-badge",
            "window-ends-with-badge",
            "reference-of-its-own",
            "sorted-otherwise",
            "available-is-current",
            "date-needs-operator",
            "empty-has-a-page",
            "earned-dates-in-milliseconds",
            "days-from-one",
            "720-before-724",
        ),
    ),
)
