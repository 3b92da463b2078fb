"""How the customer of a detail is named (002:L21-29, L33)."""

import pytest

from harness.answers import outcome_of
from harness.client import CustomerKey
from harness.expectations import VOLATILE, expect, given, observe, requirement

from .parts import expect_same_customer

KINDS = [
    ("DETAIL-CUSTOMER-CARD-NUMBER", "cardNumber"),
    ("DETAIL-CUSTOMER-EMAIL",       "email"),
    ("DETAIL-CUSTOMER-EXTERNAL-ID", "externalId"),
    ("DETAIL-CUSTOMER-MOBILE",      "mobile"),
]  # fmt: skip


@pytest.fixture(params=["claimed", "earned", "grouped", "issued"])
def telling(request, target, gallery, named_badges):
    """A badge whose detail depends on the customer where the profile names one; otherwise one of ours."""
    named = getattr(target.fixtures, request.param)
    return named_badges.nth(request.param, 0) if named else gallery.badge()


@pytest.mark.parametrize("statistics", [pytest.param(False, id="off"), pytest.param(True, id="on")])
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=requirement(key), id=key) for key, kind in KINDS])
def test_customer_by_another_kind_of_identifier(client, gallery, telling, kind, statistics):
    """The header names the kind of identifier that stands in the path (002:L21-29)."""
    by_id = gallery.detail(telling, statistics)
    by_kind = client.read(telling, statistics, customer=client.customer(kind))

    expect(by_kind).unchanged_since(by_id, ignoring=VOLATILE)
    expect_same_customer(by_kind, by_id)


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=requirement(key), id=key) for key, kind in KINDS])
def test_all_of_a_badge_by_another_kind_of_identifier(client, gallery, everything, kind):
    """Whatever a badge has is shown, however the customer is named (002:L21-29)."""
    badge = gallery.live(everything)
    by_id = gallery.detail(badge)

    by_kind = client.read(badge, customer=client.customer(kind))

    expect(by_kind).unchanged_since(by_id)


@requirement("DETAIL-CUSTOMER-WRONG-KIND")
@pytest.mark.parametrize("kind", ["cardNumber", "externalId", "mobile"])
def test_identifier_of_another_kind(client, plain, kind):
    """An e-mail address is no identifier of another kind (002:L21-25)."""
    address = client.customer("email")
    given(client.read(plain, customer=address)).accepted()

    expect(client.read(plain, customer=CustomerKey(address.value, kind))).refused()


@requirement("DETAIL-CUSTOMER-WRONG-KIND")
def test_internal_id_as_an_address(client, gallery, plain):
    """An internal id is no e-mail address (002:L21-25)."""
    given(gallery.detail(plain)).accepted()

    expect(client.read(plain, customer=CustomerKey(client.customer().value, "email"))).refused()


@requirement("DETAIL-CUSTOMER-UNKNOWN")
@pytest.mark.parametrize("kind", [kind for _, kind in KINDS])
def test_customer_that_does_not_exist_by_another_kind(client, gallery, plain, unknown_customer, kind):
    """Whatever the kind of identifier (002:L21-33)."""
    given(gallery.detail(plain)).accepted()
    value = f"nobody-{unknown_customer}@example.com" if kind == "email" else unknown_customer

    expect(client.read(plain, customer=CustomerKey(value, kind))).refused()


@requirement("DETAIL-CUSTOMER-UNKNOWN")
def test_customer_that_does_not_exist(client, gallery, plain, unknown_customer):
    """To a customer that is none nothing can be shown (002:L33)."""
    given(gallery.detail(plain)).accepted()

    expect(client.read(plain, customer=CustomerKey(unknown_customer))).refused()


@requirement("DETAIL-CUSTOMER-UNKNOWN-KIND")
@pytest.mark.parametrize("kind", ["EMAIL", "passport", "null"])
def test_kind_that_no_page_names(client, plain, kind):
    """Four kinds are documented; another one is no reason to fail (002:L21-25)."""
    expect(client.read(plain, customer=CustomerKey(client.customer().value, kind))).not_a_server_error()


@requirement("DETAIL-CUSTOMER-UNKNOWN-OBSERVED")
def test_answer_to_an_unknown_customer(client, plain, unknown_customer):
    """No page says how an unknown customer is answered (002:L33)."""
    unknown = client.read(plain, customer=CustomerKey(unknown_customer))

    observe("DETAIL-CUSTOMER-UNKNOWN-OBSERVED", outcome_of(unknown), unknown)
