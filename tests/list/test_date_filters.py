"""Start and end of a badge against an instant, as filters (000:L113-119).

The instants lie in the gaps of the series: a day and more from every badge, so that these tests do not
depend on zones; only the tests of UTC part two badges that are an hour or some seconds apart. All starts
lie before all ends, and the two orders differ: a filter that looks at the wrong date shows.
"""

import pytest

from harness.clock import DAY
from harness.expectations import expect, requirement
from harness.reading import instant

from .series import iso

OPERATORS = ["GREATER_THAN", "LESS_THAN"]
# The rank of a badge whose date lies so much before that of the next one.
CLOSE = pytest.mark.parametrize("rank", [pytest.param(0, id="an hour"), pytest.param(2, id="seconds")])
WORDS = {"GREATER_THAN": "GREATER", "LESS_THAN": "LESS"}


def by_start(operator, instant):
    """The parameters of a start filter."""
    return {"startOn": iso(instant), "startOnOperator": operator}


def by_end(operator, instant):
    """The parameters of an expiry filter."""
    return {"expiresOn": iso(instant), "expiresOnOperator": operator}


def near(field, moment):
    """Of a row: whether its date lies so near to the moment that the zone decides."""

    def unsure(row):
        shown = instant(row.get(field))
        return shown is not None and abs(shown - moment) < DAY

    return unsure


def cases(date, rule):
    """A case per operator, each with its requirement."""
    return [
        pytest.param(operator, marks=requirement(f"LIST-{date}-{WORDS[operator]}-{rule}"))
        for operator in OPERATORS
    ]


@pytest.fixture
def sides(series):
    """By operator: the badges of the series whose start, and those whose end, it selects at the gap."""
    return {
        "start": {"LESS_THAN": series.by_start[:2], "GREATER_THAN": series.by_start[2:]},
        "end": {"LESS_THAN": series.by_end[:2], "GREATER_THAN": series.by_end[2:]},
    }


@pytest.mark.parametrize("operator", cases("START", "COMPLETE"))
def test_a_start_on_the_right_side_is_found(lists, series, sides, operator):
    """LESS_THAN finds an earlier start, GREATER_THAN a later one (000:L117)."""
    badge = sides["start"][operator][0]
    expect(lists.of(badge, by_start(operator, series.start_gap))).finds(badge)


@pytest.mark.parametrize("operator", cases("START", "SOUND"))
def test_a_start_on_the_wrong_side_is_not_found(lists, series, sides, operator):
    """LESS_THAN leaves out a later start, GREATER_THAN an earlier one (000:L117)."""
    other = next(word for word in OPERATORS if word != operator)
    badge = sides["start"][other][0]
    expect(lists.of(badge, by_start(operator, series.start_gap))).omits(badge)


@pytest.mark.parametrize("operator", cases("START", "SOUND"))
def test_every_row_starts_on_the_right_side(lists, clock, operator):
    """Whatever is on the tenant, a row starts before the present, or after it (000:L117)."""
    now = clock.now()
    query = by_start(operator, now)
    expect(lists(query, badgeType="AVAILABLE", size=50)).satisfies(query, unless=near("startsOn", now))


@pytest.mark.parametrize("operator", cases("EXPIRY", "COMPLETE"))
def test_an_end_on_the_right_side_is_found(lists, series, sides, operator):
    """LESS_THAN finds an earlier end, GREATER_THAN a later one (000:L119)."""
    badge = sides["end"][operator][0]
    expect(lists.of(badge, by_end(operator, series.end_gap))).finds(badge)


@pytest.mark.parametrize("operator", cases("EXPIRY", "SOUND"))
def test_an_end_on_the_wrong_side_is_not_found(lists, series, sides, operator):
    """LESS_THAN leaves out a later end, GREATER_THAN an earlier one (000:L119)."""
    other = next(word for word in OPERATORS if word != operator)
    badge = sides["end"][other][0]
    expect(lists.of(badge, by_end(operator, series.end_gap))).omits(badge)


@pytest.mark.parametrize("operator", cases("EXPIRY", "SOUND"))
def test_every_row_ends_on_the_right_side(lists, clock, operator):
    """Whatever is on the tenant, a row ends before the present, or after it (000:L119)."""
    now = clock.now()
    query = by_end(operator, now)
    expect(lists(query, badgeType="AVAILABLE", size=50)).satisfies(query, unless=near("expiresOn", now))


@CLOSE
@requirement("LIST-START-UTC")
def test_a_start_filter_is_in_utc(lists, series, rank):
    """An instant between two starts that lie close together parts them (000:L5)."""
    first, second = series.by_start[rank : rank + 2]
    query = by_start("LESS_THAN", (first.start_on + second.start_on) / 2)

    expect(lists.of(first, query)).finds(first)
    expect(lists.of(second, query)).omits(second)


@CLOSE
@requirement("LIST-EXPIRY-UTC")
def test_an_expiry_filter_is_in_utc(lists, series, rank):
    """An instant between two ends that lie close together parts them (000:L5)."""
    first, second = series.by_end[rank : rank + 2]
    query = by_end("LESS_THAN", (first.expires_on + second.expires_on) / 2)

    expect(lists.of(first, query)).finds(first)
    expect(lists.of(second, query)).omits(second)
