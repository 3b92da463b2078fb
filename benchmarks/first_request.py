"""A pytest plugin for `benchmarks.startup`: notes when the first requests leave, and ends the process then.

Loaded with `-p first_request`; what it knows goes into the file that STARTUP_NOTES names: a line for
the probe and one for the first request of a test, each with the time and the processor seconds until then.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

NOTES = "STARTUP_NOTES"


def note(what: str) -> None:
    """Write down that this happens now."""
    with Path(os.environ[NOTES]).open("a", encoding="utf-8") as file:
        print(json.dumps([what, time.time(), time.process_time()]), file=file)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    """Watch what is sent from here on."""
    # The plugin of the suite has loaded it, or is about to.
    from harness.transport import Transport

    send = Transport.send

    def watched(self: Transport, *arguments: Any, **more: Any) -> Any:
        is_probe = more.get("operation") == "probe"
        note("probe" if is_probe else "test")
        if not is_probe:
            os._exit(0)  # the rest of the run is not asked for
        return send(self, *arguments, **more)

    Transport.send = watched  # type: ignore[method-assign]
