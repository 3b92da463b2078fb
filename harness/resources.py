"""Where the data of the suite lives, and the digest that names its exact version."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_BESIDE = Path(__file__).resolve().parent.parent
_INSTALLED = _BESIDE / "badges_conformance"

ROOT = _INSTALLED if _INSTALLED.is_dir() else _BESIDE
"""Holds specs, contracts, tests and the settings of pytest: the checkout, or a folder of its own beside the
packages where the suite was installed from a wheel."""

SPECS = ROOT / "specs"
CONTRACTS = ROOT / "contracts"
TESTS = ROOT / "tests"
SETTINGS = ROOT / "pyproject.toml"


@cache
def spec_digest() -> str:
    """SHA-256 over the catalogue, the contracts and the API description, as `sha256:<hex>`.

    Two reports with the same digest judged by the same rules; history compares it to tell
    a changed target from a changed suite.
    """
    digest = hashlib.sha256()
    files = [*SPECS.glob("*.yaml"), *SPECS.glob("requirements/*.yaml"), *CONTRACTS.glob("*.json")]
    for path in sorted(files, key=lambda file: file.relative_to(ROOT).as_posix()):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{digest.hexdigest()}"
