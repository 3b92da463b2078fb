"""No two badges share a name (004:L4, L26, L721)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.answers import codes_of, is_accepted, outcome_of
from harness.expectations import expect, fail, given, observe, requirement

# Creations that set out together; more than two make a gap between check and storage likelier to show.
RIVALS = 4

# Which badge has the name (see `holders`), the kind of the newcomer, and what sets it apart.
NEWCOMERS = [
    ("EARN",       "issue_earn", {}),
    ("EARN",       "earn",       {"active": False}),
    ("ISSUE_EARN", "earn",       {}),
    ("ISSUE_EARN", "issue_earn", {}),
    ("LIVE",       "earn",       {}),
    ("RENAMED",    "earn",       {}),
    ("EARN",       "earn",       {"ownership.restrictedToOwners": ["Journeys"]}),
    ("EARN",       "earn",       {"description": "Another badge of the same name", "badgeRank": 3}),
]  # fmt: skip


@pytest.fixture(scope="module")
def renamed(nursery, payloads):
    """A badge that has its third name."""
    badge = nursery.create()
    for _ in range(2):
        badge = nursery.update(badge, badge.with_(name=payloads.name()))
    return badge


@pytest.fixture
def holders(request, creations, day):
    """Makers of badges that have a name, by what they are."""
    return {
        "EARN": creations.badge,
        "ISSUE_EARN": lambda: creations.badge(kind="issue_earn"),
        "LIVE": lambda: creations.badge({"startOn": day(-400)}, migration=True),
        "RENAMED": lambda: request.getfixturevalue("renamed"),
    }


@requirement("CREATE-725-NAME-TAKEN")
def test_taken_name_is_refused(plain, creations):
    """The name of another badge, byte for byte, is refused with 725 (004:L721)."""
    trial = creations.trial({"name": plain.name})

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=725)


@requirement("CREATE-725-NAME-TAKEN")
def test_taken_name_is_taken_for_a_historical_badge(plain, creations, day):
    """The migration header allows a past start and no name twice (004:L21, L721)."""
    trial = creations.trial({"name": plain.name}, valid={"startOn": day(-30)}, migration=True)

    expect(trial.offence).refused()
    given(trial.control).accepted()
    expect(trial.offence).refused(code=725)


@requirement("CREATE-725-NAME-TAKEN")
@pytest.mark.parametrize(("holder", "kind", "changes"), NEWCOMERS)
def test_taken_name_is_taken_for_every_badge(creations, holders, holder, kind, changes):
    """A name is taken whatever the two badges are, and whether its holder has started (004:L4, L721)."""
    taken = holders[holder]().name
    creations.badge(changes, kind=kind)

    expect(creations.answer({**changes, "name": taken}, kind=kind)).refused(code=725)


@requirement("CREATE-725-NAME-TAKEN")
def test_taken_name_is_taken_at_another_time(creations, plain, day):
    """Two badges share no name, though one begins when the other is over (004:L4, L721)."""
    later = {"startOn": day(90), "expiresOn": day(120)}
    creations.badge(later)

    expect(creations.answer({**later, "name": plain.name})).refused(code=725)


@requirement("CREATE-725-NAME-TAKEN")
def test_taken_name_is_taken_in_a_group(creations, plain, group_id):
    """Nor when one of them is in a group (004:L4, L721)."""
    grouped = {"badgeGroupId": group_id}
    given(creations.answer(grouped)).supported("badges in a group", **grouped)

    expect(creations.answer({**grouped, "name": plain.name})).refused(code=725)


@requirement("CREATE-725-NAME-TAKEN")
def test_taken_name_is_taken_beside_texts_of_dates(creations, plain, day, iso):
    """Nor when the dates are texts (004:L29-32, L721)."""
    dated = {"startOnISO": iso(day(30)), "expiresOnISO": iso(day(60))}
    creations.badge(dated)

    expect(creations.answer({**dated, "name": plain.name})).refused(code=725)


@requirement("CREATE-NAME-OTHER-CASE")
@pytest.mark.parametrize("sign", ["%", "_", "."])
def test_no_sign_of_a_name_stands_for_others(creations, plain, sign):
    """Names are compared letter by letter (004:L4)."""
    cut = 1 if sign != "%" else 3
    answer = creations.answer({"name": plain.name[:-cut] + sign})

    given_free(answer, f"names with {sign}")
    expect(answer).accepted()


@requirement("CREATE-725-NAME-TAKEN")
def test_taken_name_is_taken_for_history(creations, plain, day):
    """The migration header allows a past start, not a taken name (004:L18-21, L721)."""
    past = {"startOn": day(-1)}
    creations.badge(past, migration=True)

    expect(creations.answer({**past, "name": plain.name}, migration=True)).refused(code=725)


@requirement("CREATE-NAME-OTHER-CASE")
def test_name_in_another_case_is_another_name(creations, plain):
    """Names are case sensitive (004:L4)."""
    expect(creations.answer({"name": plain.name.swapcase()})).accepted()


@requirement("CREATE-NAME-OTHER-CASE")
def test_case_of_the_first_letter_counts(creations, plain):
    """Nor is there an exception for the beginning of a name (004:L4)."""
    expect(creations.answer({"name": plain.name[0].swapcase() + plain.name[1:]})).accepted()


@requirement("CREATE-NAME-OTHER-CASE")
def test_case_counts_beyond_ascii(creations):
    """Names are case sensitive in all of their letters (004:L4)."""
    name = f"{creations.body()['name']} ÀÉÎÕÜ ÇÑ"
    given(creations.answer({"name": name})).supported("letters beyond ASCII in names", name=name)

    expect(creations.answer({"name": name.replace("ÀÉÎÕÜ ÇÑ", "àéîõü çñ")})).accepted()


@requirement("CREATE-ECHO-NAME-UNICODE")
def test_name_with_accents_is_another_name(creations):
    """A letter with an accent is not the one without (004:L4, L504)."""
    name = f"{creations.body()['name']} aeiou cn"
    accented = name.replace("aeiou cn", "àéîõü çñ")
    creations.badge({"name": name})
    answer = creations.answer({"name": accented})

    given_free(answer, "letters beyond ASCII in names")
    expect(answer).shows(name=accented)


@requirement("CREATE-ACCEPTED")
def test_long_names_differ_by_their_last_letter(creations):
    """Where a long name is accepted, all of it counts (004:L4, L26)."""
    name = f"{creations.body()['name']} {'of a badge with a long name ' * 4}"
    given(creations.answer({"name": f"{name}A"})).supported("names of so many letters", name=f"{name}A")

    expect(creations.answer({"name": f"{name}B"})).accepted()


@requirement("CREATE-NAME-RACE")
def test_one_name_has_one_winner(client, creations, plain):
    """Of creations that arrive together with one name, at most one makes a badge (004:L4)."""
    body = creations.body()
    with ThreadPoolExecutor(RIVALS) as pool:
        answers = list(pool.map(client.create, [body] * RIVALS))

    expect_one_winner(answers)


def given_free(answer, what):
    """A target may refuse such names, but not as taken ones."""
    if 725 not in (codes_of(answer) or ()):
        given(answer).supported(what)


def expect_one_winner(answers):
    """At most one of the creations was accepted."""
    winners = [answer for answer in answers if is_accepted(answer)]
    if len(winners) > 1:
        fail(
            "at most one badge with the name",
            f"{len(winners)} of {len(answers)} simultaneous creations accepted",
            *winners,
            cause="several badges with one name",
        )


@requirement("CREATE-NAME-OF-INACTIVE-OBSERVED")
def test_name_of_an_inactive_badge(creations):
    """Whether an inactive badge holds on to its name is not said (004:L4)."""
    inactive = creations.badge({"active": False})
    again = creations.answer({"name": inactive.name})

    observe("CREATE-NAME-OF-INACTIVE-OBSERVED", outcome_of(again), again)
