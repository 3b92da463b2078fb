"""The command `badges-conformance`: pytest with the suite's own tests and settings, from any directory.

Every option of pytest and of the suite is passed through; a checkout knows the same run as plain `pytest`.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.resources import SETTINGS


def main() -> int:
    """Run the suite; the exit status is that of the verdict, or pytest's own 2 to 5."""
    arguments = sys.argv[1:]
    if "--version" in arguments or "-V" in arguments:
        print(_version())
        return 0
    try:
        status = int(pytest.main(_for_pytest(arguments)))
        sys.stdout.flush()
    except BrokenPipeError:
        # As in `badges-conformance --help | head`: what is still buffered has no reader any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _for_pytest(arguments: Sequence[str]) -> list[str]:
    return [
        f"--config-file={SETTINGS}",
        # What pytest remembers from run to run belongs to the user, not into the installation.
        f"--override-ini=cache_dir={Path.cwd() / '.pytest_cache'}",
        "-p",
        "harness.from_anywhere",
        *arguments,
    ]


def _version() -> str:
    suite = importlib.metadata.version("badges-conformance")
    return f"badges-conformance {suite} (pytest {pytest.__version__}, Python {platform.python_version()})"
