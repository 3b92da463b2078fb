"""Findings fold into verdicts as the rules say, whatever their order."""

from __future__ import annotations

import itertools

import pytest

from harness.reporting.verdicts import PRECEDENCE, fold_findings, own_verdict, run_verdict, settle
from selftests.reporting.pieces import finding, requirement

NA = "not applicable"


@pytest.mark.parametrize(
    ("verdicts", "folded"),
    [
        ([], "untested"),
        (["untested"], "untested"),
        (["passed"], "passed"),
        ([NA, NA], NA),
        ([NA, "passed"], "passed"),
        (["untested", "passed"], "passed"),
        (["untested", NA], NA),
        (["passed", "waived"], "waived"),
        (["passed", "inconclusive"], "inconclusive"),
        (["waived", "inconclusive"], "inconclusive"),
        (["passed", "inconclusive", "failed"], "failed"),
        (["waived", "failed"], "failed"),
    ],
)
def test_findings_fold_by_weight(verdicts, folded):
    for order in itertools.permutations(verdicts):
        assert fold_findings(order) == folded


def test_a_word_that_is_no_verdict_is_refused():
    with pytest.raises(ValueError, match="not a verdict: 'fine'"):
        fold_findings(["passed", "fine"])


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ({"findings": [], "judged": 0}, "untested"),
        ({"findings": [], "judged": 3}, "passed"),
        ({"findings": [], "judged": 0, "verdict": NA}, NA),
        ({"findings": [], "judged": 0, "verdict": "inconclusive"}, "inconclusive"),
        ({"findings": [], "judged": 0, "verdict": "passed"}, "untested"),
        ({"findings": [], "judged": 1, "verdict": NA}, "passed"),
        ({"findings": [finding("failed")], "judged": 9}, "failed"),
        ({"findings": [finding("waived")], "judged": 9}, "waived"),
        ({"findings": [finding("waived"), finding("failed", "b")], "judged": 0}, "failed"),
    ],
)
def test_own_verdict_counts_passes_and_believes_no_bare_pass(row, verdict):
    assert own_verdict(row) == verdict


def _failing(identifier, needs=(), verdict="failed"):
    return requirement(identifier, findings=[finding(verdict)], needs=list(needs))


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        ([_failing("A"), _failing("B", ["A"])], {"A": "failed", "B": "inconclusive"}),
        ([_failing("A", verdict="waived"), _failing("B", ["A"])], {"A": "waived", "B": "inconclusive"}),
        ([requirement("A"), _failing("B", ["A"])], {"A": "passed", "B": "failed"}),
        ([_failing("A"), requirement("B", needs=["A"])], {"A": "failed", "B": "passed"}),
        (
            [_failing("A"), requirement("B", needs=["A"]), _failing("C", ["B"])],
            {"A": "failed", "C": "inconclusive"},
        ),
        ([_failing("A", ["B"]), _failing("B", ["A"])], {"A": "failed", "B": "failed"}),
        ([_failing("A", ["A"])], {"A": "failed"}),
        ([_failing("A", ["NOT-THERE"])], {"A": "failed"}),
    ],
)
def test_a_failure_is_set_aside_while_what_it_needs_fails(rows, verdicts):
    settled = settle(rows)

    assert {name: settled[name][0] for name in verdicts} == verdicts


def test_the_reason_names_what_is_to_be_mended_first():
    settled = settle([_failing("A"), _failing("B", ["A"])])

    assert settled["B"][1] == "It failed, but so did what it needs (A): mend that first."


@pytest.mark.parametrize(
    ("rows", "strict", "complete", "verdict"),
    [
        ([("MUST", "passed")], False, True, "conformant"),
        ([("MUST", "passed"), ("MUST", "waived"), ("MUST", NA)], False, True, "conformant"),
        ([("MUST", "failed"), ("MUST", "untested")], False, False, "non-conformant"),
        ([("MUST", "passed"), ("SHOULD", "failed")], False, True, "conformant"),
        ([("MUST", "passed"), ("SHOULD", "failed")], True, True, "non-conformant"),
        ([("MUST", "passed"), ("SHOULD", "inconclusive")], True, True, "conformant"),
        ([("MUST", "passed"), ("MAY", "failed")], True, True, "conformant"),
        ([("MUST", "passed"), ("MUST", "inconclusive")], False, True, "incomplete"),
        ([("MUST", "passed"), ("MUST", "untested")], False, True, "incomplete"),
        ([("MUST", "passed")], False, False, "incomplete"),
        ([("MUST", NA)], False, True, "incomplete"),
        ([("SHOULD", "passed")], False, True, "incomplete"),
        ([], False, True, "incomplete"),
    ],
)
def test_verdict_of_the_run(rows, strict, complete, verdict):
    requirements = [
        {"id": f"R-{number}", "level": level, "verdict": word} for number, (level, word) in enumerate(rows)
    ]

    assert run_verdict(requirements, strict, complete)[0] == verdict


def test_reasons_say_what_a_conformant_verdict_leaves_out():
    rows = [
        {"id": f"R-{number}", "level": "MUST", "verdict": word}
        for number, word in enumerate(["passed", "waived", *[NA] * 9])
    ]

    assert run_verdict(rows, strict=False, complete=True)[1] == [
        "1 requirement is waived: R-1.",
        "9 requirements are not applicable to this target and its profile: "
        "R-2, R-3, R-4, R-5, R-6, R-7 and 3 more.",
    ]


@pytest.mark.parametrize("why", ["the target died", "The target died."])
def test_an_interrupted_run_says_why(why):
    _, reasons = run_verdict([{"id": "R", "level": "MUST", "verdict": "passed"}], False, False, why)

    assert reasons == [f"The run is not whole: {why.rstrip('.')}."]


def test_every_verdict_has_a_place_in_the_order():
    assert sorted(PRECEDENCE) == sorted(
        ["passed", "failed", "waived", "inconclusive", "not applicable", "untested"]
    )
