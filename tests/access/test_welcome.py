"""Callers with valid credentials of either scheme (000:L17, 002:L12, 003:L25, 004:L6)."""

import pytest

from harness import authentication
from harness.expectations import expect, given, requirement
from harness.payloads import Badge

from .visitors import welcome

SCHEMES = {"BASIC": authentication.basic, "OAUTH": authentication.oauth}
VISITS = [
    pytest.param(
        operation,
        scheme,
        marks=requirement(f"ACCESS-{operation}-{scheme}".upper()),
        id=f"{operation} {scheme}",
    )
    for operation in ("create", "detail", "list", "update")
    for scheme in SCHEMES
]


@pytest.mark.parametrize(("operation", "scheme"), VISITS)
def test_caller_is_let_in(doors, target, expect_open, operation, scheme):
    """Each call takes Basic as well as OAuth credentials (000:L17, 002:L12, 003:L25, 004:L6)."""
    answer = doors.call(operation, welcome(SCHEMES[scheme](target), scheme))

    expect_open(answer)
    given(answer).accepted()


@pytest.mark.parametrize(
    "scheme",
    [pytest.param(scheme, marks=requirement(f"ACCESS-CREATE-{scheme}"), id=scheme) for scheme in SCHEMES],
)
def test_creation_of_any_caller_is_kept(client, payloads, target, scheme):
    """What one scheme created is there for the other as well, as it was sent (004:L1, L6)."""
    body = payloads.earn(description=f"Created with {scheme}")
    answer = client.create(body, credentials=welcome(SCHEMES[scheme](target), scheme))
    badge = Badge(body, answer)
    given(answer).accepted()

    expect(client.read(badge)).shows(description=body["description"], active=True)


@pytest.mark.parametrize(
    "scheme",
    [pytest.param(scheme, marks=requirement(f"ACCESS-UPDATE-{scheme}"), id=scheme) for scheme in SCHEMES],
)
def test_update_of_any_caller_is_kept(client, nursery, target, scheme):
    """So is what one of them changed (003:L3, L25)."""
    badge = nursery.create()
    given(client.read(badge)).accepted()
    body = badge.with_(description=f"Changed with {scheme}")
    given(client.update(body, credentials=welcome(SCHEMES[scheme](target), scheme))).accepted()

    expect(client.read(badge)).shows(description=body["description"])
