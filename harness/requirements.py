"""The catalogue: what the documents state (statements) and what is tested (requirements), as typed values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from harness.parsed import read_yaml
from harness.resources import SPECS

Level = Literal["MUST", "SHOULD", "MAY"]
Check = Literal["scenario", "invariant", "shape", "observation", "fuzz"]

LEVELS = ("MUST", "SHOULD", "MAY")
OPERATIONS = ("create", "update", "list", "detail", "common")
CHECKS = ("scenario", "invariant", "shape", "observation", "fuzz")


T = TypeVar("T", "Statement", "Requirement")


class CatalogueError(Exception):
    """The catalogue contradicts itself; the message lists every fault found."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the documents say.

    `source` gives pages and lines ("003:L67"), `strength` how it is said (rule, row, example),
    `not_testable` why no test can reach it (None for the rest).
    """

    id: str
    operation: str
    text: str
    source: str
    strength: str
    observe: str
    see: tuple[str, ...] = ()
    not_testable: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One rule that a target keeps or breaks.

    `needs` names requirements without which this one cannot be judged, `fixture` the entry of
    the target profile that it depends on ("customer.email", "fixtures.claimed").
    """

    id: str
    level: Level
    operation: str
    subject: str
    title: str
    covers: tuple[str, ...]
    check: Check
    needs: tuple[str, ...] = ()
    fixture: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All statements and requirements by id."""

    statements: Mapping[str, Statement]
    requirements: Mapping[str, Requirement]
    _covering: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __getitem__(self, requirement_id: str) -> Requirement:
        return self.requirements[requirement_id]

    def covering(self, statement_id: str) -> tuple[str, ...]:
        """The ids of the requirements that cover this statement."""
        return self._covering.get(statement_id, ())


@cache
def load_catalogue(directory: Path = SPECS) -> Catalogue:
    """Read `statements.yaml` and `requirements/*.yaml`.

    Raises CatalogueError when an id is defined twice, a reference dangles, a value is not in its
    vocabulary, or a statement is neither covered nor declared not testable.
    """
    faults: list[str] = []
    statements = _index(
        (_statement(row) for row in _rows(directory / "statements.yaml")), "statements.yaml", faults
    )
    found: list[Requirement] = []
    for path in sorted((directory / "requirements").glob("*.yaml")):
        for row in _rows(path):
            missing = {"id", "level", "operation", "subject", "title", "covers", "check"} - row.keys()
            if missing:
                faults.append(f"{path.name}: {row.get('id', row)} lacks {', '.join(sorted(missing))}")
            else:
                found.append(_requirement(row))
    requirements = _index(found, "requirements", faults)
    covering: dict[str, list[str]] = {}
    for requirement in requirements.values():
        faults.extend(_faults_of(requirement, statements, requirements))
        for statement in requirement.covers:
            covering.setdefault(statement, []).append(requirement.id)
    for said in statements.values():
        if said.id in covering and said.not_testable:
            faults.append(f"{said.id} is declared not testable, yet {covering[said.id]} cover it")
        if said.id not in covering and not said.not_testable:
            faults.append(f"{said.id} is covered by no requirement and not declared not testable")
    if faults:
        raise CatalogueError("the catalogue contradicts itself:\n  " + "\n  ".join(faults))
    return Catalogue(statements, requirements, {key: tuple(ids) for key, ids in covering.items()})


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = read_yaml(path)
    except ValueError as error:
        raise CatalogueError(str(error)) from error
    if not isinstance(rows, list):
        raise CatalogueError(f"{path.name} does not hold a list")
    return cast("list[dict[str, Any]]", rows)


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(**{**row, "see": tuple(row.get("see", ()))})


def _requirement(row: Mapping[str, Any]) -> Requirement:
    return Requirement(
        **{**row, "covers": tuple(row["covers"]), "needs": tuple(row.get("needs") or ())},
    )


def _index(rows: Iterable[T], place: str, faults: list[str]) -> dict[str, T]:
    listed = list(rows)
    doubles = [key for key, count in Counter(row.id for row in listed).items() if count > 1]
    faults.extend(f"{place}: {key} is defined more than once" for key in doubles)
    return {row.id: row for row in listed}


def _faults_of(
    requirement: Requirement, statements: Mapping[str, Statement], requirements: Mapping[str, Requirement]
) -> Iterable[str]:
    vocabularies = (
        ("level", requirement.level, LEVELS),
        ("operation", requirement.operation, OPERATIONS),
        ("check", requirement.check, CHECKS),
    )
    for name, value, allowed in vocabularies:
        if value not in allowed:
            yield f"{requirement.id}: {name} {value!r} is not one of {', '.join(allowed)}"
    if (requirement.check == "observation") != (requirement.level == "MAY"):
        yield f"{requirement.id}: exactly the observations have the level MAY"
    if not requirement.covers:
        yield f"{requirement.id} covers no statement"
    for statement in requirement.covers:
        if statement not in statements:
            yield f"{requirement.id} covers {statement}, which does not exist"
    for needed in requirement.needs:
        if needed not in requirements:
            yield f"{requirement.id} needs {needed}, which does not exist"
        elif requirement.level == "MUST" and requirements[needed].level != "MUST":
            # A failed MUST would be set aside for a mere warning.
            yield f"{requirement.id} is a MUST and needs {needed}, which is a {requirements[needed].level}"
