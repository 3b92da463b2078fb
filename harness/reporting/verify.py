"""Is a report consistent with itself?  For reports that come from somebody else.

Everything that can be worked out from the findings is worked out anew and compared with what the report says:
verdicts, reasons, counts, the digest, waivers against what they excuse, evidence against what cites it.
A report that passes can still have been made up as a whole; it cannot have been touched up in one place.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import jsonschema

from harness.reporting.conclusion import conclude, unfinished
from harness.reporting.results import digest
from harness.reporting.verdicts import FAILED, WAIVED
from harness.reporting.visible import one_line
from harness.resources import CONTRACTS
from harness.waivers import Waiver, WaiverError, from_row

_SCHEMA_PROBLEMS_SHOWN: Final = 20


def problems(document: Mapping[str, Any]) -> list[str]:
    """Sentences about everything that does not agree; an empty list when the report is consistent."""
    broken = list(_against_schema(document))
    if broken:
        return broken
    return [
        *_against_digest(document),
        *_against_conclusion(document),
        *_against_evidence(document),
        *_against_waivers(document),
    ]


def _against_schema(document: Mapping[str, Any]) -> Iterator[str]:
    schema = json.loads((CONTRACTS / "report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for number, error in enumerate(validator.iter_errors(document)):
        if number == _SCHEMA_PROBLEMS_SHOWN:
            yield "There are more deviations from the schema."
            return
        yield f"Not as the schema has it at {error.json_path}: {one_line(error.message, 200)}."


def _against_digest(document: Mapping[str, Any]) -> Iterator[str]:
    actual = digest(document)
    if actual != document["digest"]:
        yield f"The digest does not agree: the content has {actual}, the report says {document['digest']}."


def _against_conclusion(document: Mapping[str, Any]) -> Iterator[str]:
    run = document["run"]
    rows = document["requirements"]
    for identifier, times in Counter(row["id"] for row in rows).items():
        if times > 1:
            yield f"The requirement {identifier} is listed {times} times."
    answer = conclude(rows, strict=bool(run["options"].get("strict")), interrupted=unfinished(run))
    for row in rows:
        verdict = answer.requirements[row["id"]][0]
        if verdict != row["verdict"]:
            yield f"{row['id']} is said to be {row['verdict']}, but its findings make it {verdict}."
    if answer.verdict != document["verdict"]:
        yield f"The run is said to be {document['verdict']}, but its findings make it {answer.verdict}."
    elif answer.reasons != document["reasons"]:
        yield "The reasons given for the verdict are not those that follow from the findings."
    counts = run["counts"]
    for name, counted, said in (
        ("requirements", len(rows), counts["requirements"]),
        ("verdicts", answer.by_verdict, _without_zeros(counts["by_verdict"])),
        (
            "verdicts by level",
            answer.by_level,
            {level: _without_zeros(row) for level, row in counts["by_level"].items() if any(row.values())},
        ),
    ):
        if counted != said:
            found = f"{_plain(counted)} by the list, {_plain(said)} by the report"
            yield f"The count of {name} does not agree: {found}."


def _against_evidence(document: Mapping[str, Any]) -> Iterator[str]:
    exchanges = document["exchanges"]
    known = {row["id"] for row in document["requirements"]}
    for key, exchange in exchanges.items():
        if exchange["id"] != key:
            yield f"The exchange filed as {key} calls itself {exchange['id']}."
    for row in document["requirements"]:
        for finding in row["findings"]:
            cited = [*finding.get("exchanges", ()), *finding.get("control", ())]
            yield from (
                f"A finding of {row['id']} cites the exchange {identifier}, which is not in the report."
                for identifier in cited
                if identifier not in exchanges
            )
            if finding["verdict"] == FAILED and not cited and not finding.get("test"):
                yield f"A failure of {row['id']} names neither an exchange nor a test."
        yield from (
            f"{row['id']} needs {needed}, which is not in the report."
            for needed in row.get("needs", ())
            if needed not in known
        )
    for observation in document["observations"]:
        cited_one = observation.get("exchange")
        if cited_one and cited_one not in exchanges:
            yield (
                f"The observation of {observation['requirement']} cites the exchange {cited_one}, "
                "which is not in the report."
            )


def _against_waivers(document: Mapping[str, Any]) -> Iterator[str]:
    waivers: list[Waiver] = []
    for row in document["waivers"]:
        try:
            waivers.append(from_row(row))
        except WaiverError as error:
            yield str(error)
    try:
        day = datetime.datetime.fromisoformat(document["run"]["started"]).date()
    except ValueError:
        yield f"The run began at {one_line(document['run']['started'], 60)!r}, which is no ISO 8601 time."
        return
    for row in document["requirements"]:
        for finding in row["findings"]:
            excused = [waiver for waiver in waivers if waiver.matches(row, finding)]
            if finding["verdict"] == WAIVED and not any(waiver.holds(day) for waiver in excused):
                why = "its waiver had run out" if excused else "no waiver in the report covers it"
                yield f"A failure of {row['id']} is called waived, but {why}."


def _without_zeros(counted: Mapping[str, int]) -> dict[str, int]:
    return {key: number for key, number in counted.items() if number}


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else str(value)
