"""Plugin of `badges-conformance`: names the tests as a checkout does, wherever the suite is installed.

`tests/update/test_names.py` means the suite's file, and no path at all means all of its tests. Node ids are
relative to the folder of the settings, so that they are those of a checkout.
"""

from __future__ import annotations

from pathlib import PurePath

import pytest

from harness.resources import ROOT, TESTS


def pytest_addoption(parser: pytest.Parser) -> None:
    """Call the command by its name in the help and where an option is wrong."""
    parser.prog = "badges-conformance"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Let pytest begin among the tests: a `conftest.py` where the user stands is another project's."""
    early_config.known_args_namespace.file_or_dir = [str(TESTS)]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let pytest collect the suite's tests."""
    named = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else [str(TESTS)]
    config.args = [_of_the_suite(argument) for argument in named]


def _of_the_suite(argument: str) -> str:
    """The absolute form of a path or node id that begins with `tests`; any other stays as it is."""
    path, separator, test = argument.partition("::")
    if PurePath(path).parts[:1] == (TESTS.name,) and (ROOT / path).exists():
        return f"{ROOT / path}{separator}{test}"
    return argument
