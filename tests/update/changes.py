"""The changes that the shared updates carry, by name, and which of them travel together."""

from harness.clock import DAY
from harness.model import OWNERS
from harness.payloads import NEVER, RELATIVE, WITH_BADGE_META, constraint, fixed_date, relative, window

WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
UNITS = ("DAYS", "WEEKS", "MONTHS")

# What the badges have before.
EARN_BASE = {"earnedBadgeExpiry": WITH_BADGE_META, "ownership.restrictedToOwners": ["Loyalty", "Milestones"]}
ISSUE_EARN_BASE = {**EARN_BASE, "active": False}

IMAGES = [
    {"name": "Bronze", "fileSvcHandle": "bron-0001", "url": "https://img.example.com/1.png", "tag": "EARNED"},
    {
        "name": "Silver",
        "fileSvcHandle": "silv-0002",
        "url": "https://img.example.com/2.png?alt=media&token=66b2",
        "tag": "UN_EARNED",
    },
]
TAGS = [
    {"name": "Type1", "value": "Birthday"},
    {"name": "category", "value": "rare"},
    {"name": "Priority", "value": "1"},
]
CUSTOM_FIELDS = {"CF 04": "1234", "Badge use": "pets"}

# Changes that no rule forbids; they travel with each offence.
INNOCENT = {
    "description": "Nobody ought to read this",
    "active": False,
    "badgeRank": 9,
    "earnedBadgeExpiry": RELATIVE,
    "images": IMAGES,
    "ownership.restrictedToOwners": ["Journeys"],
    "tags": [{"name": "category", "value": "rare"}],
}

# Values that only the server may set, none of which any badge has.
FOREIGN_TIME, FOREIGN_USER, FOREIGN_ORG = 981_173_106, 987_654_321, 987_654
FOREIGN_COUNTS = {"issuedCount": 51, "earnedCount": 73}

# One update a row: owners, a customer limit, a limit of the badge, an expiry, and whatever else fits in.
EARN_TABLE = """
owner-Loyalty             customer-MONDAY     badge-THURSDAY        relative-DAYS     name description start
owner-Loyalty_Promotion   customer-TUESDAY    badge-FRIDAY          relative-WEEKS    rank custom-fields
owner-Referral_Campaigns  customer-WEDNESDAY  badge-SATURDAY        relative-MONTHS   active
owner-Journeys            customer-THURSDAY   badge-SUNDAY          fixed-date        expires
owner-Audience_Campaigns  customer-FRIDAY     badge-MONDAY          with-badge-meta   earn-type
owner-Rewards_Catalog     customer-SATURDAY   badge-TUESDAY         never             images
owner-Goodwill_Module     customer-SUNDAY     badge-WEDNESDAY       tags
owner-Milestones          customer-days       badge-value
owner-Historical_Import   customer-months     badge-days
owners                    customer-value      badge-months
customer-rolling          badge-rolling-DAYS
customer-no-limit         badge-rolling-WEEKS
badge-no-limit
badge-rolling-MONTHS
customer-combined  badge-combined
foreign-created-on  foreign-created-by  foreign-updated-on  foreign-counts  foreign-org
"""
ISSUE_EARN_TABLE = """
name  description  start  expires  rank  custom-fields  images  tags  owners  relative-MONTHS
issued-relative         constraints  issue-earn-type
issued-fixed-date       active       owner-removed
issued-with-badge-meta
issued-never
"""

# What changes on an ISSUE_EARN badge as it does on an EARN one: the first row of its table.
SHARED = frozenset(ISSUE_EARN_TABLE.strip().splitlines()[0].split())


def rows(table):
    """The rows of a table as tuples of the names of changes."""
    return tuple(tuple(line.split()) for line in table.strip().splitlines())


def earn_changes(badge, name):
    """Every change of the EARN badge; `name` is a fresh one for it."""
    return {
        "name": {"name": name},
        "description": {"description": "Buy twice in a week and get a cup"},
        "start": {"startOn": badge.start_on + round(2 * DAY)},
        "expires": {"expiresOn": badge.expires_on + round(7 * DAY)},
        "rank": {"badgeRank": 7},
        "custom-fields": {"customFields": CUSTOM_FIELDS},
        "images": {"images": IMAGES},
        "tags": {"tags": TAGS},
        "active": {"active": False},
        "earn-type": {"earnType": "EARN"},
        "owners": _owners("Goodwill_Module", "Journeys", "Rewards_Catalog"),
        **{f"owner-{owner}": _owners(owner) for owner in OWNERS},
        "fixed-date": _expiry(fixed_date(badge.start_on + round(20 * DAY))),
        "with-badge-meta": _expiry(WITH_BADGE_META),
        "never": _expiry(NEVER),
        **{f"relative-{unit}": _expiry(relative(unit, 5)) for unit in UNITS},
        **_limits("customer", "CUSTOMER"),
        **_limits("badge", "BADGE"),
        "customer-combined": _limit(
            "CUSTOMER", constraint("CUSTOMER", "FIXED_VALUE"), constraint("CUSTOMER", "ROLLING_WINDOW")
        ),
        "customer-rolling": _limit("CUSTOMER", constraint("CUSTOMER", "ROLLING_WINDOW")),
        **{f"badge-rolling-{unit}": _limit("BADGE", _rolling(unit, 400)) for unit in UNITS},
        "badge-combined": _limit("BADGE", constraint("BADGE", "FIXED_VALUE"), *_all_rolling()),
        "foreign-created-on": {"createdOn": FOREIGN_TIME},
        "foreign-created-by": {"createdBy": FOREIGN_USER},
        "foreign-updated-on": {"lastUpdatedOn": FOREIGN_TIME},
        "foreign-counts": FOREIGN_COUNTS,
        "foreign-org": {"orgId": FOREIGN_ORG},
    }


def issue_earn_changes(badge, name):
    """Every change of the ISSUE_EARN badge; `name` is a fresh one for it."""
    return {
        **{part: change for part, change in earn_changes(badge, name).items() if part in SHARED},
        "issued-fixed-date": {"issuedBadgeExpiry": fixed_date(badge.expires_on + round(60 * DAY))},
        "issued-relative": {"issuedBadgeExpiry": relative("MONTHS", 5)},
        "issued-with-badge-meta": {"issuedBadgeExpiry": WITH_BADGE_META},
        "issued-never": {"issuedBadgeExpiry": NEVER},
        "active": {"active": True},
        "owner-removed": _owners("Loyalty"),
        "issue-earn-type": {"earnType": "ISSUE_EARN"},
        "constraints": {
            **_limit("CUSTOMER", constraint("CUSTOMER", "FIXED_VALUE", maxEarnLimit=5000)),
            **_limit("BADGE", constraint("BADGE", "FIXED_VALUE"), _rolling("WEEKS", 3000)),
        },
    }


def _limits(word, level):
    return {
        f"{word}-value": _limit(level, constraint(level, "FIXED_VALUE", maxEarnLimit=41)),
        f"{word}-days": _limit(level, constraint(level, "FIXED_WINDOW", refreshRate=5, maxEarnLimit=6)),
        **{f"{word}-{day}": _limit(level, window(level, "WEEKS", startDayOfTheWeek=day)) for day in WEEKDAYS},
        f"{word}-months": _limit(level, window(level, "MONTHS")),
        f"{word}-no-limit": _limit(level, {"constraintType": _no_limit(level)}),
    }


def _limit(level, *constraints):
    return {"customerConstraints" if level == "CUSTOMER" else "badgeConstraints": list(constraints)}


def _no_limit(level):
    return "CUSTOMER_BADGE_NO_LIMIT" if level == "CUSTOMER" else "BADGE_NO_LIMIT"


def _rolling(unit, limit):
    return constraint("BADGE", "ROLLING_WINDOW", rollType=unit, rollValue=3, maxEarnLimit=limit)


def _all_rolling():
    return [_rolling("DAYS", 100), _rolling("WEEKS", 2000), _rolling("MONTHS", 9000)]


def _expiry(expiry):
    return {"earnedBadgeExpiry": dict(expiry)}


def _owners(*owners):
    return {"ownership.restrictedToOwners": list(owners)}
