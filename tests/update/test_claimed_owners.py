"""An owner that holds a claim stays (003:L81); needs a claimed badge, which no documented operation makes."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement

from .claimed import holders_of

# Other workers look at these badges meanwhile, most of them before the end.
pytestmark = pytest.mark.late


@requirement(
    "UPDATE-CLAIMED-OWNER-KEPT", "UPDATE-CLAIMED-OWNER-CHANGES-NOTHING", "UPDATE-CLAIMED-OWNER-CODE-OBSERVED"
)
def test_owner_with_a_claim_cannot_be_removed(client, payloads, claimed):
    """The removal is refused and changes nothing; one test, so that no other writes in between (003:L81)."""
    same = client.update(claimed.body)
    given(same).accepted()
    holders = holders_of(claimed, same)
    before = client.read(claimed.id)
    first = client.update(claimed.without(holders[0]))
    others = [
        # The holder of the last claim is as safe as that of the first: often they are one and the same.
        claimed.without(holders[-1]),
        claimed.without(holders[0], active=False),
        claimed.without(holders[0], name=payloads.name()),
        claimed.without(*claimed.owners),
        claimed.replacing(holders[0]),
    ]
    observe("UPDATE-CLAIMED-OWNER-CODE-OBSERVED", outcome_of(first), first)

    expect(first).refused()
    for body in others:
        expect(client.update(body)).refused()
    expect(client.read(claimed.id), of="UPDATE-CLAIMED-OWNER-CHANGES-NOTHING").unchanged_since(before)
