"""Reading untrusted JSON into normalised values: the small language in which `fields.py` states its tables.

A reader takes a value and its path, and returns the normalised value; what is wrong is appended to `problems`
and MISSING is returned, so that a request hears everything that is wrong with it at once (004:L693-714).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from reference import instants
from reference.rules.problems import INTERNAL, INVALID, Problem, problem

Problems = list[Problem]
Reader = Callable[[Any, str, Problems], Any]

#: What a reader returns when there is nothing usable.
MISSING: Final[Any] = object()
#: The largest value of a documented Integer.
MAX_INTEGER = 2**31 - 1


@dataclass(frozen=True)
class Field:
    """One documented member of an object; `also` are other spellings that the documents use for it."""

    name: str
    read: Reader
    required: bool = False
    also: tuple[str, ...] = ()
    missing_code: int = INVALID
    missing_reference: str | None = None
    #: Another member that makes this one dispensable.
    unless: str | None = None

    def find(self, value: Mapping[str, Any]) -> Any:
        """The member's value; null is the same as absent, and absent is None."""
        found = value.get(self.name)
        if found is None:
            for spelling in self.also:
                found = value.get(spelling)
                if found is not None:
                    return found
        return found


def with_field(fields: Sequence[Field], name: str, **changes: Any) -> tuple[Field, ...]:
    """The table with one field changed; raises KeyError when it has no such field."""
    if name not in {field.name for field in fields}:
        raise KeyError(name)
    return tuple(replace(field, **changes) if field.name == name else field for field in fields)


def join(path: str, name: str) -> str:
    """The path of a member of the object at `path`."""
    return f"{path}.{name}" if path else name


def read_object(
    fields: Sequence[Field], value: Mapping[str, Any], path: str, problems: Problems
) -> dict[str, Any]:
    """Read the listed members; unknown ones are ignored, a missing mandatory one is a problem."""
    result: dict[str, Any] = {}
    for field in fields:
        found = field.find(value)
        where = join(path, field.name)
        if found is None:
            if field.required and (field.unless is None or value.get(field.unless) is None):
                problems.append(
                    problem(field.missing_code, field.missing_reference or where, _missing(field, where))
                )
            continue
        read = field.read(found, where, problems)
        if read is not MISSING:
            result[field.name] = read
    return result


def _missing(field: Field, where: str) -> str | None:
    return f"{where} is mandatory" if field.missing_code == INVALID else None


def wrong(problems: Problems, path: str, message: str) -> Any:
    """Note an invalid value and return MISSING."""
    problems.append(problem(INVALID, path, message))
    return MISSING


def text(value: Any, path: str, problems: Problems) -> Any:
    """A string, kept as it is; NUL cannot be stored and is refused."""
    if not isinstance(value, str):
        return wrong(problems, path, f"{path} must be a string")
    if "\0" in value:
        return wrong(problems, path, f"{path} must not contain the character U+0000")
    return value


def filled_text(value: Any, path: str, problems: Problems) -> Any:
    """A string with at least one character."""
    read = text(value, path, problems)
    return wrong(problems, path, f"{path} must not be empty") if read == "" else read


def flag(value: Any, path: str, problems: Problems) -> Any:
    """A JSON boolean; words and numbers are none."""
    return value if isinstance(value, bool) else wrong(problems, path, f"{path} must be a boolean")


def whole(least: int = 0, most: int = MAX_INTEGER) -> Reader:
    """An integer between the bounds; 5.0 is the integer 5, true is none."""

    def read(value: Any, path: str, problems: Problems) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
            return wrong(problems, path, f"{path} must be an integer")
        if not least <= value <= most:
            return wrong(problems, path, f"{path} must be between {least} and {most}")
        return int(value)

    return read


def instant(value: Any, path: str, problems: Problems) -> Any:
    """Epoch seconds as a number (003:L67), or an ISO 8601 string as in the historical body (004:L383)."""
    if isinstance(value, str):
        return iso_instant(value, path, problems)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return wrong(problems, path, f"{path} must be a number of seconds since 1970")
    return _bounded(value, path, problems)


def iso_instant(value: Any, path: str, problems: Problems) -> Any:
    """An ISO 8601 timestamp as epoch seconds (004:L29)."""
    seconds = instants.parse(value) if isinstance(value, str) else None
    if seconds is None:
        return wrong(problems, path, f"{path} must be an ISO 8601 timestamp")
    return _bounded(seconds, path, problems)


def _bounded(seconds: float, path: str, problems: Problems) -> Any:
    if not math.isfinite(seconds) or not instants.EARLIEST <= seconds <= instants.LATEST:
        return wrong(problems, path, f"{path} is out of range")
    return float(seconds)


def one_of(values: Sequence[str], aliases: Mapping[str, str] | None = None) -> Reader:
    """One of the listed words, or an alias stored as one of them; anything else is code 400 (003:L1135)."""
    meaning = {value: value for value in values} | dict(aliases or {})

    def read(value: Any, path: str, problems: Problems) -> Any:
        if isinstance(value, str) and value in meaning:
            return meaning[value]
        return wrong(problems, path, "Invalid enum value")

    return read


def list_of(item: Reader) -> Reader:
    """An array; a null among its elements ends as the documented internal failure (004:L723)."""

    def read(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, list):
            return wrong(problems, path, f"{path} must be an array")
        result = []
        for index, element in enumerate(value):
            if element is None:
                problems.append(problem(INTERNAL))
                continue
            element_read = item(element, f"{path}[{index}]", problems)
            if element_read is not MISSING:
                result.append(element_read)
        return result

    return read


def object_of(fields: Sequence[Field]) -> Reader:
    """An object with the listed members; others are ignored."""

    def read(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, dict):
            return wrong(problems, path, f"{path} must be an object")
        return read_object(fields, value, path, problems)

    return read


def text_map(value: Any, path: str, problems: Problems) -> Any:
    """A flat object of strings, as custom fields are (004:L374-377)."""
    if not isinstance(value, dict):
        return wrong(problems, path, f"{path} must be an object")
    result = {}
    for name, element in value.items():
        if "\0" in name or not isinstance(element, str) or "\0" in element:
            wrong(problems, path, f"{path} must map names to strings")
            continue
        result[name] = element
    return result
