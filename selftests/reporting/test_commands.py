"""`python -m harness.reporting`: results, exit statuses, and one sentence for what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness.reporting.__main__ import main
from harness.reporting.results import read, write
from selftests.reporting import sample
from selftests.reporting.pieces import finding, requirement
from selftests.reporting.sample import small

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def held(tmp_path):
    return write(small(requirement("A"), shard={"index": 1, "total": 1}), tmp_path / "held")


@pytest.fixture
def broken(tmp_path):
    return write(small(requirement("A", findings=[finding()])), tmp_path / "broken")


def test_diff_fails_on_regressions_only(held, broken, capsys):
    assert main(["diff", str(held), str(broken)]) == 1
    assert "newly broken (1)" in capsys.readouterr().out
    assert main(["diff", str(broken), str(held)]) == 0
    assert "mended (1)" in capsys.readouterr().out
    assert main(["diff", str(broken), str(broken)]) == 0


def test_merge_writes_both_reports_and_ends_as_the_run(tmp_path, capsys):
    paths = []
    for index, row in ((1, requirement("A")), (2, requirement("A", findings=[finding()]))):
        document = small(row, shard={"index": index, "total": 2})
        paths.append(str(write(document, tmp_path / str(index))))

    assert main(["merge", *paths, "-o", str(tmp_path / "whole")]) == 1
    assert read(tmp_path / "whole")["verdict"] == "non-conformant"
    assert (tmp_path / "whole" / "conformance.html").exists()
    assert main(["merge", paths[0], "-o", str(tmp_path / "part")]) == 6
    assert "Shard 2 of 2 is missing." in capsys.readouterr().out


def test_merge_goes_on_without_a_shard_that_cannot_be_read(tmp_path, held, capsys):
    (tmp_path / "cut.json").write_text('{"schema_version": 1, "verd')

    assert main(["merge", str(held), str(tmp_path / "cut.json"), "-o", str(tmp_path / "whole")]) == 6

    told = capsys.readouterr()
    assert "cut.json is not a whole report" in told.err
    assert "cut.json is not a whole report" in told.out


def test_merge_goes_on_without_a_report_that_was_changed_by_hand(tmp_path, held, broken, capsys):
    document = json.loads(broken.read_text())
    document["requirements"][0]["findings"] = []
    broken.write_text(json.dumps(document))

    assert main(["merge", str(held), str(broken), "-o", str(tmp_path / "whole")]) == 6
    assert f"{broken} was changed after it was written: its digest does not agree." in capsys.readouterr().err


def test_verify_ends_with_the_truth(held, capsys):
    assert main(["verify", str(held)]) == 0
    assert "agrees with itself: conformant, 1 requirements recomputed" in capsys.readouterr().out

    document = json.loads(held.read_text())
    document["requirements"][0]["judged"] = 0
    held.write_text(json.dumps(document))

    assert main(["verify", str(held)]) == 1
    assert "A is said to be passed, but its findings make it untested." in capsys.readouterr().out


def test_html_is_rendered_again(tmp_path, held, capsys):
    assert main(["html", str(held)]) == 0
    assert main(["html", str(held.parent), "-o", str(tmp_path / "other")]) == 0
    first, second = (Path(line) for line in capsys.readouterr().out.splitlines())
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("command", "words"), [("summary", "## ✅ conformant"), ("badge", '"label"'), ("har", '"log"')]
)
def test_exports_are_printed(command, words, held, capsys):
    assert main([command, str(held)]) == 0
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "the following arguments are required: COMMAND."),
        (["differ"], "invalid choice: 'differ'"),
        (["diff", "a.json"], "the following arguments are required: NEW.json."),
        (["diff", "a.json", "b.json"], "There is no report a.json."),
        (["merge", "a.json"], "the following arguments are required: -o/--output."),
        (["verify", "."], "There is no report conformance.json."),
        (["html", "a.json", "--to", "x"], "unrecognized arguments: --to x."),
    ],
)
def test_usage_errors_are_one_sentence(arguments, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code

    said = capsys.readouterr().err
    assert status == 2
    assert sentence in said
    assert said.count("\n") == 1


def test_merge_of_nothing_readable_is_a_usage_error(tmp_path, capsys):
    assert main(["merge", str(tmp_path / "a.json"), "-o", str(tmp_path)]) == 2
    assert "There is no whole report to merge." in capsys.readouterr().err


def test_the_module_runs_in_a_plain_terminal(tmp_path):
    path = write(sample.hostile(), tmp_path)
    command = [sys.executable, "-m", "harness.reporting", "summary", str(path)]

    ended = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        timeout=60,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"\x1b" not in ended.stdout
