"""A test that fails because reads lag behind writes is run once more, in the knowledge of the lag."""

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
    """Run one test as pytest does; once more, with everything arranged anew, when a lag may explain it."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports: Sequence[pytest.TestReport] = runtestprotocol(item, log=False, nextitem=nextitem)
    if _is_unsettled(reports) and not _stopping(item) and session.finds_lag():
        dropped = [entry for report in reports if (entry := getattr(report, ENTRY, None))]
        # Whatever fixtures looked at may be stale, those of a module or of the whole run included.
        item.session._setupstate.teardown_exact(None)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        fold(getattr(reports[0], ENTRY), dropped, session.catalogue)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def _is_unsettled(reports: Iterable[pytest.TestReport]) -> bool:
    return any(getattr(report, ENTRY, {}).get("outcome") in UNSETTLED for report in reports)


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
