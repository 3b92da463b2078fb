"""How judgements fold into verdicts: finding → requirement → run.

Pure functions on plain values.  The ledger uses them while a run is under way, `merge` when shards are
united and `verify` when a report is checked again, so that the three can never disagree.

The rules in one place:

* A requirement is *failed* if any finding failed; else *inconclusive* if any was; else *waived* if a known
  deviation was all that spoke against it; else *passed*; *not applicable* only when every judgement says so;
  *untested* when there is none.
* A failure is *inconclusive* instead while something that it needs has failed: the cause may lie there.
* The run is *non-conformant* if a MUST failed (under strict also a SHOULD); else *incomplete* if it was
  interrupted or a MUST is inconclusive or untested; else *conformant*.  A MAY never decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

PASSED: Final = "passed"
FAILED: Final = "failed"
WAIVED: Final = "waived"
INCONCLUSIVE: Final = "inconclusive"
NOT_APPLICABLE: Final = "not applicable"
UNTESTED: Final = "untested"

#: Verdicts of a requirement, the one that wins first.
PRECEDENCE: Final = (FAILED, INCONCLUSIVE, WAIVED, PASSED, NOT_APPLICABLE, UNTESTED)

#: Verdicts that prove nothing either way, the one that weighs most first.
NOT_JUDGED: Final = (INCONCLUSIVE, UNTESTED, NOT_APPLICABLE)

CONFORMANT: Final = "conformant"
NON_CONFORMANT: Final = "non-conformant"
INCOMPLETE: Final = "incomplete"

LEVELS: Final = ("MUST", "SHOULD", "MAY")

_NAMED_IN_A_REASON = 6


def fold_findings(verdicts: Iterable[str]) -> str:
    """The one verdict of several judgements of the same requirement; `untested` when there are none.

    Raises ValueError for a word that is no verdict.
    """
    seen = set(verdicts)
    unknown = seen.difference(PRECEDENCE)
    if unknown:
        raise ValueError(f"not a verdict: {', '.join(sorted(map(repr, unknown)))}")
    return next((verdict for verdict in PRECEDENCE if verdict in seen), UNTESTED)


def own_verdict(requirement: Mapping[str, Any]) -> str:
    """What the findings of one requirement of the report document amount to, before `needs` is looked at.

    `judged` counts the judgements that ended in passed or failed; passes leave no finding of their own.
    Where there is neither a finding nor a judgement, the stated verdict is kept if it is one that needs
    none: the profile makes the requirement not applicable, or its set-up was inconclusive.
    """
    verdicts = [str(finding["verdict"]) for finding in requirement.get("findings", ())]
    if requirement.get("judged", 0) > 0:
        verdicts.append(PASSED)
    elif not verdicts and requirement.get("verdict") in (NOT_APPLICABLE, INCONCLUSIVE):
        verdicts.append(str(requirement["verdict"]))
    return fold_findings(verdicts)


def settle(requirements: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, str | None]]:
    """Verdict of each requirement by id, `needs` included, and the sentence why a failure was set aside.

    A failure becomes inconclusive when a requirement that it needs, directly or through others, failed too
    (a waived failure is a failure here).  Requirements that need each other in a circle do not excuse each
    other: a failure never vanishes without another one to show for it.
    """
    own = {str(row["id"]): own_verdict(row) for row in requirements}
    needs = {str(row["id"]): tuple(map(str, row.get("needs") or ())) for row in requirements}
    settled: dict[str, tuple[str, str | None]] = {}
    for identifier, verdict in own.items():
        settled[identifier] = (verdict, None)
        if verdict != FAILED:
            continue
        blocking = sorted(
            needed
            for needed in _reachable(identifier, needs)
            if own.get(needed) in (FAILED, WAIVED) and identifier not in _reachable(needed, needs)
        )
        if blocking:
            settled[identifier] = (
                INCONCLUSIVE,
                f"It failed, but so did what it needs ({_named(blocking)}): mend that first.",
            )
    return settled


def run_verdict(
    requirements: Iterable[Mapping[str, Any]], strict: bool, complete: bool, interrupted: str | None = None
) -> tuple[str, list[str]]:
    """Verdict of the whole run and the sentences that explain it.

    `requirements` need `id`, `level` and the settled `verdict`.  `complete` is false when the run was
    interrupted or a shard of it is missing; `interrupted` says in words why.  The sentences also name what a
    conformant verdict leaves out (waived, not applicable, warnings), so that a partial run is never taken for
    a whole one.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for row in requirements:
        found.setdefault((str(row["level"]), str(row["verdict"])), []).append(str(row["id"]))

    def ids(verdict: str, *levels: str) -> list[str]:
        return [name for level in levels for name in found.get((level, verdict), ())]

    failing: list[str] = []
    if ids(FAILED, "MUST"):
        failing.append(_sentence(ids(FAILED, "MUST"), "MUST requirement", "failed"))
    if strict and ids(FAILED, "SHOULD"):
        failing.append(
            _sentence(ids(FAILED, "SHOULD"), "SHOULD requirement", "failed, which counts under --strict")
        )

    missing: list[str] = []
    if not complete:
        why = f": {interrupted}" if interrupted else ""
        missing.append(f"The run is not whole{why.rstrip('.')}.")
    if ids(INCONCLUSIVE, "MUST"):
        missing.append(_sentence(ids(INCONCLUSIVE, "MUST"), "MUST requirement", "inconclusive", be=True))
    if ids(UNTESTED, "MUST"):
        missing.append(_sentence(ids(UNTESTED, "MUST"), "MUST requirement", "untested", be=True))
    if not missing and not any(ids(verdict, "MUST") for verdict in (PASSED, WAIVED, FAILED)):
        missing.append("No MUST requirement was judged.")

    notes: list[str] = []
    if not strict and ids(FAILED, "SHOULD"):
        notes.append(_sentence(ids(FAILED, "SHOULD"), "SHOULD requirement", "failed (a warning)"))
    if ids(WAIVED, "MUST", "SHOULD"):
        notes.append(_sentence(ids(WAIVED, "MUST", "SHOULD"), "requirement", "waived", be=True))
    if ids(NOT_APPLICABLE, *LEVELS):
        left_out = ids(NOT_APPLICABLE, *LEVELS)
        notes.append(
            _sentence(left_out, "requirement", "not applicable to this target and its profile", be=True)
        )

    verdict = NON_CONFORMANT if failing else INCOMPLETE if missing else CONFORMANT
    return verdict, [*failing, *missing, *notes]


def _reachable(start: str, needs: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything that `start` needs, directly or through others; `start` itself only in a circle."""
    seen: set[str] = set()
    waiting = list(needs.get(start, ()))
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(needs.get(current, ()))
    return seen


def _sentence(ids: Sequence[str], noun: str, predicate: str, be: bool = False) -> str:
    one = len(ids) == 1
    verb = ("is " if one else "are ") if be else ""
    return f"{len(ids)} {noun}{'' if one else 's'} {verb}{predicate}: {_named(ids)}."


def _named(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:_NAMED_IN_A_REASON])
    more = len(ids) - _NAMED_IN_A_REASON
    return f"{shown} and {more} more" if more > 0 else shown
