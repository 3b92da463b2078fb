"""Reading JSON of any kind with three outcomes: fine, forbidden by the documents, or left open by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.fuzzing import words
from harness.fuzzing.due import PREFIXES, Due
from harness.reading import instant


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, in the body of which operation."""

    operation: str
    due: Due
    pointer: str = ""

    def __truediv__(self, name: str | int) -> Place:
        return Place(self.operation, self.due, f"{self.pointer}/{name}")

    @property
    def creates(self) -> bool:
        """Whether the body is that of a create."""
        return self.operation == "create"

    def rule(self, name: str) -> str:
        """The requirement of this name for this operation."""
        return f"{PREFIXES[self.operation]}-{name}"

    def leave(self, text: str) -> None:
        """The documents leave what stands here open."""
        self.due.leave(self.pointer, text)

    def bounded(self, text: str) -> None:
        """A target may have a bound of its own for what stands here; what it accepts it keeps."""
        self.due.leave(self.pointer, text, kept=True)

    def structure(self, wanted: str, value: Any) -> None:
        """An object, an array or a scalar stands where another of the three belongs."""
        rule = f"FUZZ-{PREFIXES[self.operation]}-WRONG-STRUCTURE"
        kind = "array" if isinstance(value, list) else "object" if isinstance(value, dict) else "scalar"
        self.due.forbid(self.pointer, f"no {wanted}", rule, kind=f" {kind}")


Reader = Callable[[Place, Any], None]


# -- scalars --------------------------------------------------------------------------------------


def is_scalar(place: Place, value: Any, wanted: str) -> bool:
    if isinstance(value, list | dict):
        place.structure(wanted, value)
        return False
    return True


def text(place: Place, value: Any) -> None:
    """A text; a target may bound it, and may take a number for one."""
    if _is_plain(place, value) and not words.is_usual(value):
        place.bounded("a long text, or one of odd letters")


def address(place: Place, value: Any) -> None:
    """The address of a picture, which a target may look at."""
    if _is_plain(place, value) and not words.USUAL_ADDRESS.fullmatch(value):
        place.bounded("an address of odd letters")


def identifier(place: Place, value: Any) -> None:
    """An id, which has the letters that the target has given it."""
    _is_plain(place, value)


def _is_plain(place: Place, value: Any) -> bool:
    if not is_scalar(place, value, "text"):
        return False
    if not isinstance(value, str):
        place.leave("a scalar in the place of a text")
    elif not words.is_plain(value):
        place.leave("a text beyond the plain")
    else:
        return True
    return False


def limit(place: Place, value: Any) -> None:
    """How many there may be: a whole number above 0."""
    whole(place, value, words.LARGEST_USUAL_LIMIT)


def whole(place: Place, value: Any, usual: int = words.LARGEST_USUAL_NUMBER) -> None:
    """A whole number above 0; a rank or a length unless the caller knows what is usual."""
    if not is_scalar(place, value, "number"):
        return
    if isinstance(value, bool) or not isinstance(value, int):
        place.leave("no whole number")
    elif not 1 <= value <= words.LARGEST_PLAIN_NUMBER:
        place.leave("a number beyond the plain")
    elif value > usual:
        place.bounded("a large number")


def flag(place: Place, value: Any) -> None:
    """A boolean."""
    if is_scalar(place, value, "boolean") and not isinstance(value, bool):
        place.leave("a scalar in the place of a boolean")


def time(place: Place, value: Any) -> None:
    """Epoch seconds."""
    if not is_scalar(place, value, "number"):
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        place.leave("no number of seconds")
    elif not words.EARLIEST_PLAIN_TIME <= value <= words.LATEST_PLAIN_TIME:
        place.leave("a time beyond the plain")
    elif value > words.LATEST_USUAL_TIME:
        place.bounded("a far time")


def iso_time(place: Place, value: Any) -> None:
    """An ISO 8601 text with a zone."""
    if not is_scalar(place, value, "text"):
        return
    moment = instant(value) if isinstance(value, str) else None
    if moment is None or not words.EARLIEST_PLAIN_TIME <= moment <= words.LATEST_PLAIN_TIME:
        place.leave("no plain ISO time")
    elif moment > words.LATEST_USUAL_TIME:
        place.bounded("a far time")


def word(
    place: Place, value: Any, known: tuple[str, ...], rule: str, *, doubtful: tuple[str, ...] = ()
) -> None:
    """One of the documented words; an empty `rule` leaves unknown ones open."""
    if not is_scalar(place, value, "word") or value in known:
        return
    if not isinstance(value, str):
        place.leave("a scalar in the place of a word")
    elif not rule or words.is_near(value, (*known, *doubtful)):
        place.leave("nearly a documented word")
    elif place.creates:
        place.due.forbid(place.pointer, "an unknown word", rule, {400}, code_rule="CREATE-ENUM-UNKNOWN-400")
    else:
        place.due.forbid(place.pointer, "an unknown word", rule, {400})


# -- objects and arrays -----------------------------------------------------------------------------


def is_object(place: Place, value: Any) -> bool:
    if isinstance(value, dict):
        return True
    if value == "":
        # Common readers take an empty text for an absent object.
        place.leave("an empty text in the place of an object")
    else:
        place.structure("object", value)
    return False


def is_array(place: Place, value: Any, item: Reader, nulls: str) -> bool:
    """Read the items; null among them ends in the documented internal failure (004:L723)."""
    if not isinstance(value, list):
        if value == "":
            place.leave("an empty text in the place of an array")
        else:
            place.structure("array", value)
        return False
    for index, element in enumerate(value):
        if element is not None:
            item(place / index, element)
        elif nulls:
            rule = f"CREATE-999999-{nulls}" if place.creates else "UPDATE-NULL-IN-ARRAY"
            place.due.forbid(f"{place.pointer}/{index}", "null in an array", rule)
        else:
            (place / index).leave("null in an array that no rule speaks of")
    return True


def each(place: Place, value: Mapping[str, Any], members: Mapping[str, Reader]) -> None:
    for name, item in value.items():
        if name not in members:
            (place / name).leave("a member that no page names")
        elif item is not None:
            members[name](place / name, item)


def repeated(place: Place, names: list[Any]) -> None:
    if len({repr(name) for name in names}) != len(names):
        place.leave("two of one kind")
