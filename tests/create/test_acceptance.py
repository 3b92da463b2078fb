"""Which bodies make a badge (004:L23-377)."""

import pytest

from harness.expectations import expect, requirement
from harness.payloads import RELATIVE, WITH_BADGE_META, constraint, fixed_date

IMAGE = {
    "name": "Issued",
    "fileSvcHandle": "qwer-8634-8938",
    "url": "https://img.example.com/success.png",
    "tag": "EARNED",
}
TAGS = [
    {"name": "Type1", "value": "Birthday"},
    {"name": "Priority", "value": "1"},
    {"name": "category", "value": "rare"},
]
BY_DAY = constraint("BADGE", "ROLLING_WINDOW", rollType="DAYS", maxEarnLimit=300)
BY_WEEK = constraint("BADGE", "ROLLING_WINDOW", rollType="WEEKS", maxEarnLimit=3000)
BY_MONTH = constraint("BADGE", "ROLLING_WINDOW", rollType="MONTHS", maxEarnLimit=9000)

# requirement, kind of badge, what the documented body has beyond the plain one
DOCUMENTED = [
    (
        "CREATE-BODY-BADGE-COMBINED",
        "earn",
        {"badgeConstraints": [constraint("BADGE", "FIXED_VALUE"), BY_DAY, BY_WEEK, BY_MONTH]},
    ),
    (
        "CREATE-BODY-CUSTOMER-COMBINED",
        "earn",
        {
            "customerConstraints": [
                constraint("CUSTOMER", "ROLLING_WINDOW"),
                constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=5000),
            ]
        },
    ),
    (
        "CREATE-BODY-EARN",
        "earn",
        {
            "earnedBadgeExpiry": WITH_BADGE_META,
            "customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE")],
            "badgeConstraints": [constraint("BADGE", "FIXED_WINDOW")],
            "tags": TAGS,
            "active": False,
        },
    ),
    (
        "CREATE-BODY-ISSUE-EARN",
        "issue_earn",
        {
            "badgeRank": 3,
            "earnedBadgeExpiry": RELATIVE,
            "ownership.restrictedToOwners": ["Loyalty", "Audience_Campaigns"],
            "images": [IMAGE],
            "customerConstraints": [constraint("CUSTOMER", "FIXED_WINDOW")],
            "badgeConstraints": [constraint("BADGE", "FIXED_VALUE"), BY_DAY, BY_WEEK],
        },
    ),
]

BOTH_ARRAYS = {
    "customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE")],
    "badgeConstraints": [constraint("BADGE", "FIXED_VALUE")],
}

# Fields that a body may leave out (004:L27-32, L41, L53, L63-69, and those that only bodies show).
OPTIONAL = [
    "badgeConstraints",
    "badgeGroupId",
    "badgeRank",
    "customFields",
    "customerConstraints",
    "defaultTillId",
    "description",
    "expiresOnISO",
    "images",
    "issuedBadgeExpiry",
    "startOnISO",
    "tags",
]

# Optional collections, with nothing in them.
EMPTY = {"badgeConstraints": [], "customFields": {}, "customerConstraints": [], "images": [], "tags": []}


@requirement("CREATE-ACCEPTED")
def test_mandatory_fields_are_enough(client, creations):
    """A body with nothing but the starred fields makes a badge (004:L1, L26-64)."""
    body = creations.body({"ownership.restrictedToOwners": ["Loyalty"]}, missing=("description",))

    expect(client.create(body)).accepted()


@requirement("CREATE-STORED")
def test_accepted_badge_is_stored(client, plain):
    """What was accepted can be read back by its id (004:L1)."""
    expect(client.read(plain)).shows(id=plain.id)


@requirement("CREATE-STORED")
def test_each_of_two_badges_is_stored(client, creations):
    """One creation after the other, and of either earn type (004:L1)."""
    first, second = creations.badge({"badgeRank": 5}), creations.badge({"badgeRank": 5}, kind="issue_earn")

    expect(client.read(first)).shows(id=first.id)
    expect(client.read(second)).shows(id=second.id)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [pytest.param(kind, changes, marks=requirement(key), id=key) for key, kind, changes in DOCUMENTED],
)
def test_documented_body_is_accepted(creations, plain, kind, changes):
    """The bodies that the page prints make badges (004:L70-377)."""
    expect(creations.answer(changes, kind=kind)).accepted()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("earn", marks=requirement("CREATE-EARN-CONSTRAINTS")),
        pytest.param("issue_earn", marks=requirement("CREATE-ISSUE-EARN-CONSTRAINTS")),
    ],
)
def test_both_earn_types_keep_constraints(creations, kind):
    """Constraints are valid whatever the earn type: the bodies have them for both (004:L99-128, L200-219)."""
    creations.badge(kind=kind)

    constrained = creations.answer(BOTH_ARRAYS, kind=kind)

    expect(constrained).shows(
        customerConstraints=[{"kind": "FIXED_VALUE"}], badgeConstraints=[{"kind": "FIXED_VALUE"}]
    )


@requirement("CREATE-WITHOUT-CONSTRAINTS")
def test_constraints_may_be_left_out(creations):
    """Both arrays of constraints are optional (004:L41, L53)."""
    creations.badge(BOTH_ARRAYS)

    expect(creations.answer()).accepted()


@requirement("CREATE-WITHOUT-DESCRIPTION")
def test_description_may_be_left_out(creations, plain):
    """The description is optional (004:L27)."""
    expect(creations.answer(missing=("description",))).accepted()


@requirement("CREATE-RANK-WITHOUT-GROUP")
def test_rank_needs_no_group(creations, plain):
    """A rank may be given although the badge is in no group (004:L69)."""
    expect(creations.answer({"badgeRank": 3})).accepted()


@requirement("CREATE-ISSUED-EXPIRY-AFTER-BADGE")
def test_issued_expiry_may_come_after_the_badge(creations, day):
    """An issued copy may live longer than the badge (004:L74, L84)."""
    dates = {"startOn": day(30), "expiresOn": day(60)}
    creations.badge({**dates, "issuedBadgeExpiry": fixed_date(day(59))}, kind="issue_earn")

    later = creations.answer({**dates, "issuedBadgeExpiry": fixed_date(day(90))}, kind="issue_earn")

    expect(later).accepted()


@requirement("CREATE-ACCEPTED")
def test_validity_can_last_for_more_than_a_year(creations, plain, day):
    """A badge may last for more than a year, as that of a body of the page does (004:L28-31, L384-385)."""
    end = day(500)

    expect(creations.answer({"startOn": day(30), "expiresOn": end})).shows(expiresOn=end)


# Objects with members that others of their kind have (004:L36-62, L137-157).
NULLS_INSIDE = {
    "earnedBadgeExpiry": {**RELATIVE, "type": None, "expiresOn": None},
    "customerConstraints": [
        {
            **constraint("CUSTOMER", "FIXED_VALUE"),
            **dict.fromkeys(
                ("durationType", "refreshRate", "startDayOfTheWeek", "maxEarnForDays", "rollForDays")
            ),
        }
    ],
    "badgeConstraints": [
        {
            **constraint("BADGE", "FIXED_VALUE"),
            **dict.fromkeys(("durationType", "refreshRate", "startDayOfTheWeek", "rollType", "rollValue")),
        }
    ],
}


@requirement("CREATE-OPTIONAL-NULL")
@pytest.mark.parametrize("field", NULLS_INSIDE)
def test_null_inside_an_object_is_absence(creations, plain, field):
    """null says the same as leaving out, at whatever depth (004:L27-69)."""
    expect(creations.answer({field: NULLS_INSIDE[field]})).accepted()


@requirement("CREATE-OPTIONAL-NULL")
def test_null_in_an_optional_field_is_absence(creations):
    """null says the same as leaving the field out (004:L27-69)."""
    creations.badge(missing=("description",))

    expect(creations.answer(dict.fromkeys(OPTIONAL))).accepted()


@requirement("CREATE-OPTIONAL-EMPTY")
@pytest.mark.parametrize("field", EMPTY)
def test_an_empty_collection_is_accepted(creations, plain, field):
    """What a badge has none of may be sent empty, as answers show it (003:L188-195, 004:L29-65)."""
    expect(creations.answer({field: EMPTY[field]})).accepted()


@requirement("CREATE-ONE-BADGE-PER-BODY")
def test_an_array_of_badges_makes_none(client, creations, expect_free):
    """One body is one badge: there is no batch (004:L13)."""
    first, second = creations.body(), creations.body()
    batch = client.create([first, second])

    expect(batch).refused()
    expect_free(batch, client.create(first))
    expect_free(batch, client.create(second))
