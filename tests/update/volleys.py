"""Many changes in few updates: what can fail alone is sent together as long as all of it is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.answers import is_accepted
from harness.client import Client
from harness.exchange import Exchange
from harness.expectations import Inconclusive, given
from harness.payloads import Badge
from harness.reading import read_request

# How many controls are tried before a refusal is put down to something else.
TRIALS = 4


@dataclass(frozen=True)
class Sent:
    """An update: the body, and what came back."""

    body: dict
    exchange: Exchange

    @property
    def badge(self):
        """What the body says, in canonical names."""
        return read_request(self.body)


@dataclass
class Volleys:
    """Updates of one UPCOMING badge; each row of part names is one of them.

    A part is a change of the badge's own body (values at dotted paths). When the target does not accept a
    row as a whole, each part of it that a test asks for is sent alone, so that one change that is refused
    tells nothing about its neighbours.
    """

    client: Client
    badge: Badge
    parts: Mapping[str, Mapping]
    rows: Sequence[Sequence[str]]
    _sent: dict = field(default_factory=dict)

    def sending(self, part):
        """The update that carries this part.

        Inconclusive when the part is refused and so is everything that could stand in its place: then the
        refusal is not about the part.
        """
        together = self._send(next((row for row in self.rows if part in row), (part,)))
        if is_accepted(together.exchange):
            return together
        alone = self._send((part,))
        if not is_accepted(alone.exchange):
            self._control(part)
        return alone

    def _control(self, part):
        places = self.parts[part].keys()
        others = [(other,) for other in self.parts if other != part and self.parts[other].keys() == places]
        for names in [(), *others[:: max(1, len(others) // TRIALS)]]:
            control = self._send(names).exchange
            if is_accepted(control):
                given(control).accepted()
                return
        raise Inconclusive(f"no other update than with {part} is accepted in its place either")

    def _send(self, names):
        changes = {path: value for name in names for path, value in self.parts[name].items()}
        key = repr(sorted(changes.items(), key=lambda change: change[0]))
        if key not in self._sent:
            body = self.badge.with_(changes)
            self._sent[key] = Sent(body, self.client.update(body))
        return self._sent[key]
