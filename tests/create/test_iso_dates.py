"""Dates as ISO texts beside their epoch twins (004:L29-32, L383-388)."""

from calendar import isleap
from datetime import UTC, datetime, timedelta, timezone

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement

# Days; a century and some months, however a server counts it.
TEN_YEARS, A_CENTURY = 3652.5, 36_634.5


@pytest.fixture
def agreeing(iso, day):
    """Both dates in both forms."""
    return {
        "startOn": day(30),
        "startOnISO": iso(day(30)),
        "expiresOn": day(60),
        "expiresOnISO": iso(day(60)),
    }


@pytest.fixture
def later(agreeing, iso, day):
    """Both texts say a day later than the numbers."""
    return {**agreeing, "startOnISO": iso(day(31)), "expiresOnISO": iso(day(61))}


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


def noon(moment):
    """Half past noon of a day: an hour that clocks of twelve hours confuse with the first one."""
    return moment.replace(hour=12, minute=30, second=0, microsecond=0)


def leap_day(moment):
    """The next 29 February that is at least a day away."""
    year = next(
        year
        for year in range(moment.year, moment.year + 9)
        if isleap(year) and (datetime(year, 2, 29, tzinfo=UTC) > moment + timedelta(days=1))
    )
    return datetime(year, 2, 29, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize("moment", [noon, leap_day])
@pytest.mark.parametrize(
    "field",
    [
        pytest.param("startOn", marks=requirement("CREATE-START-ISO-WINS")),
        pytest.param("expiresOn", marks=requirement("CREATE-EXPIRES-ISO-WINS")),
    ],
)
def test_odd_moments_are_read_as_they_are(creations, agreeing, iso, day, moment, field):
    """Noon is not midnight, and a leap year has a day more (004:L29, L32)."""
    creations.badge(agreeing)
    told = round(moment(datetime.fromtimestamp(day(40), UTC)).timestamp())
    dates = {"startOn": day(30), "expiresOn": told + 30 * 86_400}
    if field == "expiresOn":
        dates["expiresOn"] = day(60)

    expect(creations.answer({**dates, f"{field}ISO": iso(told)})).shows(**{field: told})


@requirement("CREATE-START-ISO-WINS")
def test_past_number_does_not_matter_beside_an_iso_start(creations, agreeing, day):
    """Overridden, startOn is not what the badge starts on, so it may be past (004:L29, L720)."""
    creations.badge(agreeing)

    expect(creations.answer({**agreeing, "startOn": day(-2)})).shows(startOn=day(30))


@pytest.mark.parametrize(
    ("field", "days"),
    [
        pytest.param("startOn", 31, marks=requirement("CREATE-START-ISO-WINS")),
        pytest.param("expiresOn", 61, marks=requirement("CREATE-EXPIRES-ISO-WINS")),
    ],
)
def test_iso_dates_are_stored(client, creations, agreeing, later, day, field, days):
    """The badge has the dates of its ISO texts when it is read back, too (004:L29, L32)."""
    given(client.read(creations.badge(agreeing))).shows(startOn=day(30), expiresOn=day(60))
    overridden = creations.badge(later)
    given(overridden.exchange).shows(startOn=day(31), expiresOn=day(61))
    read = client.read(overridden)
    given(read).accepted()

    expect(read).shows(**{field: day(days)})


@requirement("CREATE-MIGRATION-PAST-START")
def test_migration_header_allows_a_past_iso_start(creations, agreeing, iso, day):
    """The header allows a past start in both of its forms (004:L21, L29)."""
    given(creations.answer(agreeing)).shows(startOn=day(30))
    past = {**agreeing, "startOn": day(-2), "startOnISO": iso(day(-2))}

    expect(creations.answer(past, migration=True)).shows(startOn=day(-2))


@requirement("CREATE-START-100-YEARS")
def test_iso_start_more_than_a_century_ago_is_refused(creations, agreeing, later, iso, day):
    """The ISO text decides the start, so it is what cannot lie more than 100 years back (004:L28-29)."""
    given(creations.answer(later)).shows(startOn=day(31), expiresOn=day(61))
    recent = {**agreeing, "startOn": day(-TEN_YEARS), "startOnISO": iso(day(-TEN_YEARS))}
    trial = creations.trial({"startOnISO": iso(day(-A_CENTURY))}, valid=recent, migration=True)

    expect(trial.offence).refused()
    given(trial.control).accepted()


@requirement("CREATE-ISO-OFFSET")
@pytest.mark.parametrize("hours", [5.5, -8, -3.5])
def test_iso_text_with_an_offset(creations, day, hours):
    """An ISO text with an offset, as in the answers (004:L507, L509), stays the same instant."""
    zone = timezone(timedelta(hours=hours))
    both = {
        f"{name}ISO": datetime.fromtimestamp(day(days), zone).isoformat()
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
