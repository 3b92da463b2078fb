"""What becomes of a run against each hostile server: outcome, run time and peak memory, as Markdown.

`python -m benchmarks.hostile_servers [--only WORDS] [--defaults] [tests …]`

Every server is a sound one that is spoilt in one way; the table in `selftests/hostile/servers.py` says how,
and what must come of it. Time-outs are short (1.5 s of silence, 3 s for one request), so that the table is
there in minutes; --defaults takes those that a user gets. The ten minutes of a credential that runs out are
a number of requests. Absolute times are noise on a shared machine: what counts is that they are bounded.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from selftests.hostile.running import LIMITS, Outcome, run
from selftests.hostile.servers import SERVERS, Hostile

FOLDERS = ("tests/lifecycle", "tests/update")
HEAD = (
    "| hostile server | exit | verdict | failed | unclear | untested | requests | s | peak MB | as due |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def self_signed(directory: Path) -> Path:
    """A certificate that nobody trusts, with its key, in one file."""
    key, certificate = directory / "key.pem", directory / "both.pem"
    subprocess.run(  # noqa: S603 - no shell, no foreign words
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    certificate.write_text(certificate.read_text() + key.read_text())
    return certificate


def row(hostile: Hostile, outcome: Outcome) -> str:
    """One line of the table."""
    failed = sorted(outcome.failed)
    named = f"{len(failed)}: {', '.join(failed[:2])}{', …' if len(failed) > 2 else ''}" if failed else "0"
    due = outcome.status == hostile.status and hostile.says in outcome.text
    due = due and set(hostile.failed) <= set(failed) and "Traceback" not in outcome.text
    cells = (
        hostile.name,
        outcome.status,
        outcome.report["verdict"] if outcome.report else "– (one sentence)",
        named,
        outcome.number_of("inconclusive"),
        outcome.number_of("untested"),
        outcome.requests,
        f"{outcome.seconds:.1f}",
        f"{outcome.megabytes:.0f}",
        "yes" if due else "NO",
    )
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Run against one server after the other and print the table as it grows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tests", nargs="*", default=list(FOLDERS), help=f"default: {' '.join(FOLDERS)}")
    parser.add_argument("--only", default="", metavar="WORDS", help="servers with these words in their name")
    parser.add_argument("--defaults", action="store_true", help="with the time-outs that a user gets")
    options = parser.parse_args()
    print(*HEAD, sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as directory:
        certificate = self_signed(Path(directory))
        for hostile in SERVERS:
            if options.only in hostile.name:
                limits = {} if options.defaults else LIMITS
                outcome = run(hostile, options.tests, "--seed=1", certificate=certificate, limits=limits)
                print(row(hostile, outcome), flush=True)


if __name__ == "__main__":
    main()
