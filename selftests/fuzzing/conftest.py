"""A session of the harness against the reference, with a fault where a test asks for one."""

from collections.abc import Callable, Iterator

import pytest

from harness import recording
from harness.embedded import EmbeddedReference
from harness.fuzzing.campaign import Campaign
from harness.fuzzing.harvest import Harvest
from harness.fuzzing.settings import Budget, FuzzOptions
from harness.session import Session
from harness.target import load_target
from harness.transport import TransportOptions
from selftests.harness.conftest import conformance  # noqa: F401 - a fixture

OPTIONS = FuzzOptions(seed=5)


@pytest.fixture
def open_session() -> Iterator[Callable[..., Session]]:
    """Opens a session against a reference that is started with these arguments."""
    servers = []

    def start(*arguments: str) -> Session:
        server = EmbeddedReference(*arguments)
        servers.append(server)
        target = load_target(None, server.profile, {})
        options = TransportOptions.for_target(target, worker="main")
        recording.current = recording.Recorder()
        return Session.open(target, run="selftest", worker="main", seed=1, options=options)

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def harvest_of() -> Callable[..., Harvest]:
    """What a test named "t" finds in a session."""

    def make(session: Session, *requirements: str, options: FuzzOptions = OPTIONS) -> Harvest:
        return Harvest(session, options, requirements, "tests/fuzz/test_it.py::test_it")

    return make


@pytest.fixture
def campaign_of(harvest_of: Callable[..., Harvest]) -> Callable[..., Campaign]:
    """A campaign of trials with all the time it wants."""

    def make(trials: object, *requirements: str) -> Campaign:
        budget = Budget(600.0, 1)
        budget.begin()
        return Campaign(harvest_of(trials.session, *requirements), budget, trials)

    return make
