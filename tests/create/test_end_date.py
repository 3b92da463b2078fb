"""When a badge and its copies may end (004:L31, L36)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement
from harness.payloads import fixed_date

from .kinds import KINDS


def reversed_dates(creations, day):
    """A start after the end, and the same start before a later end."""
    return creations.trial({"expiresOn": day(30)}, valid={"startOn": day(60), "expiresOn": day(90)})


@requirement("CREATE-START-AFTER-END")
@pytest.mark.parametrize("name", KINDS)
def test_start_after_the_end_is_refused_whatever_the_badge(creations, day, name):
    """Nor can a badge that is inactive, to be issued or historical (004:L21, L28, L31)."""
    kind = KINDS[name]
    valid = {**kind.changes, "startOn": day(-2 if kind.historical else 60), "expiresOn": day(90)}
    end = {"expiresOn": day(-3 if kind.historical else 30)}
    trial = creations.trial(end, valid=valid, kind=kind.maker, migration=kind.historical)

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-FIXED-DATE-NEEDS-DATE")
@pytest.mark.parametrize("name", KINDS)
def test_fixed_date_needs_a_date_whatever_the_badge(creations, day, name):
    """An expiry on a fixed date has one, whatever badge it is of (004:L36, L141-145)."""
    kind = KINDS[name]
    made = kind.creation(day, {"earnedBadgeExpiry": fixed_date(day(75))})
    creations.badge(**made)

    expect(creations.answer(missing=("earnedBadgeExpiry.expiresOn",), **made)).refused()


@requirement("CREATE-START-AFTER-END")
def test_start_after_the_end_is_refused(creations, day):
    """A badge cannot end before it starts (004:L28, L31)."""
    trial = reversed_dates(creations, day)

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-REFUSED-FIELD-STORES-NOTHING")
def test_refused_dates_store_nothing(creations, expect_free, day):
    """What was refused for its dates is not there, nor is its name taken (004:L692-716)."""
    trial = reversed_dates(creations, day)

    expect_free(trial.offence, trial.control)


@requirement("CREATE-START-AFTER-END-CODE-OBSERVED")
def test_which_code_answers_a_start_after_the_end(creations, day):
    """The page names none; the one of the update is 720 (004:L716-723, 003:L1139)."""
    answer = reversed_dates(creations, day).offence

    observe("CREATE-START-AFTER-END-CODE-OBSERVED", outcome_of(answer), answer)


@requirement("CREATE-FIXED-DATE-NEEDS-DATE")
def test_fixed_date_needs_a_date(creations, day):
    """An expiry on a fixed date has one (004:L36, L141-145)."""
    trial = creations.trial(
        missing=("earnedBadgeExpiry.expiresOn",), valid={"earnedBadgeExpiry": fixed_date(day(75))}
    )

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-FIXED-DATE-NEEDS-DATE")
def test_issued_fixed_date_needs_a_date(creations, enrolled):
    """The issued expiry is an expiry like the earned one (004:L36, L82-86)."""
    expect(creations.answer(missing=("issuedBadgeExpiry.expiresOn",), kind="issue_earn")).refused()


@requirement("CREATE-EXPIRES-PAST-OBSERVED")
def test_badge_that_has_ended_already(creations, day, seen):
    """Historical badges may be over; nothing is said of their end (004:L21, L31)."""
    ended = creations.answer({"startOn": day(-60), "expiresOn": day(-30)}, migration=True)

    observe("CREATE-EXPIRES-PAST-OBSERVED", seen(ended, "status"), ended)
