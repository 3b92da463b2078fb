"""How the tests ask for lists: each question once per process, badges of the profile by their names."""

from collections import ChainMap
from dataclasses import dataclass, field

from harness.client import Client
from harness.exchange import Exchange
from harness.expectations import Inconclusive, given
from harness.model import LIST_OF
from harness.named_badges import NamedBadges
from harness.row_verbs import row_of

# As long as a group id, and no group's (000:L3184).
NO_GROUP = "0123456789abcdef01234567"

# One state in the words of the filter and of the detail (000:L105, 002:L300).
DEACTIVATED = ("DEACTIVATED", "DE_ACTIVATED")

# The fixtures of deactivated badges: of both types, UPCOMING and LIVE.
INACTIVE = ("born_inactive", "live_direct_inactive", "live_inactive", "made_inactive")


@dataclass
class Lists:
    """Asks every question once per process: no test changes what another one lists."""

    client: Client
    _known: dict = field(default_factory=dict)

    def __call__(self, *queries, **parameters):
        """The answer to these parameters, whatever it is; later ones replace earlier ones."""
        asked = {**dict(ChainMap(*reversed(queries))), **parameters}
        key = repr(sorted(asked.items()))
        if key not in self._known:
            answer = self.client.list(asked)
            if answer.environmental:
                return answer
            self._known[key] = answer
        return self._known[key]

    def of(self, badge, *queries, **parameters):
        """The list that only this badge can be in: by its name and kind, and by these parameters."""
        return self(badge.query, *queries, **parameters)

    def expired(self, badge):
        """The list of what has ended, by the name of this badge."""
        return self(badgeType="EXPIRED", name=badge.name)


@dataclass(frozen=True)
class Known:
    """A badge of the profile: its id, its name, and the list in which it stood before it was earned."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class Found:
    """A badge of the profile: its id, the query that lists it by name, the answer, and its row there."""

    id: str
    query: dict
    listed: Exchange
    row: dict


@dataclass
class ProfileBadges:
    """The badges that the profile names for a state (earned, claimed, grouped), found without a walk.

    The detail tells the name of a badge, and a query by name lists it, however large the tenant is.
    """

    client: Client
    lists: Lists
    named: NamedBadges
    _details: dict = field(default_factory=dict)

    def detail(self, state, nth):
        """The detail of the n-th badge of a state, with statistics; NotApplicable when there are fewer."""
        badge = self.named.nth(state, nth)
        if badge not in self._details:
            self._details[badge] = given(self.client.read(badge, statistics=True)).accepted().exchange
        return badge, given(self._details[badge])

    def known(self, state, nth):
        """The n-th badge of a state, by its detail; Inconclusive when that shows no name."""
        badge_id, detail = self.detail(state, nth)
        name, kind = detail.badge.get("name"), LIST_OF.get(detail.badge.get("earnType"), "AVAILABLE")
        if not isinstance(name, str):
            raise Inconclusive(f"the detail of the badge {badge_id} of the profile shows no name")
        return Known(badge_id, name, kind)

    def found(self, state, nth):
        """The n-th badge of a state, in whatever list it stands; Inconclusive when it is in none."""
        badge = self.known(state, nth)
        for kind in (badge.kind, "EARNED", "EXPIRED"):
            query = {"badgeType": kind, "name": badge.name, "size": 50}
            listed = self.lists(query)
            row = row_of(listed, badge.id)
            if row is not None:
                return Found(badge.id, query, listed, row)
        raise Inconclusive(f"the badge {badge.id} of the profile is in no list under its name")
