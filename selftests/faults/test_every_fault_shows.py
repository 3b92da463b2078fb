"""Every fault changes an answer, and every dialect does: none of them is a fault on paper only."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest

import pytest

from reference.dialects import all_dialects
from reference.faults.registry import Fault, all_faults
from reference.policy import Policy
from selftests.faults.battery import SECTIONS
from selftests.faults.bodies import api_of
from selftests.reference.in_process import Answer

# What no sequence of single requests can show.
CONCURRENT = {"create-names-race"}


@cache
def expected(section: str) -> tuple[Answer, ...]:
    """What the reference without any fault answers."""
    return tuple(SECTIONS[section](api_of(Policy())))


def differs(section: str, policy: Policy) -> bool:
    """Whether some answer of a section is another one, or falls out."""
    answers = SECTIONS[section](api_of(policy))
    try:
        return any(found != known for found, known in zip_longest(answers, expected(section)))
    except (AssertionError, KeyError, TypeError, ValueError):
        return True  # an answer that the section cannot go on from


def sections(aims: tuple[str, ...]) -> list[str]:
    """All sections, those first in which a fault aimed at these requirements is likely to show."""
    words = " ".join(aims)
    first = [
        name
        for name, marks in {
            "oddities": ("FUZZ",),
            "access": ("ACCESS",),
            "details": ("DETAIL", "CROSS", "CUSTOMER"),
            "lists": ("LIST",),
            "lives": ("LIVE", "LIFECYCLE", "826", "FROZEN", "STATUS"),
            "refused updates": ("UPDATE-REFUSED", "UPDATE-ENUM", "UPDATE-7", "UPDATE-ID"),
            "updates": ("UPDATE", "BADGE-META"),
            "refusals": ("REFUSED", "UNKNOWN", "MANDATORY", "999999", "COMMON-REFUSAL", "COMMON-ERROR"),
            "creates": ("CREATE", "BADGE-META"),
        }.items()
        if any(mark in words for mark in marks)
    ]
    return [*first, *(name for name in SECTIONS if name not in first)]


@pytest.mark.parametrize("section", SECTIONS)
def test_the_battery_is_the_same_each_time(section: str) -> None:
    assert not differs(section, Policy())
    assert len(expected(section)) > 20


@pytest.mark.parametrize("fault", all_faults().values(), ids=all_faults())
def test_every_fault_changes_an_answer(fault: Fault) -> None:
    shows = any(differs(section, fault.apply(Policy())) for section in sections(fault.aims))
    assert shows != (fault.id in CONCURRENT)


@pytest.mark.parametrize("name", all_dialects())
def test_every_dialect_changes_an_answer(name: str) -> None:
    order = ("openings", "access", "details", "refusals", *SECTIONS)
    assert any(differs(section, all_dialects()[name].apply(Policy())) for section in order)
