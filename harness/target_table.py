"""Reads a TOML profile key by key: right type, nothing unknown, one clear sentence for every mistake."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self


class TargetError(Exception):
    """The target cannot be used as described; the message is one sentence that says what to mend."""


class Table:
    """One TOML table.  Each ``take_…`` reads a key; :meth:`finish` refuses the keys that nobody took."""

    def __init__(self, source: str, path: str, values: Mapping[str, Any], environ: Mapping[str, str]) -> None:
        self.source = source  #: how sentences name the profile
        self._path = path
        self._values = values
        self._environ = environ
        self._known: dict[str, None] = {}

    @classmethod
    def read(cls, file: Path, environ: Mapping[str, str]) -> Self:
        """The top table of a file."""
        source = f"target profile {file}"
        try:
            values = tomllib.loads(file.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            raise TargetError(f"The {source} does not exist: name another with --target.") from None
        except OSError as flaw:
            raise TargetError(f"The {source} cannot be read: {flaw.strerror}.") from None
        except UnicodeDecodeError:
            raise TargetError(f"The {source} is not text in UTF-8.") from None
        except tomllib.TOMLDecodeError as flaw:
            raise TargetError(f"The {source} is not TOML: {flaw}.") from None
        return cls(source, "", values, environ)

    def name(self, key: str) -> str:
        """The full name of a key, as sentences use it."""
        return f"{self._path}.{key}" if self._path else key

    def wrong(self, key: str, complaint: str) -> TargetError:
        """The error that says what is wrong with a key."""
        return TargetError(f"In the {self.source}, {self.name(key)} {complaint}.")

    def keys(self) -> tuple[str, ...]:
        """The keys that the profile gives, in its order."""
        return tuple(self._values)

    def has(self, *keys: str) -> bool:
        """Whether any of the keys is there, itself or as the name of an environment variable."""
        return any(key in self._values or f"{key}_env" in self._values for key in keys)

    def take_table(self, key: str) -> Self | None:
        """A table below this one."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table ([{self.name(key)}]), not {_kind(value)}")
        return type(self)(self.source, self.name(key), value, self._environ)

    def take_text(self, key: str) -> str | None:
        """A text that is not empty and has no blanks at its ends."""
        value = self._take(key)
        return None if value is None else self.as_text(key, value)

    def take_secret(self, key: str) -> str | None:
        """A text, given as ``key`` or through the environment variable that ``key_env`` names."""
        self._known[f"{key}_env"] = None
        variable = self._values.get(f"{key}_env")
        value = self._take(key)
        if variable is None:
            if value is None:
                return None
            if not isinstance(value, str) or not value:
                raise self.wrong(key, f"must be a text that is not empty, not {_kind(value)}")
            return value
        if value is not None:
            raise self.wrong(key, f"and {self.name(key)}_env are both given; keep one of them")
        return self.from_environment(f"{key}_env", variable)

    def from_environment(self, key: str, variable: Any) -> str:
        """The value of an environment variable that the profile names."""
        found = self._environ.get(self.as_text(key, variable))
        if found is None:
            raise self.wrong(key, f"names the environment variable {variable}, which is not set")
        if not found:
            raise self.wrong(key, f"names the environment variable {variable}, which is empty")
        return found

    def take_flag(self, key: str) -> bool | None:
        """true or false."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(key, f"must be true or false, not {_kind(value)}")
        return value

    def take_positive(self, key: str) -> float | None:
        """A number above zero."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(key, f"must be a number, not {_kind(value)}")
        if not 0 < value < float("inf"):
            raise self.wrong(key, f"must be above zero, not {value}")
        return float(value)

    def take_count(self, key: str, least: int = 0) -> int | None:
        """A whole number, ``least`` or more."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, f"must be a whole number, not {_kind(value)}")
        if value < least:
            raise self.wrong(key, f"must be {least} or more, not {value}")
        return value

    def take_texts(self, key: str) -> tuple[str, ...]:
        """An array of texts; empty when the key is not there."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(key, f'must be an array of texts (["…"]), not {_kind(value)}')
        return tuple(self.as_text(f"{key}[{index}]", item) for index, item in enumerate(value))

    def take_choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        """One of a few words."""
        value = self.take_text(key)
        if value is not None and value not in choices:
            expected = ", ".join(f'"{choice}"' for choice in choices)
            raise self.wrong(key, f'must be one of {expected}, not "{value}"{_nearest(value, choices)}')
        return value

    def take_file(self, key: str, folder: Path) -> Path | None:
        """An existing file, relative names counted from the profile's folder."""
        value = self.take_text(key)
        if value is None:
            return None
        path = folder / Path(value).expanduser()
        if not path.is_file():
            raise self.wrong(key, f'names the file "{value}", which does not exist')
        return path

    def take_raw(self, key: str) -> Any:
        """The value as it is, None when the key is not there."""
        return self._take(key)

    def finish(self) -> None:
        """Refuse every key that nothing asked for."""
        for key in self._values:
            if key not in self._known:
                place = f"[{self._path}] of the {self.source}" if self._path else f"The {self.source}"
                raise TargetError(
                    f'{place} has an unknown key "{key}"{_nearest(key, tuple(self._known))};'
                    f" known keys are {', '.join(self._known)}."
                )

    def as_text(self, key: str, value: Any) -> str:
        """The value, if it is a text: not empty, no blanks at its ends, no control characters."""
        if not isinstance(value, str):
            quotes = f' (put it in quotes: "{value}")' if isinstance(value, int | float) else ""
            raise self.wrong(key, f"must be a text, not {_kind(value)}{quotes}")
        if not value.strip():
            raise self.wrong(key, "is empty; give a value or leave the key out")
        if value != value.strip() or not value.isprintable():
            raise self.wrong(key, "has blanks at its ends or control characters in it")
        return value

    def _take(self, key: str) -> Any:
        self._known[key] = None
        return self._values.get(key)


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text" if value else "an empty text"
        case list():
            return "an array"
        case dict():
            return "a table"
    return "a date or time"


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
