"""What is generated: the same for the same seed, and shaped so that it reaches the rules of business."""

import hashlib
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.clock import DAY
from harness.fuzzing import generation, list_trials, shaping
from harness.fuzzing.business import Circumstances, weigh
from harness.fuzzing.generation import NEGATIVE, OPERATIONS, POSITIVE, covered, documented, fuzzed
from harness.fuzzing.list_trials import ListTrials
from harness.fuzzing.settings import FuzzOptions
from selftests.fuzzing.test_oracle import NOW, badge

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = FuzzOptions(seed=11)
PROGRAM = """
import hashlib, sys
from harness.fuzzing import generation as g
from harness.fuzzing.settings import FuzzOptions
names = list(g.OPERATIONS)
if sys.argv[1] == "reversed":
    names.reverse()
    import harness.plugin, reference.app  # other modules than before
found = {}
for name in names:
    for mode in ("positive", "negative"):
        digests = [case.digest for case in g.fuzzed(name, mode, 12, FuzzOptions(11).seed_of)]
        digests += [case.digest for case in g.covered(name, mode)]
        found[name, mode] = hashlib.sha256("".join(digests).encode()).hexdigest()
print(sorted(found.items()))
"""


def test_the_same_seed_makes_the_same_cases_in_any_process():
    """Whatever else is loaded, in whatever order the tests run, whatever strings hash to."""
    outputs = set()
    for order, salt in (("straight", "1"), ("reversed", "2")):
        command = [sys.executable, "-c", PROGRAM, order]
        environment = {**os.environ, "PYTHONHASHSEED": salt}
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_another_seed_makes_other_cases():
    def digest(seed):
        cases = fuzzed("create", POSITIVE, 20, FuzzOptions(seed).seed_of)
        return hashlib.sha256("".join(case.digest for case in cases).encode()).hexdigest()

    assert digest(1) != digest(2)


def due(operation, case):
    """What is due for a case as it is sent."""
    of = badge() if operation == "update" else None
    keep = {"id": "b1", "earnType": "EARN"} if of else {}
    shape = shaping.Shape(
        "New name",
        NOW,
        case.token,
        case.turn,
        operation,
        random=case.is_random and case.mode == POSITIVE,
        keep=keep,
    )
    return weigh(operation, shaping.shaped(case.body, shape), Circumstances(NOW, badge=of))


@pytest.mark.parametrize("operation", ["create", "update"])
def test_systematic_positive_cases_are_all_to_be_accepted(operation):
    found = [due(operation, case) for case in covered(operation, POSITIVE)]
    left_open = {reason.place for weighed in found for reason in weighed.open if not reason.kept}
    assert [weighed.broken for weighed in found if weighed.broken] == []
    assert left_open <= {"/description"}, "texts are sometimes kept as they were generated"


@pytest.mark.parametrize("operation", ["create", "update"])
def test_random_positive_cases_reach_the_rules(operation):
    """Most are to be accepted, some break a rule of dates on purpose, few hold something open."""
    found = [due(operation, case).acceptance for case in fuzzed(operation, POSITIVE, 200, OPTIONS.seed_of)]
    assert found.count("accepted") > 120
    assert found.count("refused") > 10
    assert found.count("open") < 30


@pytest.mark.parametrize("operation", ["create", "update"])
def test_systematic_negative_cases_keep_their_defect(operation):
    """Many different rules are broken, nearly always one at a time."""
    broken = [due(operation, case).broken for case in covered(operation, NEGATIVE)]
    alone = [reasons[0].rule for reasons in broken if len({reason.rule for reason in reasons}) == 1]
    assert len(set(alone)) > 12
    assert len(alone) > 0.9 * len([reasons for reasons in broken if reasons])


def test_the_documented_bodies_are_cases():
    assert [len(list(documented(operation))) for operation in ("create", "update")] == [6, 3]


def test_every_operation_is_in_the_description():
    for operation in OPERATIONS:
        assert next(iter(generation.covered(operation, POSITIVE))).operation == operation


def test_shaped_dates_lie_ahead_and_in_order():
    for case in fuzzed("create", POSITIVE, 50, OPTIONS.seed_of):
        shape = shaping.Shape("New name", NOW, case.token, case.turn)
        body = shaping.shaped(case.body, shape)
        assert NOW + DAY < body["startOn"] < body["expiresOn"]


def chosen(kind, turns):
    """The random queries of one kind (which one in three is of) that nothing generated adds to."""
    trials = ListTrials(session=None)
    return [trials.plain({}, turn, random=True) for turn in range(kind, kind + 3 * turns, 3)]


def test_the_lists_of_a_default_run_are_sorted_by_everything_both_ways():
    found = {(query["sortOn"], query["order"]) for query in chosen(1, 10)}
    assert found == set(itertools.product(list_trials.SORTS, ("DESC", "ASC")))


def test_pairs_of_filters_meet_every_value_and_both_kinds_of_badges():
    queries = chosen(2, 144)
    for pair in list_trials.PAIRS:
        own = [query for query in queries if set(pair) <= query.keys()]
        for name in pair:
            words = list_trials.VALUES.get(name, list_trials.GROUPS)
            assert {query[name] for query in own} == set(words), (pair, name)
        assert {query["badgeType"] for query in own} == {"AVAILABLE_TO_ISSUE", "AVAILABLE"}
