"""Whatever is wrong with the input is said in one sentence, with exit status 4 and no traceback."""

import socket

import pytest

from harness.target import load_target

SAMPLE = "tests/update/test_start_date.py"
GOOD = """
[auth]
scheme = "basic"
username = "demo_till_1"
password = "demo-password"
[customer]
id = "62090013"
"""


def said_once(run, *words: str) -> None:
    """Exit status 4; one line that begins with ERROR and holds these words."""
    lines = [line for line in run.output.splitlines() if line.startswith("ERROR:")]
    assert run.status == 4, run.output
    assert len(lines) == 1, run.output
    assert "Traceback" not in run.output
    for word in words:
        assert word in lines[0], lines[0]


def test_a_dead_host(conformance, tmp_path):
    with socket.socket() as placeholder:
        placeholder.bind(("127.0.0.1", 0))
        port = placeholder.getsockname()[1]
    profile = tmp_path / "target.toml"
    profile.write_text(GOOD)
    said_once(
        conformance(SAMPLE, f"--base-url=http://127.0.0.1:{port}", f"--target={profile}"),
        "nothing listens there",
    )


PROFILES = {
    "wrong password": (GOOD.replace("demo-password", "wrong"), ["password", "[auth]"]),
    "missing customer": (GOOD.replace("62090013", "99999999"), ["99999999", "[customer]"]),
    "unknown key": (GOOD.replace("username", "user_name"), ["user_name", "username"]),
    "not TOML": ("[auth\n", ["line 1"]),
}


@pytest.mark.parametrize(("text", "words"), PROFILES.values(), ids=PROFILES)
def test_a_wrong_profile(conformance, reference, tmp_path, text, words):
    profile = tmp_path / "target.toml"
    profile.write_text(text)
    base_url = load_target(None, reference.profile, {}).base_url
    said_once(conformance(SAMPLE, f"--base-url={base_url}", f"--target={profile}"), *words)


def test_a_profile_that_is_not_there(conformance):
    said_once(conformance(SAMPLE, "--target=no-such-file.toml"), "no-such-file.toml")


def test_an_address_without_a_scheme(conformance):
    said_once(conformance(SAMPLE, "--base-url=staging.example.com"), "staging.example.com")


def test_a_report_directory_that_cannot_be_written(conformance, tmp_path):
    (tmp_path / "reports").write_text("a file where the directory should be")
    said_once(conformance(SAMPLE), "--report-dir")


@pytest.mark.parametrize("option", ["--no-such-option", "--max-writes=none", "--max-writes=0"])
def test_an_unknown_or_senseless_option(conformance, option):
    run = conformance(SAMPLE, option)
    assert run.status == 4
    assert "Traceback" not in run.output
    assert option.split("=")[0] in run.output
