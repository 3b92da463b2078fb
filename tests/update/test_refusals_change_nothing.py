"""A refused update leaves the badge as it was, in the fields that break no rule, too (003:L1058-1117).

The refusal to move the start of an EXPIRED badge is in test_expired.
"""

import pytest

from harness.expectations import Inconclusive, NotApplicable, expect, given, requirement
from harness.payloads import ADORNED, RELATIVE
from harness.reading import read_request

from .changes import INNOCENT
from .levels import arrays, both

# code, days from now to which dates move
OF_UPCOMING = [  # starts in 30 days, ends in 360
    (720, {"expiresOn": 20}),
    (724, {"startOn": -2, "expiresOn": -1}),
]
OF_LIVE = [  # started an hour ago
    (723, {"startOn": 10}),
]


def cases(rows):
    """The rows as parameters, each under the requirement of its code."""
    return pytest.mark.parametrize(
        ("code", "days"),
        [
            pytest.param(
                code, days, marks=requirement(f"UPDATE-REFUSED-{code}-CHANGES-NOTHING"), id=str(code)
            )
            for code, days in rows
        ],
    )


@pytest.fixture
def offend(client, payloads):
    """Sends the update that breaks a rule and changes everything else besides."""

    def send(badge, days=None, changes=None):
        dates = {field: payloads.in_days(day) for field, day in (days or {}).items()}
        return client.update(badge.with_({**INNOCENT, "name": payloads.name(), **dates, **(changes or {})}))

    return send


@cases(OF_UPCOMING)
def test_refused_update_of_an_upcoming_badge_changes_nothing(client, offend, upcoming_badge, code, days):
    """An UPCOMING badge reads the same before and after the refusal (003:L1058-1117)."""
    before = client.read(upcoming_badge)
    given(offend(upcoming_badge, days, arrays(both("FIXED_VALUE")))).refused(code=code)

    expect(client.read(upcoming_badge)).unchanged_since(before)


@cases(OF_LIVE)
def test_refused_update_of_a_live_badge_changes_nothing(client, offend, live_badge, code, days):
    """A LIVE badge reads the same before and after the refusal (003:L1058-1117)."""
    before = client.read(live_badge)
    given(offend(live_badge, days)).refused(code=code)

    expect(client.read(live_badge)).unchanged_since(before)


@requirement("UPDATE-REFUSED-826-CHANGES-NOTHING")
def test_refused_change_of_kind_changes_nothing(client, offend, nursery):
    """The constraints of a LIVE badge read the same before and after the refusal (003:L1058-1117)."""
    badge = nursery.live(nursery.payloads.earn(arrays(both("FIXED_WINDOW"))))
    before = client.read(badge)
    given(offend(badge, changes=arrays(both("FIXED_VALUE")))).refused(code=826)

    expect(client.read(badge)).unchanged_since(before)


# A code, the maker of a badge, and what breaks its rule in an update of the badge.
OFFENCES = {
    400: (lambda nursery: nursery.create(), lambda days: {"earnType": "BORROW"}),
    720: (lambda nursery: nursery.create(), lambda days: {"expiresOn": days(20)}),
    723: (lambda nursery: nursery.live(), lambda days: {"startOn": days(10)}),
    724: (lambda nursery: nursery.live(), lambda days: {"expiresOn": days(-0.01)}),
    826: (
        lambda nursery: nursery.live(nursery.payloads.earn(arrays(both("FIXED_WINDOW")))),
        lambda days: arrays(both("FIXED_VALUE")),
    ),
}
every_code = pytest.mark.parametrize(
    "code",
    [
        pytest.param(code, marks=requirement(f"UPDATE-REFUSED-{code}-CHANGES-NOTHING"), id=str(code))
        for code in OFFENCES
    ],
)


@pytest.fixture
def offended(client, nursery, payloads, code):
    """A badge, and the new name that an update wanted to give it which was refused with the code."""
    make, offence = OFFENCES[code]
    badge, name = make(nursery), payloads.name()
    given(client.update(badge.with_({**offence(payloads.in_days), "name": name}))).refused(code=code)
    return badge, name


@every_code
def test_name_of_a_refused_update_stays_free(client, payloads, offended):
    """What a refused update wanted to be called another badge can be called (003:L21, L1058-1117)."""
    _, name = offended
    given(client.create(payloads.earn())).accepted()

    expect(client.create(payloads.earn(name=name))).accepted()


@every_code
def test_name_of_a_badge_stays_taken(client, payloads, offended):
    """The badge keeps the name that it has, which nobody else can take (003:L21, L1058-1117, 004:L721)."""
    badge, _ = offended
    given(client.create(payloads.earn())).accepted()

    expect(client.create(payloads.earn(name=badge.name))).refused()


@every_code
def test_list_shows_nothing_of_a_refused_update(client, nursery, payloads, code):
    """The row of the badge is as it was, before any other write (000:L157-177, 003:L1058-1117)."""
    make, offence = OFFENCES[code]
    badge = make(nursery)
    given(client.list(badge.query)).lists_with(badge, description=badge.request["description"])
    body = badge.with_({**offence(payloads.in_days), "description": "Nobody ought to read this"})
    given(client.update(body)).refused(code=code)

    expect(client.list(badge.query)).lists_with(badge, description=badge.request["description"])


@every_code
def test_refusal_does_not_undo_the_update_of_another_badge(client, nursery, payloads, code):
    """What was accepted just before stays, in both views (002:L4, 003:L3, L1058-1117)."""
    make, offence = OFFENCES[code]
    badge, other = make(nursery), nursery.create()
    changed = nursery.update(other, other.with_(description="Here to stay"))
    given(client.list(changed.query)).lists_with(changed, description="Here to stay")
    given(client.update(badge.with_(offence(payloads.in_days)))).refused(code=code)

    expect(client.read(changed)).shows(description="Here to stay")
    expect(client.list(changed.query)).lists_with(changed, description="Here to stay")


@pytest.fixture(scope="module")
def dressed(client, payloads, request):
    """What the badges have that lack nothing: in a group, if the profile names one that takes badges."""
    everything = {**ADORNED, **arrays(both("FIXED_WINDOW")), "issuedBadgeExpiry": dict(RELATIVE)}
    try:
        group = {"badgeGroupId": request.getfixturevalue("group_id")}
        given(client.create(payloads.issue_earn({**everything, **group}))).supported("a group", **group)
    except (Inconclusive, NotApplicable):
        return everything
    return {**everything, **group}


@every_code
def test_refused_update_takes_nothing_from_a_badge_that_has_everything(
    client, nursery, payloads, dressed, code
):
    """Group, rank, issued expiry, images and limits are as they were (003:L1058-1117)."""
    _, offence = OFFENCES[code]
    # A group may want ranks of their own for its badges.
    body = payloads.issue_earn({**dressed, "badgeRank": 11 + code % 100})
    badge = nursery.create(body) if code in (400, 720) else nursery.live(body)
    before = client.read(badge)
    given(client.update(badge.with_(offence(payloads.in_days)))).refused(code=code)

    expect(client.read(badge)).unchanged_since(before)


@every_code
def test_list_does_not_show_a_refused_update(client, offended):
    """Nor is the badge listed by that name (000:L101, 003:L1058-1117)."""
    badge, name = offended
    query = {"badgeType": "AVAILABLE"}
    given(client.list(query, name=badge.name)).finds(badge)

    expect(client.list(query, name=name)).omits(badge)


@every_code
def test_refusal_does_not_close_the_badge(client, payloads, offended):
    """After the refusal the badge takes a sound update (003:L3)."""
    badge, name = offended
    # A LIVE badge need not take another name: it gets what it had.
    live = badge.start_on < payloads.in_days(0)
    body = badge.with_() if live else badge.with_(name=name, description="Sound at last")

    expect(client.update(body)).shows(name=body["name"], description=body["description"])


@requirement("UPDATE-NULL-IN-ARRAY")
@pytest.mark.parametrize("array", ["badgeConstraints", "customerConstraints", "images", "tags"])
def test_null_in_an_array_changes_nothing(client, offend, upcoming_badge, array):
    """What the service stumbles over it does not store by halves (003:L1058-1117, 004:L723)."""
    before = client.read(upcoming_badge)
    given(offend(upcoming_badge, changes={array: [None]})).refused_internally()

    expect(client.read(upcoming_badge)).unchanged_since(before)


@requirement("UPDATE-START-100-YEARS")
def test_start_of_another_century_changes_nothing(client, offend, upcoming_badge):
    """An update that is refused for a start of long ago leaves the badge as it was (003:L67)."""
    before = client.read(upcoming_badge)
    given(offend(upcoming_badge, {"startOn": -100.3 * 365.25})).refused()

    expect(client.read(upcoming_badge)).unchanged_since(before)


@requirement("UPDATE-REFUSED-CUSTOM-FIELDS-KEPT")
@pytest.mark.parametrize(("code", "days"), OF_UPCOMING)
def test_refused_update_keeps_custom_fields(client, offend, customised, code, days):
    """Nor do the custom fields of the refused body replace those of the badge (003:L131, L1058-1117)."""
    kept = read_request(customised.request)
    given(client.read(customised)).echoes(kept, "customFields")
    given(offend(customised, days, {"customFields": {"Badge use": "pets"}})).refused(code=code)

    expect(client.read(customised)).echoes(kept, "customFields")
