"""A run from the command line to the reports and the exit status."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from harness.resources import CONTRACTS
from harness.target import load_target
from selftests.transport.tiny_servers import TinyServer

SAMPLE = "tests/update/test_start_date.py"


def test_a_newcomers_run_on_the_embedded_reference(conformance):
    """No target named: the reference is started, the four reports are written, nothing is hidden."""
    run = conformance(SAMPLE)
    assert run.status == 6, run.output
    assert "the embedded reference implementation" in run.output
    assert "verdict: incomplete" in run.output
    for name in ("conformance.json", "conformance.html", "tests.html", "junit.xml"):
        assert (run.directory / name).stat().st_size > 1000, name
    assert run.verdict_of("UPDATE-START-FROZEN-LIVE") == "passed"
    assert run.verdict_of("CREATE-725-NAME-TAKEN") == "untested"


def test_the_report_keeps_its_own_schema(conformance):
    run = conformance(SAMPLE)
    schema = json.loads((CONTRACTS / "report.schema.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(run.report)] == []
    assert run.report["complete"] is True


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_a_target_of_its_own_gives_the_verdicts_of_the_embedded_one(conformance, reference, workers):
    """Two processes, with and without workers, agree with the embedded run."""
    base_url = load_target(None, reference.profile, {}).base_url
    run = conformance(SAMPLE, f"--base-url={base_url}", f"--target={reference.profile}", *workers)
    own = {row["id"]: row["verdict"] for row in run.report["requirements"]}
    embedded = conformance(SAMPLE)
    assert own == {row["id"]: row["verdict"] for row in embedded.report["requirements"]}
    assert run.status == embedded.status == 6


def test_workers_generate_and_send_what_one_process_does(conformance):
    chosen = ("tests/fuzz/test_list.py", "tests/fuzz/test_hostile_media.py", "tests/common", "--seed=7")
    alone, together = conformance(*chosen), conformance(*chosen, "-n", "2")
    digests = {re.search(r"digest (\w+)", run.output)[1] for run in (alone, together)}
    assert len(digests) == 1
    # The embedded reference gets what no shared target should, from workers, too.
    assert [" skipped" in run.output for run in (alone, together)] == [False, False]


def test_what_is_deselected_is_untested(conformance):
    run = conformance(SAMPLE, "-k", "nothing_of_this_name")
    assert run.status == 5
    run = conformance(SAMPLE, "-k", "live")
    assert run.verdict_of("UPDATE-START-FROZEN-LIVE") == "passed"


def test_a_failed_should_fails_a_strict_run_only(conformance, faulty):
    """--strict is an option of pytest, too, and must not be about how the tests are written."""
    faulty_target = f"--target={faulty('create-was-updated-by-nobody').profile}"
    run = conformance("tests/create/test_audit_fields.py", faulty_target)
    assert (run.status, run.report["verdict"]) == (6, "incomplete")
    assert run.verdict_of("CREATE-LAST-UPDATED-BY") == "failed"
    run = conformance("tests/create/test_audit_fields.py", faulty_target, "--strict")
    assert (run.status, run.report["verdict"]) == (1, "non-conformant")
    assert "FAILED CREATE-LAST-UPDATED-BY" in run.output


def test_every_test_can_be_collected_in_a_strict_run(conformance):
    assert conformance("--strict", "--collect-only", "-q").status == 0


NONSENSE = {
    "200 {}": lambda asked, reply: reply.send(200, b"{}"),
    "500": lambda asked, reply: reply.send(500, b"oops"),
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_a_server_that_answers_nonsense_is_non_conformant(conformance, tmp_path, answer):
    """The run ends by itself, says what is wrong and shows no traceback."""
    profile = tmp_path / "target.toml"
    profile.write_text('[auth]\nscheme = "none"\n[customer]\nid = "1"\n')
    with TinyServer(answer) as server:
        run = conformance(SAMPLE, f"--base-url={server.url}", f"--target={profile}")
    assert run.status == 1, run.output
    assert run.report["verdict"] == "non-conformant"
    text = json.dumps(run.report) + run.output
    assert "Traceback" not in text
    assert "the suite itself failed" not in text
