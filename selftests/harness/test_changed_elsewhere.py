"""A badge of the profile that changed between two looks accuses nobody, and hides no fault either."""

from types import SimpleNamespace

import pytest

from harness.changed_elsewhere import REPEATS, ChangedElsewhere
from harness.exchange import Headers
from harness.recording import FAILED, INCONCLUSIVE
from harness.target_parts import Fixtures

from .exchanges import accepted, answered, refused

SEEN = {"id": "c1", "name": "Shared", "lastUpdatedOn": 1, "badgeConstraints": [{"earned": 1}]}


class Target:
    """A client of a target that shows this badge now; it notes what it is asked."""

    def __init__(self, now):
        self.target = SimpleNamespace(fixtures=Fixtures(claimed=("c1",)))
        self.now, self.asked = now, []

    def read(self, badge, statistics, params):
        self.asked.append((badge, params))
        return self.now

    def list(self, params):
        self.asked.append(("list", params))
        return self.now


def told(*reads, verdict=FAILED):
    """The record of a test that cites these reads."""
    exchanges = {read.id: read.to_dict() for read in reads}
    finding = {"verdict": verdict, "control": [reads[0].id], "exchanges": [read.id for read in reads[1:]]}
    return [{"findings": [finding], "exchanges": exchanges}]


def detail(query="", headers=(), **changes):
    return accepted(
        {**SEEN, **changes}, operation="detail", url=f"http://target/badge/c1{query}", headers=dict(headers)
    )


def by_address(**changes):
    """The detail of a customer that was named by an address."""
    read = detail(**changes)
    object.__setattr__(read, "request_headers", Headers({"X-CAP-CUSTOMER-IDENTIFIER": "email"}))
    return read


@pytest.mark.parametrize(
    ("query", "parameters"),
    [("", {}), ("?includeStatistics=true", {"includeStatistics": "true"}), ("?a=", {"a": ""})],
)
def test_a_read_that_is_answered_otherwise_now_explains_a_failure(query, parameters):
    target = Target(detail(lastUpdatedOn=2))
    assert ChangedElsewhere(target).explains(told(detail(query), detail(query, lastUpdatedOn=2)))
    assert target.asked[0] == ("c1", parameters)


def listed(query, *rows):
    return accepted({"customerBadges": list(rows)}, operation="list", url=f"http://target/badges{query}")


SHARED, OWN = {"badgeMetaId": "c1", "name": "Shared"}, {"badgeMetaId": "o1", "name": "Ours"}


@pytest.mark.parametrize(
    ("query", "before", "now"),
    [
        ("?name=x", (SHARED, OWN), (SHARED | {"name": "Edited"}, OWN)),
        ("?name=x", (SHARED, OWN), (OWN,)),
        ("?badgeType=EARNED&size=5", (OWN,), (OWN, {"badgeMetaId": "o2"})),
    ],
    ids=["another row of a badge of the profile", "none any more", "one more that was earned"],
)
def test_so_does_a_list_that_shows_other_rows_now(query, before, now):
    target = Target(listed(query, *now))
    assert ChangedElsewhere(target).explains(told(listed(query, *before)))
    assert target.asked[0][0] == "list"


@pytest.mark.parametrize(
    ("now", "entries"),
    [
        (detail(), told(detail(), by_address(name="Other"))),
        (detail(badgeConstraints=[]), told(detail())),
        (detail(name="Later"), told(detail(), verdict=INCONCLUSIVE)),
        (detail(name="Later"), told(detail(id="of our own"))),
        (detail(name="Later"), told(by_address())),
        (detail(name="Later"), told(accepted(SEEN, operation="update"))),
        (listed("?name=x", OWN), told(listed("?name=x", OWN, {"badgeMetaId": "o2"}))),
        (listed("", SHARED, OWN), told(listed("", OWN, SHARED))),
        (refused(404, status=404), told(detail())),
        (answered(200, raw=b"no JSON"), told(detail())),
    ],
    ids=[
        "same as before",
        "other statistics",
        "no failure",
        "a badge of our own",
        "by another identifier",
        "no read",
        "rows of our own",
        "the same rows of others",
        "refused now",
        "no answer now",
    ],
)
def test_nothing_else_does(now, entries):
    assert not ChangedElsewhere(Target(now)).explains(entries)


def test_a_target_that_never_answers_twice_alike_is_believed_a_few_times_only():
    changed = ChangedElsewhere(Target(detail(lastUpdatedOn=2)))
    assert [changed.explains(told(detail())) for _ in range(REPEATS + 1)] == [True] * REPEATS + [False]


# The first of these tests remembers the detail of the claimed badge, which the second one updates.
SWITCH = "tests/detail/test_statistics_switch.py"
BETWEEN = (
    f"{SWITCH}::test_block_of_a_badge_with_a_history_is_shown",
    "tests/update/test_claimed_owners.py",
    f"{SWITCH}::test_badge_with_a_history_does_not_depend_on_the_switch",
)


def failed(run):
    """The requirements that this run found to fail."""
    return {item["id"] for item in run.report["requirements"] if item["verdict"] == "failed"}


def test_an_update_between_two_looks_at_a_badge_of_the_profile_fails_nothing(conformance, reference):
    run = conformance(*BETWEEN, f"--target={reference.profile}")
    assert not failed(run), run.output
    assert "22 passed" in run.output


def test_a_fault_is_found_in_spite_of_such_an_update(conformance, faulty):
    target = faulty("detail-without-statistics-shortens-description")
    run = conformance(*BETWEEN, f"--target={target.profile}")
    assert failed(run) == {"DETAIL-STATISTICS-SAME-CORE"}, run.output
