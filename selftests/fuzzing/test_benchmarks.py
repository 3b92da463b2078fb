"""The benchmarks count at the server, and take from each side what it says of a server without a fault."""

import json
import urllib.error
import urllib.request
from functools import partial

import pytest

from benchmarks import fuzz_comparison, fuzz_faults, fuzz_sides, fuzz_whole
from benchmarks.counted import served
from harness.reporting import results
from reference.policy import Policy
from selftests.reporting import sample


def test_every_hand_made_fault_has_its_place_in_the_reference():
    fuzz_faults.check(Policy())
    assert [fault.id.split("-")[0] for fault in fuzz_faults.FAULTS] == [
        *(operation for operation in ("create", "update", "list", "detail") for _ in range(3))
    ]


def test_requests_are_counted_at_the_server_with_and_without_a_fault():
    for fault in (None, "update-rank-kept"):
        with served(fault) as server:
            for number in range(3):
                with pytest.raises(urllib.error.HTTPError):
                    urllib.request.urlopen(f"{server.url}/{number}", timeout=30)
            first, *_, last = server.times()
            assert len(server.times()) == 3
            assert (server.requests_until(first), server.requests_until(last)) == (1, 3)


def test_a_fault_that_nobody_made_does_not_start():
    with pytest.raises(RuntimeError, match="did not start"), served("no-such-fault"):
        pass


def run(side, fault="", **accused):
    """A run of a comparison in which this was said."""
    return fuzz_comparison.Run(side, fault, 1, 30, 900, 70.0, accused, "2026-01-01")


def test_what_is_said_without_a_fault_does_not_count():
    said = run("stock", "list-page-crash", refused=(8, 1.0), failed=(90, 7.2))
    assert fuzz_comparison.seen(said, {"refused"}) == ("failed", "90 requests, 7 s")
    assert fuzz_comparison.seen(said, {"refused", "failed"}) == ("–", "–")


def test_the_page_tells_false_accusations_from_faults_that_are_seen():
    found = [run("stock", refused=(8, 1.0)), run("suite")]
    for fault in fuzz_faults.FAULTS:
        found += [run("stock", fault.id, refused=(8, 1.0)), run("suite", fault.id, blamed=(50, 3.0))]
    text = "\n".join(fuzz_comparison.page(found))
    assert "Of 12 faults stock sees 0, the suite 12." in text
    assert "| stock | 1 | 900 | 70 | refused |" in text
    assert "| – | – | blamed | 50 requests, 3 s |" in text


def test_a_comparison_goes_on_where_it_stopped(tmp_path, monkeypatch):
    measured = []

    def measure(*key):
        measured.append(key)
        return fuzz_comparison.Run(*key, 900, 70.0, {"refused": (8, 1.0)}, "2026-01-01")

    monkeypatch.setattr(fuzz_comparison, "measure", measure)
    first = list(fuzz_comparison.runs(tmp_path / "results", [1, 2], 30))
    assert len(measured) == len(first) == 4 + 24
    again = list(fuzz_comparison.runs(tmp_path / "results", [1, 2], 30))
    assert len(measured) == 28
    assert [item.key for item in again] == [item.key for item in first]
    assert list(again[0].accused) == ["refused"]


def test_failed_checks_of_stock_are_read_with_operation_and_status():
    checks = [
        {"name": "not_a_server_error", "status": "success"},
        {
            "name": "positive_data_acceptance",
            "status": "failure",
            "failure_info": {"failure": {"operation": "GET /badges/{customerId}/badge/{badgeId}"}},
        },
    ]
    answer = {"timestamp": 100.0, "response": {"status_code": 400, "elapsed": 0.5}}
    recorder = {"checks": {"case": checks}, "interactions": {"case": answer}}
    found = list(fuzz_sides.failures([{"Started": {}}, {"ScenarioFinished": {"recorder": recorder}}]))
    assert found == [("positive_data_acceptance at detail, HTTP 400", 100.5)]


END = {"EngineFinished": {"stop_reason": "completed"}}
BROKEN_EVENTS = {
    "none at all": (None, "left no events"),
    "an empty file": ("", "before the end of the run"),
    "no end": (json.dumps({"Started": {}}), "before the end of the run"),
    "half an event": (json.dumps(END)[:20], "in the middle of one"),
    "another end": (json.dumps({"EngineFinished": {"stop_reason": "interrupted"}}), "early: interrupted"),
}


@pytest.mark.parametrize(("text", "words"), BROKEN_EVENTS.values(), ids=BROKEN_EVENTS)
def test_a_stock_run_without_its_end_is_refused(tmp_path, text, words):
    path = tmp_path / "events"
    if text is not None:
        path.write_text(text)
    with pytest.raises(fuzz_whole.BrokenOffError, match=words):
        fuzz_whole.whole_events(path)
    path.write_text(f"{json.dumps({'Started': {}})}\n{json.dumps(END)}\n")
    assert len(fuzz_whole.whole_events(path)) == 2


def test_a_run_that_ends_in_no_known_way_is_refused():
    fuzz_whole.must_end_with(6, fuzz_whole.SUITE_ENDS, "")
    with pytest.raises(fuzz_whole.BrokenOffError, match="exit status 6 and said last: cut off"):
        fuzz_whole.must_end_with(6, fuzz_whole.STOCK_ENDS, "begun\ncut off\n\n")


def test_a_report_of_a_run_that_was_interrupted_is_refused(tmp_path):
    with pytest.raises(fuzz_whole.BrokenOffError, match="no whole report"):
        fuzz_whole.whole_report(tmp_path)
    document = sample.small()
    results.write(document, tmp_path)
    assert fuzz_whole.whole_report(tmp_path)["verdict"] == document["verdict"]
    document["run"]["interrupted"] = "stopping after 3 failures"
    results.write(document, tmp_path)
    with pytest.raises(fuzz_whole.BrokenOffError, match="stopping after 3 failures"):
        fuzz_whole.whole_report(tmp_path)


def test_a_run_on_a_server_that_ends_is_refused_and_not_kept(tmp_path, monkeypatch, capsys):
    """The generated requests go on without answers: nothing is seen, and nothing was looked at."""

    def links_alone(server, examples, seed):
        command = fuzz_sides._ours(server, examples, seed, str(tmp_path), "tests/fuzz/test_links.py")
        return fuzz_sides._timed(command, server, fuzz_whole.SUITE_ENDS)

    monkeypatch.setattr(fuzz_comparison, "SIDES", {"suite": links_alone})
    monkeypatch.setattr(fuzz_comparison, "served", partial(served, most=12))
    kept = tmp_path / "results"
    assert fuzz_comparison.main(["--results", str(kept), "--examples", "1"]) == 3
    assert not kept.exists()
    said = capsys.readouterr().err
    assert said.startswith("This run is not whole and is not kept, suite without a fault, seed 1: ")
    assert said.count("\n") == 1
    # Were the server up again by now, the report would tell all the same.
    with pytest.raises(fuzz_whole.BrokenOffError, match="of its findings are about no rule"):
        fuzz_whole.whole_report(tmp_path)
