"""The document on disk: whole or not there, bounded, and read with one clear sentence when it is wrong."""

from __future__ import annotations

import json
import os

import pytest

from harness.reporting import results
from harness.reporting.results import ReportError, read, write
from selftests.reporting import sample
from selftests.reporting.pieces import requirement


def test_what_is_written_is_read_back(tmp_path):
    document = sample.sample()

    path = write(document, tmp_path / "made" / "on the way")

    assert read(path) == document
    assert read(path.parent) == document
    assert [entry.name for entry in path.parent.iterdir()] == ["conformance.json"]


def test_the_mark_of_completeness_is_the_last_member(tmp_path):
    path = write(sample.sample(), tmp_path)

    assert path.read_text(encoding="utf-8").rstrip().endswith('"complete": true\n}')


def test_a_write_replaces_the_old_report_in_one_step(tmp_path, monkeypatch):
    path = write(sample.small(requirement("A")), tmp_path)
    old = path.read_bytes()
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(ReportError, match="cannot be written: No space left on device"):
        write(sample.small(requirement("B")), tmp_path)

    assert path.read_bytes() == old
    assert [entry.name for entry in tmp_path.iterdir()] == ["conformance.json"]


def test_a_directory_that_is_a_file_is_said(tmp_path):
    (tmp_path / "taken").write_text("x")

    with pytest.raises(ReportError, match="cannot be written: "):
        write(sample.small(), tmp_path / "taken")


def test_strings_of_megabytes_are_cut_and_odd_values_survive(tmp_path):
    document = sample.small(requirement("A", title="x" * 5_000_000))
    document["run"]["profile"] = {
        "number": float("nan"),
        "path": tmp_path,
        "set": {"b", "a"},
        "\ud800": "\udfff",
    }

    stored = read(write(document, tmp_path))

    assert len(stored["requirements"][0]["title"]) < results.STRING_LIMIT + 100
    assert stored["requirements"][0]["title"].endswith("… (cut: 5,000,000 characters)")
    assert stored["run"]["profile"] == {
        "number": "nan",
        "path": str(tmp_path),
        "set": ["a", "b"],
        "\ud800": "\udfff",
    }
    assert stored["digest"] == results.digest(stored)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "its JSON breaks off or is wrong at line 1, column 1"),
        (b'{"schema_version": 1, "verd', "its JSON breaks off or is wrong at line 1"),
        (b"\xff\xfe{}", "it is not UTF-8 text"),
        (b"[]", "it is not a JSON object"),
        (b"{}", "its member 'schema_version' is missing or of the wrong kind"),
        (b"[" * 200_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_report_is_said_in_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "report.json"
    path.write_bytes(content)

    with pytest.raises(ReportError, match=sentence) as caught:
        read(path)

    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"complete": None}, "it lacks the mark that it was written to its end"),
        ({"schema_version": 2}, "it has version 2, this suite reads version 1"),
        ({"requirements": ["A"]}, "entry 0 of its requirements is not an object"),
        ({"requirements": [{"id": "A"}]}, "entry 0 of its requirements lacks 'level'"),
        ({"requirements": [requirement("A", findings=[{}])]}, "a finding of 'A' has no verdict"),
        ({"run": []}, "its member 'run' is missing or of the wrong kind"),
    ],
)
def test_a_damaged_report_is_said_in_one_sentence(tmp_path, change, sentence):
    path = tmp_path / "report.json"
    path.write_text(json.dumps({**sample.small(), **change}))

    with pytest.raises(ReportError, match=sentence):
        read(path)


def test_a_report_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ReportError, match="There is no report"):
        read(tmp_path / "report.json")
