"""Known deviations: excused by fingerprint, for a time, and never silently."""

from __future__ import annotations

import datetime
import tomllib

import pytest

from harness.reporting.results import write
from harness.waivers import Waiver, WaiverError, apply, as_row, from_row, load, main, propose
from selftests.reporting import sample
from selftests.reporting.pieces import finding, requirement
from selftests.reporting.sample import small

TODAY = datetime.date(2026, 9, 21)
PRINT = finding()["fingerprint"]
GOOD = """
[[waiver]]
requirement = "A"
fingerprint = "00000000000a"
reason = "known since May"
owner = "team"
expires = 2026-12-31
"""


def _waiver(**change):
    values = {
        "requirement": "A",
        "fingerprint": PRINT,
        "reason": "known",
        "owner": "team",
        "expires": datetime.date(2026, 12, 31),
    }
    return Waiver(**{**values, **change})


@pytest.mark.parametrize(
    ("waiver", "rows", "verdicts", "status"),
    [
        (_waiver(), [requirement("A", findings=[finding()])], ["waived"], "used"),
        (_waiver(expires=TODAY), [requirement("A", findings=[finding()])], ["waived"], "used"),
        (_waiver(operation="create"), [requirement("A", findings=[finding()])], ["waived"], "used"),
        (_waiver(operation="update"), [requirement("A", findings=[finding()])], ["failed"], "unmatched"),
        (
            _waiver(expires=datetime.date(2026, 9, 20)),
            [requirement("A", findings=[finding()])],
            ["failed"],
            "expired",
        ),
        (_waiver(), [requirement("A", findings=[finding("failed", "b")])], ["failed"], "unmatched"),
        (
            _waiver(),
            [requirement("A", findings=[finding(), finding("failed", "b")])],
            ["waived", "failed"],
            "used",
        ),
        (_waiver(), [requirement("A")], [], "no longer needed"),
        (_waiver(), [requirement("A", judged=0)], [], "not judged"),
        (
            _waiver(),
            [requirement("A", findings=[finding("inconclusive")], judged=0)],
            ["inconclusive"],
            "not judged",
        ),
        (_waiver(), [requirement("B", findings=[finding()])], ["failed"], "unmatched"),
    ],
)
def test_fate_of_a_waiver(waiver, rows, verdicts, status):
    applied = apply([waiver], rows, TODAY)

    assert [item["verdict"] for row in applied.requirements for item in row["findings"]] == verdicts
    assert applied.rows[0]["status"] == status
    assert applied.rows[0]["says"].endswith(".")


def test_nothing_is_changed_in_place():
    row = requirement("A", findings=[finding()])

    apply([_waiver()], [row], TODAY)

    assert row["findings"][0]["verdict"] == "failed"


def test_a_row_of_the_report_is_the_waiver_again():
    waiver = _waiver(ticket="T-1", operation="create")

    assert from_row({**as_row(waiver), "status": "used", "says": ""}) == waiver


def test_a_good_file_is_read(tmp_path):
    path = tmp_path / "waivers.toml"
    path.write_text(GOOD + 'ticket = "T-1"\noperation = "create"\n')

    assert load(path) == [_waiver(reason="known since May", ticket="T-1", operation="create")]


@pytest.mark.parametrize("content", ["", "# nothing yet\n"])
def test_an_empty_file_waives_nothing(tmp_path, content):
    path = tmp_path / "waivers.toml"
    path.write_text(content)

    assert load(path) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[[waiver]\n", "is not TOML"),
        ("[waiver]\nrequirement = 'A'\n", r"each entry begins with \[\[waiver\]\]"),
        ("[[waivers]]\n", "holds 'waivers', but only"),
        ("[[waiver]]\n", "waiver 1 in .* lacks requirement and fingerprint and reason and owner and expires"),
        (GOOD.replace("reason", "why"), "lacks reason"),
        (GOOD + "until = 1\n", "has an unknown key 'until'"),
        (GOOD.replace('"team"', '" "'), "owner must be a text that is not empty"),
        (GOOD.replace('"team"', "7"), "owner must be a text that is not empty"),
        (GOOD.replace("2026-12-31", '"2026-12-31"'), "expires must be a date without quotes"),
        (GOOD.replace("2026-12-31", "2026-12-31T00:00:00"), "expires must be a date without quotes"),
        (GOOD + GOOD, "Waivers 1 and 2 in .* are about the same failure"),
        ("waiver = 3", "writes .waiver., but each entry"),
        ("waiver = [3]", "waiver 1 in .* is not a table"),
    ],
)
def test_a_bad_file_is_said_in_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "waivers.toml"
    path.write_text(content)

    with pytest.raises(WaiverError, match=sentence):
        load(path)


@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_a_file_that_cannot_be_read_is_said(tmp_path, name):
    with pytest.raises(WaiverError, match="waiver file"):
        load(tmp_path / name)


@pytest.mark.parametrize("make", [sample.sample, sample.hostile])
def test_the_proposal_waives_exactly_what_fails(tmp_path, make):
    document = make()
    path = tmp_path / "waivers.toml"
    path.write_text(propose(document, "team", datetime.date(2027, 1, 31)), encoding="utf-8")

    applied = apply(load(path), document["requirements"], TODAY)

    assert not [
        item for row in applied.requirements for item in row["findings"] if item["verdict"] == "failed"
    ]
    assert {row["status"] for row in applied.rows} == {"used"}


def test_propose_prints_toml(tmp_path, capsys):
    path = write(sample.sample(), tmp_path)

    assert main(["propose", str(path), "--owner", "loyalty", "--expires", "2027-06-30"]) == 0

    entries = tomllib.loads(capsys.readouterr().out)["waiver"]
    assert {(entry["owner"], entry["expires"].isoformat()) for entry in entries} == {
        ("loyalty", "2027-06-30")
    }


def test_nothing_to_propose_is_said():
    assert "no failure to waive" in propose(small(requirement("A")), "team", TODAY)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["propose", "nowhere.json"], "There is no report nowhere.json."),
        (["propose", "x.json", "--expires", "soon"], "argument --expires: invalid"),
        (["propose", "x.json", "--owner", " "], "--owner must not be empty"),
        ([], "required"),
    ],
)
def test_usage_errors_are_one_sentence(arguments, sentence, capsys):
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code

    assert status == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
