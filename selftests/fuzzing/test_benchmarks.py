"""The benchmarks count at the server, and take from each side what it says of a server without a fault."""

import json
import urllib.error
import urllib.request

import pytest

from benchmarks import fuzz_comparison, fuzz_faults, fuzz_sides
from benchmarks.counted import served
from reference.policy import Policy


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


def test_failed_checks_of_stock_are_read_with_operation_and_status(tmp_path):
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
    events = tmp_path / "events.ndjson"
    events.write_text(
        f"{json.dumps({'Started': {}})}\n{json.dumps({'ScenarioFinished': {'recorder': recorder}})}"
    )
    found = list(fuzz_sides.read_failures(events))
    assert found == [("positive_data_acceptance at detail, HTTP 400", 100.5)]
