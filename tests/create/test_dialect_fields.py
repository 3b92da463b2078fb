"""What becomes of fields that the page mentions in passing or not at all (004:L63-69)."""

import json

import pytest

from harness.answers import data_of, is_accepted, outcome_of
from harness.expectations import observe, requirement

NO_GROUP = "000000000000000000000000"

# field, a value of another scalar type
OTHER_TYPE = [
    ("active", "true"),
    ("badgeRank", "3"),
    ("description", 5),
]


@requirement("CREATE-ACTIVE-OMITTED-OBSERVED")
def test_whether_active_may_be_left_out(creations, seen):
    """It is starred, and several bodies do without (004:L64, L70-128)."""
    answer = creations.answer(missing=("active",))

    observe("CREATE-ACTIVE-OMITTED-OBSERVED", seen(answer, "active"), answer)


@requirement("CREATE-IS-ACTIVE-OBSERVED")
def test_whether_is_active_is_another_name(creations, seen):
    """Several bodies say isActive (004:L87, L146)."""
    answer = creations.answer({"isActive": False}, missing=("active",))

    observe("CREATE-IS-ACTIVE-OBSERVED", f"isActive false: {seen(answer, 'active')}", answer)


@requirement("CREATE-DEFAULT-TILL-OBSERVED")
def test_what_a_default_till_does(creations, plain):
    """A till may be named as the place that created the badge (004:L63)."""
    answer = creations.answer({"defaultTillId": 50_000_001})
    creator = (data_of(answer) or {}).get("createdBy")
    words = "the same creator" if creator == plain.data.get("createdBy") else "another creator"

    observe("CREATE-DEFAULT-TILL-OBSERVED", f"{outcome_of(answer)}, {words}", answer)


@requirement("CREATE-UNKNOWN-GROUP-OBSERVED")
def test_what_becomes_of_an_unknown_group(creations, seen):
    """The page speaks of existing groups only (004:L68)."""
    answer = creations.answer({"badgeGroupId": NO_GROUP})

    observe("CREATE-UNKNOWN-GROUP-OBSERVED", seen(answer, "badgeGroupId"), answer)


@requirement("CREATE-UNKNOWN-FIELD-OBSERVED")
def test_what_becomes_of_an_unknown_field(creations, seen):
    """No page says whether a body may hold more than it lists."""
    answer = creations.answer({"colour": "green"})

    observe("CREATE-UNKNOWN-FIELD-OBSERVED", seen(answer, "colour"), answer)


@requirement("CREATE-NAME-BLANKS-OBSERVED")
def test_whether_blanks_around_a_name_are_kept(client, creations):
    """One page shows a name that ends in a blank (002:L43)."""
    body = creations.body()
    answer = client.create({**body, "name": f"  {body['name']}  "})
    kept = (data_of(answer) or {}).get("name") == f"  {body['name']}  "
    words = ("kept" if kept else "not kept") if is_accepted(answer) else outcome_of(answer)

    observe("CREATE-NAME-BLANKS-OBSERVED", f"blanks around a name: {words}", answer)


@requirement("CREATE-NAME-BLANKS-OBSERVED")
def test_whether_a_name_may_be_blank(creations):
    """A name is mandatory; that it must say something is not written (004:L26)."""
    answer = creations.answer({"name": "   "})

    observe("CREATE-NAME-BLANKS-OBSERVED", f"nothing but blanks: {outcome_of(answer)}", answer)


@requirement("CREATE-SCALAR-COERCION-OBSERVED")
@pytest.mark.parametrize(("field", "value"), OTHER_TYPE)
def test_what_becomes_of_a_value_of_another_type(creations, seen, field, value):
    """The types are documented, what happens to others is not (004:L24-69)."""
    answer = creations.answer({field: value})

    observe("CREATE-SCALAR-COERCION-OBSERVED", f"{field} {json.dumps(value)}: {seen(answer, field)}", answer)


@requirement("CREATE-CONTENT-TYPE-OBSERVED")
def test_what_becomes_of_a_body_sent_as_plain_text(client, creations):
    """The media type of the body is not written anywhere (004:L7-20)."""
    answer = client.create(json.dumps(creations.body()).encode(), headers={"Content-Type": "text/plain"})

    observe("CREATE-CONTENT-TYPE-OBSERVED", outcome_of(answer), answer)
