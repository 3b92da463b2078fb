"""Badges of each kind, for rules that hold whatever the badge is."""

from harness.expectations import given

# By name: whether it is LIVE, the maker of its body, whether it is active.
KINDS = {
    "inactive":          (False, "earn",       False),
    "live":              (True,  "earn",       True),
    "live and inactive": (True,  "earn",       False),
    "live to issue":     (True,  "issue_earn", True),
    "to issue":          (False, "issue_earn", True),
    "upcoming":          (False, "earn",       True),
}  # fmt: skip


def badge_of(nursery, kind, changes=None):
    """A new badge of this kind, with these values at dotted paths of its body."""
    is_live, maker, active = KINDS[kind]
    body = getattr(nursery.payloads, maker)(changes, active=active)
    return nursery.live(body) if is_live else nursery.create(body)


def given_change(answer, live=True):
    """An update must have been accepted; NotApplicable where the target takes no such update of a LIVE badge.

    Which changes of a LIVE badge are taken is judged at SHOULD (UPDATE-LIVE-…).
    """
    return given(answer).supported("this change of a LIVE badge") if live else given(answer).accepted()
