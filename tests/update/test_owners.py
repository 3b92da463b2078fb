"""Owners and claims of a badge (003:L19, L81-83, L605-607)."""

import pytest

from harness.answers import outcome_of
from harness.badge_verbs import expect_unclaimed
from harness.expectations import expect, given, observe, requirement
from harness.model import OWNERS
from harness.payloads import changed

from .kinds import KINDS, badge_of

CLAIM = {"ownerType": "Loyalty", "referenceId": "xyz"}


@requirement("UPDATE-OWNERS-EACH")
@pytest.mark.parametrize("owner", OWNERS)
def test_each_module_can_own_a_badge(volleys, owner):
    """Each of the nine modules is accepted alone and comes back (003:L83)."""
    expect(volleys.sending(f"owner-{owner}").exchange).shows(owners=[owner])


@requirement("UPDATE-ECHO-OWNERS")
def test_all_modules_can_own_a_badge(client, upcoming_badge):
    """So are all of them together (003:L83, L605)."""
    body = upcoming_badge.with_({"ownership.restrictedToOwners": [*OWNERS]})

    expect(client.update(body)).shows(owners=[*OWNERS])


@requirement("UPDATE-OWNER-REMOVED")
def test_unclaimed_owner_can_be_removed(issue_volleys):
    """An owner without a claim may go (003:L81, L607)."""
    given(issue_volleys.badge.exchange).shows(owners=["Loyalty", "Milestones"])

    expect(issue_volleys.sending("owner-removed").exchange).shows(owners=["Loyalty"])


@requirement("UPDATE-OWNERS-UNKNOWN")
def test_unknown_owner_is_refused(client, volleys):
    """A module that no page lists is an invalid enum (003:L83, L1135)."""
    control = volleys.sending("owner-Loyalty")
    given(control.exchange).accepted()
    body = changed(control.body, {"ownership.restrictedToOwners": ["Loyalty", "Canteen"]})

    expect(client.update(body)).refused(code=400)


@requirement("UPDATE-OWNERS-UNKNOWN")
@pytest.mark.parametrize("owners", [["Canteen"], ["Canteen", "Loyalty"]], ids=["alone", "first"])
def test_unknown_owner_of_an_enrolment_is_refused(client, issue_volleys, owners):
    """Alone or before a known one, and of an ISSUE_EARN badge as well (003:L83, L1135)."""
    control = issue_volleys.sending("owner-removed")
    given(control.exchange).accepted()

    expect(client.update(changed(control.body, {"ownership.restrictedToOwners": owners}))).refused(code=400)


@requirement("UPDATE-OWNERS-EMPTY", "UPDATE-OWNERS-EMPTY-CODE-OBSERVED")
def test_badge_without_owners_is_refused(client, volleys):
    """The list of owners is mandatory (003:L81-83)."""
    control = volleys.sending("owner-Loyalty")
    given(control.exchange).accepted()
    answer = client.update(changed(control.body, {"ownership.restrictedToOwners": []}))
    observe("UPDATE-OWNERS-EMPTY-CODE-OBSERVED", outcome_of(answer), answer)

    expect(answer).refused()


@requirement("UPDATE-CLAIMS-IGNORED", "UPDATE-CLAIMS-OBSERVED")
def test_claim_in_the_body_claims_nothing(client, upcoming_badge):
    """A badge cannot be claimed by an update: the claim is refused or dropped (003:L19, L524-527, L988)."""
    given(client.update(upcoming_badge.with_())).accepted()
    answer = client.update(upcoming_badge.with_({"ownership.claims": [CLAIM]}))
    observe("UPDATE-CLAIMS-OBSERVED", outcome_of(answer), answer)
    later = client.update(upcoming_badge.with_())

    expect(answer).if_accepted().shows_none("claims")
    given(later).accepted()
    expect(later).shows_none("claims")


@requirement("UPDATE-CLAIMS-IGNORED")
@pytest.mark.parametrize("kind", ["inactive", "live", "to issue"])
def test_claim_in_the_body_claims_no_other_badge(client, nursery, kind):
    """Nor can a badge be claimed so that is LIVE, to be issued or not active (003:L19)."""
    badge = badge_of(nursery, kind)
    given(client.update(badge.with_())).accepted()
    answer = client.update(badge.with_({"ownership.claims": [CLAIM]}))
    later = client.update(badge.with_())

    expect(answer).if_accepted().shows_none("claims")
    given(later).accepted()
    expect(later).shows_none("claims")


@requirement("UPDATE-CLAIMS-IGNORED")
@pytest.mark.parametrize("kind", KINDS)
def test_claim_in_the_body_is_not_stored(client, nursery, kind):
    """Nor do detail and list show one afterwards (003:L13, L19)."""
    badge = badge_of(nursery, kind)
    given(client.update(badge.with_())).accepted()
    claiming = client.update(badge.with_({"ownership.claims": [CLAIM]}))
    expect(claiming).if_accepted()
    expect_unclaimed(claiming, client.read(badge), cause="claimed by an update")
    if badge.request["active"]:
        listed = client.list(badge.query)
        given(listed).finds(badge)
        expect(listed).lists_without(badge, "claims")


@requirement("UPDATE-CLAIMS-EMPTY")
def test_unclaimed_badge_shows_no_claim(volleys):
    """Nobody claimed the badge (003:L988)."""
    answer = volleys.sending("owner-Loyalty").exchange
    given(answer).accepted()

    expect(answer).shows_none("claims")
