"""A refused creation leaves nothing behind (004:L691-716)."""

from harness.expectations import expect, given, requirement
from harness.row_verbs import is_row_of

OWNERS = "ownership.restrictedToOwners"
VALID = {OWNERS: ["Loyalty"]}


@requirement("CREATE-REFUSED-714-STORES-NOTHING")
def test_unknown_owner_stores_nothing(creations, expect_free):
    """After a refusal with 714 the name is free (004:L691-716)."""
    trial = creations.trial({OWNERS: ["Lost_Property"]}, valid=VALID)

    expect_free(trial.offence, trial.control)


@requirement("CREATE-REFUSED-722-STORES-NOTHING")
def test_past_start_stores_nothing(past_start, expect_free):
    """After a refusal with 722 the name is free (004:L691-716)."""
    trial = past_start(-400)

    expect_free(trial.offence, trial.control)


@requirement("CREATE-REFUSED-728-STORES-NOTHING")
def test_empty_owner_list_stores_nothing(creations, expect_free):
    """After a refusal with 728 the name is free (004:L691-716)."""
    trial = creations.trial({OWNERS: []}, valid=VALID)

    expect_free(trial.offence, trial.control)


@requirement("CREATE-REFUSED-725-CHANGES-NOTHING")
def test_taken_name_leaves_its_holder_alone(client, creations):
    """After a refusal with 725 the badge that has the name is as it was (004:L691-716)."""
    holder = creations.badge({"badgeRank": 7})
    before = client.read(holder)
    given(client.create(creations.body({"name": holder.name, "badgeRank": 8}))).refused()

    expect(client.read(holder)).unchanged_since(before)


@requirement("CREATE-REFUSED-725-STORES-NOTHING")
def test_taken_name_is_stored_once(client, creations):
    """After a refusal with 725 the list shows one badge of that name: its holder (004:L691-716)."""
    holder = creations.badge({"badgeRank": 7})
    given(client.create(creations.body({"name": holder.name, "badgeRank": 8}))).refused()
    listed = client.list(badgeType="AVAILABLE", name=holder.name, size=50)
    given(listed).finds(holder)

    expect(listed).each(
        lambda row: row.get("name") != holder.name or is_row_of(row, holder.id),
        "of the holder under its name",
    )
