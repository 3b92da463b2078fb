"""Transports with small patience, and a clean list of secrets for every test."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tiny_servers import KEY, PASSWORD, QUICK, SECRET, USER

from harness import authentication, exchange, redaction, target, transport
from harness.redaction import Redactor
from harness.target import Auth, BasicAuth, OAuth, Target
from harness.transport import Transport, TransportOptions


@pytest.fixture(autouse=True)
def own_secrets(monkeypatch: pytest.MonkeyPatch) -> Redactor:
    """A redactor of the test's own, so that no test knows the secrets of another."""
    fresh = Redactor()
    for module in (authentication, exchange, redaction, target, transport):
        monkeypatch.setattr(module, "PROCESS", fresh)
    return fresh


@pytest.fixture
def connect() -> Iterator[Callable[..., Transport]]:
    """Makes transports to a URL: ``connect(url, auth=…, tls=…, headers=…, read_timeout=…)``."""
    made: list[Transport] = []

    def make(url: str, **given: Any) -> Transport:
        parts = {name: given.pop(name) for name in ("auth", "tls", "headers", "customer") if name in given}
        made.append(Transport(Target(base_url=url, **parts), TransportOptions(**{**QUICK, **given})))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def basic_auth() -> Auth:
    return Auth("basic", basic=BasicAuth(USER, PASSWORD))


@pytest.fixture
def oauth_auth() -> Auth:
    return Auth("oauth", oauth=OAuth("/token", KEY, SECRET))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority (ca.pem) and its server and client certificates (server.pem, client.pem)."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificates")

    def run(*words: str) -> None:
        subprocess.run([openssl, *words], cwd=folder, check=True, capture_output=True)

    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    run("req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Authority")
    for name in ("server", "client"):
        (folder / f"{name}.ext").write_text("subjectAltName=IP:127.0.0.1\n")
        run("req", *curve, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        run(
            *("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"),
            *("-out", f"{name}.crt", "-days", "2", "-extfile", f"{name}.ext"),
        )
        both = (folder / f"{name}.crt").read_text() + (folder / f"{name}.key").read_text()
        (folder / f"{name}.pem").write_text(both)
    return folder
