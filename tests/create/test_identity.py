"""Who a new badge is (004:L502-503)."""

import pytest

from harness.expectations import expect, requirement


@requirement("CREATE-ID-FRESH")
def test_every_badge_has_an_id_of_its_own(plain, enrolled):
    """Two creations return different ids (004:L502, L541, L615)."""
    expect(enrolled.exchange).does_not_show(id=plain.data.get("id"))


@requirement("CREATE-ORG-ID-CONSTANT")
@pytest.mark.parametrize("nth", [0, 1])
def test_badges_of_one_account_belong_to_one_organisation(in_a_row, plain, nth):
    """The organisation is that of the credentials (004:L503, L542, L616)."""
    expect(in_a_row[nth].exchange).shows(orgId=plain.data.get("orgId"))
