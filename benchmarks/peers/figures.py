"""From outcomes to figures: who found what, at which price."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.peers import suite
from benchmarks.peers.place import WARNING
from benchmarks.peers.trial import Outcome, Target


@dataclass(frozen=True)
class Row:
    """One tool in the table."""

    tool: str
    #: Each fault that was found, with what was reported beyond the baseline.
    killed: Mapping[str, tuple[str, ...]]
    #: The faults on which it has had its turn, whether it found them or not.
    faults: tuple[str, ...]
    targets: int
    #: Failures that it reports on the fault-free reference, in any of its runs there.
    on_clean: int
    #: Failures that only some of those runs reported: chance, which counts for the baseline.
    unsteady: int
    blamed: tuple[str, ...]
    #: Dialects that got no more than warnings.
    warned: tuple[str, ...]
    dialects: int
    requests: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    per_thousand: float
    #: Runs without a result, with the first reason.
    lost: int
    reason: str

    @property
    def ours(self) -> bool:
        """Whether this is a run of this suite."""
        return self.tool.startswith(suite.NAME)

    @property
    def share(self) -> float:
        """Of the faults, those that were found."""
        return len(self.killed) / max(1, len(self.faults))


def begun(outcomes: Iterable[Outcome], targets: Sequence[Target], tool: str) -> list[Target]:
    """The targets on which this tool has had its turn; another one may not have got so far yet."""
    seen = {(one.kind, one.name) for one in outcomes if one.tool == tool}
    return [one for one in targets if (one.kind, one.name) in seen]


def row(tool: str, outcomes: Iterable[Outcome], targets: Sequence[Target]) -> Row:
    """What one tool did on these targets."""
    wanted = {(one.kind, one.name) for one in targets}
    mine = [one for one in outcomes if one.tool == tool and (one.kind, one.name) in wanted]
    clean = [set(one.failures) for one in mine if one.kind == "clean" and not one.problem]
    baseline = set().union(*clean)
    on_faults = [one for one in mine if one.kind == "fault"]
    alarms = {one.name: set(one.failures) - baseline for one in mine if one.kind == "dialect"}
    blamed = {name for name, new in alarms.items() if any(not item.startswith(WARNING) for item in new)}
    found = {one.name: tuple(sorted(set(one.failures) - baseline)) for one in on_faults}
    killed = {name: new for name, new in found.items() if new and clean}
    lost = [one for one in mine if one.problem]
    sent = sum(one.requests for one in on_faults)
    return Row(
        tool=tool,
        killed=killed,
        faults=tuple(one.name for one in on_faults),
        targets=len(mine),
        on_clean=len(baseline),
        unsteady=len(baseline) - len(set.intersection(*clean)) if clean else 0,
        blamed=tuple(name for name in alarms if name in blamed),
        warned=tuple(name for name, new in alarms.items() if new and name not in blamed),
        dialects=len(alarms),
        requests=round(statistics.median(one.requests for one in mine)),
        seconds=statistics.median(one.seconds for one in mine),
        cpu_seconds=statistics.median(one.cpu_seconds for one in mine),
        peak_bytes=max(one.peak_bytes for one in mine),
        per_thousand=1000 * len(killed) / max(1, sent),
        lost=len(lost),
        reason=lost[0].problem if lost else "",
    )
