"""Which writes a run may send: none, or so many, in one count for all of its processes."""

import os
import threading
from collections.abc import Callable
from pathlib import Path


class TransportError(Exception):
    """The run does not allow the request; nothing was sent."""


class WriteForbidden(TransportError):  # noqa: N818 - reads as the sentence it is
    """The run is read-only."""


class WriteBudgetExhausted(TransportError):  # noqa: N818 - reads as the sentence it is
    """The run has used up its writes."""


class WriteBudget:
    """Gives out turns until there are no more; may be used by several threads and, with a tally, processes.

    The tally is a file that grows by one byte for each turn. The system appends for one process after the
    other, so the end of what was appended says which turn it was, without a lock.
    """

    def __init__(self, most: int | None, tally: Path | None = None, *, read_only: bool = False) -> None:
        self._most, self._read_only = most, read_only
        self._append: Callable[[int], int] = self._append_here if tally is None else self._append_to_file
        self._tally, self._taken, self._lock = tally, 0, threading.Lock()

    def take(self, turns: int, otherwise: str) -> None:
        """Take so many turns at once; 0 for a write whose turn was kept, however many were refused since.

        Raises WriteForbidden in a read-only run, WriteBudgetExhausted when there are not as many left, now
        and from then on; `otherwise` is the clause that ends their sentences.
        """
        if self._read_only:
            raise WriteForbidden(f"The run is read-only: {otherwise}.")
        if turns and self._most is not None and self._append(turns) > self._most:
            raise WriteBudgetExhausted(f"The run may write {self._most} times: {otherwise}.")

    def keep_turn(self) -> None:
        """Keep a turn for a later write, which is sent with ``kept_back``; raises as `take`."""
        self.take(1, "there is no write to put back what a test may change")

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
