"""What must be refused and is not, or by falling over: missing fields, nulls, bodies that are none."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from reference.edits import DROP, Change, Edit, chain, crashes, failure, misread, reading, spares, values_at
from reference.faults.registry import Fault, must, should
from reference.instants import DAY
from reference.model import JsonObject
from reference.rules.problems import RefusedError

_NEVER: JsonObject = {"expiryType": "NEVER"}
_LOYALTY: JsonObject = {"restrictedToOwners": ["Loyalty"]}

# Missing and null members


def _dates(name: str, days: int) -> Change:
    """A date may be missing: something in the future is taken instead."""

    def before(body: JsonObject) -> JsonObject:
        if body.get(name) is not None or body.get(name + "ISO") is not None:
            return body
        return {**body, name: time.time() + days * DAY}

    return reading("create", before)


def _named() -> str:
    return f"Badge of {time.time_ns()}"


def _nameless(name: Any) -> Any:
    return _named() if name is None else name


# field, requirement, statement, what makes the omission pass
_OMISSIONS: tuple[tuple[str, str, str, Change], ...] = (
    ("name", "CREATE-MANDATORY-NAME", "POST-129 POST-008", misread("create", "name", _nameless, absent=True)),
    ("start", "CREATE-MANDATORY-START", "POST-130 POST-010", _dates("startOn", 1)),
    ("end", "CREATE-MANDATORY-EXPIRES", "POST-131 POST-014", _dates("expiresOn", 36_500)),
    (
        "earned expiry",
        "CREATE-MANDATORY-EARNED-EXPIRY",
        "POST-132 POST-017",
        spares("create", "earnedBadgeExpiry", _NEVER),
    ),
    (
        "type of the earned expiry",
        "CREATE-MANDATORY-EXPIRY-TYPE",
        "POST-133 POST-018",
        misread("create", "earnedBadgeExpiry.expiryType", lambda old: old or "NEVER", absent=True),
    ),
    ("ownership", "CREATE-MANDATORY-OWNERSHIP", "POST-134 POST-025", spares("create", "ownership", _LOYALTY)),
    (
        "owner list",
        "CREATE-MANDATORY-OWNERS",
        "POST-134 POST-027",
        misread(
            "create",
            "ownership.restrictedToOwners",
            lambda old: ["Loyalty"] if old is None else old,
            absent=True,
        ),
    ),
    ("earn type", "CREATE-MANDATORY-EARN-TYPE", "POST-135 POST-060", spares("create", "earnType", "EARN")),
)


def _omissions() -> Iterator[Fault]:
    for what, requirement, statements, change in _OMISSIONS:
        yield must(
            f"create-needs-no-{what.replace(' ', '-')}",
            f"A create without {what} is accepted.",
            statements,
            requirement,
            change,
        )


def _null(name: str, instead: Any) -> Change:
    """null is taken for a value, a missing member is not."""

    def before(body: JsonObject) -> JsonObject:
        return {**body, name: instead} if name in body and body[name] is None else body

    return reading("create", before)


# Bodies


def _first_of_array(create: bool) -> Change:
    """The first of an array of badges is taken for the body."""

    def wrapper(original: Callable[[bytes], JsonObject]) -> Callable[[bytes], JsonObject]:
        def parse(body: bytes) -> JsonObject:
            if body.lstrip().startswith(b"[{"):
                first = json.loads(body)[0]
                if ("id" not in first) == create:
                    return original(json.dumps(first).encode())
            return original(body)

        return parse

    return lambda policy: policy.wrap("bodies.parse", wrapper)


def _parse_fails(fatal: Callable[[bytes], bool]) -> Change:
    """The server falls over some bodies."""

    def wrapper(original: Callable[[bytes], JsonObject]) -> Callable[[bytes], JsonObject]:
        def parse(body: bytes) -> JsonObject:
            if fatal(body):
                raise failure()
            return original(body)

        return parse

    return lambda policy: policy.wrap("bodies.parse", wrapper)


def _mended(body: bytes) -> JsonObject | None:
    """The object of a body that breaks off or goes on after its end."""
    text = body.decode(errors="replace").strip()
    try:
        value = json.JSONDecoder().raw_decode(text)[0]
    except ValueError:
        for end in range(len(text), 1, -1):
            for closing in ("}", "]}", "}}", "]}}"):
                try:
                    value = json.loads(text[:end].rstrip(", ") + closing)
                except ValueError:
                    continue
                return value if isinstance(value, dict) else None
        return None
    return value if isinstance(value, dict) else None


def _lenient(create: bool) -> Change:
    """A body that is no JSON is mended as far as it goes."""

    def wrapper(original: Callable[[bytes], JsonObject]) -> Callable[[bytes], JsonObject]:
        def parse(body: bytes) -> JsonObject:
            try:
                return original(body)
            except RefusedError:
                mended = _mended(body) if body.strip()[:1] == b"{" else None
                if mended is None or ("id" not in mended) != create:
                    raise
                start = time.time() + DAY
                return {
                    "name": _named(),
                    "startOn": start,
                    "expiresOn": start + DAY,
                    "earnedBadgeExpiry": _NEVER,
                    "ownership": _LOYALTY,
                    "earnType": "EARN",
                    **mended,
                }

        return parse

    return lambda policy: policy.wrap("bodies.parse", wrapper)


def _malformed(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return bool(body.strip())
    return False


def _scalar(body: bytes) -> bool:
    return not _malformed(body) and body.strip()[:1] not in (b"{", b"[", b"")


# null inside arrays

_ARRAYS: tuple[tuple[str, str, str], ...] = (
    ("ownership.restrictedToOwners", "owners", "CREATE-999999-OWNERS"),
    ("customerConstraints", "customer constraints", "CREATE-999999-CUSTOMER-CONSTRAINTS"),
    ("badgeConstraints", "badge constraints", "CREATE-999999-BADGE-CONSTRAINTS"),
    ("images", "images", "CREATE-999999-IMAGES"),
    ("tags", "tags", "CREATE-999999-TAGS"),
)


def _no_nulls(instead: Any = DROP) -> Edit:
    def edit(array: Any) -> Any:
        if not isinstance(array, list):
            return array
        return [instead if one is None else one for one in array if one is not None or instead is not DROP]

    return edit


def _null_at(path: str) -> Callable[[JsonObject], bool]:
    def holds_null(body: JsonObject) -> bool:
        return any(isinstance(array, list) and None in array for array in values_at(body, path))

    return holds_null


def _nulls() -> Iterator[Fault]:
    for path, words, requirement in _ARRAYS:
        instead = "Loyalty" if words == "owners" else DROP
        slug = words.replace(" ", "-")
        yield must(
            f"create-skips-null-among-{slug}",
            f"null among the {words} of a create is passed over, and the rest is accepted.",
            "POST-127",
            requirement,
            misread("create", path, _no_nulls(instead)),
        )
        yield must(
            f"create-fails-on-null-among-{slug}",
            f"null among the {words} of a create ends in a 500 that is not the documented one.",
            "POST-127 CMN-016",
            f"{requirement} COMMON-NO-SERVER-ERROR",
            crashes("create", _null_at(path)),
        )


_REST = (
    must(
        "create-takes-null-for-a-name",
        "null in the name is accepted on create, a missing name is not.",
        "POST-129",
        "CREATE-MANDATORY-NULL",
        _null("name", "null"),
    ),
    must(
        "create-takes-null-earn-type-for-earn",
        "null in earnType is taken for EARN, a missing one is not.",
        "POST-135",
        "CREATE-MANDATORY-NULL",
        _null("earnType", "EARN"),
    ),
    must(
        "create-takes-null-for-never",
        "null in the earned expiry is taken for NEVER, a missing one is not.",
        "POST-132",
        "CREATE-MANDATORY-NULL",
        _null("earnedBadgeExpiry", _NEVER),
    ),
    must(
        "create-takes-first-of-array",
        "Of an array of badges the first is created.",
        "POST-001 CMN-010",
        "CREATE-ONE-BADGE-PER-BODY CREATE-NOT-AN-OBJECT",
        _first_of_array(create=True),
    ),
    must(
        "update-takes-first-of-array",
        "Of an array of badges the first is updated.",
        "PUT-001 CMN-010",
        "UPDATE-ONE-BADGE-PER-BODY UPDATE-NOT-AN-OBJECT",
        _first_of_array(create=False),
    ),
    must(
        "malformed-json-fails",
        "A body that is no JSON ends in a 500.",
        "POST-001 PUT-001 CMN-016",
        "CREATE-MALFORMED-JSON UPDATE-MALFORMED-JSON COMMON-NO-SERVER-ERROR",
        _parse_fails(_malformed),
    ),
    must(
        "create-mends-malformed-json",
        "A create body that breaks off is mended and stored.",
        "POST-001 POST-128",
        "CREATE-MALFORMED-JSON COMMON-CREATE-MALFORMED-STORES-NOTHING",
        _lenient(create=True),
    ),
    must(
        "update-mends-malformed-json",
        "An update body that breaks off is mended and carried out.",
        "PUT-001 PUT-137",
        "UPDATE-MALFORMED-JSON COMMON-UPDATE-MALFORMED-CHANGES-NOTHING",
        _lenient(create=False),
    ),
    must(
        "empty-body-fails",
        "An empty body ends in a 500.",
        "POST-001 PUT-001 PUT-007",
        "CREATE-EMPTY-BODY UPDATE-EMPTY-BODY",
        _parse_fails(lambda body: not body.strip()),
    ),
    must(
        "scalar-body-fails",
        "A text or number in place of the badge ends in a 500.",
        "POST-001 PUT-001 PUT-007 CMN-010",
        "CREATE-NOT-AN-OBJECT UPDATE-NOT-AN-OBJECT",
        _parse_fails(_scalar),
    ),
    should(
        "large-body-fails",
        "A body over a megabyte ends in a 500.",
        "POST-001",
        "CREATE-OVERSIZED-BODY",
        chain(
            lambda policy: policy.put("bodies.max_bytes", 1 << 30),
            _parse_fails(lambda body: len(body) > 1 << 20),
        ),
    ),
    should(
        "deep-body-fails",
        "A body nested thousands of levels deep ends in a 500.",
        "POST-001",
        "CREATE-DEEP-NESTING",
        _parse_fails(lambda body: body.count(b"[") + body.count(b"{") > 1000),
    ),
    should(
        "update-skips-nulls-in-arrays",
        "null inside an array of an update is passed over, and the rest is accepted.",
        "POST-127",
        "UPDATE-NULL-IN-ARRAY",
        *(misread("update", path, _no_nulls("Loyalty" if "own" in path else DROP)) for path, _, _ in _ARRAYS),
    ),
    should(
        "update-fails-on-null-in-arrays",
        "null inside an array of an update ends in a 500 that is not the documented one.",
        "POST-127",
        "UPDATE-NULL-IN-ARRAY",
        crashes("update", lambda body: any(_null_at(path)(body) for path, _, _ in _ARRAYS)),
    ),
)

FAULTS: tuple[Fault, ...] = (*_omissions(), *_nulls(), *_REST)
