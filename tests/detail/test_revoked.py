"""Issuals that were taken back (002:L634-648)."""

import pytest

from harness.expectations import requirement
from harness.reading import TIME_TOLERANCE

from .parts import block, expect_each, number
from .records import having, issuals_of


@pytest.fixture
def revoked(gallery, fixture_badges):
    """The details of the badges that the profile names as revoked."""
    return [gallery.detail(badge) for badge in fixture_badges("revoked")]


@requirement("DETAIL-REVOKED-STATUS")
def test_revoked_badge_has_a_revoked_issual(revoked):
    """The issual of a badge that was taken back is REVOKED (002:L638)."""
    blocks = [(detail, "/data/issualDetails", block(detail, "issualDetails")) for detail in revoked]

    expect_each(blocks, "issuals", has_one_revoked, "an issual that is REVOKED", "none revoked")


@requirement("DETAIL-REVOKED-STATUS")
def test_issual_with_a_revocation_is_revoked(revoked):
    """What has a time of revocation is REVOKED (002:L638, L643)."""
    known = having(issuals_of(revoked), "revokedOn")

    expect_each(known, "issuedStatus", is_revoked, "REVOKED", "revoked with another status")


@requirement("DETAIL-REVOKED-DATE")
def test_revocation_comes_after_the_issual(revoked):
    """Nothing is taken back before it was given (002:L637, L643)."""
    known = having(issuals_of(revoked), "revokedOn", "issuedOn")

    expect_each(known, "revokedOn", revoked_later, "a revocation that is not before the issual", "too early")


def is_revoked(issual):
    """Whether the issual is REVOKED."""
    return issual.get("issuedStatus") == "REVOKED"


def has_one_revoked(details):
    """Whether one of the issuals is REVOKED."""
    issuals = details.get("issuals")
    return isinstance(issuals, list) and any(isinstance(item, dict) and is_revoked(item) for item in issuals)


def revoked_later(issual):
    """Whether the revocation is not before the issual."""
    revoked, issued = number(issual["revokedOn"]), number(issual["issuedOn"])
    return revoked is None or issued is None or revoked >= issued - TIME_TOLERANCE
