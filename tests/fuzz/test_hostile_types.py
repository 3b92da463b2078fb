"""Every member of a body as every other JSON type, and as null."""

import pytest

from harness.fuzzing.hostile import NEW_NAME, Hostile, cases
from harness.payloads import RELATIVE, constraint, fixed_date, window

from .operations import writes

VALUES = {
    "a fraction":               1.5,
    "a number":                 7,
    "a text":                   f"text {NEW_NAME}",
    "an array":                 [],
    "an array of arrays":       [[]],
    "an array of null":         [None],
    "an array of numbers":      [1, 2],
    "an array of objects":      [{}],
    "an array of texts":        ["text"],
    "an empty text":            "",
    "an object":                {},
    "an object with a member":  {"member": {"deep": [1]}},
    "false":                    False,
    "null":                     None,
    "true":                     True,
}  # fmt: skip
MEMBERS = (
    "active", "badgeConstraints", "badgeGroupId", "badgeRank", "customFields", "customerConstraints",
    "defaultTillId", "description", "earnType", "earnedBadgeExpiry", "expiresOn", "expiresOnISO", "images",
    "isActive", "issuedBadgeExpiry", "name", "ownership", "startOn", "startOnISO", "tags",
)  # fmt: skip
# Member of the body → the object in it whose members are replaced in turn.
OBJECTS = {
    "badgeConstraints":    constraint("BADGE", "ROLLING_WINDOW"),
    "customerConstraints": window("CUSTOMER", "WEEKS", refreshRate=1),
    "customFields":        {"field": "value"},
    "earnedBadgeExpiry":   fixed_date(2_000_000_000),
    "images":              {"name": "a", "fileSvcHandle": "b", "url": "https://a.test/b", "tag": "EARNED"},
    "issuedBadgeExpiry":   RELATIVE,
    "ownership":           {"restrictedToOwners": ["Loyalty"], "claims": []},
    "tags":                {"name": "a", "value": "b"},
}  # fmt: skip
ARRAYS = ("badgeConstraints", "customerConstraints", "images", "tags")


def within(member, name, value):
    """A change of a body: the object of this member, with one of its own members replaced."""
    held = {**OBJECTS[member], name: value}
    return {member: [held] if member in ARRAYS else held}


@writes()
@pytest.mark.parametrize("member", MEMBERS)
def test_hostile_types(hostile_writes, fuzz_options, operation, member):
    """A member of another type is refused or read leniently, without a server error (004:L23-69)."""
    rows = [Hostile(f"{words} as {member}", {member: value}) for words, value in VALUES.items()]
    run = hostile_writes(operation)
    run.run(cases(operation, f"hostile types of {member}", rows), alike=fuzz_options.alike)
    run.conclude()


@writes()
@pytest.mark.parametrize("member", OBJECTS)
def test_hostile_types_within(hostile_writes, fuzz_options, operation, member):
    """A member of another type in an object of a body is refused or read leniently (004:L34-69)."""
    rows = [
        Hostile(f"{words} as {name} in {member}", within(member, name, value))
        for name in OBJECTS[member]
        for words, value in VALUES.items()
    ]
    run = hostile_writes(operation)
    run.run(cases(operation, f"hostile types within {member}", rows), alike=fuzz_options.alike)
    run.conclude()
