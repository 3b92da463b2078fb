"""Bodies that are no JSON, or JSON of an odd build."""

import pytest

from harness.fuzzing.hostile import NEW_NAME, Hostile, cases
from harness.payloads import NEVER, constraint

from .operations import writes

NOT_JSON = {
    "a body cut after its first half":   lambda text: text[: len(text) // 2],
    "a body cut after the first member": lambda text: text[: text.index(",")],
    "a body cut before its last brace":  lambda text: text[:-1],
    "a body of braces":                  lambda text: "{" * 50,
    "a body that says something else":   lambda text: "name=Gold&active=true",
    "a missing colon":                   lambda text: text.replace(":", " ", 1),
    "a missing comma":                   lambda text: text.replace(",", " ", 1),
    "an unfinished escape":              lambda text: text.replace('"name": "', '"name": "\\u12-', 1),
    "blanks only":                       lambda text: "   \n ",
    "no body at all":                    lambda text: "",
    "two bodies":                        lambda text: f"{text},{text}",
    "unquoted words":                    lambda text: text.replace('"', ""),
}  # fmt: skip
LENIENT = {
    "a byte order mark":               lambda text: b"\xef\xbb\xbf" + text.encode(),
    "a comma after the last member":   lambda text: text[:-1] + ",}",
    "a comment":                       lambda text: text.replace(",", ", /* note */", 1),
    "a member twice, the same":        lambda text: '{"active": true, ' + text[1:],
    "a member twice, of other types":  lambda text: '{"earnType": [], "earnedBadgeExpiry": 7, ' + text[1:],
    "bytes that are no UTF-8":         lambda text: text.encode().replace(b"plain", b"pl\xe9\xff", 1),
    "overlong UTF-8":                  lambda text: text.encode().replace(b"plain", b"pl\xc0\xaf", 1),
    "single quotes":                   lambda text: text.replace('"', "'"),
    "UTF-16":                          lambda text: text.encode("utf-16"),
    "UTF-32":                          lambda text: text.encode("utf-32"),
    "zeros around":                    lambda text: b"\0" + text.encode() + b"\0",
    "10000 blanks around":             lambda text: " " * 10_000 + text + "\n" * 10_000,
}  # fmt: skip
DEPTHS = {"100 levels": 100, "1000 levels": 1000, "10000 levels": 10_000, "100000 levels": 100_000}


# Opening, innermost, closing.
BRACKETS = {"arrays": ("[", "", "]"), "objects": ('{"a":', "1", "}")}


def nested(opening, innermost, closing, depth):
    """Makes text with an unknown member that is nested so deep."""
    return lambda text: f'{{"unknown": {opening * depth}{innermost}{closing * depth}, {text[1:]}'


def image(name):
    """A picture."""
    return {"name": str(name), "fileSvcHandle": "handle", "url": "https://img.example.com/1", "tag": "EARNED"}


VALUE, TAG = constraint("CUSTOMER", "FIXED_VALUE"), {"name": "a", "value": "b"}
BUILDS = [
    Hostile("1000 images",           {"images": [image(number) for number in range(1000)]}),
    Hostile("1000 limits",           {"customerConstraints": [VALUE] * 1000}),
    Hostile("999 tags",             {"tags": [{"name": f"{number}", "value": "v"} for number in range(999)]}),
    Hostile("1000 unknown members",  {f"unknown{number}": number for number in range(1000)}),
    Hostile("5000 owners",           {"ownership.restrictedToOwners": ["Loyalty"] * 5000}),
    Hostile("a member of no name",   {"": "empty"}),
    Hostile("members in capitals",   {"NAME": NEW_NAME, "STARTON": 1, "EarnType": "EARN"}),
    Hostile("members of Java",       {"class": {"module": {"classLoader": {}}}, "@type": "java.lang.Object"}),
    Hostile("members of JavaScript", {"__proto__": {"active": False}, "constructor": {"prototype": {}}}),
    Hostile("members of the server", {"status": "LIVE", "orgId": 1, "createdOn": 1, "lastUpdatedBy": -1}),
    Hostile("null among images",     {"images": [None]}),
    Hostile("null among limits",     {"customerConstraints": [None, VALUE]}),
    Hostile("null among owners",     {"ownership.restrictedToOwners": ["Loyalty", None]}),
    Hostile("null among tags",       {"tags": [None, None]}),
    Hostile("an image, no array",    {"images": image("a")}),
    Hostile("a limit, no array",     {"customerConstraints": VALUE}),
    Hostile("a tag, no array",       {"tags": TAG}),
    Hostile("an array of expiries",  {"earnedBadgeExpiry": [NEVER]}),
    Hostile("an array of fields",    {"customFields": [{"field": "value"}]}),
    Hostile("an owner, no array",    {"ownership.restrictedToOwners": "Loyalty"}),
    Hostile("one image twice",       {"images": [image("a"), image("a")]}),
    Hostile("one limit twice",       {"customerConstraints": [VALUE, VALUE]}),
    Hostile("one owner twice",       {"ownership.restrictedToOwners": ["Loyalty", "Loyalty"]}),
    Hostile("one tag twice",         {"tags": [TAG, TAG]}),
]  # fmt: skip


@writes(refused=True)
def test_bodies_that_are_no_json(hostile_writes, operation):
    """What does not parse is refused and leaves everything as it was (004:L691-716, 003:L1058-1127)."""
    rule = f"{operation.upper()}-MALFORMED-JSON"
    rows = [Hostile(words, raw=made, rule=rule) for words, made in NOT_JSON.items()]
    run = hostile_writes(operation)
    run.run(cases(operation, "hostile text", rows))
    run.conclude()


@writes()
def test_bodies_that_a_lenient_reader_takes(hostile_writes, operation):
    """JSON that is not quite JSON is read or refused, without a server error (004:L23-69)."""
    rows = [Hostile(words, raw=made) for words, made in LENIENT.items()]
    run = hostile_writes(operation)
    run.run(cases(operation, "hostile JSON", rows))
    run.conclude()


@writes()
@pytest.mark.parametrize("kind", BRACKETS)
def test_deep_bodies(hostile_writes, operation, kind):
    """Nesting of any depth is refused or ignored, without a server error (004:L23-69)."""
    rows = [
        Hostile(f"{words} of {kind}", raw=nested(*BRACKETS[kind], depth)) for words, depth in DEPTHS.items()
    ]
    run = hostile_writes(operation)
    run.run(cases(operation, f"hostile depth of {kind}", rows))
    run.conclude()


@writes()
def test_bodies_of_an_odd_build(hostile_writes, operation):
    """Many, doubled, unknown and null parts are read or refused without a server error (004:L23-69)."""
    run = hostile_writes(operation)
    run.run(cases(operation, "hostile build", BUILDS))
    run.conclude()
