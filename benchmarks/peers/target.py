"""The reference as `python -m reference` serves it, which also says how many requests came in.

    python -m benchmarks.peers.target COUNT_FILE [options of `python -m reference`]

The count is taken behind the HTTP parser, alike for every tool, and written when the server ends.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reference import __main__ as command


class Counting:
    """An ASGI application that counts the requests to another."""

    def __init__(self, application: Any) -> None:
        self.application, self.requests = application, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Count and pass on."""
        self.requests += scope["type"] == "http"
        await self.application(scope, receive, send)


def main(arguments: Sequence[str]) -> int:
    """Serve as the options say."""
    place, *rest = arguments
    build, counting = command.build, []

    def counted(*parts: Any) -> Any:
        counting.append(Counting(build(*parts)))
        return counting[0]

    command.build = counted  # type: ignore[assignment]
    try:
        return command.main(rest)
    finally:
        Path(place).write_text(str(sum(one.requests for one in counting)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
