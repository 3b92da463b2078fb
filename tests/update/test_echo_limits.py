"""Limits of an UPCOMING badge come back as they were sent (003:L609-611, L672-710, L833-866)."""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import LARGEST, LONG_TEXT, SMALLEST
from harness.reading import read_request

from .changes import rows

# requirement, change (see `changes`), array
LIMITS = rows("""
UPDATE-ECHO-BADGE-COMBINED          badge-combined        badgeConstraints
UPDATE-ECHO-BADGE-FIXED-VALUE       badge-value           badgeConstraints
UPDATE-ECHO-BADGE-ROLLING           badge-rolling-MONTHS  badgeConstraints
UPDATE-ECHO-BADGE-WINDOW-DAYS       badge-days            badgeConstraints
UPDATE-ECHO-BADGE-WINDOW-MONTHS     badge-months          badgeConstraints
UPDATE-ECHO-BADGE-WINDOW-WEEKS      badge-FRIDAY          badgeConstraints
UPDATE-ECHO-CUSTOMER-FIXED-VALUE    customer-value        customerConstraints
UPDATE-ECHO-CUSTOMER-ROLLING        customer-rolling      customerConstraints
UPDATE-ECHO-CUSTOMER-WINDOW-DAYS    customer-days         customerConstraints
UPDATE-ECHO-CUSTOMER-WINDOW-MONTHS  customer-months       customerConstraints
UPDATE-ECHO-CUSTOMER-WINDOW-WEEKS   customer-THURSDAY     customerConstraints
""")


@pytest.mark.parametrize(
    ("change", "array"),
    [pytest.param(change, array, marks=requirement(key), id=change) for key, change, array in LIMITS],
)
def test_limit_comes_back_as_sent(volleys, change, array):
    """Kind, numbers, unit and day of a limit come back (003:L87-125)."""
    sent = volleys.sending(change)

    expect(sent.exchange).echoes(sent.badge, array)


@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param(*row, marks=requirement(f"UPDATE-ECHO-{key}"), id=key) for key, row in SMALLEST.items()],
)
def test_smallest_numbers_come_back(client, upcoming_badge, field, value):
    """One day, one week, one earning: nothing is too little to be limited (003:L87-125)."""
    body = upcoming_badge.with_({field: value})

    expect(client.update(body)).echoes(read_request(body), field)


LARGE = {**LARGEST, "TEXT": ("description", LONG_TEXT)}


@pytest.fixture(scope="module")
def roomy(nursery):
    """An UPCOMING badge that is given one large thing after the other."""
    return nursery.create()


@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param(*row, marks=requirement(f"UPDATE-ECHO-{key}"), id=key) for key, row in LARGE.items()],
)
def test_what_is_large_comes_back_whole(client, roomy, field, value):
    """Large numbers, long texts and many entries are refused or kept, but not cut (003:L213-258)."""
    body = roomy.with_({field: value})

    expect(client.update(body)).if_accepted().echoes(read_request(body), field)


@requirement("UPDATE-ISSUE-EARN-CONSTRAINTS")
@pytest.mark.parametrize("array", ["badgeConstraints", "customerConstraints"])
def test_enrolment_badges_keep_limits(issue_volleys, array):
    """Limits are kept on ISSUE_EARN badges as well: bodies of the create page have them (004:L75-128)."""
    sent = issue_volleys.sending("constraints")
    kinds = [{"kind": limit["kind"]} for limit in sent.badge[array]]

    expect(sent.exchange).shows(**{array: kinds})
