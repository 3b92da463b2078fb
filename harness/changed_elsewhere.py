"""Badges of the profile that change while a run looks at them: a worker updates one, a customer earns it.

Badges of our own are nobody else's; those of the profile are shared. A test that compares two looks at one of
them must not take for a fault what came between the two. Nothing is done about it as long as tests pass. What
a failure cites of such badges is asked for again: where the answer has become another one, the test is
repeated, with nothing of what was seen before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, urlsplit

from harness import recording
from harness.answers import data_of
from harness.client import IDENTIFIER_HEADER, Client
from harness.exchange import Exchange

# A target that never answers twice alike is not to have every test repeated.
REPEATS = 3
# Computed anew for every answer (rulings on windows and statistics), so no sign of a change.
COMPUTED = frozenset({"customerConstraints", "badgeConstraints"})


@dataclass
class ChangedElsewhere:
    """Tells whether a failure may rest on a badge of the profile that has changed since it was read."""

    client: Client
    repeats: int = REPEATS  #: how many tests of this process may still be repeated

    def explains(self, entries: Iterable[Mapping[str, Any]]) -> bool:
        """Whether one of the reads that these records of a test cite as evidence is answered otherwise now.

        Sends each of these reads once more: those of badges that the profile names, by internal id.
        """
        if self.repeats == 0 or not any(map(self._is_outdated, self._cited(entries))):
            return False
        self.repeats -= 1
        return True

    def _cited(self, entries: Iterable[Mapping[str, Any]]) -> Iterable[Exchange]:
        """The details of badges of the profile that failures cite, each once for a record."""
        shared = frozenset(chain(*asdict(self.client.target.fixtures).values()))
        for entry in entries if shared else ():
            failures = [item for item in entry["findings"] if item["verdict"] == recording.FAILED]
            cited = {key for item in failures for key in (*item["control"], *item["exchanges"])}
            for key in sorted(cited & entry["exchanges"].keys()):
                read = Exchange.from_dict(entry["exchanges"][key])
                if read.operation == "detail" and (data_of(read) or {}).get("id") in shared:
                    yield read

    def _is_outdated(self, read: Exchange) -> bool:
        if IDENTIFIER_HEADER in read.request_headers:
            return False
        before = data_of(read) or {}
        asked = parse_qs(urlsplit(read.url).query).get("includeStatistics")
        again = self.client.read(before["id"], asked[0] == "true" if asked else None)
        # As the record of the first look is: redacted, and cut where it is long.
        now = data_of(Exchange.from_dict(again.to_dict()))
        return now is not None and _lasting(before) != _lasting(now)


def _lasting(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in data.items() if key not in COMPUTED}
