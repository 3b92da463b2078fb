"""Badges in groups and claimed badges (002:L67, L483-484)."""

import pytest

from harness.expectations import expect, given, observe, requirement

from .parts import expect_each, part

NAMES = pytest.mark.parametrize("name", ["badgeGroupId", "badgeGroupName"])
CLAIMS = {dict: "objects", str: "names"}


@NAMES
@requirement("DETAIL-GROUP-SHOWN")
def test_group_is_shown(gallery, fixture_badges, name):
    """A badge in a group shows its id and its name (002:L483-484)."""
    details = [gallery.detail(badge) for badge in fixture_badges("grouped")]
    known = [(detail, "/data", given(detail).data) for detail in details]

    expect_each(known, name, lambda data: bool(data.get(name)), f"a {name}", f"no {name}")


@NAMES
@requirement("DETAIL-NO-GROUP")
def test_badge_without_a_group(gallery, plain, name):
    """A badge written without a group has none (002:L202-287)."""
    expect(gallery.detail(plain)).shows_none(name)


@requirement("DETAIL-CLAIMED-SHOWN")
def test_claim_is_shown(gallery, fixture_badges):
    """What a module has claimed shows that it was claimed (002:L678)."""
    details = [gallery.detail(badge) for badge in fixture_badges("claimed")]
    known = [(detail, "/data", given(detail).data) for detail in details]

    expect_each(known, "claimedBy", lambda data: bool(data.get("claimedBy")), "a claim", "no claim")


@requirement("DETAIL-CLAIMED-BY-OBSERVED")
def test_claims_of_a_claimed_badge(gallery, fixture_badges):
    """Every example is without claims, so none shows what a claim looks like (002:L67)."""
    detail = gallery.detail(fixture_badges("claimed")[0])
    claims = part(detail, "claimedBy")
    kinds = {CLAIMS.get(type(claim), "other values") for claim in claims} if isinstance(claims, list) else ()

    observe("DETAIL-CLAIMED-BY-OBSERVED", ", ".join(sorted(kinds)) or "none is shown", detail)
