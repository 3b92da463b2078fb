"""How `-n` deals tests out to workers: by files, as tests of one file share badges that each worker makes.

The files of a folder share badges, too, so a worker goes on in the folder that it has begun. Tests that wait
for the clock come last, in the worker that has run the rest of their file: it created then what must age.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from harness.ageing import late_part, waiting_files
from harness.ordering import file_of

# Each of these takes long and shares little.
ALONE = "tests/fuzz/"
# Sets the tests of a file that wait for the clock apart from its others.
LATE = "late:"


class Spreading(LoadScopeScheduling):  # type: ignore[misc]  # the plugin has no types
    """Whole files, the largest of a folder first; tests that generate requests one by one."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        self._begun: dict[WorkerController, str] = {}  #: the folder that each worker is at
        self._late: frozenset[str] = frozenset()  #: the tests that wait for the clock
        self._owners: dict[str, WorkerController] = {}  #: by file, the worker that runs these

    def schedule(self) -> None:
        """Tell the tests that wait for the clock from the others before anything is dealt out."""
        if self.collection is None and self.registered_collections:
            nodeids = next(iter(self.registered_collections.values()))
            self._late = frozenset(late_part(nodeids))
            by_name = {worker.gateway.id: worker for worker in self.nodes}
            for turn, file in enumerate(waiting_files(nodeids)):
                self._owners[file] = by_name[f"gw{turn % len(by_name)}"]
        super().schedule()

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a worker its next file, at the end its next tests that wait for the clock."""
        scope = self._next(node)
        if scope is None:
            node.shutdown()
            return
        self._owners.setdefault(file_of(scope.removeprefix(LATE)), node)
        self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)

    def _next(self, node: WorkerController) -> str | None:
        """The largest file of the worker's folder, or of the one where most is left for each worker.

        Files with tests that wait for the clock come first of all: the sooner their badges are created, the
        less there is to wait for.
        """
        files: list[str] = [scope for scope in self.workqueue if not scope.startswith(LATE)]
        if not files:
            return self._next_late(node)
        files = [file for file in files if f"{LATE}{file}" in self.workqueue] or files
        left: Counter[str] = Counter()
        for file in files:
            left[_folder(file)] += len(self.workqueue[file])
        folder = self._begun.get(node, "")
        if folder not in left:
            there = Counter(at for worker, at in self._begun.items() if worker is not node)
            folder = max(left, key=lambda name: left[name] / (1 + there[name]))
        self._begun[node] = folder
        return next(file for file in files if _folder(file) == folder)

    def _next_late(self, node: WorkerController) -> str | None:
        """The next tests that wait for the clock and are this worker's, or nobody's any more."""
        alive = {worker for worker in self.nodes if not worker.shutting_down}
        scope: str
        for scope in self.workqueue:
            owner = self._owners.get(scope.removeprefix(LATE), node)
            if owner is node or owner not in alive:
                return scope
        return None

    def _split_scope(self, nodeid: str) -> str:
        if nodeid in self._late:
            return f"{LATE}{file_of(nodeid)}"
        return nodeid if ALONE in nodeid else file_of(nodeid)


def _folder(scope: str) -> str:
    return file_of(scope).rpartition("/")[0]


def scheduler(config: pytest.Config, log: Any) -> Spreading | None:
    """The scheduler of this run; None where the command line names another way to distribute."""
    return Spreading(config, log) if config.getoption("dist") == "load" else None
