"""Commands on finished reports: `python -m harness.reporting COMMAND …`.

    diff OLD NEW            what changed; exit status 1 if something that held is broken now
    merge A B … -o DIR      unite the reports of the shards of one run; exit status as that run's
    verify REPORT           is the report consistent with itself? exit status 1 if not
    html REPORT             render conformance.html again
    summary REPORT          Markdown for a CI step summary
    badge REPORT            JSON for a shields.io endpoint badge
    har REPORT              HTTP Archive of the exchanges in the report

A report is a `conformance.json`, or the directory that holds one.  Usage errors: one sentence, exit status 2.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from harness.reporting import exports, history, html, verify
from harness.reporting.merge import merge
from harness.reporting.results import ReportError, digest, read, write
from harness.reporting.verdicts import CONFORMANT, INCOMPLETE, NON_CONFORMANT
from harness.reporting.visible import visible

#: Exit status of a run by its verdict.
EXIT_STATUS: Final = {CONFORMANT: 0, NON_CONFORMANT: 1, INCOMPLETE: 6}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except ReportError as error:
        sys.stderr.write(f"{visible(str(error))}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m harness.reporting", description="Commands on finished reports.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        added.set_defaults(run=run)
        return added

    differ = command("diff", _diff, "what changed between two reports; exit status 1 on regressions only")
    differ.add_argument("old", type=Path, metavar="OLD.json")
    differ.add_argument("new", type=Path, metavar="NEW.json")
    merger = command("merge", _merge, "unite the reports of the shards of one run")
    merger.add_argument("reports", type=Path, nargs="+", metavar="REPORT.json")
    merger.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    for name, run, words in (
        ("verify", _verify, "check that a report is consistent with itself; exit status 1 if it is not"),
        ("summary", _summary, "Markdown for a CI step summary"),
        ("badge", _badge, "JSON for a shields.io endpoint badge"),
        ("har", _har, "HTTP Archive of the exchanges in the report"),
    ):
        command(name, run, words).add_argument("report", type=Path, metavar="REPORT.json")
    renderer = command("html", _html, "render conformance.html again")
    renderer.add_argument("report", type=Path, metavar="REPORT.json")
    renderer.add_argument("-o", "--output", type=Path, metavar="DIR", help="default: beside the report")
    return parser


def _diff(options: argparse.Namespace) -> int:
    old, new = read(options.old), read(options.new)
    difference = history.diff(old, new)
    _say(history.lines(difference, old, new))
    return 1 if difference.regressions else 0


def _merge(options: argparse.Namespace) -> int:
    documents: list[dict[str, Any]] = []
    missing: list[str] = []
    for path in options.reports:
        try:
            document = read(path)
        except ReportError as error:
            missing.append(str(error))
            continue
        if digest(document) == document.get("digest"):
            documents.append(document)
        else:
            missing.append(f"{path} was changed after it was written: its digest does not agree.")
    sys.stderr.writelines(f"{visible(sentence)}\n" for sentence in missing)
    merged = merge(documents, missing)
    written = write(merged, options.output)
    html.write(merged, options.output)
    _say([f"{merged['verdict']}", *(f"  {reason}" for reason in merged["reasons"]), str(written)])
    return EXIT_STATUS[merged["verdict"]]


def _verify(options: argparse.Namespace) -> int:
    document = read(options.report)
    found = verify.problems(document)
    if found:
        _say([f"{options.report} does not agree with itself:", *(f"  {problem}" for problem in found)])
        return 1
    count = len(document["requirements"])
    _say([f"{options.report} agrees with itself: {document['verdict']}, {count} requirements recomputed."])
    return 0


def _html(options: argparse.Namespace) -> int:
    beside = options.report if options.report.is_dir() else options.report.parent
    _say([str(html.write(read(options.report), options.output or beside))])
    return 0


def _summary(options: argparse.Namespace) -> int:
    sys.stdout.write(exports.step_summary(read(options.report)))
    return 0


def _badge(options: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(exports.shields(read(options.report))) + "\n")
    return 0


def _har(options: argparse.Namespace) -> int:
    document = read(options.report)
    archive = exports.har(document["exchanges"].values(), str(document["run"]["versions"].get("suite", "")))
    sys.stdout.write(json.dumps(archive, indent=1) + "\n")
    return 0


def _say(lines: Sequence[str]) -> None:
    sys.stdout.writelines(f"{visible(line, 2000)}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
