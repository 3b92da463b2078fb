"""What tests of several folders judge of one badge of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.answers import data_of, shown
from harness.clock import MILLISECONDS
from harness.exchange import Exchange
from harness.expectations import expect, fail, given

DATES = ("startDate", "endDate")


def expect_seconds(answer: Exchange, array: str) -> None:
    """An accepted answer whose windows in this array have no date in milliseconds (002:L334, 004:L571).

    Of badges of our own only, as others may have been written with milliseconds.
    """
    expect(answer).accepted()
    for pointer, value in _dates((data_of(answer) or {}).get(array), f"/data/{array}"):
        if abs(value) >= MILLISECONDS:
            fail("epoch seconds", f"{value}", answer, cause="milliseconds in a window", pointer=pointer)


def expect_unclaimed(write: Exchange, read: Exchange, *, cause: str) -> None:
    """A detail that shows no claim after a write that cannot make one (003:L19, 004:L3)."""
    claimed = given(read).data.get("claimedBy")
    if claimed:
        fail(
            "a badge that nobody claimed",
            f"claimedBy {shown(claimed)}",
            write,
            read,
            cause=cause,
            pointer="/data/claimedBy",
        )


def _dates(limits: Any, pointer: str) -> Iterator[tuple[str, float]]:
    for index, limit in enumerate(limits if isinstance(limits, list) else ()):
        if not isinstance(limit, dict):
            continue
        cycle = limit.get("fixedWindowCycle")
        for own, path in ((limit, ""), (cycle if isinstance(cycle, dict) else {}, "/fixedWindowCycle")):
            for name in DATES:
                value = own.get(name)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield f"{pointer}/{index}{path}/{name}", value
