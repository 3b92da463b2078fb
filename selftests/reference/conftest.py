"""One fresh reference per test."""

from __future__ import annotations

import pytest
from in_process import Api


@pytest.fixture
def api() -> Api:
    """The seeded reference, on a clock of its own."""
    return Api()
