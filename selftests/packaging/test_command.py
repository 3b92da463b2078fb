"""`badges-conformance` from a wheel gives what `pytest` gives in a checkout."""

import pytest

from selftests.packaging.places import ROOT, run_in_checkout

SAMPLE = "tests/update/test_names.py"


@pytest.fixture(scope="module")
def in_checkout(tmp_path_factory):
    """The sample, run in the checkout."""
    return run_in_checkout(SAMPLE, "--seed=7", directory=tmp_path_factory.mktemp("checkout"))


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["one process", "a worker"])
def test_an_installed_run_judges_as_one_in_a_checkout(installation, in_checkout, tmp_path, workers):
    """The same verdicts by the same tests under the same names, on the embedded reference."""
    installed = installation.run(SAMPLE, "--seed=7", *workers, cwd=tmp_path)
    assert installed.status == in_checkout.status == 6, installed.output
    assert f"rootdir: {installation.site_packages / 'badges_conformance'}" in installed.output
    assert installed.judged == in_checkout.judged
    assert installed.judged["UPDATE-NAME-TAKEN"][0] == "passed"
    assert installed.report["run"]["spec_digest"] == in_checkout.report["run"]["spec_digest"]
    assert {path.name for path in tmp_path.iterdir()} <= {"reports", ".pytest_cache", ".hypothesis"}


def test_without_arguments_all_tests_of_the_suite_are_meant(installation, tmp_path):
    """Tests and settings of the project that the user stands in are not the suite's."""
    (tmp_path / "conftest.py").write_text("raise RuntimeError('a conftest of another project')")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --an-option-of-another-project\n")
    (tmp_path / "tests" / "update").mkdir(parents=True)
    (tmp_path / SAMPLE).write_text("def test_of_another_project(): pass")
    collected = installation.run("--collect-only", "-qq", cwd=tmp_path)
    assert collected.status == 0, collected.output
    files = {line.partition(":")[0] for line in collected.output.splitlines() if line.startswith("tests/")}
    assert files == {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}


def test_the_version_is_that_of_the_suite(installation, tmp_path):
    told = installation.run("--version", cwd=tmp_path)
    assert (told.status, told.output.split()[0]) == (0, "badges-conformance")


WRONG = {
    "no such option": (["--no-such-option"], "unrecognized arguments: --no-such-option"),
    "no such profile": (
        ["--target=none.toml"],
        "The target profile none.toml does not exist: name another with --target.",
    ),
    "no such test": (["tests/none.py"], "file or directory not found: tests/none.py"),
}


@pytest.mark.parametrize(("arguments", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_arguments_get_a_sentence(installation, tmp_path, arguments, sentence):
    told = installation.run(*arguments, cwd=tmp_path)
    assert told.status == 4
    assert sentence in told.output
    assert "Traceback" not in told.output
    assert "pytest.main()" not in told.output
