"""Valid bodies under odd headers, and bodies of many bytes."""

import pytest

from harness.expectations import NotApplicable
from harness.fuzzing.hostile import Hostile, cases

from .operations import writes

TYPES = {
    "a charset that does not exist":  "application/json; charset=none",
    "a form":                         "application/x-www-form-urlencoded",
    "a parameter that is cut":        "application/json; charset=",
    "a type in capitals":             "APPLICATION/JSON",
    "a type of 8000 signs":           "application/" + "j" * 8000,
    "a type of its own":              "application/vnd.badge+json",
    "a type that is none":            "json",
    "an upload":                      "multipart/form-data; boundary=x",
    "an upload without a boundary":   "multipart/form-data",
    "bytes":                          "application/octet-stream",
    "JSON in ISO-8859-1":             "application/json; charset=iso-8859-1",
    "JSON in UTF-16":                 "application/json; charset=utf-16",
    "plain text":                     "text/plain",
    "XML":                            "application/xml",
}  # fmt: skip
CODINGS = {"a coding that does not exist": "none", "brotli": "br", "gzip, but plain": "gzip"}
SIZES = {"100 KB": 100_000, "900 KB": 900_000}
HUGE = {"5 MB": 5_000_000, "10 MB": 10_000_000}


def as_it_is(text):
    """The text unchanged."""
    return text


def long(size):
    """Makes text with a description of so many signs."""
    return lambda text: f'{{"unknown": "{"x" * size}", {text[1:]}'


@writes()
def test_odd_media_types(hostile_writes, operation):
    """A type or charset that is not JSON in UTF-8 is read or refused, without a server error (004:L9-10)."""
    typed = [Hostile(words, raw=as_it_is, headers={"Content-Type": kind}) for words, kind in TYPES.items()]
    untyped = Hostile("no type at all", raw=as_it_is, headers={})
    coded = [
        Hostile(words, raw=as_it_is, headers={"Content-Type": "application/json", "Content-Encoding": coding})
        for words, coding in CODINGS.items()
    ]
    run = hostile_writes(operation)
    run.run(cases(operation, "hostile types", [*typed, untyped, *coded]))
    run.conclude()


@writes()
@pytest.mark.parametrize("size", [*SIZES, *HUGE])
def test_large_bodies(hostile_writes, fuzz_options, operation, size):
    """A body of any size is read or refused, without a server error (004:L9-10)."""
    permit(size, fuzz_options)
    run = hostile_writes(operation)
    run.run(cases(operation, f"hostile size of {size}", [Hostile(size, raw=long({**SIZES, **HUGE}[size]))]))
    run.conclude()


def permit(size, options):
    """Bodies of megabytes go to a target that is not ours only when it was asked for."""
    if size in HUGE and not options.hostile:
        raise NotApplicable("bodies of megabytes are sent with --hostile only")
