"""What an update empties is gone in both views (003:L597, L609-611, 002:L4)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED
from harness.row_verbs import row_of

from .conftest import by_name

EMPTY = {"images": [], "tags": [], "customerConstraints": [], "badgeConstraints": []}


@pytest.fixture(scope="module", params=["EARN", "ISSUE_EARN"])
def emptied(request, client, nursery, payloads):
    """A badge whose every array an update emptied, the detail before and after it, and the list after it."""
    bodies = {"EARN": payloads.earn(ADORNED), "ISSUE_EARN": payloads.issue_earn(ADORNED)}
    full = nursery.create(bodies[request.param])
    before = client.read(full)
    bare = nursery.update(full, full.with_(EMPTY))
    return bare, before, client.read(bare), client.list(by_name(bare))


@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("field", EMPTY)
def test_detail_forgets_what_was_emptied(emptied, field):
    """An array that was sent empty is shown empty (002:L4)."""
    badge, before, after, _ = emptied
    given(badge.exchange).shows_none(field)
    given(before).does_not_show(**{field: []})

    expect(after).shows_none(field)


@requirement("UPDATE-VISIBLE-IN-LIST")
def test_list_forgets_images_that_were_emptied(emptied):
    """So do the images of the row (000:L169)."""
    badge, _, _, listed = emptied
    given(badge.exchange).shows_none("images")
    given(listed).finds(badge)
    images = (row_of(listed, badge) or {}).get("images")

    expect(listed).lists_with(badge, images=[] if images == [] else None)
