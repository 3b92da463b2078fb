"""A pytest plugin that runs every test several times, each under a name of its own.

BADGES_REPEAT=10 pytest -p benchmarks.repeat tests/access
"""

from __future__ import annotations

import os

import pytest

TIMES = int(os.environ.get("BADGES_REPEAT", "1"))


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One more parameter, which the test does not see."""
    if TIMES > 1:
        metafunc.fixturenames.append("repetition")
        metafunc.parametrize("repetition", range(TIMES))


@pytest.fixture
def repetition() -> None:
    """The place of the parameter."""
