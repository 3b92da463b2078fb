"""No artefact of a run holds a secret, in no spelling, even if the target shows what it was sent."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit

import pytest

from harness.embedded import EmbeddedReference
from harness.target import load_target
from selftests.harness.conftest import ROOT
from selftests.hostile.proxy import Answer, Upstream
from selftests.transport.tiny_servers import KEY, PASSWORD, SECRET, USER, Asked, Reply, TinyServer

HEADER_SECRET = "attribution-0123456789"
PROFILE = """
[auth]
scheme = "basic"
username = "{user}"
password_env = "SUITE_PASSWORD"
[auth.oauth]
token_url = "/v3/oauth/token/generate"
key_env = "SUITE_KEY"
secret_env = "SUITE_SECRET"
[headers]
X-Attribution = {{env = "SUITE_HEADER"}}
[customer]
id = "{customer}"
"""
ENVIRONMENT = {
    "SUITE_PASSWORD": PASSWORD,
    "SUITE_KEY": KEY,
    "SUITE_SECRET": SECRET,
    "SUITE_HEADER": HEADER_SECRET,
}
TESTS = ("tests/access", "tests/create/test_echo.py", "tests/lifecycle/test_visibility.py")


def spellings(secret: str) -> set[str]:
    """The forms in which a secret may turn up."""
    return {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        base64.b64encode(secret.encode()).decode().rstrip("="),
        base64.b64encode(f"{USER}:{secret}".encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(secret.encode()).decode().rstrip("="),
    }


class Parrot:
    """A sound server that shows in every answer, well and wrongly placed, what it was sent and more."""

    def __init__(self, reference: EmbeddedReference) -> None:
        known = load_target(None, reference.profile, {})
        self.customer, self.basic, self.oauth = known.customer.id, known.auth.basic, known.auth.oauth
        url = urlsplit(known.base_url)
        self._upstream = Upstream(url.hostname, url.port)
        self.tokens: set[str] = set()

    def __call__(self, asked: Asked, reply: Reply) -> None:
        answer = self._upstream.ask(self._admitted(asked))
        if "oauth" in asked.target and answer.status == 200:
            self.tokens.update(value for value in _texts(answer.payload) if len(value) > 16)
        elif answer.status < 500:
            answer = self._showing(answer, asked)
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        said = quote(" ".join(self._secrets(asked)))
        length = f"X-Debug: {said}\r\nContent-Length: {len(answer.body)}\r\n"
        reply.raw(f"HTTP/1.1 {answer.status} Any\r\n{head}{length}\r\n".encode() + answer.body)

    def _admitted(self, asked: Asked) -> Asked:
        """The request with the credentials that the reference knows, where ours are the right ones."""
        ours = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        theirs = base64.b64encode(f"{self.basic.username}:{self.basic.password}".encode()).decode()
        headers = {name: value.replace(ours, theirs) for name, value in asked.headers.items()}
        body = asked.body.replace(KEY.encode(), self.oauth.key.encode())
        body = body.replace(SECRET.encode(), self.oauth.secret.encode())
        return Asked(asked.method, asked.target, headers, body, asked.connection, asked.names)

    def _secrets(self, asked: Asked) -> list[str]:
        # Of tokens only the one that came along: that of another worker is another session's.
        sent = " ".join(asked.headers.values())
        known = [*ENVIRONMENT.values(), *(token for token in self.tokens if token in sent)]
        return [*(form for secret in known for form in sorted(spellings(secret))), *asked.headers.values()]

    def _showing(self, answer: Answer, asked: Asked) -> Answer:
        body = answer.payload
        said = " ".join(self._secrets(asked))
        body["debug"] = said
        for badge in (body.get("data") or {}).get("customerBadges", [body.get("data") or {}]):
            if "description" in badge:
                badge["description"] = said
        for error in body.get("errors") or ():
            error["message"] = said
        return answer.with_json(body)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    return [value] if isinstance(value, str) else []


# A plugin of the test's own: one test fails in the suite itself, with a secret in its message.
CRASH = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item):
    if "deactivation" in item.name:
        password = __import__("os").environ["SUITE_PASSWORD"]
        raise RuntimeError(f"cannot go on with {password}")
"""


@pytest.fixture
def told(reference, tmp_path):
    """Runs the suite against the parrot; gives the texts of all that came out, by name."""

    def run(*arguments: str) -> dict[str, str]:
        parrot = Parrot(reference)
        (tmp_path / "crash_plugin.py").write_text(CRASH)
        profile = tmp_path / "target.toml"
        profile.write_text(PROFILE.format(user=USER, customer=parrot.customer))
        with TinyServer(parrot) as server:
            command = [
                sys.executable,
                "-m",
                "pytest",
                *TESTS,
                f"--target={profile}",
                "-p",
                "no:cacheprovider",
            ]
            finished = subprocess.run(
                [*command, f"--base-url={server.url}", f"--report-dir={tmp_path / 'out'}", *arguments],
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=200,
                env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(tmp_path)},
            )
        self_made = {"terminal": finished.stdout + finished.stderr}
        files = [path for path in Path(tmp_path / "out").rglob("*") if path.is_file()]
        told = {**self_made, **{path.name: path.read_text(errors="replace") for path in files}}
        told["secrets"] = "\n".join([*ENVIRONMENT.values(), *parrot.tokens])
        return told

    return run


def leaks(told: dict[str, str]) -> list[str]:
    """Where which secret stands."""
    secrets = told["secrets"].split("\n")
    return [
        f"{form} in {name}: …{text[max(0, text.index(form) - 80) : text.index(form) + 20]}…"
        for name, text in told.items()
        if name != "secrets"
        for secret in secrets
        for form in spellings(secret)
        if form in text
    ]


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_no_artefact_holds_a_secret(told, workers):
    """Failures quote what the target said, tracebacks show local variables, and a test of ours crashes."""
    artefacts = told("--har", "-vv", "-l", "--tb=long", "-p", "crash_plugin", *workers)
    assert "verdict: non-conformant" in artefacts["terminal"]
    assert "RuntimeError" in artefacts["conformance.json"]
    wanted = {"conformance.json", "conformance.html", "tests.html", "junit.xml", "left-behind.json"}
    assert wanted | {"exchanges.har", "summary.md"} <= artefacts.keys()
    assert len(artefacts["secrets"].split("\n")) > len(ENVIRONMENT)
    assert "[redacted]" in artefacts["conformance.json"]
    assert leaks(artefacts) == []


def test_looking_at_the_tests_shows_no_secret(told):
    assert leaks(told("--collect-only", "-vv")) == []


def test_an_internal_error_shows_no_secret(told, tmp_path):
    (tmp_path / "dying.py").write_text(
        "import os\ndef pytest_collection_finish(session):\n"
        "    raise ValueError('died of ' + os.environ['SUITE_PASSWORD'])\n"
    )
    artefacts = told("-p", "dying")
    assert "died of" in artefacts["terminal"]
    assert leaks(artefacts) == []
