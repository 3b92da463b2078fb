"""Badges of the profile that change while a run looks at them: a worker updates one, a customer earns it.

Badges of our own are nobody else's; those of the profile are shared. A test that compares two looks at one of
them must not take for a fault what came between the two. Nothing is done about it as long as tests pass. What
a failure cites of such badges is asked for again: where the answer has become another one, the test is
repeated, with nothing of what was seen before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from harness import recording
from harness.answers import data_of
from harness.client import IDENTIFIER_HEADER, Client
from harness.exchange import Exchange
from harness.row_verbs import rows_of

# A target that never answers twice alike is not to have every test repeated.
REPEATS = 6
# Computed anew for every answer (rulings on windows and statistics), so no sign of a change.
COMPUTED = frozenset({"customerConstraints", "badgeConstraints"})


@dataclass
class ChangedElsewhere:
    """Tells whether a failure may rest on a badge of the profile that has changed since it was read."""

    client: Client
    repeats: int = REPEATS  #: how many tests of this process may still be repeated

    def explains(self, entries: Iterable[Mapping[str, Any]]) -> bool:
        """Whether one of the reads that these records of a test cite as evidence is answered otherwise now.

        Sends once more what was read of badges that the profile names, and of what the customer has earned.
        """
        if self.repeats == 0 or not any(map(self._is_outdated, self._cited(entries))):
            return False
        self.repeats -= 1
        return True

    def _cited(self, entries: Iterable[Mapping[str, Any]]) -> Iterable[Exchange]:
        """The reads by internal id that failures cite, each once for a record."""
        for entry in entries:
            failures = [item for item in entry["findings"] if item["verdict"] == recording.FAILED]
            cited = {key for item in failures for key in (*item["control"], *item["exchanges"])}
            for key in sorted(cited & entry["exchanges"].keys()):
                read = Exchange.from_dict(entry["exchanges"][key])
                if read.operation in ASKED_AGAIN and IDENTIFIER_HEADER not in read.request_headers:
                    yield read

    @property
    def _shared(self) -> frozenset[str]:
        """The badges that the profile names."""
        return frozenset(self.client.target.fixtures.badges)

    def _is_outdated(self, read: Exchange) -> bool:
        query = dict(parse_qsl(urlsplit(read.url).query, keep_blank_values=True))
        before = self._of_others(read, query)
        if not before:
            return False
        again = ASKED_AGAIN[str(read.operation)](self.client, read, query)
        # As the record of the first look is: redacted, and cut where it is long.
        now = Exchange.from_dict(again.to_dict())
        return data_of(now) is not None and self._of_others(now, query) != before

    def _of_others(self, read: Exchange, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
        """What a read shows of badges that are not ours alone; of earnings, all of which are others'."""
        data = data_of(read) or {}
        if read.operation == "detail":
            return [_lasting(data)] if data.get("id") in self._shared else []
        earned = query.get("badgeType") == "EARNED"
        return [_lasting(row) for row in rows_of(read) if earned or row.get("badgeMetaId") in self._shared]


def _lasting(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in data.items() if key not in COMPUTED}


def _detail(client: Client, read: Exchange, query: Mapping[str, str]) -> Exchange:
    return client.read((data_of(read) or {})["id"], statistics=None, params=query)


def _list(client: Client, _: Exchange, query: Mapping[str, str]) -> Exchange:
    return client.list(query)


# How a read is asked for again, by operation.
ASKED_AGAIN = {"detail": _detail, "list": _list}
