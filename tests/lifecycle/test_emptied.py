"""What an update empties is gone in both views (003:L597, L609-611, 002:L4)."""

import pytest

from harness.expectations import NotApplicable, expect, given, requirement
from harness.payloads import ADORNED, Badge, without
from harness.reading import is_nothing

EMPTY = {"images": [], "tags": [], "customerConstraints": [], "badgeConstraints": []}

# What an update may leave out (003:L61-131).
LEFT_OUT = ("badgeRank", "description", "images", "tags")


def gone(badge, field):
    """That the answer to the update shows nothing here; NotApplicable where the target keeps what it had."""
    if not is_nothing(given(badge.exchange).badge.get(field)):
        raise NotApplicable(f"the target keeps the {field} that an update leaves out")


@pytest.fixture(scope="module", params=["EARN", "ISSUE_EARN"])
def emptied(request, client, nursery, payloads):
    """A badge whose every array an update emptied, the detail before and after it, and the list after it."""
    bodies = {"EARN": payloads.earn(ADORNED), "ISSUE_EARN": payloads.issue_earn(ADORNED)}
    full = nursery.create(bodies[request.param])
    before = client.read(full)
    body = full.with_(EMPTY)
    answer = client.update(body)
    given(answer).supported("updates that empty arrays")
    bare = full.after(body, answer)
    return bare, before, client.read(bare), client.list(bare.query)


@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("field", EMPTY)
def test_detail_forgets_what_was_emptied(emptied, field):
    """An array that was sent empty is shown empty (002:L4)."""
    badge, before, after, _ = emptied
    gone(badge, field)
    given(before).does_not_show(**{field: []})

    expect(after).shows_none(field)


@pytest.fixture(scope="module")
def stripped(client, nursery, payloads):
    """A badge whose update left out what a badge need not have, the detail and the list after it."""
    full = nursery.create(payloads.earn({**ADORNED, "description": "Soon without"}))
    body = without(full.with_(), *LEFT_OUT)
    answer = client.update(body)
    given(answer).supported("updates that leave out what a badge need not have")
    bare = full.after(body, answer)
    return bare, client.read(bare), client.list(bare.query)


@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("field", LEFT_OUT)
def test_detail_forgets_what_was_left_out(stripped, field):
    """Where the answer to the update has lost it, the detail has lost it, too (002:L4)."""
    badge, detail, _ = stripped
    gone(badge, field)

    expect(detail).shows_none(field)


@requirement("UPDATE-CUSTOM-FIELDS-VISIBLE")
def test_detail_forgets_custom_fields_that_were_emptied(client, nursery, payloads):
    """Where the answer to the update has lost them, the detail has lost them, too (002:L184, 003:L131)."""
    body = payloads.earn(custom_fields={"CF 04": "1234"})
    answer = client.create(body)
    given(answer).supported("custom fields that nobody has set up", customFields=body["customFields"])
    full = Badge(body, answer)
    given(client.read(full)).shows(customFields=body["customFields"])
    bare = nursery.update(full, full.with_(custom_fields={}))
    gone(bare, "customFields")

    expect(client.read(bare)).shows_none("customFields")


@requirement("UPDATE-VISIBLE-IN-LIST")
@pytest.mark.parametrize("field", ["badgeRank", "description"])
def test_list_forgets_what_was_left_out(stripped, field):
    """And so has the row (000:L153-211)."""
    badge, _, listed = stripped
    gone(badge, field)
    given(listed).finds(badge)

    expect(listed).lists_without(badge, field)


@requirement("UPDATE-VISIBLE-IN-LIST")
def test_list_forgets_images_that_were_emptied(emptied):
    """So do the images of the row (000:L169)."""
    badge, _, _, listed = emptied
    gone(badge, "images")
    given(listed).finds(badge)

    expect(listed).lists_without(badge, "images")
