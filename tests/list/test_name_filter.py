"""What a query by name finds (000:L101)."""

import pytest

from harness.expectations import expect, given, observe, requirement
from harness.payloads import ODD_NAMES, Badge

from .judging import expect_some_find, told

# Ends of a query in the place of the last characters of a name.
PATTERNS = [
    pytest.param(1, "%", id="any text in SQL"),
    pytest.param(1, "_", id="one character in SQL"),
    pytest.param(1, "*", id="any text"),
    pytest.param(1, ".", id="one character of a regular expression"),
    pytest.param(2, ".*", id="any text of a regular expression"),
]


@requirement("LIST-NAME-COMPLETE")
def test_the_full_name_finds_a_direct_badge(lists, direct, live_direct):
    """The exact name of a new badge finds it (000:L101)."""
    expect_some_find(lists, direct, live_direct)


@requirement("LIST-NAME-COMPLETE")
def test_the_full_name_finds_a_badge_to_issue(lists, enrol, live_enrol):
    """The exact name of a new badge finds it (000:L101)."""
    expect_some_find(lists, enrol, live_enrol)


@requirement("LIST-NAME-SOUND")
@pytest.mark.parametrize("badge", ["direct", "enrol"], indirect=True)
def test_a_name_shows_nothing_else(lists, badge):
    """Every row has the name in its own, whatever the case (000:L101)."""
    wanted = badge.name.casefold()
    expect(lists.of(badge)).each(
        lambda row: wanted in str(row.get("name")).casefold(), "with the queried name", "name"
    )


@requirement("LIST-NAME-SOUND")
def test_a_name_does_not_show_its_neighbours(lists, series):
    """Names that differ in their last letter only are told apart (000:L101)."""
    first, *rest = series.badges
    expect(lists.of(first)).omits(*rest)


@requirement("LIST-NAME-UNKNOWN")
@pytest.mark.parametrize("kind", ["AVAILABLE", "AVAILABLE_TO_ISSUE", "EARNED", "EXPIRED"])
def test_an_unknown_name_shows_nothing(lists, payloads, kind):
    """No badge has this name, in none of the lists (000:L101)."""
    expect(lists(badgeType=kind, name=payloads.name())).shows_no_rows()


@requirement("LIST-NAME-UNKNOWN")
def test_more_than_a_name_shows_nothing(lists, direct):
    """A name with a word too much is another name (000:L101)."""
    expect(lists.of(direct, name=f"{direct.name} plus")).shows_no_rows()


# A filter may do without the blanks around what it is given.
TRIMMED = {words: name for words, name in ODD_NAMES.items() if words != "a blank at the end"}


@requirement("LIST-NAME-ENCODED")
@pytest.mark.parametrize("pattern", TRIMMED.values(), ids=list(TRIMMED))
def test_an_odd_name_finds_its_badge(lists, nursery, payloads, pattern):
    """The query carries any name, encoded as URLs want it (000:L101)."""
    body = payloads.earn(name=pattern.format(payloads.name()))
    answer = nursery.client.create(body)
    given(answer).supported("such names", name=body["name"])
    badge = Badge(body, answer)

    expect(lists.of(badge)).finds(badge)


@requirement("LIST-NAME-SOUND")
@pytest.mark.parametrize("word", ["None", "null", "undefined"])
def test_a_word_for_nothing_is_a_name(lists, direct, word):
    """What looks like no value is a text all the same (000:L101)."""
    listed = lists(badgeType="AVAILABLE", name=word, size=50)
    expect(listed).if_accepted().omits(direct)


@requirement("LIST-NAME-LITERAL")
@pytest.mark.parametrize(("cut", "pattern"), PATTERNS)
def test_a_pattern_is_no_wildcard(lists, direct, cut, pattern):
    """The characters of patterns stand for themselves (000:L101)."""
    expect(lists.of(direct, name=direct.name[:-cut] + pattern)).omits(direct)


@requirement("LIST-NAME-MATCHING-OBSERVED")
@pytest.mark.parametrize(
    ("how", "part"),
    [
        ("another case", lambda name: name.swapcase()),
        ("the beginning", lambda name: name[:-2]),
        ("the end", lambda name: name[2:]),
        ("the middle", lambda name: name[2:-2]),
    ],
)
def test_what_else_a_name_matches(lists, direct, how, part):
    """No page says how much of a name must be given."""
    listed = lists.of(direct, name=part(direct.name))
    observe("LIST-NAME-MATCHING-OBSERVED", f"{how} of a name: {told(listed, direct)}", listed)
