"""Who created a badge and when stays; who changed it last and when follows each update (003:L619-631)."""

from functools import cache

import pytest

from harness.clock import DAY
from harness.expectations import expect, fail, given, requirement
from harness.payloads import ADORNED, RELATIVE
from harness.reading import instant

from .changes import FOREIGN_COUNTS, FOREIGN_TIME, FOREIGN_USER
from .kinds import given_change

# Seconds between the clocks of a cluster, at most.
TOLERANCE = 60


@pytest.fixture(scope="module")
def badge(settled_badge):
    """A badge as it was created."""
    return settled_badge


@pytest.fixture(scope="module")
def updated(client, badge):
    """Its first update."""
    answer = client.update(badge.with_(description="Changed once"))
    given(answer).accepted()
    return answer


@pytest.mark.parametrize(
    "field",
    [
        pytest.param("createdBy", marks=requirement("UPDATE-CREATED-BY-KEPT")),
        pytest.param("createdOn", marks=requirement("UPDATE-CREATED-ON-KEPT")),
    ],
)
def test_creation_is_kept(badge, updated, field):
    """An update leaves the creation as it was (003:L242-243, L716-717)."""
    expect(updated).keeps(field, since=badge.exchange)


@requirement("UPDATE-LAST-UPDATED-ON-ADVANCES")
def test_time_of_the_update_advances(badge, updated):
    """The time of the last update lies after that of the creation (003:L244, L718)."""
    expect(updated).advances("lastUpdatedOn", since=badge.exchange)


@requirement("UPDATE-LAST-UPDATED-ON-ADVANCES")
def test_time_of_every_update_advances(client, changed_badge):
    """The second update comes after the first (003:L629)."""
    answer = client.update(changed_badge.with_(description="Changed twice"))

    expect(answer).advances("lastUpdatedOn", since=changed_badge.exchange)


LIVE = "of a LIVE badge"


@pytest.fixture(scope="module")
def others(client, settled_live, settled_enrolment):
    """Other badges as they were, each with the answer to an update, by what the update does."""
    return {
        LIVE: (settled_live, client.update(settled_live.with_(description="Changed once"))),
        "deactivation": (settled_enrolment, client.update(settled_enrolment.with_(active=False))),
        "reactivation": (settled_enrolment, client.update(settled_enrolment.with_(active=True))),
    }


@pytest.mark.parametrize("update", [LIVE, "deactivation", "reactivation"])
@pytest.mark.parametrize(
    "field",
    [
        pytest.param("createdBy", marks=requirement("UPDATE-CREATED-BY-KEPT")),
        pytest.param("createdOn", marks=requirement("UPDATE-CREATED-ON-KEPT")),
    ],
)
def test_creation_is_kept_whatever_the_update(others, update, field):
    """Neither status, earn type nor activation makes a difference (003:L242-243, L716-717)."""
    badge, answer = others[update]
    given_change(answer, live=update == LIVE)
    expect(answer).keeps(field, since=badge.exchange)


@requirement("UPDATE-LAST-UPDATED-ON-ADVANCES")
@pytest.mark.parametrize("update", [LIVE, "deactivation"])
def test_time_of_the_update_advances_whatever_the_update(others, update):
    """A badge that only stops being active was updated, too (003:L244, L629, L718)."""
    badge, answer = others[update]
    given_change(answer, live=update == LIVE)
    expect(answer).advances("lastUpdatedOn", since=badge.exchange)


@requirement("UPDATE-LAST-UPDATED-ON-ADVANCES")
def test_time_of_the_update_is_that_of_the_update(clock, updated):
    """Not hours ahead, as in local time (003:L244, L629, L718)."""
    latest = clock.at(updated)[1]
    told = instant(expect(updated).badge.get("lastUpdatedOn"))
    if told is None or told > latest + TOLERANCE:
        fail(
            f"lastUpdatedOn no more than {TOLERANCE} s after the update, at {latest:.0f}",
            f"lastUpdatedOn = {told}",
            updated,
            cause="updated at another time",
            pointer="/data/lastUpdatedOn",
        )


@requirement("UPDATE-LAST-UPDATED-BY")
def test_same_user_created_and_updated(badge, updated):
    """One pair of credentials is one user (003:L243, L245)."""
    user = given(badge.exchange).badge.get("createdBy")
    given(updated).keeps("createdBy", since=badge.exchange)

    expect(updated).shows(lastUpdatedBy=user)


@pytest.mark.parametrize(
    ("change", "values"),
    [
        pytest.param(
            "foreign-counts", FOREIGN_COUNTS, marks=requirement("UPDATE-COUNTS-NOT-SETTABLE"), id="counts"
        ),
        pytest.param(
            "foreign-created-by",
            {"createdBy": FOREIGN_USER},
            marks=requirement("UPDATE-CREATED-BY-NOT-SETTABLE"),
            id="createdBy",
        ),
        pytest.param(
            "foreign-created-on",
            {"createdOn": FOREIGN_TIME},
            marks=requirement("UPDATE-CREATED-ON-NOT-SETTABLE"),
            id="createdOn",
        ),
        pytest.param(
            "foreign-updated-on",
            {"lastUpdatedOn": FOREIGN_TIME},
            marks=requirement("UPDATE-LAST-UPDATED-ON-NOT-SETTABLE"),
            id="lastUpdatedOn",
        ),
    ],
)
def test_values_of_the_server_cannot_be_set(volleys, change, values):
    """What only the server knows is not taken from the body, but refused or ignored (003:L239, L713-719)."""
    expect(volleys.sending(change).exchange).if_accepted().does_not_show(**values)


# What an update may change, one thing each (003:L61-131).
CHANGES = {
    "end":     lambda badge: {"expires_on": badge.expires_on + round(DAY)},
    "expiry":  lambda badge: {"earned_badge_expiry": dict(RELATIVE)},
    "images":  lambda badge: {"images": ADORNED["images"]},
    "limits":  lambda badge: {"badge_constraints": ADORNED["badgeConstraints"]},
    "name":    lambda badge: {"name": f"{badge.name} anew"},
    "owners":  lambda badge: {"ownership": {"restrictedToOwners": ["Journeys"]}},
    "rank":    lambda badge: {"badge_rank": 7},
    "start":   lambda badge: {"start_on": badge.start_on + round(DAY)},
    "tags":    lambda badge: {"tags": ADORNED["tags"]},
}  # fmt: skip


@pytest.fixture(scope="module")
def rewritten(client, nursery):
    """A badge as it was created, and updates of one thing each, sent when first asked for."""
    badge = nursery.create()
    return badge, cache(lambda change: client.update(badge.with_(**CHANGES[change](badge))))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "field",
    [
        pytest.param("createdBy", marks=requirement("UPDATE-CREATED-BY-KEPT")),
        pytest.param("createdOn", marks=requirement("UPDATE-CREATED-ON-KEPT")),
    ],
)
def test_creation_is_kept_whatever_changes(rewritten, change, field):
    """A badge with another name or other dates is no other badge (003:L242-243, L716-717)."""
    badge, update = rewritten
    expect(update(change)).keeps(field, since=badge.exchange)


@requirement("UPDATE-LAST-UPDATED-ON-ADVANCES")
@pytest.mark.parametrize("change", CHANGES)
def test_time_of_the_update_advances_whatever_changes(client, aged_badge, change):
    """A change of any field is an update (003:L244, L629, L718)."""
    answer = client.update(aged_badge.with_(**CHANGES[change](aged_badge)))

    expect(answer).advances("lastUpdatedOn", since=aged_badge.exchange)
