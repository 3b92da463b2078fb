"""Filter values for which the documents have no rule: survived, and recorded (000:L97-121)."""

import pytest

from harness.expectations import expect, observe, requirement

from .judging import told

# Parameter, value: most are words that the documents use elsewhere.
ODD_WORDS = [
    pytest.param("action", "PAUSED", marks=requirement("LIST-ROBUST-ACTION")),
    pytest.param("action", "activated", marks=requirement("LIST-ROBUST-ACTION")),
    pytest.param("badgeStatus", "ENDED", marks=requirement("LIST-ROBUST-STATUS")),
    pytest.param("badgeStatus", "LIVE,UPCOMING", marks=requirement("LIST-ROBUST-STATUS")),
    pytest.param("badgeStatus", "live", marks=requirement("LIST-ROBUST-STATUS")),
    pytest.param("badgeType", "EARN", marks=requirement("LIST-ROBUST-TYPE")),
    pytest.param("badgeType", "available", marks=requirement("LIST-ROBUST-TYPE")),
    pytest.param("claimedBy", "Nobody", marks=requirement("LIST-ROBUST-OWNER")),
    pytest.param("groupId", "", marks=requirement("LIST-ROBUST-GROUP")),
    pytest.param("groupId", "no id, 'quoted'", marks=requirement("LIST-ROBUST-GROUP")),
    pytest.param("order", "RANDOM", marks=requirement("LIST-ROBUST-SORT")),
    pytest.param("order", "asc", marks=requirement("LIST-ROBUST-SORT")),
    pytest.param("owner", "loyalty", marks=requirement("LIST-ROBUST-OWNER")),
    pytest.param("owner", "Nobody", marks=requirement("LIST-ROBUST-OWNER")),
    pytest.param("sortOn", "", marks=requirement("LIST-ROBUST-SORT")),
    pytest.param("sortOn", "NAME", marks=requirement("LIST-ROBUST-SORT")),
    pytest.param("sortOn", "name; DROP TABLE badges", marks=requirement("LIST-ROBUST-SORT")),
]

ODD_NAMES = [
    pytest.param("", id="empty"),
    pytest.param("x" * 4000, id="4000 characters"),
    pytest.param("'; DROP TABLE badges; --", id="quote"),
    pytest.param("a\x00b\x07c\x1b", id="control characters"),
    pytest.param("(((((", id="half a regular expression"),
    pytest.param("\U0001f3c5\u202e\ufdd0", id="rare characters"),
]

# A badge, and what is wrong with the query string.
ODD_QUERIES = [
    pytest.param({"unheardOf": "x", "badge[]": "1", "": "y"}, id="unknown"),
    pytest.param({"badgeStatus": ["LIVE", "UPCOMING"], "page": [0, 1]}, id="repeated"),
    pytest.param({"startOn": "", "startOnOperator": "", "groupId": "", "owner": "", "size": ""}, id="empty"),
]

ENUMERATED = {
    "action": "PAUSED",
    "badgeStatus": "ENDED",
    "badgeType": "EARN",
    "claimedBy": "Nobody",
    "expiresOnOperator": "EQUALS",
    "order": "RANDOM",
    "owner": "Nobody",
    "sortOn": "NAME",
    "startOnOperator": "EQUALS",
}


@pytest.mark.parametrize(("parameter", "value"), ODD_WORDS)
def test_an_odd_word_is_survived(lists, direct, parameter, value):
    """No word in the place of a documented one is a server error."""
    expect(lists.of(direct, {parameter: value})).not_a_server_error()


@requirement("LIST-ROBUST-NAME")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_is_survived(lists, name):
    """No text in the place of a name is a server error."""
    expect(lists(badgeType="AVAILABLE", name=name, size=1)).not_a_server_error()


@requirement("LIST-ROBUST-PARAMETERS")
@pytest.mark.parametrize("query", ODD_QUERIES)
def test_an_odd_query_string_is_survived(lists, direct, query):
    """Unknown, repeated and empty parameters are no server error."""
    expect(lists.of(direct, query)).not_a_server_error()


@requirement("LIST-INVALID-ENUM-OBSERVED")
@pytest.mark.parametrize(("parameter", "value"), ENUMERATED.items())
def test_what_an_unknown_word_does(lists, direct, parameter, value):
    """An unknown value of an enumerated parameter is refused, ignored or matches nothing."""
    listed = lists.of(direct, {parameter: value})
    observe("LIST-INVALID-ENUM-OBSERVED", f"{parameter}={value}: {told(listed, direct)}", listed)
