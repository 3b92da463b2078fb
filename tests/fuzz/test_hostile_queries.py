"""Odd parameters, paths and methods of the two reads."""

import pytest

from harness.expectations import requirement
from harness.fuzzing.hostile_queries import BADGE, CUSTOMER, Odd, cases

LIST_PARAMETERS = (
    "page", "size", "sortOn", "order", "name", "badgeType", "action", "badgeStatus", "owner", "claimedBy",
    "startOn", "startOnOperator", "expiresOn", "expiresOnOperator", "groupId",
)  # fmt: skip
DETAIL_PARAMETERS = ("includeStatistics",)

VALUES = {
    "a cut escape":         "%",
    "a date of its own":    "04.02.2026",
    "a fraction":           "1.5",
    "a list":               "A,B",
    "a lone surrogate":     "\ud83d",
    "a negative number":    "-1",
    "a null character":     "\x00",
    "a number of 30 digits": "9" * 30,
    "a quote":              "'\" OR 1=1 --",
    "a wildcard":           "*%_?",
    "a word":               "NONSENSE",
    "an emoji":             "\U0001f3c5",
    "an empty text":        "",
    "blanks":               "   ",
    "null":                 "null",
    "true":                 "true",
    "two values":           ["1", "2"],
    "8000 signs":           "x" * 8000,
}  # fmt: skip

SEGMENTS = {
    "a cut escape":         "%",
    "a dot":                ".",
    "a line feed":          "%0d%0aX-Odd:%201",
    "a null character":     "%00",
    "a percent sign":       "%25",
    "a plus":               "+",
    "a question mark":      "%3F",
    "a quote":              "'",
    "a semicolon":          "x;y=z",
    "a slash":              "%2F",
    "bytes that are no UTF-8": "%ff%fe",
    "escaped twice":        "%252e%252e",
    "letters beyond ASCII": "ünï",
    "nothing":              "",
    "overlong UTF-8":       "%c0%af",
    "ten thousand digits":  "9" * 10_000,
    "the word null":        "null",
    "two dots":             "%2e%2e",
    "0":                    "0",
    "-1":                   "-1",
}  # fmt: skip

QUERIES = [
    Odd("1000 parameters", {f"p{number}": number for number in range(1000)}),
    Odd("a parameter in capitals", {"PAGE": "0", "SIZE": "x", "INCLUDESTATISTICS": "x"}),
    Odd("a parameter of 8000 signs", {"x" * 8000: "1"}),
    Odd("a parameter with brackets", {"page[]": "1", "page[x]": "2", "includeStatistics[0]": "true"}),
    Odd("a parameter without a name", {"": "1"}),
    Odd("a query of signs", suffix="?&&=&=&?&%"),
    Odd("a query that is not escaped", suffix="?name=a b\"<>'"),
    Odd("an identifier of its own", headers={"X-CAP-CUSTOMER-IDENTIFIER": "none"}),
    Odd("an identifier of nothing", headers={"X-CAP-CUSTOMER-IDENTIFIER": ""}),
    Odd("an identifier of 8000 signs", headers={"X-CAP-CUSTOMER-IDENTIFIER": "e" * 8000}),
    Odd("an identifier that does not fit", headers={"X-CAP-CUSTOMER-IDENTIFIER": "email"}),
    Odd("JSON as a query", suffix="?{%22page%22:0}"),
    Odd("no media type to accept", headers={"Accept": "application/none"}),
    Odd("a slash at the end", suffix="/"),
    Odd("two slashes", suffix="//"),
]  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "BREW")
# A DELETE may do what it says, so it only ever names a badge of ours.
DELETED = {"list": (), "detail": ("DELETE",)}

OF_LIST, OF_DETAIL = requirement("FUZZ-LIST-NO-SERVER-ERROR"), requirement("FUZZ-DETAIL-NO-SERVER-ERROR")
READS = pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        pytest.param("list", LIST_PARAMETERS, marks=OF_LIST, id="list"),
        pytest.param("detail", DETAIL_PARAMETERS, marks=OF_DETAIL, id="detail"),
    ],
)


@READS
def test_odd_values(odd_queries, operation, parameters):
    """Any value of any parameter is answered without a server error (000:L93-121, 002:L38)."""
    rows = [
        Odd(f"{words} as {name}", {name: value}) for name in parameters for words, value in VALUES.items()
    ]
    run = odd_queries(operation)
    run.run(cases(operation, "odd values", rows))
    run.conclude()


@READS
def test_odd_queries(odd_queries, operation, parameters):
    """Any query and header is answered without a server error (000:L41-121)."""
    run = odd_queries(operation)
    run.run(cases(operation, "odd queries", QUERIES))
    run.conclude()


@READS
def test_odd_paths(odd_queries, operation, parameters):
    """Any path segment is answered without a server error (000:L59, 002:L33-34)."""
    customers = [Odd(f"{words} as customer", customer=text) for words, text in SEGMENTS.items()]
    badges = [Odd(f"{words} as badge", badge=text) for words, text in SEGMENTS.items()]
    around = [Odd("an escape behind the customer", customer=f"{CUSTOMER}%20", badge=f"{BADGE}%20")]
    run = odd_queries(operation)
    run.run(cases(operation, "odd paths", [*customers, *badges, *around]))
    run.conclude()


@READS
def test_odd_methods(odd_queries, operation, parameters):
    """A method that no page lists is answered without a server error (000:L29, 002:L16)."""
    run = odd_queries(operation)
    methods = (*METHODS, *DELETED[operation])
    run.run(cases(operation, "odd methods", [Odd(f"the method {name}", method=name) for name in methods]))
    run.conclude()
