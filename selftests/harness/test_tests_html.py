"""The page of tests leads from a test to its requirement and to the evidence of its failure."""

import subprocess
import sys

import pytest

from harness.resources import ROOT

SAMPLE = "tests/update/test_start_date.py"


@pytest.fixture
def faulty(tmp_path):
    """The profile of a reference that lets the start of a LIVE badge move."""
    profile = tmp_path / "faulty.toml"
    fault = ("--fault", "update-moves-live-start")
    server = subprocess.Popen(
        [sys.executable, "-m", "reference", "--exit-with-parent", *fault, "--target-file", str(profile)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    server.stdout.readline()
    yield profile
    server.terminate()
    server.wait()
    server.stdin.close()
    server.stdout.close()


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["one process", "a worker"])
def test_requirements_and_evidence_stand_beside_the_test(conformance, faulty, workers):
    run = conformance(SAMPLE, f"--target={faulty}", *workers)
    page = (run.directory / "tests.html").read_text()
    assert run.status == 1
    assert "conformance.html#UPDATE-START-FROZEN-LIVE" in page
    assert "exchange " in page
    assert "demo-password" not in page


def test_junit_names_the_requirements_and_counts_the_failures(conformance, faulty):
    run = conformance(SAMPLE, f"--target={faulty}")
    text = (run.directory / "junit.xml").read_text()
    assert '<property name="requirement" value="UPDATE-START-FROZEN-LIVE"' in text
    assert 'failures="0"' not in text


def test_a_waived_failure_is_red_nowhere(conformance, faulty, tmp_path):
    """The verdict, JUnit and the terminal agree about what is known."""
    conformance(SAMPLE, f"--target={faulty}")
    report = tmp_path / "reports" / "conformance.json"
    command = [sys.executable, "-m", "harness.waivers", "propose", str(report)]
    proposed = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    (tmp_path / "waivers.toml").write_text(proposed)
    run = conformance(SAMPLE, f"--target={faulty}", f"--waivers={tmp_path / 'waivers.toml'}")
    assert run.status == 6
    assert run.verdict_of("UPDATE-START-FROZEN-LIVE") == "waived"
    assert 'failures="0"' in (run.directory / "junit.xml").read_text()
    assert "FAILED tests/" not in run.output
