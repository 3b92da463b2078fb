"""The list of faults as a whole: each is named once, aimed well, and no requirement is left out."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from harness.requirements import load_catalogue
from reference.dialects import all_dialects
from reference.faults import registry
from reference.faults.registry import Fault, all_faults

ROOT = Path(__file__).parents[2]
CATALOGUE = load_catalogue()
FAULTS = all_faults()
# The generators of these are not aimed at one bug: they find by chance what scenarios find on purpose.
UNAIMED = {"fuzz"}


def test_there_are_many_faults_and_dialects() -> None:
    assert len(FAULTS) >= 260
    assert len(all_dialects()) >= 25


def test_every_area_has_faults_and_is_listed() -> None:
    modules = {path.stem for path in (ROOT / "reference" / "faults").glob("*.py")}
    helpers = {"__init__", "registry", "list_edits", "view_edits"}
    assert modules - helpers == set(registry.AREAS)


def test_no_two_faults_say_the_same() -> None:
    sentences = Counter(fault.sentence for fault in FAULTS.values())
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_aimed_at_what_it_violates(fault: Fault) -> None:
    assert 1 <= len(fault.aims) <= 3
    for aim in fault.aims:
        requirement = CATALOGUE[aim]
        assert requirement.level != "MAY"
        assert set(requirement.covers) & set(fault.violates)
    for statement in fault.violates:
        assert CATALOGUE.statements[statement].not_testable is None


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_as_grave_as_the_gravest_that_it_is_aimed_at(fault: Fault) -> None:
    assert fault.level == ("MUST" if "MUST" in {CATALOGUE[aim].level for aim in fault.aims} else "SHOULD")


def test_every_requirement_that_can_be_broken_has_a_fault() -> None:
    aimed = {aim for fault in FAULTS.values() for aim in fault.aims}
    judged = {
        requirement.id
        for requirement in CATALOGUE.requirements.values()
        if requirement.level != "MAY" and requirement.check not in UNAIMED
    }
    assert judged - aimed == set()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_tells_what_it_does(fault: Fault) -> None:
    assert fault.id == fault.id.lower()
    assert " " not in fault.id
    assert fault.sentence.endswith(".")
    assert 20 < len(fault.sentence) < 160


def test_the_list_comes_quickly() -> None:
    began = time.monotonic()
    listed = subprocess.run(
        [sys.executable, "-m", "reference", "--list-faults"], cwd=ROOT, capture_output=True, check=True
    )
    assert len(listed.stdout.splitlines()) == len(FAULTS)
    assert time.monotonic() - began < 5
