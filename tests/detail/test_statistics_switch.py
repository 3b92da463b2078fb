"""What includeStatistics shows and hides (002:L38, L291-315, L378-404)."""

import pytest

from harness.answers import shown
from harness.expectations import expect, given, observe, requirement
from harness.payloads import constraint
from harness.reading import is_nothing, unordered

from .parts import expect_part, part

CONSTRAINED = {
    "customerConstraints": [constraint("CUSTOMER", "FIXED_WINDOW")],
    "badgeConstraints": [constraint("BADGE", "FIXED_VALUE")],
}
ADORNED = {
    "badgeRank": 3,
    "images": [
        {
            "name": "Issued",
            "fileSvcHandle": "qwer-8634",
            "url": "https://img.example.com/1.png",
            "tag": "EARNED",
        }
    ],
    "tags": [{"name": "category", "value": "rare"}],
}
CUSTOM = {"customFields": {"CF 04": "1234"}}

# requirement, block
ON = [
    ("DETAIL-STATISTICS-ON-BADGE-CONSTRAINTS",     "badgeConstraints"),
    ("DETAIL-STATISTICS-ON-CUSTOMER-CONSTRAINTS",  "customerConstraints"),
    ("DETAIL-STATISTICS-ON-EARNS",                 "earnDetails"),
    ("DETAIL-STATISTICS-ON-ISSUALS",               "issualDetails"),
]  # fmt: skip
OFF = [
    ("DETAIL-STATISTICS-OFF-BADGE-CONSTRAINTS",    "badgeConstraints"),
    ("DETAIL-STATISTICS-OFF-CUSTOMER-CONSTRAINTS", "customerConstraints"),
    ("DETAIL-STATISTICS-OFF-EARNS",                "earnDetails"),
    ("DETAIL-STATISTICS-OFF-ISSUALS",              "issualDetails"),
]  # fmt: skip
CORE = (
    "id", "name", "description", "startOn", "expiresOn", "createdOn", "lastUpdatedOn",
    "active", "earnType", "status", "owners",
)  # fmt: skip
REST = [
    ("images, tags and rank", ADORNED, ("images", "tags", "badgeRank")),
    ("custom fields",         CUSTOM,  ("customFields",)),
    ("expiries",              None,    ("earnedBadgeExpiry", "issuedBadgeExpiry")),
]  # fmt: skip
# The blocks that every badge has, whatever its constraints.
COUNTED = ("earnDetails", "issualDetails")
OFF_AND_OMITTED = pytest.mark.parametrize(
    "statistics", [pytest.param(False, id="off"), pytest.param(None, id="omitted")]
)


@pytest.fixture(
    params=[
        pytest.param("shared_expired_windows", id="expired"),
        *("inactive", "live to issue", "upcoming", "updated to issue"),
    ]
)
def constrained(request, gallery):
    """A badge with a constraint in both arrays, in one of the states; there are some of both types."""
    if request.param == "shared_expired_windows":
        return request.getfixturevalue(request.param)
    return gallery.in_state(request.param, CONSTRAINED)


@pytest.fixture(params=["claimed", "earned", "grouped", "issued", "revoked"])
def storied(request, named_badges):
    """The id of a badge of the profile, with a history."""
    return named_badges.nth(request.param, 0)


@pytest.mark.parametrize("name", [pytest.param(name, marks=requirement(key), id=name) for key, name in ON])
def test_block_is_shown(gallery, constrained, name):
    """true retrieves the constraints of customer and badge, and what was issued and earned (002:L38)."""
    detail = gallery.detail(constrained, statistics=True)

    expect_part(detail, name, lambda block: not is_nothing(block), f"a {name}", "block missing")


@pytest.mark.parametrize("name", [pytest.param(name, marks=requirement(key), id=name) for key, name in OFF])
def test_block_is_left_out(gallery, constrained, name):
    """false leaves the four blocks out (002:L378-407)."""
    detail = gallery.detail(constrained, statistics=False)

    expect_part(detail, name, is_nothing, f"no {name}", "block shown")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=requirement(key), id=name) for key, name in ON if name in COUNTED]
)
def test_block_of_a_badge_with_a_history_is_shown(gallery, storied, name):
    """So it is for what was earned, issued or claimed (002:L38)."""
    detail = gallery.detail(storied, statistics=True)

    expect_part(detail, name, lambda block: not is_nothing(block), f"a {name}", "block missing")


@pytest.mark.parametrize("name", [pytest.param(name, marks=requirement(key), id=name) for key, name in OFF])
def test_block_of_a_badge_with_a_history_is_left_out(gallery, storied, name):
    """However much there is to count (002:L378-407)."""
    detail = gallery.detail(storied, statistics=False)

    expect_part(detail, name, is_nothing, f"no {name}", "block shown")


@requirement("DETAIL-STATISTICS-OMITTED")
def test_parameter_may_be_left_out(gallery, plain):
    """The parameter is not mandatory: one of the calls of the page has none (002:L28, L38)."""
    expect(gallery.detail(plain, statistics=None)).accepted()


@OFF_AND_OMITTED
@requirement("DETAIL-STATISTICS-SAME-CORE")
def test_badge_does_not_depend_on_the_switch(gallery, constrained, statistics):
    """With and without statistics the badge itself reads the same (002:L291-308, L378-394)."""
    told = given(gallery.detail(constrained, statistics=True)).badge

    expect(gallery.detail(constrained, statistics)).echoes(told, *CORE)


@OFF_AND_OMITTED
@requirement("DETAIL-STATISTICS-SAME-CORE")
def test_badge_with_a_history_does_not_depend_on_the_switch(gallery, storied, statistics):
    """Nor does what others have earned or claimed (002:L291-308, L378-394)."""
    told = given(gallery.detail(storied, statistics=True)).badge

    expect(gallery.detail(storied, statistics)).echoes(told, *CORE)


@OFF_AND_OMITTED
@requirement("DETAIL-STATISTICS-SAME-REST")
@pytest.mark.parametrize("name", ["activeEarnedCount", "claimedBy"])
def test_history_does_not_depend_on_the_switch(gallery, storied, name, statistics):
    """The examples without statistics have both members as well (002:L397-401, L434-448)."""
    told = part(gallery.detail(storied, statistics=True), name)

    expect_part(
        gallery.detail(storied, statistics),
        name,
        lambda value: unordered(value) == unordered(told) or (is_nothing(told) and is_nothing(value)),
        f"{name} = {shown(told)} as with statistics",
        f"other {name}",
    )


@OFF_AND_OMITTED
@pytest.mark.parametrize(("changes", "fields"), [pytest.param(*row, id=name) for name, *row in REST])
@requirement("DETAIL-STATISTICS-SAME-REST")
def test_adornments_do_not_depend_on_the_switch(gallery, changes, fields, statistics):
    """Nor do images, expiries, tags, rank and custom fields (002:L308-315, L394-403)."""
    badge = gallery.badge(changes, kind="issue_earn")
    told = given(gallery.detail(badge, statistics=True)).badge

    expect(gallery.detail(badge, statistics)).echoes(told, *fields)


@OFF_AND_OMITTED
@requirement("DETAIL-STATISTICS-SAME-REST")
def test_group_does_not_depend_on_the_switch(gallery, fixture_badges, statistics):
    """Nor does the group (002:L482-485)."""
    grouped = fixture_badges("grouped")[0]
    told = given(gallery.detail(grouped, statistics=True)).badge

    expect(gallery.detail(grouped, statistics)).echoes(told, "badgeGroupId", "badgeGroupName")


@requirement("DETAIL-ROBUST-STATISTICS")
@pytest.mark.parametrize("value", ["", "1", "TRUE", "maybe", "null", "true,false"])
def test_value_that_is_no_boolean(client, plain, value):
    """What is neither true nor false is no reason to fail (002:L38)."""
    odd = client.read(plain, statistics=None, params={"includeStatistics": value})

    expect(odd).not_a_server_error()


@requirement("DETAIL-STATISTICS-OMITTED-OBSERVED")
def test_default_of_the_parameter(gallery, constrained):
    """No page says what a missing parameter means (002:L28, L38)."""
    omitted = gallery.detail(constrained, statistics=None)
    blocks = [name for _, name in ON if not is_nothing(part(omitted, name))]

    observe("DETAIL-STATISTICS-OMITTED-OBSERVED", f"shows {', '.join(blocks) or 'no statistics'}", omitted)
