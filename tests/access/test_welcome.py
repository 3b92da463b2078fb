"""Callers with valid credentials of either scheme (000:L17, 002:L12, 003:L25, 004:L6)."""

import pytest

from harness import authentication
from harness.clock import DAY
from harness.expectations import expect, given, requirement
from harness.payloads import ADORNED, Badge
from harness.reading import read_row
from harness.row_verbs import row_of

from .visitors import welcome

SCHEMES = {"BASIC": authentication.basic, "OAUTH": authentication.oauth}
EVERY_SCHEME = pytest.mark.parametrize("scheme", SCHEMES)
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


def of_every_scheme(operation):
    """A test for each scheme, of the requirement that says that the operation lets it in."""
    return pytest.mark.parametrize(
        "scheme",
        [
            pytest.param(scheme, marks=requirement(f"ACCESS-{operation}-{scheme}"), id=scheme)
            for scheme in SCHEMES
        ],
    )


@pytest.mark.parametrize(("operation", "scheme"), VISITS)
def test_caller_is_let_in(doors, target, expect_open, operation, scheme):
    """Each call takes Basic as well as OAuth credentials (000:L17, 002:L12, 003:L25, 004:L6)."""
    answer = doors.call(operation, welcome(SCHEMES[scheme](target), scheme))

    expect_open(answer)
    given(answer).accepted()


@of_every_scheme("CREATE")
def test_creation_of_any_caller_is_kept(client, payloads, target, scheme):
    """What one scheme created is there for the other as well, as it was sent (004:L1, L6)."""
    body = payloads.earn(description=f"Created with {scheme}")
    answer = client.create(body, credentials=welcome(SCHEMES[scheme](target), scheme))
    badge = Badge(body, answer)
    given(answer).accepted()

    expect(client.read(badge)).shows(description=body["description"], active=True)


@of_every_scheme("UPDATE")
def test_update_of_any_caller_is_kept(client, nursery, target, scheme):
    """So is what one of them changed (003:L3, L25)."""
    badge = nursery.create()
    given(client.read(badge)).accepted()
    body = badge.with_(description=f"Changed with {scheme}")
    given(client.update(body, credentials=welcome(SCHEMES[scheme](target), scheme))).accepted()

    expect(client.read(badge)).shows(description=body["description"])


@pytest.fixture(scope="module")
def adorned(nursery, payloads):
    """A badge with everything that a badge can have, constraints of both kinds included."""
    return nursery.create(payloads.earn(ADORNED))


@of_every_scheme("DETAIL")
def test_detail_is_the_same_for_any_caller(client, adorned, target, scheme):
    """Whoever looks at a badge is shown all of it (002:L12)."""
    told = client.read(adorned)
    given(told).accepted()

    expect(client.read(adorned, credentials=welcome(SCHEMES[scheme](target), scheme))).unchanged_since(told)


@of_every_scheme("LIST")
def test_list_is_the_same_for_any_caller(client, adorned, target, scheme):
    """Whoever asks for a list is shown the same rows, of what was asked for only (000:L17)."""
    told = client.list(adorned.query)
    given(told).finds(adorned)
    listed = client.list(adorned.query, credentials=welcome(SCHEMES[scheme](target), scheme))

    expect(listed).lists_with(adorned, **read_row(row_of(told, adorned)))
    expect(listed).satisfies(adorned.query)


@requirement("CREATE-714-UNKNOWN-OWNER")
@EVERY_SCHEME
def test_no_caller_may_create_for_an_unknown_owner(client, payloads, target, scheme):
    """The rules of a create hold for every caller (004:L6, L719)."""
    caller = welcome(SCHEMES[scheme](target), scheme)
    given(client.create(payloads.earn(), credentials=caller)).accepted()
    unknown = payloads.earn({"ownership.restrictedToOwners": ["Lost_Property"]})

    expect(client.create(unknown, credentials=caller)).refused(code=714)


@requirement("CREATE-722-START-PAST")
@EVERY_SCHEME
def test_no_caller_may_create_what_began_in_the_past(client, payloads, target, scheme):
    """Nor is any of them a migration without its header (004:L18-21)."""
    caller = welcome(SCHEMES[scheme](target), scheme)
    given(client.create(payloads.earn(), credentials=caller)).accepted()
    begun = payloads.earn(startOn=payloads.in_days(-2))

    expect(client.create(begun, credentials=caller)).refused(code=722)


@requirement("UPDATE-START-FROZEN-LIVE")
@EVERY_SCHEME
def test_no_caller_may_move_the_start_of_a_live_badge(client, nursery, target, scheme):
    """The rules of an update hold for every caller (003:L25, L67)."""
    caller = welcome(SCHEMES[scheme](target), scheme)
    badge = nursery.live()
    given(client.update(badge.with_(), credentials=caller)).accepted()
    moved = client.update(badge.with_(start_on=badge.start_on + DAY), credentials=caller)

    expect(moved).refused(code=723)


@requirement("CREATE-725-NAME-TAKEN")
@EVERY_SCHEME
def test_no_caller_may_take_a_name_again(client, nursery, payloads, target, scheme):
    """A name is taken whoever asks for it (004:L4, L6, L721)."""
    caller = welcome(SCHEMES[scheme](target), scheme)
    given(client.create(payloads.earn(), credentials=caller)).accepted()
    taken = payloads.earn(name=nursery.create().name)

    expect(client.create(taken, credentials=caller)).refused(code=725)
