"""What the tests of access share."""

import pytest

from harness.answers import outcome_of
from harness.expectations import Inconclusive, NotApplicable, fail

from .doors import Doors

SHUT = (401, 403)


@pytest.fixture(scope="session")
def doors(client, nursery, payloads, target):
    """The four operations, each besieged once."""
    return Doors(client, nursery, payloads, target)


@pytest.fixture(scope="session")
def expect_shut():
    """Judges that a caller was sent away, by one of these statuses, and without data."""

    def judge(answer, statuses=SHUT, words="HTTP 401 or 403"):
        if answer.status == 429:
            raise NotApplicable("the target lets callers without valid credentials try a few times only")
        _answered(answer)
        if answer.status not in statuses:
            cause = "let in" if answer.succeeded else f"HTTP {answer.status}"
            fail(f"{words} without data", outcome_of(answer), answer, cause=cause)
        if isinstance(answer.payload, dict) and answer.payload.get("data"):
            fail(f"{words} without data", "data", answer, cause="data shown", pointer="/data")

    return judge


@pytest.fixture(scope="session")
def expect_open():
    """Judges that a caller was let in, whatever became of the request then."""

    def judge(answer):
        _answered(answer)
        if answer.status in SHUT:
            fail("to be let in", outcome_of(answer), answer, cause=f"HTTP {answer.status}")

    return judge


@pytest.fixture(scope="session")
def given_open():
    """States that valid credentials are let in: otherwise being sent away says nothing."""

    def state(answer):
        _answered(answer)
        if answer.status in SHUT:
            raise Inconclusive(f"valid credentials are refused as well (exchange {answer.id})")

    return state


def _answered(answer):
    if answer.environmental:
        raise Inconclusive(f"exchange {answer.id} found no answer: {outcome_of(answer)}")
