"""The comparison with other tools counts for each of them what it was run on, and no run that broke off."""

import json
import re
from pathlib import Path

import pytest

from benchmarks.peers import schemathesis_cli, schemathesis_long, suite, suite_scenarios
from benchmarks.peers.chart import chart
from benchmarks.peers.figures import begun, row
from benchmarks.peers.place import Place
from benchmarks.peers.trial import Outcome, Target

TARGETS = [Target("clean", "1"), Target("fault", "a"), Target("dialect", "d"), Target("fault", "b")]


def outcomes(tool, *said, requests=100):
    """What a tool reported on the first of the targets, one after the other."""
    return [
        Outcome(tool, target.kind, target.name, list(failures), requests)
        for target, failures in zip(TARGETS, said, strict=False)
    ]


def test_what_is_said_without_a_fault_finds_none():
    found = row("x", outcomes("x", ["noise"], ["noise"], ["noise", "blame"], ["noise", "news"]), TARGETS)
    assert (found.killed, found.faults, found.blamed) == ({"b": ("news",)}, ("a", "b"), ("d",))
    assert found.share == 0.5


def test_a_tool_that_has_not_got_so_far_is_measured_on_what_it_was_run_on():
    all_of_it = outcomes("this suite", [], ["A"], [], ["B"])
    half = outcomes("other", [], ["A"])
    assert begun([*all_of_it, *half], TARGETS, "other") == TARGETS[:2]
    found = row("other", [*all_of_it, *half], TARGETS)
    assert (found.targets, found.faults, found.share) == (2, ("a",), 1.0)


def test_every_point_of_the_chart_has_its_label():
    rows = [
        row(tool, outcomes(tool, [], said, [], said, requests=requests), TARGETS)
        for tool, said, requests in (("this suite", ["A"], 6000), ("x", [], 6000), ("y", [], 4), ("z", [], 4))
    ]
    labels = re.findall(r">([^<>]+ of 2)<", chart(rows))
    assert labels == ["this suite: 2 of 2", "x: 0 of 2", "y, z: 0 of 2"]


def place(folder: Path) -> Place:
    return Place(folder, "http://127.0.0.1:1", folder / "target.toml", folder)


def test_a_run_that_broke_off_is_no_result(tmp_path):
    (tmp_path / schemathesis_cli.EVENTS).write_text(json.dumps({"Started": {}}))
    with pytest.raises(ValueError, match="break off before the end"):
        schemathesis_long.failures(place(tmp_path))
    report = {"run": {"interrupted": "it was interrupted"}, "requirements": []}
    (tmp_path / "conformance.json").write_text(json.dumps(report))
    with pytest.raises(ValueError, match="it was interrupted"):
        suite.failures(place(tmp_path))


def test_the_scenarios_are_all_folders_of_tests_but_one(tmp_path):
    (command,) = suite_scenarios.steps(place(tmp_path))
    named = {Path(one).name for one in command if "/tests/" in one}
    assert {"create", "update", "list", "detail"} <= named
    assert "fuzz" not in named
