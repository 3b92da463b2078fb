"""Changes of constraints, tried on the badge's own and on the customer's at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from harness.answers import is_accepted
from harness.client import Client
from harness.nursery import Nursery
from harness.payloads import ARRAY_OF, Badge, constraint, window

LEVELS = sorted(ARRAY_OF)


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
class Change:
    """Updates of a badge from some constraints to others; each is sent once."""

    client: Client
    make: Callable[[], Badge]
    after: Mapping
    _sent: dict = field(default_factory=dict)

    def __post_init__(self):
        self.badge = self.make()

    def none(self):
        """The answer to the badge sent back as it is."""
        return self._update()

    def alone(self, level):
        """The answer to the change at this level, of a badge whose constraints are those from before."""
        if (level,) not in self._sent and any(map(is_accepted, self._changes())):
            self.badge = self.make()
        return self._update(level)

    def together(self, level):
        """The answer to the change at both levels if it was accepted, else to that at this level."""
        answer = self._update(*self.after)
        return answer if is_accepted(answer) else self.alone(level)

    def _changes(self):
        return [answer for levels, answer in self._sent.items() if levels]

    def _update(self, *levels):
        if levels not in self._sent:
            changes = arrays({level: self.after[level] for level in levels})
            self._sent[levels] = self.client.update(self.badge.with_(changes))
        return self._sent[levels]


@dataclass
class Levels:
    """One badge for each change; several tests look at its updates."""

    client: Client
    nursery: Nursery
    _known: dict = field(default_factory=dict)

    def change(self, state, before, after, kind="earn", **fields):
        """A change of an `UPCOMING` or `LIVE` badge; Inconclusive when there is none to be had.

        `before` and `after` are lists of constraints by level; `kind` is the maker of the plain body, and
        `fields` are what else is in it.
        """
        key = repr((state, before, after, kind, fields))
        if key not in self._known:
            make = {"UPCOMING": self.nursery.create, "LIVE": self.nursery.live}[state]
            body = getattr(self.nursery.payloads, kind)
            self._known[key] = Change(self.client, lambda: make(body(arrays(before), **fields)), after)
        return self._known[key]
