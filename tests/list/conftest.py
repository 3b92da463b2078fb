"""Lists and badges that many tests look at: each is asked for, or made, once per process."""

from collections import ChainMap
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import pytest

from harness.client import Client
from harness.clock import DAY
from harness.exchange import Exchange
from harness.expectations import Inconclusive, NotApplicable, data_of, given, is_accepted
from harness.model import OWNERS
from harness.payloads import Badge
from harness.reading import instant
from harness.row_verbs import row_of, rows_of

from .series import create_series, origins, stretch

# The list in which a badge stands that nobody has earned and that has not expired (000:L103).
KIND_OF = {"EARN": "AVAILABLE", "ISSUE_EARN": "AVAILABLE_TO_ISSUE"}
# How many stretches of the future are looked at before one is taken.
TRIES = 3
LARGEST = 50


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
        kind = KIND_OF[badge.request["earnType"]]
        return self({"badgeType": kind, "name": badge.name}, *queries, **parameters)


@pytest.fixture(scope="session")
def lists(client):
    """Lists by their query parameters."""
    return Lists(client)


# -- badges of our own --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def direct(nursery):
    """An active UPCOMING badge of type EARN."""
    return nursery.create()


@pytest.fixture(scope="session")
def enrol(nursery, payloads):
    """An active UPCOMING badge of type ISSUE_EARN."""
    return nursery.create(payloads.issue_earn())


@pytest.fixture(scope="session")
def live_direct(nursery):
    """A LIVE badge of type EARN."""
    return nursery.live()


@pytest.fixture(scope="session")
def live_enrol(nursery, payloads):
    """A LIVE badge of type ISSUE_EARN."""
    return nursery.live(payloads.issue_earn())


@pytest.fixture(scope="session")
def born_inactive(nursery, payloads):
    """A badge that was created deactivated."""
    return nursery.create(payloads.earn(active=False))


@pytest.fixture(scope="session")
def made_inactive(nursery):
    """A badge that was active once, and was deactivated by an update."""
    badge = nursery.create()
    return nursery.update(badge, badge.with_(active=False))


@pytest.fixture(scope="session")
def changed(nursery, payloads):
    """A badge whose every plain field was changed by an update; its dates have milliseconds."""
    badge = nursery.create(payloads.issue_earn())
    start = payloads.in_days(40) + 0.125
    body = badge.with_(
        {"ownership.restrictedToOwners": ["Journeys", "Goodwill_Module", "Rewards_Catalog"]},
        name=payloads.name(),
        description=payloads.fake.sentence(),
        start_on=start,
        expires_on=start + 20 * DAY,
    )
    return nursery.update(badge, body)


@pytest.fixture(scope="session")
def adorned(nursery, payloads):
    """A badge with images and a rank, but without a group."""
    images = [
        {
            "name": "medal",
            "fileSvcHandle": "handle-1",
            "url": "https://img.example.com/1.png",
            "tag": "EARNED",
        },
        {
            "name": "ghost",
            "fileSvcHandle": "handle-2",
            "url": "https://img.example.com/2.png",
            "tag": "UN_EARNED",
        },
    ]
    return nursery.create(payloads.earn(images=images, badge_rank=7))


@pytest.fixture(scope="session")
def claim_attempt(client, nursery, payloads):
    """A badge whose creation tried to claim it; a plain one where such a body is refused."""
    claims = [{"ownerType": "Loyalty", "referenceId": "626"}]
    body = payloads.earn({"ownership": {"restrictedToOwners": ["Loyalty"], "claims": claims}})
    answer = client.create(body)
    return Badge(body, answer) if is_accepted(answer) and data_of(answer) else nursery.create()


@pytest.fixture(scope="session")
def owned(nursery, payloads):
    """Two badges that share out the nine modules: by module, the one that allows it and the other one."""
    halves = (OWNERS[::2], OWNERS[1::2])
    badges = [nursery.create(payloads.earn({"ownership.restrictedToOwners": list(half)})) for half in halves]
    return {
        owner: (badge, other)
        for half, badge, other in zip(halves, badges, reversed(badges), strict=True)
        for owner in half
    }


@pytest.fixture
def badge(request):
    """The badge of the fixture that a test's parameter names."""
    return request.getfixturevalue(request.param)


# -- the series ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def series(lists, nursery, payloads):
    """The badges of the far future, in a stretch that was empty before, as far as the target can tell."""
    candidates = list(islice(origins(payloads.run, payloads.worker), TRIES))
    free = (origin for origin in candidates if not rows_of(lists(stretch(origin))))
    return create_series(nursery, payloads, next(free, candidates[0]))


@pytest.fixture(scope="session")
def whole(lists, series):
    """The series on one page, in the order that the target gives it; Inconclusive when it is not isolated."""
    listed = lists(series.query, size=LARGEST)
    given(listed).finds(*series.badges)
    if len(rows_of(listed)) > len(series.badges):
        raise Inconclusive("other badges lie between the start and end filters of the series")
    return listed


@pytest.fixture(scope="session")
def pages(lists, series, whole):
    """The three pages of the series, five rows each but the last."""
    answers = [lists(series.query, page=number, size=5) for number in range(3)]
    for answer in answers:
        given(answer).accepted()
    return answers


@pytest.fixture(scope="session")
def updated_series(series, nursery, clock):
    """The series after some updates, which were made so late that whole seconds tell them apart."""
    last = max(badge.exchange.started + badge.exchange.elapsed for badge in series.badges)
    clock.wait_until(last + clock.offset + 1)
    return series.updated(nursery.update)


# -- badges of the profile ----------------------------------------------------------------------


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


@pytest.fixture(scope="session")
def known(client, target):
    """The n-th badge that the profile names for a state; its name comes from its detail."""

    @cache
    def read(badge_id):
        detail = given(client.read(badge_id)).accepted().badge
        return Known(badge_id, detail.get("name"), KIND_OF.get(detail.get("earnType"), "AVAILABLE"))

    def find(state, nth):
        ids = getattr(target.fixtures, state)
        if nth >= len(ids):
            raise NotApplicable(f"the target profile names {len(ids)} badges under {state} in [fixtures]")
        return read(ids[nth])

    return find


@pytest.fixture(scope="session")
def found(lists, known):
    """The n-th badge of the profile for a state, as it is listed under its name, in whatever list that is."""

    def find(state, nth):
        badge = known(state, nth)
        for kind in (badge.kind, "EARNED", "EXPIRED"):
            query = {"badgeType": kind, "name": badge.name, "size": LARGEST}
            listed = lists(query)
            row = row_of(listed, badge.id)
            if row is not None:
                return Found(badge.id, query, listed, row)
        raise Inconclusive(f"the badge {badge.id} of the profile is in no list under its name")

    return find


# -- time ---------------------------------------------------------------------------------------


@pytest.fixture
def at_an_edge(clock):
    """Of an answer: tells the rows whose status changes within seconds of it, which cannot be judged."""

    def edges(answer):
        earliest, latest = clock.at(answer)

        def unsure(row):
            moments = (instant(row.get("startsOn")), instant(row.get("expiresOn")))
            return any(moment is not None and earliest - 1 <= moment <= latest + 1 for moment in moments)

        return unsure

    return edges
