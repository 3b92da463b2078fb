"""What the shape of a write body makes due: member by member, whatever JSON value it is.

Three outcomes are told apart: what the pages show is fine; what they forbid breaks a rule (a mandatory
member is missing, a word is unknown, null stands in an array, an object stands where a text belongs); the
rest is left open, as a target may read `7` as "7" or not, and no page states bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.fuzzing import words
from harness.fuzzing.due import Due
from harness.fuzzing.expiries import expiry
from harness.fuzzing.limits import compared, constraints
from harness.fuzzing.places import (
    Place,
    Reader,
    address,
    each,
    flag,
    identifier,
    is_array,
    is_object,
    is_scalar,
    iso_time,
    repeated,
    text,
    time,
    whole,
    word,
)


def read_body(operation: str, body: Any, due: Due) -> bool:
    """Note in `due` what the shape of the body makes due; returns whether it is an object at all."""
    place = Place(operation, due)
    if isinstance(body, list):
        due.forbid("", "an array of bodies", place.rule("ONE-BADGE-PER-BODY"))
        return False
    if not isinstance(body, dict):
        due.forbid("", "no object", place.rule("NOT-AN-OBJECT"))
        return False
    members = CREATE if place.creates else UPDATE
    for name, value in body.items():
        if name not in members:
            (place / name).leave("a member that no page names")
            for known in members:
                if known.lower() == name.lower():
                    (place / known).leave("a member beside another spelling, which some readers take for it")
        elif value is not None:
            members[name](place / name, value)
    _missing(place, body)
    compared(place, body)
    if body.get("earnType") == "EARN" and body.get("issuedBadgeExpiry") is not None:
        (place / "issuedBadgeExpiry").bounded("an issued expiry of a badge that is not issued")
    return True


def _missing(place: Place, body: Mapping[str, Any]) -> None:
    """Mandatory members; null is the same as absent. An update must only name its badge."""
    if not place.creates:
        if body.get("id") is None:
            rule = "UPDATE-ID-NULL" if "id" in body else "UPDATE-ID-MISSING"
            place.due.forbid("/id", "no id", rule)
        for name in ("name", "startOn", "expiresOn", "earnedBadgeExpiry", "ownership", "earnType", "active"):
            if body.get(name) is None:
                (place / name).leave("a starred member is left out of an update")
        return
    if body.get("active") is None:
        (place / "active").leave("active is left out, which a target may refuse")
    for name, rule in MANDATORY.items():
        if body.get(name) is not None:
            continue
        if body.get(f"{name}ISO") is not None:
            (place / name).leave("only the ISO twin is given")
        elif name in body:
            place.due.forbid(f"/{name}", "null in a mandatory member", "CREATE-MANDATORY-NULL")
        else:
            place.due.forbid(f"/{name}", "a mandatory member is missing", rule)


MANDATORY = {
    "name": "CREATE-MANDATORY-NAME",
    "startOn": "CREATE-MANDATORY-START",
    "expiresOn": "CREATE-MANDATORY-EXPIRES",
    "earnedBadgeExpiry": "CREATE-MANDATORY-EARNED-EXPIRY",
    "ownership": "CREATE-MANDATORY-OWNERSHIP",
    "earnType": "CREATE-MANDATORY-EARN-TYPE",
}


def _plain_members(names: tuple[str, ...], extra: Mapping[str, Reader]) -> Reader:
    """An object of texts that are all there in every shown body; what is left out is open."""

    def read(place: Place, value: Any) -> None:
        if not is_object(place, value):
            return
        each(place, value, {**dict.fromkeys(names, text), **extra})
        for name in (*names, *extra):
            if value.get(name) is None:
                (place / name).leave("a member that every shown body has is left out")

    return read


image = _plain_members(
    ("name", "fileSvcHandle"),
    {"url": address, "tag": lambda place, value: word(place, value, words.IMAGE_TAGS, "")},
)
tag = _plain_members(("name", "value"), {})


def images(place: Place, value: Any) -> None:
    """Pictures (004:L94-101)."""
    if is_array(place, value, image, "IMAGES"):
        _few(place, value, words.MOST_USUAL_IMAGES)
        repeated(place, [item.get("tag") for item in value if isinstance(item, dict)])


def tags(place: Place, value: Any) -> None:
    """Labels (004:L220-233)."""
    if is_array(place, value, tag, "TAGS"):
        _few(place, value, words.MOST_USUAL_TAGS)
        repeated(place, [item.get("name") for item in value if isinstance(item, dict)])


def _few(place: Place, items: list[Any], most: int) -> None:
    if len(items) > most:
        place.bounded("more than a page shows together")


def custom_fields(place: Place, value: Any) -> None:
    """A flat map of texts; which names a tenant knows is left open (004:L65-67)."""
    if is_object(place, value) and value:
        place.leave("custom fields, which a tenant may have to know")


def ownership(place: Place, value: Any) -> None:
    """The owners; claims never take effect, refused or dropped (004:L3, L39-40)."""
    if not is_object(place, value):
        return
    for name in value:
        if name not in ("restrictedToOwners", "claims"):
            (place / name).leave("a member that no page names")
    if value.get("claims") not in (None, []):
        (place / "claims").leave("claims, which may be refused or dropped")
    owners = value.get("restrictedToOwners")
    place = place / "restrictedToOwners"
    if owners is None and place.creates:
        place.due.forbid(
            place.pointer,
            "no owners",
            "CREATE-MANDATORY-OWNERS",
            {728},
            code_rule="CREATE-728-MISSING-OWNERS",
        )
    elif owners is None:
        place.leave("a starred member is left out of an update")
    elif owners == []:
        if place.creates:
            place.due.forbid(place.pointer, "an empty owner list", "CREATE-728-EMPTY-OWNERS", {728})
        else:
            place.due.forbid(place.pointer, "an empty owner list", "UPDATE-OWNERS-EMPTY")
    elif is_array(place, owners, _owner(place, owners), "OWNERS"):
        repeated(place, owners)


def _owner(place: Place, owners: Any) -> Reader:
    known = isinstance(owners, list) and any(
        isinstance(owner, str) and owner in words.OWNERS for owner in owners
    )
    rule = (
        ("CREATE-714-MIXED-OWNERS" if known else "CREATE-714-UNKNOWN-OWNER")
        if place.creates
        else "UPDATE-OWNERS-UNKNOWN"
    )
    code = 714 if place.creates else 400

    def read(here: Place, value: Any) -> None:
        if not is_scalar(here, value, "owner") or value in words.OWNERS:
            return
        if not isinstance(value, str):
            here.leave("a scalar in the place of a word")
        elif words.is_near(value, (*words.OWNERS, *words.DOUBTFUL_OWNERS)):
            here.leave("nearly a documented owner")
        else:
            here.due.forbid(here.pointer, "an unknown owner", rule, {code})

    return read


# -- the two bodies -----------------------------------------------------------------------------------


def left_open(reason: str) -> Reader:
    """A member whose acceptance no page settles."""

    def read(place: Place, value: Any) -> None:  # noqa: ARG001 - whatever the value is
        place.leave(reason)

    return read


COMMON: Mapping[str, Reader] = {
    "name": text,
    "description": text,
    "startOn": time,
    "expiresOn": time,
    "earnedBadgeExpiry": expiry(earned=True),
    "issuedBadgeExpiry": expiry(earned=False),
    "ownership": ownership,
    "images": images,
    "customerConstraints": constraints("CUSTOMER"),
    "badgeConstraints": constraints("BADGE"),
    "tags": tags,
    "earnType": lambda place, value: word(
        place, value, words.EARN_TYPES, place.rule("ENUM-EARN-TYPE-UNKNOWN")
    ),
    "active": flag,
    "customFields": custom_fields,
    "badgeGroupId": left_open("a group, which may have to exist"),
    "badgeRank": whole,
}

CREATE: Mapping[str, Reader] = {
    **COMMON,
    "startOnISO": iso_time,
    "expiresOnISO": iso_time,
    "isActive": left_open("another spelling of active"),
    "defaultTillId": left_open("a till, which may have to exist"),
}

UPDATE: Mapping[str, Reader] = {
    **COMMON,
    "id": identifier,
    **{
        name: left_open("a member that the server keeps")
        for name in (
            "orgId",
            "badgeNumericId",
            "issuedCount",
            "earnedCount",
            "status",
            "createdOn",
            "createdBy",
            "lastUpdatedOn",
            "lastUpdatedBy",
        )
    },
}
