"""What comes back of the plain fields of a new badge (004:L502-536)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.model import OWNERS
from harness.payloads import LARGEST, LONG_TEXT, ODD_NAME, ODD_TEXT, constraint, fixed_date, window
from harness.reading import read_request

# Images of one badge may share a file, as in the examples (000:L229-242).
IMAGES = [
    {
        "name": "Issued",
        "fileSvcHandle": "qwer-8634-8938",
        "url": "https://img.example.com/success.png",
        "tag": "EARNED",
    },
    {
        "name": "Grey",
        "fileSvcHandle": "qwer-8634-8938",
        "url": "https://img.example.com/o/images%2Fgrey.png?alt=media&token=66b2",
        "tag": "UN_EARNED",
    },
]
TAGS = [
    {"name": "Type1", "value": "Birthday"},
    {"name": "Priority", "value": "1"},
    {"name": "category", "value": "rare"},
]
# As on the pages: a text stays one, even where it reads like a number, a truth value or null.
CUSTOM_FIELDS = [
    {"CF1": "CF1", "CF2 INTEGER": "1"},
    {
        "CF07": "true",
        "CF31 date": "false",
        "CF 09": "null",
        "CF 177": "0",
        "Badge use": "<your terms & uses>",
    },
]

# requirement, kind of badge, field of every badge of that kind
OF_EVERY_BADGE = [
    ("CREATE-ECHO-ACTIVE-TRUE",          "earn",       "active"),
    ("CREATE-ECHO-DESCRIPTION",          "earn",       "description"),
    ("CREATE-ECHO-EARN-TYPE-EARN",       "earn",       "earnType"),
    ("CREATE-ECHO-EARN-TYPE-ISSUE-EARN", "issue_earn", "earnType"),
    ("CREATE-ECHO-EXPIRES",              "earn",       "expiresOn"),
    ("CREATE-ECHO-NAME",                 "earn",       "name"),
    ("CREATE-ECHO-OWNERS",               "earn",       "owners"),
    ("CREATE-ECHO-START",                "earn",       "startOn"),
]  # fmt: skip

# requirement, field that is set for the purpose, its value
ON_REQUEST = [
    ("CREATE-ECHO-ACTIVE-FALSE", "active",    False),
    ("CREATE-ECHO-BADGE-RANK",   "badgeRank", 3),
    ("CREATE-ECHO-BADGE-RANK",   "badgeRank", 12),
    ("CREATE-ECHO-BADGE-RANK",   "badgeRank", 42),
    ("CREATE-ECHO-IMAGES",       "images",    IMAGES),
    ("CREATE-ECHO-TAGS",         "tags",      TAGS),
]  # fmt: skip

LARGE = {
    **LARGEST,
    "CUSTOMER-COMBINED": (
        "customerConstraints",
        [
            window("CUSTOMER", "DAYS"),
            window("CUSTOMER", "WEEKS"),
            constraint("CUSTOMER", "ROLLING_WINDOW"),
            constraint("CUSTOMER", "FIXED_VALUE"),
        ],
    ),
    "DESCRIPTION-TEXT": ("description", LONG_TEXT),
}

# Beyond January 2038, where seconds no longer fit into 32 bits.
YEAR = 31_557_600
IN_2060 = 2_840_140_800
FAR_START = {"startOn": IN_2060, "expiresOn": IN_2060 + YEAR}
FAR_END = {
    "expiresOn": IN_2060,
    "earnedBadgeExpiry": fixed_date(IN_2060 + 2 * YEAR),
    "issuedBadgeExpiry": fixed_date(IN_2060 + 3 * YEAR),
}

# requirement, what the body has beyond the plain one, the field to look at
FAR_DATES = [
    ("CREATE-ECHO-EARNED-FIXED-DATE", FAR_END,   "earnedBadgeExpiry"),
    ("CREATE-ECHO-EXPIRES",           FAR_END,   "expiresOn"),
    ("CREATE-ECHO-ISSUED-FIXED-DATE", FAR_END,   "issuedBadgeExpiry"),
    ("CREATE-ECHO-START",             FAR_START, "startOn"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "field"),
    [pytest.param(kind, field, marks=requirement(key), id=key) for key, kind, field in OF_EVERY_BADGE],
)
def test_what_every_badge_has_comes_back(creations, kind, field):
    """The new badge shows what was sent (004:L504-508, L521, L526, L536)."""
    badge = creations.badge(kind=kind)

    expect(badge.exchange).echoes(read_request(badge.request), field)


@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param(field, value, marks=requirement(key), id=key) for key, field, value in ON_REQUEST],
)
def test_what_a_badge_may_have_comes_back(creations, field, value):
    """The new badge shows the optional fields that were sent (004:L515, L525, L536, L586-599)."""
    expect(creations.badge({field: value}).exchange).shows(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param(*row, marks=requirement(f"CREATE-ECHO-{key}"), id=key) for key, row in LARGE.items()],
)
def test_what_is_large_comes_back_whole(client, creations, plain, field, value):
    """Large numbers, long texts and many entries are refused or kept, but not cut (004:L504-608)."""
    body = creations.body({field: value})

    expect(client.create(body)).if_accepted().echoes(read_request(body), field)


@requirement("CREATE-ECHO-CUSTOM-FIELDS")
@pytest.mark.parametrize("custom", CUSTOM_FIELDS, ids=["words", "texts like values"])
def test_custom_fields_come_back(creations, plain, custom):
    """Names and texts of the organisation's own are accepted and shown (002:L184-194, 004:L374-377, L608)."""
    answer = creations.answer({"customFields": custom})
    given(answer).supported("custom fields that nobody has set up")
    expect(answer).shows(customFields=custom)


@requirement("CREATE-ECHO-OWNERS")
def test_all_owners_at_once_come_back(creations, plain):
    """A badge may be open to every module, as in the examples (002:L56-66, 004:L40)."""
    expect(creations.answer({"ownership.restrictedToOwners": list(OWNERS)})).shows(owners=list(OWNERS))


@requirement("CREATE-ECHO-NAME-UNICODE")
def test_name_beyond_ascii_comes_back(client, creations, payloads, plain):
    """A name is text, and text is more than ASCII (004:L504)."""
    name = payloads.name(words=0) + ODD_NAME

    answer = client.create(creations.body({"name": name}))

    given(answer).supported("names of all kinds of letters")
    expect(answer).shows(name=name)


@requirement("CREATE-ECHO-DESCRIPTION-TEXT")
def test_description_of_several_lines_comes_back(creations, plain):
    """A description is text of any letters, and not of one line or of few (004:L505)."""
    answer = creations.answer({"description": ODD_TEXT})

    given(answer).supported("long descriptions of all kinds of letters")
    expect(answer).shows(description=ODD_TEXT)


@requirement("CREATE-ECHO-NAME-SIGNS")
def test_name_with_signs_comes_back(client, creations, plain):
    """Names are offers such as 10% off (004:L26)."""
    body = creations.body()
    body["name"] += " 10% off & a cup"

    answer = client.create(body)

    given(answer).supported("names with signs")
    expect(answer).shows(name=body["name"])


@requirement("CREATE-ECHO-TIME-FRACTION")
def test_fractions_of_a_second_come_back(creations, plain, day):
    """Times are decimal seconds in every answer, and kept to the millisecond (004:L545-546, L604)."""
    dates = {"startOn": day(30) + 0.125, "expiresOn": day(60) + 0.375}

    expect(creations.answer(dates)).shows(**dates)


@pytest.mark.parametrize(
    ("dates", "field"), [pytest.param(*row, marks=requirement(key), id=key) for key, *row in FAR_DATES]
)
def test_far_date_comes_back(creations, enrolled, dates, field):
    """A date far ahead is refused or kept, but no other one (004:L506-508, L545-546, L626-631)."""
    expect(creations.answer(dates, kind="issue_earn")).if_accepted().shows(**{field: dates[field]})
