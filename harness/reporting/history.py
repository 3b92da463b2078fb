"""What changed between two reports, and what else than the target may be the cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from harness.reporting.verdicts import FAILED, NOT_JUDGED, PASSED, WAIVED

NEWLY_BROKEN: Final = "newly broken"
FAILS_DIFFERENTLY: Final = "fails differently"
NEWLY_FOUND: Final = "newly found"
NO_LONGER_WAIVED: Final = "no longer waived"
NEW_AND_FAILING: Final = "new and failing"
MENDED: Final = "mended"
NEWLY_WAIVED: Final = "newly waived"
NEWLY_UNTESTED: Final = "newly untested"
GONE: Final = "gone"

#: Kinds of change with the words that explain them, the worst first.
KINDS: Final[dict[str, str]] = {
    NEWLY_BROKEN: "held in the old report, fails now",
    FAILS_DIFFERENTLY: "failed in the old report too, but now in another way",
    NEWLY_FOUND: "could not be judged in the old report, fails now",
    NO_LONGER_WAIVED: "fails as before, but its waiver no longer holds",
    NEW_AND_FAILING: "was not in the old report, fails now: a new rule, not a regression of the target",
    NEWLY_WAIVED: "fails as a known deviation now, and was not waived before",
    NEWLY_UNTESTED: "was judged in the old report, and is not now (inconclusive, not applicable or untested)",
    MENDED: "failed in the old report or was waived, holds now",
    GONE: "was in the old report, is no longer a requirement",
}


@dataclass(frozen=True)
class Difference:
    """Requirement ids by kind of change, the regressions among them, and other causes than the target."""

    changes: dict[str, list[str]]
    #: Ids that fail where the old report saw them hold, at a level that counts (MUST; SHOULD under strict).
    regressions: list[str]
    causes: list[str]
    baseline: dict[str, str] = field(default_factory=dict)

    def as_history(self) -> dict[str, Any]:
        """The `history` member of the report document."""
        return {"baseline": self.baseline, "causes": self.causes, "changes": self.changes}


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Compare two report documents, requirement by requirement."""
    before = {row["id"]: row for row in old["requirements"]}
    after = {row["id"]: row for row in new["requirements"]}
    changes: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for identifier, row in after.items():
        kind = _kind(before.get(identifier), row)
        if kind:
            changes[kind].append(identifier)
    changes[GONE] = [identifier for identifier in before if identifier not in after]
    levels = ("MUST", "SHOULD") if new["run"].get("options", {}).get("strict") else ("MUST",)
    regressions = [
        identifier
        for kind in (NEWLY_BROKEN, FAILS_DIFFERENTLY)
        for identifier in changes[kind]
        if after[identifier]["level"] in levels
    ]
    run = old["run"]
    baseline = {key: str(run.get(key, "")) for key in ("id", "started")} | {"verdict": str(old["verdict"])}
    changes = {kind: ids for kind, ids in changes.items() if ids}
    return Difference(changes, regressions, _causes(old["run"], new["run"]), baseline)


def annotated(document: Mapping[str, Any], baseline: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of `document` with `history` against `baseline`, and `since` on each failing requirement.

    `since` is the start of the first run in the chain of baselines that failed in the same way.
    """
    before = {row["id"]: row for row in baseline["requirements"]}
    requirements = []
    for row in document["requirements"]:
        if _failing(row):
            known = before.get(row["id"])
            same = known is not None and bool(_failing(known) & _failing(row))
            old_since = (known or {}).get("since") or baseline["run"]["started"]
            row = {**row, "since": old_since if same else document["run"]["started"]}
        requirements.append(row)
    return {**document, "requirements": requirements, "history": diff(baseline, document).as_history()}


def lines(difference: Difference, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The comparison as text for a terminal."""
    titles = {row["id"]: (row["level"], row["title"]) for row in (*old["requirements"], *new["requirements"])}
    text = [f"{old['verdict']} → {new['verdict']}"]
    for kind, ids in difference.changes.items():
        text += ["", f"{kind} ({len(ids)}): {KINDS[kind]}"]
        text += [f"  {titles[name][0]:<6} {name}: {titles[name][1]}" for name in ids]
    if not difference.changes:
        text += ["", "Nothing changed."]
    text.append("")
    if difference.causes:
        text.append("Not only the target changed:")
        text += [f"  {cause}" for cause in difference.causes]
    else:
        text.append("Same suite, same specification, same target address: what changed is the target itself.")
    count = len(difference.regressions)
    text += ["", f"{count} regression{'' if count == 1 else 's'}."]
    return text


def _kind(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str | None:
    now = after["verdict"]
    if before is None:
        return NEW_AND_FAILING if now == FAILED else None
    then = before["verdict"]
    if now == FAILED:
        if then in NOT_JUDGED:
            return NEWLY_FOUND
        if then == PASSED:
            return NEWLY_BROKEN
        if _failing(after) - _failing(before):
            return FAILS_DIFFERENTLY
        return NO_LONGER_WAIVED if then == WAIVED else None
    if now == WAIVED and then != WAIVED:
        return NEWLY_WAIVED
    if now == PASSED and then in (FAILED, WAIVED):
        return MENDED
    if now in NOT_JUDGED and then not in NOT_JUDGED:
        return NEWLY_UNTESTED
    return None


def _failing(row: Mapping[str, Any]) -> set[str]:
    """Fingerprints of what speaks against a requirement, waived or not."""
    return {
        str(finding.get("fingerprint"))
        for finding in row["findings"]
        if finding["verdict"] in (FAILED, WAIVED)
    }


def _causes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What else changed between the runs, so that a changed verdict need not be the target's doing."""
    causes = []
    versions = [str(run.get("versions", {}).get("suite", "unknown")) for run in (old, new)]
    if versions[0] != versions[1]:
        causes.append(f"The suite changed from version {versions[0]} to {versions[1]}.")
    if old.get("spec_digest") != new.get("spec_digest"):
        causes.append(
            "The requirements or contracts changed: the two runs have different specification digests."
        )
    addresses = [
        "the embedded server" if run.get("embedded") else str(run.get("base_url")) for run in (old, new)
    ]
    if addresses[0] != addresses[1]:
        causes.append(f"The target is another one: {addresses[0]} before, {addresses[1]} now.")
    if old.get("profile") != new.get("profile"):
        causes.append(
            "The target profile changed: other requirements may apply, or other credentials were used."
        )
    for name, words in (("strict", "--strict"), ("read_only", "--read-only")):
        settings = [bool(run.get("options", {}).get(name)) for run in (old, new)]
        if settings[0] != settings[1]:
            was, now = ("on" if setting else "off" for setting in settings)
            causes.append(f"{words} was {was} before and is {now} now.")
    if old.get("interrupted"):
        causes.append("The old run did not come to its end.")
    if new.get("interrupted"):
        causes.append("The new run did not come to its end.")
    return causes
