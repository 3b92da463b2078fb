"""pytest glue: options, the target of the run, and the way of every finding into the report.

Tests run in any number of processes. Each worker records (`harness.recording`); what it recorded travels
with the report of the test that it belongs to, and only the controlling process keeps a ledger.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import signal
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from harness import ageing, ordering, repeating
from harness.clock import Clock
from harness.fuzzing import options as fuzzing
from harness.hushing import hush_report, hush_traceback
from harness.judging import judge, untraced
from harness.options import add_options
from harness.publishing import Publisher
from harness.repeating import ENTRY
from harness.reporting.results import ReportError
from harness.requirements import CatalogueError, load_catalogue
from harness.run import Run, RunError, must_be_writable
from harness.session import SESSION, Session
from harness.target import TargetError, load_target
from harness.transport import TransportOptions
from harness.waivers import WaiverError
from harness.waivers import load as load_waivers
from harness.without_settings import name_settings

pytest_plugins = ["harness.fixtures", "harness.tests_html"]

RUN = pytest.StashKey[Run]()
# How many new objects, young and middle collections it takes to look for garbage (see `gc.set_threshold`).
GARBAGE = (5_000, 20, 200)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options of the suite."""
    add_options(parser.getgroup("conformance", "conformance of a Badges API").addoption)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker and point the reporters of pytest at the report directory."""
    # Modules and tests stay until the end: to search them for garbage while they come takes a fifth of the
    # start. The loop of the tests switches it on again.
    gc.disable()
    config.addinivalue_line("markers", "requirement(*ids): the requirements that a test judges")
    config.addinivalue_line(
        "markers", "late: waits for what other tests have made, or would disturb them, and runs after them"
    )
    if _is_worker(config) or _only_looks(config):
        return
    if config.option.base_url == "":
        # As from a secret that CI does not have: the embedded reference would pass for the target.
        raise pytest.UsageError(
            "The base URL (--base-url or PYTEST_BASE_URL) is empty: give the address of the target, "
            "or leave it out to test the embedded reference."
        )
    directory: Path = config.getoption("--report-dir")
    try:
        must_be_writable(directory)
    except RunError as error:
        raise pytest.UsageError(str(error)) from None
    if config.option.xmlpath is None:
        config.option.xmlpath = str(directory / "junit.xml")
    if getattr(config.option, "htmlpath", None) is None:
        config.option.htmlpath = str(directory / "tests.html")
        config.option.self_contained_html = True


def _strict(config: pytest.Config) -> bool:
    """Whether a failed SHOULD fails the run; pytest has an option of this name and keeps it as a setting."""
    return bool(config.getini("strict"))


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _only_looks(config: pytest.Config) -> bool:
    option = config.option
    return bool(option.collectonly or option.help or option.version or option.showfixtures or option.markers)


# -- the beginning and the end of a run -----------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Find the target and open the session of this process; what is wrong with them ends the run here."""
    config = session.config
    if _only_looks(config):
        return
    try:
        if _is_worker(config):
            given: dict[str, Any] = config.workerinput["conformance"]  # type: ignore[attr-defined]
            # A worker reads the command line anew: what the run has decided is no part of it.
            fuzzing.settle(config.option, **config.workerinput["fuzzing"])  # type: ignore[attr-defined]
            config.stash[SESSION] = _open_session(config, **given, worker=config.workerinput["workerid"])  # type: ignore[attr-defined]
            return
        run = Run.start(
            base_url=config.getoption("base_url") or None,
            profile=config.getoption("--target"),
            publisher=Publisher.prepare(
                config.getoption("--report-dir"),
                config.getoption("--waivers"),
                config.getoption("--baseline"),
            ),
            seed=config.getoption("--seed"),
            strict=_strict(config),
            options=_options_shown(config),
            environ=os.environ,
        )
        config.stash[RUN] = run
        fuzzing.settle(config.option, **run.for_fuzzing())
        run.options["fuzzing"] = fuzzing.shown(config.option)
        run.plan_writes(
            config.args,
            read_only=config.getoption("--read-only"),
            max_writes=config.getoption("--max-writes"),
        )
        config.option.base_url = run.target.base_url
        config.stash[SESSION] = _open_session(config, **run.for_workers(), worker="main")
        run.probe(config.stash[SESSION])
        config.pluginmanager.register(Collector(run), "conformance-collector")
    except (TargetError, CatalogueError, RunError, WaiverError, ReportError) as error:
        if run_started := config.stash.get(RUN, None):
            run_started.stop()
        raise pytest.UsageError(str(error)) from None
    name_settings(config)
    # A CI system that cancels a job sends SIGTERM: the report is written then, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _open_session(
    config: pytest.Config,
    *,
    base_url: str,
    profile: str | None,
    run: str,
    seed: int,
    worker: str,
    clock: tuple[float, float] | None,
    max_writes: int,
    tally: str,
    pool: str,
) -> Session:
    target = load_target(base_url, Path(profile) if profile else None, os.environ)
    rate = config.getoption("--rate-limit") or target.limits.requests_per_minute
    options = TransportOptions.for_target(
        target,
        worker=worker,
        read_only=config.getoption("--read-only"),
        max_writes=max_writes,
        tally=Path(tally),
        kept_back={"create": 1},
        # The rate is that of the run: each worker gets its share.
        requests_per_minute=None if rate is None else rate / _workers(config),
        time_budget=config.getoption("--time-budget"),
    )
    opened = Session.open(
        target,
        run=run,
        worker=worker,
        seed=seed,
        options=options,
        clock=Clock(known=clock),
        pool=Path(pool),
    )
    opened.recorder.whole = config.getoption("--har")
    if waivers := config.getoption("--waivers"):
        today = datetime.datetime.now(datetime.UTC).date()
        opened.waived = frozenset(
            (waiver.requirement, waiver.fingerprint)
            for waiver in load_waivers(waivers)
            if waiver.holds(today)
        )
    return opened


def _workers(config: pytest.Config) -> int:
    """How many processes send requests."""
    return int(config.workerinput["workercount"]) if _is_worker(config) else 1  # type: ignore[attr-defined]


def _options_shown(config: pytest.Config) -> dict[str, Any]:
    names = ("read_only", "max_writes", "rate_limit", "time_budget", "har")
    shown = {name: getattr(config.option, name) for name in names}
    shard = config.getoption("--shard")
    profile = config.getoption("--target")
    shown["target"] = str(profile) if profile else None
    installed = config.pluginmanager.has_plugin("harness.from_anywhere")
    shown["command"] = "badges-conformance" if installed else "pytest"
    shown["shard"] = shard.to_dict() if shard else None
    shown["arguments"] = [
        str(argument) for argument in config.invocation_params.args if "=" not in str(argument)
    ]
    shown["workers"] = getattr(config.option, "numprocesses", None) or 0
    return shown


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    """Keep the tests of a file together."""
    # Only a run with workers needs xdist.
    from harness.spreading import scheduler

    return scheduler(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker which target to test."""
    run = node.config.stash[RUN]
    node.workerinput["conformance"], node.workerinput["fuzzing"] = run.for_workers(), run.for_fuzzing()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take in what a worker said at its end."""
    run = node.config.stash[RUN]
    run.worker_ended(getattr(node, "workeroutput", {}), error)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what is tested, how, and with which seed."""
    run = config.stash.get(RUN, None)
    return run.header() if run else []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Generator[None, None, None]:
    """Write the reports and turn the verdict into the exit status."""
    config = session.config
    if _is_worker(config):
        config.workeroutput["conformance"] = ordering.selection(config)  # type: ignore[attr-defined]
        if opened := config.stash.get(SESSION, None):
            config.workeroutput["conformance"]["rest"] = opened.finish()  # type: ignore[attr-defined]
        yield
        return
    run = config.stash.get(RUN, None)
    if run is None:
        yield
        return
    run.selected(ordering.selection(config))
    run.take(config.stash[SESSION].finish())
    run.conclude(session, exitstatus)
    # The reporters of pytest learn what the invariants found, as if each were a test.
    for report in run.invariant_reports():
        config.hook.pytest_runtest_logreport(report=report)
    yield
    run.write()
    session.exitstatus = run.exit_status(exitstatus)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the embedded reference, whatever happened."""
    gc.enable()  # a run that ended early had no loop
    if run := config.stash.get(RUN, None):
        run.stop()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> Generator[None, None, None]:
    """The verdict, what failed and where to read on: below all that other reporters say."""
    yield
    if run := config.stash.get(RUN, None):
        run.summarise(terminalreporter)


# -- tests ----------------------------------------------------------------------------------------


def pytest_itemcollected(item: pytest.Item) -> None:
    """Name the requirements of a test in every report that knows properties."""
    for requirement in ordering.requirements_of(item):
        item.user_properties.append(("requirement", requirement))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse unknown requirement ids; put the tests that wait for the clock last."""
    catalogue = load_catalogue()
    unknown = ordering.unknown_requirements(items, catalogue)
    if unknown:
        raise pytest.UsageError(f"tests name requirements that the catalogue does not have: {unknown}")
    if shard := config.getoption("--shard"):
        shard.select(items)
    ageing.sort(items)
    config.stash[ordering.COLLECTED] = list(items)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Remember what was not chosen, so that a partial run is never taken for a whole one."""
    if items:
        items[0].config.stash.setdefault(ordering.DESELECTED, []).extend(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Create the badges that must age before the first test runs; a worker does so file by file."""
    gc.freeze()
    # What a run keeps is no garbage, and to look through all of it again and again takes a twentieth of it.
    gc.set_threshold(*GARBAGE)
    gc.enable()
    config = session.config
    opened = config.stash.get(SESSION, None)
    controls_workers = bool(getattr(config.option, "numprocesses", None))
    if opened is None or _is_worker(config) or controls_workers or config.option.collectonly:
        return
    ageing.stock(opened, session.items)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run one test, and once more when reads turn out to lag behind writes."""
    if opened := item.config.stash.get(SESSION, None):
        if _is_worker(item.config):
            ageing.stock_file(opened, item, _workers(item.config))
        repeating.run(item, nextitem, opened)
        return True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What is recorded from here on belongs to this test; the controls of the one before do not."""
    if opened := item.config.stash.get(SESSION, None):
        opened.recorder.begin(item.nodeid)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Judge the phase of a test and attach what was recorded in it."""
    with untraced(item.config, call):
        report = yield
    opened = item.config.stash.get(SESSION, None)
    if opened is not None:
        entry = judge(item, call, report, opened, strict=_strict(item.config))
        setattr(report, ENTRY, entry)
    hush_report(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Show no secret where a file cannot be collected."""
    report = yield
    hush_report(report)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_internalerror(excrepr: object) -> None:
    """Show no secret where pytest or a plugin fails."""
    hush_traceback(excrepr)


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, dict[str, Any] | None, dict[str, Any] | None]:
    """Pack what was recorded for the way to the controlling process: as one text, it travels fast."""
    data = yield
    if data and ENTRY in data:
        data[ENTRY] = json.dumps(data[ENTRY])
    return data


@pytest.hookimpl(tryfirst=True)
def pytest_report_from_serializable(data: dict[str, Any]) -> None:
    """Unpack it on arrival."""
    if isinstance(data.get(ENTRY), str):
        data[ENTRY] = json.loads(data[ENTRY])


class Collector:
    """On the controlling process: takes in what every test report carries."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one test has ended, here or on a worker."""
        entry = getattr(report, ENTRY, None)
        if entry is not None:
            self.run.take(entry)
            # The reporters that come next must not carry megabytes of evidence along.
            delattr(report, ENTRY)
