"""Creations that several tests look at: each is sent once per process, when a test first asks for it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from harness.answers import codes_of, data_of, is_accepted, outcome_of, shown
from harness.client import Client
from harness.clock import DAY
from harness.exchange import Exchange
from harness.expectations import NotApplicable, fail, given
from harness.payloads import Badge, Payloads, changed, without


@dataclass(frozen=True)
class Trial:
    """An offending body and, sent next, its control: the same name, and valid where the other is not.

    So an accepted control proves two things: the offence alone was refused, and nothing of it was stored.
    """

    offence: Exchange
    control: Exchange


@dataclass
class Creations:
    """Badges and refusals of this process, by what sets their bodies apart from the plain one.

    `changes` are values at dotted paths, `missing` are paths to leave out; `kind` is the maker of the
    plain body (`earn`, `issue_earn`).
    """

    client: Client
    payloads: Payloads
    _known: dict = field(default_factory=dict)
    _tries: Counter = field(default_factory=Counter)

    def body(self, changes=None, missing=(), kind="earn"):
        """A body with a name of its own."""
        return without(getattr(self.payloads, kind)(changes or {}), *missing)

    def badge(self, changes=None, missing=(), *, kind="earn", migration=False):
        """The badge of such a body; Inconclusive when it is refused."""
        request, exchange = self._created(changes, missing, kind, migration)
        given(exchange).accepted()
        return Badge(request, exchange)

    def answer(self, changes=None, missing=(), *, kind="earn", migration=False):
        """The answer to such a body, whatever it is."""
        return self._created(changes, missing, kind, migration)[1]

    def trial(self, offence=None, missing=(), *, valid=None, kind="earn", migration=False):
        """The `offence` on top of the `valid` changes, and then these alone."""

        def send():
            control = self.body(valid, kind=kind)
            refused = without(changed(control, offence or {}), *missing)
            trial = Trial(
                self.client.create(refused, migration=migration),
                self.client.create(control, migration=migration),
            )
            return trial, trial.offence.environmental or trial.control.environmental

        return self._once(("trial", repr((offence, missing, valid)), kind, migration), send)

    def _created(self, changes, missing, kind, migration):
        def send():
            request = self.body(changes, missing, kind)
            exchange = self.client.create(request, migration=migration)
            return (request, exchange), exchange.environmental

        return self._once(("badge", repr((changes, missing)), kind, migration), send)

    def _once(self, key, send):
        """What `send` gave when it was first asked for; what got lost on the way is sent once more."""
        if key not in self._known or (self._known[key][1] and self._tries[key] < 2):
            self._tries[key] += 1
            self._known[key] = send()
        return self._known[key][0]


@pytest.fixture(scope="session")
def creations(client, payloads):
    """Creations that are sent once."""
    return Creations(client, payloads)


@pytest.fixture
def plain(creations):
    """The plain EARN badge: mandatory fields and a description; the control of what is accepted beyond it."""
    return creations.badge()


@pytest.fixture
def enrolled(creations):
    """The plain ISSUE_EARN badge: a relative earned expiry and a fixed issued one."""
    return creations.badge(kind="issue_earn")


@pytest.fixture(scope="session")
def in_a_row(creations):
    """Two badges created one right after the other: what changes from answer to answer differs in them."""
    return [creations.badge(kind="issue_earn"), creations.badge({"description": "Right after another one"})]


@pytest.fixture(scope="session")
def day(payloads):
    """Turns days from the start of this process into whole epoch seconds of the server, always the same."""
    start = payloads.in_days(0)
    return lambda days: start + round(days * DAY)


@pytest.fixture(scope="session")
def iso():
    """Writes whole epoch seconds as the ISO text of the same instant, in UTC (004:L29-30)."""
    return lambda seconds: datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture(scope="session")
def past_start(creations, day):
    """Bodies that start so many days from now, each with its control in 30 days; both end in 60."""
    valid = {"startOn": day(30), "expiresOn": day(60)}
    return lambda days: creations.trial({"startOn": day(days)}, valid=valid)


@pytest.fixture(scope="session")
def expect_free():
    """Judges that a refusal stored nothing: its name is free for the next body, which has the same one."""

    def judge(refused, following):
        if is_accepted(refused):
            raise NotApplicable("the target accepts what it should refuse here, so there is no refusal")
        given(refused).refused_internally()
        if 725 in (codes_of(following) or ()):
            fail(
                "the name of the refused badge to be free",
                "a refusal with 725: the refused badge was stored",
                refused,
                following,
                cause="stored although refused",
            )
        given(following).accepted()

    return judge


@pytest.fixture(scope="session")
def seen():
    """Words for what an answer shows at a path of its `data`, or for the refusal that it is."""

    def words(exchange, *path):
        if not is_accepted(exchange):
            return outcome_of(exchange)
        value = data_of(exchange)
        for step in path:
            value = value.get(step) if isinstance(value, dict) else _first(value)
        return f"accepted, {shown(value, 100)}" if path else "accepted"

    return words


def _first(value):
    return value[0] if isinstance(value, list) and value else None
