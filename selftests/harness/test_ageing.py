"""Tests that wait come last, what must age for them comes first, and workers share them out."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from harness import ageing, fixtures
from harness.spreading import Spreading


@dataclass(eq=False)
class Item:
    nodeid: str
    fixturenames: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    parameters: dict[str, object] | None = None
    session: SimpleNamespace = field(default_factory=SimpleNamespace)

    @property
    def path(self):
        return Path(ageing.file_of(self.nodeid))

    @property
    def callspec(self):
        if self.parameters is None:
            raise AttributeError("a test without parameters has none")
        return SimpleNamespace(params=self.parameters)

    def get_closest_marker(self, name):
        return name if name in self.marks else None


def collected():
    """Two files with tests that wait and others, one that only waits, one that never does."""
    return [
        Item("t/early.py::waits", ("client", "ripe_badge")),
        Item("t/early.py::first"),
        Item("t/only.py::waits", ("expired_badge",)),
        Item("t/only.py::waits too", ("expired_badge", "aged_badge")),
        Item("t/prompt.py::second", marks=frozenset({"requirement"}), parameters={"what": "ripe"}),
        Item("u/other.py::waits for others", marks=frozenset({"late"})),
        Item("u/other.py::waits for a badge of its parameter", parameters={"badge": "shared_ripe_badge"}),
        Item("u/other.py::third"),
    ]


IN_ORDER = [
    "t/early.py::first",
    "t/prompt.py::second",
    "u/other.py::third",
    "t/early.py::waits",
    "u/other.py::waits for others",
    "u/other.py::waits for a badge of its parameter",
    "t/only.py::waits",
    "t/only.py::waits too",
]


def test_what_waits_comes_last_and_the_rest_stays_as_it_was():
    items = collected()
    ageing.sort(items)
    assert [item.nodeid for item in items] == IN_ORDER


def test_what_waits_can_be_told_from_the_order():
    assert ageing.late_part(IN_ORDER) == IN_ORDER[3:]
    assert ageing.waiting_files(IN_ORDER) == ["t/only.py"]


@pytest.mark.parametrize(
    "chosen", [IN_ORDER[:3], IN_ORDER[6:], []], ids=["no waits", "only waits", "nothing"]
)
def test_where_no_file_returns_nothing_is_told_apart(chosen):
    assert not ageing.late_part(chosen)
    assert not ageing.waiting_files(chosen)


def test_every_badge_that_ages_has_a_fixture():
    assert all(hasattr(fixtures, name) for name in ageing.AGEING)
    assert set(ageing.AGEING) >= ageing.SHARED


def stocked(worker, workers, *begun):
    """What this worker creates before each of these tests, the first of their files."""
    made = []
    session = SimpleNamespace(
        worker=worker,
        stocked=set(),
        transport=SimpleNamespace(options=SimpleNamespace(read_only=False)),
        nursery=SimpleNamespace(stock=lambda wanted: made.append(dict(wanted))),
    )
    items = collected()
    ageing.sort(items)
    by_name = {item.nodeid: item for item in items}
    for item in items:
        item.session.items = items
    for name in begun:
        made.append(name)
        ageing.stock_file(session, by_name[name], workers)
    return made


def test_a_worker_creates_what_a_file_needs_when_it_begins_it():
    begun = ("t/prompt.py::second", "u/other.py::third", "t/early.py::first", "t/early.py::waits")
    assert stocked("gw1", 2, *begun) == [
        "t/prompt.py::second",
        *("u/other.py::third", {"ripe": 1}),
        *("t/early.py::first", {"ripe": 1}),
        "t/early.py::waits",
    ]


def test_the_worker_of_a_file_that_only_waits_creates_its_badges_first_of_all():
    begun = ("t/prompt.py::second", "t/only.py::waits")
    assert stocked("gw0", 2, *begun) == [
        "t/prompt.py::second",
        {"expired": 2, "settled": 1},
        "t/only.py::waits",
    ]
    assert stocked("gw1", 2, *begun) == [
        "t/prompt.py::second",
        "t/only.py::waits",
        {"expired": 2, "settled": 1},
    ]


class Worker:
    """A worker of xdist: it notes what it is told to run."""

    def __init__(self, name):
        self.gateway = SimpleNamespace(id=name)
        self.ran, self.shutting_down = [], False

    def send_runtest_some(self, indices):
        self.ran.extend(IN_ORDER[index] for index in indices)

    def shutdown(self):
        self.shutting_down = True


@pytest.fixture
def dealt(monkeypatch):
    """Two workers that have been dealt their first tests, and their scheduler."""
    monkeypatch.setattr("xdist.scheduler.loadscope.parse_tx_spec_config", lambda config: ["popen", "popen"])
    config = SimpleNamespace(option=SimpleNamespace(loadscopereorder=True, debug=False))
    scheduler = Spreading(config)
    workers = [Worker("gw0"), Worker("gw1")]
    for worker in workers:
        scheduler.add_node(worker)
        scheduler.add_node_collection(worker, IN_ORDER)
    scheduler.schedule()
    return scheduler, workers


def run(scheduler, worker):
    """Let a worker finish the next test that it was given."""
    done = [name for scope in scheduler.assigned_work[worker].values() for name in scope if scope[name]]
    following = next(name for name in worker.ran if name not in done)
    scheduler.mark_test_complete(worker, IN_ORDER.index(following))


def test_tests_that_wait_follow_their_file_and_files_that_only_wait_have_their_worker(dealt):
    scheduler, workers = dealt
    while scheduler.has_pending:
        for worker in workers:
            if not all(all(scope.values()) for scope in scheduler.assigned_work[worker].values()):
                run(scheduler, worker)
    for worker in workers:
        for file in ("t/early.py", "u/other.py"):
            parts = {name in IN_ORDER[:3] for name in worker.ran if name.startswith(file)}
            assert len(parts) in (0, 2)
    assert [name for name in workers[0].ran if name.startswith("t/only.py")] == IN_ORDER[6:]
    assert sorted(workers[0].ran + workers[1].ran) == sorted(IN_ORDER)
    assert all(worker.shutting_down for worker in workers)


def test_what_a_lost_worker_would_have_run_goes_to_the_one_that_is_left(dealt):
    scheduler, (lost, left) = dealt
    scheduler.remove_node(lost)
    while scheduler.has_pending:
        run(scheduler, left)
    assert sorted(set(left.ran)) == sorted(IN_ORDER)
    assert left.shutting_down
