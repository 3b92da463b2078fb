"""How `-n` deals tests out to workers: by files, as tests of one file share badges that each worker makes."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Each of these takes long and shares little.
ALONE = "tests/fuzz/"


class Spreading(LoadScopeScheduling):  # type: ignore[misc]  # the plugin has no types
    """Whole files, the largest first; tests that generate requests one by one."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if ALONE in nodeid else nodeid.partition("::")[0]


def scheduler(config: pytest.Config, log: Any) -> Spreading | None:
    """The scheduler of this run; None where the command line names another way to distribute."""
    return Spreading(config, log) if config.getoption("dist") == "load" else None
