"""A test that fails because of what it was told too early is run once more, with everything arranged anew.

Reads may lag behind writes (`harness.settling`), and badges of the profile may change between two looks at
them (`harness.changed_elsewhere`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from harness import recording
from harness.requirements import Catalogue
from harness.session import Session

ENTRY = "conformance"  # the attribute of a test report that carries what was recorded
UNSETTLED = frozenset({recording.FAILED, recording.INCONCLUSIVE})


def run(item: pytest.Item, nextitem: pytest.Item | None, session: Session) -> None:
    """Run one test as pytest does; once more when it may have failed for what it was told too early."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports: Sequence[pytest.TestReport] = runtestprotocol(item, log=False, nextitem=nextitem)
    dropped = [entry for report in reports if (entry := getattr(report, ENTRY, None))]
    if _is_unsettled(dropped) and not _stopping(item) and _was_misled(dropped, session):
        # Whatever fixtures looked at may be stale, those of a module or of the whole run included.
        item.session._setupstate.teardown_exact(None)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        fold(getattr(reports[0], ENTRY), dropped, session.catalogue)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def _is_unsettled(entries: Iterable[dict[str, Any]]) -> bool:
    return any(entry.get("outcome") in UNSETTLED for entry in entries)


def _was_misled(entries: Iterable[dict[str, Any]], session: Session) -> bool:
    return session.changed_elsewhere.explains(entries) or session.finds_lag()


def _stopping(item: pytest.Item) -> bool:
    return bool(item.session.shouldfail or item.session.shouldstop)


def fold(entry: dict[str, Any], dropped: Iterable[dict[str, Any]], catalogue: Catalogue) -> None:
    """Keep of a test that was repeated what was sent, and what the rules for every exchange said of that."""
    for earlier in dropped:
        for name in ("counts", "judged"):
            entry[name] = dict(Counter(entry[name]) + Counter(earlier[name]))
        entry["answered"] = sorted({*entry["answered"], *earlier["answered"]})
        entry["exchanges"] = {**earlier["exchanges"], **entry["exchanges"]}
        entry["observations"] += earlier["observations"]
        entry["findings"] += [
            finding
            for finding in earlier["findings"]
            if catalogue.requirements[finding["requirement"]].check in ("invariant", "shape")
        ]
