"""When and by whom a badge was made, and what happened to it since: nothing (004:L527-535)."""

import pytest

from harness.expectations import expect, fail, requirement
from harness.reading import instant

from .kinds import KINDS

# Seconds between the clock that answers and the clock that stores.
TOLERANCE = 60


@requirement("CREATE-CREATED-ON-NOW")
def test_badge_is_created_now(clock, plain):
    """createdOn is the time of the creation (004:L530)."""
    expect_now(clock, plain.exchange)


@requirement("CREATE-CREATED-ON-NOW")
def test_historical_badge_is_created_now(clock, creations, day):
    """It has started before, and was not created before (004:L21, L530)."""
    historical = creations.badge(**KINDS["historical"].creation(day))

    expect_now(clock, historical.exchange)


def expect_now(clock, creation):
    """createdOn lies between sending the request and reading the answer, give or take."""
    earliest, latest = clock.at(creation)
    created = instant(expect(creation).badge.get("createdOn"))
    if created is None or not earliest - TOLERANCE <= created <= latest + TOLERANCE:
        fail(
            f"createdOn within {TOLERANCE} s of the creation, at {earliest:.0f} to {latest:.0f}",
            f"createdOn = {created}",
            creation,
            cause="created at another time",
            pointer="/data/createdOn",
        )


@requirement("CREATE-LAST-UPDATED-ON")
def test_badge_was_last_updated_at_its_creation(plain):
    """lastUpdatedOn equals createdOn, give or take the time between two writes (004:L604, L606)."""
    created, updated = (instant(plain.data.get(field)) for field in ("createdOn", "lastUpdatedOn"))
    if created is None or updated is None or abs(updated - created) > 1:
        fail(
            f"lastUpdatedOn = {created}, as createdOn",
            f"lastUpdatedOn = {updated}",
            plain.exchange,
            cause="updated at another time than created",
            pointer="/data/lastUpdatedOn",
        )


@requirement("CREATE-LAST-UPDATED-BY")
def test_badge_was_last_updated_by_its_creator(plain):
    """lastUpdatedBy equals createdBy (004:L605, L607)."""
    expect(plain.exchange).shows(lastUpdatedBy=plain.data.get("createdBy"))


@requirement("CREATE-CREATED-BY-CONSTANT")
@pytest.mark.parametrize("nth", [0, 1])
def test_badges_of_one_account_have_one_creator(in_a_row, plain, nth):
    """Without a till, createdBy names who created it, and that is the same account (004:L63, L532)."""
    expect(in_a_row[nth].exchange).shows(createdBy=plain.data.get("createdBy"))


@requirement("CREATE-COUNTS-ZERO")
def test_new_badge_counts_nothing(plain):
    """Where the answer counts issues and earns, it counts none (004:L527-528)."""
    counted = {field: 0 for field in ("issuedCount", "earnedCount") if plain.data.get(field) is not None}

    expect(plain.exchange).shows(**counted)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("createdBy", 987654321, marks=requirement("CREATE-CREATED-BY-CONSTANT")),
        pytest.param("createdOn", 1500000000, marks=requirement("CREATE-CREATED-ON-NOW")),
        pytest.param("earnedCount", 7, marks=requirement("CREATE-COUNTS-ZERO")),
        pytest.param("id", "0123456789abcdef01234567", marks=requirement("CREATE-ID-FRESH")),
        pytest.param("issuedCount", 7, marks=requirement("CREATE-COUNTS-ZERO")),
        pytest.param("lastUpdatedBy", 987654321, marks=requirement("CREATE-LAST-UPDATED-BY")),
        pytest.param("lastUpdatedOn", 1500000000, marks=requirement("CREATE-LAST-UPDATED-ON")),
        pytest.param("orgId", 987654321, marks=requirement("CREATE-ORG-ID-CONSTANT")),
        pytest.param("status", "EXPIRED", marks=requirement("CREATE-STATUS-UPCOMING")),
    ],
)
def test_values_of_the_server_cannot_be_set(creations, plain, field, value):
    """What only the server knows is not taken from the body, but refused or ignored (004:L527-535)."""
    expect(creations.answer({field: value})).if_accepted().does_not_show(**{field: value})
