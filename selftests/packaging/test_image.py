"""The Dockerfile, as far as it can be judged where no engine builds it."""

import json
import re
import tomllib

import pytest

from selftests.packaging.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage, as pairs of keyword and rest."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", text))
    pairs = [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line]
    starts = [index for index, (word, _) in enumerate(pairs) if word == "FROM"]
    return [pairs[start:end] for start, end in zip(starts, [*starts[1:], len(pairs)], strict=True)]


@pytest.fixture
def last() -> list[tuple[str, str]]:
    """The stage that becomes the image."""
    return _stages()[-1]


def _rest(stage, keyword):
    return [rest for word, rest in stage if word == keyword]


def test_every_stage_has_the_same_python_and_one_that_the_suite_supports():
    [image] = {rest.split()[0] for stage in _stages() for rest in _rest(stage, "FROM")}
    version = re.fullmatch(r"python:(\d+)\.(\d+)-slim", image)
    assert f">={version[1]}.{version[2]}" == PROJECT["project"]["requires-python"]


def test_the_image_runs_the_command(last):
    [entry] = _rest(last, "ENTRYPOINT")
    [command] = json.loads(entry)
    assert command in PROJECT["project"]["scripts"]


def test_the_image_does_not_run_as_root(last):
    """The user is a number, so that a cluster can check it; nothing is installed after it was set."""
    [user] = _rest(last, "USER")
    assert int(user) > 0
    words = [word for word, _ in last]
    assert words.index("USER") > max(index for index, word in enumerate(words) if word in ("RUN", "COPY"))


def test_reports_go_to_the_volume(last):
    [volume] = _rest(last, "VOLUME")
    assert json.loads(volume) == [_rest(last, "WORKDIR")[-1]]


def test_only_what_the_wheel_is_made_of_reaches_the_build():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    everything, *others = [line for line in lines if line and not line.startswith("#")]
    assert everything == "*"
    let_in = {line[1:] for line in others if line.startswith("!")}
    about = {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]}
    folders = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert let_in == {*folders, *about, "pyproject.toml", "constraints.txt"}
    assert all((ROOT / name).exists() for name in let_in)
