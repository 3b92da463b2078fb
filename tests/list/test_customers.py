"""Whose badges are listed, by what the identifier header says (000:L41-55)."""

import random
from functools import cache

import pytest

from harness.answers import outcome_of
from harness.client import CustomerKey
from harness.expectations import expect, given, observe, requirement

from .judging import expect_count, expect_same_list, expect_same_row
from .series import iso

KINDS = [
    pytest.param("cardNumber", marks=requirement("LIST-CUSTOMER-CARD-NUMBER")),
    pytest.param("email", marks=requirement("LIST-CUSTOMER-EMAIL")),
    pytest.param("externalId", marks=requirement("LIST-CUSTOMER-EXTERNAL-ID")),
    pytest.param("mobile", marks=requirement("LIST-CUSTOMER-MOBILE")),
]
UNDOCUMENTED = ["EMAIL", "externalid", "loyaltyCard"]
EARNED = {"badgeType": "EARNED", "size": 50}


@pytest.fixture(scope="module")
def earned_by(client):
    """What a customer has earned, by identifier and kind; each is asked for once."""

    @cache
    def ask(value, kind=None):
        return client.list(EARNED, customer=CustomerKey(value, kind))

    return ask


@pytest.fixture(scope="module")
def nobody():
    """An internal id that no customer has: far more digits than a tenant needs for its customers."""
    return f"9{random.SystemRandom().randrange(10**14):014d}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_identifier_finds_the_customer(client, lists, earned_by, kind):
    """With the header, the identifier in the path finds the same customer (000:L41-65)."""
    by_kind, by_id = earned_by(client.customer(kind).value, kind), lists(EARNED)
    rows = given(by_id).rows

    expect(by_kind).finds(*(str(row.get("badgeMetaId")) for row in rows))
    expect_count(by_kind, len(rows), by_id)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_identifier_shows_the_same_row(client, lists, adorned_live, kind):
    """However the customer is named, a row shows all that its badge has (000:L41-65)."""
    query = {"badgeType": "AVAILABLE", "name": adorned_live.name}
    by_kind = client.list(query, customer=client.customer(kind))

    expect_same_row(by_kind, lists(query), adorned_live)


@pytest.fixture(scope="module")
def questions(series, shared_expired_badge):
    """Queries of all kinds whose answers nothing changes in the meantime."""
    sort = {"sortOn": "EXPIRES_ON", "order": "ASC"}
    return {
        "a date": {**series.query, "size": 50, "startOn": iso(series.start_gap)},
        "earned": EARNED,
        "expired": {"badgeType": "EXPIRED", "name": shared_expired_badge.name},
        "sorted pages": {**series.query, **sort, "page": 1, "size": 5},
        "the default size": series.query,
        "the status": {**series.query, "badgeStatus": "UPCOMING", "action": "ACTIVATED", "size": 50},
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "question", ["a date", "earned", "expired", "sorted pages", "the default size", "the status"]
)
def test_each_kind_of_identifier_gets_the_same_answer(client, questions, kind, question):
    """Whatever is asked, the header changes nothing but how the customer is named (000:L41-65)."""
    query, customer = questions[question], client.customer(kind)
    # Asked one after the other, as other tests may write to badges of the profile.
    by_id, by_kind = client.list(query), client.list(query, customer=customer)

    expect_same_list(by_kind, by_id)


@requirement("LIST-CUSTOMER-WRONG-KIND")
@pytest.mark.parametrize("kind", ["cardNumber", "externalId", "mobile"])
def test_an_identifier_under_another_kind_is_refused(client, earned_by, kind):
    """An e-mail address is no mobile, card number or external id (000:L41)."""
    address = client.customer("email").value
    given(earned_by(address, "email")).accepted()
    expect(earned_by(address, kind)).refused()


@requirement("LIST-CUSTOMER-WRONG-KIND")
def test_an_internal_id_is_no_address(client, lists, earned_by):
    """An internal id is no e-mail address (000:L41)."""
    given(lists(EARNED)).accepted()
    expect(earned_by(client.customer().value, "email")).refused()


@requirement("LIST-CUSTOMER-UNKNOWN")
@pytest.mark.parametrize("kind", ["cardNumber", "email", "externalId", "mobile"])
def test_an_unknown_customer_of_any_kind_is_refused(lists, earned_by, nobody, kind):
    """Whatever the kind of identifier (000:L41, L81)."""
    given(lists(EARNED)).accepted()
    expect(earned_by(f"nobody-{nobody}@example.com" if kind == "email" else nobody, kind)).refused()


@requirement("LIST-CUSTOMER-UNKNOWN")
def test_an_unknown_customer_is_refused(lists, earned_by, nobody):
    """There is no list of a customer who does not exist (000:L81)."""
    given(lists(EARNED)).accepted()
    expect(earned_by(nobody)).refused()


@requirement("LIST-CUSTOMER-UNKNOWN-OBSERVED")
def test_how_an_unknown_customer_is_refused(earned_by, nobody):
    """Status and code are not documented."""
    answer = earned_by(nobody)
    observe("LIST-CUSTOMER-UNKNOWN-OBSERVED", outcome_of(answer), answer)


@requirement("LIST-CUSTOMER-UNKNOWN-KIND")
@pytest.mark.parametrize("kind", UNDOCUMENTED)
def test_an_undocumented_kind_is_survived(client, earned_by, kind):
    """A kind that the pages do not name is no server error (000:L45-51)."""
    expect(earned_by(client.customer().value, kind)).not_a_server_error()


@requirement("LIST-CUSTOMER-KIND-OBSERVED")
@pytest.mark.parametrize("kind", UNDOCUMENTED)
def test_what_an_undocumented_kind_does(client, earned_by, kind):
    """With an internal id in the path, an unknown or mis-cased kind is refused or ignored."""
    answer = earned_by(client.customer().value, kind)
    observe("LIST-CUSTOMER-KIND-OBSERVED", f"{kind}: {outcome_of(answer)}", answer)
