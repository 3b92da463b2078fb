"""The catalogue is whole, and a catalogue that is not is refused."""

from pathlib import Path

import pytest
import yaml

from harness.requirements import CatalogueError, load_catalogue

STATEMENT = {
    "id": "CMN-001",
    "operation": "common",
    "text": "A rule.",
    "source": "000:L1",
    "strength": "rule",
    "observe": "write",
}
REQUIREMENT = {
    "id": "COMMON-RULE",
    "level": "MUST",
    "operation": "common",
    "subject": "rule",
    "title": "A rule is kept.",
    "covers": ["CMN-001"],
    "check": "scenario",
}


def catalogue_of(directory: Path, statements: list[dict], requirements: list[dict]):
    """Load a catalogue made of these rows."""
    (directory / "requirements").mkdir()
    (directory / "statements.yaml").write_text(yaml.safe_dump(statements))
    (directory / "requirements" / "all.yaml").write_text(yaml.safe_dump(requirements))
    return load_catalogue(directory)


def test_every_statement_is_covered_or_declared_not_testable():
    """All 527 statements are there, and none is forgotten."""
    catalogue = load_catalogue()
    forgotten = [
        item.id
        for item in catalogue.statements.values()
        if not item.not_testable and not catalogue.covering(item.id)
    ]
    assert len(catalogue.statements) == 527
    assert forgotten == []


def test_a_sound_catalogue_loads(tmp_path):
    assert catalogue_of(tmp_path, [STATEMENT], [REQUIREMENT])["COMMON-RULE"].covers == ("CMN-001",)


FAULTS = {
    "dangling statement": ([STATEMENT], [{**REQUIREMENT, "covers": ["CMN-001", "CMN-999"]}], "CMN-999"),
    "dangling need": ([STATEMENT], [{**REQUIREMENT, "needs": ["NO-SUCH"]}], "NO-SUCH"),
    "double requirement": ([STATEMENT], [REQUIREMENT, REQUIREMENT], "more than once"),
    "double statement": ([STATEMENT, STATEMENT], [REQUIREMENT], "more than once"),
    "uncovered statement": ([STATEMENT, {**STATEMENT, "id": "CMN-002"}], [REQUIREMENT], "CMN-002"),
    "covered yet not testable": ([{**STATEMENT, "not_testable": "no"}], [REQUIREMENT], "not testable"),
    "unknown level": ([STATEMENT], [{**REQUIREMENT, "level": "WILL"}], "level"),
    "unknown check": ([STATEMENT], [{**REQUIREMENT, "check": "magic"}], "check"),
    "unknown operation": ([STATEMENT], [{**REQUIREMENT, "operation": "delete"}], "operation"),
    "judged observation": ([STATEMENT], [{**REQUIREMENT, "check": "observation"}], "MAY"),
    "MUST behind a SHOULD": (
        [STATEMENT],
        [{**REQUIREMENT, "needs": ["LESS"]}, {**REQUIREMENT, "id": "LESS", "level": "SHOULD"}],
        "needs LESS",
    ),
    "missing key": ([STATEMENT], [{"id": "X", "level": "MUST"}], "lacks"),
}


@pytest.mark.parametrize(("statements", "requirements", "said"), FAULTS.values(), ids=FAULTS)
def test_a_catalogue_that_contradicts_itself_is_refused(tmp_path, statements, requirements, said):
    with pytest.raises(CatalogueError, match=said):
        catalogue_of(tmp_path, statements, requirements)
