"""Dates as ISO texts beside their epoch twins (004:L29-32, L383-388)."""

from datetime import datetime, timedelta, timezone

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement


@pytest.fixture
def agreeing(iso, day):
    """Both dates in both forms."""
    return {
        "startOn": day(30),
        "startOnISO": iso(day(30)),
        "expiresOn": day(60),
        "expiresOnISO": iso(day(60)),
    }


@requirement("CREATE-ISO-AGREEING")
def test_agreeing_dates_change_nothing(creations, plain, agreeing, day):
    """ISO texts that say the same as the numbers are accepted and change nothing (004:L29, L32)."""
    expect(creations.answer(agreeing)).shows(startOn=day(30), expiresOn=day(60))


@requirement("CREATE-START-ISO-WINS")
def test_iso_start_wins(creations, agreeing, iso, day):
    """startOnISO overrides startOn (004:L29)."""
    creations.badge(agreeing)

    overridden = creations.answer({"startOn": day(30), "startOnISO": iso(day(31)), "expiresOn": day(60)})

    expect(overridden).shows(startOn=day(31))


@requirement("CREATE-EXPIRES-ISO-WINS")
def test_iso_end_wins(creations, agreeing, iso, day):
    """expiresOnISO overrides expiresOn (004:L32)."""
    creations.badge(agreeing)

    overridden = creations.answer({"startOn": day(30), "expiresOn": day(60), "expiresOnISO": iso(day(61))})

    expect(overridden).shows(expiresOn=day(61))


@requirement("CREATE-ISO-BOTH-WIN")
def test_each_iso_date_wins(creations, agreeing, iso, day):
    """Sent together, each overrides its own twin (004:L29, L32)."""
    creations.badge(agreeing)

    overridden = creations.answer({**agreeing, "startOnISO": iso(day(29)), "expiresOnISO": iso(day(59))})

    expect(overridden).shows(startOn=day(29), expiresOn=day(59))


@requirement("CREATE-ISO-OFFSET")
def test_iso_text_with_an_offset(creations, day):
    """An ISO text with an offset, as in the answers (004:L507, L509), stays the same instant."""
    india = timezone(timedelta(hours=5, minutes=30))
    both = {
        f"{name}ISO": datetime.fromtimestamp(day(days), india).isoformat()
        for name, days in (("startOn", 31), ("expiresOn", 61))
    }

    dated = creations.answer({"startOn": day(31), "expiresOn": day(61), **both})

    given(dated).accepted()
    expect(dated).shows(startOn=day(31), expiresOn=day(61))


@requirement("CREATE-ISO-INSTEAD-OF-EPOCH-OBSERVED")
def test_iso_dates_without_their_twins(creations, agreeing):
    """The numbers are mandatory, yet the texts override them (004:L28-32)."""
    alone = creations.answer(agreeing, missing=("startOn", "expiresOn"))

    observe("CREATE-ISO-INSTEAD-OF-EPOCH-OBSERVED", outcome_of(alone), alone)


@requirement("CREATE-ISO-IN-EPOCH-FIELDS-OBSERVED")
def test_iso_texts_in_the_epoch_fields(creations, iso, day):
    """One body of the page has texts in startOn and expiresOn themselves (004:L383-384)."""
    texts = creations.answer({"startOn": iso(day(30)), "expiresOn": iso(day(60))})

    observe("CREATE-ISO-IN-EPOCH-FIELDS-OBSERVED", outcome_of(texts), texts)
