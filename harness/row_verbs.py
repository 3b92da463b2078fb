"""The verbs that judge the rows of a list; `harness.expectations` mixes them into every expectation."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, Self

from harness import model, reading
from harness.exchange import Exchange
from harness.payloads import Badge
from harness.redaction import excerpt

Row = Mapping[str, Any]

ROWS = "/data/customerBadges"


def rows_of(exchange: Exchange) -> list[dict[str, Any]]:
    """The rows that an answer shows, whatever else it says; [] when it shows none."""
    payload = exchange.payload
    data = payload.get("data") if isinstance(payload, dict) else None
    rows = data.get("customerBadges") if isinstance(data, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def is_row_of(row: Row, badge: Badge | str) -> bool:
    """Whether the row shows this badge: by its id, or by the name that only our own badge has.

    Either is enough, so that a defect in one of the two fields is not taken for a missing row.
    """
    if isinstance(badge, Badge):
        return badge.id == row.get("badgeMetaId") or badge.name == row.get("name")
    return row.get("badgeMetaId") == badge


def row_of(exchange: Exchange, badge: Badge | str) -> dict[str, Any] | None:
    """The row of this badge in an answer."""
    return next((row for row in rows_of(exchange) if is_row_of(row, badge)), None)


class RowVerbs(ABC):
    """What can be expected of the rows of an accepted list. Every verb returns the expectation."""

    exchange: Exchange

    @property
    @abstractmethod
    def rows(self) -> list[dict[str, Any]]:
        """The rows of an accepted list."""

    @abstractmethod
    def not_a_server_error(self) -> RowVerbs:
        """Any answer below 500."""

    @abstractmethod
    def _fail(self, expected: str, observed: str, *, cause: str, pointer: str | None = None) -> NoReturn: ...

    def finds(self, *badges: Badge | str) -> Self:
        """An accepted list with a row of each of these badges (a badge of ours, or an id)."""
        rows = self.rows
        for badge in badges:
            if not any(is_row_of(row, badge) for row in rows):
                self._fail(f"a row of {_words(badge)}", _summary(rows), cause="not found", pointer=ROWS)
        return self

    def lists(self, badge: Badge, *fields: str) -> Self:
        """An accepted list with a row of this badge that shows what its last body said in these fields."""
        said = reading.read_request(badge.request)
        return self.lists_with(badge, **{field: said.get(field) for field in fields})

    def lists_with(self, badge: Badge | str, **values: Any) -> Self:
        """An accepted list with a row of this badge that shows these values (canonical names)."""
        self.finds(badge)
        row = reading.read_row(row_of(self.exchange, badge) or {})
        for difference in reading.differences(values, row):
            self._fail(
                excerpt(f"{difference.pointer[1:]} = {difference.expected}", 200),
                excerpt(f"{difference.pointer[1:]} = {difference.observed}", 200),
                cause=f"listed otherwise: {difference.pointer}",
                pointer=ROWS,
            )
        return self

    def lists_without(self, badge: Badge | str, *fields: str) -> Self:
        """An accepted list with a row of this badge that shows nothing here: absent, null or empty."""
        self.finds(badge)
        row = reading.read_row(row_of(self.exchange, badge) or {})
        return self.lists_with(
            badge, **{field: None for field in fields if not reading.is_nothing(row.get(field))}
        )

    def omits(self, *badges: Badge | str) -> Self:
        """An accepted list without a row of any of these badges."""
        rows = self.rows
        for badge in badges:
            for index, row in enumerate(rows):
                if is_row_of(row, badge):
                    self._fail(
                        f"no row of {_words(badge)}",
                        _summary([row]),
                        cause="shown",
                        pointer=f"{ROWS}/{index}",
                    )
        return self

    def shows_no_rows(self) -> Self:
        """An answer without any row and without a server error; a refusal is one."""
        self.not_a_server_error()
        rows = rows_of(self.exchange)
        if rows:
            self._fail("no rows", _summary(rows), cause="rows shown", pointer=ROWS)
        return self

    def each(self, holds: Callable[[Row], bool], words: str, field: str = "") -> Self:
        """An accepted list whose every row holds; `words` say what, after "only rows"."""
        for index, row in enumerate(self.rows):
            if not holds(row):
                self._fail(
                    f"only rows {words}",
                    excerpt(f"{field} {row.get(field)} in the row of {row.get('name')}", 200)
                    if field
                    else _summary([row]),
                    cause=f"a row not {words}",
                    pointer=f"{ROWS}/{index}{f'/{field}' if field else ''}",
                )
        return self

    def satisfies(
        self, query: Mapping[str, Any], unless: Callable[[Row], bool] = lambda row: not row
    ) -> Self:
        """An accepted list whose every row satisfies these query parameters (000:L101-121).

        Rows for which `unless` holds are passed over: those whose status changes at this moment.
        """
        for index, row in enumerate(self.rows):
            broken = None if unless(row) else model.unsatisfied(row, query)
            if broken is not None:
                self._fail(
                    f"only rows that satisfy {broken} = {query[broken]}",
                    excerpt(f"the row of {row.get('name')} ({row.get('badgeMetaId')})", 200),
                    cause=f"a row beside the filter {broken}",
                    pointer=f"{ROWS}/{index}",
                )
        return self


def _words(badge: Badge | str) -> str:
    return f"the badge {badge.id} ({badge.name})" if isinstance(badge, Badge) else f"the badge {badge}"


def _summary(rows: Sequence[Row]) -> str:
    if not rows:
        return "no rows"
    names = excerpt(", ".join(str(row.get("name")) for row in rows[:3]), 160)
    return f"{len(rows)} row{'s' if len(rows) > 1 else ''}: {names}{', …' if len(rows) > 3 else ''}"
