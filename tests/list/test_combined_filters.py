"""Several filters at once: a row must satisfy every one of them (000:L59)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.model import unsatisfied

from .asking import INACTIVE
from .judging import others
from .series import KIND, iso


def broken(row, badge, **parameters):
    """How many of these parameters, and of the name of the badge, a row does not satisfy."""
    return sum(unsatisfied(row, {key: value}) is not None for key, value in parameters.items()) + (
        row.get("name") != badge.name
    )


@requirement("LIST-COMBINE-STATUS-TYPE")
@pytest.mark.parametrize("badge", ["direct", "live_direct"], indirect=True)
def test_status_type_and_name_narrow_each_other(lists, badge, enrol):
    """A row that satisfies but one of several parameters is not shown (000:L59).

    A filter that does nothing by itself is judged under that filter: here only rows count that break two
    parameters at once, as they do where filters are joined by OR. The last written rows come first: an
    UPCOMING badge of the type is among them.
    """
    query = {"badgeStatus": "EXPIRED", "badgeType": "AVAILABLE_TO_ISSUE"}
    listed = lists(query, name=badge.name, sortOn="LAST_MODIFIED_DATE", size=50)
    given(listed).accepted()
    expect(listed).each(lambda row: broken(row, badge, **query) < 2, "that satisfy all but one parameter")


@requirement("LIST-COMBINE-FILTERS")
def test_name_owner_and_action_find_a_badge(lists, direct):
    """A badge that satisfies all three is shown (000:L101-109)."""
    expect(lists.of(direct, owner="Milestones", action="ACTIVATED")).finds(direct)


@requirement("LIST-COMBINE-FILTERS")
@pytest.mark.parametrize("badge", INACTIVE, indirect=True)
def test_name_owner_and_action_find_an_inactive_badge(lists, badge, deactivated):
    """The same of one that is inactive (000:L101-109)."""
    given(lists.of(badge, action=deactivated)).finds(badge)
    expect(lists.of(badge, owner="Milestones", action=deactivated)).finds(badge)


@requirement("LIST-COMBINE-FILTERS")
@pytest.mark.parametrize(
    ("badge", "parameters"),
    [
        pytest.param("born_inactive", {"owner": "Milestones", "action": "ACTIVATED"}, id="not active"),
        pytest.param("direct", {"owner": "Journeys", "action": "ACTIVATED"}, id="not of the owner"),
        pytest.param(
            "direct", {"owner": "Loyalty", "action": "ACTIVATED", "name": "?"}, id="not of the name"
        ),
    ],
    indirect=["badge"],
)
def test_name_owner_and_action_omit_a_badge(lists, badge, parameters):
    """A badge that satisfies but two of three is not shown (000:L101-109)."""
    expect(lists.of(badge, parameters)).omits(badge)


@requirement("LIST-COMBINE-DATES")
def test_start_and_end_filters_find_what_satisfies_both(lists, series):
    """Badges that start late and end early are all found, and no others (000:L117-119)."""
    query = {
        "startOn": iso(series.start_gap),
        "startOnOperator": "GREATER_THAN",
        "expiresOn": iso(series.end_gap),
        "expiresOnOperator": "LESS_THAN",
    }
    both = [badge for badge in series.by_end[:2] if badge in series.by_start[2:]]
    listed = lists(query, badgeType=KIND, size=50)

    expect(listed).finds(*both)
    expect(listed).omits(*others(series, both))


@requirement("LIST-COMBINE-DATES")
@pytest.mark.parametrize("badge", ["live_direct", "live_enrol"], indirect=True)
def test_start_and_end_filters_find_a_live_badge(lists, badge, payloads):
    """A badge that has started shows before, and by its end after, a day to come (000:L117-119)."""
    day = iso(payloads.in_days(3))
    query = {"startOn": day, "startOnOperator": "LESS_THAN"}
    given(lists.of(badge)).finds(badge)
    expect(lists.of(badge, query, expiresOn=day, expiresOnOperator="GREATER_THAN")).finds(badge)


@requirement("LIST-COMBINE-DATES")
def test_start_and_end_filters_find_an_inactive_badge(lists, made_inactive, deactivated, payloads):
    """Dates and activation are two matters (000:L105, L117-119)."""
    day, inactive = iso(payloads.in_days(3)), {"action": deactivated}
    query = {"startOn": day, "startOnOperator": "GREATER_THAN"}
    given(lists.of(made_inactive, inactive)).finds(made_inactive)
    listed = lists.of(made_inactive, inactive, query, expiresOn=day, expiresOnOperator="GREATER_THAN")
    expect(listed).finds(made_inactive)


@requirement("LIST-COMBINE-DATES")
@pytest.mark.parametrize(
    ("start", "end"),
    [("GREATER_THAN", "GREATER_THAN"), ("GREATER_THAN", "LESS_THAN"), ("LESS_THAN", "LESS_THAN")],
)
def test_one_date_does_not_make_up_for_the_other(lists, series, start, end):
    """A badge that starts early and ends late shows under no other pair of operators (000:L117-119)."""
    badge = next(badge for badge in series.by_start[:2] if badge in series.by_end[2:])
    query = {
        "startOn": iso(series.start_gap),
        "startOnOperator": start,
        "expiresOn": iso(series.end_gap),
        "expiresOnOperator": end,
    }
    expect(lists.of(badge, query)).omits(badge)
