"""What generated tests share: the options, the time that is left, and a campaign for each test."""

from functools import partial

import pytest

from harness.fuzzing import generation
from harness.fuzzing.campaign import Campaign
from harness.fuzzing.harvest import Harvest
from harness.fuzzing.hostile import HostileCreates, HostileUpdates
from harness.fuzzing.hostile_queries import OddQueries
from harness.fuzzing.options import chosen
from harness.fuzzing.settings import Budget
from harness.ordering import requirements_of

BUDGET = pytest.StashKey()
# What comes from the API description and sequences send many times as much as one table of hostile rows.
TABLE, DESCRIPTION = 1, 10


def weight_of(item):
    """How much of the time of generated tests a test may take, in proportion to the others; 0 for none."""
    if "budget" not in getattr(item, "fixturenames", ()):
        return 0
    return TABLE if item.path.stem.startswith("test_hostile") else DESCRIPTION


@pytest.fixture(scope="session")
def fuzz_options(pytestconfig):
    """What the command line says about generated tests."""
    return chosen(pytestconfig.option)


@pytest.fixture
def budget(request, fuzz_options):
    """The time of this process for generated tests; this test has its share."""
    stash = request.config.stash
    if BUDGET not in stash:
        generation.prepare()  # our own time, whatever the target does
        weight = sum(map(weight_of, request.session.items))
        workers = int(getattr(request.config, "workerinput", {}).get("workercount", 1))
        stash[BUDGET] = Budget(fuzz_options.seconds, weight / workers)
    stash[BUDGET].begin(weight_of(request.node))
    yield stash[BUDGET]
    stash[BUDGET].end()


@pytest.fixture
def harvest(request, session, fuzz_options):
    """What this test finds."""
    return Harvest(session, fuzz_options, requirements_of(request.node), request.node.nodeid)


@pytest.fixture
def campaign(harvest, budget):
    """Runs cases through trials, and concludes when the test is through."""
    return partial(Campaign, harvest, budget)


@pytest.fixture
def hostile_writes(campaign, session):
    """A campaign of hostile creates or updates, by the name of the operation."""
    trials = {"create": HostileCreates, "update": HostileUpdates}
    return lambda operation: campaign(trials[operation](session))


@pytest.fixture
def odd_queries(campaign, session):
    """A campaign of odd list or detail queries, by the name of the operation."""
    return lambda operation: campaign(OddQueries(session, operation))
