"""Changes of constraints, tried on the badge's own and on the customer's at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.client import Client
from harness.nursery import Nursery
from harness.payloads import ARRAY_OF, constraint, window

from .volleys import Volleys

LEVELS = sorted(ARRAY_OF)
CONTROL = "unchanged"


def both(kind, **members):
    """A constraint of this kind at either level."""
    return {level: [constraint(level, kind, **members)] for level in LEVELS}


def windows(unit, **members):
    """A fixed window by this unit at either level."""
    return {level: [window(level, unit, **members)] for level in LEVELS}


def arrays(constraints: Mapping):
    """The members of a body for constraints by level."""
    return {ARRAY_OF[level]: items for level, items in constraints.items()}


def news(before, after):
    """What an answer must show of a change: the members that are other than before."""
    return [{key: value for key, value in after.items() if before.get(key) != value}]


@dataclass
class Levels:
    """One badge for each change, its state `UPCOMING` or `LIVE`.

    `before` and `after` are lists of constraints by level (`BADGE`, `CUSTOMER`). Both levels travel in one
    update unless they are to be tried `apart`; `sending(level)` is the update that carries that level,
    `sending(CONTROL)` the one that changes nothing.
    """

    client: Client
    nursery: Nursery
    _known: dict = field(default_factory=dict)

    def change(self, state, before, after, *, apart=False):
        """The updates of one such badge; Inconclusive when it cannot be made."""
        key = repr((state, before, after))
        if key not in self._known:
            make = {"UPCOMING": self.nursery.create, "LIVE": self.nursery.live}[state]
            badge = make(self.nursery.payloads.earn(arrays(before)))
            parts = {level: arrays({level: items}) for level, items in after.items()}
            rows = () if apart else (tuple(parts),)
            self._known[key] = Volleys(self.client, badge, {**parts, CONTROL: {}}, rows)
        return self._known[key]
