"""One run, as the controlling process sees it: target, ledger, verdict, reports."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import random
import tempfile
import time
import tomllib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from harness import recording
from harness.contracts import load_contracts
from harness.embedded import EmbeddedReference
from harness.fuzzing import options as fuzzing
from harness.judging import synthetic_reports
from harness.ledger import Ledger
from harness.plan import Plan
from harness.publishing import Publisher
from harness.reporting.verdicts import CONFORMANT, INCOMPLETE, NON_CONFORMANT
from harness.requirements import CatalogueError, load_catalogue
from harness.resources import SPECS, spec_digest
from harness.session import Session
from harness.target import Target, TargetError, load_target
from harness.transport_probe import probe
from harness.waivers import STALE

EXIT = {CONFORMANT: 0, NON_CONFORMANT: 1, INCOMPLETE: 6}
SHOWN_REASONS = 4


class RunError(Exception):
    """The run cannot begin; the message is one sentence that says what to mend."""


class Run:
    """Collects what workers and tests report, and writes it down at the end."""

    def __init__(
        self,
        target: Target,
        profile: Path | None,
        embedded: EmbeddedReference | None,
        publisher: Publisher,
        seed: int,
        *,
        strict: bool,
        options: Mapping[str, Any],
    ) -> None:
        self.target, self.profile, self.embedded = target, profile, embedded
        self.publisher, self.seed, self.strict = publisher, seed, strict
        self.options = dict(options)
        self.id = uuid.uuid4().hex[:8]
        self.started = time.time()
        self.ledger = Ledger(load_catalogue(), keep_all=bool(options.get("har")))
        self.document: dict[str, Any] = {}
        self.missing: dict[str, str] = {}
        self._selections: list[Mapping[str, Mapping[str, int]]] = []
        self._left_behind: list[dict[str, str]] = []
        self._crashes: list[str] = []
        self._plan = Plan(0, 0, 0)
        self._clock: tuple[float, float] | None = None
        # Where the processes of the run count their writes, and put together what is to be cleared away.
        self._scratch = tempfile.TemporaryDirectory(prefix="badges-conformance-")

    # -- the beginning ------------------------------------------------------------------------

    @classmethod
    def start(
        cls,
        *,
        base_url: str | None,
        profile: Path | None,
        publisher: Publisher,
        seed: int | None,
        strict: bool,
        options: Mapping[str, Any],
        environ: Mapping[str, str],
    ) -> Run:
        """Find the target, or start the embedded reference when none is named.

        Raises TargetError, CatalogueError or RunError with one sentence.
        """
        embedded = None
        if base_url is None and not _names_a_target(profile):
            embedded = EmbeddedReference()
        try:
            # Before the reference is waited for: it starts meanwhile.
            load_catalogue()
            load_contracts()
            if embedded is not None:
                written = tomllib.loads(embedded.profile.read_text(encoding="utf-8"))
                base_url, profile = written["base_url"], profile or embedded.profile
            target = load_target(base_url, profile, environ)
        except (TargetError, CatalogueError):
            if embedded is not None:
                embedded.stop()
            raise
        chosen = random.SystemRandom().randrange(2**32) if seed is None else seed
        return cls(target, profile, embedded, publisher, chosen, strict=strict, options=options)

    def plan_writes(self, paths: Iterable[str], *, read_only: bool, max_writes: int | None) -> None:
        """Settle how much the tests below these paths may write; the options of generated tests are known."""
        self._plan = Plan.of(
            self.target,
            paths,
            examples=self.options["fuzzing"]["examples"],
            read_only=read_only,
            max_writes=max_writes,
        )
        self.options["plan"] = self._plan.to_dict()

    def for_workers(self) -> dict[str, Any]:
        """What a worker must be told to test the same target as part of the same run."""
        return {
            "base_url": self.target.base_url,
            "profile": str(self.profile) if self.profile else None,
            "run": self.id,
            "seed": self.seed,
            "clock": self._clock,
            "max_writes": self._plan.most,
            "tally": str(Path(self._scratch.name) / "writes"),
            "pool": str(Path(self._scratch.name) / "badges"),
        }

    def for_fuzzing(self) -> dict[str, Any]:
        """What settles the options of generated tests, here and in each worker."""
        return {"seed": self.seed, "embedded": self.embedded is not None}

    def probe(self, session: Session) -> None:
        """Look once whether the target answers, lets us in and knows the customer.

        Raises TargetError with one sentence that says how to mend what is wrong.
        """
        self.missing = session.missing()
        # Every clock of the run begins with what these answers tell of the server's.
        probe(self.target, session.transport.options, session.clock.observe)
        self._clock = session.clock.known

    def header(self) -> list[str]:
        """What the terminal shows before the first test."""
        kind = "the embedded reference implementation" if self.embedded else "the target"
        catalogue = self.ledger.catalogue.requirements
        lines = [
            f"conformance: {kind} at {self.target.base_url}",
            f"conformance: {len(catalogue)} requirements, seed {self.seed}, run {self.id}",
        ]
        if "fuzzing" in self.options:
            lines.append(fuzzing.header(self.options["fuzzing"]))
        if self.missing:
            lines.append(f"conformance: the profile does not give {', '.join(sorted(self.missing))}")
        return [*lines, *(f"conformance: {line}" for line in self._plan.lines(self.target, self.id))]

    # -- collecting ---------------------------------------------------------------------------

    def take(self, entry: Mapping[str, Any]) -> None:
        """Take in what was recorded in one phase of a test, or at the end of a process."""
        self.ledger.add(entry)
        self._left_behind.extend(entry.get("left_behind", ()))

    def selected(self, selection: Mapping[str, Mapping[str, int]]) -> None:
        """Take in which tests one process collected and which it left out."""
        self._selections.append(selection)

    def worker_ended(self, output: Mapping[str, Any], error: object) -> None:
        """Take in the last words of an xdist worker, or the fact that it had none."""
        said = output.get("conformance")
        if said is None:
            self._crashes.append(f"a worker ended without a word ({error})" if error else "a worker crashed")
            return
        self.selected(said)
        if "rest" in said:
            self.take(said["rest"])

    # -- the end ------------------------------------------------------------------------------

    def conclude(self, session: pytest.Session, exitstatus: int) -> None:
        """Fold everything into the report document."""
        if self._selections:
            # Every worker collects the same tests; what one left out, all left out.
            self.ledger.deselected(Counter(self._selections[0]["deselected"]))
        finished = time.time()
        run = {
            "id": self.id,
            "started": _iso(self.started),
            "finished": _iso(finished),
            "duration": round(finished - self.started, 3),
            "base_url": self.target.base_url,
            "embedded": self.embedded is not None,
            "profile": self.target.describe(),
            "versions": _versions(),
            "spec_digest": spec_digest(),
            "seed": self.seed,
            "options": {**self.options, "strict": self.strict},
            "left_behind": self._left_behind,
            "shard": self.options.get("shard"),
            "interrupted": self._interruption(session, exitstatus),
        }
        document = self.ledger.document(
            run, started=self.started, missing=self.missing, detection=_detection()
        )
        self.document = self.publisher.finish(document)

    def _interruption(self, session: pytest.Session, exitstatus: int) -> str | None:
        if exitstatus == pytest.ExitCode.INTERRUPTED:
            return "it was interrupted"
        if exitstatus == pytest.ExitCode.INTERNAL_ERROR:
            return "pytest failed internally"
        if self._crashes:
            return "; ".join(self._crashes)
        stopped = session.shouldfail or session.shouldstop
        return str(stopped) if stopped else None

    def invariant_reports(self) -> Iterable[pytest.TestReport]:
        """What no single test judged, as tests, so that JUnit and HTML show it, too."""
        for row in self.document["requirements"]:
            if row["check"] in ("shape", "invariant") and row["verdict"] == recording.FAILED:
                warning = row["level"] == "SHOULD" and not self.strict
                nodeid = f"{row['check']}s::{row['id']}"
                yield from synthetic_reports(
                    nodeid, row["id"], row["findings"][0]["summary"], warning=warning
                )

    def write(self) -> None:
        """Write every report but those of pytest's own reporters."""
        if self.document:
            wanted = self.ledger.all_exchanges if self.options.get("har") else None
            self.publisher.write(self.document, wanted)

    def exit_status(self, exitstatus: int) -> int:
        """The verdict as exit status; pytest's own 2 to 5 keep their meaning."""
        if exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and self.document:
            return EXIT[self.document["verdict"]]
        return int(exitstatus)

    def stop(self) -> None:
        """End the embedded reference; the reports stay."""
        self._scratch.cleanup()
        if self.embedded is not None:
            self.embedded.stop()

    def summarise(self, terminal: Any) -> None:
        """The end of the terminal output: verdict, failures, where to read on."""
        if not self.document:
            return
        verdict, counts = self.document["verdict"], self.document["run"]["counts"]
        colour = {CONFORMANT: "green", NON_CONFORMANT: "red"}.get(verdict, "yellow")
        terminal.section("conformance", **{colour: True})
        for row in self.document["requirements"]:
            if row["verdict"] == recording.FAILED:
                self._summarise_failure(terminal, row)
        for reason in self.document["reasons"]:
            terminal.write_line(reason)
        self._summarise_gaps(terminal)
        for row in self.document["waivers"]:
            if row["status"] in STALE:
                terminal.write_line(row["says"])
        for line in fuzzing.footer(
            self.document["observations"], self.options.get("fuzzing", {}).get("replay")
        ):
            terminal.write_line(line)
        told = ", ".join(f"{number} {name}" for name, number in counts["by_verdict"].items())
        terminal.write_line(f"{counts['requirements']} requirements: {told}; {counts['requests']} requests")
        terminal.write_line(f"verdict: {verdict}", **{colour: True}, bold=True)
        terminal.write_line(f"report: {self.publisher.directory / 'conformance.html'}")

    def _summarise_gaps(self, terminal: Any) -> None:
        """Why MUST requirements were not judged, the commonest reasons first."""
        gaps = (recording.INCONCLUSIVE, recording.UNTESTED)
        why = Counter(
            row["reason"]
            for row in self.document["requirements"]
            if row["verdict"] in gaps and row["level"] == "MUST" and row["reason"]
        )
        for reason, number in why.most_common(SHOWN_REASONS):
            terminal.write_line(f"not judged ({number}): {reason[:300]}")

    def _summarise_failure(self, terminal: Any, row: Mapping[str, Any]) -> None:
        severity = "FAILED" if row["level"] == "MUST" or self.strict else "WARNING"
        sources = ", ".join(dict.fromkeys(item["source"] for item in row["sources"]))
        terminal.write_line(
            f"{severity} {row['id']}: {row['title']}",
            **({"red": True} if severity == "FAILED" else {"yellow": True}),
        )
        for finding in [item for item in row["findings"] if item["verdict"] == recording.FAILED][:1]:
            terminal.write_line(f"    expected {finding['expected'][:300]}")
            terminal.write_line(f"    observed {finding['observed'][:300]}   [{sources}]")


def must_be_writable(directory: Path) -> None:
    """Raise RunError when no report could be written there: better now than after the run."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise RunError(
            f"The report directory {directory} cannot be written ({error.strerror}): "
            "name another with --report-dir."
        ) from None


def _names_a_target(profile: Path | None) -> bool:
    if profile is None:
        return False
    try:
        return "base_url" in tomllib.loads(profile.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # load_target words what is wrong with the file.
        return True


def _detection() -> Mapping[str, Any]:
    path = SPECS / "detection.json"
    if not path.exists():
        return {}
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["requirements"]
    return found


def _versions() -> dict[str, str]:
    packages = {"suite": "badges-conformance", "pytest": "pytest", "schemathesis": "schemathesis"}
    found = {"python": platform.python_version()}
    for name, package in packages.items():
        try:
            found[name] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "unknown"
    return found


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
