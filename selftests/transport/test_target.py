"""A profile is read whole, or refused with one sentence that says what to mend."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.target import Limits, Target, TargetError, load_target

Load = Callable[..., Target]
URL = 'base_url = "https://api.example"\n'

COMPLETE = """
base_url = "https://staging.example:8443/prefix/"
[auth]
scheme = "basic"
username_env = "SHOP_USER"
password_env = "SHOP_PASSWORD"
password_digest = "md5"
[auth.oauth]
token_url = "/v3/oauth/token/generate"
key = "client-key"
secret_env = "SHOP_SECRET"
header = "X-Token"
[customer]
id = "62090013"
email = "a.b@example.com"
mobile = "+919999999994"
external_id = "EXT/7 é"
card_number = "4000 1234"
[fixtures]
earned = ["65ae47103c2f9e39583095a4", "b"]
claimed = ["c"]
[tls]
verify = false
[headers]
X-CAP-API-ATTRIBUTION-ENTITY-TYPE = "TILL"
X-Gateway-Key = {env = "GATEWAY"}
[limits]
requests_per_minute = 100
max_writes = 500
connect_timeout = 2.5
"""
ENVIRON = {
    "SHOP_USER": "store123",
    "SHOP_PASSWORD": "very-secret",
    "SHOP_SECRET": "client-secret",
    "GATEWAY": "gateway-secret",
    "EMPTY": "",
}


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def load(text: str | bytes | None = None, base_url: str | None = None, **environ: str) -> Target:
        if text is None:
            return load_target(base_url, None, environ)
        file = tmp_path / "target.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_target(base_url, file, {**ENVIRON, **environ})

    return load


class TestReading:
    def test_everything_is_read(self, load: Load) -> None:
        target = load(COMPLETE)
        auth, customer = target.auth, target.customer

        assert target.base_url == "https://staging.example:8443/prefix"
        assert auth.scheme == "basic"
        assert auth.basic is not None
        assert (auth.basic.username, auth.basic.password) == ("store123", "very-secret")
        assert auth.basic.sent_password == "9c08fdab0e5f23bcbbb8cc3f9b32ceac"
        assert auth.oauth is not None
        assert (auth.oauth.token_url, auth.oauth.key) == ("/v3/oauth/token/generate", "client-key")
        assert (auth.oauth.secret, auth.oauth.header) == ("client-secret", "X-Token")
        assert customer is not None
        assert (customer.id, customer.email, customer.mobile) == (
            "62090013",
            "a.b@example.com",
            "+919999999994",
        )
        assert (customer.external_id, customer.card_number) == ("EXT/7 é", "4000 1234")
        assert target.fixtures.earned == ("65ae47103c2f9e39583095a4", "b")
        assert target.fixtures.issued == ()
        assert not target.tls.verify
        assert dict(target.headers) == {
            "X-CAP-API-ATTRIBUTION-ENTITY-TYPE": "TILL",
            "X-Gateway-Key": "gateway-secret",
        }
        assert target.limits == Limits(requests_per_minute=100, max_writes=500, connect_timeout=2.5)

    def test_a_base_url_is_enough(self, load: Load) -> None:
        target = load(base_url="http://127.0.0.1:8000/")

        assert target == Target("http://127.0.0.1:8000")
        assert not target.provides("credentials")

    def test_the_command_line_wins_over_the_profile_and_that_over_the_environment(self, load: Load) -> None:
        assert load(URL, base_url="http://own", PYTEST_BASE_URL="http://env").base_url == "http://own"
        assert load(URL, PYTEST_BASE_URL="http://env").base_url == "https://api.example"
        assert load("", PYTEST_BASE_URL="http://env").base_url == "http://env"

    @pytest.mark.parametrize(
        ("given", "read"),
        [
            ("HTTPS://Api.Example/", "https://Api.Example"),
            ("http://[::1]:8080/a/b//", "http://[::1]:8080/a/b"),
            ("https://bücher.example", "https://bücher.example"),
        ],
    )
    def test_base_urls_are_normal_afterwards(self, load: Load, given: str, read: str) -> None:
        assert load(base_url=given).base_url == read

    @pytest.mark.parametrize(
        ("auth", "scheme"),
        [
            ("", "none"),
            ('username = "u"\npassword = "p"', "basic"),
            ('[auth.oauth]\ntoken_url = "https://x.example/t"\nkey = "k"\nsecret = "s"', "oauth"),
            ('callable = "json:dumps"', "custom"),
        ],
    )
    def test_the_scheme_follows_from_what_is_given(self, load: Load, auth: str, scheme: str) -> None:
        assert load(f"{URL}[auth]\n{auth}").auth.scheme == scheme

    def test_a_callable_may_stand_beside_the_profile(self, load: Load, tmp_path: Path) -> None:
        (tmp_path / "signing_of_this_test.py").write_text("def sign(method, url, headers):\n    return {}\n")
        target = load(f'{URL}[auth]\ncallable = "signing_of_this_test:sign"')

        assert target.auth.custom is not None
        assert target.auth.custom.hook("GET", "/", {}) == {}

    def test_certificates_are_found_beside_the_profile(
        self, load: Load, tmp_path: Path, certificates: Path
    ) -> None:
        for name in ("ca.pem", "client.crt", "client.key"):
            (tmp_path / name).write_bytes((certificates / name).read_bytes())
        tls = load(
            f'{URL}[tls]\nca_file = "ca.pem"\nclient_cert = "client.crt"\nclient_key = "client.key"'
        ).tls

        assert tls.ca_file == tmp_path / "ca.pem"
        assert tls.verify

    @pytest.mark.parametrize(
        ("name", "provided"),
        [
            ("customer", True),
            ("customer.email", True),
            ("customer.mobile", False),
            ("fixtures.earned", True),
            ("fixtures.revoked", False),
            ("basic", True),
            ("oauth", False),
            ("credentials", True),
        ],
    )
    def test_what_a_requirement_needs_is_looked_up(self, load: Load, name: str, provided: bool) -> None:
        auth = '[auth]\nusername = "u"\npassword = "p"\n'
        given = '[customer]\nid = "1"\nemail = "a@b"\n[fixtures]\nearned = ["x"]'

        assert load(URL + auth + given).provides(name) is provided

    @pytest.mark.parametrize(
        "name", ["", "customers", "customer.name", "fixtures", "fixtures.lost", "oauth.key"]
    )
    def test_a_need_that_means_nothing_is_a_mistake(self, load: Load, name: str) -> None:
        with pytest.raises(KeyError):
            load(URL).provides(name)


class TestSecrets:
    def test_all_of_them_are_known(self, load: Load, own_secrets: Any) -> None:
        target = load(COMPLETE)
        digest = "9c08fdab0e5f23bcbbb8cc3f9b32ceac"

        assert set(target.secrets) == {
            *("very-secret", digest, "client-key", "client-secret", "gateway-secret"),
            *(base64.b64encode(f"store123:{word}".encode()).decode() for word in ("very-secret", digest)),
        }
        assert own_secrets.text("the very-secret thing") == "the [redacted] thing"

    def test_a_description_has_none_and_no_personal_data(self, load: Load) -> None:
        target = load(COMPLETE)
        description = target.describe()
        shown = json.dumps(description) + repr(target)

        for secret in target.secrets:
            assert secret not in shown
        for personal in ("a.b@example.com", "919999999994", "EXT/7", "4000"):
            assert personal not in json.dumps(description)
        assert description == {
            "base_url": "https://staging.example:8443/prefix",
            "auth": {"scheme": "basic", "basic": True, "oauth": True, "password_digest": "md5"},
            "customer": {"id": "62090013", "identifiers": ["email", "mobile", "external_id", "card_number"]},
            "fixtures": {"earned": 2, "issued": 0, "revoked": 0, "claimed": 1, "grouped": 0},
            "headers": ["X-CAP-API-ATTRIBUTION-ENTITY-TYPE", "X-Gateway-Key"],
            "tls": {"verify": False, "ca_file": None, "client_certificate": False},
            "limits": {"requests_per_minute": 100.0, "max_writes": 500, "connect_timeout": 2.5},
        }


REFUSED = yaml.safe_load(Path(__file__).with_name("refused_profiles.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["profile"].strip().rpartition("\n")[2])
def test_a_mistake_is_said_in_one_sentence(load: Load, tmp_path: Path, case: dict[str, str]) -> None:
    with pytest.raises(TargetError) as refused:
        load(case["profile"])

    assert str(refused.value).replace(str(tmp_path / "target.toml"), "FILE") == case["says"]


def test_a_profile_that_is_no_text(load: Load) -> None:
    with pytest.raises(TargetError, match=r"is not text in UTF-8\.$"):
        load(b"\xff\xfe")


def test_a_missing_profile(tmp_path: Path) -> None:
    with pytest.raises(
        TargetError,
        match=r"^The target profile \S+absent\.toml does not exist: name another with --target\.$",
    ):
        load_target("http://x", tmp_path / "absent.toml", {})


def test_a_folder_as_profile(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"^The target profile \S+ cannot be read: Is a directory\.$"):
        load_target("http://x", tmp_path, {})


def test_a_bad_base_url_from_the_command_line_is_named_as_such(load: Load) -> None:
    with pytest.raises(TargetError, match=r"^The base URL \(--base-url\) is \"x\", which does not begin"):
        load(URL, base_url="x")
