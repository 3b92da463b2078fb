"""A refused update leaves the badge as it was, in the fields that break no rule, too (003:L1058-1117).

The refusal to move the start of an EXPIRED badge is in test_expired.
"""

import pytest

from harness.expectations import expect, given, requirement
from harness.reading import read_request

from .changes import INNOCENT
from .levels import arrays, both

# code, days from now to which dates move
OF_UPCOMING = [  # starts in 30 days, ends in 60
    (720, {"expiresOn": 20}),
    (724, {"startOn": -2, "expiresOn": -1}),
]
OF_LIVE = [  # started an hour ago, ends in 60 days
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


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(code, marks=requirement(f"UPDATE-REFUSED-{code}-CHANGES-NOTHING"), id=str(code))
        for code in (720, 723, 826)
    ],
)
def test_name_of_a_refused_update_stays_free(client, nursery, payloads, code):
    """What a refused update wanted to be called another badge can be called (003:L21, L1058-1117)."""
    name = payloads.name()
    if code == 720:
        badge, offence = nursery.create(), {"expiresOn": payloads.in_days(20)}
    elif code == 723:
        badge, offence = nursery.live(), {"startOn": payloads.in_days(10)}
    else:
        badge = nursery.live(payloads.earn(arrays(both("FIXED_WINDOW"))))
        offence = arrays(both("FIXED_VALUE"))
    given(client.create(payloads.earn())).accepted()
    given(client.update(badge.with_(offence, name=name))).refused(code=code)

    expect(client.create(payloads.earn(name=name))).accepted()


@requirement("UPDATE-REFUSED-CUSTOM-FIELDS-KEPT")
@pytest.mark.parametrize(("code", "days"), OF_UPCOMING)
def test_refused_update_keeps_custom_fields(client, offend, customised, code, days):
    """Nor do the custom fields of the refused body replace those of the badge (003:L131, L1058-1117)."""
    kept = read_request(customised.request)
    given(client.read(customised)).echoes(kept, "customFields")
    given(offend(customised, days, {"customFields": {"Badge use": "pets"}})).refused(code=code)

    expect(client.read(customised)).echoes(kept, "customFields")
