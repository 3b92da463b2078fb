"""Whatever ends a run early, a report is written that says so."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.target import load_target
from selftests.harness.conftest import ROOT

# Long enough to be caught in the middle: its last tests wait for badges to age.
SAMPLE = ("tests/update", "tests/lifecycle")


@pytest.fixture
def begun(tmp_path):
    """Starts a run and waits until its first test has ended; ends it if the test does not."""
    started = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider"]
        process = subprocess.Popen(
            [*command, "--report-dir", str(tmp_path / "reports"), *SAMPLE, *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A background job inherits that Ctrl-C is ignored; a person at a terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        started.append(process)
        for line in process.stdout:
            if "PASSED" in line:
                break
        return process

    yield begin
    for process in started:
        process.kill()
        process.stdout.close()
        process.wait()


def ended(process, directory):
    """Exit status and report of a run that was disturbed."""
    process.stdout.read()
    status = process.wait(60)
    return status, json.loads((directory / "reports" / "conformance.json").read_text())


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_run_that_is_stopped(begun, tmp_path, sent):
    process = begun()
    process.send_signal(sent)
    status, report = ended(process, tmp_path)
    assert status == 2
    assert report["verdict"] == "incomplete"
    assert report["run"]["interrupted"]
    assert report["complete"] is True
    for name in ("conformance.html", "tests.html", "junit.xml"):
        assert (tmp_path / "reports" / name).exists()


def test_a_target_that_dies_in_the_middle(begun, tmp_path, reference):
    base_url = load_target(None, reference.profile, {}).base_url
    process = begun(f"--base-url={base_url}", f"--target={reference.profile}")
    reference.stop()
    began = time.monotonic()
    status, report = ended(process, tmp_path)
    assert status == 6
    assert report["verdict"] == "incomplete"
    # A target that is gone is not asked hundreds of times.
    assert time.monotonic() - began < 45
    assert not [row["id"] for row in report["requirements"] if row["verdict"] == "failed"]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker to kill in /proc")
def test_a_worker_that_crashes(begun, tmp_path):
    process = begun("-n", "2", "--max-worker-restart=0")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    workers = [child for child in children if b"reference" not in Path(f"/proc/{child}/cmdline").read_bytes()]
    os.kill(int(workers[0]), signal.SIGKILL)
    status, report = ended(process, tmp_path)
    assert status in (1, 2, 6)
    assert report["verdict"] == "incomplete"
    assert report["run"]["interrupted"]


def test_a_run_that_stops_at_the_first_failure(conformance, tmp_path):
    faulty = subprocess.Popen(
        [sys.executable, "-m", "reference", "--exit-with-parent", "--fault", "update-moves-live-start",
         "--target-file", str(tmp_path / "t.toml")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        faulty.stdout.readline()
        run = conformance(*SAMPLE, f"--target={tmp_path / 't.toml'}", "--maxfail=1")
    finally:
        faulty.terminate()
        faulty.wait()
        faulty.stdin.close()
        faulty.stdout.close()
    assert run.status == 1
    assert run.report["verdict"] == "non-conformant"
    assert run.report["run"]["interrupted"]
    assert any("not" in reason for reason in run.report["reasons"])
