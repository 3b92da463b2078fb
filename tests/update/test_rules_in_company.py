"""The rules of an update hold whatever else a badge is, and whoever asks for whatever else besides.

Each update that breaks a rule comes before one that does not: the same company, without the offence. Were it
to come after it, the company would change nothing any more.
"""

import pytest

from harness import authentication
from harness.clock import DAY
from harness.expectations import NotApplicable, expect, given, requirement
from harness.payloads import ARRAY_OF, constraint

from .kinds import given_change

LIMITS = {array: [constraint(level, "FIXED_WINDOW")] for level, array in ARRAY_OF.items()}
VALUES = {array: [constraint(level, "FIXED_VALUE")] for level, array in ARRAY_OF.items()}
OTHER_LIMIT = {"customerConstraints": [constraint("CUSTOMER", "FIXED_WINDOW", maxEarnLimit=61)]}

# By code: the requirement, whether the badge is LIVE, and the offence, from the badge and days from now.
RULES = {
    720: ("UPDATE-720-END-BEFORE-START", False, lambda badge, days: {"expiresOn": badge.start_on - DAY}),
    723: ("UPDATE-START-FROZEN-LIVE", True, lambda badge, days: {"startOn": badge.start_on - DAY / 24}),
    724: ("UPDATE-724-END-PAST-LIVE", True, lambda badge, days: {"expiresOn": days(-0.01)}),
    826: ("UPDATE-826-BADGE-WINDOW-TO-VALUE", True, lambda badge, days: VALUES),
}
EVERY_RULE = pytest.mark.parametrize(
    "code", [pytest.param(code, marks=requirement(name), id=str(code)) for code, (name, *_) in RULES.items()]
)


@pytest.fixture
def expect_rule(client, nursery, payloads, code):
    """Judges that the rule holds for a badge that is made for it, in this company."""
    _, live, offence = RULES[code]

    def judge(base=None, company=None, credentials=authentication.DEFAULT):
        body = payloads.earn({**LIMITS, **(base or {})})
        badge = nursery.live(body) if live else nursery.create(body)
        changes = company(badge) if company else {}
        broken = {**changes, **offence(badge, payloads.in_days)}

        expect(client.update(badge.with_(broken), credentials=credentials)).refused(code=code)
        control = client.update(badge.with_(changes), credentials=credentials)
        given_change(control, live=live and bool(changes))

    return judge


@EVERY_RULE
def test_rule_holds_for_a_badge_of_a_group(client, payloads, expect_rule, group_id):
    """A group changes nothing about what may change (003:L67-69, L137, L161-167)."""
    grouped = {"badgeGroupId": group_id}
    given(client.create(payloads.earn(grouped))).supported("badges in a group", **grouped)

    expect_rule(grouped)


@EVERY_RULE
def test_rule_holds_for_an_update_that_activates(expect_rule):
    """Nor does it matter that the badge becomes active by the same update (003:L67-69, L129, L161-167)."""
    expect_rule({"active": False}, lambda badge: {"active": True})


@EVERY_RULE
def test_rule_holds_for_a_caller_with_a_token(expect_rule, target):
    """Whoever may update is held to the rules (003:L25, L67-69, L161-167)."""
    token = authentication.oauth(target)
    if token is None:
        raise NotApplicable("the target profile gives no oauth credentials in [auth]")

    expect_rule(credentials=token)


@requirement("UPDATE-START-FROZEN-LIVE")
@pytest.mark.parametrize(
    "company",
    [
        pytest.param(lambda badge: OTHER_LIMIT, id="another limit"),
        pytest.param(lambda badge: {"expiresOn": badge.expires_on - DAY}, id="an earlier end"),
        pytest.param(lambda badge: {"tags": [{"name": "category", "value": "rare"}]}, id="tags"),
    ],
)
@pytest.mark.parametrize("code", [723])
def test_start_is_frozen_beside_another_change(expect_rule, company):
    """What else changes does not free the start of a LIVE badge (003:L67)."""
    expect_rule(company=company)


@requirement("UPDATE-START-FROZEN-LIVE")
@pytest.mark.parametrize("days", [-400, -1500, 20])
def test_start_is_frozen_however_far_it_moves(client, nursery, days):
    """By years as by an hour (003:L67)."""
    badge = nursery.live()
    given(client.update(badge.with_())).accepted()

    expect(client.update(badge.with_(start_on=badge.start_on + days * DAY))).refused(code=723)
