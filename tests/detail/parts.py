"""The parts of a detail, taken out without trust in their types, and what is expected of them."""

from harness.answers import data_of, shown
from harness.expectations import Inconclusive, expect, fail, given
from harness.reading import kind_of

STATISTICS = "earnConstraintBlockStatistics"
# The fields that may show when a badge was last earned (002:L183, L195-196, L700).
LAST_EARNED = ("lastEarnEventDateISO", "lastEarnedOn", "lastEarnedOnDateISO", "lastEarnedOnISO")
# Members of an expiry that every example has and no table: they agree where they are shown (002:L685-690).
BY_EXAMPLE = ("type", "expireWithBadgeMeta")


def part(exchange, name):
    """A member of the data of an accepted detail, whatever it is."""
    return given(exchange).data.get(name)


def block(exchange, name):
    """A member of the data that is an object; Inconclusive when it is none."""
    found = part(exchange, name)
    if not isinstance(found, dict):
        raise Inconclusive(f"the detail of exchange {exchange.id} shows no {name}")
    return found


def constraints(exchange, array):
    """The constraints of an array of an accepted write or detail in canonical names (`harness.reading`)."""
    found = given(exchange).badge.get(array)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def raw_constraints(exchange, array):
    """The constraints of an array as they are shown, without nulls and statistics; [] where none is."""
    found = (data_of(exchange) or {}).get(array)
    return [
        {key: value for key, value in item.items() if value is not None and key != STATISTICS}
        for item in (found if isinstance(found, list) else ())
        if isinstance(item, dict)
    ]


def of_kind(exchange, array, kind):
    """The constraints of one kind; Inconclusive when none is shown."""
    found = [item for item in constraints(exchange, array) if item.get("kind") == kind]
    if not found:
        raise Inconclusive(f"exchange {exchange.id} shows no {kind} among its {array}")
    return found


def counts(exchange, array, kind=None):
    """The statistics of the constraints of an array, or of those of a kind, as records.

    A record is an exchange, a JSON pointer and an object.
    """
    return [
        (exchange, f"/data/{array}/{place}/{STATISTICS}", item[STATISTICS])
        for place, item in enumerate(constraints(exchange, array))
        if isinstance(item.get(STATISTICS), dict) and kind in (None, item.get("kind"))
    ]


def number(value):
    """The value, if it is a number; None otherwise."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def expect_part(exchange, name, holds, expected, cause, of=None):
    """A member of the data of an accepted detail holds what is said of it."""
    value = part(exchange, name)
    if not holds(value):
        fail(expected, f"{name} = {shown(value)}", exchange, cause=cause, pointer=f"/data/{name}", of=of)


def expect_block(exchange, name, **members):
    """An object of the data of an accepted detail shows these members."""
    found = block(exchange, name)
    for key, value in members.items():
        if found.get(key) != value:
            expected, observed = f"{name} with {key} = {shown(value)}", shown(found.get(key))
            fail(
                expected, f"{key} = {observed}", exchange, cause=f"other {key}", pointer=f"/data/{name}/{key}"
            )


def expect_expiry(detail, field, expiry):
    """The expiry reads as it was written, members that only examples have as far as they are shown."""
    shown = given(detail).badge.get(field)
    seen = [name for name in BY_EXAMPLE if isinstance(shown, dict) and shown.get(name) is not None]
    demanded = {key: value for key, value in expiry.items() if key not in BY_EXAMPLE or key in seen}

    expect(detail).shows(**{field: demanded})


def expect_each(records, field, holds, expected, cause):
    """Of every record (exchange, JSON pointer, object) the object holds; Inconclusive without any record.

    `field` is what the words of a failure show of the object.
    """
    if not records:
        raise Inconclusive(f"no record of the target shows what {field} is judged by")
    for exchange, pointer, record in records:
        if not holds(record):
            observed = f"{field} = {shown(record.get(field))}"
            fail(expected, observed, exchange, cause=cause, pointer=f"{pointer}/{field}")


def expect_no_badge(exchange):
    """Whatever the answer is, it shows no badge and is no failure of the server."""
    expect(exchange).not_a_server_error()
    if "badgeStatus" in (data_of(exchange) or {}):
        fail("no badge", "the data of a badge", exchange, cause="a badge is shown", pointer="/data")


def history_of(exchange):
    """What a customer did with a badge: the three numbers, and the plain members that tell of the rest."""
    data = given(exchange).data
    return counted(exchange) | {name: data.get(name) for name in (*LAST_EARNED, "issuedStatus")}


def counted(exchange):
    """What a customer did with a badge, in three numbers; None for what is not shown."""
    data = given(exchange).data
    issuals, earns = data.get("issualDetails"), data.get("earnDetails")
    return {
        "issuedCount": number(issuals.get("issuedCount")) if isinstance(issuals, dict) else None,
        "earnCount": number(earns.get("earnCount")) if isinstance(earns, dict) else None,
        "activeEarnedCount": number(data.get("activeEarnedCount")),
    }


def expect_same_customer(exchange, other):
    """Two details tell the same of issuals and earnings."""
    expected, observed = history_of(other), history_of(exchange)
    if expected != observed:
        fail(shown(expected), shown(observed), other, exchange, cause="other counts", pointer="/data")


def expect_kind(exchange, array, kind):
    """A constraint of this kind is among those of the array."""
    kinds = [item.get("kind") for item in constraints(exchange, array)]
    if kind not in kinds:
        fail(f"{kind} in {array}", shown(kinds), exchange, cause="kind missing", pointer=f"/data/{array}")


def expect_member(exchange, array, kind, name, value):
    """A constraint of this kind shows a value; Inconclusive when there is none of the kind."""
    _expect_among(of_kind(exchange, array, kind), exchange, array, kind, name, value, 0)


def expect_like(exchange, array, written, member, unit):
    """The constraint of the kind and unit of a written one shows a member of it; Inconclusive without any.

    The unit itself is looked for among all constraints of the kind.
    """
    kind, value = kind_of(written), written[member]
    found = [
        item
        for item in of_kind(exchange, array, kind)
        if unit in (None, member) or item.get(unit) == written[unit]
    ]
    if not found:
        raise Inconclusive(f"exchange {exchange.id} shows no {kind} by {written[unit]} among its {array}")
    place = constraints(exchange, array).index(found[0])
    _expect_among(found, exchange, array, kind, member, value, place)


def _expect_among(items, exchange, array, kind, name, value, place):
    # `place` is where in the array a failure points to.
    values = [item.get(name) for item in items]
    if value not in values:
        fail(
            f"{name} = {shown(value)} in a {kind} of {array}",
            f"{name} = {shown(values[0] if len(values) == 1 else values)}",
            exchange,
            cause=f"other {name}",
            pointer=f"/data/{array}/{place}/{name}",
        )


def given_member(exchange, array, kind, name):
    """What the constraint of this kind shows; Inconclusive when it shows nothing."""
    value = of_kind(exchange, array, kind)[0].get(name)
    if value is None:
        raise Inconclusive(f"exchange {exchange.id} shows no {name} of a {kind} among its {array}")
    return value


def expect_shown(exchange, array, kind, *ways):
    """A constraint of this kind shows all the members of one of these ways, at whatever depth."""
    items = of_kind(exchange, array, kind)
    if not any(way.items() <= _flat(item).items() for way in ways for item in items):
        words = " or ".join(map(shown, ways))
        fail(words, shown(items), exchange, cause="other limit", pointer=f"/data/{array}/0")


def _flat(item):
    """The plain members of an object and of all objects within it."""
    found = {}
    for value in item.values() if isinstance(item, dict) else item:
        if isinstance(value, dict | list):
            found |= _flat(value)
    if isinstance(item, dict):
        found |= {key: value for key, value in item.items() if not isinstance(value, dict | list)}
    return found
