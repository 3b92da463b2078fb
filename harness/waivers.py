"""Known deviations of a target: `waivers.toml`, and what it excuses in a run.

A waiver names one kind of failure of one requirement by its fingerprint, so that a *different* failure of the
same requirement stays red::

    [[waiver]]
    requirement = "CREATE-START-PAST"
    fingerprint = "3f9a0c51d2e7"
    reason = "Past starts are accepted since the May release."
    owner = "loyalty team"
    expires = 2027-06-30
    ticket = "LOY-4711"           # optional
    operation = "create"          # optional: only failures of this operation

`python -m harness.waivers propose REPORT.json` prints the entries for everything that fails in a report.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from harness.reporting.results import ReportError, read
from harness.reporting.verdicts import FAILED, INCONCLUSIVE, NOT_APPLICABLE, UNTESTED, WAIVED, own_verdict
from harness.reporting.visible import one_line

USED: Final = "used"
EXPIRED: Final = "expired"
UNMATCHED: Final = "unmatched"
NO_LONGER_NEEDED: Final = "no longer needed"
NOT_JUDGED: Final = "not judged"
#: What has to be mended in the file of waivers.
STALE: Final = frozenset({EXPIRED, UNMATCHED, NO_LONGER_NEEDED})

_NEEDED_KEYS: Final = ("requirement", "fingerprint", "reason", "owner", "expires")
_KEYS: Final = frozenset({*_NEEDED_KEYS, "operation", "ticket"})
_PROPOSED_DAYS: Final = 90


class WaiverError(Exception):
    """The waiver file cannot be used; the message is one sentence that says where and why."""


@dataclass(frozen=True)
class Waiver:
    """One known deviation. It holds up to and including the day `expires`."""

    requirement: str
    fingerprint: str
    reason: str
    owner: str
    expires: datetime.date
    operation: str | None = None
    ticket: str | None = None

    def matches(self, requirement: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
        """Whether `finding` of `requirement` is the failure that this waiver is about."""
        operation = finding.get("operation") or requirement.get("operation")
        return (
            requirement["id"] == self.requirement
            and finding.get("fingerprint") == self.fingerprint
            and (self.operation is None or self.operation == operation)
        )

    def holds(self, today: datetime.date) -> bool:
        """Whether it still excuses anything on that day."""
        return today <= self.expires


@dataclass(frozen=True)
class Applied:
    """The requirements with the verdict of each excused finding set to `waived`, and a row per waiver.

    The rows are those of `waivers` in the report document: the waiver, its `status` (used, expired,
    unmatched, no longer needed, not judged), how many failures it `hides`, and a sentence that `says` so.
    """

    requirements: list[dict[str, Any]]
    rows: list[dict[str, Any]]


def load(path: Path) -> list[Waiver]:
    """The waivers in a TOML file; raises WaiverError with one sentence for anything that is not right."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WaiverError(f"There is no waiver file {path}.") from error
    except OSError as error:
        raise WaiverError(f"The waiver file {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise WaiverError(f"The waiver file {path} is not UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise WaiverError(f"The waiver file {path} is not TOML: {error}.") from error
    strange = sorted(set(content) - {"waiver"})
    if strange:
        raise WaiverError(f"{path} holds {strange[0]!r}, but only [[waiver]] entries belong there.")
    entries = content.get("waiver", [])
    if not isinstance(entries, list):
        raise WaiverError(f"{path} writes [waiver], but each entry begins with [[waiver]].")
    waivers = [_parse(entry, f"waiver {number} in {path}") for number, entry in enumerate(entries, 1)]
    seen: dict[tuple[str, str, str | None], int] = {}
    for number, waiver in enumerate(waivers, 1):
        key = (waiver.requirement, waiver.fingerprint, waiver.operation)
        if key in seen:
            raise WaiverError(f"Waivers {seen[key]} and {number} in {path} are about the same failure.")
        seen[key] = number
    return waivers


def apply(
    waivers: Sequence[Waiver], requirements: Iterable[Mapping[str, Any]], today: datetime.date
) -> Applied:
    """Say which failures are excused today and what became of each waiver.

    `requirements` are those of the report document, their findings not yet waived; nothing is changed in
    place.  The verdicts of the requirements are not folded again here: that is `conclusion.conclude`.
    """
    hidden = [0] * len(waivers)
    expired_failures = [0] * len(waivers)
    marked: list[dict[str, Any]] = []
    for requirement in requirements:
        findings = []
        for finding in requirement.get("findings", ()):
            row = dict(finding)
            if row["verdict"] == FAILED:
                for number, waiver in enumerate(waivers):
                    if not waiver.matches(requirement, row):
                        continue
                    if waiver.holds(today):
                        hidden[number] += int(row.get("count", 1))
                        row["verdict"] = WAIVED
                        break
                    expired_failures[number] += 1
            findings.append(row)
        marked.append({**requirement, "findings": findings})
    by_id = {row["id"]: row for row in marked}
    rows = []
    for number, waiver in enumerate(waivers):
        status, says = _fate(
            waiver, by_id.get(waiver.requirement), hidden[number], expired_failures[number], today
        )
        rows.append({**as_row(waiver), "status": status, "hides": hidden[number], "says": says})
    return Applied(marked, rows)


def as_row(waiver: Waiver) -> dict[str, Any]:
    """The waiver as plain values, as the report document holds it."""
    return {
        "requirement": waiver.requirement,
        "operation": waiver.operation,
        "fingerprint": waiver.fingerprint,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "ticket": waiver.ticket,
        "expires": waiver.expires.isoformat(),
    }


def from_row(row: Mapping[str, Any]) -> Waiver:
    """The waiver behind a row of the report document; raises WaiverError if the row is damaged."""
    entry: dict[str, Any] = {key: row[key] for key in _KEYS if row.get(key) is not None}
    try:
        entry["expires"] = datetime.date.fromisoformat(str(row.get("expires")))
    except ValueError as error:
        raise WaiverError(f"A waiver of {row.get('requirement')!r} in the report has no date.") from error
    return _parse(entry, "A waiver in the report")


def propose(document: Mapping[str, Any], owner: str, expires: datetime.date) -> str:
    """The text of a `waivers.toml` that excuses every failure in the report, for a first adoption."""
    parts = [
        "# Known deviations, proposed from a report: keep what is known and accepted, delete the rest,",
        "# and give each entry a true reason, an owner and a date.",
    ]
    proposed: set[tuple[str, str]] = set()
    for requirement in document["requirements"]:
        for finding in requirement["findings"]:
            key = (str(requirement["id"]), str(finding.get("fingerprint")))
            if finding["verdict"] != FAILED or not finding.get("fingerprint") or key in proposed:
                continue
            proposed.add(key)
            reason = f"Found at first adoption: {finding.get('summary') or 'no words'}"
            parts += [
                "",
                f"# {requirement['level']}: {one_line(requirement['title'], 300)}",
                "[[waiver]]",
                f"requirement = {_quoted(key[0])}",
                f"fingerprint = {_quoted(key[1])}",
                f"reason = {_quoted(reason)}",
                f"owner = {_quoted(owner)}",
                f"expires = {expires.isoformat()}",
            ]
    if not proposed:
        parts += ["", "# The report has no failure to waive."]
    return "\n".join(parts) + "\n"


def _parse(entry: Any, where: str) -> Waiver:
    if not isinstance(entry, dict):
        raise WaiverError(f"{where} is not a table.")
    missing = [key for key in _NEEDED_KEYS if key not in entry]
    if missing:
        raise WaiverError(f"{where} lacks {' and '.join(missing)}.")
    strange = sorted(set(entry) - _KEYS)
    if strange:
        raise WaiverError(f"{where} has an unknown key {strange[0]!r}; known are {', '.join(sorted(_KEYS))}.")
    for key in _KEYS - {"expires"}:
        if key in entry and (not isinstance(entry[key], str) or not entry[key].strip()):
            raise WaiverError(f"{where}: {key} must be a text that is not empty.")
    expires = entry["expires"]
    if not isinstance(expires, datetime.date) or isinstance(expires, datetime.datetime):
        raise WaiverError(f"{where}: expires must be a date without quotes, such as 2027-06-30.")
    texts = {key: value.strip() for key, value in entry.items() if key != "expires"}
    return Waiver(expires=expires, **texts)


def _fate(
    waiver: Waiver, requirement: Mapping[str, Any] | None, hides: int, expired: int, today: datetime.date
) -> tuple[str, str]:
    """Status of one waiver after a run, and the sentence about it."""
    name = waiver.requirement
    if requirement is None:
        return UNMATCHED, f"The waiver of {name} matches nothing: there is no such requirement."
    if hides:
        days = (waiver.expires - today).days
        left = "today is its last day" if days == 0 else f"{days} day{'' if days == 1 else 's'} left"
        return USED, f"The waiver of {name} hides a known failure seen {hides}×; {left}."
    if expired:
        return EXPIRED, f"The waiver of {name} ran out on {waiver.expires}: its failure counts again."
    verdict = own_verdict(requirement)
    if verdict in (FAILED, WAIVED):
        return UNMATCHED, f"The waiver of {name} does not cover what fails there now: it is another failure."
    if verdict in (INCONCLUSIVE, UNTESTED, NOT_APPLICABLE):
        return NOT_JUDGED, f"The waiver of {name} was not put to the test: the requirement is {verdict}."
    return NO_LONGER_NEEDED, f"The waiver of {name} is no longer needed: the requirement passed. Delete it."


def _quoted(text: str) -> str:
    """A TOML basic string; everything that TOML forbids in one has been made visible first."""
    return json.dumps(one_line(text, 300), ensure_ascii=False)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m harness.waivers propose REPORT.json [--owner NAME] [--expires DATE]`; exit status 0 or 2."""
    parser = _Parser(prog="python -m harness.waivers", description="Known deviations of a target.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "propose", help="print a waivers.toml for everything that fails in a report"
    )
    command.add_argument("report", type=Path, help="conformance.json, or the directory that holds it")
    command.add_argument("--owner", default="to be named", help="who answers for the entries")
    command.add_argument(
        "--expires",
        type=datetime.date.fromisoformat,
        default=datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=_PROPOSED_DAYS),
        help=f"last day of the entries, as in 2027-06-30 (default: in {_PROPOSED_DAYS} days)",
    )
    options = parser.parse_args(arguments)
    if not options.owner.strip():
        parser.error("--owner must not be empty")
    try:
        document = read(options.report)
    except ReportError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(propose(document, options.owner, options.expires))
    return 0


if __name__ == "__main__":
    sys.exit(main())
