"""How many writes a run may send: one count for all of its processes."""

import os
import threading
from collections.abc import Callable
from pathlib import Path


class WriteBudget:
    """Gives out turns until there are no more; may be used by several threads and, with a tally, processes.

    The tally is a file that grows by one byte for each turn. The system appends for one process after the
    other, so the end of what was appended says which turn it was, without a lock.
    """

    def __init__(self, most: int | None, tally: Path | None = None) -> None:
        self._most = most
        self._append: Callable[[int], int] = self._append_here if tally is None else self._append_to_file
        self._tally, self._taken, self._lock = tally, 0, threading.Lock()

    def take(self, turns: int) -> bool:
        """Take so many turns at once; False when there are not as many left, now and from then on."""
        return self._most is None or self._append(turns) <= self._most

    def _append_here(self, turns: int) -> int:
        with self._lock:
            self._taken += turns
            return self._taken

    def _append_to_file(self, turns: int) -> int:
        assert self._tally is not None  # chosen for it
        file = os.open(self._tally, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, b"." * turns)
            return os.lseek(file, 0, os.SEEK_CUR)
        finally:
            os.close(file)
