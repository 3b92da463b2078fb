"""Who created a badge and when stays; who changed it last and when follows each update (003:L619-631)."""

import pytest

from harness.expectations import expect, given, requirement

from .changes import FOREIGN_COUNTS, FOREIGN_TIME, FOREIGN_USER


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
