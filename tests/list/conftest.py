"""Lists and badges that many tests look at: each is asked for, or made, once per process."""

from itertools import islice

import pytest

from harness.answers import data_of, is_accepted
from harness.clock import DAY
from harness.expectations import Inconclusive, NotApplicable, given
from harness.model import OWNERS
from harness.payloads import ADORNED, ODD_TEXT, Badge
from harness.reading import instant
from harness.row_verbs import rows_of

from .asking import DEACTIVATED, Lists, ProfileBadges
from .series import DIRECT, KIND, NEAR, create_series, origins, stretch

# How many stretches of the future are looked at before one is taken.
TRIES = 3


@pytest.fixture(scope="session")
def lists(client):
    """Lists by their query parameters; without a customer in the profile nothing is made for them either."""
    client.customer()
    return Lists(client)


@pytest.fixture(scope="session")
def deactivated(lists):
    """The word for deactivated badges that the filter takes: the documented one, if it does."""
    documented, other = DEACTIVATED
    answer = lists(badgeType="AVAILABLE", action=documented, size=50)
    return documented if is_accepted(answer) else other


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
    """A badge of type EARN that was created deactivated."""
    return nursery.create(payloads.earn(active=False))


@pytest.fixture(scope="session")
def made_inactive(nursery, payloads):
    """A badge of type ISSUE_EARN that was active once, and was deactivated by an update."""
    badge = nursery.create(payloads.issue_earn())
    return nursery.update(badge, badge.with_(active=False))


@pytest.fixture(scope="session")
def live_inactive(nursery, payloads):
    """A LIVE badge of type ISSUE_EARN that was created deactivated."""
    return nursery.live(payloads.issue_earn(active=False))


@pytest.fixture(scope="session")
def live_direct_inactive(nursery, payloads):
    """A LIVE badge of type EARN that was created deactivated."""
    return nursery.live(payloads.earn(active=False))


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
    """A badge with images, a rank and one owner, but without a group."""
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
    one_owner = {"ownership.restrictedToOwners": ["Goodwill_Module"]}
    return nursery.create(payloads.earn(one_owner, images=images, badge_rank=7))


@pytest.fixture(scope="session")
def adorned_live(nursery, payloads):
    """A LIVE badge of type EARN with everything that a badge can have."""
    return nursery.live(payloads.earn(ADORNED))


@pytest.fixture(scope="session")
def adorned_live_to_issue(nursery, payloads):
    """A LIVE badge of type ISSUE_EARN with everything that a badge can have."""
    return nursery.live(payloads.issue_earn(ADORNED))


@pytest.fixture(scope="session")
def adorned_to_issue(nursery, payloads):
    """An UPCOMING badge of type ISSUE_EARN that an update gave everything that a badge can have."""
    badge = nursery.create(payloads.issue_earn())
    return nursery.update(badge, badge.with_(ADORNED))


@pytest.fixture(scope="session")
def adorned_inactive(nursery, payloads):
    """A badge of type EARN with everything that a badge can have, created deactivated."""
    return nursery.create(payloads.earn({**ADORNED, "active": False}))


@pytest.fixture(scope="session")
def adorned_deactivated(nursery, payloads):
    """A badge of type ISSUE_EARN with everything that a badge can have, deactivated by an update."""
    badge = nursery.create(payloads.issue_earn(ADORNED))
    return nursery.update(badge, badge.with_(active=False))


@pytest.fixture(scope="session")
def adorned_again(nursery, payloads):
    """A badge of type EARN with everything that a badge can have, deactivated and activated again."""
    badge = nursery.create(payloads.earn(ADORNED))
    inactive = nursery.update(badge, badge.with_(active=False))
    return nursery.update(inactive, inactive.with_(active=True))


@pytest.fixture(scope="session")
def grouped(nursery, payloads, group_id):
    """An UPCOMING badge with everything that a badge can have, in a group of the profile."""
    body = payloads.earn({**ADORNED, "badgeGroupId": group_id})
    answer = nursery.client.create(body)
    given(answer).supported("badges in a group", badgeGroupId=group_id)
    return Badge(body, answer)


@pytest.fixture(scope="session")
def grouped_inactive(nursery, payloads, group_id, grouped):
    """A badge of type ISSUE_EARN as `grouped`, created deactivated."""
    return nursery.create(
        payloads.issue_earn({**ADORNED, "badgeGroupId": group_id, "badgeRank": 5, "active": False})
    )


@pytest.fixture(scope="session")
def grouped_live(nursery, payloads, group_id, grouped):
    """A LIVE badge as `grouped`."""
    return nursery.live(payloads.earn({**ADORNED, "badgeGroupId": group_id, "badgeRank": 6}))


@pytest.fixture(scope="session")
def oddly_worded(client, payloads):
    """A badge whose description has many lines and letters, where such a one is kept as it is."""
    body = payloads.earn(description=ODD_TEXT)
    created = client.create(body)
    given(created).supported("long descriptions of all kinds of letters")
    given(created).echoes(body, "description")
    return Badge(body, created)


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


@pytest.fixture(scope="session")
def owned_to_issue(nursery, payloads):
    """A badge of type ISSUE_EARN that allows all nine modules."""
    return nursery.create(payloads.issue_earn({"ownership.restrictedToOwners": list(OWNERS)}))


@pytest.fixture
def badge(request):
    """The badge of the fixture that a test's parameter names."""
    return request.getfixturevalue(request.param)


# -- the series ---------------------------------------------------------------------------------


def isolated(lists, nursery, payloads, kind, run, **made_as):
    """A series in a stretch that was empty before, as far as the target can tell.

    Where the target refuses dates so far ahead, which no page promises, the badges are of the next year.
    """

    def made(origins_):
        candidates = list(islice(origins_, TRIES))
        free = (origin for origin in candidates if not rows_of(lists.client.list(stretch(origin, kind))))
        return create_series(nursery, payloads, next(free, candidates[0]), kind, **made_as)

    try:
        return made(origins(run, payloads.worker))
    except Inconclusive:
        return made(origins(run, payloads.worker, payloads.in_days(NEAR), NEAR))


@pytest.fixture(scope="session")
def series(lists, nursery, payloads):
    """The badges of the far future, for issue."""
    return isolated(lists, nursery, payloads, KIND, payloads.run)


@pytest.fixture(scope="session")
def direct_series(request, lists, nursery, payloads):
    """As `series`, of badges that are earned at once, in a stretch of their own; no two neighbours are alike.

    Every second one is in a group, if the profile has one that takes badges of ours.
    """
    try:
        group = {"badgeGroupId": request.getfixturevalue("grouped").request["badgeGroupId"]}
    except (Inconclusive, NotApplicable):
        group = {}

    def varied(number):
        owners = OWNERS[number % 4 :: 4]
        return {"ownership": {"restrictedToOwners": list(owners)}, **(group if number % 2 else {})}

    return isolated(lists, nursery, payloads, DIRECT, f"{payloads.run} {DIRECT}", varied=varied)


@pytest.fixture(scope="session")
def turned_series(lists, nursery, payloads):
    """A few badges in a stretch of their own, whose ends updates have turned round."""
    few = isolated(lists, nursery, payloads, KIND, f"{payloads.run} turned", count=4)
    return few.turned(nursery.update)


@pytest.fixture(scope="session")
def whole(lists, series):
    """The series on one page, in the order that the target gives it; Inconclusive when it is not isolated."""
    listed = lists(series.query, size=50)
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


@pytest.fixture(scope="session")
def profile_badges(client, lists, named_badges):
    """The badges that the profile names for a state."""
    return ProfileBadges(client, lists, named_badges)


@pytest.fixture(scope="session")
def known(profile_badges):
    """The n-th badge of the profile for a state, by its detail."""
    return profile_badges.known


@pytest.fixture(scope="session")
def found(profile_badges):
    """The n-th badge of the profile for a state, as it is listed."""
    return profile_badges.found


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
