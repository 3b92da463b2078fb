"""The four operations as doors: each unwanted visitor knocks once, then somebody with valid credentials."""

from dataclasses import dataclass, field

from harness.authentication import DEFAULT
from harness.client import Client
from harness.exchange import Exchange
from harness.expectations import Inconclusive, NotApplicable, Untested
from harness.nursery import Nursery
from harness.payloads import Payloads
from harness.target import Target

from .visitors import UNWANTED, unwanted


@dataclass(frozen=True)
class Siege:
    """What came of it at one door."""

    answers: dict  #: kind of visitor → exchange, or the reason why there is none of the kind
    control: Exchange  #: the answer to the valid credentials
    before: Exchange | Untested | None = None  #: update: the detail of its badge before the visitors came
    after: Exchange | Untested | None = None  #: update: the same after they left
    again: dict = field(
        default_factory=dict
    )  #: create: kind → the body of the visitor, with valid credentials

    def answer(self, kind):
        """The answer to a visitor; NotApplicable where the profile allows none of the kind."""
        found = self.answers[kind]
        if isinstance(found, NotApplicable):
            raise found
        return found

    def seen(self):
        """The badge before the visitors came, and after they left; Untested where nothing can be read."""
        self.answer("no credentials")
        for look in (self.before, self.after):
            if isinstance(look, Untested):
                raise look
        return self.before, self.after


@dataclass
class Doors:
    """Besieges each operation once per process."""

    client: Client
    nursery: Nursery
    payloads: Payloads
    target: Target
    _known: dict = field(default_factory=dict)

    def siege(self, operation):
        """What came of the siege of an operation; one that cannot be set up is tried only once."""
        return self._once(operation, getattr(self, f"_besiege_{operation}"))

    def call(self, operation, credentials):
        """One call of an operation that is sound but for its credentials, perhaps."""
        match operation:
            case "create":
                return self.client.create(self.payloads.earn(), credentials=credentials)
            case "update":
                return self.client.update(self._badge().with_(), credentials=credentials)
            case "list":
                return self.client.list(size=1, credentials=credentials)
        return self.client.read(self._badge(), credentials=credentials)

    def _besiege_create(self):
        bodies = {kind: self.payloads.earn() for kind in UNWANTED}
        answers = self._visits(lambda who, kind: self.client.create(bodies[kind], credentials=who))
        sent = [kind for kind in answers if isinstance(answers[kind], Exchange)]
        again = {kind: self.client.create(bodies[kind]) for kind in sent}
        return Siege(answers, self.call("create", DEFAULT), again=again)

    def _besiege_update(self):
        badge = self._badge()
        body = badge.with_(description="Written by an unwanted visitor")
        before = _look(lambda: self.client.read(badge))
        answers = self._visits(lambda who, kind: self.client.update(body, credentials=who))
        after = _look(lambda: self.client.read(badge))
        return Siege(answers, self.client.update(body), before, after)

    def _besiege_list(self):
        return self._besiege_reading("list")

    def _besiege_detail(self):
        return self._besiege_reading("detail")

    def _besiege_reading(self, operation):
        answers = self._visits(lambda who, kind: self.call(operation, who))
        return Siege(answers, self.call(operation, DEFAULT))

    def _visits(self, knock):
        answers = {}
        for kind in UNWANTED:
            try:
                answers[kind] = knock(unwanted(self.target, kind), kind)
            except NotApplicable as reason:
                answers[kind] = reason
        return answers

    def _badge(self):
        return self._once("badge", self.nursery.create)

    def _once(self, key, make):
        if key not in self._known:
            try:
                self._known[key] = make()
            except (Inconclusive, NotApplicable, Untested) as reason:
                self._known[key] = reason
        found = self._known[key]
        if isinstance(found, BaseException):
            raise found
        return found


def _look(read):
    """What a read shows; without a customer in the profile there is none, yet the door can be besieged."""
    try:
        return read()
    except Untested as reason:
        return reason
