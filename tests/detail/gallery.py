"""Badges to look at, and their details: each is created and read once per process, when a test first asks."""

from dataclasses import dataclass, field

from harness.answers import data_of, is_accepted
from harness.client import Client
from harness.expectations import Inconclusive, Untested, expect, given
from harness.nursery import Nursery
from harness.payloads import ADORNED, Badge, Payloads, without

# The images of an adorned badge, as a detail shows them that leaves tags out.
PLAIN_IMAGES = [without(image, "tag") for image in ADORNED["images"]]
# Names that nobody need have set up.
CUSTOM_FIELDS = {"CF 04": "1234", "Badge use": "uses"}

# Blamed for a detail that is refused although its badge exists, whatever it was read for.
ACCEPTED, OMITTED = "DETAIL-ACCEPTED", "DETAIL-STATISTICS-OMITTED"

# How a badge comes into a state: the maker of the gallery, that of the plain body, and whether it is active.
STATES = {
    "inactive":             ("badge", "earn", False),
    "inactive live":        ("live", "earn", False),
    "inactive to issue":    ("badge", "issue_earn", False),
    "live":                 ("live", "earn", True),
    "live to issue":        ("live", "issue_earn", True),
    "reactivated":          ("reactivated", "earn", True),
    "reactivated to issue": ("reactivated", "issue_earn", True),
    "to issue":             ("badge", "issue_earn", True),
    "upcoming":             ("badge", "earn", True),
    "updated":              ("updated", "earn", True),
    "updated to issue":     ("updated", "issue_earn", True),
}  # fmt: skip


@dataclass
class Gallery:
    """The badges of this process by what sets their bodies apart from the plain one.

    `changes` are values at dotted paths; `kind` is the maker of the plain body (`earn`, `issue_earn`).
    What cannot be set up is tried only once, and makes every test that asks for it inconclusive.
    """

    client: Client
    nursery: Nursery
    payloads: Payloads
    _known: dict = field(default_factory=dict)

    def badge(self, changes=None, kind="earn"):
        """An UPCOMING badge."""
        return _usable(self._creation(changes, kind))

    def live(self, changes=None, kind="earn"):
        """A LIVE badge: for eight days where the target takes the migration header (004:L18-21)."""
        return _usable(self._once(("live", repr(changes), kind), lambda: self._begun(changes, kind)))

    def updated(self, changes, kind="earn"):
        """An UPCOMING badge that was plain before an update gave it these values."""
        return _usable(self._once(("updated", repr(changes), kind), lambda: self._changed(changes, kind)))

    def in_state(self, state, changes):
        """A badge with these values in one of the STATES."""
        maker, kind, active = STATES[state]
        return getattr(self, maker)(changes if active else {**changes, "active": False}, kind)

    def named(self, pattern):
        """An UPCOMING badge with an odd name: {} of the pattern is the place of a name of our own."""
        return self._once(("named", pattern), lambda: self._named(pattern))

    def bare(self, field):
        """The creation of an UPCOMING badge whose body lacks a field, whatever the answer is."""
        return self._once(("bare", field), lambda: self._created(without(self.payloads.earn(), field)))

    def reactivated(self, changes, kind="earn"):
        """An UPCOMING badge that one update made inactive, and another one active again."""
        return _usable(self._once(("reactivated", repr(changes), kind), lambda: self._again(changes, kind)))

    def answer(self, changes, kind="earn"):
        """The answer to the creation of that UPCOMING badge, whatever it is."""
        return self._creation(changes, kind).exchange

    def trace(self, changes, kind="earn"):
        """The detail of that UPCOMING badge; the answer to its creation where that is refused."""
        created = self._creation(changes, kind)
        return self.client.read(created) if is_accepted(created.exchange) else created.exchange

    def detail(self, badge, statistics=True):
        """The detail of a badge (ours, or the id of one), which must be accepted, as the badge exists."""
        key = ("detail", badge if isinstance(badge, str) else badge.exchange.id, statistics)
        exchange = self._once(key, lambda: self.client.read(badge, statistics))
        if exchange.environmental:
            del self._known[key]
        expect(exchange, of=OMITTED if statistics is None else ACCEPTED).accepted()
        return exchange

    def listing(self, badge):
        """The list of active badges of its type that have the name of a badge, whatever it answers."""
        return self._once(("listing", badge.exchange.id), lambda: self.client.list(badge.query))

    def _creation(self, changes, kind):
        return self._once(("created", repr(changes), kind), lambda: self._created(self._body(changes, kind)))

    def _created(self, body):
        return Badge(body, self.client.create(body))

    def _begun(self, changes, kind):
        body = self._body(changes, kind)
        begun = {**body, "startOn": self.payloads.in_days(-8.3)}
        answer = self.client.create(begun, migration=True)
        if is_accepted(answer) and (data_of(answer) or {}).get("status") == "LIVE":
            return Badge(begun, answer)
        return self.nursery.live({**body, "name": self.payloads.name()})

    def _changed(self, changes, kind):
        plain = self.nursery.create(self._body(None, kind))
        return self.nursery.update(plain, plain.with_(changes))

    def _again(self, changes, kind):
        active = self.nursery.create(self._body(changes, kind))
        inactive = self.nursery.update(active, active.with_(active=False))
        return self.nursery.update(inactive, inactive.with_(active=True))

    def _named(self, pattern):
        return self._created(self.payloads.earn(name=pattern.format(self.payloads.name())))

    def _body(self, changes, kind):
        return getattr(self.payloads, kind)(changes or {})

    def _once(self, key, make):
        if key not in self._known:
            try:
                self._known[key] = (make(), None)
            except (Inconclusive, Untested) as reason:
                self._known[key] = (None, reason)
        found, reason = self._known[key]
        if reason is not None:
            raise reason
        return found


def _usable(badge):
    # Each test states anew what it builds upon: the report shows it as the control.
    given(badge.exchange).accepted()
    if not isinstance(badge.data.get("id"), str):
        raise Inconclusive(f"the write of exchange {badge.exchange.id} shows no id of the badge")
    return badge
