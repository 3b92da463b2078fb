"""What the wheel holds: everything that a run needs, and nothing of how the suite is made."""

import ast
import re
import sys
import tomllib
import zipfile
from email import message_from_bytes
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from selftests.packaging.places import ROOT

PACKAGES = ("harness", "reference")
DATA = ("contracts", "specs", "tests")


def _files(sources: Path, *folders: str) -> set[str]:
    found = (path for folder in folders for path in (sources / folder).rglob("*") if path.is_file())
    return {path.relative_to(sources).as_posix() for path in found}


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    """The files of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _about(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        [path] = [item for item in archive.namelist() if item.endswith(f".dist-info/{name}")]
        return archive.read(path)


def test_the_wheel_holds_packages_data_tests_and_settings(names, sources):
    """The packages as they are; what they read and run in one folder of its own."""
    below = {f"badges_conformance/{name}" for name in (*_files(sources, *DATA), "pyproject.toml")}
    held = {name for name in names if ".dist-info/" not in name}
    assert held == _files(sources, *PACKAGES) | below


def test_the_wheel_puts_three_names_and_its_metadata_beside_other_packages(names):
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {*PACKAGES, "badges_conformance"}


def test_the_wheel_brings_its_command_and_its_licence(wheel, names):
    assert b"badges-conformance = harness.command:main" in _about(wheel, "entry_points.txt")
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_what_a_run_imports_is_required(wheel, sources):
    """A package that only `dev` asks for would be missing at a user's."""
    lines = message_from_bytes(_about(wheel, "METADATA")).get_all("Requires-Dist", [])
    required = {_plain(re.match(r"[\w.-]+", line)[0]) for line in lines if "extra ==" not in line}
    known = packages_distributions()
    missing = {
        module
        for module in _imported(sources, *PACKAGES, "tests")
        if not required & {_plain(name) for name in known.get(module, [module])}
    }
    assert missing == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(sources: Path, *folders: str) -> set[str]:
    """The third-party modules that files of these folders import."""
    modules: set[str] = set()
    for name in _files(sources, *folders):
        if name.endswith(".py"):
            for node in ast.walk(ast.parse((sources / name).read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    modules.update(alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules.add(node.module.split(".")[0])
    return modules - sys.stdlib_module_names - set(PACKAGES)


def test_the_tools_that_build_are_pinned():
    """The build takes the versions of constraints.txt, too (the image is built with them)."""
    pinned = {line.partition("==")[0] for line in (ROOT / "constraints.txt").read_text().splitlines()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.match(r"[\w.-]+", line)[0] for line in project["build-system"]["requires"]}
    assert wanted <= pinned
