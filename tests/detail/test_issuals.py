"""Badges that were issued to the customer (002:L174-177, L634-648)."""

import pytest

from harness.answers import shown
from harness.clock import DAY
from harness.expectations import NotApplicable, observe, requirement
from harness.reading import TIME_TOLERANCE

from .parts import block, expect_each, number, part
from .records import BADGE_EXPIRY, BADGE_OWNERS, having, issuals_of


@pytest.fixture
def issued(target, gallery, fixture_badges):
    """What the badges that are still issued count and list; whether a revoked one counts is left open."""
    ids = [badge for badge in fixture_badges("issued") if badge not in target.fixtures.revoked]
    if not ids:
        raise NotApplicable("every badge that the target profile names under issued was revoked")
    details = [gallery.detail(badge) for badge in ids]
    return [(detail, "/data/issualDetails", block(detail, "issualDetails")) for detail in details]


@pytest.fixture
def issuals(gallery, fixture_badges):
    """The issuals of all badges that were issued, revoked ones among them."""
    return issuals_of([gallery.detail(badge) for badge in fixture_badges("issued")])


@pytest.fixture
def dated(issuals):
    """The issuals of badges whose issued expiry is a fixed date."""
    found = [record for record in issuals if record[2][BADGE_EXPIRY].get("type") == "FIXED_DATE"]
    if not found:
        raise NotApplicable("no issued badge of the target profile has a fixed-date issued expiry")
    return having(found, "issueExpiresOn")


@pytest.fixture
def undated(issuals):
    """The issuals of badges whose issued expiry is relative or NEVER."""
    found = [
        record for record in issuals if record[2][BADGE_EXPIRY].get("expiryType") in ("RELATIVE", "NEVER")
    ]
    if not found:
        raise NotApplicable(
            "no issued badge of the target profile has an issued expiry that is relative or NEVER"
        )
    return found


@requirement("DETAIL-ISSUED-SHOWN")
def test_issual_is_counted(issued):
    """What was issued is counted (002:L634)."""
    expect_each(issued, "issuedCount", counts_one, "an issuedCount of at least 1", "not counted")


@requirement("DETAIL-ISSUALS-LISTED")
def test_issual_is_listed(issued):
    """What was issued has a record (002:L635-646)."""
    expect_each(issued, "issuals", lists_one, "a record among the issuals", "not listed")


@requirement("DETAIL-ISSUAL-IDS-UNIQUE")
def test_ids_of_issuals_are_unique(issuals):
    """The id of an issual names no other one (002:L697)."""
    known = having(issuals, "issueId")
    ids = [issual["issueId"] for *_, issual in known]

    expect_each(known, "issueId", lambda issual: ids.count(issual["issueId"]) == 1, "an own id", "shared id")


@requirement("DETAIL-ISSUAL-IDS-UNIQUE")
def test_id_of_an_issual_stays(client, gallery, fixture_badges):
    """An issual has the same id whenever it is shown (002:L697)."""
    badge = fixture_badges("issued")[0]
    later = {issual["issueId"] for *_, issual in having(issuals_of([client.read(badge)]), "issueId")}
    known = having(issuals_of([gallery.detail(badge)]), "issueId")

    expect_each(known, "issueId", lambda issual: issual["issueId"] in later, "the same id later", "other id")


@requirement("DETAIL-ISSUAL-EVENT-FIRST")
def test_event_comes_before_the_issual(issuals):
    """The event leads to the issual, so it is not later (002:L637, L644)."""
    known = having(issuals, "issueEventDate", "issuedOn")

    expect_each(known, "issueEventDate", event_first, "an event that is not after the issual", "later event")


@requirement("DETAIL-ISSUAL-FIXED-DATE")
def test_issual_ends_at_the_fixed_date(dated):
    """An issual of a badge with a fixed issued expiry ends on that date (002:L542, L639)."""
    expect_each(dated, "issueExpiresOn", ends_with_the_badge, "the date of issueExpiry", "another end")


@requirement("DETAIL-ISSUAL-OWNER")
def test_issual_is_of_an_owner(issuals):
    """A badge is issued by a module that owns it (002:L641)."""
    expect_each(having(issuals, "ownerType"), "ownerType", is_owned, "an owner of the badge", "no owner")


@requirement("DETAIL-ISSUAL-EXPIRY-OBSERVED")
def test_end_of_an_issual_without_a_date(undated):
    """The page says in words when such issuals end, and has no example (002:L686, L690)."""
    detail, _, issual = undated[0]

    observe("DETAIL-ISSUAL-EXPIRY-OBSERVED", end_of(issual), detail)


@requirement("DETAIL-ISSUED-STATUS-OBSERVED")
def test_status_words(gallery, fixture_badges):
    """One status is shown, REVOKED, for the issual and for the badge (002:L638, L648)."""
    detail = gallery.detail(fixture_badges("issued")[0])
    words = [str(issual.get("issuedStatus")) for *_, issual in issuals_of([detail])]

    observe(
        "DETAIL-ISSUED-STATUS-OBSERVED",
        f"issuals {shown(words)}, badge {part(detail, 'issuedStatus')}",
        detail,
    )


def counts_one(details):
    """Whether at least one issual is counted."""
    return (number(details.get("issuedCount")) or 0) >= 1


def lists_one(details):
    """Whether at least one issual is listed."""
    return bool(details.get("issuals"))


def event_first(issual):
    """Whether the event is not after the issual."""
    event, issued = number(issual["issueEventDate"]), number(issual["issuedOn"])
    return event is None or issued is None or event <= issued + TIME_TOLERANCE


def ends_with_the_badge(issual):
    """Whether the issual ends on the date of the issued expiry."""
    end, date = number(issual["issueExpiresOn"]), number(issual[BADGE_EXPIRY].get("expiresOn"))
    return end is not None and date is not None and abs(end - date) <= TIME_TOLERANCE


def is_owned(issual):
    """Whether the module owns the badge; its spelling is judged by the contract."""
    return str(issual["ownerType"]).upper() in {str(owner).upper() for owner in issual[BADGE_OWNERS]}


def end_of(issual):
    """When an issual ends, in words."""
    end, begin = number(issual.get("issueExpiresOn")), number(issual.get("issuedOn"))
    kind = issual[BADGE_EXPIRY].get("expiryType")
    if end is None or begin is None:
        return f"{kind}: no end"
    return f"{kind}: {(end - begin) / DAY:.1f} days after the issual"
