"""`python -m selftests.mutation DATABASE`: which mutants of the reference the scenarios notice.

Judges the pending mutants of a session that `cosmic-ray init` made, and keeps each result there. Cosmic Ray
itself would start Python and collect all tests for every mutant; here both are done once, and each mutant
is a forked trial. The tests that noticed the last mutants of a module are tried first, so that most mutants
cost a second. Run it on a copy of the tree: mutants are written into the files.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import cosmic_ray.plugins
from cosmic_ray.mutating import use_mutation
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkResult

from selftests.detection.trial import SCENARIOS, NoTargetError, Result, Trial, index, run

# A failed SHOULD counts, too: some rules of the reference are no MUST.
OPTIONS = ("-x", "--strict")
FIRST = 4  # files of tests
TIMEOUT = 120  # seconds


class Examiner:
    """Finds the test that notices a mutant, beginning with those that noticed others of its module."""

    def __init__(self) -> None:
        self.noticed: dict[Path, list[str]] = defaultdict(list)

    def examine(self, mutant: str, module: Path) -> str:
        """What notices it: the file of a test, or what is judged without one; empty when nothing does."""
        files = self.noticed[module]
        stages = [tuple(files[:FIRST])] if files else []
        for chosen in (*stages, SCENARIOS):
            result = judge(mutant, chosen)
            if result is None:
                return "the server"  # it does not even answer
            if result.broken:
                if result.broken in files:
                    files.remove(result.broken)
                # The rules of every answer fail without a file that could be run again.
                if Path(result.broken).exists():
                    files.insert(0, result.broken)
                return result.broken
        return ""


def judge(mutant: str, paths: tuple[str, ...]) -> Result | None:
    """One trial; None when there is nothing to be judged, as the server does not start or hangs."""
    try:
        return run(Trial(mutant, (), folders=paths, options=OPTIONS), TIMEOUT)
    except NoTargetError:
        return None


def work_result(mutation: MutationSpec, mutant: str, examiner: Examiner) -> WorkResult:
    """Write the mutant into its file, look who notices it, and put the file back."""
    operator = cosmic_ray.plugins.get_operator(mutation.operator_name)(**mutation.operator_args)
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (_, mutated):
        if mutated is None:
            return WorkResult(WorkerOutcome.NO_TEST)
        by = examiner.examine(mutant, mutation.module_path)
    outcome = TestOutcome.KILLED if by else TestOutcome.SURVIVED
    return WorkResult(WorkerOutcome.NORMAL, output=by, test_outcome=outcome)


def main() -> int:
    """Judge what is pending; exit status 2 when the files as they are do not pass."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("database", type=Path, help="the session that `cosmic-ray init` made")
    path = parser.parse_args().database
    # Mutants follow each other within one tick of a file's time: nothing compiled may be kept.
    sys.dont_write_bytecode = True
    index()
    if "reference" in sys.modules:
        raise RuntimeError("the reference is imported already, so that no trial would meet a mutant")
    sound = judge("none", SCENARIOS)
    if sound is None or sound.broken:
        print(f"without a mutant the scenarios do not pass: {sound and sound.broken}", file=sys.stderr)
        return 2
    examiner = Examiner()
    with use_db(path, WorkDB.Mode.open) as database:
        waiting = database.pending_work_items
        for number, item in enumerate(waiting, 1):
            mutation = item.mutations[0]
            result = work_result(mutation, item.job_id, examiner)
            database.set_result(item.job_id, result)
            outcome = (result.test_outcome or result.worker_outcome).value
            place = f"{mutation.module_path}:{mutation.start_pos[0]} {mutation.operator_name}"
            print(f"{number}/{len(waiting)} {place}: {outcome} {result.output or ''}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
