"""The suite as it is shipped: built once, installed once, away from the checkout."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from selftests.packaging.places import ROOT, Installation


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def sources(tmp_path_factory) -> Path:
    """The checkout as it is now, without what git does not keep."""
    copy = tmp_path_factory.mktemp("sources") / "checkout"
    return Path(shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "reports")))


@pytest.fixture(scope="session")
def wheel(sources, tmp_path_factory) -> Path:
    """The wheel of these sources; needs hatchling, which is among the dev dependencies."""
    directory = tmp_path_factory.mktemp("dist")
    _pip("wheel", str(sources), "--no-deps", "--no-index", "--no-build-isolation", "-w", str(directory))
    [built] = directory.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installation(wheel, tmp_path_factory) -> Installation:
    """The wheel in a virtual environment that has what it depends on, but cannot see the checkout."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=os.name == "posix")
    place = Installation(home)
    _pip("--python", str(place.python), "install", "--no-deps", "--no-index", "--no-compile", str(wheel))
    # A plain path: the editable installation of the checkout, a .pth in that folder, is not followed.
    borrowed = [entry for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    (place.site_packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return place
