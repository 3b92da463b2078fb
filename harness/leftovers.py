"""What the suite leaves behind on a target: no operation deletes a badge, so it is deactivated and listed."""

from __future__ import annotations

import itertools
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import InitVar, dataclass, field
from pathlib import Path
from typing import Any

from harness.answers import data_of, is_accepted
from harness.client import Client
from harness.clock import DAY, Clock
from harness.exchange import Exchange, parse_json
from harness.expectations import Untested
from harness.reading import instant
from harness.redaction import excerpt
from harness.transport import TransportError

# So many requests at a time: few enough for any target, and much of the wait for a distant one is saved.
AT_A_TIME = 4
# After so many refusals in a row the rest would be refused, too; generated badges that are odd in the same
# way come one after the other.
PATIENCE = 25
# Texts of dates, which decide where they stand beside a number (004:L29-32), and which no update carries.
TWINS = {"startOnISO": "startOn", "expiresOnISO": "expiresOn"}
# Members of a body that an update must not carry (rulings on ISO twins; 003:L13 on claims).
NOT_SENT = (*TWINS, "isActive")


TABLE = "CREATE TABLE IF NOT EXISTS body (number INTEGER PRIMARY KEY, id TEXT UNIQUE, text BLOB)"


class Bodies:
    """The last body of each badge, in the order of creation; on disk, as a long run makes very many.

    `pool` is a file where the processes of one run put what they have at their end, so that who is through
    with the tests first takes most.
    """

    def __init__(self, pool: Path | None = None) -> None:
        self._pool = pool
        # Without a name: a file of this process alone, which goes with it. Tests may send from several
        # threads.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute(TABLE)

    def created(self, identifier: str, text: bytes) -> None:
        """Remember the body of a new badge."""
        self._file.execute(
            "INSERT INTO body (id, text) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text",
            (_key(identifier), text),
        )

    def updated(self, identifier: str, text: bytes) -> None:
        """Remember the new body of a badge, if it is one of ours."""
        self._file.execute("UPDATE body SET text = ? WHERE id = ?", (text, _key(identifier)))

    def taken(self) -> Iterator[tuple[str, bytes]]:
        """All of them, and those that other processes have put into the pool; none is given twice."""
        file = self._file if self._pool is None else self._pooled(self._pool)
        while row := _first(file):
            yield json.loads(row[0]), row[1]

    def _pooled(self, pool: Path) -> sqlite3.Connection:
        """The pool, with what this process has."""
        shared = sqlite3.connect(pool, isolation_level=None, timeout=60, check_same_thread=False)
        shared.execute("PRAGMA synchronous = OFF")
        shared.execute("BEGIN IMMEDIATE")
        shared.execute(TABLE)
        shared.executemany(
            "INSERT OR IGNORE INTO body (id, text) VALUES (?, ?)",
            self._file.execute("SELECT id, text FROM body ORDER BY number"),
        )
        shared.execute("COMMIT")
        self._file.execute("DELETE FROM body")
        return shared


def _first(file: sqlite3.Connection) -> tuple[str, bytes] | None:
    """Take the oldest row out of the file."""
    file.execute("BEGIN IMMEDIATE")
    row: tuple[int, str, bytes] | None = file.execute(
        "SELECT number, id, text FROM body ORDER BY number LIMIT 1"
    ).fetchone()
    if row is not None:
        file.execute("DELETE FROM body WHERE number = ?", row[:1])
    file.execute("COMMIT")
    return None if row is None else row[1:]


def _key(identifier: str) -> str:
    # An id may hold whatever JSON can spell; SQLite takes no half of a surrogate pair.
    return json.dumps(identifier)


def _decided(body: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, float]:
    """The dates that texts of a body have decided, as numbers: as they are shown, or as they were sent."""
    moments = {
        field: instant(stored.get(field)) or instant(body[twin])
        for twin, field in TWINS.items()
        if body.get(twin) is not None
    }
    return {field: moment for field, moment in moments.items() if moment is not None}


@dataclass
class _Left:
    """What several threads work through, and what became of it, by its number."""

    bodies: Iterator[tuple[str, bytes]]
    refusals: int = 0  #: in a row
    found: dict[int, dict[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def next(self) -> tuple[int, str, bytes] | None:
        """A badge that nobody has taken, and its number; None when there is none any more."""
        with self._lock:
            taken = next(self.bodies, None)
            return None if taken is None else (next(self._numbers), *taken)

    def stop(self) -> None:
        """Leave the rest as it is."""
        with self._lock:
            self.bodies = iter(())


@dataclass
class Leftovers:
    """The badges that this process has created, each with the last body that the target accepted.

    With a pool (see `Bodies`), the processes of a run put away their badges together.
    """

    client: Client
    clock: Clock
    pool: InitVar[Path | None] = None
    _bodies: Bodies = field(init=False)
    _at_a_time: int = field(init=False)

    def __post_init__(self, pool: Path | None) -> None:
        self._bodies = Bodies(pool)
        # The processes of a run are several already.
        self._at_a_time = AT_A_TIME if pool is None else 1

    def observe(self, exchange: Exchange) -> None:
        """Remember what an accepted write stored."""
        if exchange.operation not in ("create", "update") or not is_accepted(exchange):
            return
        stored = data_of(exchange) or {}
        identifier, sent, body = stored.get("id"), exchange.request_body, exchange.request_payload
        if not isinstance(identifier, str) or sent is None or not isinstance(body, dict):
            return
        if dates := _decided(body, stored):
            sent = json.dumps(body | dates).encode()
        if exchange.operation == "create":
            self._bodies.created(identifier, sent)
        else:
            self._bodies.updated(identifier, sent)

    def deactivate(self) -> list[dict[str, str]]:
        """Deactivate every badge that is not yet inactive; returns what stays, by id, name and state.

        Several at a time, as a quarter of the requests of a run are sent here.
        """
        left = _Left(self._bodies.taken())
        with ThreadPoolExecutor(self._at_a_time) as threads:
            try:
                for done in [threads.submit(self._put_away, left) for _ in range(self._at_a_time)]:
                    done.result()
            except BaseException:
                left.stop()
                raise
        return [left.found[number] for number in sorted(left.found)]

    def _put_away(self, left: _Left) -> None:
        """Deactivate one badge after the other until none is left."""
        while (taken := left.next()) is not None:
            number, identifier, text = taken
            sent = parse_json(text)[0]
            state = "deactivated" if sent.get("active") is False else "active"
            if state == "active" and left.refusals < PATIENCE:
                answer = self._send(identifier, sent)
                if answer is not None and is_accepted(answer):
                    state, left.refusals = "deactivated", 0
                else:
                    left.refusals += 1
            name = excerpt(str(sent.get("name")), 200)
            left.found[number] = {"id": identifier, "name": name, "state": state}

    def _send(self, identifier: str, sent: dict[str, Any]) -> Exchange | None:
        body = {key: value for key, value in sent.items() if key not in NOT_SENT}
        body |= {"id": identifier, "active": False}
        ownership = body.get("ownership")
        if isinstance(ownership, dict):
            body["ownership"] = {key: value for key, value in ownership.items() if key != "claims"}
        end = instant(body.get("expiresOn"))
        if end is not None and end <= self.clock.now() + self.clock.margin:
            # A past end would be answered 724, whatever else the update asks for.
            body["expiresOn"] = round(self.clock.now() + DAY)
        try:
            return self.client.update(body, kept_back=True)
        except (TransportError, Untested):
            return None
