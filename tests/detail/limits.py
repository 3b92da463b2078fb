"""Bodies with one constraint an array, kinds mixed, so that few badges serve many tests.

The two arrays never hold the same kind or the same limit: what is shown in the wrong one is seen. Only
"combined" has several.
"""

from harness.payloads import constraint, window

CUSTOMER, BADGE = "customerConstraints", "badgeConstraints"
FIXED_VALUE, FIXED_WINDOW, ROLLING_WINDOW = "FIXED_VALUE", "FIXED_WINDOW", "ROLLING_WINDOW"


def rolling(unit, value, limit):
    """A rolling window of the badge (004:L118-128)."""
    return constraint("BADGE", ROLLING_WINDOW, rollType=unit, rollValue=value, maxEarnLimit=limit)


# One limit of the three that a rolling window of the customer may have (004:L48-53).
CUSTOMER_BY_DAY = {"constraintType": "CUSTOMER_BADGE_ROLLING_WINDOW", "maxEarnForDays": 47, "rollForDays": 6}

BODIES = {
    "customer days": {
        CUSTOMER: [window("CUSTOMER", "DAYS", refreshRate=5, maxEarnLimit=12)],
        BADGE: [constraint("BADGE", FIXED_VALUE, maxEarnLimit=907)],
    },
    "badge days": {
        CUSTOMER: [constraint("CUSTOMER", FIXED_VALUE, maxEarnLimit=83)],
        BADGE: [window("BADGE", "DAYS", refreshRate=7, maxEarnLimit=509)],
    },
    "customer weeks": {
        CUSTOMER: [window("CUSTOMER", "WEEKS", startDayOfTheWeek="WEDNESDAY", maxEarnLimit=14)],
        BADGE: [rolling("DAYS", 4, 311)],
    },
    "badge weeks": {
        CUSTOMER: [CUSTOMER_BY_DAY],
        BADGE: [window("BADGE", "WEEKS", startDayOfTheWeek="SATURDAY", maxEarnLimit=613)],
    },
    "customer months": {
        CUSTOMER: [window("CUSTOMER", "MONTHS", maxEarnLimit=18)],
        BADGE: [rolling("MONTHS", 2, 9001)],
    },
    "badge months": {
        CUSTOMER: [constraint("CUSTOMER", FIXED_VALUE, maxEarnLimit=89)],
        BADGE: [window("BADGE", "MONTHS", maxEarnLimit=719)],
    },
    "badge rolling weeks": {BADGE: [rolling("WEEKS", 3, 3001)]},
    "combined": {
        CUSTOMER: [constraint("CUSTOMER", FIXED_VALUE, maxEarnLimit=5003), CUSTOMER_BY_DAY],
        BADGE: [
            constraint("BADGE", FIXED_VALUE, maxEarnLimit=10000),
            rolling("DAYS", 1, 300),
            rolling("WEEKS", 1, 3000),
        ],
    },
    "customer rolling": {CUSTOMER: [constraint("CUSTOMER", ROLLING_WINDOW)]},
    "customer no limit": {CUSTOMER: [{"constraintType": "CUSTOMER_BADGE_NO_LIMIT"}]},
    "badge no limit": {BADGE: [{"constraintType": "BADGE_NO_LIMIT"}]},
}

# Both arrays of a LIVE badge have the same kind: what counts and runs is looked at there.
LIVE_BODIES = {
    "days": {
        CUSTOMER: [window("CUSTOMER", "DAYS", refreshRate=3)],
        BADGE: [window("BADGE", "DAYS", refreshRate=5)],
    },
    "months": {CUSTOMER: [window("CUSTOMER", "MONTHS")], BADGE: [window("BADGE", "MONTHS")]},
    "rolling": {CUSTOMER: [constraint("CUSTOMER", ROLLING_WINDOW)], BADGE: [rolling("DAYS", 1, 300)]},
    "values": {CUSTOMER: [constraint("CUSTOMER", FIXED_VALUE)], BADGE: [constraint("BADGE", FIXED_VALUE)]},
    "weeks": {
        CUSTOMER: [window("CUSTOMER", "WEEKS", startDayOfTheWeek="WEDNESDAY")],
        BADGE: [window("BADGE", "WEEKS", startDayOfTheWeek="SATURDAY")],
    },
}

# One constraint of each kind and unit in both arrays, no number twice.
EVERY_LIMIT = {
    CUSTOMER: [
        window("CUSTOMER", "DAYS", refreshRate=5, maxEarnLimit=12),
        window("CUSTOMER", "WEEKS", startDayOfTheWeek="WEDNESDAY", maxEarnLimit=14),
        window("CUSTOMER", "MONTHS", maxEarnLimit=18),
        constraint("CUSTOMER", FIXED_VALUE, maxEarnLimit=83),
    ],
    BADGE: [
        window("BADGE", "DAYS", refreshRate=7, maxEarnLimit=509),
        window("BADGE", "WEEKS", startDayOfTheWeek="SATURDAY", maxEarnLimit=613),
        window("BADGE", "MONTHS", maxEarnLimit=719),
        constraint("BADGE", FIXED_VALUE, maxEarnLimit=907),
        rolling("DAYS", 4, 311),
        rolling("WEEKS", 3, 3001),
        rolling("MONTHS", 2, 9001),
    ],
}

# Weekly windows by the day on which they start; the two arrays never have the same one.
WEEK = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
BY_DAY = {
    day: {
        CUSTOMER: [window("CUSTOMER", "WEEKS", startDayOfTheWeek=day)],
        BADGE: [window("BADGE", "WEEKS", startDayOfTheWeek=other)],
    }
    for day, other in zip(WEEK, (*WEEK[3:], *WEEK[:3]), strict=True)
}

# By member: the requirement that it is shown as it was written.
MEMBER_KEYS = {
    "durationType": "CROSS-DURATION-TYPE",
    "maxEarnLimit": "CROSS-MAX-EARN-LIMIT",
    "refreshRate": "CROSS-REFRESH-RATE",
    "rollType": "CROSS-ROLL-TYPE",
    "rollValue": "CROSS-ROLL-VALUE",
    "startDayOfTheWeek": "CROSS-START-DAY",
}


def member_key(written, member):
    """The requirement that a member of this constraint is shown as it was written."""
    rolls = member == "maxEarnLimit" and "rollType" in written
    return "CROSS-ROLLING-LIMIT" if rolls else MEMBER_KEYS[member]


def members_by_requirement(limits):
    """The constraints of a body with each of their members, by the requirement that the member is shown."""
    found = {}
    for written in (one for array in (CUSTOMER, BADGE) for one in limits[array]):
        for member in written:
            if member != "constraintType":
                found.setdefault(member_key(written, member), []).append((written, member))
    return found


def unit_of(written):
    """The member that tells this constraint from others of its kind, if it has one."""
    return next((member for member in ("durationType", "rollType") if member in written), None)
