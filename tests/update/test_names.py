"""Names stay unique, byte for byte (003:L21, L63)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import expect, given, observe, requirement

from .changes import INNOCENT
from .kinds import given_change

# The badge that asks for a name, and the one that has it.
PAIRS = [
    ("EARN",       "ISSUE_EARN"),
    ("EARN",       "LIVE"),
    ("EARN",       "RENAMED"),
    ("ISSUE_EARN", "EARN"),
    ("LIVE",       "EARN"),
]  # fmt: skip


@pytest.fixture(scope="module")
def other(nursery):
    """A badge whose name is taken by it."""
    return nursery.create()


@pytest.fixture
def renamed(client, nursery, payloads):
    """A badge, and the new name that an accepted update gave it."""
    badge, name = nursery.create(), payloads.name()
    given(client.update(badge.with_(name=name))).accepted()
    return badge, name


@requirement("UPDATE-NAME-TAKEN", "UPDATE-NAME-TAKEN-CODE-OBSERVED")
def test_name_of_another_badge_is_refused(client, payloads, upcoming_badge, other):
    """Two badges cannot have one name (003:L21, L63)."""
    given(client.update(upcoming_badge.with_(name=payloads.name()))).accepted()
    answer = client.update(upcoming_badge.with_(name=other.name))
    observe("UPDATE-NAME-TAKEN-CODE-OBSERVED", outcome_of(answer), answer)

    expect(answer).refused()


@pytest.fixture(scope="module")
def badges(nursery, payloads, other):
    """Badges with names of their own, by what they are; a refusal changes none of them."""
    named = nursery.create()
    return {
        "EARN": other,
        "ISSUE_EARN": nursery.create(payloads.issue_earn()),
        "LIVE": nursery.live(),
        "RENAMED": nursery.update(named, named.with_(name=payloads.name())),
    }


@requirement("UPDATE-NAME-TAKEN")
@pytest.mark.parametrize("active", [True, False], ids=["active", "inactive"])
@pytest.mark.parametrize(("kind", "holder"), PAIRS)
def test_name_is_taken_whatever_the_badges(client, badges, kind, holder, active):
    """Neither earn type, status nor activation frees a name (003:L21, L63)."""
    badge = badges[kind]
    given_change(client.update(badge.with_(active=active)), live=kind == "LIVE" and not active)

    expect(client.update(badge.with_(name=badges[holder].name, active=active))).refused()


@requirement("UPDATE-REFUSED-NAME-CHANGES-NOTHING")
def test_refused_name_changes_neither_badge(client, upcoming_badge, other):
    """After the refusal both badges are as they were (003:L21)."""
    given(client.update(upcoming_badge.with_(description="Not yet renamed"))).accepted()
    before = client.read(upcoming_badge), client.read(other)
    given(client.update(upcoming_badge.with_(INNOCENT, name=other.name))).refused()

    expect(client.read(upcoming_badge)).unchanged_since(before[0])
    expect(client.read(other)).unchanged_since(before[1])


@requirement("UPDATE-NAME-OTHER-CASE")
def test_name_in_another_case_is_another_name(client, upcoming_badge, other):
    """Comparison is case sensitive (003:L21, L63)."""
    given(client.update(upcoming_badge.with_())).accepted()

    expect(client.update(upcoming_badge.with_(name=other.name.swapcase()))).accepted()


@requirement("UPDATE-NAME-OTHER-CASE")
def test_name_with_another_first_letter_is_another_name(client, nursery, upcoming_badge):
    """Nor is there an exception for the beginning of a name (003:L21, L63)."""
    given(client.update(upcoming_badge.with_())).accepted()
    taken = nursery.create().name

    expect(client.update(upcoming_badge.with_(name=taken[0].swapcase() + taken[1:]))).accepted()


@requirement("UPDATE-NAME-OTHER-CASE")
def test_name_in_another_case_beyond_ascii_is_another_name(client, nursery, payloads, upcoming_badge):
    """Letters beyond ASCII have cases, too (003:L21, L63)."""
    name = f"{payloads.name()} ÉÖ"
    taken = client.create(payloads.earn(name=name))
    given(taken).supported("a name of letters beyond ASCII")
    given(client.update(upcoming_badge.with_(name=f"{payloads.name()} éö"))).accepted()

    expect(client.update(upcoming_badge.with_(name=name.replace("ÉÖ", "éö")))).accepted()


@requirement("UPDATE-NAME-OWN")
def test_badge_keeps_its_name(client, renamed):
    """A badge does not collide with itself (003:L21)."""
    badge, name = renamed

    expect(client.update(badge.with_(name=name))).accepted()


@requirement("UPDATE-NAME-OWN-OTHER-CASE")
def test_badge_changes_the_case_of_its_name(client, upcoming_badge):
    """Nor with itself in another case (003:L21, L579)."""
    given(client.update(upcoming_badge.with_())).accepted()
    name = upcoming_badge.name.swapcase()

    expect(client.update(upcoming_badge.with_(name=name))).shows(name=name)


@requirement("UPDATE-NAME-FREED")
def test_name_given_up_is_free(client, payloads, renamed):
    """A new badge can have the name that another one gave up (003:L21)."""
    badge, _ = renamed

    expect(client.create(payloads.earn(name=badge.name))).accepted()


@requirement("UPDATE-NAME-FREED")
def test_name_given_up_is_free_for_its_badge(client, renamed):
    """A badge can have the name back that it gave up itself (003:L21)."""
    badge, name = renamed
    given(client.update(badge.with_(name=name))).accepted()

    expect(client.update(badge.with_())).shows(name=badge.name)


@requirement("UPDATE-NAME-NEW-RESERVED")
def test_name_taken_by_renaming_is_taken(client, payloads, renamed):
    """A new badge cannot have the name that another one took (003:L21, 004:L4)."""
    _, name = renamed
    given(client.create(payloads.earn())).accepted()

    expect(client.create(payloads.earn(name=name))).refused()
