"""The badges that the target profile names in [fixtures], once the target is seen to have them."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.answers import outcome_of
from harness.client import Client
from harness.expectations import Inconclusive, NotApplicable
from harness.model import BADGE_TYPE_FILTERS
from harness.row_verbs import row_of, rows_of

PAGE_SIZE, MOST_PAGES = 100, 50


@dataclass
class NamedBadges:
    """Gives out ids by state.

    An id that the target has never heard of is a slip in the profile, of which no rule must be accused.
    One that its own list shows exists, so that a refusal of its detail is the target's.
    """

    client: Client
    _slips: dict[str, str | None] = field(default_factory=dict)

    def of(self, state: str) -> tuple[str, ...]:
        """The ids under this state; NotApplicable without any, Inconclusive when one of them is wrong."""
        ids: tuple[str, ...] = getattr(self.client.target.fixtures, state)
        if not ids:
            raise NotApplicable(f"the target profile names no badge under {state} in [fixtures]")
        for badge in ids:
            if badge not in self._slips:
                self._slips[badge] = self._slip(badge)
            if said := self._slips[badge]:
                raise Inconclusive(
                    f"the target does not know the badge {badge} ({said}): mend {state} in [fixtures] of the"
                    " target profile"
                )
        return ids

    def nth(self, state: str, number: int) -> str:
        """The id with this number (from 0) under the state, as `of`; NotApplicable when there are fewer."""
        ids = self.of(state)
        if number >= len(ids):
            raise NotApplicable(f"the target profile names {len(ids)} badges under {state} in [fixtures]")
        return ids[number]

    def _slip(self, badge: str) -> str | None:
        """How the target refuses a badge that it does not list either."""
        read = self.client.read(badge)
        if read.status is None or not 400 <= read.status < 500 or self._listed(badge):
            return None
        return f"{outcome_of(read)}, exchange {read.id}"

    def _listed(self, badge: str) -> bool:
        return any(self._listed_as(kind, badge) for kind in BADGE_TYPE_FILTERS)

    def _listed_as(self, kind: str, badge: str) -> bool:
        for page in range(MOST_PAGES):
            listed = self.client.list(badgeType=kind, page=page, size=PAGE_SIZE)
            if row_of(listed, badge):
                return True
            if len(rows_of(listed)) < PAGE_SIZE:
                break
        return False
