"""Too little room: large numbers, long texts and many entries are cut on their way in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference.edits import Edit, at_most, misread, several
from reference.faults.registry import Fault, must


def _first_fields(count: int) -> Edit:
    return lambda fields: dict(list(fields.items())[:count])


def _short_fields(letters: int) -> Edit:
    def cut(fields: dict[str, Any]) -> dict[str, Any]:
        return {name: text[:letters] for name, text in fields.items()}

    return cut


# slug, what is kept, where it lies, the edit, requirement, statements on create and on update
_ROWS = (
    ("ranks", "ranks up to 32767", "badgeRank", at_most(32_767), "BADGE-RANK", "POST-106", "PUT-115"),
    (
        "badge-limits",
        "limits of the badge up to 32767",
        "badgeConstraints[].maxEarnLimit",
        at_most(32_767),
        "BADGE-FIXED-VALUE",
        "POST-099",
        "PUT-108",
    ),
    (
        "customer-limits",
        "limits of a customer up to 32767",
        "customerConstraints[].maxEarnLimit",
        at_most(32_767),
        "CUSTOMER-FIXED-VALUE",
        "POST-098",
        "PUT-107",
    ),
    (
        "badge-rolls",
        "rolling windows of the badge up to 365",
        "badgeConstraints[].rollValue",
        at_most(365),
        "BADGE-ROLLING",
        "POST-099",
        "PUT-108",
    ),
    (
        "customer-rolls",
        "rolling windows of a customer up to 31 days",
        "customerConstraints[].rollForDays",
        at_most(31),
        "CUSTOMER-ROLLING",
        "POST-098",
        "PUT-107",
    ),
    (
        "badge-windows",
        "windows of the badge up to 365 days",
        "badgeConstraints[].refreshRate",
        at_most(365),
        "BADGE-WINDOW-DAYS",
        "POST-099",
        "PUT-108",
    ),
    (
        "customer-windows",
        "windows of a customer up to 31 days",
        "customerConstraints[].refreshRate",
        at_most(31),
        "CUSTOMER-WINDOW-DAYS",
        "POST-098",
        "PUT-107",
    ),
    (
        "relative-expiries",
        "relative expiries up to 365",
        "earnedBadgeExpiry.value",
        at_most(365),
        "EARNED-RELATIVE",
        "POST-085",
        "PUT-096",
    ),
    ("tags", "the first five tags", "tags", several(5), "TAGS", "POST-104", "PUT-113"),
    (
        "tag-values",
        "the first hundred letters of a tag's value",
        "tags[].value",
        several(100),
        "TAGS",
        "POST-104",
        "PUT-113",
    ),
    ("images", "the first three images", "images", several(3), "IMAGES", "POST-093", "PUT-102"),
    (
        "urls",
        "the first 255 letters of an image's URL",
        "images[].url",
        several(255),
        "IMAGES",
        "POST-093",
        "PUT-102",
    ),
    (
        "custom-fields",
        "the first four custom fields",
        "customFields",
        _first_fields(4),
        "CUSTOM-FIELDS",
        "POST-119",
        "PUT-127",
    ),
    (
        "custom-values",
        "the first hundred letters of a custom field",
        "customFields",
        _short_fields(100),
        "CUSTOM-FIELDS",
        "POST-119",
        "PUT-127",
    ),
)


def _faults() -> Iterator[Fault]:
    for slug, kept, path, edit, requirement, posted, put in _ROWS:
        for operation, statement in (("create", posted), ("update", put)):
            yield must(
                f"{operation}-has-no-room-for-{slug}",
                f"{'A create' if operation == 'create' else 'An update'} keeps {kept} only.",
                statement,
                f"{operation.upper()}-ECHO-{requirement}",
                misread(operation, path, edit),
            )


FAULTS: tuple[Fault, ...] = tuple(_faults())
