"""All that is kept, in SQLite: one small surface over one connection.

The application runs on one event loop and never yields between a check and the write that it allows, so that
concurrent requests are served one after the other; the unique index is the second line of defence.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

from reference.model import Badge, Claim, Customer, Progress, Tallies

_SCHEMA = """
CREATE TABLE IF NOT EXISTS badges (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    unique_key TEXT UNIQUE,
    earn_type TEXT NOT NULL,
    active INTEGER NOT NULL,
    start_on REAL NOT NULL,
    expires_on REAL NOT NULL,
    updated_on REAL NOT NULL,
    owners TEXT NOT NULL,
    group_id TEXT,
    document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS badges_by_name ON badges (name);
CREATE INDEX IF NOT EXISTS badges_by_key ON badges (name_key);
CREATE INDEX IF NOT EXISTS badges_by_expiry ON badges (earn_type, expires_on, start_on, active);
CREATE INDEX IF NOT EXISTS badges_by_update ON badges (earn_type, updated_on);
CREATE INDEX IF NOT EXISTS badges_by_start ON badges (earn_type, start_on, expires_on, active);
CREATE INDEX IF NOT EXISTS badges_expired ON badges (expires_on, start_on);
CREATE INDEX IF NOT EXISTS badges_by_group ON badges (group_id) WHERE group_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS customers (
    id TEXT PRIMARY KEY, email TEXT, mobile TEXT, external_id TEXT, card_number TEXT
);
CREATE TABLE IF NOT EXISTS badge_groups (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS claims (
    badge_id TEXT NOT NULL, owner_type TEXT NOT NULL, reference_id TEXT NOT NULL, is_active INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS claims_by_badge ON claims (badge_id);
CREATE INDEX IF NOT EXISTS claims_by_owner ON claims (owner_type, is_active);
CREATE TABLE IF NOT EXISTS progress (
    customer_id TEXT NOT NULL,
    badge_id TEXT NOT NULL,
    earn_count INTEGER NOT NULL,
    active_earned_count INTEGER NOT NULL,
    last_earned_on REAL,
    last_event_on REAL,
    last_issued_on REAL,
    issuals TEXT NOT NULL,
    earns TEXT NOT NULL,
    PRIMARY KEY (customer_id, badge_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS progress_by_badge ON progress (badge_id);
"""
_PROGRESS = ", ".join(f"p.{field.name}" for field in fields(Progress))
_INSERT = (
    "INSERT INTO badges (id, name, name_key, unique_key, earn_type, active, start_on, expires_on, updated_on,"
    " owners, group_id, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "UPDATE badges SET name = ?, name_key = ?, unique_key = ?, earn_type = ?, active = ?, start_on = ?,"
    " expires_on = ?, updated_on = ?, owners = ?, group_id = ?, document = ? WHERE id = ?"
)
_JOIN = " LEFT JOIN progress p ON p.customer_id = ? AND p.badge_id = b.id"
#: How many rows are read at once.
_CHUNK = 500
#: The columns by which a customer may be looked up.
CUSTOMER_KEYS = ("id", "email", "mobile", "external_id", "card_number")


class NameTakenError(Exception):
    """Another badge has the name: the unique index said so."""


class Condition(NamedTuple):
    """A piece of SQL over `badges b`, with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What a list asks of the store."""

    customer_id: str
    where: Condition
    order: str
    limit: int
    offset: int


class Row(NamedTuple):
    """One badge of a list, with what the customer did with it and who claimed it."""

    badge: Badge
    progress: Progress | None
    claims: tuple[Claim, ...]


class Store:
    """The badges, customers, claims and progress of one organisation."""

    def __init__(self, path: str = ":memory:") -> None:
        """Open or create the database; raises sqlite3.Error when the file is none."""
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Release the database."""
        self._db.close()

    def is_empty(self) -> bool:
        """Whether nothing was ever stored."""
        return self._db.execute("SELECT 1 FROM customers LIMIT 1").fetchone() is None

    # Badges

    def badge(self, badge_id: str) -> Badge | None:
        """The badge with that id."""
        row = self._db.execute("SELECT number, document FROM badges WHERE id = ?", (badge_id,)).fetchone()
        return None if row is None else _badge(*row)

    def holder(self, name_key: str) -> str | None:
        """The id of a badge whose name compares equal."""
        row = self._db.execute("SELECT id FROM badges WHERE name_key = ? LIMIT 1", (name_key,)).fetchone()
        return None if row is None else str(row[0])

    def insert(self, badge: Badge, name_key: str, *, unique: bool = True) -> Badge:
        """Store a new badge and return it with its number; raises NameTakenError."""
        try:
            cursor = self._db.execute(_INSERT, (badge.id, *_columns(badge, name_key, unique)))
        except sqlite3.IntegrityError:
            raise NameTakenError(badge.name) from None
        number = cursor.lastrowid
        return badge if number is None else _numbered(badge, number)

    def insert_many(self, badges: Iterable[Badge]) -> None:
        """Store many new badges at once, their names as they are."""
        self._db.execute("BEGIN")
        self._db.executemany(_INSERT, ((badge.id, *_columns(badge, badge.name, True)) for badge in badges))
        self._db.execute("COMMIT")

    def replace(self, badge: Badge, name_key: str, *, unique: bool = True) -> None:
        """Overwrite a stored badge; raises NameTakenError."""
        try:
            self._db.execute(_UPDATE, (*_columns(badge, name_key, unique), badge.id))
        except sqlite3.IntegrityError:
            raise NameTakenError(badge.name) from None

    def page(self, query: Query) -> tuple[int, list[Row]]:
        """The number of all matching badges, and the rows of one page of them."""
        where, parameters = query.where
        total = self._db.execute(f"SELECT COUNT(*) FROM badges b WHERE {where}", parameters).fetchone()[0]  # noqa: S608
        if query.offset >= total or not query.limit:
            return total, []
        # Only the rows of the page are read whole; the way there goes through the index alone.
        join = _JOIN if "p." in query.order else ""
        numbers = self._db.execute(
            f"SELECT b.number FROM badges b{join} WHERE {where} ORDER BY {query.order} LIMIT ? OFFSET ?",  # noqa: S608
            (*((query.customer_id,) if join else ()), *parameters, query.limit, query.offset),
        ).fetchall()
        rows: list[Row] = []
        for start in range(0, len(numbers), _CHUNK):
            rows += self._rows([number for (number,) in numbers[start : start + _CHUNK]], query.customer_id)
        return total, rows

    def _rows(self, numbers: Sequence[int], customer_id: str) -> list[Row]:
        found = {
            row[0]: row
            for row in self._db.execute(
                f"SELECT b.number, b.document, {_PROGRESS} FROM badges b{_JOIN}"  # noqa: S608
                f" WHERE b.number IN ({_marks(numbers)})",
                (customer_id, *numbers),
            )
        }
        badges = [_badge(number, found[number][1]) for number in numbers]
        claims = self.claims_of([badge.id for badge in badges])
        return [Row(badge, _progress(found[badge.number][2:]), claims.get(badge.id, ())) for badge in badges]

    # What writes cannot change

    def customer(self, key: str, value: str) -> Customer | None:
        """The customer whose `key`, one of CUSTOMER_KEYS, has the value."""
        if key not in CUSTOMER_KEYS:
            raise ValueError(f"customers are not looked up by {key}")
        row = self._db.execute(f"SELECT * FROM customers WHERE {key} = ? LIMIT 1", (value,)).fetchone()  # noqa: S608
        return None if row is None else Customer(*row)

    def group_name(self, group_id: str) -> str | None:
        """The name of a badge group."""
        row = self._db.execute("SELECT name FROM badge_groups WHERE id = ?", (group_id,)).fetchone()
        return None if row is None else str(row[0])

    def claims_of(self, badge_ids: Sequence[str]) -> dict[str, tuple[Claim, ...]]:
        """The claims of some badges, by badge id."""
        found = self._db.execute(
            "SELECT badge_id, owner_type, reference_id, is_active FROM claims"  # noqa: S608
            f" WHERE badge_id IN ({_marks(badge_ids)}) ORDER BY rowid",
            tuple(badge_ids),
        )
        result: dict[str, tuple[Claim, ...]] = {}
        for badge_id, owner_type, reference_id, is_active in found:
            claim = Claim(owner_type, reference_id, bool(is_active))
            result[badge_id] = (*result.get(badge_id, ()), claim)
        return result

    def claims(self, badge_id: str) -> tuple[Claim, ...]:
        """The claims of one badge."""
        return self.claims_of([badge_id]).get(badge_id, ())

    def progress(self, badge_id: str) -> list[Progress]:
        """What every customer did with a badge."""
        found = self._db.execute(f"SELECT {_PROGRESS} FROM progress p WHERE badge_id = ?", (badge_id,))  # noqa: S608
        return [progress for row in found if (progress := _progress(row)) is not None]

    def tallies(self, badge_id: str) -> Tallies:
        """Issues and earns of a badge over all customers."""
        row = self._db.execute(
            "SELECT COALESCE(SUM(json_array_length(issuals)), 0), COALESCE(SUM(earn_count), 0)"
            " FROM progress WHERE badge_id = ?",
            (badge_id,),
        ).fetchone()
        return Tallies(*row)

    # Seeding

    def settle(self) -> None:
        """Tell the query planner what the store is like; to be called after seeding."""
        self._db.execute("ANALYZE")

    def add_customer(self, customer: Customer) -> None:
        """Make a customer."""
        values = tuple(asdict(customer).values())
        self._db.execute("INSERT INTO customers VALUES (?, ?, ?, ?, ?)", values)

    def add_group(self, group_id: str, name: str) -> None:
        """Make a badge group."""
        self._db.execute("INSERT INTO badge_groups VALUES (?, ?)", (group_id, name))

    def add_claim(self, badge_id: str, claim: Claim) -> None:
        """Claim a badge for a module."""
        values = (badge_id, claim.owner_type, claim.reference_id, claim.is_active)
        self._db.execute("INSERT INTO claims VALUES (?, ?, ?, ?)", values)

    def add_progress(self, progress: Progress) -> None:
        """Record what a customer did with a badge."""
        *counts, issuals, earns = asdict(progress).values()
        values = (*counts, json.dumps(issuals), json.dumps(earns))
        self._db.execute("INSERT INTO progress VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _columns(badge: Badge, name_key: str, unique: bool) -> tuple[Any, ...]:
    return (
        badge.name,
        name_key,
        name_key if unique else None,
        badge.earn_type,
        badge.active,
        badge.start_on,
        badge.expires_on,
        badge.updated_on,
        f"|{'|'.join(badge.owners)}|",
        badge.group_id,
        json.dumps({name: getattr(badge, name) for name in _STORED}, ensure_ascii=False),
    )


_STORED = tuple(field.name for field in fields(Badge) if field.name != "number")


def _badge(number: int, document: str) -> Badge:
    return Badge(number=number, **json.loads(document))


def _numbered(badge: Badge, number: int) -> Badge:
    return Badge(number=number, **{name: getattr(badge, name) for name in _STORED})


def _progress(row: Sequence[Any]) -> Progress | None:
    if row[0] is None:
        return None
    values: tuple[Any, ...] = (*row[:-2], json.loads(row[-2]), json.loads(row[-1]))
    return Progress(*values)
