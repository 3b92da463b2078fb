"""Making a request that shows a defect as small as it can be, by trying smaller ones on the target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.payloads import Body, copied

# What stands for any other documented value, so that a value that remains is known to matter.
SIMPLE_WORDS = {
    "relativeExpirytype": "DAYS",
    "rollType": "DAYS",
    "startDayOfTheWeek": "MONDAY",
}


def shrunk(body: Body, base: Mapping[str, Any], shows: Callable[[Body], bool], most: int) -> Body:
    """The body brought towards `base` as far as it `shows` the defect, in at most so many requests."""
    left = most
    smallest, progress = body, True
    while progress and left > 0:
        progress = False
        for smaller in candidates(smallest, base):
            if left <= 0:
                break
            left -= 1
            if shows(smaller):
                smallest, progress = smaller, True
                break
    return smallest


def candidates(body: Body, base: Mapping[str, Any]) -> Iterator[Body]:
    """Smaller bodies: members as in the base first, all unneeded ones at once, then parts of members."""
    different = [name for name in {**base, **body} if body.get(name, ABSENT) != base.get(name, ABSENT)]
    if len(different) > 3:
        # Halves first: most members have nothing to do with the defect.
        middle = len(different) // 2
        yield _restored(body, base, different[:middle])
        yield _restored(body, base, different[middle:])
    if len(different) > 1:
        for name in different:
            yield _restored(body, base, [name])
    for name in different:
        if name in body:
            for part in parts(body[name]):
                yield {**body, name: part}


ABSENT = object()


def _restored(body: Body, base: Mapping[str, Any], names: list[str]) -> Body:
    made: Body = copied({name: value for name, value in body.items() if name not in names})
    made.update({name: base[name] for name in names if name in base})
    return made


def parts(value: Any) -> Iterator[Any]:
    """Smaller values of the same kind: shorter texts, fewer elements, fewer members, simpler words."""
    if isinstance(value, str):
        if len(value) > 8:
            yield value[: len(value) // 2]
            yield value[len(value) // 2 :]
    elif isinstance(value, list):
        for element in value if len(value) > 1 else ():
            yield [element]
        for index, element in enumerate(value[:5]):
            for smaller in parts(element):
                yield [*value[:index], smaller, *value[index + 1 :]]
    elif isinstance(value, dict):
        yield from _parts_of_object(value)
    elif isinstance(value, int) and not isinstance(value, bool) and value > 1:
        yield 1


def _parts_of_object(value: Body) -> Iterator[Body]:
    for name, simple in SIMPLE_WORDS.items():
        if isinstance(value.get(name), str) and value[name] != simple:
            yield {**value, name: simple}
    if value.get("durationType") in ("WEEKS", "MONTHS"):
        days = {name: member for name, member in value.items() if name != "startDayOfTheWeek"}
        yield {**days, "durationType": "DAYS", "refreshRate": 1}
    for name, member in value.items():
        for smaller in parts(member):
            yield {**value, name: smaller}
