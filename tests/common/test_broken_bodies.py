"""Bodies that break off in the middle (003:L1058-1127, 004:L691-716)."""

import json

import pytest

from harness.answers import codes_of
from harness.expectations import expect, fail, given, requirement

# The last that is sent of a body; the name, and the id of an update, come before all of these.
ENDS = {
    "after a member":        '"earnType": "EARN",',
    "before the last brace": '"active": true',
    "inside a number":       '"startOn": 1',
    "inside a text":         '"description": "',
}  # fmt: skip
EVERY_END = pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)


@pytest.fixture(scope="module")
def aimed_at(nursery):
    """The badge that broken updates are aimed at: it has taken a whole one."""
    badge = nursery.create()
    return nursery.update(badge, badge.with_(description="Written by a whole update"))


@pytest.fixture(scope="module")
def before(client, aimed_at):
    """How it reads before them."""
    return client.read(aimed_at)


@EVERY_END
@requirement("COMMON-CREATE-MALFORMED-STORES-NOTHING")
def test_creation_that_breaks_off_stores_nothing(client, payloads, end):
    """What is no JSON makes no badge, whatever part of it arrived: its name stays free (004:L691-716)."""
    body = payloads.earn()
    broken = client.create(torn(body, end))

    expect_free_name(client.create(body), broken)


@EVERY_END
@requirement("COMMON-UPDATE-MALFORMED-CHANGES-NOTHING")
def test_update_that_breaks_off_changes_nothing(client, aimed_at, before, end):
    """What is no JSON changes no badge, whatever part of it arrived (003:L1058-1127)."""
    body = {"id": aimed_at.id, **aimed_at.with_(description="Written by a broken update")}
    client.update(torn(body, end))

    expect(client.read(aimed_at)).unchanged_since(before)


def torn(body, end):
    """The bytes of a body up to and including its `end`."""
    text = json.dumps(body)
    return text[: text.index(end) + len(end)].encode()


def expect_free_name(whole, broken):
    """The whole body, which has the same name, is not refused for it."""
    if 725 in (codes_of(whole) or ()):
        fail("a name that is still free", "a refusal with 725", broken, whole, cause="stored although broken")
    given(whole).accepted()
