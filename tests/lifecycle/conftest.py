"""Looking a badge up in the list."""

import pytest

from harness.expectations import Inconclusive, given
from harness.row_verbs import is_row_of

# Whether the list of an earn type also shows badges that are over or switched off is left open (000:L103):
# the places after it are for these, the activation in both spellings.
PLACES = ({}, {"badgeType": "EXPIRED"}, {"action": "DEACTIVATED"}, {"action": "DE_ACTIVATED"})


@pytest.fixture(scope="session")
def look(client):
    """Looks at a badge in list and detail, whatever they answer: what they keep of it may be old later."""

    def ask(badge):
        client.list(badge.query)
        client.read(badge)

    return ask


@pytest.fixture(scope="session")
def listing_of(client):
    """A list that shows a badge, found by its name; Inconclusive when none does."""

    def find(badge):
        for place in PLACES:
            listing = client.list({**badge.query, **place})
            if any(is_row_of(row, badge) for row in given(listing).rows):
                return listing
        raise Inconclusive("no list shows the badge by its name")

    return find
