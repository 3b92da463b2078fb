"""The summary for CI, the badge and the HAR: right, bounded, and closed to injection."""

from __future__ import annotations

import json

import pytest

from harness.reporting import exports
from selftests.reporting import sample
from selftests.reporting.pieces import exchange, finding, requirement
from selftests.reporting.sample import small


def test_the_summary_says_verdict_counts_and_failures():
    text = exports.step_summary(sample.sample())

    assert text.startswith("## ❌ non\\-conformant\n")
    assert "| level | failed | inconclusive | passed | not applicable | untested |" in text
    assert "| MUST | UPDATE\\-START\\-FROZEN\\-LIVE |" in text


def test_a_target_cannot_leave_its_cell():
    text = exports.step_summary(sample.hostile())

    for line in text.splitlines():
        bare = line.replace("\\|", "")
        assert not line.startswith("| MUST") or bare.count("|") in (6, 7)
    assert "<script" not in text
    assert "<img" not in text
    assert "](javascript" not in text
    assert len(text) < 60_000


def test_a_thousand_failures_are_cut():
    rows = [requirement(f"R-{number}", findings=[finding()]) for number in range(1000)]

    text = exports.step_summary(small(*rows))

    assert text.count("| MUST | R\\-") == 100
    assert "and 900 more" in text


@pytest.mark.parametrize(
    ("rows", "message", "color"),
    [
        ([requirement("A")], "conformant", "brightgreen"),
        (
            [requirement("A"), requirement("B", findings=[finding("waived")])],
            "conformant, 1 waived",
            "brightgreen",
        ),
        (
            [requirement("A"), requirement("B", findings=[finding()])],
            "non-conformant, 1 of 2 MUST failed",
            "red",
        ),
        ([requirement("A", judged=0)], "incomplete", "orange"),
    ],
)
def test_the_badge(rows, message, color):
    assert exports.shields(small(*rows)) == {
        "schemaVersion": 1,
        "label": "badges API",
        "message": message,
        "color": color,
    }


@pytest.mark.parametrize("make", [sample.sample, sample.hostile])
def test_the_har_holds_every_exchange(make):
    document = make()

    archive = exports.har(document["exchanges"].values(), "0.1.0")

    entries = json.loads(json.dumps(archive, ensure_ascii=False).encode("utf-8", "replace"))["log"]["entries"]
    assert [entry["comment"] for entry in entries] == [f"exchange {key}" for key in document["exchanges"]]
    assert all(
        {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(entry)
        for entry in entries
    )


def test_the_har_of_one_exchange():
    one = exchange("gw0-1", "GET", "/list?name=a%20b&empty=", None, 200, {"data": {}})

    entry = exports.har([one], "0.1.0")["log"]["entries"][0]

    assert entry["startedDateTime"].startswith("2026-09-21T")
    assert entry["request"]["queryString"] == [
        {"name": "name", "value": "a b"},
        {"name": "empty", "value": ""},
    ]
    assert entry["response"]["content"] == {
        "size": 12,
        "mimeType": "application/json",
        "text": '{"data": {}}',
    }
    assert {"name": "Authorization", "value": "[redacted]"} in entry["request"]["headers"]


def test_summary_and_badge_are_written(tmp_path):
    summary, badge = exports.write(sample.hostile(), tmp_path)

    assert summary.read_text(encoding="utf-8").startswith("## ❌")
    assert json.loads(badge.read_text(encoding="utf-8"))["color"] == "red"
