"""How `-n` deals tests out to workers: by files, as tests of one file share badges that each worker makes.

The files of a folder share badges, too, so a worker goes on in the folder that it has begun.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# Each of these takes long and shares little.
ALONE = "tests/fuzz/"


class Spreading(LoadScopeScheduling):  # type: ignore[misc]  # the plugin has no types
    """Whole files, the largest of a folder first; tests that generate requests one by one."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        self._begun: dict[WorkerController, str] = {}  #: the folder that each worker is at

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a worker the largest file of its folder, or of the one where most is left for each worker."""
        left: Counter[str] = Counter()
        for scope, tests in self.workqueue.items():
            left[_folder(scope)] += len(tests)
        folder = self._begun.get(node, "")
        if folder not in left:
            there = Counter(at for worker, at in self._begun.items() if worker is not node)
            folder = max(left, key=lambda name: left[name] / (1 + there[name]))
        self._begun[node] = folder
        scope = next(scope for scope in self.workqueue if _folder(scope) == folder)
        self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if ALONE in nodeid else nodeid.partition("::")[0]


def _folder(scope: str) -> str:
    return scope.partition("::")[0].rpartition("/")[0]


def scheduler(config: pytest.Config, log: Any) -> Spreading | None:
    """The scheduler of this run; None where the command line names another way to distribute."""
    return Spreading(config, log) if config.getoption("dist") == "load" else None
