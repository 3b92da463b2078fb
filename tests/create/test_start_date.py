"""How far back a badge may start (004:L18-21, L28, L720)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement
from harness.payloads import constraint

from .kinds import KINDS

YEAR = 365.25  # days
# So far from 100 years that it makes no difference how a server counts them, and whether it counts in days.
A_CENTURY, ALMOST_A_CENTURY = 100.3 * YEAR, 99.7 * YEAR
HOUR = 1 / 24

# Days from now; the end stays in the future.
PASTS = pytest.mark.parametrize(
    "past",
    [
        pytest.param(-HOUR / 120, id="half a minute ago"),
        pytest.param(-HOUR / 6, id="ten minutes ago"),
        pytest.param(-HOUR, id="an hour ago"),
        pytest.param(-400, id="400 days ago"),
    ],
)

# What else the badge may be; the rule asks for none of it.
ELSE = {
    "to-issue": ("issue_earn", {}),
    "inactive": ("earn", {"active": False}),
    "full": (
        "earn",
        {
            "badgeConstraints": [constraint("BADGE", "FIXED_VALUE")],
            "customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE")],
            "badgeRank": 3,
            "tags": [{"name": "category", "value": "rare"}],
            "earnedBadgeExpiry": {"expiryType": "NEVER"},
        },
    ),
}


def ancient(creations, day, kind="plain"):
    """A start more than 100 years ago, and ten years ago, both with the migration header."""
    made = KINDS[kind]
    valid = {**made.changes, "startOn": day(-10 * YEAR), "expiresOn": day(60)}
    return creations.trial({"startOn": day(-A_CENTURY)}, valid=valid, kind=made.maker, migration=True)


@PASTS
@requirement("CREATE-722-START-PAST")
def test_past_start_is_refused(past_start, past):
    """Without the migration header a badge cannot start in the past (004:L720)."""
    trial = past_start(past)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=722)


@pytest.mark.parametrize(("kind", "changes"), ELSE.values(), ids=ELSE)
@requirement("CREATE-722-START-PAST")
def test_past_start_is_refused_whatever_the_badge(creations, day, kind, changes):
    """Neither the earn type nor anything else of the badge allows a past start (004:L720)."""
    valid = {**changes, "startOn": day(30), "expiresOn": day(60)}
    trial = creations.trial({"startOn": day(-2)}, valid=valid, kind=kind)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=722)


@requirement("CREATE-722-START-PAST-BY-ISO")
def test_past_start_by_iso_is_refused(creations, day, iso):
    """startOnISO decides the start, so it must not be past either (004:L29, L720)."""
    valid = {"startOn": day(30), "startOnISO": iso(day(30)), "expiresOn": day(60)}
    trial = creations.trial({"startOnISO": iso(day(-2))}, valid=valid)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=722)


@PASTS
@requirement("CREATE-MIGRATION-PAST-START")
def test_migration_header_allows_a_past_start(creations, plain, day, past):
    """With the header the past start is accepted and kept (004:L21)."""
    expect(creations.answer({"startOn": day(past)}, migration=True)).shows(startOn=day(past))


@pytest.mark.parametrize(("kind", "changes"), ELSE.values(), ids=ELSE)
@requirement("CREATE-MIGRATION-PAST-START")
def test_migration_header_allows_a_past_start_whatever_the_badge(creations, plain, day, kind, changes):
    """The header asks neither for an earn type nor for anything else of the badge (004:L21)."""
    given(creations.answer({**changes, "startOn": day(30), "expiresOn": day(60)}, kind=kind)).accepted()
    past = {**changes, "startOn": day(-2), "expiresOn": day(60)}

    expect(creations.answer(past, kind=kind, migration=True)).shows(startOn=day(-2))


@requirement("CREATE-MIGRATION-FUTURE-START")
def test_migration_header_allows_a_future_start(creations, plain):
    """The header allows more, it forbids nothing (004:L21)."""
    expect(creations.answer(migration=True)).accepted()


@requirement("CREATE-START-100-YEARS")
@pytest.mark.parametrize("kind", ["plain", "inactive", "to issue"])
def test_start_more_than_a_century_ago_is_refused(creations, day, kind):
    """A start cannot lie more than 100 years back, header or not, whatever the badge (004:L28)."""
    trial = ancient(creations, day, kind)

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-START-WITHIN-100-YEARS")
def test_start_within_a_century_is_accepted(creations, day):
    """Less than 100 years back is not more (004:L28)."""
    creations.badge({"startOn": day(-400)}, migration=True)

    expect(creations.answer({"startOn": day(-ALMOST_A_CENTURY)}, migration=True)).accepted()


@requirement("CREATE-MIGRATION-PAST-START")
def test_start_before_1970_is_kept(creations, day):
    """A start may have a negative number, as time is counted from 1970 (004:L21, L28)."""
    creations.badge({"startOn": day(-400)}, migration=True)
    badge = creations.badge({"startOn": day(-ALMOST_A_CENTURY)}, migration=True)

    expect(badge.exchange).shows(startOn=day(-ALMOST_A_CENTURY))


@requirement("CREATE-100-YEARS-CODE-OBSERVED")
def test_which_code_answers_an_ancient_start(creations, day):
    """The page names none (004:L28)."""
    answer = ancient(creations, day).offence

    observe("CREATE-100-YEARS-CODE-OBSERVED", outcome_of(answer), answer)


@requirement("CREATE-MIGRATION-OTHER-VALUE-OBSERVED")
def test_another_value_of_the_migration_header(client, creations, day):
    """The page gives one value and does not speak of others (004:L19-20)."""
    answer = client.create(creations.body({"startOn": day(-2)}), headers={"X-CAP-BADGES-MIGRATION": "true"})

    observe("CREATE-MIGRATION-OTHER-VALUE-OBSERVED", f"true: {outcome_of(answer)}", answer)
