"""Whole runs of the generated tests as a user starts them."""

import re

import pytest

from harness.embedded import EmbeddedReference
from selftests.transport.tiny_servers import TinyServer

QUICK = ("tests/fuzz", "-k", "random or sequences or links", "--fuzz-examples=6", "--fuzz-seed=21")
WHOLE = ("tests/fuzz/test_create.py", "--fuzz-examples=6", "--fuzz-seed=21")


def digests(run):
    """The digests of the cases by test."""
    answers = [
        item["answer"] for item in run.report["observations"] if item["requirement"] == "FUZZ-CASES-OBSERVED"
    ]
    return {answer.split(":")[0]: answer.rpartition(" ")[2] for answer in answers}


def test_the_same_seed_gives_the_same_cases_with_and_without_workers(conformance):
    alone = conformance(*QUICK)
    found = digests(alone)
    assert (alone.status, len(found)) == (6, 10), alone.output
    shared = conformance(*QUICK, "-n", "2")
    assert shared.status == 6, shared.output
    assert digests(shared) == found
    line = re.compile(r"generated requests of 10 tests: digest [0-9a-f]{12}")
    assert line.search(shared.output)[0] == line.search(alone.output)[0]


def test_seed_and_amount_are_printed_and_kept(conformance):
    run = conformance(*WHOLE)
    assert "generated requests from seed 21, 6 per operation and mode" in run.output
    assert run.report["run"]["options"]["fuzzing"]["seed"] == 21


def test_the_seed_of_the_run_is_that_of_the_generated_tests_unless_said(conformance):
    run = conformance("tests/fuzz/test_links.py", "--fuzz-examples=4", "--seed=9")
    assert run.report["run"]["options"]["fuzzing"]["seed"] == 9


def test_node_ids_name_the_operation(conformance):
    run = conformance("tests/fuzz", "--collect-only", "-q")
    nodes = re.findall(r"tests/fuzz/\S+::\S.*", run.output)
    assert len(nodes) > 100
    assert [node for node in nodes if not re.search("create|update|list|detail", node.split("::")[1])] == []


def test_time_that_is_up_is_said_and_passes_nothing(conformance):
    run = conformance(*WHOLE, "--fuzz-seconds=0.001")
    assert run.status == 6
    assert run.verdict_of("FUZZ-CREATE-VALID-ACCEPTED") == "untested"
    assert "time budget of the fuzzing was used up" in str(run.report)


def test_a_finding_is_replayed_alone_from_its_line(conformance):
    server = EmbeddedReference("--fault", "create-fails-on-long-text")
    try:
        target = f"--target={server.profile}"
        first = conformance("tests/fuzz/test_hostile_text.py", "-k", "description and create", target)
        row = next(row for row in first.report["requirements"] if row["id"] == "FUZZ-CREATE-SERVER-ERROR")
        sent = first.report["run"]["counts"]["requests"]
        key = re.search(r"--fuzz-replay='([^']+)'", row["findings"][0]["observed"])[1]
        again = conformance("tests/fuzz/test_hostile_text.py", f"--fuzz-replay={key}", target)
    finally:
        server.stop()
    assert first.status == again.status == 1
    assert again.verdict_of("FUZZ-CREATE-SERVER-ERROR") == "failed"
    # The second run has overwritten the report of the first.
    assert again.report["run"]["counts"]["requests"] < sent


EMPTY = {"customerBadges": [], "pagination": {"page": 0, "size": 10, "total": 0, "totalPages": 0}}


def refuse_writes(asked, reply):
    """Lists nothing, and refuses every write without a word."""
    if asked.method == "GET":
        reply.send(200, {"data": EMPTY, "errors": [], "warnings": []})
    else:
        reply.send(400, b"")


NONSENSE = {
    "200 {}": lambda asked, reply: reply.send(200, b"{}"),
    "500": lambda asked, reply: reply.send(500, b"oops"),
    "every write refused": refuse_writes,
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_never_passes_nor_breaks_the_suite(conformance, tmp_path, answer):
    profile = tmp_path / "target.toml"
    profile.write_text('[auth]\nscheme = "none"\n[customer]\nid = "1"\n')
    with TinyServer(answer) as server:
        run = conformance(*WHOLE, f"--base-url={server.url}", f"--target={profile}")
    assert run.status in (1, 6), run.output
    assert "the suite itself failed" not in str(run.report), run.output
    assert "Traceback" not in run.output
    assert run.verdict_of("FUZZ-CREATE-ACCEPTED-SHARE") != "passed"


def test_wrong_options_are_refused_in_a_sentence(conformance):
    for wrong in ("--fuzz-examples=0", "--fuzz-seconds=none"):
        run = conformance(*WHOLE, wrong)
        assert run.status == 4
        assert "Traceback" not in run.output
