"""Every requirement that a generated test can blame exists."""

import itertools
import re
from pathlib import Path

import pytest

import harness.fuzzing
from harness.fuzzing import business, crossing, echo, features, list_trials, rows
from harness.fuzzing.enrichment import _limits_of
from harness.payloads import NEVER, RELATIVE, WITH_BADGE_META, Badge, fixed_date
from harness.reading import Difference
from harness.requirements import load_catalogue
from selftests.fuzzing.test_oracle import BODY, NOW, badge

KNOWN = load_catalogue().requirements
PREFIX = r"(?:CREATE|UPDATE|LIST|DETAIL|CROSS|LIFECYCLE|FUZZ|COMMON)"
EXPIRIES = [dict(NEVER), dict(RELATIVE), fixed_date(NOW), dict(WITH_BADGE_META)]


def sources():
    """The modules of the fuzzing."""
    return sorted(Path(harness.fuzzing.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_every_id_that_is_written_out_exists(path):
    found = re.findall(rf'"({PREFIX}-[A-Z0-9]+(?:-[A-Z0-9]+)*)"', path.read_text())
    # A beginning to which the code adds the rest counts as well; what is made of it is tested below.
    assert [name for name in found if not any(f"{known}-".startswith(f"{name}-") for known in KNOWN)] == []


def bodies():
    """Bodies with every kind of what the documents show."""
    import random

    choose = random.Random(1)
    for expiry, level, _ in itertools.product(EXPIRIES, ("CUSTOMER", "BADGE"), range(40)):
        array = {"CUSTOMER": "customerConstraints", "BADGE": "badgeConstraints"}[level]
        yield {
            **BODY,
            "earnType": choose.choice(("EARN", "ISSUE_EARN")),
            "active": choose.random() < 0.5,
            "earnedBadgeExpiry": expiry,
            "issuedBadgeExpiry": choose.choice(EXPIRIES),
            array: _limits_of(level, choose),
            "images": [{"name": "a", "fileSvcHandle": "b", "url": "c", "tag": "EARNED"}],
            "tags": [{"name": "a", "value": "b"}],
            "badgeRank": 1,
            "startOnISO": choose.choice((None, "2027-03-01T00:00:00Z")),
            "startOn": choose.choice((NOW + 30 * 86_400, NOW + 30 * 86_400 + 0.5)),
        }


@pytest.mark.parametrize("operation", ["create", "update"])
def test_every_field_of_an_answer_has_its_requirement(operation):
    for body, field in itertools.product(bodies(), echo.MEMBERS):
        if body.get(echo.MEMBERS[field]) is not None:
            named = echo.requirement_of(operation, body, Difference(f"/{field}", 1, 2))
            assert named in KNOWN, (field, body)
    assert all(rule in KNOWN for _, rule in echo.DEFAULTS.values())


def test_every_feature_of_a_body_has_its_requirement():
    named = {rule for body in bodies() for rule in features.of_create(body, migration=True, now=NOW).values()}
    changed = {
        rule
        for before, body in itertools.product((badge(), badge(startOn=NOW - 86_400)), bodies())
        for rule in features.of_update(before, {**body, "id": before.id}, NOW).values()
    }
    assert isinstance(badge(), Badge)
    assert (named | changed) - KNOWN.keys() == set()


def test_every_change_of_a_limit_has_its_requirement():
    kinds = business.KIND_WORDS.values()
    for level, before, after in itertools.product(("CUSTOMER", "BADGE"), kinds, kinds):
        frozen = before != after and "WINDOW" in (before, after)
        name = f"UPDATE-826-{level}-{before}-TO-{after}"
        assert (name in KNOWN) is frozen, name


def test_every_filter_has_its_requirements():
    for name, complete in itertools.product((*rows.FILTERS, "name"), (False, True)):
        values = {"groupId": ("g",), "name": ("n",), "startOn": ("t",), "expiresOn": ("t",)}
        for value, operator in itertools.product(
            list_trials.VALUES.get(name) or values[name], ("LESS_THAN", "GREATER_THAN")
        ):
            query = {name: value, f"{name}Operator": operator}
            assert rows.filter_rule(name, query, complete=complete) in KNOWN
    for sort, order in itertools.product(rows.SORT_RULES.values(), ("ASC", "DESC")):
        assert f"{sort}-{order}" in KNOWN


def test_every_field_of_a_read_has_its_requirement():
    for body, field in itertools.product(bodies(), echo.MEMBERS):
        assert crossing.detail_rule(body, f"/{field}") in KNOWN
        assert crossing.row_rule(f"/{field}") in KNOWN
    for level, kind in itertools.product(crossing.ARRAYS.values(), crossing.KIND_WORDS.values()):
        assert f"CROSS-{level}-{kind}" in KNOWN
