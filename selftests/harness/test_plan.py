"""What a run is going to write is said before it begins, and no run goes beyond it."""

import re

import pytest

from harness.plan import Plan, usual_writes
from harness.resources import TESTS
from harness.target import Customer, Limits, Target

TARGET = Target("https://h.example", customer=Customer("4711"))
USUAL = {
    "create": {"creates": 10, "updates": 0},
    "fuzz": {"creates": 30, "updates": 60, "examples": 30},
    "update": {"creates": 5, "updates": 20},
}


def planned(*paths: str, target: Target = TARGET, examples: int = 30, **options) -> Plan:
    given = {"read_only": False, "max_writes": None, **options}
    return Plan.of(target, paths, examples=examples, usual=USUAL, **given)


PLANS = {
    "everything": (["tests"], 45, 125),
    "a folder": (["tests/update"], 5, 25),
    "a file": (["tests/update/test_names.py"], 5, 25),
    "a test of a file elsewhere": (["/opt/x/tests/create/test_errors.py::test_x[a::b]"], 10, 10),
    "two folders": (["tests/update", "tests/create/test_errors.py"], 15, 35),
    "no path that is known": (["."], 45, 125),
}


@pytest.mark.parametrize(("paths", "creates", "updates"), PLANS.values(), ids=PLANS)
def test_a_plan_counts_the_folders_of_its_tests(paths, creates, updates):
    """Each badge that is created is deactivated by an update."""
    plan = planned(*paths)
    assert (plan.creates, plan.updates, plan.most) == (creates, updates, 3 * (creates + updates) + 100)


def test_more_examples_make_more_writes_and_fewer_do_not_make_the_bound_tight():
    assert planned("tests/fuzz", examples=60).creates == 60
    assert planned("tests/fuzz", examples=5).creates == 30


@pytest.mark.parametrize(
    ("target", "options", "said"),
    [
        (TARGET, {"max_writes": 12}, "at most 6 badges and 12 writes (--max-writes)"),
        (
            Target("https://h.example", limits=Limits(max_writes=8)),
            {},
            "at most 4 badges and 8 writes ([limits] of the profile); reads are of no customer",
        ),
        (TARGET, {"read_only": True}, "no write is sent (--read-only); reads are of customer 4711"),
        (TARGET, {}, "reads are of customer 4711"),
    ],
)
def test_the_plan_says_what_bounds_it(target, options, said):
    assert said in "\n".join(planned("tests", target=target, **options).lines(target, "cafe0123"))


def test_every_folder_of_tests_has_its_figures():
    folders = {path.parent.relative_to(TESTS).parts[0] for path in TESTS.rglob("test_*.py")}
    assert set(usual_writes()) == folders


def test_the_plan_stands_before_the_first_test_and_holds(conformance):
    """What is announced for a folder covers what its tests send."""
    run = conformance("tests/lifecycle", "-v")
    announced = re.search(r"at most (\d+) badges and (\d+) writes", run.output)
    assert announced.start() < run.output.index("PASSED")
    assert run.report["run"]["id"] in run.output[: run.output.index("PASSED")]
    assert int(announced[1]) >= len(run.report["run"]["left_behind"]) > 0
    assert int(announced[2]) >= run.report["run"]["counts"]["writes"] > 0


def test_a_folder_sends_what_the_figures_say(conformance):
    """Figures that no longer fit the tests are found; `python -m benchmarks.writes` counts anew."""
    report = conformance("tests/update").report
    phase = next(row for row in report["run"]["timeline"] if row["name"] == "tests/update")
    usual = usual_writes()["update"]
    assert phase["writes"] == pytest.approx(usual["creates"] + usual["updates"], rel=0.2)
