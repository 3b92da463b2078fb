"""YAML files, parsed once: what came of one is kept beside it, as Python keeps its byte code.

To parse the catalogue takes longer than all else that a process does with it, and a run has many processes.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def read_yaml(path: Path) -> Any:
    """What the file holds; raises ValueError when it is not YAML."""
    stat = path.stat()
    origin = (stat.st_mtime_ns, stat.st_size)
    kept = Path(importlib.util.cache_from_source(str(path)))
    # A file that is cut, or of another Python, is as good as none.
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        known, content = marshal.loads(kept.read_bytes())  # noqa: S302 - our own, as trusted as byte code
        if known == origin:
            return content
    content = _parsed(path)
    if not sys.dont_write_bytecode:
        _keep((origin, content), kept)
    return content


def _parsed(path: Path) -> Any:
    import yaml

    # The C loader reads the catalogue in a tenth of the time of the Python one.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both loaders are safe
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} is not YAML: {error}") from error


def _keep(content: Any, place: Path) -> None:
    """Write in one step, since other processes read at the same time.

    Not at all where nobody may write, or where the file holds what byte code does not, such as a date.
    """
    with contextlib.suppress(OSError, ValueError):
        data = marshal.dumps(content)
        place.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(place)
