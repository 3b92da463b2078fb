"""What a target does with fields where the page leaves it open; recorded, never judged."""

import pytest

from harness.answers import outcome_of
from harness.client import MIGRATION_HEADER
from harness.clock import DAY, YEAR
from harness.expectations import observe, requirement
from harness.payloads import NEVER, without
from harness.reading import read_request

from .changes import CUSTOM_FIELDS, IMAGES, TAGS
from .fates import comeback, fate

STARRED = ("active", "earnType", "earnedBadgeExpiry", "expiresOn", "name", "ownership", "startOn")
OPTIONAL = (
    "badgeConstraints",
    "badgeRank",
    "customerConstraints",
    "description",
    "images",
    "tags",
)
NO_GROUP = "feedfacefeedfacefeedface"


@pytest.fixture(scope="module")
def badge(nursery, payloads):
    """An inactive ISSUE_EARN badge, none of whose values a server would choose by itself."""
    return nursery.create(payloads.issue_earn(active=False, earned_badge_expiry=dict(NEVER)))


@pytest.fixture(scope="module")
def stripped(client, nursery, payloads):
    """A badge with every optional field, and the answer to an update that sends none of them."""
    limits = {
        "customerConstraints": [{"constraintType": "CUSTOMER_BADGE_FIXED_VALUE", "maxEarnLimit": 3}],
        "badgeConstraints": [{"constraintType": "BADGE_FIXED_VALUE", "maxEarnLimit": 9}],
    }
    badge = nursery.create(payloads.earn({**limits, "badgeRank": 5, "images": IMAGES, "tags": TAGS}))
    return badge, client.update(without(badge.with_(), *OPTIONAL))


@pytest.fixture(scope="module")
def uncustomised(client, nursery, payloads):
    """A badge with custom fields, and the answer to an update that sends none."""
    badge = nursery.create(payloads.earn(custom_fields=CUSTOM_FIELDS))
    return badge, client.update(without(badge.with_(), "customFields"))


@requirement("UPDATE-PARTIAL-OBSERVED")
@pytest.mark.parametrize("field", STARRED)
def test_starred_field_left_out(client, badge, field):
    """Only the id is surely mandatory (003:L63-129)."""
    answer = client.update(without(badge.with_(), field))
    shown_as = {"ownership": "owners"}.get(field, field)
    before = read_request(badge.request)[shown_as]

    observe("UPDATE-PARTIAL-OBSERVED", f"{field}: {fate(answer, shown_as, before)}", answer)


@requirement("UPDATE-OPTIONAL-OMITTED-OBSERVED")
@pytest.mark.parametrize("field", OPTIONAL)
def test_optional_field_left_out(stripped, field):
    """Whether an update replaces the whole badge or merges is not said (003:L505-533)."""
    badge, answer = stripped
    before = read_request(badge.request)[field]

    observe("UPDATE-OPTIONAL-OMITTED-OBSERVED", f"{field}: {fate(answer, field, before)}", answer)


@requirement("UPDATE-CUSTOM-FIELDS-OMITTED-OBSERVED")
def test_custom_fields_left_out(uncustomised):
    """Nor is it said what becomes of custom fields (003:L505-533)."""
    badge, answer = uncustomised
    before = read_request(badge.request)["customFields"]

    observe("UPDATE-CUSTOM-FIELDS-OMITTED-OBSERVED", f"{fate(answer, 'customFields', before)}", answer)


@requirement("UPDATE-IS-ACTIVE-OBSERVED")
def test_other_name_of_active(client, badge):
    """Bodies of the create page write isActive (004:L87)."""
    answer = client.update({**without(badge.with_(), "active"), "isActive": True})

    observe("UPDATE-IS-ACTIVE-OBSERVED", f"isActive true: {comeback(answer, 'active')}", answer)


@requirement("UPDATE-MEMBERCARE-OBSERVED")
def test_owner_that_only_one_page_names(client, badge):
    """Membercare is in the list of the update page alone (003:L83)."""
    answer = client.update(badge.with_({"ownership.restrictedToOwners": ["Loyalty", "Membercare"]}))

    observe("UPDATE-MEMBERCARE-OBSERVED", outcome_of(answer), answer)


@requirement("UPDATE-EARN-TYPE-CHANGE-OBSERVED")
def test_other_earn_type(client, upcoming_badge):
    """Whether an earn type is for good is not said (003:L127)."""
    answer = client.update(upcoming_badge.with_(earn_type="ISSUE_EARN"))

    observe("UPDATE-EARN-TYPE-CHANGE-OBSERVED", comeback(answer, "earnType"), answer)


@requirement("UPDATE-UNKNOWN-FIELD-OBSERVED")
def test_field_that_no_page_names(client, badge):
    """Unknown fields are nowhere mentioned (003:L51-139)."""
    answer = client.update(badge.with_(favourite_colour="green"))

    observe("UPDATE-UNKNOWN-FIELD-OBSERVED", outcome_of(answer), answer)


@requirement("UPDATE-UNKNOWN-GROUP-OBSERVED")
def test_group_that_does_not_exist(client, badge):
    """What becomes of the id of no group is not said (003:L137)."""
    answer = client.update(badge.with_(badge_group_id=NO_GROUP))

    observe("UPDATE-UNKNOWN-GROUP-OBSERVED", comeback(answer, "badgeGroupId"), answer)


@requirement("UPDATE-MIGRATION-HEADER-OBSERVED")
def test_migration_header_on_an_update(client, live_badge):
    """The header is documented for creations only (004:L18-21)."""
    moved = live_badge.with_(start_on=live_badge.start_on - DAY)
    answer = client.update(moved, headers={MIGRATION_HEADER: "migration"})

    observe("UPDATE-MIGRATION-HEADER-OBSERVED", f"start of a LIVE badge: {outcome_of(answer)}", answer)


@requirement("UPDATE-100-YEARS-CODE-OBSERVED")
def test_code_of_a_start_long_ago(client, upcoming_badge, payloads):
    """The limit of 100 years has no code (003:L67)."""
    answer = client.update(upcoming_badge.with_(start_on=payloads.in_days(-102 * YEAR / DAY)))

    observe("UPDATE-100-YEARS-CODE-OBSERVED", outcome_of(answer), answer)


@requirement("UPDATE-720-724-OBSERVED")
def test_codes_of_an_end_before_both_now_and_start(client, upcoming_badge, payloads):
    """A past end before a future start breaks two rules (003:L1079, L1096)."""
    answer = client.update(upcoming_badge.with_(expires_on=payloads.in_days(-1)))

    observe("UPDATE-720-724-OBSERVED", outcome_of(answer), answer)
