"""A batch of generated cases against a faulty reference: one finding per defect, precise and small."""

import json

import pytest

from harness.answers import is_accepted
from harness.expectations import ConformanceFailure, Inconclusive
from harness.fuzzing import hostile, hostile_queries
from harness.fuzzing.campaign import Campaign
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.detail_trials import DetailTrials, Readable
from harness.fuzzing.generation import NEGATIVE, POSITIVE, covered, fuzzed
from harness.fuzzing.hostile import Hostile, HostileCreates
from harness.fuzzing.hostile_queries import Odd, OddQueries
from harness.fuzzing.list_trials import ListTrials
from harness.fuzzing.settings import Budget, FuzzOptions
from harness.fuzzing.update_trials import UpdateTrials
from harness.transport import WriteBudgetExhausted
from selftests.fuzzing.conftest import OPTIONS

MARKS = ("FUZZ-CREATE-SERVER-ERROR",)


def blamed(campaign, cases, **more):
    """The requirement that fails the test, and all that are recorded; the campaign concludes."""
    campaign.run(cases, **more)
    with pytest.raises(ConformanceFailure) as failure:
        campaign.conclude()
    return failure.value


def trials_of(operation, session):
    """Trials of an operation."""
    if operation == "detail":
        return DetailTrials(session, Readable(session, OPTIONS.seeds_of("read")))
    return {"create": CreateTrials, "update": UpdateTrials, "list": ListTrials}[operation](session)


# fault, operation, mode, the requirement that is blamed
FAULTS = [
    ("create-stores-in-spite-of-a-tag", "create", NEGATIVE, "FUZZ-CREATE-REFUSED-STORES-NOTHING"),
    ("create-takes-object-for-array", "create", NEGATIVE, "FUZZ-CREATE-WRONG-STRUCTURE"),
    ("update-refuses-large-limits", "update", POSITIVE, "FUZZ-UPDATE-VALID-ACCEPTED"),
    ("update-stores-in-spite-of-a-tag", "update", NEGATIVE, "UPDATE-REFUSED-400-CHANGES-NOTHING"),
    ("list-fails-on-group-and-owner", "list", POSITIVE, "FUZZ-LIST-VALID"),
    ("detail-forgets-rank", "detail", POSITIVE, "CROSS-RANK"),
]


@pytest.mark.parametrize(("fault", "operation", "mode", "rule"), FAULTS, ids=lambda value: value)
def test_a_fault_is_found_and_blamed(open_session, campaign_of, fault, operation, mode, rule):
    session = open_session("--fault", fault)
    campaign = campaign_of(trials_of(operation, session), *MARKS)
    systematic = covered(operation, NEGATIVE) if mode == NEGATIVE else ()
    random = () if mode == NEGATIVE else fuzzed(operation, mode, 100, OPTIONS.seed_of)
    failure = blamed(campaign, [*systematic, *random], alike=1)
    assert failure.requirement == rule
    assert len(campaign.harvest.known) == 1, campaign.harvest.known


BOUNDS = (
    *("ends-within-years", "few-of-each", "header-for-the-past-alone", "lasts-a-day", "short-texts"),
    *("past-end-refused", "size-at-most-100", "small-numbers"),
)


@pytest.mark.parametrize("dialects", [(), BOUNDS], ids=["the reference", "one with bounds of its own"])
def test_a_right_server_is_blamed_for_nothing(open_session, campaign_of, dialects):
    session = open_session(*(word for name in dialects for word in ("--dialect", name)))
    for operation in ("create", "update", "list", "detail"):
        campaign = campaign_of(trials_of(operation, session))
        for mode in (POSITIVE, NEGATIVE):
            campaign.run(fuzzed(operation, mode, 60, OPTIONS.seed_of))
        campaign.conclude()
        assert campaign.trials.valid == campaign.trials.accepted > 20


def test_a_defect_is_one_finding_with_a_count_a_small_request_and_a_control(open_session, campaign_of):
    session = open_session("--fault", "create-fails-on-long-text")
    rows = [Hostile(f"{size} signs", {"description": "x" * size}) for size in (300, 500, 1000, 5000)]
    campaign = campaign_of(HostileCreates(session), *MARKS)
    failure = blamed(campaign, hostile.cases("create", "hostile", rows))
    assert failure.requirement == "FUZZ-CREATE-SERVER-ERROR"
    (known,) = campaign.harvest.known.values()
    assert known.count == 4
    (shown,) = known.evidence.exchanges
    assert 255 < len(json.loads(shown.request_body)["description"]) <= 300
    assert known.evidence.control is not None
    assert is_accepted(known.evidence.control)
    count = sum(
        finding.count
        for finding in session.recorder.findings
        if finding.requirement == failure.requirement and finding.verdict == "failed"
    )
    assert count == 3, "the failure that is raised counts as the fourth"
    assert not [item for item in session.recorder.findings if item.requirement == "COMMON-NO-SERVER-ERROR"]


def test_the_replay_line_names_the_case(open_session, campaign_of):
    session = open_session("--fault", "create-fails-on-long-text")
    rows = [Hostile("short", {"description": "x"}), Hostile("long", {"description": "x" * 300})]
    failure = blamed(campaign_of(HostileCreates(session), *MARKS), hostile.cases("create", "hostile", rows))
    assert "--fuzz-seed=5" in failure.observed
    assert "--fuzz-replay='create hostile 1'" in failure.observed


def test_an_odd_query_is_blamed_without_what_does_not_matter(open_session, campaign_of):
    session = open_session("--fault", "list-fails-on-percent")
    rows = [Odd("percent", {"page": "0", "name": "100%", "size": "5"}), Odd("fine", {"name": "100"})]
    campaign = campaign_of(OddQueries(session, "list"), "FUZZ-LIST-NO-SERVER-ERROR")
    failure = blamed(campaign, hostile_queries.cases("list", "odd", rows))
    assert failure.requirement == "FUZZ-LIST-NO-SERVER-ERROR"
    assert failure.exchanges[-1].url.endswith("?name=100%25")


def test_a_target_that_accepts_nothing_is_no_pass(open_session, campaign_of):
    """Whatever else is found, hardly anything was reached."""
    session = open_session()
    session.client.transport.send = _refusing(session.client.transport.send)
    campaign = campaign_of(CreateTrials(session), "FUZZ-CREATE-VALID-ACCEPTED")
    with pytest.raises(Inconclusive, match=r"only 0 of|was refused itself"):
        _run_to_the_end(campaign, fuzzed("create", POSITIVE, 20, OPTIONS.seed_of))


def _run_to_the_end(campaign, cases):
    campaign.run(cases)
    campaign.conclude()


def _refusing(send):
    """The same transport, with bodies that nothing can accept."""

    def sent(method, path, **more):
        if method == "POST":
            more["json"] = {}
        return send(method, path, **more)

    return sent


def test_a_requirement_that_no_case_puts_to_the_test_does_not_pass(open_session, campaign_of):
    session = open_session()
    campaign = campaign_of(CreateTrials(session), "FUZZ-CREATE-WRONG-STRUCTURE", "FUZZ-CREATE-SERVER-ERROR")
    campaign.run(fuzzed("create", POSITIVE, 3, OPTIONS.seed_of))
    campaign.conclude()
    (finding,) = session.recorder.findings
    assert (finding.requirement, finding.verdict) == ("FUZZ-CREATE-WRONG-STRUCTURE", "inconclusive")


def test_a_case_that_takes_a_name_is_replayed_alone(open_session, harvest_of):
    """The badge that has the name is made for it."""
    session = open_session("--fault", "create-name-may-be-taken")
    options = FuzzOptions(seed=5, replay="create positive fuzzing 5")
    budget = Budget(600.0, 1)
    budget.begin()
    campaign = Campaign(harvest_of(session, *MARKS, options=options), budget, CreateTrials(session))
    failure = blamed(campaign, fuzzed("create", POSITIVE, 10, options.seed_of))
    assert failure.requirement == "CREATE-725-NAME-TAKEN"


def test_a_share_of_nothing_is_no_pass(open_session, campaign_of):
    session = open_session()
    campaign = campaign_of(HostileCreates(session), "FUZZ-CREATE-ACCEPTED-SHARE")
    campaign.run(hostile.cases("create", "hostile", [Hostile("no name", {"name": None})]))
    campaign.conclude()
    (finding,) = session.recorder.findings
    assert (finding.requirement, finding.verdict) == ("FUZZ-CREATE-ACCEPTED-SHARE", "inconclusive")


def test_what_was_found_stays_when_the_run_may_write_no_more(open_session, campaign_of):
    session = open_session("--fault", "create-fails-on-long-text")
    rows = [Hostile("long", {"description": "x" * 300}), Hostile("short", {"description": "x"})]
    campaign = campaign_of(HostileCreates(session), *MARKS)

    def cases():
        first, second = hostile.cases("create", "hostile", rows)
        yield first
        session.client.transport.send = _no_more
        yield second

    with pytest.raises(WriteBudgetExhausted):
        campaign.run(cases())
    found = [finding for finding in session.recorder.findings if finding.verdict == "failed"]
    assert "FUZZ-CREATE-SERVER-ERROR" in {finding.requirement for finding in found}


def _no_more(*_, **__):
    """Stands for a transport whose writes are used up."""
    raise WriteBudgetExhausted
