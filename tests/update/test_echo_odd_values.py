"""What careless code reads as something else is refused or kept as it is on update, too (003:L569-643)."""

import pytest

from harness.expectations import expect, requirement
from harness.oddities import odd_values
from harness.reading import read_request


@pytest.fixture(scope="module")
def patient(nursery):
    """An UPCOMING badge that is given one odd value after the other."""
    return nursery.create()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param(field, value, marks=requirement(f"UPDATE-ECHO-{key}"), id=f"{field} {words}")
        for key, field, words, value in odd_values()
        # The answer to an update need not show the tags of images (003:L599).
        if words != "progress"
    ],
)
def test_odd_value_comes_back(client, patient, field, value):
    """A text is a text, and two entries are two (003:L569-643)."""
    body = patient.with_({field: value})

    expect(client.update(body)).if_accepted().echoes(read_request(body), field)
