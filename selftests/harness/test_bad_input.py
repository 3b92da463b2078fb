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
        "check scheme, host and port of base_url",
    )


PROFILES = {
    "wrong password": (GOOD.replace("demo-password", "wrong"), ["password", "[auth]"]),
    "missing customer": (GOOD.replace("62090013", "99999999"), ["99999999", "[customer]"]),
    "unknown key": (GOOD.replace("username", "user_name"), ["user_name", "username"]),
    "not TOML": ("[auth\n", ["line 1"]),
    "an environment variable that is not set": (
        GOOD.replace('password = "demo-password"', 'password_env = "NO_SUCH_VARIABLE"'),
        ["auth.password_env", "NO_SUCH_VARIABLE"],
    ),
    "no authority": (GOOD + '[tls]\nca_file = "nowhere.pem"\n', ["tls.ca_file", "nowhere.pem"]),
    "a time-out below zero": (GOOD + "[limits]\nread_timeout = -1\n", ["limits.read_timeout"]),
    "credentials among the headers": (GOOD + '[headers]\nAuthorization = "x"\n', ["[auth]"]),
    "fixtures that are no array": (GOOD + '[fixtures]\nearned = "x"\n', ["fixtures.earned"]),
}


@pytest.mark.parametrize(("text", "words"), PROFILES.values(), ids=PROFILES)
def test_a_wrong_profile(conformance, reference, tmp_path, text, words):
    profile = tmp_path / "target.toml"
    profile.write_text(text)
    base_url = load_target(None, reference.profile, {}).base_url
    said_once(conformance(SAMPLE, f"--base-url={base_url}", f"--target={profile}"), *words)


def test_a_profile_that_is_not_there(conformance):
    said_once(conformance(SAMPLE, "--target=no-such-file.toml"), "no-such-file.toml", "name another")


def test_a_profile_that_is_a_directory(conformance, tmp_path):
    said_once(conformance(SAMPLE, f"--target={tmp_path}"), "Is a directory")


def test_an_address_without_a_scheme(conformance):
    said_once(conformance(SAMPLE, "--base-url=staging.example.com"), "staging.example.com")


def test_a_report_directory_that_cannot_be_written(conformance, tmp_path):
    (tmp_path / "reports").write_text("a file where the directory should be")
    said_once(conformance(SAMPLE), "--report-dir")


def test_a_report_directory_that_pytest_takes_for_tests(conformance, tmp_path):
    """With a blank before it, and there already: pytest then looks for its settings there."""
    (tmp_path / "reports").mkdir()
    said_once(conformance("--read-only"), f"write --report-dir={tmp_path / 'reports'}")


def test_a_report_directory_that_is_there_when_the_workers_begin(conformance):
    """The run makes it; to them it looks like a place of tests unless they are told of the settings."""
    run = conformance("-k", "nothing_of_this_name", "-n1")
    assert run.report["run"]["interrupted"] is None, run.output
    assert "Traceback" not in run.output


def test_options_where_pytest_finds_no_settings(conformance, tmp_path):
    (tmp_path / "test_other.py").write_text("")
    said_once(conformance(f"{tmp_path / 'test_other.py'}"), "--report-dir", "badges-conformance instead")


def test_an_empty_address_is_not_taken_for_the_embedded_reference(conformance):
    """A secret that is not set in CI must not make a green run of something else."""
    said_once(conformance(SAMPLE, "--base-url="), "--base-url", "is empty")


OPTIONS = {
    "--no-such-option": "unrecognized arguments",
    "--max-writes=none": "no whole number above 0",
    "--max-writes=0": "no whole number above 0",
    "--rate-limit=-3": "no whole number above 0",
    "--time-budget=soon": "no whole number above 0",
    "--fuzz-examples=0": "no whole number above 0",
    "--fuzz-seconds=0": "no number of seconds above 0",
    "--fuzz-replay=": "it is empty",
    "--shard=5/4": "no part such as 1/4",
    "--seed=x": "invalid int value",
    "--target=": "it is empty",
    "--report-dir=": "it is empty",
    "--waivers=": "it is empty",
    "--baseline=": "it is empty",
}


@pytest.mark.parametrize(("option", "words"), OPTIONS.items(), ids=OPTIONS)
def test_an_unknown_or_senseless_option(conformance, option, words):
    run = conformance(SAMPLE, option)
    assert run.status == 4
    assert "Traceback" not in run.output
    assert option.split("=")[0] in run.output
    assert words in run.output


COMPARED = {
    "waivers that are not TOML": ("--waivers", "[[waiver]\n", "is not TOML"),
    "a waiver without a reason": ("--waivers", '[[waiver]]\nrequirement = "X"\n', "lacks"),
    "no waivers": ("--waivers", None, "There is no waiver file"),
    "a baseline that is no JSON": ("--baseline", "nonsense", "is not a whole report"),
    "a baseline that is no report": ("--baseline", "{}", "is not a report of this suite"),
    "no baseline": ("--baseline", None, "There is no report"),
}


@pytest.mark.parametrize(("option", "text", "words"), COMPARED.values(), ids=COMPARED)
def test_a_file_to_compare_with_that_is_wrong(conformance, tmp_path, option, text, words):
    path = tmp_path / "file"
    if text is not None:
        path.write_text(text)
    said_once(conformance(SAMPLE, f"{option}={path}"), words)


WAIVER = """
[[waiver]]
requirement = "{requirement}"
fingerprint = "{fingerprint}"
reason = "It is known."
owner = "us"
expires = {expires}
"""


def test_a_waiver_that_excuses_nothing_is_told(conformance, faulty, tmp_path):
    """The run goes on: whether it is red for that is for its tests to say."""
    target = f"--target={faulty('update-moves-live-start').profile}"
    first = conformance(SAMPLE, target)
    row = next(row for row in first.report["requirements"] if row["id"] == "UPDATE-START-FROZEN-LIVE")
    fingerprint = row["findings"][0]["fingerprint"]
    waivers = tmp_path / "waivers.toml"
    waivers.write_text(
        WAIVER.format(requirement="NO-SUCH-RULE", fingerprint="0" * 12, expires="2999-01-01")
        + WAIVER.format(requirement=row["id"], fingerprint=fingerprint, expires="2020-01-01")
    )
    run = conformance(SAMPLE, target, f"--waivers={waivers}")
    assert run.status == first.status == 1
    assert "The waiver of NO-SUCH-RULE matches nothing: there is no such requirement." in run.output
    assert f"The waiver of {row['id']} ran out on 2020-01-01: its failure counts again." in run.output


ADDRESSES = {
    "no such host": ("http://no-such-host.invalid", "cannot be resolved"),
    "another scheme": ("ftp://h.example", "http:// or https://"),
    "credentials": ("http://user:secret@h.example", "[auth]"),
    "a query": ("http://h.example/?q=1", "must end before the query"),
    "a path too many": ("http://h.example/api_gateway/v1/badges/badgeMeta", "goes too far"),
    "a port that is none": ("http://h.example:99999", "Port out of range"),
    "no host": ("http://", "names no host"),
    "a blank": ("http://a b", "has blanks"),
}


@pytest.mark.parametrize(("address", "words"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_will_not_do(conformance, address, words):
    run = conformance(SAMPLE, f"--base-url={address}")
    said_once(run, words)
    assert "secret" not in run.output
