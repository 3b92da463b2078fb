"""What comes back of everything that a new badge can have, whatever kind of badge it is (004:L502-536)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED, constraint, without
from harness.reading import read_request

from .kinds import KINDS

# But for custom fields, which a target may have to know, and a group, which must exist.
EVERYTHING = {
    **ADORNED,
    "badgeConstraints": [
        constraint("BADGE", "FIXED_VALUE"),
        constraint("BADGE", "ROLLING_WINDOW", rollValue=6),
    ],
    "customerConstraints": [constraint("CUSTOMER", "ROLLING_WINDOW", rollForWeeks=2, rollForMonths=3)],
}
CUSTOM_FIELDS = {"CF1": "CF1", "Badge use": "uses"}

# requirement, field
OF_ALL = [
    ("CREATE-ECHO-BADGE-COMBINED",   "badgeConstraints"),
    ("CREATE-ECHO-BADGE-RANK",       "badgeRank"),
    ("CREATE-ECHO-CUSTOMER-ROLLING", "customerConstraints"),
    ("CREATE-ECHO-DESCRIPTION",      "description"),
    ("CREATE-ECHO-EARNED-RELATIVE",  "earnedBadgeExpiry"),
    ("CREATE-ECHO-EXPIRES",          "expiresOn"),
    ("CREATE-ECHO-IMAGES",           "images"),
    ("CREATE-ECHO-NAME",             "name"),
    ("CREATE-ECHO-OWNERS",           "owners"),
    ("CREATE-ECHO-START",            "startOn"),
    ("CREATE-ECHO-TAGS",             "tags"),
]  # fmt: skip
# Besides, by the maker of the body, and by whether the badge is active.
BY_MAKER = {
    "earn": [("CREATE-ECHO-EARN-TYPE-EARN", "earnType")],
    "issue_earn": [("CREATE-ECHO-EARN-TYPE-ISSUE-EARN", "earnType")],
}
BY_ACTIVE = {True: [("CREATE-ECHO-ACTIVE-TRUE", "active")], False: [("CREATE-ECHO-ACTIVE-FALSE", "active")]}

CASES = [
    pytest.param(kind, field, marks=requirement(key), id=f"{name} {field}")
    for name, kind in KINDS.items()
    for key, field in OF_ALL + BY_MAKER[kind.maker] + BY_ACTIVE[kind.changes.get("active", True)]
]
OF_EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_what_comes_together_comes_back(creations, day, kind, field):
    """A field is kept beside all others, and of a badge that is inactive, enrolled for or LIVE at once."""
    creations.badge(**kind.creation(day))
    badge = creations.badge(**kind.creation(day, EVERYTHING))

    expect(badge.exchange).echoes(read_request(badge.request), field)


@requirement("CREATE-ECHO-ISSUED-FIXED-DATE")
@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.maker == "issue_earn"])
def test_issued_expiry_comes_back(creations, day, name):
    """An issued expiry is kept whatever else the ISSUE_EARN badge has or is (004:L514, L626-631)."""
    creations.badge(**KINDS[name].creation(day))
    badge = creations.badge(**KINDS[name].creation(day, EVERYTHING))
    sent = badge.request["issuedBadgeExpiry"]

    expect(badge.exchange).shows(issuedBadgeExpiry=without(sent, "expireWithBadgeMeta"))


@requirement("CREATE-ECHO-CUSTOM-FIELDS")
@OF_EACH_KIND
def test_custom_fields_of_every_kind_come_back(creations, day, kind):
    """Names and texts of the organisation's own belong to every badge (004:L374-377, L608)."""
    creations.badge(**kind.creation(day))
    answer = creations.answer(**kind.creation(day, {"customFields": CUSTOM_FIELDS}))

    given(answer).supported("custom fields that nobody has set up")
    expect(answer).shows(customFields=CUSTOM_FIELDS)


@requirement("CREATE-ECHO-BADGE-GROUP")
@OF_EACH_KIND
def test_group_comes_back(creations, day, group_id, kind):
    """A badge that names an existing group is in it (004:L68, L524)."""
    creations.badge(**kind.creation(day))

    expect(creations.answer(**kind.creation(day, {"badgeGroupId": group_id}))).shows(badgeGroupId=group_id)


@requirement("CREATE-ECHO-BADGE-RANK")
def test_rank_comes_back_in_a_group(creations, plain, group_id):
    """The rank is that within the group (004:L69, L525)."""
    ranked = {"badgeGroupId": group_id, "badgeRank": 6}
    answer = creations.answer(ranked)
    given(answer).supported("badges in a group", badgeGroupId=group_id)

    expect(answer).shows(badgeRank=6)
