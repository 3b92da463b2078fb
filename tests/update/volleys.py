"""Many changes in few updates: what can fail alone is sent together as long as all of it is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.client import Client
from harness.exchange import Exchange
from harness.expectations import is_accepted
from harness.payloads import Badge
from harness.reading import read_request


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
        """The update that carries this part."""
        row = next((row for row in self.rows if part in row), (part,))
        together = self._send(row)
        return together if is_accepted(together.exchange) else self._send((part,))

    def _send(self, names):
        if names not in self._sent:
            body = self.badge.with_(
                {path: value for name in names for path, value in self.parts[name].items()}
            )
            self._sent[names] = Sent(body, self.client.update(body))
        return self._sent[names]
