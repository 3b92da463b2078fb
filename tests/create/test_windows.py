"""What the server computes for the fixed windows of a new badge (004:L563-572, L648-657)."""

import re

import pytest

from harness.answers import shown
from harness.badge_verbs import expect_seconds
from harness.expectations import expect, fail, given, observe, requirement
from harness.payloads import ARRAY_OF, window
from harness.reading import differences

WINDOWS = {"customerConstraints": [window("CUSTOMER", "DAYS")], "badgeConstraints": [window("BADGE", "DAYS")]}
LEVELS = pytest.mark.parametrize("array", ARRAY_OF.values(), ids=ARRAY_OF.keys())
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@pytest.fixture
def earn(creations):
    """An EARN badge with a window for the customer and one for the badge."""
    return windowed(creations.badge(WINDOWS))


@pytest.fixture
def issue_earn(creations):
    """An ISSUE_EARN badge with the same windows, whose issued expiry comes after its end."""
    return windowed(creations.badge(WINDOWS, kind="issue_earn"))


def windowed(badge):
    """The badge, which shows both of its windows."""
    given(badge.exchange).shows(**{array: [{"kind": "FIXED_WINDOW"}] for array in WINDOWS})
    return badge


@LEVELS
@requirement("COMMON-TIMESTAMP-SECONDS")
@pytest.mark.parametrize("badge", ["earn", "issue_earn"])
def test_dates_of_a_window_are_seconds(request, badge, array):
    """Whatever a window starts and ends with, the dates are in seconds (004:L571-572, L545)."""
    expect_seconds(request.getfixturevalue(badge).exchange, array)


@LEVELS
@requirement("CREATE-WINDOW-START-EARN")
def test_window_of_an_earn_badge_starts_with_it(earn, array):
    """startDate is the start of the badge (004:L545, L571, L581)."""
    expect(earn.exchange).shows(**{array: [{"startDate": earn.start_on}]})


@LEVELS
@requirement("CREATE-WINDOW-END-EARN")
def test_window_of_an_earn_badge_ends_with_it(earn, array):
    """endDate is the end of the badge (004:L546, L572, L582)."""
    expect(earn.exchange).shows(**{array: [{"endDate": earn.expires_on}]})


@LEVELS
@pytest.mark.parametrize("unit", ["MONTHS", "WEEKS"])
@pytest.mark.parametrize(
    "member",
    [
        pytest.param("startDate", marks=requirement("CREATE-WINDOW-START-EARN")),
        pytest.param("endDate", marks=requirement("CREATE-WINDOW-END-EARN")),
    ],
)
def test_window_of_another_unit_goes_by_the_badge(creations, array, unit, member):
    """Nor does a window of weeks or months begin or end with the calendar (004:L571-572)."""
    windows = {array: [window(level, unit)] for level, array in ARRAY_OF.items()}
    badge = windowed(creations.badge(windows))
    due = {"startDate": badge.start_on, "endDate": badge.expires_on}

    expect(badge.exchange).shows(**{array: [{member: due[member]}]})


@LEVELS
@requirement("CREATE-WINDOW-STATUS-UPCOMING")
@pytest.mark.parametrize("unit", ["MONTHS", "WEEKS"])
def test_window_of_another_unit_is_upcoming(creations, array, unit):
    """Before its badge starts no window runs (004:L573)."""
    windows = {array: [window(level, unit)] for level, array in ARRAY_OF.items()}

    expect(windowed(creations.badge(windows)).exchange).shows(**{array: [{"cycleStatus": "UPCOMING"}]})


@LEVELS
@pytest.mark.parametrize(
    ("member", "days"),
    [
        pytest.param("startDate", 31, marks=requirement("CREATE-WINDOW-START-EARN")),
        pytest.param("endDate", 61, marks=requirement("CREATE-WINDOW-END-EARN")),
    ],
)
def test_window_goes_by_the_iso_dates(creations, earn, day, iso, array, member, days):
    """Where ISO texts decide when the badge starts and ends, so do they for its windows (004:L29-32)."""
    dates = {
        "startOn": day(30),
        "startOnISO": iso(day(31)),
        "expiresOn": day(60),
        "expiresOnISO": iso(day(61)),
    }
    overridden = windowed(creations.badge({**WINDOWS, **dates}))
    given(overridden.exchange).shows(startOn=day(31), expiresOn=day(61))

    expect(overridden.exchange).shows(**{array: [{member: day(days)}]})


@LEVELS
@requirement("CREATE-WINDOW-START-ISSUE-EARN")
def test_window_of_an_issue_earn_badge_starts_with_it(issue_earn, array):
    """startDate is the start of the badge (004:L619, L655)."""
    expect(issue_earn.exchange).shows(**{array: [{"startDate": issue_earn.start_on}]})


@LEVELS
@requirement("CREATE-WINDOW-END-ISSUE-EARN")
def test_window_of_an_issue_earn_badge_ends_with_issue_or_badge(issue_earn, array):
    """endDate is the issued expiry, or the end of the badge as for EARN (004:L629, L656)."""
    expect_known_end(issue_earn, array)


@LEVELS
@requirement("CREATE-WINDOW-STATUS-UPCOMING")
def test_window_of_an_upcoming_badge_is_upcoming(earn, array):
    """cycleStatus follows the badge, which has not started (004:L570, L583)."""
    expect(earn.exchange).shows(**{array: [{"cycleStatus": "UPCOMING"}]})


def expect_known_end(badge, array):
    """The only window ends with the issued expiry or with the badge."""
    if end_of_window(badge, array) is None:
        fail(
            f"an endDate of {issue_end(badge)} (issued expiry) or {badge.expires_on} (badge)",
            f"{array} = {shown(badge.data.get(array))}",
            badge.exchange,
            cause="other end",
            pointer=f"/data/{array}/0/endDate",
        )


def end_of_window(badge, array):
    """What the only window of a badge ends with, in words; None when it is neither."""
    ends = {"the issued expiry": issue_end(badge), "the badge": badge.expires_on}
    shows = expect(badge.exchange).badge
    found = (words for words, end in ends.items() if not differences({array: [{"endDate": end}]}, shows))
    return next(found, None)


def issue_end(badge):
    """The issued expiry, in epoch seconds, as it was sent."""
    return badge.request["issuedBadgeExpiry"]["expiresOn"]


@LEVELS
@requirement("CREATE-WINDOW-END-ISSUE-EARN-OBSERVED")
def test_what_the_window_of_an_issue_earn_badge_ends_with(issue_earn, array):
    """The only answer of the page shows the issued expiry (004:L629, L656)."""
    answer = f"{array}: {end_of_window(issue_earn, array) or 'neither'}"

    observe("CREATE-WINDOW-END-ISSUE-EARN-OBSERVED", answer, issue_earn.exchange)


@LEVELS
@requirement("CREATE-WINDOW-REFERENCE-ID-OBSERVED")
def test_what_the_reference_of_a_window_looks_like(earn, array):
    """The answers of the page show UUIDs (004:L565, L650)."""
    answer = f"{array}: {looks(earn.data.get(array))}"

    observe("CREATE-WINDOW-REFERENCE-ID-OBSERVED", answer, earn.exchange)


def looks(windows):
    """The kind of reference that the first of these windows has."""
    first = windows[0] if isinstance(windows, list) and windows else None
    reference = first.get("referenceId") if isinstance(first, dict) else None
    if not isinstance(reference, str):
        return "none"
    return "a UUID" if UUID.fullmatch(reference) else "another text"
