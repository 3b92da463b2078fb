"""Installs the peers into a folder outside the project, at the versions of `package.json`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

PACKAGES = Path(__file__).with_name("package.json")


def default_cache() -> Path:
    """Where the tools go unless told otherwise."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "badges-conformance-peers"


def install(cache: Path) -> float | None:
    """Install what is not there yet; the seconds that it took, None when nothing had to be done."""
    wanted = PACKAGES.read_text(encoding="utf-8")
    copy = cache / PACKAGES.name
    if copy.exists() and copy.read_text(encoding="utf-8") == wanted and commands(cache).exists():
        return None
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("python -m benchmarks.peers: the peers need Node.js with npm, and Specmatic a Java 17")
    cache.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    copy.unlink(missing_ok=True)
    # --ignore-scripts: nothing of the packages runs before it is measured.
    flags = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"]
    shutil.copy(PACKAGES, copy)
    done = subprocess.run([npm, "install", *flags], cwd=cache, check=False)  # noqa: S603 - npm itself
    if done.returncode != 0:
        copy.unlink()
        sys.exit(f"python -m benchmarks.peers: npm ended with {done.returncode}")
    return time.monotonic() - began


def commands(cache: Path) -> Path:
    """The folder of the installed commands."""
    return cache / "node_modules" / ".bin"


def version_of(package: str) -> str:
    """The version of an npm package that is pinned here, or of an installed Python package."""
    pinned = json.loads(PACKAGES.read_text(encoding="utf-8"))["dependencies"]
    return str(pinned.get(package) or version(package))
