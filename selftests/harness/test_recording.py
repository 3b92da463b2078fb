"""What a recorder keeps as evidence, and that it keeps no more."""

from __future__ import annotations

from dataclasses import replace

from harness.exchange import Exchange
from harness.recording import FAILED, Finding, Recorder
from selftests.harness.exchanges import answered


def _numbered(name: str) -> Exchange:
    return replace(answered(), id=name)


def test_cited_exchanges_outlive_the_limit_and_the_others_do_not():
    """However many exchanges are cited, the memory of one phase stays bounded by them and the limit."""
    recorder, cited, others = Recorder(limit=20), 60, 2000
    for number in range(cited):
        recorder.exchange(_numbered(f"c{number}"))
        recorder.finding(Finding("R", FAILED, exchanges=(f"c{number}",), cause=str(number)))
    for number in range(others):
        recorder.exchange(_numbered(f"o{number}"))

    assert len(recorder.exchanges) <= cited + recorder.limit
    assert f"o{others - 1}" in recorder.exchanges
    assert len(recorder.drain()["exchanges"]) == cited


def test_the_last_exchanges_are_at_hand():
    """What a test cites when it fails is among the last that it made."""
    recorder = Recorder(limit=20)
    for number in range(500):
        recorder.exchange(_numbered(f"o{number}"))
        assert {f"o{last}" for last in range(max(0, number - 9), number + 1)} <= recorder.exchanges.keys()


def test_a_recorder_for_a_har_lets_nothing_go():
    """Every exchange of the run is handed over once."""
    recorder = Recorder(limit=5, whole=True)
    for number in range(50):
        recorder.exchange(_numbered(f"o{number}"))

    assert len(recorder.drain()["exchanges"]) == 50
    assert recorder.drain()["exchanges"] == {}
