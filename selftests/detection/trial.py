"""One trial: the suite against the reference with one fault or dialect switched in."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from harness.contracts import load_contracts
from harness.ordering import requirements_of
from harness.plugin import RUN
from harness.publishing import Publisher
from harness.requirements import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
# All tests but the generated ones.
SCENARIOS = tuple(
    f"tests/{name}" for name in ("create", "update", "list", "detail", "lifecycle", "access", "common")
)
# Forking keeps what is already imported: a trial costs its requests, not another start of Python.
FORK = multiprocessing.get_context("fork")


class NoTargetError(RuntimeError):
    """There was nothing to be judged: the reference did not start, or the trial did not come to an end."""


@dataclass(frozen=True)
class Trial:
    """What is switched in, which tests run (None: all), with which seed and other options of pytest."""

    name: str
    arguments: tuple[str, ...]
    requirements: frozenset[str] | None = None
    folders: tuple[str, ...] = ("tests",)
    seed: int = 1
    options: tuple[str, ...] = ()


@dataclass
class Result:
    """What the suite said."""

    name: str
    verdict: str
    failed: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    inconclusive: list[str] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0
    tests: int = 0
    #: The file of the first test that failed.
    broken: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-simple form."""
        return asdict(self)


@dataclass(frozen=True)
class Unpublished(Publisher):
    """Writes nothing: a trial is after the verdicts, and the reports cost more than most trials."""

    def write(self, document: Mapping[str, Any], exchanges: Iterable[Mapping[str, Any]] | None) -> None:
        """Leave the document where it is."""


class Listener:
    """A pytest plugin that keeps the tests of some requirements, and takes the document of the run."""

    def __init__(self, requirements: frozenset[str] | None) -> None:
        self.requirements = requirements
        self.config: pytest.Config | None = None
        self.broken = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the file of the first failure."""
        if report.failed and not self.broken:
            self.broken = report.nodeid.partition("::")[0]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Let no report be written."""
        self.config = session.config
        if run := self.config.stash.get(RUN, None):
            run.publisher = Unpublished(run.publisher.directory, (), None)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests that judge one of the requirements."""
        wanted = self.requirements
        if wanted is not None:
            items[:] = [item for item in items if wanted.intersection(requirements_of(item))]

    @property
    def document(self) -> dict[str, Any]:
        """What the report would have said."""
        assert self.config is not None  # pytest has run
        return self.config.stash[RUN].document


class Index:
    """A pytest plugin that notes which files judge a requirement."""

    def __init__(self) -> None:
        self.files: dict[str, set[str]] = defaultdict(set)

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Note one test."""
        for identifier in requirements_of(item):
            self.files[identifier].add(item.nodeid.partition("::")[0])


@cache
def index() -> Mapping[str, set[str]]:
    """The files of tests by the requirement that they judge.

    Called before the first trial it also imports every test, so that no trial has to.
    """
    noted = Index()
    load_catalogue()
    load_contracts()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        status = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", "tests"], plugins=[noted])
    if status != pytest.ExitCode.OK:
        raise RuntimeError(f"the tests cannot be collected: {said.getvalue()[-400:]}")
    return noted.files


def run(trial: Trial, timeout: float = 600) -> Result:
    """Run one trial in processes of its own; raises NoTargetError, or RuntimeError when it cannot be run."""
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_trial, args=(trial, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(timeout):
            raise NoTargetError(f"{trial.name}: no result after {timeout:.0f} s")
        answer = receiver.recv()
    except EOFError:
        raise RuntimeError(f"{trial.name}: the trial ended without a result") from None
    finally:
        process.join(10)
        if process.is_alive():
            process.kill()
            process.join()
    if isinstance(answer, Exception):
        raise type(answer)(f"{trial.name}: {answer}")
    return Result(**answer)


def _trial(trial: Trial, sender: Connection) -> None:
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory(prefix="badges-trial-") as directory:
        profile = Path(directory) / "target.toml"
        server = FORK.Process(target=_serve, args=(trial.arguments, profile), daemon=True)
        server.start()
        try:
            _await(server, profile)
            sender.send(_measure(trial, profile, Path(directory) / "reports"))
        except NoTargetError as error:
            sender.send(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent reports it
            sender.send(RuntimeError(f"{type(error).__name__}: {error}"))
        finally:
            server.terminate()
            server.join(5)


def _serve(arguments: Sequence[str], profile: Path) -> None:
    # A faulty server may print a traceback for every request.
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
        from reference.__main__ import main

        main(["--target-file", str(profile), *arguments])


def _await(server: BaseProcess, profile: Path) -> None:
    deadline = time.monotonic() + 30
    while not (profile.exists() and profile.read_text()):
        if not server.is_alive() or time.monotonic() > deadline:
            raise NoTargetError("the reference did not start")
        time.sleep(0.01)


def _measure(trial: Trial, profile: Path, directory: Path) -> dict[str, Any]:
    began = time.monotonic()
    listener = Listener(trial.requirements)
    arguments = [
        *_paths(trial),
        f"--target={profile}",
        f"--report-dir={directory}",
        f"--seed={trial.seed}",
        "--hostile",
        *("-p", "no:cacheprovider", "-p", "no:html", "--tb=native", "-q"),
        *trial.options,
    ]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        status = pytest.main(arguments, plugins=[listener])
    if status == pytest.ExitCode.USAGE_ERROR:
        raise NoTargetError(f"the target is refused: {said.getvalue()[-400:]}")
    # 5: no test was selected, which the matrix shows as a fault that nobody caught.
    if status not in (0, 1, 5, 6):
        raise RuntimeError(f"pytest ended with {status}: {said.getvalue()[-400:]}")
    document = listener.document
    by_verdict: dict[tuple[str, str], list[str]] = {}
    for row in document["requirements"]:
        by_verdict.setdefault((row["verdict"], row["level"]), []).append(row["id"])
    return Result(
        name=trial.name,
        verdict=document["verdict"],
        failed=by_verdict.get(("failed", "MUST"), []),
        warned=by_verdict.get(("failed", "SHOULD"), []),
        inconclusive=by_verdict.get(("inconclusive", "MUST"), []),
        requests=document["run"]["counts"]["requests"],
        seconds=round(time.monotonic() - began, 2),
        tests=document["run"]["counts"]["tests"],
        broken=listener.broken,
    ).to_dict()


def _paths(trial: Trial) -> list[str]:
    """The files that can hold a test of the trial: collecting all of them costs more than most trials."""
    if trial.requirements is None:
        return list(trial.folders)
    folders = tuple(f"{folder}/" for folder in trial.folders)
    files = {file for identifier in trial.requirements for file in index().get(identifier, ())}
    return sorted(file for file in files if file.startswith(folders))
