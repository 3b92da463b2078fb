"""How the time of generated tests is shared out, and what is said when it is up."""

import pytest

from harness.fuzzing import options, settings
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.generation import POSITIVE, fuzzed
from harness.fuzzing.settings import Budget
from selftests.fuzzing.conftest import OPTIONS


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when a test says so."""

    class Clock:
        now = 100.0

        def monotonic(self):
            return self.now

    made = Clock()
    monkeypatch.setattr(settings, "time", made)
    return made


def test_half_of_the_time_is_for_whoever_needs_it_first(clock):
    budget = Budget(60.0, 30)
    budget.begin(10)
    clock.now += 39.9  # its own third of one half, and the whole of the other
    assert not budget.exhausted
    clock.now += 0.2
    assert budget.exhausted


def test_every_test_has_its_weight_of_the_other_half(clock):
    budget = Budget(60.0, 30)
    budget.begin(10)
    clock.now += 45.0
    budget.end()
    budget.begin(10)
    clock.now += 4.9  # the first has taken five seconds too many
    assert not budget.exhausted
    clock.now += 0.2
    assert budget.exhausted
    budget.end()
    budget.begin(10)
    clock.now += 9.8
    assert not budget.exhausted
    clock.now += 0.2
    assert budget.exhausted


def test_what_one_test_leaves_goes_to_the_others(clock):
    budget = Budget(60.0, 30)
    budget.begin(10)
    clock.now += 2.0
    budget.end()
    budget.begin(20)
    clock.now += 57.9
    assert not budget.exhausted


def test_all_tests_together_keep_to_the_time_and_each_has_some(clock):
    budget = Budget(60.0, 220)
    for weight in (10, 1) * 20:
        budget.begin(weight)
        assert not budget.exhausted
        while not budget.exhausted:
            clock.now += 0.001
        budget.end()
    assert 60.0 <= budget.spent < 60.1


def test_a_test_that_nobody_reckoned_with_has_what_is_left(clock):
    budget = Budget(60.0, 0)
    budget.begin(1)
    clock.now += 59.0
    assert not budget.exhausted


def test_a_test_that_is_cut_short_says_so(open_session, campaign_of, clock):
    campaign = campaign_of(CreateTrials(open_session()))

    def cases():
        for case in fuzzed("create", POSITIVE, 20, OPTIONS.seed_of):
            clock.now += 599.0 / 10
            yield case

    campaign.run(cases())
    campaign.conclude()
    recorder = campaign.harvest.session.recorder
    (told,) = [item.answer for item in recorder.observations if "sent" in item.answer]
    assert "10 cases sent" in told
    assert "cut short by the time budget" in told
    assert footer(told)[1].startswith("1 of them were cut short")
    assert len(footer("test_it: 10 cases sent, digest 0123")) == 1


def footer(*answers):
    """The lines after a run whose tests said this."""
    return options.footer({"requirement": "FUZZ-CASES-OBSERVED", "answer": answer} for answer in answers)


def test_one_digest_names_the_cases_of_all_tests_in_any_order():
    one, other = "test_a: 3 cases sent, digest 0123", "test_b: 4 cases sent, digest 4567"
    assert footer(one, other) == footer(other, one)
    assert footer(one, other) == footer(one, "test_b: 4 cases sent, 1 of 2 valid ones accepted, digest 4567")
    assert footer(one, other) != footer(one, "test_b: 4 cases sent, digest 4568")


def test_a_run_without_generated_tests_says_nothing_of_them():
    assert options.footer([]) == []


def test_a_case_that_was_not_there_to_be_replayed_is_told():
    nothing, sent = (
        {"requirement": "FUZZ-CASES-OBSERVED", "answer": f"test_it: {count} cases sent, digest 0123"}
        for count in (0, 1)
    )
    assert "no generated case of these tests is called 'x'" in options.footer([nothing], "x")[0]
    assert "no generated case of these tests is called 'x'" in options.footer([], "x")[0]
    assert "generated requests of 2 tests" in options.footer([nothing, sent], "x")[0]
