"""What a run was told not to do, it does not do: counted where the requests arrive."""

import json
from collections import Counter

import pytest

from selftests.transport.tiny_servers import TinyServer

PROFILE = '[auth]\nscheme = "none"\n[customer]\nid = "1"\n'
EMPTY_PAGE = {
    "data": {"customerBadges": [], "pagination": {"page": 0, "size": 10, "total": 0, "totalPages": 0}},
    "errors": [],
    "warnings": [],
}
FOLDERS = ("tests/access", "tests/create/test_acceptance.py")


@pytest.fixture
def counted(tmp_path):
    """A server that shows an empty list to everybody, and the methods that it was asked with."""
    methods: Counter[str] = Counter()

    def behave(asked, reply):
        methods[asked.method] += 1
        reply.send(200, EMPTY_PAGE)

    (tmp_path / "target.toml").write_text(PROFILE)
    with TinyServer(behave) as server:
        yield server, tmp_path / "target.toml", methods


def test_read_only_sends_no_write(conformance, counted):
    server, profile, methods = counted
    reads = "tests/list/test_status_filter.py"
    run = conformance(*FOLDERS, reads, f"--base-url={server.url}", f"--target={profile}", "--read-only")
    assert methods["GET"] > 5
    assert set(methods) <= {"GET", "HEAD", "OPTIONS"}
    assert run.report["run"]["counts"]["writes"] == 0
    assert run.status != 0


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_the_number_of_writes_is_bounded(conformance, counted, workers):
    server, profile, methods = counted
    conformance(*FOLDERS, f"--base-url={server.url}", f"--target={profile}", "--max-writes=10", *workers)
    assert (
        0 < sum(count for method, count in methods.items() if method not in ("GET", "HEAD", "OPTIONS")) <= 10
    )


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_a_run_out_of_writes_still_deactivates_what_it_created(conformance, reference, workers):
    run = conformance("tests/create", f"--target={reference.profile}", "--max-writes=10", *workers)
    left = json.loads((run.directory / "left-behind.json").read_text())
    assert left
    assert {badge["state"] for badge in left} == {"deactivated"}
    # What was not sent is no failure in any report, and no traceback of ours on the terminal.
    assert (run.status, "Traceback" in run.output, "transport.py" in run.output) == (6, False, False)
    assert "): The run may write 10 times: POST" in run.output
    assert "The run may write 10 times" in (run.directory / "junit.xml").read_text()


def without(reference, section, tmp_path):
    """The reference's profile without a section."""
    parts = reference.profile.read_text().split("\n[")
    path = tmp_path / "reduced.toml"
    path.write_text("\n[".join(part for part in parts if not part.startswith(f"{section}]")))
    return path


def test_without_fixtures_what_needs_them_is_not_applicable(conformance, reference, tmp_path):
    run = conformance("tests/detail", f"--target={without(reference, 'fixtures', tmp_path)}")
    assert run.verdict_of("DETAIL-EARNED-SHOWN") == "not applicable"
    assert run.verdict_of("DETAIL-ACCEPTED") == "passed"
    assert not [
        row["id"] for row in run.report["requirements"] if row["verdict"] in ("failed", "inconclusive")
    ]


def test_without_a_customer_the_run_is_incomplete_and_says_why(conformance, reference, tmp_path):
    run = conformance("tests/detail", "tests/create", f"--target={without(reference, 'customer', tmp_path)}")
    assert run.status == 6
    assert run.verdict_of("CREATE-ACCEPTED") == "passed"
    assert run.verdict_of("DETAIL-ACCEPTED") == "untested"
    row = next(row for row in run.report["requirements"] if row["id"] == "DETAIL-ACCEPTED")
    assert "[customer]" in row["reason"]
