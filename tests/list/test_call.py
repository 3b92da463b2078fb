"""The call itself: what a list needs, and that it is answered."""

import pytest

from harness.expectations import expect, requirement


@requirement("LIST-ACCEPTED")
def test_list_of_a_customer_is_accepted(lists):
    """The list of an existing customer succeeds without any parameter (000:L27)."""
    expect(lists()).accepted()


@requirement("LIST-CUSTOMER-MANDATORY")
@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/api_gateway/v1/badges/management", id="no segment"),
        pytest.param("/api_gateway/v1/badges/management/", id="empty segment"),
        pytest.param("/api_gateway/v1/badges/management/%20", id="blank segment"),
    ],
)
def test_no_customer_no_badges(client, path):
    """Without a customer in the path nothing is listed (000:L81)."""
    # No route of a gateway leads there, so the answer need not be the envelope of the service.
    expect(client.transport.send("GET", path, operation=None)).shows_no_rows()
