"""Which updates are accepted (003:L173-533)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import WITH_BADGE_META, constraint, fixed_date, without

# Fields of a read badge that a body may carry back although the server sets them (003:L239-245, L401-408).
READ_ONLY = ("orgId", "status", "createdOn", "createdBy", "lastUpdatedOn", "lastUpdatedBy")

# Judged by tests of their own.
AUDIT = ("createdOn", "createdBy", "lastUpdatedOn", "lastUpdatedBy")

OWNERS = ("Audience_Campaigns", "Loyalty", "Milestones")
ROLLING_ALL = [
    {"constraintType": "BADGE_FIXED_VALUE", "maxEarnLimit": 1000},
    {"constraintType": "BADGE_ROLLING_WINDOW", "rollType": "DAYS", "rollValue": 1, "maxEarnLimit": 100},
    {"constraintType": "BADGE_ROLLING_WINDOW", "rollType": "WEEKS", "rollValue": 1, "maxEarnLimit": 2000},
    {"constraintType": "BADGE_ROLLING_WINDOW", "rollType": "MONTHS", "rollValue": 1, "maxEarnLimit": 10000},
]
OPTIONAL = (
    "badgeConstraints",
    "badgeGroupId",
    "badgeRank",
    "customFields",
    "customerConstraints",
    "description",
    "images",
    "issuedBadgeExpiry",
    "tags",
)


@pytest.fixture(scope="module")
def bare(nursery, payloads):
    """A badge with nothing but the mandatory fields."""
    return nursery.create(without(payloads.earn(), "description"))


@pytest.fixture(scope="module")
def bare_update(client, bare):
    """The bare badge, sent back as bare as it is."""
    given(client.update(bare.with_(description="For once"))).accepted()
    return client.update(bare.with_())


@requirement("UPDATE-ACCEPTED")
def test_upcoming_badge_sent_back_is_accepted(client, upcoming_badge):
    """A whole and unchanged body is accepted (003:L3)."""
    expect(client.update(upcoming_badge.with_())).accepted()


@requirement("UPDATE-BODY-ROLLING")
def test_documented_body_with_rolling_windows(client, upcoming_badge):
    """A fixed value and rolling windows on both sides, expiry by the badge, read-only fields (003:L173)."""
    given(client.update(upcoming_badge.with_())).accepted()
    body = upcoming_badge.with_(
        earned_badge_expiry={**WITH_BADGE_META, "expiresOn": None},
        issued_badge_expiry=None,
        images=[],
        ownership={"restrictedToOwners": list(OWNERS), "claims": []},
        customer_constraints=[
            constraint("CUSTOMER", "FIXED_VALUE"),
            constraint("CUSTOMER", "ROLLING_WINDOW"),
        ],
        badge_constraints=ROLLING_ALL,
        badge_group_id=None,
        badge_rank=1,
        issued_count=0,
        earned_count=0,
        active=False,
        **{key: upcoming_badge.data.get(key) for key in READ_ONLY},
    )

    expect(client.update(body)).accepted()


@requirement("UPDATE-BODY-WINDOW")
def test_documented_body_with_a_window(client, upcoming_badge):
    """A customer window of five days with what the server computed for it, read-only fields (003:L327)."""
    given(client.update(upcoming_badge.with_())).accepted()
    window = {
        "constraintType": "CUSTOMER_BADGE_FIXED_WINDOW",
        "referenceId": "e6791ec9-e92f-34af-bdc3-be2607fdf82c",
        "durationType": "DAYS",
        "refreshRate": 5,
        "maxEarnLimit": 1,
        "cycleStatus": "UPCOMING",
        "startDate": upcoming_badge.start_on,
        "endDate": upcoming_badge.expires_on,
    }
    body = upcoming_badge.with_(
        earned_badge_expiry=fixed_date(upcoming_badge.expires_on),
        issued_badge_expiry=None,
        images=[],
        ownership={"restrictedToOwners": ["Loyalty"], "claims": []},
        customer_constraints=[window],
        badge_constraints=ROLLING_ALL,
        badge_group_id=None,
        badge_rank=None,
        custom_fields={},
        **{key: upcoming_badge.data.get(key) for key in READ_ONLY},
    )

    expect(client.update(body)).accepted()


@requirement("UPDATE-BODY-SHORT")
def test_documented_short_body(client, upcoming_badge):
    """An EARN badge with both expiries and without constraints, images, custom fields, active (003:L505)."""
    ends = fixed_date(upcoming_badge.expires_on)
    body = upcoming_badge.with_(earned_badge_expiry=ends, issued_badge_expiry=ends)
    given(client.update(body)).accepted()

    expect(client.update(without(body, "active"))).accepted()


@requirement("UPDATE-OPTIONAL-OMITTED")
def test_optional_fields_may_be_left_out(bare_update):
    """A body of mandatory fields is enough for a badge that has no others (003:L65, L85, L109, L131-139)."""
    expect(bare_update).accepted()


@requirement("UPDATE-OPTIONAL-NULL")
@pytest.mark.parametrize("field", OPTIONAL)
def test_null_in_an_optional_field_is_absence(client, bare, bare_update, field):
    """null says the same as leaving the field out (003:L65, L131, L139; bodies: L187, L235)."""
    given(bare_update).accepted()

    expect(client.update(bare.with_({field: None}))).accepted()


@pytest.mark.parametrize(
    "field",
    [
        pytest.param("badgeConstraints", marks=requirement("UPDATE-DEFAULT-BADGE-CONSTRAINTS")),
        pytest.param("badgeRank", marks=requirement("UPDATE-DEFAULT-RANK")),
        pytest.param("customFields", marks=requirement("UPDATE-DEFAULT-CUSTOM-FIELDS")),
        pytest.param("customerConstraints", marks=requirement("UPDATE-DEFAULT-CUSTOMER-CONSTRAINTS")),
        pytest.param("images", marks=requirement("UPDATE-DEFAULT-IMAGES")),
    ],
)
def test_what_a_badge_never_had_comes_back_empty(bare_update, field):
    """An optional field that was never sent shows nothing (003:L984-1000)."""
    given(bare_update).accepted()

    expect(bare_update).shows_none(field)


@requirement("UPDATE-DEFAULT-ACTIVE")
def test_active_badge_stays_active(client, bare, bare_update):
    """An active badge updated without active is active (003:L506-533, L1002)."""
    given(bare_update).accepted()
    answer = client.update(without(bare.with_(), "active"))

    expect(answer).if_accepted().shows(active=True)


@requirement("UPDATE-REPEATED")
def test_same_update_twice(client, upcoming_badge):
    """Sending an update again changes nothing but the time of the update (003:L3)."""
    body = upcoming_badge.with_(description="Buy thrice", expires_on=upcoming_badge.expires_on + DAY)
    first = client.update(body)
    given(first).accepted()

    expect(client.update(body)).unchanged_since(first, ignoring=AUDIT)
