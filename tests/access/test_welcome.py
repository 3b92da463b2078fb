"""Callers with valid credentials of either scheme (000:L17, 002:L12, 003:L25, 004:L6)."""

import pytest

from harness import authentication
from harness.expectations import given, requirement

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
