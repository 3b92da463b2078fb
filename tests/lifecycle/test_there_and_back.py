"""A badge can have back what it had before: no earlier state is remembered against it (003:L3, 002:L4)."""

import pytest

from harness.clock import DAY
from harness.expectations import NotApplicable, expect, given, requirement
from harness.payloads import ADORNED, NEVER
from harness.reading import read_request

FIELDS = ("badgeRank", "description", "earnedBadgeExpiry", "expiresOn", "name", "owners", "startOn", "tags")
# What the answer to an update shows, by the requirement that it does.
ECHOES = {
    "badgeRank":         "UPDATE-ECHO-BADGE-RANK",
    "description":       "UPDATE-ECHO-DESCRIPTION",
    "earnedBadgeExpiry": "UPDATE-ECHO-EARNED-RELATIVE",
    "expiresOn":         "UPDATE-ECHO-EXPIRES",
    "owners":            "UPDATE-ECHO-OWNERS",
    "startOn":           "UPDATE-ECHO-START",
    "tags":              "UPDATE-ECHO-TAGS",
}  # fmt: skip
LISTED = ("badgeRank", "description", "expiresOn", "owners", "startOn")


@pytest.fixture(scope="module", params=["EARN", "ISSUE_EARN"])
def returned(request, client, nursery, payloads):
    """A badge that was changed in everything and back, its detail and list, and its detail meanwhile."""
    bodies = {"EARN": payloads.earn(ADORNED), "ISSUE_EARN": payloads.issue_earn(ADORNED)}
    first = nursery.create(bodies[request.param])
    other = nursery.update(
        first,
        first.with_(
            name=payloads.name(),
            description="For a while only",
            start_on=first.start_on + round(DAY),
            expires_on=first.expires_on + round(DAY),
            badge_rank=8,
            ownership={"restrictedToOwners": ["Milestones"]},
            earned_badge_expiry=NEVER,
            tags=[{"name": "for", "value": "now"}],
        ),
    )
    meanwhile = client.read(other)
    client.list(other.query)
    again = nursery.update(other, first.with_())
    return again, client.read(again), client.list(again.query), meanwhile


@requirement("UPDATE-VISIBLE-IN-DETAIL")
@pytest.mark.parametrize("field", FIELDS)
def test_detail_shows_what_is_back(returned, field):
    """The last update counts, though it says what was said before (003:L3, 002:L4)."""
    badge, detail, _, meanwhile = returned
    if given(meanwhile).badge.get(field) is None:
        raise NotApplicable(f"the detail shows no {field}")
    given(badge.exchange).echoes(read_request(badge.request), field)

    expect(detail).echoes(read_request(badge.request), field)


@pytest.mark.parametrize(
    "field", [pytest.param(field, marks=requirement(key)) for field, key in ECHOES.items()]
)
def test_update_answers_what_is_back(returned, field):
    """Nor is it answered with what was there in between (003:L569-643)."""
    badge, *_ = returned
    expect(badge.exchange).echoes(read_request(badge.request), field)


@requirement("UPDATE-VISIBLE-IN-LIST")
@pytest.mark.parametrize("field", LISTED)
def test_list_shows_what_is_back(returned, field):
    """The list finds the badge by its old name again (000:L101, L153-183)."""
    badge, _, listed, _ = returned
    given(badge.exchange).echoes(read_request(badge.request), field)

    expect(listed).lists(badge, field)


@pytest.fixture(scope="module")
def switched(client, nursery):
    """The answers to updates that switch a badge off, on, and off again, and the detail after each."""
    badge, seen = nursery.create(), []
    for active in (False, True, False, True):
        answer = client.update(badge.with_(active=active))
        given(answer).accepted()
        seen.append((active, answer, client.read(badge)))
    return seen


@pytest.mark.parametrize(
    "nth",
    [
        pytest.param(nth, marks=requirement(f"LIFECYCLE-{word}-IN-DETAIL"), id=f"{word} {nth // 2 + 1}")
        for nth, word in enumerate(("DEACTIVATION", "REACTIVATION") * 2)
    ],
)
def test_detail_follows_every_switch(switched, nth):
    """A badge can be switched off and on as often as it takes (002:L300, 003:L639)."""
    active, answer, detail = switched[nth]
    expect(answer).shows(active=active)

    expect(detail).shows(active=active)


@requirement("LIFECYCLE-REACTIVATION-IN-DETAIL")
def test_badge_born_inactive_can_be_activated_while_live(client, nursery, payloads):
    """Nor does it matter that the badge is LIVE by then (002:L300-302, 003:L639)."""
    badge = nursery.live(payloads.earn(active=False))
    given(badge.exchange).shows(active=False)
    answer = client.update(badge.with_(active=True))
    given(answer).supported("the activation of a LIVE badge")
    expect(answer).shows(active=True)

    expect(client.read(badge)).shows(active=True)


@requirement("UPDATE-VISIBLE-IN-DETAIL")
def test_detail_without_statistics_is_as_new(client, nursery):
    """What was shown once is not shown for ever, with statistics or without (002:L4, L38)."""
    badge = nursery.create()
    given(client.read(badge, statistics=False)).accepted()
    updated = nursery.update(badge, badge.with_(description="Changed since"))

    expect(client.read(updated, statistics=False)).shows(description="Changed since")


@requirement("LIFECYCLE-RENAME-FOUND")
def test_name_that_was_not_found_before_is_found(client, nursery, payloads):
    """A list that had no such badge has it once there is one (000:L101, 003:L3)."""
    badge, name = nursery.create(), payloads.name()
    query = {"badgeType": "AVAILABLE", "name": name}
    given(client.list(query)).omits(badge)
    renamed = nursery.update(badge, badge.with_(name=name))

    expect(client.list(query)).finds(renamed)
