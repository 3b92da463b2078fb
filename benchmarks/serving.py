"""The reference as a server of its own, for measurements that are not to see it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def reference(*options: str, command: Sequence[str] = ("reference",)) -> Iterator[Path]:
    """The target profile of a reference with these options; it ends with the block.

    `command` is another module that serves it, with what stands before the options.
    """
    with tempfile.TemporaryDirectory(prefix="badges-benchmark-") as directory:
        profile = Path(directory) / "target.toml"
        server = subprocess.Popen(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", *command, "--exit-with-parent"),
                *("--target-file", str(profile), *options),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            server.stdout.readline()
            yield profile
        finally:
            server.communicate(timeout=20)
