"""From the ledger's document to files: waivers and history applied, every format written."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.reporting import exports, history, results
from harness.reporting.conclusion import concluded
from harness.reporting.results import ReportError
from harness.waivers import Waiver, apply
from harness.waivers import load as load_waivers

LEFT_BEHIND = "left-behind.json"
HAR = "exchanges.har"


@dataclass(frozen=True)
class Publisher:
    """Where reports go and what they are compared with; made at the start, so that bad input is said then.

    Raises WaiverError or ReportError with one sentence.
    """

    directory: Path
    waivers: tuple[Waiver, ...]
    baseline: Mapping[str, Any] | None

    @classmethod
    def prepare(cls, directory: Path, waivers: Path | None, baseline: Path | None) -> Publisher:
        """Read what the run will be held against."""
        return cls(
            directory,
            tuple(load_waivers(waivers)) if waivers else (),
            results.read(baseline) if baseline else None,
        )

    def finish(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The document with known deviations excused and changes since the baseline marked."""
        finished = dict(document)
        if self.waivers:
            today = datetime.datetime.fromisoformat(finished["run"]["started"]).date()
            applied = apply(self.waivers, finished["requirements"], today)
            finished = concluded({**finished, "requirements": applied.requirements, "waivers": applied.rows})
        if self.baseline is not None:
            finished = history.annotated(finished, self.baseline)
        return finished

    def write(self, document: Mapping[str, Any], exchanges: Iterable[Mapping[str, Any]] | None) -> None:
        """Write every format; `exchanges` are all of the run when a HAR is wanted."""
        # Imported late: templates take a tenth of a second to load, and a worker writes nothing.
        from harness.reporting import html

        # The document first: should a later format fail, nothing measured is lost.
        results.write(document, self.directory)
        html.write(document, self.directory)
        exports.write(document, self.directory)
        left = json.dumps(document["run"]["left_behind"], indent=1, ensure_ascii=False)
        results.write_text(left + "\n", self.directory, LEFT_BEHIND)
        if exchanges is not None:
            har = exports.har(exchanges, document["run"]["versions"]["suite"])
            results.write_text(json.dumps(har) + "\n", self.directory, HAR)
        self._summarise_on_github(document)

    @staticmethod
    def _summarise_on_github(document: Mapping[str, Any]) -> None:
        place = os.environ.get("GITHUB_STEP_SUMMARY")
        if place:
            try:
                with Path(place).open("a", encoding="utf-8") as file:
                    file.write(exports.step_summary(document))
            except OSError as error:
                raise ReportError(f"The step summary {place} cannot be written: {error.strerror}.") from None
