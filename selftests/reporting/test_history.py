"""What changed between two reports, and when that is a regression of the target."""

from __future__ import annotations

import pytest

from harness.reporting.history import annotated, diff, lines
from selftests.reporting.pieces import finding, requirement
from selftests.reporting.sample import small

HELD = {"findings": [], "judged": 1}
FAILS = {"findings": [finding("failed", "a")]}
FAILS_OTHERWISE = {"findings": [finding("failed", "b")]}
WAIVED = {"findings": [finding("waived", "a")]}
UNTESTED = {"findings": [], "judged": 0, "verdict": "untested"}
INCONCLUSIVE = {"findings": [finding("inconclusive")], "judged": 0}


@pytest.mark.parametrize(
    ("before", "after", "kind", "regression"),
    [
        (HELD, HELD, None, False),
        (HELD, FAILS, "newly broken", True),
        (FAILS, FAILS, None, False),
        (FAILS, FAILS_OTHERWISE, "fails differently", True),
        (FAILS, HELD, "mended", False),
        (WAIVED, HELD, "mended", False),
        (WAIVED, WAIVED, None, False),
        (WAIVED, FAILS, "no longer waived", False),
        (WAIVED, FAILS_OTHERWISE, "fails differently", True),
        (FAILS, WAIVED, "newly waived", False),
        (HELD, WAIVED, "newly waived", False),
        (HELD, UNTESTED, "newly untested", False),
        (FAILS, INCONCLUSIVE, "newly untested", False),
        (UNTESTED, INCONCLUSIVE, None, False),
        (UNTESTED, FAILS, "newly found", False),
        (UNTESTED, HELD, None, False),
        (None, FAILS, "new and failing", False),
        (None, HELD, None, False),
        (HELD, None, "gone", False),
    ],
)
def test_kind_of_change(before, after, kind, regression):
    old = small(*[requirement("A", **before)] if before else [])
    new = small(*[requirement("A", **after)] if after else [])

    difference = diff(old, new)

    assert difference.changes == ({kind: ["A"]} if kind else {})
    assert bool(difference.regressions) == regression


@pytest.mark.parametrize(
    ("level", "strict", "regression"),
    [("MUST", False, True), ("SHOULD", False, False), ("SHOULD", True, True), ("MAY", True, False)],
)
def test_only_what_counts_is_a_regression(level, strict, regression):
    options = {"options": {"strict": strict}}
    old = small(requirement("A", level, **HELD), **options)
    new = small(requirement("A", level, **FAILS), **options)

    assert bool(diff(old, new).regressions) == regression


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({}, None),
        ({"versions": {"suite": "9"}}, "The suite changed from version 0.1.0 to 9."),
        ({"spec_digest": "sha256:" + "0" * 64}, "The requirements or contracts changed"),
        ({"base_url": "https://other.example.com"}, "The target is another one"),
        ({"profile": {}}, "The target profile changed"),
        ({"options": {"strict": True}}, "--strict was off before and is on now."),
        ({"interrupted": "Ctrl-C"}, "The new run did not come to its end."),
    ],
)
def test_other_causes_than_the_target_are_said(change, cause):
    causes = diff(small(requirement("A")), small(requirement("A"), **change)).causes

    assert len(causes) == (cause is not None)
    assert cause is None or causes[0].startswith(cause)


def test_since_is_carried_along_the_chain_of_baselines():
    first = small(requirement("A", **FAILS), started="2026-01-01T00:00:00Z")
    second = annotated(small(requirement("A", **FAILS), started="2026-02-01T00:00:00Z"), first)
    third = annotated(small(requirement("A", **FAILS), started="2026-03-01T00:00:00Z"), second)
    other = annotated(small(requirement("A", **FAILS_OTHERWISE), started="2026-04-01T00:00:00Z"), third)

    assert third["requirements"][0]["since"] == "2026-01-01T00:00:00Z"
    assert other["requirements"][0]["since"] == "2026-04-01T00:00:00Z"
    assert other["history"]["changes"] == {"fails differently": ["A"]}


def test_the_text_says_what_changed_and_why_it_may_be():
    old, new = small(requirement("A")), small(requirement("A", **FAILS))

    text = "\n".join(lines(diff(old, new), old, new))

    assert "conformant → non-conformant" in text
    assert "newly broken (1)" in text
    assert "MUST   A: Rule A." in text
    assert "what changed is the target itself" in text
    assert text.endswith("1 regression.")
