"""Which kind of constraint may become which, before the badge is LIVE and after (003:L157-171, code 826)."""

import pytest

from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import ARRAY_OF, constraint

from .kinds import given_change
from .levels import Levels, arrays, both, windows

# state   level    from           to             outcome  requirement
MATRIX = """
LIVE      BADGE    FIXED_VALUE    FIXED_VALUE    allowed  UPDATE-LIVE-BADGE-UNCHANGED
LIVE      BADGE    FIXED_VALUE    FIXED_WINDOW   826      UPDATE-826-BADGE-VALUE-TO-WINDOW
LIVE      BADGE    FIXED_VALUE    ROLLING_WINDOW allowed  UPDATE-LIVE-BADGE-VALUE-TO-ROLLING
LIVE      BADGE    FIXED_WINDOW   FIXED_VALUE    826      UPDATE-826-BADGE-WINDOW-TO-VALUE
LIVE      BADGE    FIXED_WINDOW   FIXED_WINDOW   allowed  UPDATE-LIVE-BADGE-UNCHANGED
LIVE      BADGE    FIXED_WINDOW   ROLLING_WINDOW 826      UPDATE-826-BADGE-WINDOW-TO-ROLLING
LIVE      BADGE    ROLLING_WINDOW FIXED_VALUE    allowed  UPDATE-LIVE-BADGE-ROLLING-TO-VALUE
LIVE      BADGE    ROLLING_WINDOW FIXED_WINDOW   826      UPDATE-826-BADGE-ROLLING-TO-WINDOW
LIVE      BADGE    ROLLING_WINDOW ROLLING_WINDOW allowed  UPDATE-LIVE-BADGE-UNCHANGED
LIVE      CUSTOMER FIXED_VALUE    FIXED_VALUE    allowed  UPDATE-LIVE-CUSTOMER-UNCHANGED
LIVE      CUSTOMER FIXED_VALUE    FIXED_WINDOW   826      UPDATE-826-CUSTOMER-VALUE-TO-WINDOW
LIVE      CUSTOMER FIXED_VALUE    ROLLING_WINDOW allowed  UPDATE-LIVE-CUSTOMER-VALUE-TO-ROLLING
LIVE      CUSTOMER FIXED_WINDOW   FIXED_VALUE    826      UPDATE-826-CUSTOMER-WINDOW-TO-VALUE
LIVE      CUSTOMER FIXED_WINDOW   FIXED_WINDOW   allowed  UPDATE-LIVE-CUSTOMER-UNCHANGED
LIVE      CUSTOMER FIXED_WINDOW   ROLLING_WINDOW 826      UPDATE-826-CUSTOMER-WINDOW-TO-ROLLING
LIVE      CUSTOMER ROLLING_WINDOW FIXED_VALUE    allowed  UPDATE-LIVE-CUSTOMER-ROLLING-TO-VALUE
LIVE      CUSTOMER ROLLING_WINDOW FIXED_WINDOW   826      UPDATE-826-CUSTOMER-ROLLING-TO-WINDOW
LIVE      CUSTOMER ROLLING_WINDOW ROLLING_WINDOW allowed  UPDATE-LIVE-CUSTOMER-UNCHANGED
UPCOMING  BADGE    FIXED_VALUE    FIXED_VALUE    allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    FIXED_VALUE    FIXED_WINDOW   allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    FIXED_VALUE    ROLLING_WINDOW allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    FIXED_WINDOW   FIXED_VALUE    allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    FIXED_WINDOW   FIXED_WINDOW   allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    FIXED_WINDOW   ROLLING_WINDOW allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    ROLLING_WINDOW FIXED_VALUE    allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    ROLLING_WINDOW FIXED_WINDOW   allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  BADGE    ROLLING_WINDOW ROLLING_WINDOW allowed  UPDATE-UPCOMING-BADGE-TYPE
UPCOMING  CUSTOMER FIXED_VALUE    FIXED_VALUE    allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER FIXED_VALUE    FIXED_WINDOW   allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER FIXED_VALUE    ROLLING_WINDOW allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER FIXED_WINDOW   FIXED_VALUE    allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER FIXED_WINDOW   FIXED_WINDOW   allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER FIXED_WINDOW   ROLLING_WINDOW allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER ROLLING_WINDOW FIXED_VALUE    allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER ROLLING_WINDOW FIXED_WINDOW   allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
UPCOMING  CUSTOMER ROLLING_WINDOW ROLLING_WINDOW allowed  UPDATE-UPCOMING-CUSTOMER-TYPE
"""


def rows(*chosen):
    """Parametrizes a test with the rows of this state and outcome, each under its own requirement."""
    table = [line.split() for line in MATRIX.strip().splitlines()]
    return pytest.mark.parametrize(
        ("level", "before", "after"),
        [
            pytest.param(level, before, after, marks=requirement(name), id=f"{level}-{before}-to-{after}")
            for state, level, before, after, outcome, name in table
            if (state, outcome) == chosen
        ],
    )


@pytest.fixture(scope="module")
def levels(client, nursery):
    """Badges whose constraints change."""
    return Levels(client, nursery)


def seen(level, kind):
    """The array of a level as an answer shows it when it holds one constraint of this kind."""
    return {ARRAY_OF[level]: [{"kind": kind}]}


@rows("UPCOMING", "allowed")
def test_kind_can_change_before_the_badge_is_live(levels, level, before, after):
    """Before the badge is LIVE a constraint takes any kind (003:L157)."""
    change = levels.change("UPCOMING", both(before), both(after))
    given(change.badge.exchange).shows(**seen(level, before))

    expect(change.together(level)).shows(**seen(level, after))


@pytest.mark.parametrize(
    "level", [pytest.param(level, marks=requirement(f"UPDATE-UPCOMING-{level}-TYPE")) for level in ARRAY_OF]
)
def test_kind_can_change_until_the_badge_is_live(client, nursery, clock, level):
    """A badge that starts within the hour is not LIVE yet, whatever the zone of the server (003:L157)."""
    soon = round(clock.now() + DAY / 48)
    window, value = ([constraint(level, kind)] for kind in ("FIXED_WINDOW", "FIXED_VALUE"))
    badge = nursery.create(nursery.payloads.earn({ARRAY_OF[level]: window}, start_on=soon))
    given(badge.exchange).shows(**seen(level, "FIXED_WINDOW"))

    expect(client.update(badge.with_({ARRAY_OF[level]: value}))).shows(**seen(level, "FIXED_VALUE"))


@rows("LIVE", "allowed")
def test_kind_can_change_on_a_live_badge(levels, level, before, after):
    """A LIVE badge keeps its constraint, or changes between rolling window and fixed value (003:L169-171)."""
    change = levels.change("LIVE", both(before), both(after))
    given(change.badge.exchange).shows(**seen(level, before))

    expect(change.together(level)).shows(**seen(level, after))


@rows("LIVE", "826")
def test_kind_cannot_change_on_a_live_badge(levels, level, before, after):
    """Neither from a fixed window nor to one: a LIVE badge refuses with 826 (003:L161-167)."""
    change = levels.change("LIVE", both(before), both(after))
    given(change.none()).shows(**seen(level, before))

    expect(change.alone(level)).refused(code=826)


# Neither the earn type nor the activation makes a difference: maker of the body, activation.
KINDS = pytest.mark.parametrize(
    ("kind", "active"),
    [
        pytest.param("earn", False, id="inactive"),
        pytest.param("issue_earn", True, id="to issue"),
        pytest.param("issue_earn", False, id="inactive to issue"),
    ],
)


@KINDS
@rows("LIVE", "826")
def test_kind_cannot_change_on_a_live_badge_of_any_kind(levels, level, before, after, kind, active):
    """To be issued or not, active or not, a LIVE badge refuses with 826 (003:L161-167)."""
    change = levels.change("LIVE", both(before), both(after), kind, active=active)
    given(change.none()).shows(**seen(level, before))

    expect(change.alone(level)).refused(code=826)


@KINDS
@rows("LIVE", "allowed")
def test_kind_can_change_on_a_live_badge_of_any_kind(levels, level, before, after, kind, active):
    """To be issued or not, active or not, it changes between rolling window and value (003:L169-171)."""
    change = levels.change("LIVE", both(before), both(after), kind, active=active)
    given(change.badge.exchange).shows(**seen(level, before))

    expect(change.together(level)).shows(**seen(level, after))


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(level, marks=requirement(f"UPDATE-LIVE-{level}-ROLLING-TO-VALUE"), id=level)
        for level in sorted(ARRAY_OF)
    ],
)
def test_kind_can_change_back_on_a_live_badge(levels, client, level):
    """A change that is allowed is so a second time (003:L169-171)."""
    change = levels.change("LIVE", both("FIXED_VALUE"), both("ROLLING_WINDOW"))
    given(change.together(level)).shows(**seen(level, "ROLLING_WINDOW"))

    expect(client.update(change.badge.with_())).shows(**seen(level, "FIXED_VALUE"))


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(level, marks=requirement(f"UPDATE-826-{level}-WINDOW-TO-VALUE"), id=level)
        for level in sorted(ARRAY_OF)
    ],
)
def test_kind_cannot_change_beside_a_new_name_and_end(client, nursery, level):
    """What else an update brings that is allowed does not help (003:L161-167)."""
    array, payloads = ARRAY_OF[level], nursery.payloads
    badge = nursery.live(payloads.earn({array: [constraint(level, "FIXED_WINDOW")]}))

    def update(days, **more):
        end = badge.expires_on + days * DAY
        return client.update(badge.with_(more, name=payloads.name(), expires_on=end))

    given_change(update(1)).shows(**seen(level, "FIXED_WINDOW"))
    expect(update(2, **{array: [constraint(level, "FIXED_VALUE")]})).refused(code=826)


@KINDS
@pytest.mark.parametrize(
    "level",
    [
        pytest.param(level, marks=requirement(f"UPDATE-UPCOMING-{level}-TYPE"), id=level)
        for level in sorted(ARRAY_OF)
    ],
)
def test_kind_can_change_on_an_upcoming_badge_of_any_kind(levels, level, kind, active):
    """To be issued or not, active or not, an UPCOMING badge takes any kind (003:L157)."""
    change = levels.change("UPCOMING", both("FIXED_VALUE"), both("FIXED_WINDOW"), kind, active=active)
    given(change.badge.exchange).shows(**seen(level, "FIXED_VALUE"))

    expect(change.together(level)).shows(**seen(level, "FIXED_WINDOW"))


# requirement, constraints before and after, of either level
BY_UNIT = [
    row
    for unit in ("WEEKS", "MONTHS")
    for row in (
        ("WINDOW-TO-VALUE", windows(unit), both("FIXED_VALUE")),
        ("VALUE-TO-WINDOW", both("FIXED_VALUE"), windows(unit)),
    )
]


@pytest.mark.parametrize(
    ("level", "before", "after"),
    [
        pytest.param(level, before, after, marks=requirement(f"UPDATE-826-{level}-{name}"))
        for name, before, after in BY_UNIT
        for level in sorted(ARRAY_OF)
    ],
)
def test_kind_of_a_window_by_weeks_or_months_cannot_change(levels, level, before, after):
    """A fixed window is one by whatever unit (003:L161-167)."""
    change = levels.change("LIVE", before, after)
    given(change.none()).accepted()

    expect(change.alone(level)).refused(code=826)


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(level, marks=requirement(f"UPDATE-826-{level}-WINDOW-TO-VALUE"), id=level)
        for level in sorted(ARRAY_OF)
    ],
)
def test_kind_that_an_update_gave_cannot_change_either(client, nursery, level):
    """What a badge had before it was LIVE does not count (003:L157-167)."""
    array = ARRAY_OF[level]
    badge = nursery.create(nursery.payloads.earn({array: [constraint(level, "FIXED_VALUE")]}))
    window = badge.with_({array: [constraint(level, "FIXED_WINDOW")]})
    badge = nursery.update(badge, window)
    live = nursery.update(badge, badge.with_(start_on=nursery.payloads.in_days(-1 / 24)))
    unchanged = client.update(live.with_())
    expect(unchanged, of=f"UPDATE-LIVE-{level}-UNCHANGED").shows(**seen(level, "FIXED_WINDOW"))
    given(unchanged).shows(status="LIVE")

    expect(client.update(live.with_({array: [constraint(level, "FIXED_VALUE")]}))).refused(code=826)


# requirement of 826 for one array, the array; from a fixed window to a fixed value
FROZEN = [
    pytest.param("BADGE", marks=requirement("UPDATE-826-BADGE-WINDOW-TO-VALUE"), id="badge"),
    pytest.param("CUSTOMER", marks=requirement("UPDATE-826-CUSTOMER-WINDOW-TO-VALUE"), id="customer"),
]


@pytest.fixture(scope="module")
def framed(client, nursery):
    """A LIVE badge with a fixed window at either level, which takes updates."""
    badge = nursery.live(nursery.payloads.earn(arrays(both("FIXED_WINDOW"))))
    given(client.update(badge.with_())).shows(
        **seen("BADGE", "FIXED_WINDOW"), **seen("CUSTOMER", "FIXED_WINDOW")
    )
    return badge


@requirement("UPDATE-826-BADGE-WINDOW-TO-VALUE", "UPDATE-826-CUSTOMER-WINDOW-TO-VALUE")
def test_two_kinds_cannot_change_at_once(client, framed):
    """Nor do two changes make one that is allowed (003:L161-167)."""
    expect(client.update(framed.with_(arrays(both("FIXED_VALUE"))))).refused(code=826)


@pytest.mark.parametrize("level", FROZEN)
@pytest.mark.parametrize(
    "beside",
    [{"active": False}, {"description": "Changed besides"}, {"badgeRank": 3}],
    ids=["deactivation", "another description", "a rank"],
)
def test_kind_cannot_change_beside_other_changes(client, framed, level, beside):
    """What else changes makes no difference (003:L161-167)."""
    limits = {ARRAY_OF[level]: [constraint(level, "FIXED_VALUE")]}

    expect(client.update(framed.with_({**limits, **beside}))).refused(code=826)


@pytest.mark.parametrize(
    "level",
    [
        pytest.param("BADGE", marks=requirement("UPDATE-826-BADGE-VALUE-TO-WINDOW"), id="badge"),
        pytest.param("CUSTOMER", marks=requirement("UPDATE-826-CUSTOMER-VALUE-TO-WINDOW"), id="customer"),
    ],
)
def test_kind_cannot_change_after_one_that_could(client, nursery, level):
    """A change that is allowed opens no door for one that is not (003:L161-171)."""
    rolling, value, frozen = (
        {ARRAY_OF[level]: [constraint(level, kind)]}
        for kind in ("ROLLING_WINDOW", "FIXED_VALUE", "FIXED_WINDOW")
    )
    badge = nursery.live(nursery.payloads.earn(rolling))
    changed = nursery.update(badge, badge.with_(value))

    expect(client.update(changed.with_(frozen))).refused(code=826)


@requirement("UPDATE-826-BADGE-WINDOW-TO-VALUE")
def test_kind_cannot_change_once_the_start_has_come(client, shared_ripe_badge):
    """A badge that became LIVE by itself, and was never updated, refuses with 826 as well (003:L159-167)."""
    value = {"badgeConstraints": [constraint("BADGE", "FIXED_VALUE")]}
    given(shared_ripe_badge.exchange).shows(**seen("BADGE", "FIXED_WINDOW"))

    expect(client.update(shared_ripe_badge.with_(value))).refused(code=826)
