"""The report document on disk: `conformance.json`, written in one step and read back with care.

Its form is `contracts/report.schema.json`.  The last member, `complete: true`, proves that the file was
written to its end (a run that stopped early says so in `run.interrupted`, and is still a complete file).
`digest` covers everything else, so that `verify` notices a report that was edited afterwards.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FILE_NAME: Final = "conformance.json"
SCHEMA_VERSION: Final = 1

#: No string of the document is longer: a target that sends megabytes must not blow the report up.
STRING_LIMIT: Final = 200_000

_REQUIRED: Final[dict[str, type]] = {
    "schema_version": int,
    "verdict": str,
    "reasons": list,
    "run": dict,
    "requirements": list,
    "observations": list,
    "exchanges": dict,
    "waivers": list,
    "not_testable": list,
}
_REQUIRED_OF_A_REQUIREMENT: Final[dict[str, type]] = {
    "id": str,
    "level": str,
    "operation": str,
    "title": str,
    "verdict": str,
    "findings": list,
}
_OUTSIDE_THE_DIGEST: Final = frozenset({"digest", "complete"})


class ReportError(Exception):
    """A report cannot be written or read; the message is one sentence for the person at the terminal."""


def digest(document: Mapping[str, Any]) -> str:
    """`sha256:…` over the document without its digest and completeness marker; key order does not matter."""
    content = {key: value for key, value in document.items() if key not in _OUTSIDE_THE_DIGEST}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return "sha256:" + hashlib.sha256(canonical.encode("ascii")).hexdigest()


def write(document: Mapping[str, Any], directory: Path) -> Path:
    """Write `conformance.json` into `directory` (made if need be) in one step; return its path.

    A reader sees the old file or the new one, never half of it.  Raises ReportError when the directory
    cannot be written.
    """
    content = storable({key: value for key, value in document.items() if key not in _OUTSIDE_THE_DIGEST})
    content["digest"] = digest(content)
    content["complete"] = True
    return write_text(json.dumps(content, indent=1, allow_nan=False) + "\n", directory, FILE_NAME)


def write_text(text: str, directory: Path, name: str) -> Path:
    """Put `text` as UTF-8 into `directory/name` in one step; raises ReportError when that fails."""
    path = directory / name
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=directory)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise ReportError(f"The report {path} cannot be written: {error.strerror or error}.") from error
    return path


def read(path: Path) -> dict[str, Any]:
    """The document in `path` (a file, or a directory that holds `conformance.json`).

    Raises ReportError with one sentence when there is none, when it ends early, or when it is something else.
    The full check against the schema is `verify`.
    """
    if path.is_dir():
        path = path / FILE_NAME
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReportError(f"There is no report {path}.") from error
    except OSError as error:
        raise ReportError(f"The report {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ReportError(f"{path} is not a report: it is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ReportError(
            f"{path} is not a whole report: its JSON breaks off or is wrong at {where}."
        ) from error
    except RecursionError as error:
        raise ReportError(f"{path} is not a report: it is nested too deeply.") from error
    problem = _problem(document)
    if problem:
        raise ReportError(f"{path} is not a report of this suite: {problem}.")
    if document.get("complete") is not True:
        raise ReportError(f"{path} is not a whole report: it lacks the mark that it was written to its end.")
    return dict(document)


def storable(value: Any, limit: int = STRING_LIMIT) -> Any:
    """A copy that JSON can hold: strings cut after `limit` characters (said so), no NaN, plain types only."""
    if isinstance(value, str):
        return value if len(value) <= limit else f"{value[:limit]}… (cut: {len(value):,} characters)"
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {storable(str(key), limit): storable(item, limit) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item, limit) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(storable(item, limit) for item in value)
    return storable(str(value), limit)


def _problem(document: Any) -> str | None:
    if not isinstance(document, dict):
        return "it is not a JSON object"
    for key, kind in _REQUIRED.items():
        if not isinstance(document.get(key), kind):
            return f"its member {key!r} is missing or of the wrong kind"
    if document["schema_version"] != SCHEMA_VERSION:
        return f"it has version {document['schema_version']}, this suite reads version {SCHEMA_VERSION}"
    for number, row in enumerate(document["requirements"]):
        if not isinstance(row, dict):
            return f"entry {number} of its requirements is not an object"
        for key, kind in _REQUIRED_OF_A_REQUIREMENT.items():
            if not isinstance(row.get(key), kind):
                return f"entry {number} of its requirements lacks {key!r}"
        for finding in row["findings"]:
            if not isinstance(finding, dict) or not isinstance(finding.get("verdict"), str):
                return f"a finding of {row['id']!r} has no verdict"
    return None
