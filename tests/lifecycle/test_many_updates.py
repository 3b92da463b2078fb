"""A badge that was updated over and over is as good as one that was updated once (003:L3, 002:L4)."""

import pytest

from harness.clock import DAY
from harness.expectations import NotApplicable, expect, given, requirement
from harness.model import OWNERS
from harness.payloads import ADORNED, Badge, constraint, relative, without
from harness.reading import read_request

TIMES = 4
IN_BOTH = ("badgeRank", "description", "expiresOn", "images", "name", "owners", "startOn")
EVERY_TIME = pytest.mark.parametrize("nth", range(TIMES), ids=lambda nth: f"update {nth + 1}")


def said(badge):
    """What the last body said, but for the tags of images, which no update need answer (003:L599)."""
    images = [without(image, "tag") for image in badge.request["images"]]
    return read_request({**badge.request, "images": images})


@pytest.fixture(scope="module")
def history(client, nursery, payloads):
    """The badge after each of its updates, and what detail and list then showed of it."""
    badge, seen = nursery.create(), []
    for nth in range(TIMES):
        body = badge.with_(
            name=payloads.name(),
            description=f"Update {nth + 1}",
            badge_rank=nth + 1,
            images=[{**image, "name": f"Image {nth + 1}"} for image in ADORNED["images"]],
            ownership={"restrictedToOwners": [OWNERS[nth], OWNERS[nth + 3]]},
            tags=[{"name": "update", "value": str(nth + 1)}],
            earned_badge_expiry=relative("DAYS", nth + 1),
            badge_constraints=[constraint("BADGE", "FIXED_VALUE", maxEarnLimit=100 + nth)],
            customer_constraints=[constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=10 + nth)],
            start_on=badge.start_on + round(DAY),
            expires_on=badge.expires_on + round(DAY),
        )
        badge = nursery.update(badge, body)
        seen.append((badge, client.read(badge), client.list(name=badge.name, badgeType="AVAILABLE")))
    return seen


@EVERY_TIME
@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("field", [*IN_BOTH, "earnedBadgeExpiry", "tags"])
def test_detail_follows_every_update(history, nth, field):
    """The detail shows the latest update, however many there were (002:L4)."""
    badge, detail, _ = history[nth]
    if all(given(shown).badge.get(field) is None for _, shown, _ in history):
        raise NotApplicable(f"the detail shows no {field}")
    given(badge.exchange).echoes(said(badge), field)

    expect(detail).echoes(said(badge), field)


@EVERY_TIME
@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("array", ["badgeConstraints", "customerConstraints"])
def test_detail_follows_every_change_of_a_limit(history, nth, array):
    """The limit is that of the latest update as well (002:L101)."""
    badge, detail, _ = history[nth]
    given(badge.exchange).echoes(read_request(badge.request), array)

    expect(detail).shows(**{array: [{"maxEarnLimit": badge.request[array][0]["maxEarnLimit"]}]})


@EVERY_TIME
@requirement("LIST-TYPE-AVAILABLE-COMPLETE")
def test_list_finds_it_after_every_update(history, nth):
    """No update takes a badge out of the list (000:L103)."""
    badge, _, listed = history[nth]
    given(listed).accepted()
    given(badge.exchange).echoes(badge.request, "name")

    expect(listed).finds(badge)


@EVERY_TIME
@requirement("UPDATE-VISIBLE-IN-LIST")
@pytest.mark.parametrize("field", [field for field in IN_BOTH if field != "name"])
def test_list_follows_every_update(history, nth, field):
    """The list finds the badge by its latest name and shows the latest update (000:L101, L153-183)."""
    badge, _, listed = history[nth]
    given(badge.exchange).echoes(said(badge), "name", field)

    expect(listed).lists_with(badge, **{field: said(badge)[field]})


@requirement("LIFECYCLE-LIVE-BY-MOVED-START-IN-DETAIL")
def test_status_follows_a_start_that_was_moved_often(client, nursery, payloads, history):
    """A badge whose start was moved again and again is LIVE once the start is past (003:L67, 002:L509)."""
    badge, *_ = history[-1]
    begun = nursery.update(badge, badge.with_(start_on=payloads.in_days(-1 / 24)))
    given(begun.exchange).shows(status="LIVE")

    expect(client.read(begun)).shows(status="LIVE")


@pytest.fixture(scope="module")
def enrolments(client, payloads):
    """A badge to be issued after each of three updates, the answers to them, and what the detail then showed.

    It begins without an expiry of what is issued and without custom fields.
    """
    body = without(payloads.issue_earn(), "issuedBadgeExpiry")
    created = client.create(body)
    given(created).supported("badges to be issued without an expiry of what is issued")
    badge, seen = Badge(body, created), []
    for nth in range(3):
        body = badge.with_(
            issued_badge_expiry=relative("WEEKS", nth + 2), custom_fields={"CF 04": f"update {nth + 1}"}
        )
        answer = client.update(body)
        seen.append((read_request(body), answer, client.read(badge)))
    return seen


@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("nth", range(3), ids=lambda nth: f"update {nth + 1}")
@pytest.mark.parametrize("field", ["customFields", "issuedBadgeExpiry"])
def test_detail_follows_what_few_badges_have(enrolments, nth, field):
    """Custom fields and the expiry of issuals are those of the latest update, too (002:L4, 003:L595)."""
    body, answer, detail = enrolments[nth]
    given(answer).supported("custom fields that nobody has set up")
    given(answer).echoes(body, field)

    expect(detail).echoes(body, field)


@requirement("UPDATE-ECHO-ISSUED-EXPIRY")
@pytest.mark.parametrize("nth", range(3), ids=lambda nth: f"update {nth + 1}")
def test_every_update_sets_the_issued_expiry(enrolments, nth):
    """The first one as well, which finds none (003:L595)."""
    body, answer, _ = enrolments[nth]
    given(answer).supported("custom fields that nobody has set up")

    expect(answer).echoes(body, "issuedBadgeExpiry")
