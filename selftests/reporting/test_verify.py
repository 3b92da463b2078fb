"""A report that was touched up in one place is caught; an honest one is not."""

from __future__ import annotations

import copy

import pytest

from harness.reporting.results import digest
from harness.reporting.verify import problems
from selftests.reporting import sample
from selftests.reporting.pieces import finding, requirement
from selftests.reporting.sample import small, stamped


@pytest.fixture(scope="module")
def honest():
    return sample.sample()


def test_an_honest_report_agrees_with_itself(honest):
    assert problems(honest) == []


def test_a_hostile_target_does_not_make_a_report_dishonest():
    document = sample.hostile()

    assert [
        problem for problem in problems(stamped(document)) if "digest" in problem or "schema" in problem
    ] == []


def _pass_the_first_failure(document):
    row = next(row for row in document["requirements"] if row["verdict"] == "failed")
    row["verdict"] = "passed"


def _drop_the_findings(document):
    for row in document["requirements"]:
        row["findings"] = []
        row["judged"] = max(1, row["judged"])


def _waive_the_first_failure(document):
    row = next(row for row in document["requirements"] if row["verdict"] == "failed")
    row["findings"][0]["verdict"] = "waived"


def _lose_the_evidence(document):
    document["exchanges"] = {}


def _miscount(document):
    document["run"]["counts"]["by_verdict"]["passed"] += 1


def _list_twice(document):
    document["requirements"].append(document["requirements"][0])


def _call_it_complete(document):
    document["run"]["interrupted"] = "the target died"


TOUCHES = [
    (_pass_the_first_failure, "is said to be passed, but its findings make it failed"),
    (_drop_the_findings, "is said to be failed, but its findings make it passed"),
    (_waive_the_first_failure, "is called waived, but no waiver in the report covers it"),
    (_lose_the_evidence, "which is not in the report"),
    (_miscount, "The count of verdicts does not agree"),
    (_list_twice, "is listed 2 times"),
    (_call_it_complete, "The reasons given for the verdict are not those"),
    (lambda document: document.update(verdict="conformant"), "The run is said to be conformant"),
    (lambda document: document.update(reasons=[]), "The reasons given for the verdict are not those"),
]


@pytest.mark.parametrize(("touch", "sentence"), TOUCHES, ids=range(len(TOUCHES)))
def test_what_was_touched_up_is_said(honest, touch, sentence):
    forged = copy.deepcopy(honest)
    touch(forged)

    assert any("digest does not agree" in problem for problem in problems(forged))
    # A new digest does not help.
    assert any(sentence in problem for problem in problems({**forged, "digest": digest(forged)}))


@pytest.mark.parametrize(
    ("expires", "sentence"),
    [("2026-09-20", "its waiver had run out"), ("2026-09-21", None), ("2027-01-01", None)],
)
def test_a_waiver_must_hold_on_the_day_of_the_run(expires, sentence):
    document = small(requirement("A", findings=[finding("waived")]), requirement("B"))
    document["waivers"] = [
        {
            "requirement": "A",
            "fingerprint": finding()["fingerprint"],
            "reason": "known",
            "owner": "team",
            "expires": expires,
            "status": "used",
            "says": "",
        }
    ]

    found = problems(stamped(document))

    assert found == ([] if sentence is None else [f"A failure of A is called waived, but {sentence}."])


@pytest.mark.parametrize(
    "change",
    [{"verdict": "fine"}, {"requirements": [{"id": "A"}]}, {"run": {}}, {"digest": "md5:0"}],
)
def test_what_is_not_as_the_schema_has_it_is_said(change):
    found = problems({**small(requirement("A")), **change})

    assert found
    assert all(problem.startswith("Not as the schema has it at $") for problem in found)
