"""What an update changes comes back changed (003:L569-643)."""

import pytest

from harness.expectations import expect, given, requirement
from harness.payloads import NEVER, ODD_NAME, ODD_TEXT, WITH_BADGE_META, constraint, fixed_date, without
from harness.reading import read_request

from .changes import IMAGES, SHARED, TAGS, rows
from .volleys import Volleys

# requirement, change (see `changes`), canonical field
FIELDS = rows("""
UPDATE-ECHO-BADGE-RANK     rank           badgeRank
UPDATE-ECHO-DESCRIPTION    description    description
UPDATE-ECHO-EARN-TYPE      earn-type      earnType
UPDATE-ECHO-EXPIRES        expires        expiresOn
UPDATE-ECHO-NAME           name           name
UPDATE-ECHO-OWNERS         owners         owners
UPDATE-ECHO-START          start          startOn
UPDATE-ECHO-TAGS           tags           tags
""")

# The same of an ISSUE_EARN badge, whose earn type is judged apart.
OF_ENROLMENT = (
    *(row for row in FIELDS if row[1] in SHARED),
    ("UPDATE-ECHO-EARNED-RELATIVE", "relative-MONTHS", "earnedBadgeExpiry"),
)

# requirement, change, members of the expiry; those that were not sent must be absent
EXPIRIES = rows("""
UPDATE-ECHO-EARNED-FIXED-DATE  fixed-date       expiryType  type                expiresOn
UPDATE-ECHO-EARNED-NEVER       never            expiryType  relativeExpirytype
UPDATE-ECHO-EARNED-RELATIVE    relative-MONTHS  expiryType  relativeExpirytype  value
""")

# Nothing of these is in the ones of `changes`.
OLD_IMAGES = [
    {
        "name": name,
        "fileSvcHandle": f"h-{name}",
        "url": f"https://img.example.com/{name}.png",
        "tag": "EARNED",
    }
    for name in ("Old", "Older")
]
OLD_TAGS = [{"name": "Type0", "value": "Jubilee"}, {"name": "Type9", "value": "Harvest"}]

ISSUED = ["issued-fixed-date", "issued-never", "issued-relative", "issued-with-badge-meta"]

# requirement, change, type, the flag that belongs to it
FLAGS = [
    ("UPDATE-EXPIRY-FLAG-FIXED-DATE", "fixed-date", "FIXED_DATE", False),
    ("UPDATE-EXPIRY-FLAG-WITH-BADGE-META", "with-badge-meta", "WITH_BADGE_META", True),
]


@pytest.mark.parametrize(
    ("change", "field"),
    [pytest.param(change, field, marks=requirement(key), id=change) for key, change, field in FIELDS],
)
def test_field_comes_back_as_sent(volleys, change, field):
    """A changed field of an UPCOMING badge is accepted and comes back (003:L579-639)."""
    sent = volleys.sending(change)

    expect(sent.exchange).echoes(sent.badge, field)


@pytest.mark.parametrize(
    ("change", "field"),
    [pytest.param(change, field, marks=requirement(key), id=change) for key, change, field in OF_ENROLMENT],
)
def test_field_of_an_enrolment_comes_back_as_sent(issue_volleys, change, field):
    """A changed field of an inactive ISSUE_EARN badge comes back as that of another (003:L579-639)."""
    sent = issue_volleys.sending(change)

    expect(sent.exchange).echoes(sent.badge, field)


@requirement("UPDATE-ECHO-NAME-SIGNS")
def test_name_with_signs_comes_back(client, upcoming_badge, payloads):
    """Names are offers such as 10% off (003:L63)."""
    name = f"{payloads.name(words=0)} 10% off & a cup"
    answer = client.update(upcoming_badge.with_(name=name))

    given(answer).supported("names with signs")
    expect(answer).shows(name=name)


@requirement("UPDATE-ECHO-UNICODE")
@pytest.mark.parametrize("field", ["name", "description"])
def test_text_beyond_ascii_comes_back(client, upcoming_badge, payloads, field):
    """Texts are more than ASCII (003:L579-581)."""
    text = f"{payloads.name(words=0)} – Größe, 徽章, значок"
    answer = client.update(upcoming_badge.with_({field: text}))

    given(answer).supported(f"a {field} beyond ASCII")
    expect(answer).shows(**{field: text})


@requirement("UPDATE-ECHO-CUSTOM-FIELDS")
def test_custom_fields_come_back(volleys):
    """Changed custom fields come back, where names that nobody has set up are taken (003:L131, L633)."""
    sent = volleys.sending("custom-fields")

    given(sent.exchange).supported("custom fields that nobody has set up")
    expect(sent.exchange).echoes(sent.badge, "customFields")


@requirement("UPDATE-ECHO-CUSTOM-FIELDS")
def test_text_of_a_custom_field_changes(client, customised):
    """A custom field that the badge has takes another text (003:L131-135, L633)."""
    answer = client.update(customised.with_({"customFields": {"Badge use": "pets"}}))

    expect(answer).shows(customFields={"Badge use": "pets"})


@requirement("UPDATE-ECHO-TEXT")
@pytest.mark.parametrize("field", ["name", "description"])
def test_text_comes_back_unchanged(client, payloads, upcoming_badge, field):
    """Letters beyond ASCII, quotes, markup and several lines survive an update (003:L579-581)."""
    odd = {"name": payloads.name(words=0) + ODD_NAME, "description": ODD_TEXT}
    answer = client.update(upcoming_badge.with_({field: odd[field]}))

    given(answer).supported(f"a {field} of all kinds of letters")
    expect(answer).shows(**{field: odd[field]})


@requirement("UPDATE-ECHO-IMAGES")
def test_images_come_back(volleys):
    """The set of images comes back, each with name, handle and url (003:L597-603)."""
    sent = volleys.sending("images")
    images = [{key: image[key] for key in ("name", "fileSvcHandle", "url")} for image in sent.body["images"]]

    expect(sent.exchange).shows(images=images)


@pytest.fixture(scope="module")
def replacing(client, nursery, payloads):
    """Updates of an UPCOMING badge that has images, tags and owners, and gets others."""
    badge = nursery.create(payloads.earn({"images": OLD_IMAGES, "tags": OLD_TAGS}))
    parts = {
        "images": {"images": IMAGES},
        "owners": {"ownership.restrictedToOwners": ["Journeys"]},
        "tags": {"tags": TAGS},
    }
    return Volleys(client, badge, parts, [tuple(parts)])


@pytest.mark.parametrize(
    "field",
    [
        pytest.param("images", marks=requirement("UPDATE-ECHO-IMAGES")),
        pytest.param("owners", marks=requirement("UPDATE-ECHO-OWNERS")),
        pytest.param("tags", marks=requirement("UPDATE-ECHO-TAGS")),
    ],
)
def test_array_takes_the_place_of_the_one_before(replacing, field):
    """What an array held before is gone when the update sends another one (003:L597-607, L635-637)."""
    sent = replacing.sending(field)
    body = {**sent.body, "images": [without(image, "tag") for image in sent.body["images"]]}

    expect(sent.exchange).echoes(read_request(body), field)


@requirement("UPDATE-ARRAYS-EMPTIED")
@pytest.mark.parametrize("array", ["badgeConstraints", "customerConstraints", "images", "tags"])
def test_empty_array_empties_the_badge(client, nursery, payloads, array):
    """An array that is sent empty comes back empty, whatever the badge had (003:L597, L609-611, L987-989)."""
    had = {
        "badgeConstraints": [constraint("BADGE", "FIXED_VALUE")],
        "customerConstraints": [constraint("CUSTOMER", "FIXED_VALUE")],
        "images": OLD_IMAGES,
        "tags": OLD_TAGS,
    }
    badge = nursery.create(payloads.earn(had))
    given(badge.exchange).echoes(read_request(badge.request), array)

    expect(client.update(badge.with_({array: []}))).shows(**{array: []})


@requirement("UPDATE-ECHO-EARN-TYPE")
def test_update_of_an_enrolment_is_accepted(client, nursery, payloads, upcoming_badge):
    """ISSUE_EARN, sent back as it is, is accepted where EARN is (003:L127)."""
    enrolment = nursery.create(payloads.issue_earn())
    given(client.update(upcoming_badge.with_())).accepted()

    expect(client.update(enrolment.with_())).shows(earnType="ISSUE_EARN")


@requirement("UPDATE-ECHO-EARN-TYPE")
def test_earn_type_of_an_enrolment_comes_back(issue_volleys):
    """ISSUE_EARN comes back as such (003:L617)."""
    expect(issue_volleys.sending("issue-earn-type").exchange).shows(earnType="ISSUE_EARN")


@pytest.mark.parametrize(
    ("change", "members"),
    [pytest.param(change, members, marks=requirement(key), id=key) for key, change, *members in EXPIRIES],
)
def test_earned_expiry_comes_back(volleys, change, members):
    """Each kind of earned expiry takes the place of another one and comes back (003:L73-79, L587-593)."""
    sent = volleys.sending(change)
    expiry = sent.badge["earnedBadgeExpiry"]

    expect(sent.exchange).shows(earnedBadgeExpiry={member: expiry.get(member) for member in members})


@pytest.mark.parametrize(
    ("field", "maker"),
    [
        pytest.param("earnedBadgeExpiry", "earn", marks=requirement("UPDATE-ECHO-EARNED-FIXED-DATE")),
        pytest.param("issuedBadgeExpiry", "issue_earn", marks=requirement("UPDATE-ECHO-ISSUED-EXPIRY")),
    ],
)
def test_fixed_date_of_an_expiry_moves(client, nursery, payloads, field, maker):
    """A fixed date takes the place of another one, later or earlier (003:L73-75, L593-595)."""
    badge = nursery.create(getattr(payloads, maker)({field: fixed_date(payloads.in_days(75))}))
    for days in (82, 71):
        body = badge.with_({field: fixed_date(payloads.in_days(days))})

        expect(client.update(body)).echoes(read_request(body), field)


@requirement("UPDATE-ECHO-EARNED-WITH-BADGE-META")
def test_expiry_by_the_badge_comes_back(client, nursery, payloads):
    """WITH_BADGE_META takes the place of NEVER and comes back without a date of its own (003:L75, L659)."""
    badge = nursery.create(payloads.earn(earned_badge_expiry=dict(NEVER)))
    given(client.update(badge.with_())).accepted()
    answer = client.update(badge.with_(earned_badge_expiry=dict(WITH_BADGE_META)))

    expect(answer).shows(
        earnedBadgeExpiry={"expiryType": "ABSOLUTE", "type": "WITH_BADGE_META", "expiresOn": None}
    )


@pytest.mark.parametrize(
    ("change", "kind", "flag"),
    [pytest.param(*row, marks=requirement(key), id=row[0]) for key, *row in FLAGS],
)
def test_flag_comes_back(volleys, change, kind, flag):
    """expireWithBadgeMeta comes back as the type demands it and as it was sent (003:L77, L181, L339)."""
    sent = volleys.sending(change)
    expect(sent.exchange).accepted()
    given(sent.exchange).shows(earnedBadgeExpiry={"type": kind})

    expect(sent.exchange).shows(earnedBadgeExpiry={"expireWithBadgeMeta": flag})


@requirement("UPDATE-EXPIRY-FLAG-COMPLETED")
@pytest.mark.parametrize(("change", "kind", "flag"), [row[1:] for row in FLAGS])
def test_missing_flag_is_completed(client, volleys, change, kind, flag):
    """The server adds the flag that belongs to the type, unless it demands it (003:L515-519, L975)."""
    sent = volleys.sending(change)
    given(sent.exchange).shows(earnedBadgeExpiry={"type": kind})
    expiry = {
        key: value for key, value in sent.body["earnedBadgeExpiry"].items() if key != "expireWithBadgeMeta"
    }
    answer = client.update(volleys.badge.with_(earned_badge_expiry=expiry))

    expect(answer).if_accepted().shows(earnedBadgeExpiry={"expireWithBadgeMeta": flag})


@requirement("UPDATE-ECHO-ISSUED-EXPIRY")
@pytest.mark.parametrize("change", ISSUED)
def test_issued_expiry_comes_back(issue_volleys, change):
    """Each kind of issued expiry of an ISSUE_EARN badge comes back (003:L595)."""
    sent = issue_volleys.sending(change)

    expect(sent.exchange).echoes(sent.badge, "issuedBadgeExpiry")


@requirement("UPDATE-ECHO-ACTIVE-FALSE")
def test_active_badge_can_be_made_inactive(volleys):
    """active false comes back (003:L129, L639)."""
    given(volleys.badge.exchange).shows(active=True)

    expect(volleys.sending("active").exchange).shows(active=False)


@requirement("UPDATE-ECHO-ACTIVE-TRUE")
def test_inactive_badge_can_be_made_active(issue_volleys):
    """active true comes back (003:L129, L639)."""
    given(issue_volleys.badge.exchange).shows(active=False)

    expect(issue_volleys.sending("active").exchange).shows(active=True)


@requirement("UPDATE-ECHO-BADGE-GROUP")
def test_badge_joins_a_group(client, upcoming_badge, group_id):
    """The id of an existing group makes the badge a member of it (003:L137, L613)."""
    given(client.update(upcoming_badge.with_())).accepted()

    expect(client.update(upcoming_badge.with_(badge_group_id=group_id))).shows(badgeGroupId=group_id)
    expect(client.read(upcoming_badge)).shows(badgeGroupId=group_id)
